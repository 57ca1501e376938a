package hermite.sas.proc.mixed;

import hermite.sas.log.StepFailure;
import hermite.sas.proc.NotBuilt;
import hermite.sas.proc.covariance.CovarianceStatements;
import hermite.sas.proc.covariance.DegreesMethod;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.List;
import java.util.Optional;

/**
 * What a MIXED step asks for, before any data are read.
 *
 * @param anovaType 1, 2 or 3 of METHOD=TYPE1 to TYPE3, else 0
 */
record MixedRequest(
        ProcStep step,
        ProcStatement model,
        Body.Model body,
        boolean restricted,
        boolean minimumNorm,
        int anovaType,
        List<ProcStatement> random,
        Optional<ProcStatement> repeated,
        DegreesMethod degreesOfFreedom,
        double alpha) {

    static MixedRequest of(ProcStep step) {
        ProcStatement model =
                step.statement("MODEL").orElseThrow(() -> new StepFailure(step.place(), MixedMessage.NO_MODEL));
        NotBuilt.refuse(step, MixedMessage.NOT_BUILT);
        String method = step.options().word("METHOD").orElse("REML");
        int anovaType = method.startsWith("TYPE") ? method.charAt(4) - '0' : 0;
        List<ProcStatement> repeated = step.statements("REPEATED");
        if (repeated.size() > 1) {
            throw new StepFailure(repeated.get(1).place(), MixedMessage.TWO_REPEATED);
        }
        List<ProcStatement> random = step.statements("RANDOM");
        if (anovaType > 0 && (!repeated.isEmpty() || step.statement("PARMS").isPresent())) {
            ProcStatement other = repeated.isEmpty() ? step.statement("PARMS").orElseThrow() : repeated.get(0);
            throw new StepFailure(
                    other.place(),
                    MixedMessage.ANOVA_STATEMENT,
                    "METHOD=" + method,
                    other.spec().name());
        }
        double alpha = model.options()
                .number("ALPHA")
                .orElse(step.options().number("ALPHA").orElse(0.05));
        Optional<ProcStatement> only = repeated.stream().findFirst();
        DegreesMethod degrees = DegreesMethod.of(
                model,
                model.options().has("CONTAIN")
                        ? Optional.of("CONTAIN")
                        : model.options()
                                .word("DDFM")
                                .or(() -> step.options().has("DFBW") ? Optional.of("BETWITHIN") : Optional.empty()),
                random,
                only);
        if (step.options().has("EMPIRICAL") && degrees.isKenwardRoger()) {
            throw new StepFailure(model.place(), MixedMessage.EMPIRICAL_KENWARD_ROGER);
        }
        return new MixedRequest(
                step,
                model,
                (Body.Model) model.body(),
                !method.equals("ML"),
                method.equals("MIVQUE0"),
                anovaType,
                random,
                only,
                degrees,
                alpha);
    }

    CovarianceStatements covariance() {
        return new CovarianceStatements(random, repeated, "Residual", false);
    }

    /** Whether the covariance parameters are found by maximizing a likelihood. */
    boolean searched() {
        return !minimumNorm && anovaType == 0;
    }

    boolean empirical() {
        return step.options().has("EMPIRICAL");
    }

    /** What the listing calls the method. */
    String method() {
        return anovaType > 0 ? "Type " + anovaType : minimumNorm ? "MIVQUE0" : restricted ? "REML" : "ML";
    }
}
