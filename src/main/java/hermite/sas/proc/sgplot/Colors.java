package hermite.sas.proc.sgplot;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Colors as programs write them: names, {@code CXrrggbb}, {@code #rrggbb} and {@code GRAYnn}. */
final class Colors {
    private static final Pattern HEX = Pattern.compile("(?:CX|#)([0-9A-F]{6})");
    private static final Pattern GRAY = Pattern.compile("GR[AE]Y([0-9A-F]{2})");

    private static final Map<String, String> NAMES = new HashMap<>();

    static {
        String names = "AQUA 00FFFF BEIGE F5F5DC BLACK 000000 BLUE 0000FF BLUEVIOLET 8A2BE2 BROWN A52A2A"
                + " CADETBLUE 5F9EA0 CHOCOLATE D2691E CORAL FF7F50 CORNFLOWERBLUE 6495ED CRIMSON DC143C CYAN 00FFFF"
                + " DARKBLUE 00008B DARKCYAN 008B8B DARKGRAY A9A9A9 DARKGREEN 006400 DARKMAGENTA 8B008B"
                + " DARKORANGE FF8C00 DARKRED 8B0000 DARKSLATEGRAY 2F4F4F DARKVIOLET 9400D3 DEEPPINK FF1493"
                + " DEEPSKYBLUE 00BFFF DIMGRAY 696969 DODGERBLUE 1E90FF FIREBRICK B22222 FORESTGREEN 228B22"
                + " FUCHSIA FF00FF GAINSBORO DCDCDC GOLD FFD700 GOLDENROD DAA520 GRAY 808080 GREEN 008000"
                + " GREENYELLOW ADFF2F HOTPINK FF69B4 INDIANRED CD5C5C INDIGO 4B0082 IVORY FFFFF0 KHAKI F0E68C"
                + " LAVENDER E6E6FA LIGHTBLUE ADD8E6 LIGHTCORAL F08080 LIGHTGRAY D3D3D3 LIGHTGREEN 90EE90"
                + " LIGHTPINK FFB6C1 LIGHTSALMON FFA07A LIGHTSKYBLUE 87CEFA LIGHTSTEELBLUE B0C4DE LIGHTYELLOW FFFFE0"
                + " LIME 00FF00 LIMEGREEN 32CD32 MAGENTA FF00FF MAROON 800000 MEDIUMBLUE 0000CD MIDNIGHTBLUE 191970"
                + " NAVY 000080 OLIVE 808000 OLIVEDRAB 6B8E23 ORANGE FFA500 ORANGERED FF4500 ORCHID DA70D6 PINK FFC0CB"
                + " PLUM DDA0DD PURPLE 800080 RED FF0000 ROSYBROWN BC8F8F ROYALBLUE 4169E1 SALMON FA8072"
                + " SANDYBROWN F4A460 SEAGREEN 2E8B57 SIENNA A0522D SILVER C0C0C0 SKYBLUE 87CEEB SLATEBLUE 6A5ACD"
                + " SLATEGRAY 708090 STEELBLUE 4682B4 TAN D2B48C TEAL 008080 TOMATO FF6347 TURQUOISE 40E0D0"
                + " VIOLET EE82EE WHEAT F5DEB3 WHITE FFFFFF YELLOW FFFF00 YELLOWGREEN 9ACD32";
        String[] words = names.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            NAMES.put(words[i], '#' + words[i + 1]);
        }
    }

    private Colors() {}

    /** The names of colors. */
    static Set<String> names() {
        return new TreeSet<>(NAMES.keySet());
    }

    /** The color as {@code #RRGGBB}, or empty when it is not known. */
    static Optional<String> parse(String written) {
        String color = written.strip().toUpperCase(Locale.ROOT).replace("GREY", "GRAY");
        var hex = HEX.matcher(color);
        if (hex.matches()) {
            return Optional.of('#' + hex.group(1));
        }
        var gray = GRAY.matcher(color);
        if (gray.matches()) {
            return Optional.of('#' + gray.group(1).repeat(3));
        }
        return Optional.ofNullable(NAMES.get(color));
    }
}
