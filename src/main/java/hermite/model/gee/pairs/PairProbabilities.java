package hermite.model.gee.pairs;

/**
 * The joint distribution of two binary responses with given means and log odds ratio (Plackett 1965), with its
 * derivatives. One instance is filled again for each pair.
 */
public final class PairProbabilities {
    /** Probability that both are 1. */
    public double p11;

    public double p10;
    public double p01;
    public double p00;
    /** dp11 / dgamma. */
    public double byGamma;
    /** dp11 / dmu_j. */
    public double byJ;
    /** dp11 / dmu_k. */
    public double byK;

    /** @param gamma the log odds ratio */
    public void set(double muJ, double muK, double gamma) {
        p11 = gamma <= 0 ? both(muJ, muK, gamma) : muJ - both(muJ, 1 - muK, -gamma);
        p10 = gamma <= 0 ? muJ - p11 : both(muJ, 1 - muK, -gamma);
        p01 = muK - p11;
        p00 = 1 - muJ - muK + p11;
        byGamma = 1 / (1 / p11 + 1 / p10 + 1 / p01 + 1 / p00);
        byJ = byGamma * (1 / p10 + 1 / p00);
        byK = byGamma * (1 / p01 + 1 / p00);
    }

    /** The root of the quadratic for gamma at most 0, in the form that does not cancel. */
    private static double both(double muJ, double muK, double gamma) {
        double psi = Math.exp(gamma);
        double complement = -Math.expm1(gamma);
        double s = 1 - complement * (muJ + muK);
        double root = Math.sqrt(s * s + 4 * psi * complement * muJ * muK);
        return s >= 0 ? 2 * psi * muJ * muK / (s + root) : (root - s) / (2 * complement);
    }
}
