package hermite.sas.proc.marginal.binding;

import java.util.List;
import java.util.Optional;

/**
 * What MODEL asks of the maximum likelihood fit beyond its estimates.
 *
 * @param profileLimits LRCI
 * @param profileTolerance CICONV=
 * @param iterations ITPRINT
 * @param initial starting values of all parameters but the intercept, aliased ones too
 * @param intercept starting value of the intercept, with thresholds of each; with NOINT a constant in the linear
 *     predictor
 * @param subpopulations variables of AGGREGATE=; no names for all covariates
 * @param statistics what the table of observation statistics shows; empty for no table
 */
public record LikelihoodOptions(
        boolean profileLimits,
        double profileTolerance,
        boolean iterations,
        List<Double> initial,
        List<Double> intercept,
        Optional<List<String>> subpopulations,
        Optional<ObservationTable> statistics) {

    /** The constant that INTERCEPT= puts in the place of the intercept that NOINT leaves out. */
    public double constant() {
        return intercept.isEmpty() ? 0 : intercept.get(0);
    }

    /**
     * Parts of the table of observation statistics (OBSTATS is all of them but the deletion statistics).
     *
     * @param deletions DIAGNOSTICS: leverage, Cook's distance, change of each estimate
     */
    public record ObservationTable(
            boolean predicted,
            boolean residuals,
            boolean limits,
            boolean covariates,
            boolean deletions,
            Optional<String> id) {}
}
