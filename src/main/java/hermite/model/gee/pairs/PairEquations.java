package hermite.model.gee.pairs;

/**
 * What estimating equations of binary indicators with pairwise odds ratios share, whether the indicators are responses
 * or cumulative indicators of a multinomial one: the association equation over all ordered pairs with the full
 * derivative of the conditional mean (Carey, Zeger &amp; Diggle 1993), and the equation of the means whitened by a
 * Cholesky factor. Scores are (U_beta, U_alpha); sums begin with the score and go on with the row-major bread, whose
 * upper right block is zero. Nothing is allocated once it is made.
 */
public final class PairEquations {
    private final int p;
    private final int q;
    private final double[] score;
    private final double[] towardsBeta;
    private final PairProbabilities pair = new PairProbabilities();

    /**
     * @param p coefficients of the means
     * @param q parameters of the log odds ratios
     * @param score p + q numbers of the cluster at work, added to
     */
    public PairEquations(int p, int q, double[] score) {
        this.p = p;
        this.q = q;
        this.score = score;
        this.towardsBeta = new double[p];
    }

    /**
     * Indicators of one cluster.
     *
     * @param mean of each
     * @param derivative of the means by beta, p numbers each
     */
    public record Indicators(double[] mean, double[] derivative) {}

    /**
     * Adds the two ordered pairs of indicators j and k.
     *
     * @param z what multiplies alpha in the log odds ratio gamma
     * @param f number of equal clusters, which multiplies the bread
     * @return their covariance
     */
    public double associate(
            Indicators of, int j, int k, boolean yj, boolean yk, double gamma, double[] z, double f, double[] into) {
        double[] mean = of.mean;
        pair.set(mean[j], mean[k], gamma);
        double d = pair.byGamma;
        double pairScore = yj ? (yk ? d / pair.p11 : -d / pair.p10) : (yk ? -d / pair.p01 : d / pair.p00);
        for (int a = 0; a < q; a++) {
            // Both orders of the pair have the same score.
            score[p + a] += 2 * z[a] * pairScore;
        }
        conditional(of, j, k, yk, pair.p10, pair.p01, pair.byJ, pair.byK, z, f, into);
        conditional(of, k, j, yj, pair.p01, pair.p10, pair.byK, pair.byJ, z, f, into);
        return pair.p11 - mean[j] * mean[k];
    }

    /** Bread of the regression of j on k; p10 and p01 as seen from j. */
    private void conditional(
            Indicators of,
            int j,
            int k,
            boolean yk,
            double p10,
            double p01,
            double byJ,
            double byK,
            double[] z,
            double f,
            double[] into) {
        double d = pair.byGamma;
        double muK = of.mean[k];
        double information;
        double factor;
        double zetaByJ;
        double zetaByK;
        if (yk) {
            information = d * d / (pair.p11 * p01);
            factor = d * muK / (pair.p11 * p01);
            zetaByJ = byJ / muK;
            zetaByK = byK / muK - pair.p11 / (muK * muK);
        } else {
            information = d * d / (p10 * pair.p00);
            factor = -d * (1 - muK) / (p10 * pair.p00);
            zetaByJ = (1 - byJ) / (1 - muK);
            zetaByK = -byK / (1 - muK) + p10 / ((1 - muK) * (1 - muK));
        }
        for (int b = 0; b < p; b++) {
            towardsBeta[b] = factor * (zetaByJ * of.derivative[j * p + b] + zetaByK * of.derivative[k * p + b]);
        }
        int size = p + q;
        for (int a = 0; a < q; a++) {
            if (z[a] == 0) {
                continue;
            }
            int row = size + (p + a) * size;
            for (int b = 0; b < p; b++) {
                into[row + b] += f * z[a] * towardsBeta[b];
            }
            for (int b = 0; b < q; b++) {
                into[row + p + b] += f * z[a] * z[b] * information;
            }
        }
    }

    /**
     * Adds U_beta and its bread of whitened rows.
     *
     * @param whitened n rows of p derivatives and a residual, whitened by the covariance
     */
    public void regress(double[] whitened, int n, double f, double[] into) {
        int width = p + 1;
        int size = p + q;
        for (int a = 0; a < p; a++) {
            for (int i = 0; i < n; i++) {
                score[a] += whitened[i * width + a] * whitened[i * width + p];
            }
            for (int b = 0; b < p; b++) {
                double h = 0;
                for (int i = 0; i < n; i++) {
                    h += whitened[i * width + a] * whitened[i * width + b];
                }
                into[size + a * size + b] += f * h;
            }
        }
    }

    /** Adds the cluster's score and, behind the bread, its outer product. */
    public void close(double f, double[] into) {
        int d = p + q;
        for (int a = 0; a < d; a++) {
            into[a] += f * score[a];
            for (int b = 0; b < d; b++) {
                into[d + d * d + a * d + b] += f * score[a] * score[b];
            }
        }
    }

    /**
     * Puts the lower Cholesky factor in the place of a row-major square.
     *
     * @return false when it is not positive definite; the square is then spoilt
     */
    public static boolean factor(double[] variance, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = variance[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= variance[i * n + k] * variance[j * n + k];
                }
                if (i != j) {
                    variance[i * n + j] = sum / variance[j * n + j];
                } else if (sum > 0) {
                    variance[i * n + i] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whitens n rows by the factor of their covariance, in place. */
    public static void whiten(double[] factor, double[] rows, int n, int width) {
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                double l = factor[i * n + k];
                for (int j = 0; j < width; j++) {
                    rows[i * width + j] -= l * rows[k * width + j];
                }
            }
            for (int j = 0; j < width; j++) {
                rows[i * width + j] /= factor[i * n + i];
            }
        }
    }
}
