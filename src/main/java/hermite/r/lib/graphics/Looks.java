package hermite.r.lib.graphics;

import hermite.report.graph.Graph.Appearance;
import hermite.report.style.LinePattern;
import hermite.report.style.Symbol;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** R's colours, line types and plotting characters in the graph scene's terms. */
final class Looks {
    /** R's default palette since version 4.0. */
    private static final String[] PALETTE = {
        "#000000", "#DF536B", "#61D04F", "#2297E6", "#28E2E5", "#CD0BBC", "#F5C710", "#9E9E9E"
    };

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("black", "#000000"),
            Map.entry("white", "#ffffff"),
            Map.entry("red", "#ff0000"),
            Map.entry("green", "#00ff00"),
            Map.entry("blue", "#0000ff"),
            Map.entry("cyan", "#00ffff"),
            Map.entry("magenta", "#ff00ff"),
            Map.entry("yellow", "#ffff00"),
            Map.entry("gray", "#bebebe"),
            Map.entry("grey", "#bebebe"),
            Map.entry("orange", "#ffa500"),
            Map.entry("purple", "#a020f0"),
            Map.entry("brown", "#a52a2a"),
            Map.entry("pink", "#ffc0cb"),
            Map.entry("darkgreen", "#006400"),
            Map.entry("darkblue", "#00008b"),
            Map.entry("darkred", "#8b0000"),
            Map.entry("lightblue", "#add8e6"),
            Map.entry("lightgray", "#d3d3d3"),
            Map.entry("lightgrey", "#d3d3d3"),
            Map.entry("darkgray", "#a9a9a9"),
            Map.entry("darkgrey", "#a9a9a9"),
            Map.entry("steelblue", "#4682b4"),
            Map.entry("skyblue", "#87ceeb"),
            Map.entry("tomato", "#ff6347"),
            Map.entry("salmon", "#fa8072"),
            Map.entry("gold", "#ffd700"),
            Map.entry("navy", "#000080"),
            Map.entry("firebrick", "#b22222"),
            Map.entry("forestgreen", "#228b22"),
            Map.entry("darkorange", "#ff8c00"),
            Map.entry("maroon", "#b03060"),
            Map.entry("tan", "#d2b48c"),
            Map.entry("violet", "#ee82ee"),
            Map.entry("turquoise", "#40e0d0"),
            Map.entry("coral", "#ff7f50"),
            Map.entry("dodgerblue", "#1e90ff"),
            Map.entry("royalblue", "#4169e1"),
            Map.entry("lightgreen", "#90ee90"));

    private Looks() {}

    /** #rrggbb of a name, a number of the palette, or #rrggbb(aa); empty for NA, "transparent" and unknown names. */
    static Optional<String> color(String written) {
        if (written == null || written.isEmpty()) {
            return Optional.empty();
        }
        String lower = written.toLowerCase(Locale.ROOT);
        if (lower.startsWith("#") && lower.length() >= 7) {
            return Optional.of(lower.substring(0, 7));
        }
        if (lower.matches("[0-9]+(\\.0*)?")) {
            int number = (int) Double.parseDouble(lower);
            return number == 0 ? Optional.of("#ffffff") : Optional.of(PALETTE[(number - 1) % PALETTE.length]);
        }
        if (lower.matches("gr[ae]y[0-9]{1,3}")) {
            int level = (int) Math.round(Integer.parseInt(lower.substring(4)) * 2.55);
            return Optional.of(String.format("#%1$02x%1$02x%1$02x", Math.min(255, level)));
        }
        return Optional.ofNullable(NAMES.get(lower.replaceAll("[1-4]$", "")));
    }

    /** How opaque a colour is: what the last two digits of #rrggbbaa say, otherwise 1. */
    static double opacity(String written) {
        return written != null && written.matches("#[0-9A-Fa-f]{8}")
                ? Integer.parseInt(written.substring(7), 16) / 255.0
                : 1;
    }

    static LinePattern pattern(String written) {
        return switch (written == null ? "1" : written) {
            case "2", "dashed" -> LinePattern.DASH;
            case "3", "dotted" -> LinePattern.DOT;
            case "4", "dotdash" -> LinePattern.SHORT_DASH_DOT;
            case "5", "longdash" -> LinePattern.LONG_DASH;
            case "6", "twodash" -> LinePattern.LONG_DASH_SHORT_DASH;
            default -> LinePattern.SOLID;
        };
    }

    static Symbol symbol(String written) {
        return switch (written == null ? "1" : written) {
            case "0", "7", "12", "14" -> Symbol.SQUARE;
            case "2", "6" -> Symbol.TRIANGLE;
            case "3", "+" -> Symbol.PLUS;
            case "4", "x" -> Symbol.X;
            case "5", "9" -> Symbol.DIAMOND;
            case "8", "*" -> Symbol.ASTERISK;
            case "11" -> Symbol.STAR;
            case "15", "22" -> Symbol.SQUARE_FILLED;
            case "16", "19", "20", "21", "." -> Symbol.CIRCLE_FILLED;
            case "17", "24", "25" -> Symbol.TRIANGLE_FILLED;
            case "18", "23" -> Symbol.DIAMOND_FILLED;
            default -> Symbol.CIRCLE;
        };
    }

    static Appearance line(String color, String type, double width) {
        return Appearance.ofGroup(0)
                .withColor(color(color).orElse("#000000"))
                .withPattern(pattern(type))
                .withThickness(Math.max(0.5, width));
    }

    static Appearance mark(String color, String symbol, double size) {
        String found = color(color).orElse("#000000");
        return Appearance.ofGroup(0)
                .withColor(found)
                .withFill(found)
                .withSymbol(symbol(symbol))
                .withOpacity(opacity(color))
                .withSize(7 * size);
    }

    static Appearance area(String fill, String border, double opacity) {
        return Appearance.ofGroup(0)
                .withFill(color(fill).orElse("#ffffff"))
                .withColor(color(border).orElse("#000000"))
                .withOpacity(opacity * opacity(fill));
    }
}
