package hermite.data;

import java.util.Optional;

/**
 * The attributes of a variable.
 *
 * @param name as first spelled; compared without regard to case
 * @param length bytes stored: 3–8 for numbers, 1–32767 for text
 * @param label empty when there is none
 */
public record Variable(
        String name, ValueType type, int length, String label, Optional<Format> format, Optional<Format> informat) {

    public static Variable numeric(String name) {
        return new Variable(name, ValueType.NUMERIC, 8, "", Optional.empty(), Optional.empty());
    }

    public static Variable character(String name, int length) {
        return new Variable(name, ValueType.CHARACTER, Math.max(1, length), "", Optional.empty(), Optional.empty());
    }

    public boolean isNumeric() {
        return type == ValueType.NUMERIC;
    }

    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** The label, or the name where there is none. */
    public String labelOrName() {
        return label.isEmpty() ? name : label;
    }

    public Variable withName(String newName) {
        return new Variable(newName, type, length, label, format, informat);
    }

    public Variable withLabel(String newLabel) {
        return new Variable(name, type, length, newLabel, format, informat);
    }

    public Variable withLength(int newLength) {
        return new Variable(name, type, newLength, label, format, informat);
    }

    public Variable withFormat(Optional<Format> newFormat) {
        return new Variable(name, type, length, label, newFormat, informat);
    }

    public Variable withInformat(Optional<Format> newInformat) {
        return new Variable(name, type, length, label, format, newInformat);
    }
}
