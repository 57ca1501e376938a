package hermite.model.gee.joint;

import hermite.model.Family;
import hermite.model.Link;

/**
 * Data and model of a joint fit; arrays are shared, read only. Rows of a cluster stand together.
 *
 * @param y responses, n numbers
 * @param x row-major n × p, of full column rank
 * @param p columns of x
 * @param offset n numbers
 * @param size positive, n numbers: the variance of row i is scale · V(mu) / size, as of a share of so many trials
 * @param weight positive, n numbers: what the row counts in every equation
 * @param first first row of each cluster, and n at the end
 * @param occasion place of each row within its cluster, from 0; tells the lag of AR(1) and the pair of an unstructured
 *     correlation
 * @param family gives the variance function only
 * @param correlation structure of the working correlation
 * @param fixedScale the scale, or NaN to estimate it
 * @param moments estimators of scale and correlations
 * @param tolerance a step whose largest change is not larger ends the fit
 * @param maxIterations steps
 */
public record JointSpecification(
        double[] y,
        double[] x,
        int p,
        double[] offset,
        double[] size,
        double[] weight,
        int[] first,
        int[] occasion,
        Family family,
        Link link,
        JointCorrelation correlation,
        double fixedScale,
        Moments moments,
        double tolerance,
        int maxIterations) {

    /** How scale and correlations are estimated. */
    public enum Moments {
        /** Weighted means of residual squares and products, as the estimating equations have it; all changes count. */
        EQUATIONS,
        /**
         * Liang and Zeger (1986, section 3.2): the scale, and an exchangeable correlation, divide by the number of terms
         * less p; other correlations are means over clusters of a cluster's mean product, relative to the mean over
         * clusters of a cluster's mean square. Only relative changes of the mean's coefficients are watched for
         * convergence.
         */
        LIANG_ZEGER
    }

    public int clusters() {
        return first.length - 1;
    }

    public int rows() {
        return y.length;
    }

    public boolean estimatesScale() {
        return Double.isNaN(fixedScale);
    }
}
