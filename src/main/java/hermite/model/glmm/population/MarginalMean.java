package hermite.model.glmm.population;

import hermite.model.Link;
import hermite.model.StandardLink;

/**
 * The mean of h(η + τt) for t ~ N(0, 1), on the scale of the link, with its derivatives. Probit, log and identity links
 * have closed forms (Zeger, Liang and Albert 1988); the others are integrated by the trapezoid rule on [−8.5, 8.5],
 * which converges spectrally for analytic h.
 */
public final class MarginalMean {
    private static final double REACH = 8.5;

    private final Link link;

    public MarginalMean(Link link) {
        this.link = link;
    }

    /**
     * g(E h(η + τt)), its derivative in η and its derivative in τ².
     *
     * @param predictor γ with h(γ) the marginal mean
     */
    public record Point(double predictor, double slope, double varianceSlope) {}

    /** @param variance τ², the variance of the random part of η */
    public Point at(double eta, double variance) {
        if (link == StandardLink.PROBIT) {
            double root = Math.sqrt(1 + variance);
            return new Point(eta / root, 1 / root, -0.5 * eta / (root * root * root));
        }
        if (link == StandardLink.LOG) {
            return new Point(eta + variance / 2, 1, 0.5);
        }
        if (link == StandardLink.IDENTITY) {
            return new Point(eta, 1, 0);
        }
        if (variance < 1e-12) {
            return new Point(eta, 1, 0.5 * link.secondDerivative(eta) / link.firstDerivative(eta));
        }
        return trapezoid(eta, Math.sqrt(variance));
    }

    /** E h''(η + τt) = E[t h'(η + τt)]/τ (Stein), so h' is enough. */
    private Point trapezoid(double eta, double tau) {
        double longest = Math.min(0.6, Math.PI * Math.PI / (18 * tau)) * stripWidth() / Math.PI;
        int half = (int) Math.ceil(REACH / longest);
        double step = REACH / half;
        double mean = 0;
        double slope = 0;
        double moment = 0;
        double total = 0;
        for (int i = -half; i <= half; i++) {
            double t = i * step;
            double weight = StrictMath.exp(-0.5 * t * t);
            double at = eta + tau * t;
            double first = weight * link.firstDerivative(at);
            total += weight;
            mean += weight * link.inverse(at);
            slope += first;
            moment += first * t;
        }
        double predictor = link.link(mean / total);
        double height = link.firstDerivative(predictor) * total;
        return new Point(predictor, slope / height, 0.5 * moment / (tau * height));
    }

    /** How far h is analytic and bounded to both sides of the real line; the error falls as exp(−2π width/(τ step)). */
    private double stripWidth() {
        if (link == StandardLink.LOGIT) {
            return Math.PI;
        }
        return link == StandardLink.CLOGLOG || link == StandardLink.LOGLOG ? Math.PI / 2 : 1;
    }
}
