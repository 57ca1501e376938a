package hermite.model.glmm;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.model.glmm.covariance.RandomCovariance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fit has the same bits for any number of threads, any order of rows and any numbering of subjects. */
class DeterminismTest {
    private static GlmmSpec spec(List<Trials.Row> rows) {
        return spec(rows, Quadrature.Placement.ADAPTIVE);
    }

    private static GlmmSpec spec(List<Trials.Row> rows, Quadrature.Placement placement) {
        return Trials.spec(
                rows,
                Trials::dropInDose,
                Trials::interceptAndTime,
                Trials.logit(),
                RandomCovariance.unstructured(2),
                Quadrature.points(5).with(placement));
    }

    private static List<Trials.Row> continuous(int subjects) {
        Random random = new Random(4);
        List<Trials.Row> rows = new ArrayList<>();
        for (int i = 0; i < subjects; i++) {
            double b = random.nextGaussian();
            double group = random.nextGaussian();
            for (int t = 0; t < 1 + i % 4; t++) {
                double eta = -0.5 + 0.2 * t + 0.4 * group + b;
                double y = random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
                rows.add(new Trials.Row(i, t, group, y, 1, 0));
            }
        }
        return rows;
    }

    private static void assertSameBits(GlmmFit a, GlmmFit b) {
        assertThat(a.logLikelihood()).isEqualTo(b.logLikelihood());
        assertThat(a.estimates()).isEqualTo(b.estimates());
        assertThat(a.modelCovariance()).isEqualTo(b.modelCovariance());
        assertThat(a.empiricalCovariance()).isEqualTo(b.empiricalCovariance());
        assertThat(a.conditional()).isEqualTo(b.conditional());
    }

    @Test
    void anyNumberOfThreads() {
        GlmmSpec spec = spec(continuous(3000));
        assertSameBits(new GlmmFitter(1).fit(spec), new GlmmFitter(2).fit(spec));
        assertSameBits(new GlmmFitter(1).fit(spec), new GlmmFitter(5).fit(spec));
    }

    @Test
    void anyNumberOfThreadsForNodesThatStay() {
        GlmmSpec spec = spec(continuous(1500), Quadrature.Placement.PLAIN);
        assertSameBits(new GlmmFitter(1).fit(spec), new GlmmFitter(3).fit(spec));
    }

    @ParameterizedTest
    @EnumSource(names = {"ADAPTIVE", "PLAIN"})
    void anyOrderOfRowsAndSubjects(Quadrature.Placement placement) {
        for (List<Trials.Row> rows : List.of(continuous(700), Trials.contraceptive())) {
            GlmmFit straight = new GlmmFitter(1).fit(spec(rows, placement));
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < 1151; i++) {
                numbers.add(i);
            }
            Collections.shuffle(numbers, new Random(5));
            List<Trials.Row> shuffled = new ArrayList<>(rows.stream()
                    .map(r -> new Trials.Row(
                            numbers.get(r.subject()), r.time(), r.group(), r.y(), r.trials(), r.offset()))
                    .toList());
            Collections.shuffle(shuffled, new Random(6));
            GlmmFit other = new GlmmFitter(2).fit(spec(shuffled, placement));
            assertSameBits(straight, other);
            int subject = rows.get(10).subject();
            assertThat(other.modes()[2 * numbers.get(subject)]).isEqualTo(straight.modes()[2 * subject]);
        }
    }

    @Test
    void nodesScaledByTheCovarianceAlone() {
        List<Trials.Row> rows = continuous(300);
        GlmmFit straight = new GlmmFitter(1).fit(centred(rows));
        List<Trials.Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(8));
        assertThat(straight.verdict().hasEstimates()).isTrue();
        assertSameBits(straight, new GlmmFitter(3).fit(centred(rows)));
        assertSameBits(straight, new GlmmFitter(2).fit(centred(shuffled)));
    }

    private static GlmmSpec centred(List<Trials.Row> rows) {
        return Trials.spec(
                rows,
                Trials::interceptAndTime,
                Trials::intercept,
                Trials.logit(),
                RandomCovariance.unstructured(1),
                Quadrature.points(15).with(Quadrature.Placement.CENTRED));
    }
}
