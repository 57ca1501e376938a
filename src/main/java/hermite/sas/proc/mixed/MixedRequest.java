package hermite.sas.proc.mixed;

import hermite.sas.log.StepFailure;
import hermite.sas.proc.covariance.CovarianceStatements;
import hermite.sas.proc.covariance.DegreesMethod;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.Status;
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
        refuse(step.options());
        for (ProcStatement statement : step.statements()) {
            if (statement.spec().status() == Status.REFUSED) {
                throw new StepFailure(
                        statement.place(),
                        MixedMessage.NOT_BUILT,
                        "The " + statement.spec().name() + " statement");
            }
            refuse(statement.options());
        }
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
        DegreesMethod degrees = degreesOfFreedom(step, model, random, only);
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

    private static void refuse(Options options) {
        for (BoundOption option : options.all()) {
            if (option.spec().status() == Status.REFUSED) {
                throw new StepFailure(
                        option.place(),
                        MixedMessage.NOT_BUILT,
                        "The option " + option.spec().name());
            }
        }
    }

    private static DegreesMethod degreesOfFreedom(
            ProcStep step, ProcStatement model, List<ProcStatement> random, Optional<ProcStatement> repeated) {
        Optional<String> word = model.options().has("CONTAIN")
                ? Optional.of("CONTAIN")
                : model.options()
                        .word("DDFM")
                        .or(() -> step.options().has("DFBW") ? Optional.of("BETWITHIN") : Optional.empty());
        if (word.isEmpty()) {
            if (!random.isEmpty()) {
                return DegreesMethod.CONTAINMENT;
            }
            return repeated.filter(r -> r.options().has("SUBJECT")).isPresent()
                    ? DegreesMethod.BETWEEN_WITHIN
                    : DegreesMethod.RESIDUAL;
        }
        return switch (word.get()) {
            case "CONTAIN" -> DegreesMethod.CONTAINMENT;
            case "RESIDUAL" -> DegreesMethod.RESIDUAL;
            case "NONE" -> DegreesMethod.NONE;
            case "BETWITHIN" -> DegreesMethod.BETWEEN_WITHIN;
            case "SATTERTHWAITE" -> DegreesMethod.SATTERTHWAITE;
            case "KENWARDROGER" ->
                model.options().suboptions("DDFM").has("FIRSTORDER")
                        ? DegreesMethod.KENWARD_ROGER_FIRST_ORDER
                        : DegreesMethod.KENWARD_ROGER;
            case "KENWARDROGER2" -> DegreesMethod.KENWARD_ROGER_2;
            default -> throw new StepFailure(model.place(), MixedMessage.NOT_BUILT, "DDFM=" + word.get());
        };
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
