package hermite.data;

/** The two types of a variable. */
public enum ValueType {
    NUMERIC,
    CHARACTER
}
