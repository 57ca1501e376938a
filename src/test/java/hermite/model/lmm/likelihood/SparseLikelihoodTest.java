package hermite.model.lmm.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.CovarianceStructure.Kind;
import hermite.model.lmm.LmmCriterion;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import hermite.model.lmm.likelihood.LmmLikelihood.Derivatives;
import hermite.model.lmm.likelihood.LmmLikelihood.Value;
import hermite.model.lmm.likelihood.PredictionVariance.Part;
import hermite.model.lmm.likelihood.PredictionVariance.Target;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The sparse equations against dense blocks, which are checked against nlme and lme4. */
class SparseLikelihoodTest {
    /** Students with slopes crossed with items nested in topics; some rows have no topic. */
    private static LmmSpec crossed(boolean restricted) {
        Random random = new Random(17);
        int n = 160;
        double[] y = new double[n];
        double[] x = new double[2 * n];
        double[] z = new double[2 * n];
        double[] ones = new double[n];
        double[] weight = new double[n];
        int[] student = new int[n];
        int[] item = new int[n];
        int[] topic = new int[n];
        int[] group = new int[n];
        double[] ability = random.doubles(20, -2, 2).toArray();
        double[] ease = random.doubles(9, -1, 1).toArray();
        for (int i = 0; i < n; i++) {
            student[i] = i % 20;
            item[i] = random.nextInt(9);
            topic[i] = item[i] == 8 ? -1 : item[i] / 3;
            group[i] = student[i] % 2;
            x[2 * i] = 1;
            x[2 * i + 1] = 100 + random.nextGaussian();
            z[2 * i] = 1;
            z[2 * i + 1] = random.nextGaussian();
            ones[i] = 1;
            weight[i] = 0.5 + random.nextDouble();
            y[i] = ability[student[i]] + ease[item[i]] + 0.3 * x[2 * i + 1] + random.nextGaussian();
        }
        RandomTerm students = new RandomTerm(CovarianceStructure.of(Kind.UNSTRUCTURED, 2), 2, z, student, 20, group, 2);
        RandomTerm items = RandomTerm.component(ones, item, 9);
        RandomTerm topics = RandomTerm.component(ones, topic, 3);
        return new LmmSpec(y, x, 2, weight, List.of(items, students, topics), Residual.variance(n), restricted);
    }

    private static final double[] THETA = {0.4, 1.1, 0.2, 0.5, 0.9, -0.1, 0.7, 0.3, 1.2};

    @Test
    void valueGradientAndAverageInformationEqualThoseOfDenseBlocks() {
        for (boolean restricted : new boolean[] {true, false}) {
            LmmSpec spec = crossed(restricted);
            BlockLikelihood dense = new BlockLikelihood(spec);
            SparseLikelihood sparse = new SparseLikelihood(spec);
            Value a = dense.value(THETA).orElseThrow();
            Value b = sparse.value(THETA).orElseThrow();
            assertThat(b.minusTwoLog()).isCloseTo(a.minusTwoLog(), within(1e-9));
            assertThat(b.quadratic()).isCloseTo(a.quadratic(), within(1e-9));
            assertThat(b.logDeterminant()).isCloseTo(a.logDeterminant(), within(1e-9));
            near(b.beta(), a.beta(), 1e-9);
            near(b.betaCovariance(), a.betaCovariance(), 1e-9);
            Derivatives da = dense.derivatives(a);
            Derivatives db = sparse.derivatives(b);
            near(db.gradient(), da.gradient(), 1e-8);
            near(db.average(), da.average(), 1e-8);
        }
    }

    @Test
    void effectsAndTheirErrorsEqualThoseOfDenseBlocks() {
        LmmSpec spec = crossed(true);
        BlockLikelihood dense = new BlockLikelihood(spec);
        SparseLikelihood sparse = new SparseLikelihood(spec);
        List<LmmFit.Effects> a = dense.effects(dense.value(THETA).orElseThrow());
        List<LmmFit.Effects> b = sparse.effects(sparse.value(THETA).orElseThrow());
        for (int t = 0; t < 3; t++) {
            near(b.get(t).estimates(), a.get(t).estimates(), 1e-9);
            near(b.get(t).errors(), a.get(t).errors(), 1e-9);
            near(b.get(t).conditional(), a.get(t).conditional(), 1e-9);
        }
    }

    @Test
    void sensitivityOfFixedEffectsEqualsThatOfDenseBlocks() {
        LmmSpec spec = crossed(true);
        BlockLikelihood dense = new BlockLikelihood(spec);
        SparseLikelihood sparse = new SparseLikelihood(spec);
        FixedSensitivity a = dense.sensitivity(dense.value(THETA).orElseThrow());
        FixedSensitivity b = sparse.sensitivity(sparse.value(THETA).orElseThrow());
        for (int k = 0; k < THETA.length; k++) {
            relative(b.first()[k], a.first()[k]);
            for (int l = 0; l < THETA.length; l++) {
                relative(b.cross()[k * THETA.length + l], a.cross()[k * THETA.length + l]);
                relative(b.second()[k * THETA.length + l], a.second()[k * THETA.length + l]);
            }
        }
    }

    @Test
    void variancesOfPredictionsEqualThoseOfDenseBlocks() {
        LmmSpec spec = crossed(true);
        List<Target> targets = List.of(
                new Target(new double[] {1, 100}, List.of(new Part(1, 3, 1, new double[] {1, 0.5}))),
                new Target(new double[] {0, 1}, List.of(new Part(0, 2, 0, new double[] {1}))),
                new Target(new double[] {1, 99}, List.of(new Part(0, -1, 0, new double[] {1}))));
        BlockLikelihood dense = new BlockLikelihood(spec);
        SparseLikelihood sparse = new SparseLikelihood(spec);
        near(
                sparse.predictions(sparse.value(THETA).orElseThrow()).covariance(targets),
                dense.predictions(dense.value(THETA).orElseThrow()).covariance(targets),
                1e-9);
    }

    /** More than LARGEST_BLOCK effects meet: the fit goes by the sparse equations. */
    @Test
    void theOrderOfRowsDoesNotChangeADigitOfACrossedFit() {
        int n = 1200;
        Random random = new Random(3);
        double[] y = new double[n];
        double[] x = new double[2 * n];
        double[] ones = new double[n];
        int[] student = new int[n];
        int[] item = new int[n];
        for (int i = 0; i < n; i++) {
            student[i] = i % 150;
            item[i] = random.nextInt(60);
            x[2 * i] = 1;
            x[2 * i + 1] = random.nextInt(4);
            y[i] = Math.sin(student[i]) + Math.cos(3 * item[i]) + random.nextGaussian();
            ones[i] = 1;
        }
        List<Integer> order = new java.util.ArrayList<>(
                java.util.stream.IntStream.range(0, n).boxed().toList());
        java.util.Collections.shuffle(order, new Random(4));
        LmmFit fit = new LmmFitter().fit(crossed(y, x, ones, student, item));
        int[] by = order.stream().mapToInt(i -> i).toArray();
        double[] shuffledX = new double[2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(x, 2 * by[i], shuffledX, 2 * i, 2);
        }
        LmmSpec shuffled = crossed(
                java.util.Arrays.stream(by).mapToDouble(i -> y[i]).toArray(),
                shuffledX,
                ones,
                java.util.Arrays.stream(by).map(i -> student[i]).toArray(),
                java.util.Arrays.stream(by).map(i -> item[i]).toArray());
        assertThat(SparseLikelihood.suits(shuffled)).isTrue();
        LmmFit other = new LmmFitter().fit(shuffled);
        assertThat(other.theta()).containsExactly(fit.theta());
        assertThat(other.thetaCovariance()).containsExactly(fit.thetaCovariance());
        assertThat(other.beta()).containsExactly(fit.beta());
        assertThat(other.minusTwoLog()).isEqualTo(fit.minusTwoLog());
        assertThat(other.effects().get(1).estimates())
                .containsExactly(fit.effects().get(1).estimates());
    }

    private static LmmSpec crossed(double[] y, double[] x, double[] ones, int[] student, int[] item) {
        return LmmSpec.of(
                y,
                x,
                2,
                List.of(RandomTerm.component(ones, student, 150), RandomTerm.component(ones, item, 60)),
                Residual.variance(y.length),
                true);
    }

    /** Bates et al. (2015), equations 34 and 41: the profile at the estimates is the criterion, its σ² the residual's. */
    @Test
    void theProfileAtTheEstimatesIsTheCriterion() {
        LmmSpec spec = crossed(true);
        LmmFit fit = new LmmFitter().fit(spec);
        double[] relative = new double[THETA.length - 1];
        for (int k = 0; k < relative.length; k++) {
            relative[k] = fit.theta()[k] / fit.theta()[relative.length];
        }
        LmmCriterion.Profile profile = new LmmCriterion(spec).profile(relative).orElseThrow();
        assertThat(profile.criterion()).isCloseTo(fit.minusTwoLog(), within(1e-7));
        assertThat(profile.residualVariance()).isCloseTo(fit.theta()[relative.length], within(1e-6));
        near(profile.beta(), fit.beta(), 1e-7);
    }

    /** A gradient exists at a variance of zero too. */
    @Test
    void theGradientAtAVarianceOfZeroEqualsThatOfDenseBlocks() {
        LmmSpec spec = crossed(true);
        double[] theta = THETA.clone();
        theta[7] = 0;
        BlockLikelihood dense = new BlockLikelihood(spec);
        SparseLikelihood sparse = new SparseLikelihood(spec);
        double[] a = dense.derivatives(dense.value(theta).orElseThrow()).gradient();
        double[] b = sparse.derivatives(sparse.value(theta).orElseThrow()).gradient();
        near(b, a, 1e-4);
    }

    private static void near(double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("element %d", i).isCloseTo(expected[i], within(tolerance));
        }
    }

    private static void relative(double[] actual, double[] expected) {
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-7 * Math.max(1, Math.abs(expected[i]))));
        }
    }
}
