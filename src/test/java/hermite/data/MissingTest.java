package hermite.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MissingTest {
    /** sas_language.md 6.2: {@code ._ < . < .A < … < .Z < any number}. */
    @Test
    void ordersAll28BelowEveryNumber() {
        List<Double> ordered = new ArrayList<>();
        for (char code : "_.ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
            ordered.add(Missing.of(code));
        }
        ordered.addAll(List.of(Double.NEGATIVE_INFINITY, -1e300, -1.0, 0.0, 1.0));
        List<Double> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.sort(Missing::compare);
        for (int i = 0; i < ordered.size(); i++) {
            assertThat(Missing.compare(shuffled.get(i), ordered.get(i))).isZero();
            assertThat(i > 0 && Missing.compare(ordered.get(i - 1), ordered.get(i)) >= 0)
                    .isFalse();
        }
    }

    @Test
    void codesReadBackInEitherCase() {
        for (char code : "_.ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
            assertThat(Missing.code(Missing.of(code))).isEqualTo(code);
            assertThat(Missing.code(Missing.of(Character.toLowerCase(code)))).isEqualTo(code);
            assertThat(Missing.isMissing(Missing.of(code))).isTrue();
        }
        assertThatThrownBy(() -> Missing.of('1')).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void resultsOfArithmeticNormaliseToThePoint() {
        assertThat(Missing.code(Missing.normalise(Missing.of('A') + 1))).isEqualTo('.');
        assertThat(Missing.code(Missing.normalise(0.0 / 0.0))).isEqualTo('.');
        assertThat(Missing.normalise(3)).isEqualTo(3);
    }

    @Property
    void comparisonIsAntisymmetricAndMinusZeroEqualsZero(@ForAll double a, @ForAll double b) {
        assertThat(Integer.signum(Missing.compare(a, b))).isEqualTo(-Integer.signum(Missing.compare(b, a)));
        assertThat(Missing.compare(0.0, -0.0)).isZero();
    }
}
