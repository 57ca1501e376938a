package hermite.model;

/**
 * How a classification variable is to be read: before any data are seen.
 *
 * @param name the variable
 * @param coding design columns
 * @param order order of the levels
 * @param descending reverse that order
 * @param missingIsLevel whether missing values are levels; otherwise rows that have one are not used
 * @param reference the reference level; for {@link Coding#GLM} a level given by name is moved to the end
 * @param labelLength levels are told apart by this many characters of the formatted value; 0 for all
 */
public record ClassVariable(
        String name,
        Coding coding,
        LevelOrder order,
        boolean descending,
        boolean missingIsLevel,
        Reference reference,
        int labelLength) {

    /** Order of levels. Numeric variables without a format are ordered by number under {@link #FORMATTED}. */
    public enum LevelOrder {
        DATA,
        FORMATTED,
        FREQUENCY,
        INTERNAL
    }

    /** Which level is the reference. */
    public sealed interface Reference {
        record First() implements Reference {}

        record Last() implements Reference {}

        /** A level by its formatted value, blanks at both ends ignored. */
        record Level(String value) implements Reference {}
    }

    /** GLM coding, formatted order, last level as reference. */
    public static ClassVariable of(String name) {
        return new ClassVariable(name, Coding.GLM, LevelOrder.FORMATTED, false, false, new Reference.Last(), 0);
    }

    public ClassVariable withCoding(Coding newCoding) {
        return new ClassVariable(name, newCoding, order, descending, missingIsLevel, reference, labelLength);
    }

    public ClassVariable withOrder(LevelOrder newOrder) {
        return new ClassVariable(name, coding, newOrder, descending, missingIsLevel, reference, labelLength);
    }

    public ClassVariable withDescending(boolean newDescending) {
        return new ClassVariable(name, coding, order, newDescending, missingIsLevel, reference, labelLength);
    }

    public ClassVariable withMissingIsLevel(boolean newMissingIsLevel) {
        return new ClassVariable(name, coding, order, descending, newMissingIsLevel, reference, labelLength);
    }

    public ClassVariable withReference(Reference newReference) {
        return new ClassVariable(name, coding, order, descending, missingIsLevel, newReference, labelLength);
    }

    public ClassVariable withLabelLength(int newLabelLength) {
        return new ClassVariable(name, coding, order, descending, missingIsLevel, reference, newLabelLength);
    }
}
