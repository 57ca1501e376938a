package hermite.sas.proc.covariance;

import hermite.model.lmm.degrees.KenwardRoger;
import hermite.sas.syntax.ast.ProcStatement;
import java.util.List;
import java.util.Optional;

/** DDFM=: how denominator degrees of freedom are found. */
public enum DegreesMethod {
    CONTAINMENT("Containment"),
    BETWEEN_WITHIN("Between-Within"),
    RESIDUAL("Residual"),
    SATTERTHWAITE("Satterthwaite"),
    KENWARD_ROGER("Kenward-Roger"),
    /** Without second derivatives of V. */
    KENWARD_ROGER_FIRST_ORDER("Kenward-Roger"),
    /** With the bias of covariance parameters that are not linear in V. */
    KENWARD_ROGER_2("Kenward-Roger2"),
    NONE("None");

    private final String label;

    DegreesMethod(String label) {
        this.label = label;
    }

    /**
     * The method a step asks for, or SAS's choice for its statements.
     *
     * @param word the value of DDFM=
     * @param residual the statement about the residuals
     */
    public static DegreesMethod of(
            ProcStatement model, Optional<String> word, List<ProcStatement> random, Optional<ProcStatement> residual) {
        if (word.isEmpty()) {
            if (!random.isEmpty()) {
                return CONTAINMENT;
            }
            return residual.filter(r -> r.options().has("SUBJECT")).isPresent() ? BETWEEN_WITHIN : RESIDUAL;
        }
        return switch (word.get()) {
            case "CONTAIN" -> CONTAINMENT;
            case "RESIDUAL" -> RESIDUAL;
            case "NONE" -> NONE;
            case "BETWITHIN" -> BETWEEN_WITHIN;
            case "SATTERTHWAITE" -> SATTERTHWAITE;
            case "KENWARDROGER" ->
                model.options().suboptions("DDFM").has("FIRSTORDER") ? KENWARD_ROGER_FIRST_ORDER : KENWARD_ROGER;
            case "KENWARDROGER2" -> KENWARD_ROGER_2;
            default -> throw new IllegalStateException("no DDFM=" + word.get());
        };
    }

    public String label() {
        return label;
    }

    public boolean isKenwardRoger() {
        return switch (this) {
            case KENWARD_ROGER, KENWARD_ROGER_FIRST_ORDER, KENWARD_ROGER_2 -> true;
            default -> false;
        };
    }

    public KenwardRoger.Order order() {
        return switch (this) {
            case KENWARD_ROGER_FIRST_ORDER -> KenwardRoger.Order.FIRST;
            case KENWARD_ROGER_2 -> KenwardRoger.Order.SECOND_WITH_BIAS;
            default -> KenwardRoger.Order.SECOND;
        };
    }
}
