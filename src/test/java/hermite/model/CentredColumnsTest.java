package hermite.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmFitter;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.Quadrature;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Covariates far from zero: the slope must not know where zero is. */
class CentredColumnsTest {
    private static final double[] GROWTH = {
        3.1, 4.0, 5.2, 5.9, 2.2, 2.9, 4.1, 4.4, 4.5, 5.1, 6.3, 7.2, 1.9, 3.2, 3.6, 4.9, 3.4, 3.9, 5.6, 5.8
    };
    private static final int[] SUBJECT = IntStream.range(0, 20).map(i -> i / 4).toArray();

    private static double[] design(double zero) {
        double[] x = new double[40];
        for (int i = 0; i < 20; i++) {
            x[2 * i] = 1;
            x[2 * i + 1] = zero + i % 4;
        }
        return x;
    }

    private static double[] ones(int n) {
        return IntStream.range(0, n).mapToDouble(i -> 1).toArray();
    }

    /**
     * R 4.2.2, lme4: lmer(y ~ t + (1 | id)) with t = 0, ..., 3 gives slope 0.9 (0.050568200057), intercept 3.01; the
     * variances are those of anova(lm(y ~ t + factor(id))), (3.98075 - MSE) / 4 and MSE = 0.063928571428571. With
     * 1,000,000 + t the intercept is 3.01 - 900,000, its error 1,000,001.5 times that of the slope and 2e-6.
     */
    @Test
    void linearModel() {
        LmmFit fit = new LmmFitter()
                .fit(LmmSpec.of(
                        GROWTH,
                        design(1e6),
                        2,
                        List.of(RandomTerm.of(
                                CovarianceStructure.of(CovarianceStructure.Kind.VARIANCE, 1), 1, ones(20), SUBJECT, 5)),
                        Residual.variance(20),
                        true));
        assertThat(fit.beta()[1]).isCloseTo(0.9, within(1e-10));
        assertThat(Math.sqrt(fit.betaCovariance()[3])).isCloseTo(0.050568200057, within(1e-9));
        assertThat(fit.beta()[0]).isCloseTo(3.01 - 900_000, within(1e-4));
        assertThat(Math.sqrt(fit.betaCovariance()[0])).isCloseTo(50568.27591, within(1e-4));
        assertThat(fit.theta()).containsExactly(new double[] {0.97920535714286, 0.063928571428571}, within(1e-7));
    }

    /** l(β0, β1) = l*(β0 + c β1, β1): slope and variances as with t itself, and the errors of the intercept follow. */
    @Test
    void conditionalModel() {
        double[] y = {0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1};
        GlmmFit near = new GlmmFitter(1).fit(binary(y, 0));
        GlmmFit far = new GlmmFitter(1).fit(binary(y, 1e6));
        double b = near.beta()[1];
        double[] v = near.modelCovariance();
        assertThat(far.beta()[1]).isCloseTo(b, within(1e-8 * b));
        assertThat(far.modelStandardError(1)).isCloseTo(near.modelStandardError(1), within(1e-7));
        assertThat(far.modelStandardError(2)).isCloseTo(near.modelStandardError(2), within(1e-6));
        assertThat(far.empiricalStandardError(1)).isCloseTo(near.empiricalStandardError(1), within(1e-7));
        assertThat(far.covarianceParameters()[0]).isCloseTo(near.covarianceParameters()[0], within(1e-7));
        assertThat(far.beta()[0]).isCloseTo(near.beta()[0] - 1e6 * b, within(1e-8 * 1e6 * b));
        double variance = v[0] - 2e6 * v[1] + 1e12 * v[4];
        assertThat(far.modelStandardError(0)).isCloseTo(Math.sqrt(variance), within(1e-6 * Math.sqrt(variance)));
        assertThat(far.gradient()).hasSize(3);
        assertThat(far.spec().x()[1]).isEqualTo(1e6);
    }

    private static GlmmSpec binary(double[] y, double zero) {
        return GlmmSpec.of(
                y,
                design(zero),
                2,
                ones(20),
                1,
                SUBJECT,
                new BinomialDensity(BinomialDensity.Curve.LOGIT),
                RandomCovariance.unstructured(1),
                Quadrature.points(9));
    }

    /** Xβ = X*β*, l'β = l*'β*, and gradients and covariances by the chain rule, on whole numbers: exactly. */
    @Test
    void movesBackAndForth() {
        double[] x = {1, 1024, 2, 1, 1026, 3, 1, 1025, 5};
        CentredColumns centred = CentredColumns.of(x, 3);
        double[] moved = centred.columns(x);
        assertThat(moved).containsExactly(1, -1, 2, 1, 1, 3, 1, 0, 5);
        double[] beta = {7, -2, 3};
        double[] at = centred.centred(beta);
        assertThat(at).containsExactly(7 - 2 * 1025, -2, 3);
        assertThat(centred.coefficients(at)).containsExactly(beta);
        assertThat(centred.combination(new double[] {1, 1024, 2})).containsExactly(1, -1, 2);
        // the gradient of sum of x'β by β is the sum of the rows
        assertThat(centred.gradient(new double[] {3, 0, 10})).containsExactly(3, 3075, 10);
        assertThat(centred.quadratic(products(moved))).containsExactly(products(x));
        // Cov(T β*) for Cov(β*) = identity is T T'
        assertThat(centred.covariance(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3))
                .containsExactly(1 + 1025 * 1025, -1025, 0, -1025, 1, 0, 0, 0, 1);
    }

    private static double[] products(double[] x) {
        double[] out = new double[9];
        for (int i = 0; i < 3; i++) {
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    out[a * 3 + b] += x[3 * i + a] * x[3 * i + b];
                }
            }
        }
        return out;
    }

    @Test
    void nothingMovesWithoutNeedOrWithoutOnes() {
        assertThat(CentredColumns.of(new double[] {1, 100, 1, 103}, 2).isNone()).isTrue();
        assertThat(CentredColumns.of(new double[] {2, 1e6, 2, 1e6 + 1}, 2).isNone())
                .isTrue();
        double[] x = {1, 5, 1, 9};
        assertThat(CentredColumns.of(x, 2).columns(x)).isSameAs(x);
    }
}
