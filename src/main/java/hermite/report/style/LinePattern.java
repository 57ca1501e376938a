package hermite.report.style;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Line patterns by their SAS numbers and names; dashes in multiples of a pixel at line width one.
 */
public enum LinePattern {
    SOLID(1, "solid"),
    SHORT_DASH(2, "shortdash", 3, 3),
    MEDIUM_DASH(4, "mediumdash", 7, 4),
    LONG_DASH(5, "longdash", 12, 5),
    MEDIUM_DASH_SHORT_DASH(8, "mediumdashshortdash", 8, 3, 3, 3),
    DASH_DASH_DOT(14, "dashdashdot", 8, 3, 8, 3, 2, 3),
    DASH_DOT_DOT(15, "dashdotdot", 9, 3, 2, 3, 2, 3),
    DASH(20, "dash", 5, 3),
    LONG_DASH_SHORT_DASH(26, "longdashshortdash", 13, 3, 4, 3),
    DOT(34, "dot", 1.5, 3),
    THIN_DOT(35, "thindot", 1, 5),
    SHORT_DASH_DOT(41, "shortdashdot", 5, 3, 1.5, 3),
    MEDIUM_DASH_DOT_DOT(42, "mediumdashdotdot", 7, 3, 1.5, 3, 1.5, 3);

    private final int number;
    private final String sasName;
    private final double[] dashes;

    LinePattern(int number, String sasName, double... dashes) {
        this.number = number;
        this.sasName = sasName;
        this.dashes = dashes;
    }

    public String sasName() {
        return sasName;
    }

    /** Lengths of dash, gap, dash … for lines one pixel wide; none for a solid line. */
    public double[] dashes() {
        return dashes.clone();
    }

    /** The pattern of a SAS name ({@code shortdash}) or number ({@code 2}). */
    public static Optional<LinePattern> named(String nameOrNumber) {
        String lower = nameOrNumber.toLowerCase(Locale.ROOT);
        for (LinePattern pattern : values()) {
            if (pattern.sasName.equals(lower) || lower.equals(String.valueOf(pattern.number))) {
                return Optional.of(pattern);
            }
        }
        return Optional.empty();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(LinePattern::sasName).toList();
    }
}
