package hermite.model.glmm;

import hermite.math.search.Maximiser;
import hermite.math.search.StructuredNewton;
import hermite.model.glmm.covariance.CovarianceRestriction;

/**
 * How a model is to be fitted.
 *
 * @param correction small-sample correction of the empirical covariance
 * @param constants its numbers
 * @param maximiser technique of the search
 * @param restriction what the covariance parameters must satisfy
 * @param inference whether covariances of the estimates and the quadrature certificate are wanted; without them only the
 *     estimates and the likelihood are computed
 * @param certificate whether the quadrature certificate is wanted where it costs more than a tenth of the fit too
 */
public record FitPlan(
        EmpiricalCorrection correction,
        EmpiricalCorrection.Constants constants,
        Maximiser maximiser,
        CovarianceRestriction restriction,
        boolean inference,
        boolean certificate) {
    static final int MAX_ITERATIONS = 200;
    private static final double RELATIVE_DECREMENT = 1e-12;
    private static final double STANDARDISED_STEP = 1e-4;

    /** The search that is used unless another is asked for. */
    public static StructuredNewton structuredNewton() {
        return new StructuredNewton(MAX_ITERATIONS, RELATIVE_DECREMENT, STANDARDISED_STEP);
    }

    /** No restriction, no correction, the default search. */
    public static FitPlan standard() {
        return new FitPlan(
                EmpiricalCorrection.CLASSICAL,
                EmpiricalCorrection.Constants.usual(),
                structuredNewton(),
                CovarianceRestriction.none(),
                true,
                false);
    }

    public FitPlan with(EmpiricalCorrection other) {
        return with(other, constants);
    }

    public FitPlan with(EmpiricalCorrection other, EmpiricalCorrection.Constants numbers) {
        return new FitPlan(other, numbers, maximiser, restriction, inference, certificate);
    }

    public FitPlan with(Maximiser other) {
        return new FitPlan(correction, constants, other, restriction, inference, certificate);
    }

    public FitPlan with(CovarianceRestriction other) {
        return new FitPlan(correction, constants, maximiser, other, inference, certificate);
    }

    public FitPlan withoutInference() {
        return new FitPlan(correction, constants, maximiser, restriction, false, false);
    }

    public FitPlan withCertificate() {
        return new FitPlan(correction, constants, maximiser, restriction, inference, true);
    }
}
