package hermite.r.value;

/** The types of vectors in the order of coercion: combining two gives the later one. */
public enum VectorType {
    RAW("raw", "raw"),
    LOGICAL("logical", "logical"),
    INTEGER("integer", "numeric"),
    DOUBLE("double", "numeric"),
    COMPLEX("complex", "complex"),
    CHARACTER("character", "character"),
    LIST("list", "list"),
    EXPRESSION("expression", "expression");

    private final String typeName;
    private final String mode;

    VectorType(String typeName, String mode) {
        this.typeName = typeName;
        this.mode = mode;
    }

    public String typeName() {
        return typeName;
    }

    public String mode() {
        return mode;
    }

    public boolean isNumeric() {
        return this == INTEGER || this == DOUBLE;
    }

    /** The type two vectors have in common. */
    public VectorType with(VectorType other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
