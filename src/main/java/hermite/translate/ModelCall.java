package hermite.translate;

import java.util.List;

/**
 * The R call of a model.
 *
 * @param call makes the fit, without assignment; the data are named {@code data}
 * @param coefficients R code of the fixed effects of {@code fit}, {@code covariance} of their covariance matrix
 * @param preparation code before it, such as an order of the rows
 * @param notes what differs from SAS
 * @param means whether emmeans takes the fit
 */
record ModelCall(
        String call, String coefficients, String covariance, String preparation, List<String> notes, boolean means) {

    ModelCall withNotes(List<String> others) {
        return new ModelCall(call, coefficients, covariance, preparation, others, means);
    }

    /** Code that prints the fit. */
    String summary() {
        if (call.contains("negative.binomial(1")) {
            return "print(summary(fit, dispersion = 1))\n";
        }
        return covariance.contains("sandwich::") || call.startsWith("ordinal::")
                ? "print(summary(fit))\nprint(cbind(Estimate = " + coefficients + ", StdErr = sqrt(diag(" + covariance
                        + "))))\n"
                : "print(summary(fit))\n";
    }

    /** The R function that fits, as {@code lme4::glmer}. */
    String function() {
        return call.substring(0, call.indexOf('('));
    }
}
