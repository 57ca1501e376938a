package hermite.model.glm;

import hermite.model.CentredColumns;
import hermite.model.Family;
import hermite.model.Observations;
import hermite.model.Sweep;
import hermite.model.inference.ChiSquareTest;
import java.util.Arrays;
import java.util.Optional;

/**
 * Score tests of what a model leaves out or holds: s² / V, s the component of the score at the restricted maximum and V
 * the information less what the other parameters take of it (Rao 1973, p. 417).
 */
public final class LagrangeMultiplier {
    private LagrangeMultiplier() {}

    /** Of a model without an intercept; empty where the columns span the constants already. */
    public static Optional<ChiSquareTest> intercept(GlmFit fit, Observations observations) {
        Observations all = observations.canonical();
        int p = all.columns();
        int[] kept = estimated(fit);
        int size = kept.length + 1;
        double[] x = new double[all.rows() * size];
        double[] beta = new double[size];
        for (int j = 0; j < kept.length; j++) {
            beta[j] = fit.estimates()[kept[j]];
        }
        for (int i = 0; i < all.rows(); i++) {
            for (int j = 0; j < kept.length; j++) {
                x[i * size + j] = all.x()[i * p + kept[j]];
            }
            x[i * size + kept.length] = 1;
        }
        Observations wide = all.withDesign(x, size);
        if (Sweep.of(wide.crossProducts(), size, fit.specification().singular()).rank() < size) {
            return Optional.empty();
        }
        GlmSpecification spec = fit.specification();
        GlmLikelihood likelihood = new GlmLikelihood(wide, spec.family(), spec.link(), false);
        likelihood.evaluate(beta, fit.shape());
        double score = likelihood.score[kept.length] / fit.phi();
        double variance = rest(likelihood.observed, size, kept.length) / fit.phi();
        return Optional.of(ChiSquareTest.of(score * score / variance, 1));
    }

    /**
     * Of a negative binomial whose dispersion k is held. At k = 0 the score and its expected variance are
     * sum ((y - mu)² - y) / 2 and sum mu² / 2 (Cameron &amp; Trivedi 1998, equation 3.49), and the probability is that of
     * a larger k alone.
     */
    public static Optional<ChiSquareTest> dispersion(GlmFit fit, Observations observations) {
        GlmSpecification spec = fit.specification();
        if (spec.family() != Family.NEGATIVE_BINOMIAL || !(spec.scale() instanceof ScaleRule.Fixed)) {
            return Optional.empty();
        }
        Observations all = observations.canonical();
        double k = fit.dispersion();
        if (k == 0) {
            return Optional.of(overdispersion(fit, all));
        }
        int[] kept = estimated(fit);
        int p = kept.length;
        double[] x = new double[all.rows() * p];
        for (int i = 0; i < all.rows(); i++) {
            for (int j = 0; j < p; j++) {
                x[i * p + j] = all.x()[i * all.columns() + kept[j]];
            }
        }
        GlmLikelihood likelihood = new GlmLikelihood(all.withDesign(x, p), spec.family(), spec.link(), true);
        likelihood.evaluate(
                Arrays.stream(kept).mapToDouble(j -> fit.estimates()[j]).toArray(), k);
        int size = p + 1;
        double inLog = likelihood.score[p];
        double[] information = likelihood.observed.clone();
        for (int j = 0; j < p; j++) {
            information[j * size + p] /= k;
            information[p * size + j] /= k;
        }
        information[p * size + p] = (information[p * size + p] + inLog) / (k * k);
        double score = inLog / k;
        return Optional.of(ChiSquareTest.of(score * score / rest(information, size, p), 1));
    }

    private static ChiSquareTest overdispersion(GlmFit fit, Observations all) {
        GlmFit near = fit.nearest();
        CentredColumns columns = fit.columns();
        double[] x = columns.columns(all.x());
        int p = all.columns();
        double score = 0;
        double variance = 0;
        for (int i = 0; i < all.rows(); i++) {
            double eta = all.offset()[i];
            for (int j = 0; j < p; j++) {
                eta += x[i * p + j] * near.estimates()[j];
            }
            double mu = fit.specification().link().inverse(eta);
            double y = all.response()[i];
            // A prior weight divides the dispersion.
            double w = all.weight()[i];
            score += all.frequency()[i] * ((y - mu) * (y - mu) - y) / (2 * w);
            variance += all.frequency()[i] * mu * mu / (2 * w * w);
        }
        ChiSquareTest both = ChiSquareTest.of(score * score / variance, 1);
        double tail = both.probability() / 2;
        return new ChiSquareTest(both.statistic(), 1, score > 0 ? tail : 1 - tail);
    }

    private static int[] estimated(GlmFit fit) {
        return java.util.stream.IntStream.range(0, fit.estimates().length)
                .filter(j -> !fit.aliased()[j])
                .toArray();
    }

    /** The last diagonal element less what the others explain of it. */
    private static double rest(double[] information, int size, int last) {
        Sweep sweep = Sweep.of(information, size, 1e-14);
        return 1 / sweep.inverse()[last * size + last];
    }
}
