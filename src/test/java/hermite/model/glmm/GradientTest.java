package hermite.model.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.math.DenseSymmetric;
import hermite.math.OrderedExecutor;
import hermite.model.Family;
import hermite.model.StandardLink;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.BetaDensity;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ChainedDensity;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.GammaDensity;
import hermite.model.glmm.density.InverseGaussianLogDensity;
import hermite.model.glmm.density.NegativeBinomialLinearDensity;
import hermite.model.glmm.density.NegativeBinomialLogDensity;
import hermite.model.glmm.density.NormalIdentityDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import hermite.model.glmm.quadrature.MarginalLikelihood;
import hermite.model.glmm.quadrature.SubjectPatterns;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient is that of the approximated log likelihood: fourth-order central differences must agree to 1e-6. */
class GradientTest {
    static Stream<Arguments> models() {
        Stream<ConditionalDensity> densities = Stream.of(
                new BinomialDensity(BinomialDensity.Curve.LOGIT),
                new BinomialDensity(BinomialDensity.Curve.PROBIT),
                new BinomialDensity(BinomialDensity.Curve.CLOGLOG),
                new BinomialDensity(BinomialDensity.Curve.LOGLOG),
                new BinomialDensity(BinomialDensity.Curve.CAUCHIT),
                new PoissonLogDensity(),
                new NegativeBinomialLogDensity(),
                new NegativeBinomialLinearDensity(),
                new GammaDensity(),
                new InverseGaussianLogDensity(),
                new NormalIdentityDensity(),
                new BetaDensity(StandardLink.LOGIT),
                new BetaDensity(StandardLink.PROBIT),
                new BetaDensity(StandardLink.CLOGLOG),
                new ChainedDensity(Family.POISSON, StandardLink.LOG, false),
                new ChainedDensity(Family.GEOMETRIC, StandardLink.LOG, false),
                new ChainedDensity(Family.NEGATIVE_BINOMIAL, StandardLink.LOG, false),
                new ChainedDensity(Family.GAMMA, StandardLink.LOG, false),
                new ChainedDensity(Family.GAMMA, StandardLink.LOG, true),
                new ChainedDensity(Family.INVERSE_GAUSSIAN, StandardLink.LOG, false),
                new ChainedDensity(Family.NORMAL, StandardLink.LOG, false),
                new ChainedDensity(Family.BINOMIAL, StandardLink.LOGIT, false));
        return densities.flatMap(density ->
                Stream.of(1, 2, 3).flatMap(q -> Stream.of(1, 3, 4).map(points -> Arguments.of(density, q, points))));
    }

    static GlmmSpec random(ConditionalDensity density, int q, boolean grouped, long seed) {
        Random random = new Random(seed);
        int subjects = 11;
        int n = 0;
        int[] size = new int[subjects];
        for (int i = 0; i < subjects; i++) {
            size[i] = 1 + random.nextInt(5);
            n += size[i];
        }
        double[] y = new double[n];
        double[] trials = new double[n];
        double[] x = new double[n * 2];
        double[] z = new double[n * q];
        int[] subject = new int[n];
        double[] offset = new double[n];
        for (int i = 0, r = 0; i < subjects; i++) {
            for (int j = 0; j < size[i]; j++, r++) {
                subject[r] = i;
                x[2 * r] = 1;
                x[2 * r + 1] = random.nextGaussian();
                offset[r] = 0.2 * random.nextGaussian();
                for (int d = 0; d < q; d++) {
                    z[r * q + d] = d == 0 ? 1 : random.nextGaussian();
                }
                trials[r] = grouped ? 1 + random.nextInt(4) : 1;
                y[r] = response(density, trials[r], random);
            }
        }
        return GlmmSpec.of(y, x, 2, z, q, subject, density, RandomCovariance.unstructured(q), Quadrature.points(3))
                .withTrials(trials)
                .withOffset(offset);
    }

    private static double response(ConditionalDensity density, double trials, Random random) {
        if (density instanceof BinomialDensity
                || density instanceof ChainedDensity c && c.family() == Family.BINOMIAL) {
            return random.nextInt((int) trials + 1);
        }
        if (density instanceof ChainedDensity c
                && List.of(Family.POISSON, Family.GEOMETRIC, Family.NEGATIVE_BINOMIAL)
                        .contains(c.family())) {
            return random.nextInt(6);
        }
        if (density instanceof PoissonLogDensity
                || density instanceof NegativeBinomialLogDensity
                || density instanceof NegativeBinomialLinearDensity) {
            return random.nextInt(6);
        }
        if (density instanceof BetaDensity) {
            return 0.05 + 0.9 * random.nextDouble();
        }
        return density instanceof NormalIdentityDensity ? random.nextGaussian() : 0.3 + 2 * random.nextDouble();
    }

    static double[] randomPoint(GlmmSpec spec, long seed) {
        Random random = new Random(seed);
        int k = spec.fixedColumns()
                + spec.covariance().parameters()
                + (spec.density().hasDispersion() ? 1 : 0);
        double[] psi = new double[k];
        for (int i = 0; i < k; i++) {
            psi[i] = 0.6 * random.nextGaussian();
        }
        return psi;
    }

    static MarginalLikelihood likelihood(GlmmSpec spec, int points, OrderedExecutor executor) {
        return new MarginalLikelihood(spec, SubjectPatterns.of(spec), points, executor, () -> {});
    }

    @ParameterizedTest(name = "{0}, {1} random effects, {2} points")
    @MethodSource("models")
    void agreesWithCentralDifferences(ConditionalDensity density, int q, int points) {
        boolean proportions = density instanceof BinomialDensity
                || density instanceof ChainedDensity chained && chained.family() == Family.BINOMIAL;
        for (boolean grouped : proportions ? new boolean[] {false, true} : new boolean[] {false}) {
            GlmmSpec spec = random(density, q, grouped, 17 + q);
            check(spec, points, randomPoint(spec, 5));
        }
    }

    private static void check(GlmmSpec spec, int points, double[] psi) {
        try (OrderedExecutor one = new OrderedExecutor(1)) {
            MarginalLikelihood likelihood = likelihood(spec, points, one);
            double[] g = new double[psi.length];
            likelihood.evaluate(psi, g);
            double size = 1;
            for (double v : g) {
                size = Math.max(size, Math.abs(v));
            }
            double[] differences = CentralDifferences.of(likelihood::evaluate, psi);
            for (int r = 0; r < psi.length; r++) {
                assertThat(g[r]).as("component %d", r).isCloseTo(differences[r], within(1e-6 * size));
            }
        }
    }

    @Test
    void sharedComponentsAddTheirElements() {
        GlmmSpec base = random(new PoissonLogDensity(), 3, false, 4);
        RandomCovariance shared = RandomCovariance.builder()
                .unstructured(1)
                .components(new int[] {0, 0})
                .build();
        GlmmSpec spec = GlmmSpec.of(
                base.y(), base.x(), 2, base.z(), 3, base.subject(), base.density(), shared, Quadrature.points(3));
        check(spec, 4, randomPoint(spec, 8));
    }

    /**
     * Standard errors of events with many nodes, from one-sided differences, and of counts too large for these are those
     * from central differences of the gradient, extrapolated from two widths (Richardson).
     */
    @Test
    void standardErrorsComeFromTheDifferencedGradient() {
        for (boolean events : new boolean[] {true, false}) {
            int points = events ? 801 : 7;
            GlmmSpec spec = Trials.spec(
                    events ? Trials.contraceptive() : Trials.epilepsy(3, 4, 5, 6, 7),
                    events ? Trials::dropInDose : r -> new double[] {1, r.group()},
                    Trials::intercept,
                    events ? Trials.logit() : new PoissonLogDensity(),
                    RandomCovariance.unstructured(1),
                    Quadrature.points(points));
            GlmmFit fit = new GlmmFitter(1).fit(spec);
            int p = spec.fixedColumns();
            double[] psi = Arrays.copyOf(fit.beta(), p + 1);
            psi[p] = Math.sqrt(fit.covarianceParameters()[0]);
            double[] hessian = new double[(p + 1) * (p + 1)];
            try (OrderedExecutor executor = new OrderedExecutor(1)) {
                MarginalLikelihood likelihood = likelihood(spec, points, executor);
                for (int r = 0; r <= p; r++) {
                    double width = r < p ? 0.05 * fit.modelStandardError(r) : 0.002;
                    double[] near = slope(likelihood, psi, r, width);
                    double[] far = slope(likelihood, psi, r, 2 * width);
                    for (int c = 0; c <= p; c++) {
                        hessian[r * (p + 1) + c] = (far[c] - 4 * near[c]) / 3;
                    }
                }
            }
            DenseSymmetric.symmetrise(hessian, p + 1);
            double[] covariance = DenseSymmetric.inverse(hessian, p + 1);
            for (int r = 0; r < p; r++) {
                double expected = Math.sqrt(covariance[r * (p + 1) + r]);
                assertThat(fit.modelStandardError(r) / expected).isCloseTo(1, within(2e-6));
            }
        }
    }

    private static double[] slope(MarginalLikelihood likelihood, double[] psi, int r, double step) {
        double[] up = new double[psi.length];
        double[] down = new double[psi.length];
        double[] x = psi.clone();
        x[r] = psi[r] + step;
        likelihood.evaluate(x, up);
        x[r] = psi[r] - step;
        likelihood.evaluate(x, down);
        for (int c = 0; c < psi.length; c++) {
            up[c] = (up[c] - down[c]) / (2 * step);
        }
        return up;
    }
}
