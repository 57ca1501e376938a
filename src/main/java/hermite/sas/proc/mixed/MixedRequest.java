package hermite.sas.proc.mixed;

import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.CovarianceStructure.Kind;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.Status;
import java.util.List;
import java.util.Optional;

/** What a MIXED step asks for, before any data are read. */
record MixedRequest(
        ProcStep step,
        ProcStatement model,
        Body.Model body,
        boolean restricted,
        List<ProcStatement> random,
        Optional<ProcStatement> repeated,
        DegreesOfFreedom degreesOfFreedom,
        double alpha) {

    /** How denominator degrees of freedom are found. */
    enum DegreesOfFreedom {
        CONTAINMENT("Containment"),
        BETWEEN_WITHIN("Between-Within"),
        RESIDUAL("Residual"),
        SATTERTHWAITE("Satterthwaite"),
        NONE("None");

        private final String label;

        DegreesOfFreedom(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

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
        if (!method.equals("REML") && !method.equals("ML")) {
            throw new StepFailure(step.place(), MixedMessage.NOT_BUILT, "METHOD=" + method);
        }
        List<ProcStatement> repeated = step.statements("REPEATED");
        if (repeated.size() > 1) {
            throw new StepFailure(repeated.get(1).place(), MixedMessage.TWO_REPEATED);
        }
        List<ProcStatement> random = step.statements("RANDOM");
        double alpha = model.options()
                .number("ALPHA")
                .orElse(step.options().number("ALPHA").orElse(0.05));
        Optional<ProcStatement> only = repeated.stream().findFirst();
        return new MixedRequest(
                step,
                model,
                (Body.Model) model.body(),
                method.equals("REML"),
                random,
                only,
                degreesOfFreedom(model, random, only),
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

    private static DegreesOfFreedom degreesOfFreedom(
            ProcStatement model, List<ProcStatement> random, Optional<ProcStatement> repeated) {
        Optional<String> word = model.options().word("DDFM");
        if (word.isEmpty()) {
            if (!random.isEmpty()) {
                return DegreesOfFreedom.CONTAINMENT;
            }
            return repeated.filter(r -> r.options().has("SUBJECT")).isPresent()
                    ? DegreesOfFreedom.BETWEEN_WITHIN
                    : DegreesOfFreedom.RESIDUAL;
        }
        return switch (word.get()) {
            case "CONTAIN" -> DegreesOfFreedom.CONTAINMENT;
            case "RESIDUAL" -> DegreesOfFreedom.RESIDUAL;
            case "NONE" -> DegreesOfFreedom.NONE;
            case "BETWITHIN" -> DegreesOfFreedom.BETWEEN_WITHIN;
            case "SATTERTHWAITE" -> DegreesOfFreedom.SATTERTHWAITE;
            default -> throw new StepFailure(model.place(), MixedMessage.NOT_BUILT, "DDFM=" + word.get());
        };
    }

    /** The structure that TYPE= of a RANDOM or REPEATED statement names, of a matrix of the given order. */
    static CovarianceStructure structure(ProcStatement statement, int order) {
        String type = statement.options().word("TYPE").orElse("VC");
        int number = 0;
        Options inside = statement.options().suboptions("TYPE");
        for (BoundOption option : inside.all()) {
            if (option.value() instanceof OptionValue.Number only) {
                number = (int) only.value();
            } else if (option.value() instanceof OptionValue.Values values) {
                for (OptionValue value : values.values()) {
                    number = value instanceof OptionValue.Number n ? (int) n.value() : -1;
                }
            }
        }
        boolean plain = number == 0 || number == 1;
        if (type.equals("VC") && number == 0) {
            return CovarianceStructure.variance();
        }
        if (type.equals("UN") && number >= 0) {
            return new CovarianceStructure(Kind.UNSTRUCTURED, order, number == 0 ? order : number);
        }
        if (type.equals("TOEP") && number >= 0) {
            return new CovarianceStructure(Kind.TOEPLITZ, order, number == 0 ? order : number);
        }
        if (plain && type.equals("CS")) {
            return CovarianceStructure.of(Kind.COMPOUND_SYMMETRY, order);
        }
        if (plain && type.equals("CSH")) {
            return CovarianceStructure.of(Kind.HETEROGENEOUS_COMPOUND_SYMMETRY, order);
        }
        if (plain && type.equals("AR")) {
            return CovarianceStructure.of(Kind.AUTOREGRESSIVE, order);
        }
        if (plain && type.equals("ARH")) {
            return CovarianceStructure.of(Kind.HETEROGENEOUS_AUTOREGRESSIVE, order);
        }
        throw new StepFailure(
                statement.place(), MixedMessage.NOT_BUILT, "TYPE=" + type + (number != 0 ? "(" + number + ")" : ""));
    }
}
