package hermite.r.lib.graphics;

import hermite.r.eval.RError;
import hermite.report.graph.Graph.Appearance;
import hermite.report.style.LinePattern;
import hermite.report.style.Symbol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** R's colours, line types and plotting characters in the graph scene's terms. */
final class Looks {
    /** Colour names of X11 as R has them, but for the numbered greys; each line a name and rrggbb. */
    private static final String RESOURCE = "/hermite/r/graphics/colors.txt";

    private static final class Names {
        static final Map<String, String> CODES = read();

        private static Map<String, String> read() {
            Map<String, String> codes = new LinkedHashMap<>();
            try (BufferedReader in = new BufferedReader(
                    new InputStreamReader(Looks.class.getResourceAsStream(RESOURCE), StandardCharsets.US_ASCII))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    int blank = line.indexOf(' ');
                    codes.put(line.substring(0, blank), "#" + line.substring(blank + 1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return codes;
        }
    }

    private Looks() {}

    static List<String> names() {
        return List.copyOf(Names.CODES.keySet());
    }

    /** #rrggbb of a name or #rrggbb(aa); empty for NA and what is wholly transparent; an error for other words. */
    static Optional<String> color(String written) {
        if (written == null || written.isEmpty() || written.equals("NA")) {
            return Optional.empty();
        }
        String lower = written.toLowerCase(Locale.ROOT).replace(" ", "");
        if (lower.equals("transparent")) {
            return Optional.empty();
        }
        if (lower.matches("#[0-9a-f]{6}([0-9a-f]{2})?")) {
            return lower.endsWith("00") && lower.length() == 9 ? Optional.empty() : Optional.of(lower.substring(0, 7));
        }
        if (lower.matches("gr[ae]y([0-9]|[1-9][0-9]|100)")) {
            long level = Math.round(Integer.parseInt(lower.substring(4)) * 2.55);
            return Optional.of(String.format("#%1$02x%1$02x%1$02x", level));
        }
        String code = Names.CODES.get(lower);
        if (code == null) {
            throw new RError(
                    (lower.startsWith("#") ? "invalid RGB specification" : "invalid color name '" + written + "'"));
        }
        return Optional.of(code);
    }

    /** How opaque a colour is: what the last two digits of #rrggbbaa say, otherwise 1. */
    static double opacity(String written) {
        return written != null && written.matches("#[0-9A-Fa-f]{8}")
                ? Integer.parseInt(written.substring(7), 16) / 255.0
                : 1;
    }

    /** Whether lines of this type are not drawn. */
    static boolean isBlank(String lineType) {
        return "0".equals(lineType) || "blank".equals(lineType);
    }

    static LinePattern pattern(String written) {
        return switch (written == null ? "1" : written) {
            case "1", "solid" -> LinePattern.SOLID;
            case "2", "dashed", "44" -> LinePattern.DASH;
            case "3", "dotted", "13" -> LinePattern.DOT;
            case "4", "dotdash", "1343" -> LinePattern.SHORT_DASH_DOT;
            case "5", "longdash", "73" -> LinePattern.LONG_DASH;
            case "6", "twodash", "2262" -> LinePattern.LONG_DASH_SHORT_DASH;
            case "22" -> LinePattern.SHORT_DASH;
            case "42" -> LinePattern.DASH;
            case "F2", "F282" -> LinePattern.MEDIUM_DASH_SHORT_DASH;
            default -> numbered(written);
        };
    }

    /** Numbers above 6 begin again. */
    private static LinePattern numbered(String written) {
        if (written.matches("[0-9]+(\\.0*)?")) {
            return pattern(String.valueOf(((int) Double.parseDouble(written) - 1) % 6 + 1));
        }
        throw new RError("invalid line type: must be length 2, 4, 6 or 8");
    }

    /** The marks that make up one of R's plotting characters 0 to 25; several are two marks, one over the other. */
    static List<Appearance> marks(String color, String symbol, double size, String inside) {
        Appearance look = Appearance.ofGroup(0)
                .withColor(color(color).orElse("#000000"))
                .withOpacity(opacity(color))
                .withSize(size);
        List<Symbol> parts =
                switch (symbol == null ? "1" : symbol) {
                    case "0" -> List.of(Symbol.SQUARE);
                    case "1" -> List.of(Symbol.CIRCLE);
                    case "2" -> List.of(Symbol.TRIANGLE);
                    case "3" -> List.of(Symbol.PLUS);
                    case "4" -> List.of(Symbol.X);
                    case "5" -> List.of(Symbol.DIAMOND);
                    case "6" -> List.of(Symbol.TRIANGLE_DOWN);
                    case "7" -> List.of(Symbol.SQUARE, Symbol.X);
                    case "8" -> List.of(Symbol.ASTERISK);
                    case "9" -> List.of(Symbol.DIAMOND, Symbol.PLUS);
                    case "10" -> List.of(Symbol.CIRCLE, Symbol.PLUS);
                    case "11" -> List.of(Symbol.TRIANGLE, Symbol.TRIANGLE_DOWN);
                    case "12" -> List.of(Symbol.SQUARE, Symbol.PLUS);
                    case "13" -> List.of(Symbol.CIRCLE, Symbol.X);
                    case "14" -> List.of(Symbol.SQUARE, Symbol.TRIANGLE);
                    case "15", "22" -> List.of(Symbol.SQUARE_FILLED);
                    case "16", "19", "20", "21" -> List.of(Symbol.CIRCLE_FILLED);
                    case "17", "24" -> List.of(Symbol.TRIANGLE_FILLED);
                    case "18", "23" -> List.of(Symbol.DIAMOND_FILLED);
                    case "25" -> List.of(Symbol.TRIANGLE_DOWN_FILLED);
                    default -> throw new RError("invalid plotting symbol");
                };
        boolean hasInside = symbol != null && symbol.matches("2[1-5]");
        List<Appearance> marks = new ArrayList<>();
        for (Symbol part : parts) {
            Appearance mark = look.withSymbol(hasInside && color(inside).isEmpty() ? outline(part) : part);
            marks.add(hasInside ? color(inside).map(mark::withFill).orElse(mark) : mark);
        }
        return marks;
    }

    private static Symbol outline(Symbol filled) {
        return switch (filled) {
            case SQUARE_FILLED -> Symbol.SQUARE;
            case TRIANGLE_FILLED -> Symbol.TRIANGLE;
            case DIAMOND_FILLED -> Symbol.DIAMOND;
            case TRIANGLE_DOWN_FILLED -> Symbol.TRIANGLE_DOWN;
            default -> Symbol.CIRCLE;
        };
    }

    /** @param width in points */
    static Appearance line(String color, String type, double width) {
        return Appearance.ofGroup(0)
                .withColor(color(color).orElse("#000000"))
                .withPattern(pattern(type))
                .withThickness(Math.max(0.25, width))
                .withOpacity(opacity(color));
    }

    static Appearance area(String fill, String border, String lineType, double lineWidth) {
        Appearance look = line(border, lineType, lineWidth);
        Optional<String> inside = color(fill);
        return inside.isEmpty()
                ? look
                : look.withFill(inside.get()).withOpacity(opacity(fill) < 1 ? opacity(fill) : opacity(border));
    }
}
