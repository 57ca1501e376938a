package hermite.sas.proc.covariance;

/** DDFM=: how denominator degrees of freedom are found. */
public enum DegreesMethod {
    CONTAINMENT("Containment"),
    BETWEEN_WITHIN("Between-Within"),
    RESIDUAL("Residual"),
    SATTERTHWAITE("Satterthwaite"),
    KENWARD_ROGER("Kenward-Roger"),
    /** Without second derivatives of V. */
    KENWARD_ROGER_FIRST_ORDER("Kenward-Roger"),
    NONE("None");

    private final String label;

    DegreesMethod(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public boolean isKenwardRoger() {
        return this == KENWARD_ROGER || this == KENWARD_ROGER_FIRST_ORDER;
    }
}
