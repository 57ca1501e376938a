package hermite.sas.proc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.Coding;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.PowerLink;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written is read back, and nothing else is accepted. */
class StoreFormatTest {
    private static ItemStore store() {
        ClassLevels levels = new ClassLevels(
                ClassVariable.of("trt").withCoding(Coding.EFFECT), List.of("A", "B", "Ö"), new double[] {1, 2, 3}, 2);
        ModelTerms terms = new ModelTerms(true, List.of(Effect.of("trt"), Effect.of("x", "trt")), List.of(levels));
        double[] square = new double[25];
        square[6] = 0.1 + 0.2;
        StoredFit fit = new StoredFit(
                "sex=F",
                List.of(new StoredFit.ByValue("sex", false, "F", 0), new StoredFit.ByValue("t", true, "1", 1)),
                "Gamma",
                new PowerLink(-1),
                terms,
                "last",
                new double[] {1, Math.PI, Double.MIN_VALUE, 0, -0.0},
                square,
                new boolean[] {false, true, false, false, true},
                square,
                Double.POSITIVE_INFINITY,
                0.25,
                java.util.Map.of("x", 0.1, "z", -2.0),
                List.of(new StoredFit.Statistic("QIC", 4384.3523)));
        LocalDateTime created = LocalDateTime.of(2023, 3, 8, 15, 11, 27);
        return new ItemStore("GENMOD", "WORK.A", created, "a label", "y", "1", "off", 0.1, List.of(fit, fit));
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        ItemStore store = store();
        ItemStore again = StoreFormat.read(StoreFormat.write(store));
        assertThat(again).usingRecursiveComparison().isEqualTo(store);
    }

    @Test
    void refusesBytesThatAreCutOrForeign() {
        byte[] content = StoreFormat.write(store());
        for (int length = 0; length < content.length; length += 7) {
            byte[] cut = Arrays.copyOf(content, length);
            assertThatThrownBy(() -> StoreFormat.read(cut)).isInstanceOf(StoreFormat.NotAStoreException.class);
        }
        byte[] newer = content.clone();
        newer[7] = 99;
        assertThatThrownBy(() -> StoreFormat.read(newer)).hasMessageContaining("version 99");
    }
}
