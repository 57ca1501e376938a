package hermite.model.inference;

/** Which deviations from zero speak against a hypothesis. */
public enum Tail {
    TWO_SIDED,
    /** The alternative is a negative value. */
    LOWER,
    /** The alternative is a positive value. */
    UPPER
}
