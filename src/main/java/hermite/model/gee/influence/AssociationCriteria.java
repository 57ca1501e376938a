package hermite.model.gee.influence;

import hermite.model.Sweep;
import hermite.model.gee.MarginalFit;
import hermite.model.inference.LinearAlgebra;

/**
 * Criteria for choosing a working correlation.
 *
 * @param cic correlation information criterion tr(Omega V), Omega the information under independence, V the empirical
 *     covariance (Hin &amp; Wang 2009)
 * @param c1 tr(Q) / p, Q = (model-based covariance)⁻¹ times the empirical one; near 1 for a suitable structure
 *     (Rotnitzky &amp; Jewell 1990)
 * @param c2 tr(Q²) / p
 * @param rotnitzkyJewell sqrt((1 - c1)² + (1 - c2)²) (Hin, Carey &amp; Wang 2007)
 */
public record AssociationCriteria(double cic, double c1, double c2, double rotnitzkyJewell) {

    /** Of a fit; NaN where the fit has no covariance. */
    public static AssociationCriteria of(MarginalFit given) {
        MarginalFit fit = given.nearest();
        int p = fit.estimates().length;
        double[] information = Sweep.of(fit.modelBasedCovariance(), p, 1e-14).inverse();
        double[] q = LinearAlgebra.multiply(information, fit.empiricalCovariance(), p, p, p);
        double[] squared = LinearAlgebra.multiply(q, q, p, p, p);
        double c1 = trace(q, p) / fit.rank();
        double c2 = trace(squared, p) / fit.rank();
        // QIC - QICu = 2 tr(Omega V) - 2 rank.
        double cic = (fit.qic() - fit.qicu()) / 2 + fit.rank();
        return new AssociationCriteria(cic, c1, c2, Math.hypot(1 - c1, 1 - c2));
    }

    private static double trace(double[] matrix, int size) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += matrix[i * size + i];
        }
        return sum;
    }
}
