package hermite.model.glmm.quadrature;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.Quadrature;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.PoissonLogDensity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Subjects are in the order of their contents; each expectation is that of sorting lists of their numbers. */
class SubjectPatternsTest {
    /** What stands in the rows of one subject: x and y of each, in order. */
    private record Content(List<List<Double>> rows) {
        private static final Comparator<List<Double>> ROW =
                Comparator.<List<Double>, Double>comparing(r -> r.get(0)).thenComparing(r -> r.get(1));

        private static int compare(Content a, Content b) {
            int c = Integer.compare(a.rows.size(), b.rows.size());
            for (int i = 0; c == 0 && i < a.rows.size(); i++) {
                c = ROW.compare(a.rows.get(i), b.rows.get(i));
            }
            return c;
        }
    }

    @Test
    void continuousColumnsOrderSubjects() {
        Random random = new Random(3);
        check(random, 400, random::nextGaussian);
    }

    @Test
    void numbersThatDifferInTheirLastBitsOnly() {
        Random random = new Random(4);
        check(random, 200, () -> -1.5 + Math.ulp(1.5) * random.nextInt(40));
    }

    @Test
    void fewNumbersAndMuchThatIsEqual() {
        Random random = new Random(5);
        check(random, 300, () -> random.nextInt(3) - 1.0);
    }

    @Test
    void bothZerosAreEqual() {
        assertThat(patterns(List.of(content(0.0, 1), content(-1.0, 1), content(-0.0, 1), content(0.0, 2))))
                .containsExactly(1, 0, 1, 2);
    }

    private interface Draw {
        double next();
    }

    private static void check(Random random, int subjects, Draw draw) {
        List<Content> data = new ArrayList<>();
        for (int s = 0; s < subjects; s++) {
            List<List<Double>> rows = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                rows.add(List.of(draw.next() + 0.0, (double) random.nextInt(2)));
            }
            rows.sort(Content.ROW);
            data.add(new Content(rows));
        }
        List<Content> sorted = data.stream().distinct().sorted(Content::compare).toList();
        int[] expected = data.stream().mapToInt(sorted::indexOf).toArray();
        assertThat(patterns(data)).containsExactly(expected);
    }

    private static Content content(double x, double y) {
        return new Content(List.of(List.of(x, y)));
    }

    /** Pattern of each subject of a model with an intercept, x and counts y; the rows stand in mixed order. */
    private static int[] patterns(List<Content> data) {
        List<double[]> rows = new ArrayList<>();
        for (int s = 0; s < data.size(); s++) {
            for (List<Double> row : data.get(s).rows) {
                rows.add(new double[] {s, row.get(0), row.get(1)});
            }
        }
        Collections.shuffle(rows, new Random(8));
        int n = rows.size();
        double[] x = new double[2 * n];
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = 1;
            x[2 * i + 1] = rows.get(i)[1];
            z[i] = 1;
        }
        GlmmSpec spec = GlmmSpec.of(
                rows.stream().mapToDouble(r -> r[2]).toArray(),
                x,
                2,
                z,
                1,
                rows.stream().mapToInt(r -> (int) r[0]).toArray(),
                new PoissonLogDensity(),
                RandomCovariance.unstructured(1),
                Quadrature.points(3));
        return SubjectPatterns.of(spec).patternOfSubject();
    }
}
