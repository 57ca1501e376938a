package hermite.model.lmm.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.CovarianceStructure.Kind;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import hermite.model.lmm.likelihood.LmmLikelihood.Derivatives;
import hermite.model.lmm.likelihood.LmmLikelihood.Value;
import hermite.model.lmm.likelihood.PredictionVariance.Part;
import hermite.model.lmm.likelihood.PredictionVariance.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small and pooled blocks against blocks that hold all rows. */
class BlockReductionTest {
    private static final double[] THETA = {0.8, 0.2, 0.5, 1.1, -0.1, 0.7, 0.4, 1.3};

    /**
     * Pupils in classes with slopes over five occasions, by two groups; a third of the visits is missing, one pupil has 30
     * visits.
     *
     * @param weighted whether rows have weights, so that no two subjects have the same V
     */
    private static LmmSpec visits(boolean weighted, boolean restricted) {
        Random random = new Random(29);
        int subjects = 120;
        int most = subjects * 5 + 30;
        double[] y = new double[most];
        double[] x = new double[3 * most];
        double[] z = new double[2 * most];
        double[] ones = new double[most];
        double[] weight = new double[most];
        Arrays.fill(weight, 1);
        int[] subject = new int[most];
        int[] classroom = new int[most];
        int[] group = new int[most];
        int n = 0;
        for (int i = 0; i < most; i++) {
            int s = Math.min(i / 5, subjects - 1);
            if (i < subjects * 5 && random.nextInt(3) == 0) {
                continue;
            }
            subject[n] = s;
            classroom[n] = s / 3;
            group[n] = s % 2;
            x[3 * n] = 1;
            x[3 * n + 1] = i % 5;
            x[3 * n + 2] = random.nextGaussian();
            z[2 * n] = 1;
            z[2 * n + 1] = i % 5;
            ones[n] = 1;
            weight[n] = weighted ? 0.5 + random.nextDouble() : 1;
            y[n] = 2 + s % 7 + (s % 5 - 2) * 0.3 * (i % 5) + random.nextGaussian();
            n++;
        }
        int[] rows = IntStream.range(0, n).toArray();
        RandomTerm slopes =
                new RandomTerm(CovarianceStructure.of(Kind.UNSTRUCTURED, 2), 2, z, subject, subjects, group, 2);
        RandomTerm classes = RandomTerm.component(ones, classroom, subjects / 3);
        return new LmmSpec(y, x, 3, weight, List.of(slopes, classes), Residual.variance(most), restricted)
                .keeping(rows);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pooledBlocksHaveTheLikelihoodOfWholeOnes(boolean weighted) {
        for (boolean restricted : new boolean[] {true, false}) {
            LmmSpec spec = visits(weighted, restricted);
            BlockLikelihood whole = new BlockLikelihood(spec);
            BlockLikelihood pooled = BlockLikelihood.pooled(spec);
            Value a = whole.value(THETA).orElseThrow();
            Value b = pooled.value(THETA).orElseThrow();
            assertThat(b.minusTwoLog()).isCloseTo(a.minusTwoLog(), within(1e-10 * Math.abs(a.minusTwoLog())));
            assertThat(b.quadratic()).isCloseTo(a.quadratic(), within(1e-10 * a.quadratic()));
            near(b.beta(), a.beta());
            near(b.betaCovariance(), a.betaCovariance());
            Derivatives da = whole.derivatives(a);
            Derivatives db = pooled.derivatives(b);
            near(db.gradient(), da.gradient());
            near(db.average(), da.average());
            near(db.hessian().orElseThrow(), da.hessian().orElseThrow());
            FixedSensitivity sa = whole.sensitivity(a);
            FixedSensitivity sb = pooled.sensitivity(b);
            near(sb.expected(), sa.expected());
            for (int k = 0; k < THETA.length; k++) {
                near(sb.first()[k], sa.first()[k]);
            }
            double[] w = da.average();
            near(pooled.curvature(b, w), whole.curvature(a, w));
        }
    }

    /** Unstructured residuals by two groups over four visits, a fifth of which is missing, with an effect of the subject. */
    @Test
    void subjectsSeenAtTheSameVisitsArePooled() {
        Random random = new Random(11);
        int subjects = 400;
        int n = 0;
        int most = 4 * subjects;
        double[] y = new double[most];
        double[] x = new double[2 * most];
        double[] ones = new double[most];
        double[] weight = new double[most];
        int[] subject = new int[most];
        int[] visit = new int[most];
        int[] group = new int[most];
        for (int i = 0; i < most; i++) {
            if (random.nextInt(5) > 0) {
                subject[n] = i / 4;
                visit[n] = i % 4;
                group[n] = i / 4 % 2;
                x[2 * n] = 1;
                x[2 * n + 1] = random.nextGaussian();
                ones[n] = 1;
                y[n++] = 3 + i / 4 % 9 + random.nextGaussian();
            }
        }
        Residual residual = new Residual(
                CovarianceStructure.of(Kind.UNSTRUCTURED, 4), subject, visit, new double[0], group, 2, false);
        double[] theta = {
            0.4, 2, 0.3, 2.2, 0.2, 0.4, 2.4, 0.1, 0.3, 0.5, 2.6, 1, 0.1, 1.2, 0, 0.2, 1.4, 0, 0.1, 0.3, 1.6
        };
        Arrays.fill(weight, 1);
        RandomTerm intercepts = RandomTerm.component(ones, subject, subjects);
        LmmSpec spec = new LmmSpec(y, x, 2, weight, List.of(intercepts), residual, true)
                .keeping(IntStream.range(0, n).toArray());
        BlockLikelihood whole = new BlockLikelihood(spec);
        BlockLikelihood pooled = BlockLikelihood.pooled(spec);
        assertThat(pooled.blocks().size()).isLessThan(whole.blocks().size() * 3 / 4);
        Value a = whole.value(theta).orElseThrow();
        Value b = pooled.value(theta).orElseThrow();
        assertThat(b.minusTwoLog()).isCloseTo(a.minusTwoLog(), within(1e-10 * Math.abs(a.minusTwoLog())));
        near(b.beta(), a.beta());
        near(pooled.derivatives(b).gradient(), whole.derivatives(a).gradient());
        near(
                pooled.derivatives(b).hessian().orElseThrow(),
                whole.derivatives(a).hessian().orElseThrow());
        near(pooled.effects(b).get(0).estimates(), whole.effects(a).get(0).estimates());
    }

    @Test
    void effectsAndVariancesOfPredictionsAreTheSame() {
        LmmSpec spec = visits(false, true);
        BlockLikelihood whole = new BlockLikelihood(spec);
        BlockLikelihood pooled = BlockLikelihood.pooled(spec);
        Value a = whole.value(THETA).orElseThrow();
        Value b = pooled.value(THETA).orElseThrow();
        List<LmmFit.Effects> ea = whole.effects(a);
        List<LmmFit.Effects> eb = pooled.effects(b);
        for (int t = 0; t < 2; t++) {
            near(eb.get(t).estimates(), ea.get(t).estimates());
            near(eb.get(t).errors(), ea.get(t).errors());
            near(eb.get(t).conditional(), ea.get(t).conditional());
        }
        List<Target> targets = List.of(
                new Target(new double[] {1, 2, 0}, List.of(new Part(0, 3, 1, new double[] {1, 0.5}))),
                new Target(
                        new double[] {0, 1, 1},
                        List.of(new Part(1, 1, 0, new double[] {1}), new Part(0, 4, 0, new double[] {1, 2}))));
        near(pooled.predictions(b).covariance(targets), whole.predictions(a).covariance(targets));
    }

    /** However many subjects there are. */
    @Test
    void subjectsOfEqualDesignArePooled() {
        Random random = new Random(5);
        int subjects = 1000;
        int n = 4 * subjects;
        double[] y = new double[n];
        double[] x = new double[2 * n];
        double[] ones = new double[n];
        int[] subject = new int[n];
        for (int i = 0; i < n; i++) {
            subject[i] = i / 4;
            x[2 * i] = 1;
            x[2 * i + 1] = random.nextGaussian();
            ones[i] = 1;
            y[i] = random.nextGaussian();
        }
        LmmSpec spec =
                LmmSpec.of(y, x, 2, List.of(RandomTerm.component(ones, subject, subjects)), Residual.variance(n), true);
        // a subject has one row left, of an intercept, x and y; the rest has three
        assertThat(BlockLikelihood.pooled(spec).blocks()).hasSize(4);
    }

    private static void near(double[] found, double[] expected) {
        double largest = 1e-300;
        for (double e : expected) {
            largest = Math.max(largest, Math.abs(e));
        }
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(1e-9 * largest));
        }
    }
}
