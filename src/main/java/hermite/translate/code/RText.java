package hermite.translate.code;

import hermite.data.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How R spells names, texts and numbers. SAS knows no case: every name is written in lower case. */
public final class RText {
    private static final int WIDTH = 100;
    private static final Set<String> RESERVED = Set.of(
            "if",
            "else",
            "repeat",
            "while",
            "function",
            "for",
            "next",
            "break",
            "true",
            "false",
            "null",
            "inf",
            "nan",
            "na",
            "in");

    /** Names the translation gives to other things. */
    private static final Set<String> OWN = Set.of(
            "data",
            "fit",
            "fit0",
            "means",
            "b",
            "half",
            "se",
            "groups",
            "group",
            "chisq",
            "df",
            "c",
            "t",
            "pairs",
            "z",
            "s2",
            "start",
            "covariance");

    private RText() {}

    public static String name(String sasName) {
        return exactName(sasName.toLowerCase(Locale.ROOT));
    }

    /** The name of a data frame: no word that the program gives something else, nor one R has. */
    public static String frame(String member) {
        String name = name(member);
        return OWN.contains(name) ? name + "_set" : name;
    }

    /** A name whose letters keep their case, in backticks where R needs them. */
    public static String exactName(String name) {
        boolean plain = name.matches("[A-Za-z][A-Za-z0-9_]*") && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
        return plain ? name : "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
    }

    public static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** A number as R reads it back, digit for digit; every missing value is NA. */
    public static String number(double value) {
        if (Missing.isMissing(value) || Double.isNaN(value)) {
            return "NA";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.valueOf((long) value);
        }
        return Double.toString(value).replace("E", "e");
    }

    /** {@code c(…)}; a single element stands alone. */
    public static String vector(List<String> elements) {
        return elements.size() == 1 ? elements.get(0) : "c(" + String.join(", ", elements) + ")";
    }

    /** {@code c(…)} on as many lines as it needs, each begun with {@code indent}. */
    public static String wrappedVector(List<String> elements, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent + "  ");
        for (int i = 0; i < elements.size(); i++) {
            String piece = elements.get(i) + (i + 1 < elements.size() ? ", " : "");
            if (line.length() + piece.length() > WIDTH && !line.toString().isBlank()) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(indent + "  ");
            }
            line.append(piece);
        }
        lines.add(line.toString());
        String all = String.join("\n", lines);
        return lines.size() == 1 && all.length() + 4 < WIDTH
                ? "c(" + all.strip() + ")"
                : "c(\n" + all + "\n" + indent + ")";
    }
}
