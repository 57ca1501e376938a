package hermite.sas.proc.covariance;

import hermite.model.lmm.degrees.KenwardRoger;

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

    public String label() {
        return label;
    }

    public boolean isKenwardRoger() {
        return switch (this) {
            case KENWARD_ROGER, KENWARD_ROGER_FIRST_ORDER, KENWARD_ROGER_2 -> true;
            default -> false;
        };
    }

    KenwardRoger.Order order() {
        return switch (this) {
            case KENWARD_ROGER_FIRST_ORDER -> KenwardRoger.Order.FIRST;
            case KENWARD_ROGER_2 -> KenwardRoger.Order.SECOND_WITH_BIAS;
            default -> KenwardRoger.Order.SECOND;
        };
    }
}
