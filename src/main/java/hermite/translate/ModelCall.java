package hermite.translate;

import java.util.ArrayList;
import java.util.List;

/**
 * The R call of a model.
 *
 * @param call makes the fit, without assignment; the data are named {@code data}
 * @param coefficients R code of the fixed effects of {@code fit}, {@code covariance} of their covariance matrix
 * @param preparation code before it, such as an order of the rows
 * @param notes what differs from SAS
 * @param means whether emmeans takes the fit
 * @param summaryArguments further arguments of {@code summary}, each after a comma
 */
record ModelCall(
        String call,
        String coefficients,
        String covariance,
        String preparation,
        List<String> notes,
        boolean means,
        String summaryArguments) {
    /** Characters of code that is not written twice. */
    private static final int LONG = 24;

    ModelCall(
            String call,
            String coefficients,
            String covariance,
            String preparation,
            List<String> notes,
            boolean means) {
        this(call, coefficients, covariance, preparation, notes, means, "");
    }

    /** The fit with clubSandwich's covariance of a type. */
    ModelCall withSandwich(String type, String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new ModelCall(
                call,
                coefficients,
                "as.matrix(clubSandwich::vcovCR(fit, type = \"" + type + "\"))",
                preparation,
                all,
                means,
                summaryArguments);
    }

    /** The dispersion as an argument of tests of binomial and Poisson models that have one; empty: none, or SAS's own. */
    String heldDispersion() {
        boolean known = call.matches("(?s).*family = (binomial|poisson).*");
        return known ? summaryArguments : "";
    }

    boolean isSandwich() {
        return covariance.contains("clubSandwich::");
    }

    ModelCall withNotes(List<String> others) {
        return new ModelCall(call, coefficients, covariance, preparation, others, means, summaryArguments);
    }

    /** Code that prints the fit. */
    String summary() {
        if (function().equals("sas_linear")) {
            return "print(cbind(Estimate = " + coefficients + ", StdErr = sqrt(diag(" + covariance
                    + "))))\nprint(fit[c(\"parameters\", \"minus2\")])\n";
        }
        boolean own = covariance.contains("andwich::")
                || covariance.contains("sas_multinom_robust")
                || covariance.contains("fit$dims")
                || call.startsWith("ordinal::");
        return own
                ? "print(summary(fit))\nprint(cbind(Estimate = " + coefficients + ", StdErr = sqrt(diag(" + covariance
                        + "))))\n"
                : "print(summary(fit" + summaryArguments + "))\n";
    }

    /** Code after the fit, with short names of estimates and covariance where they are long to write. */
    String named(String code) {
        StringBuilder out = new StringBuilder();
        String text = code;
        if (covariance.length() > LONG && text.contains(covariance)) {
            out.append("V <- ").append(covariance).append('\n');
            text = text.replace(covariance, "V");
        }
        if (coefficients.length() > LONG && text.contains(coefficients)) {
            out.insert(0, "b <- " + coefficients + "\n");
            text = text.replace(coefficients, "b");
        }
        return out.append(text).toString();
    }

    /** The R function that fits, as {@code lme4::glmer}. */
    String function() {
        if (call.startsWith("sas_pseudo(") || call.startsWith("sas_held(")) {
            return "glmmTMB::glmmTMB";
        }
        if (call.startsWith("sas_pseudo_residual(")) {
            return call.contains(", random = ") ? "nlme::lme" : "nlme::gls";
        }
        return call.substring(0, call.indexOf('('));
    }

    /** What emmeans must be told of some fits so that it takes the covariance and degrees of freedom of their summary. */
    String emmeansArguments() {
        if (isSandwich()) {
            String df = function().equals("lmerTest::lmer")
                    ? ", lmer.df = \"asymptotic\""
                    : function().equals("nlme::gls") ? ", mode = \"df.error\"" : "";
            return ", vcov. = " + covariance + df;
        }
        return switch (function()) {
            // degrees of freedom of every structure cannot be found
            case "nlme::gls" -> ", mode = \"df.error\"";
            case "nlme::lme", "MASS::glmmPQL" ->
                summaryArguments.contains("adjustSigma") ? ", sigmaAdjust = FALSE" : "";
            case "gee::gee" -> covariance.contains("naive") ? ", vcov.method = \"naive\"" : "";
            default -> "";
        };
    }
}
