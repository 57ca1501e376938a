package hermite.model.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.math.OrderedExecutor;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.covariance.RandomCovariance.Kind;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import hermite.model.glmm.quadrature.MarginalLikelihood;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Structures of G: their formulas, their derivatives, and models that two of them write in different words. */
class CovarianceStructureTest {
    private static final Map<String, RandomCovariance> STRUCTURES = new TreeMap<>(Map.of(
            "CS",
                    RandomCovariance.builder()
                            .correlated(Kind.COMPOUND_SYMMETRY, 3)
                            .build(),
            "CSH",
                    RandomCovariance.builder()
                            .correlated(Kind.HETEROGENEOUS_COMPOUND_SYMMETRY, 3)
                            .build(),
            "AR", RandomCovariance.builder().correlated(Kind.AUTOREGRESSIVE, 3).build(),
            "ARH",
                    RandomCovariance.builder()
                            .correlated(Kind.HETEROGENEOUS_AUTOREGRESSIVE, 3)
                            .build(),
            "TOEP", RandomCovariance.builder().toeplitz(3, 3).build(),
            "TOEP2", RandomCovariance.builder().toeplitz(3, 2).build(),
            "UN2", RandomCovariance.builder().banded(3, 2).build(),
            "FA1", RandomCovariance.builder().factor(3, 1).build(),
            "FA2", RandomCovariance.builder().factor(3, 2).build(),
            "mixed",
                    RandomCovariance.builder()
                            .correlated(Kind.AUTOREGRESSIVE, 2)
                            .unstructured(1)
                            .build()));

    static Stream<String> structures() {
        return STRUCTURES.keySet().stream();
    }

    /** θ at which every structure above is positive definite. */
    private static double[] point(RandomCovariance c) {
        double[] all = {0.7, 0.3, -0.25, 0.4, 0.2, 0.6};
        return java.util.Arrays.copyOf(all, c.parameters());
    }

    private static double[] covariance(RandomCovariance c, double[] theta) {
        return RandomCovariance.covariance(c.factor(theta), c.dimension());
    }

    /** The elements of G as SAS documents the structures (glimmix.md 5.1), from the reported parameters. */
    private static double element(String name, double[] r, int a, int b) {
        int lag = Math.abs(a - b);
        return switch (name) {
            case "CS" -> r[1] + (a == b ? r[0] : 0);
            case "CSH" -> Math.sqrt(r[a] * r[b]) * (a == b ? 1 : r[3]);
            case "AR" -> r[0] * Math.pow(r[1], lag);
            case "ARH" -> Math.sqrt(r[a] * r[b]) * Math.pow(r[3], lag);
            case "TOEP" -> r[lag];
            case "TOEP2" -> lag < 2 ? r[lag] : 0;
            case "UN2" -> lag == 2 ? 0 : new double[] {r[0], r[1], r[2], r[3], r[4]}[a + b];
            case "FA1" -> r[a] * r[b];
            case "FA2" -> {
                double[][] lambda = {{r[0], 0}, {r[1], r[2]}, {r[3], r[4]}};
                yield lambda[a][0] * lambda[b][0] + lambda[a][1] * lambda[b][1];
            }
            default -> a < 2 && b < 2 ? r[0] * Math.pow(r[1], lag) : a == b ? r[2] : 0;
        };
    }

    @ParameterizedTest
    @MethodSource("structures")
    void reportedParametersGiveTheDocumentedMatrix(String name) {
        RandomCovariance c = STRUCTURES.get(name);
        double[] theta = point(c);
        double[] g = covariance(c, theta);
        double[] reported = c.report(theta);
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                assertThat(g[a * 3 + b]).isCloseTo(element(name, reported, a, b), within(1e-14));
            }
        }
    }

    /** ∂G/∂θ by central differences = Σ ∂G/∂report ∂report/∂θ. */
    @ParameterizedTest
    @MethodSource("structures")
    void derivativesOfReportAndOfCovarianceAgree(String name) {
        RandomCovariance c = STRUCTURES.get(name);
        double[] theta = point(c);
        double[] reported = c.report(theta);
        double[] jacobian = c.reportJacobian(theta);
        int t = c.parameters();
        for (int k = 0; k < t; k++) {
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[k] += 1e-6;
            down[k] -= 1e-6;
            double[] above = covariance(c, up);
            double[] below = covariance(c, down);
            for (int e = 0; e < 9; e++) {
                double chain = 0;
                for (int r = 0; r < t; r++) {
                    chain += c.covarianceDerivative(reported, r)[e] * jacobian[r * t + k];
                }
                assertThat(chain).isCloseTo((above[e] - below[e]) / 2e-6, within(1e-8));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("structures")
    void gradientIsThatOfTheLikelihood(String name) {
        GlmmSpec base = GradientTest.random(new PoissonLogDensity(), 3, false, 4);
        GlmmSpec spec = with(base, STRUCTURES.get(name));
        double[] theta = point(spec.covariance());
        double[] psi = new double[2 + theta.length];
        psi[0] = 0.3;
        psi[1] = -0.2;
        System.arraycopy(theta, 0, psi, 2, theta.length);
        try (OrderedExecutor one = new OrderedExecutor(1)) {
            MarginalLikelihood likelihood = GradientTest.likelihood(spec, 3, one);
            double[] gradient = new double[psi.length];
            double[] ignored = new double[psi.length];
            likelihood.evaluate(psi, gradient);
            for (int k = 0; k < psi.length; k++) {
                double h = 1e-5;
                double[] x = psi.clone();
                x[k] = psi[k] + h;
                double up = likelihood.evaluate(x, ignored);
                x[k] = psi[k] - h;
                double down = likelihood.evaluate(x, ignored);
                assertThat(gradient[k]).isCloseTo((up - down) / (2 * h), within(1e-6 * Math.max(1, Math.abs(up))));
            }
        }
    }

    private static GlmmSpec with(GlmmSpec s, RandomCovariance covariance) {
        return new GlmmSpec(
                s.y(),
                s.trials(),
                s.offset(),
                s.weight(),
                s.frequency(),
                s.x(),
                s.fixedColumns(),
                s.z(),
                s.randomColumns(),
                s.subject(),
                s.density(),
                covariance,
                s.quadrature(),
                s.start(),
                s.levels());
    }

    static Stream<Arguments> sameModels() {
        RandomCovariance cs =
                RandomCovariance.builder().correlated(Kind.COMPOUND_SYMMETRY, 2).build();
        RandomCovariance un = RandomCovariance.unstructured(2);
        return Stream.of(
                Arguments.of(cs, RandomCovariance.builder().toeplitz(2, 2).build()),
                Arguments.of(
                        cs,
                        RandomCovariance.builder()
                                .correlated(Kind.AUTOREGRESSIVE, 2)
                                .build()),
                Arguments.of(
                        un,
                        RandomCovariance.builder()
                                .correlated(Kind.HETEROGENEOUS_COMPOUND_SYMMETRY, 2)
                                .build()),
                Arguments.of(
                        un,
                        RandomCovariance.builder()
                                .correlated(Kind.HETEROGENEOUS_AUTOREGRESSIVE, 2)
                                .build()),
                Arguments.of(un, RandomCovariance.builder().factor(2, 2).build()),
                Arguments.of(
                        RandomCovariance.components(2),
                        RandomCovariance.builder().banded(2, 1).build()),
                Arguments.of(
                        RandomCovariance.builder().components(new int[] {0, 0}).build(),
                        RandomCovariance.builder().toeplitz(2, 1).build()));
    }

    /** With two random effects several structures are the same model, so their maxima are the same. */
    @ParameterizedTest
    @MethodSource("sameModels")
    void sameModelsHaveTheSameMaximum(RandomCovariance one, RandomCovariance other) {
        GlmmSpec base = seizures();
        GlmmFit a = new GlmmFitter(1).fit(with(base, one));
        GlmmFit b = new GlmmFitter(1).fit(with(base, other));
        assertThat(b.verdict()).isEqualTo(GlmmVerdict.converged());
        assertThat(b.logLikelihood()).isCloseTo(a.logLikelihood(), within(1e-7));
        assertThat(b.beta()).containsExactly(a.beta(), within(1e-4));
        assertThat(b.g()).containsExactly(a.g(), within(1e-4));
        for (int k = 0; k < a.beta().length; k++) {
            assertThat(b.modelStandardError(k)).isCloseTo(a.modelStandardError(k), within(1e-4));
        }
    }

    /** Epilepsy counts with an effect of the baseline and one of the four visits. */
    private static GlmmSpec seizures() {
        var patients = TrialData.epilepsyPatients();
        int n = patients.size() * 5;
        double[] y = new double[n];
        double[] x = new double[2 * n];
        double[] z = new double[2 * n];
        double[] offset = new double[n];
        int[] subject = new int[n];
        for (int i = 0; i < n; i++) {
            double[] patient = patients.get(i / 5);
            int visit = i % 5;
            y[i] = patient[3 + visit];
            x[2 * i] = 1;
            x[2 * i + 1] = visit == 0 ? 0 : patient[1];
            z[2 * i] = visit == 0 ? 1 : 0;
            z[2 * i + 1] = visit == 0 ? 0 : 1;
            offset[i] = Math.log(visit == 0 ? 8 : 2);
            subject[i] = i / 5;
        }
        return GlmmSpec.of(
                        y,
                        x,
                        2,
                        z,
                        2,
                        subject,
                        new PoissonLogDensity(),
                        RandomCovariance.unstructured(2),
                        Quadrature.points(5))
                .withOffset(offset);
    }

    /** A banded Toeplitz matrix that is not positive definite has no likelihood; the search must step back from it. */
    @Test
    void toeplitzOutsideItsRangeHasNoLikelihood() {
        GlmmSpec spec = with(
                GradientTest.random(new BinomialDensity(BinomialDensity.Curve.LOGIT), 3, false, 4),
                STRUCTURES.get("TOEP2"));
        try (OrderedExecutor one = new OrderedExecutor(1)) {
            double value = GradientTest.likelihood(spec, 3, one).evaluate(new double[] {0, 0, 1, 0.9}, new double[4]);
            assertThat(value).isNaN();
        }
    }
}
