package hermite.r.value.language;

/**
 * The text an expression was read from and where.
 *
 * @param file name of the file, "" for typed or computed text
 * @param line from 1
 * @param column from 1
 */
public record SourceText(String text, String file, int line, int column) {}
