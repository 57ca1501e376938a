package hermite.data.format;

/** A format defined by a program: labels for values, as PROC FORMAT makes them. */
public interface UserFormat {
    /** Upper case; with a leading {@code $} for formats of text. */
    String name();

    int defaultWidth();

    /**
     * The label, or the value as printed without this format. Padding and cutting to the width are the catalogue's.
     * Missing values are handed in too.
     */
    String label(double value, int width, int decimals);

    String label(String value, int width);

    /** Whether labels start at the left, as those of words do; pictures and numbers end at the right. */
    boolean isLeftAligned();
}
