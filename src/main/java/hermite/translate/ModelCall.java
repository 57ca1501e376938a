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
        String call, String coefficients, String covariance, String preparation, List<String> notes, boolean means) {}
