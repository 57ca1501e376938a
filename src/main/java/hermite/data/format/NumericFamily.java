package hermite.data.format;

/** A group of related numeric formats. Names come in upper case, values are never missing. */
public interface NumericFamily {
    /** Columns the format takes when no width is given; 0 when the name is not of this family. */
    int defaultWidth(String name);

    /**
     * The value in exactly {@code width} columns where the format can do so.
     *
     * @param decimals as given, or -1
     */
    String write(String name, double value, int width, int decimals);
}
