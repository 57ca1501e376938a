package hermite.model.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.math.GaussHermite;
import hermite.math.OrderedExecutor;
import hermite.model.Family;
import hermite.model.StandardLink;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ChainedDensity;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.GammaDensity;
import hermite.model.glmm.density.InverseGaussianLogDensity;
import hermite.model.glmm.density.NegativeBinomialLogDensity;
import hermite.model.glmm.density.NormalIdentityDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import hermite.model.glmm.quadrature.MarginalLikelihood;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Likelihoods with a closed form (numerics.md section 9, items 1 to 5 and 7). */
class ClosedFormTest {
    private static double logLikelihood(GlmmSpec spec, int points, double... psi) {
        try (OrderedExecutor one = new OrderedExecutor(1)) {
            return GradientTest.likelihood(spec, points, one).evaluate(psi, new double[psi.length]);
        }
    }

    private static GlmmSpec ones(int visits, ConditionalDensity density, double... y) {
        double[] x = new double[visits];
        java.util.Arrays.fill(x, 1);
        return GlmmSpec.of(
                y, x, 1, x, 1, new int[visits], density, RandomCovariance.unstructured(1), Quadrature.points(1));
    }

    /** Normal responses: log N(y; Xβ, ZGZ' + σ²I), exact for every number of points because h is quadratic. */
    @ParameterizedTest
    @CsvSource({"1,1", "1,5", "2,1", "2,3", "3,1", "3,2", "4,2", "5,2", "6,1", "6,2"})
    void normalResponsesGiveTheNormalMarginal(int q, int points) {
        GlmmSpec spec = GradientTest.random(new NormalIdentityDensity(), q, false, 3);
        double[] psi = GradientTest.randomPoint(spec, 11);
        double[] l = spec.covariance().factor(java.util.Arrays.copyOfRange(psi, 2, psi.length - 1));
        double[] g = RandomCovariance.covariance(l, q);
        double variance = Math.exp(psi[psi.length - 1]);
        double expected = 0;
        for (int s = 0; s < 11; s++) {
            List<Integer> rows = new ArrayList<>();
            for (int i = 0; i < spec.rows(); i++) {
                if (spec.subject()[i] == s) {
                    rows.add(i);
                }
            }
            int m = rows.size();
            RealMatrix v = new Array2DRowRealMatrix(m, m);
            RealMatrix r = new Array2DRowRealMatrix(m, 1);
            for (int a = 0; a < m; a++) {
                int i = rows.get(a);
                r.setEntry(a, 0, spec.y()[i] - spec.offset(i) - psi[0] - psi[1] * spec.x()[2 * i + 1]);
                for (int b = 0; b < m; b++) {
                    double c = a == b ? variance : 0;
                    for (int d = 0; d < q; d++) {
                        for (int e = 0; e < q; e++) {
                            c += spec.z()[i * q + d] * g[d * q + e] * spec.z()[rows.get(b) * q + e];
                        }
                    }
                    v.setEntry(a, b, c);
                }
            }
            RealMatrix symmetric = v.add(v.transpose()).scalarMultiply(0.5);
            CholeskyDecomposition cholesky = new CholeskyDecomposition(symmetric);
            double quadratic =
                    r.transpose().multiply(cholesky.getSolver().solve(r)).getEntry(0, 0);
            expected -= 0.5 * (m * Math.log(2 * Math.PI) + Math.log(cholesky.getDeterminant()) + quadratic);
        }
        assertThat(logLikelihood(spec, points, psi)).isCloseTo(expected, within(1e-10));
    }

    /** Probit with σ = 1 and η = 0: the chance of n successes is 1/(n+1). Errors by points as measured in numerics.md. */
    @ParameterizedTest
    @CsvSource({"1, 2e-2", "3, 8e-3", "5, 6e-4", "7, 4e-5", "11, 4e-7", "21, 1e-11", "31, 2e-14"})
    void probitOrthantProbability(int points, double tolerance) {
        GlmmSpec spec = ones(4, new BinomialDensity(BinomialDensity.Curve.PROBIT), 1, 1, 1, 1);
        assertThat(Math.exp(logLikelihood(spec, points, 0, 1)) * 5).isCloseTo(1, within(tolerance));
    }

    /** Probit, one visit: Φ(η / √(1 + σ²)). */
    @Test
    void probitMarginOfOneVisit() {
        GlmmSpec spec = ones(1, new BinomialDensity(BinomialDensity.Curve.PROBIT), 1);
        double expected = new NormalDistribution().cumulativeProbability(0.7 / Math.sqrt(1 + 1.44));
        assertThat(Math.exp(logLikelihood(spec, 41, 0.7, 1.2))).isCloseTo(expected, within(1e-12));
    }

    /** The probabilities of all response patterns add to 1. */
    @ParameterizedTest
    @EnumSource(BinomialDensity.Curve.class)
    void patternProbabilitiesAddToOne(BinomialDensity.Curve curve) {
        double total = 0;
        for (int pattern = 0; pattern < 8; pattern++) {
            GlmmSpec spec = ones(3, new BinomialDensity(curve), pattern & 1, (pattern >> 1) & 1, (pattern >> 2) & 1);
            total += Math.exp(logLikelihood(spec, curve == BinomialDensity.Curve.CAUCHIT ? 151 : 61, -0.3, 1));
        }
        assertThat(total).isCloseTo(1, within(curve == BinomialDensity.Curve.CAUCHIT ? 1e-4 : 1e-9));
    }

    /** Poisson-lognormal: Σ P(y) = 1 and Σ y P(y) = exp(η + τ²/2). */
    @Test
    void poissonLognormalMoments() {
        double total = 0;
        double mean = 0;
        for (int y = 0; y < 400; y++) {
            double probability = Math.exp(logLikelihood(ones(1, new PoissonLogDensity(), y), 31, 0.4, 0.8));
            total += probability;
            mean += y * probability;
        }
        assertThat(total).isCloseTo(1, within(1e-8));
        assertThat(mean).isCloseTo(Math.exp(0.4 + 0.32), within(1e-6));
    }

    /** The chain rule and the forms of their own are two computations of the same densities. */
    @Test
    void chainedDensitiesEqualTheirSpecialForms() {
        record Pair(ConditionalDensity special, ConditionalDensity chained) {}
        for (Pair pair : List.of(
                new Pair(new PoissonLogDensity(), new ChainedDensity(Family.POISSON, StandardLink.LOG, false)),
                new Pair(new GammaDensity(), new ChainedDensity(Family.GAMMA, StandardLink.LOG, false)),
                new Pair(
                        new InverseGaussianLogDensity(),
                        new ChainedDensity(Family.INVERSE_GAUSSIAN, StandardLink.LOG, false)),
                new Pair(new NormalIdentityDensity(), new ChainedDensity(Family.NORMAL, StandardLink.IDENTITY, false)),
                new Pair(
                        new BinomialDensity(BinomialDensity.Curve.CLOGLOG),
                        new ChainedDensity(Family.BINOMIAL, StandardLink.CLOGLOG, false)))) {
            GlmmSpec special = GradientTest.random(pair.special, 2, false, 21);
            GlmmSpec chained = GlmmSpec.of(
                            special.y(),
                            special.x(),
                            2,
                            special.z(),
                            2,
                            special.subject(),
                            pair.chained,
                            special.covariance(),
                            special.quadrature())
                    .withOffset(special.offset());
            double[] psi = GradientTest.randomPoint(special, 3);
            assertThat(logLikelihood(chained, 5, psi))
                    .as("%s", pair.special)
                    .isCloseTo(logLikelihood(special, 5, psi), within(1e-9));
        }
    }

    /** σ = 0: the likelihood is that of independent responses. */
    @Test
    void withoutVarianceTheResponsesAreIndependent() {
        double expected = 0;
        double[] y = {2, 0, 3};
        for (double v : y) {
            expected += v * 0.3 - Math.exp(0.3) - org.apache.commons.math3.special.Gamma.logGamma(v + 1);
        }
        assertThat(logLikelihood(ones(3, new PoissonLogDensity(), y), 5, 0.3, 0))
                .isCloseTo(expected, within(1e-13));
    }

    /** A grouped row of m trials with y successes is worth m single rows, up to the binomial coefficient. */
    @Test
    void trialsMayBeSplitIntoRows() {
        GlmmSpec grouped = ones(2, Trials.logit(), 2, 1).withTrials(new double[] {3, 4});
        GlmmSpec single = ones(7, Trials.logit(), 1, 1, 0, 1, 0, 0, 0);
        double coefficient = Math.log(3) + Math.log(4);
        assertThat(logLikelihood(grouped, 7, 0.2, 1.3))
                .isCloseTo(logLikelihood(single, 7, 0.2, 1.3) + coefficient, within(1e-12));
    }

    /** The separable kernel and the general one are the same rule: a huge row count forces the general one. */
    @Test
    void bigClustersDoNotOverflow() {
        int n = 5000;
        Random random = new Random(1);
        double[] y = new double[n];
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 1;
            y[i] = random.nextDouble() < 0.7 ? 1 : 0;
        }
        GlmmSpec rows = GlmmSpec.of(
                y, x, 1, x, 1, new int[n], Trials.logit(), RandomCovariance.unstructured(1), Quadrature.points(9));
        double successes = java.util.Arrays.stream(y).sum();
        GlmmSpec one = ones(1, Trials.logit(), successes).withTrials(new double[] {n});
        double coefficient = Trials.logit().constant(successes, n);
        assertThat(logLikelihood(rows, 9, 0.5, 1.1))
                .isCloseTo(logLikelihood(one, 9, 0.5, 1.1) - coefficient, within(1e-8));
    }

    /** Louis' information of the exact likelihood equals the differenced Hessian when there are many points. */
    @ParameterizedTest
    @CsvSource({"1", "2"})
    void louisInformationIsTheHessianAtManyPoints(int q) {
        for (ConditionalDensity density : List.of(
                Trials.logit(), new PoissonLogDensity(), new NegativeBinomialLogDensity(), new GammaDensity())) {
            GlmmSpec spec = GradientTest.random(density, q, false, 9);
            double[] psi = GradientTest.randomPoint(spec, 2);
            for (int k = 2; k < 2 + spec.covariance().parameters(); k++) {
                psi[k] *= 0.5;
            }
            try (OrderedExecutor executor = new OrderedExecutor(1)) {
                MarginalLikelihood likelihood = GradientTest.likelihood(spec, q == 1 ? 41 : 11, executor);
                int d = psi.length;
                double[] louis = new double[d * d];
                likelihood.louis(psi, GaussHermite.of(likelihood.points()), louis);
                double[] scale = new double[d];
                java.util.Arrays.fill(scale, 1);
                double[] hessian = likelihood.hessian(psi, scale);
                double size = 0;
                for (double h : hessian) {
                    size = Math.max(size, Math.abs(h));
                }
                assertThat(louis).as("%s", density).containsExactly(hessian, within((q == 1 ? 1e-6 : 1e-3) * size));
            }
        }
    }
}
