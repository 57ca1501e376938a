package hermite.data;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name, width and decimals of a format or informat, as in {@code DATE9.}, {@code $CHAR20.} or {@code 8.2}.
 *
 * @param name upper case, with a leading {@code $} for character formats; empty for plain {@code w.d}
 * @param width columns, or 0 when not given
 * @param decimals decimals, or -1 when not given
 */
public record Format(String name, int width, int decimals) {
    private static final Pattern SPELLING =
            Pattern.compile("(\\$?(?:[A-Za-z_](?:[A-Za-z0-9_]*[A-Za-z_])?)?)(\\d*)\\.(\\d*)");

    public Format {
        name = name.toUpperCase(Locale.ROOT);
    }

    /** Parses {@code DATE9.}, {@code 8.2}, {@code $20.}, {@code BEST.}; empty when it is not spelled as a format. */
    public static Optional<Format> parse(String text) {
        Matcher m = SPELLING.matcher(text.trim());
        if (!m.matches() || text.trim().equals(".")) {
            return Optional.empty();
        }
        int width = m.group(2).isEmpty() ? 0 : Integer.parseInt(m.group(2));
        int decimals = m.group(3).isEmpty() ? -1 : Integer.parseInt(m.group(3));
        return Optional.of(new Format(m.group(1), width, decimals));
    }

    /** A format that is known to be spelled well, for literals in our own code. */
    public static Format of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a format: " + text));
    }

    public boolean isCharacter() {
        return name.startsWith("$");
    }

    /** The spelling SAS uses: {@code DATE9.}, {@code 8.2}, {@code $20.}. */
    @Override
    public String toString() {
        return name + (width > 0 ? width : "") + "." + (decimals >= 0 ? decimals : "");
    }
}
