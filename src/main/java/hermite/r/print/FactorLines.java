package hermite.r.print;

import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RInteger;
import hermite.r.value.RVector;

/** Factors: labels without quotes, then the levels on a line that is cut in the middle when too long. */
final class FactorLines {
    /** Columns kept for "Levels: ", the dots and the separators around them. */
    private static final int RESERVED = 15;

    private FactorLines() {}

    /** The labels of the elements. */
    static void append(RInteger factor, PrintSettings settings, StringBuilder out) {
        boolean ordered = factor.inherits("ordered");
        if (factor.length() == 0) {
            out.append(ordered ? "ordered(0)\n" : "factor(0)\n");
        } else {
            RVector labels = RCharacter.of(Factors.labels(factor));
            if (factor.names() != null) {
                labels = labels.withAttribute("names", factor.names());
            }
            VectorLines.append(labels, settings.withQuote(false), out);
        }
    }

    /** The line of levels, after other attributes. */
    static void appendLevels(RInteger factor, PrintSettings settings, StringBuilder out) {
        out.append(levels(factor, factor.inherits("ordered"), settings.width())).append('\n');
    }

    private static String levels(RInteger factor, boolean ordered, int pageWidth) {
        String[] levels = Factors.levels(factor).clone();
        int count = levels.length;
        String separator = ordered ? " < " : " ";
        int width = pageWidth - RESERVED;
        int total = 0;
        int fitting = count;
        for (int i = 0; i < count; i++) {
            if (levels[i] == null) {
                levels[i] = "<NA>";
            }
            total += TextWidth.of(levels[i]) + separator.length();
            if (total > width && fitting == count) {
                fitting = Math.max(1, i);
            }
        }
        if (count <= 1 || total <= width || fitting >= count) {
            return "Levels: " + String.join(separator, levels);
        }
        StringBuilder out = new StringBuilder(count + " Levels: ");
        for (int i = 0; i < Math.max(1, fitting - 1); i++) {
            out.append(levels[i]).append(separator);
        }
        out.append("...");
        return fitting > 1 ? out.append(separator).append(levels[count - 1]).toString() : out.toString();
    }
}
