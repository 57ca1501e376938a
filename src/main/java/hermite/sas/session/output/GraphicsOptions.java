package hermite.sas.session.output;

import hermite.report.graph.GraphSettings;
import hermite.report.graph.GraphSettings.ImageFormat;
import hermite.sas.log.Log;
import hermite.sas.log.Suggestion;
import hermite.sas.syntax.ast.GlobalStatement.Ods;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of ODS GRAPHICS: size, image names and kinds, border, RESET. */
final class GraphicsOptions {
    /** Limits of older renderers, and tips that only browsers with scripts show. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "ON",
            "ANTIALIAS",
            "NOANTIALIAS",
            "ANTIALIASMAX",
            "MAXLEGENDAREA",
            "MAXOBS",
            "LABELMAX",
            "LOESSMAXOBS",
            "DISCRETEMAX",
            "GROUPMAX",
            "STACKEDMAX",
            "PANELCELLMAX",
            "BYLINE",
            "NOBYLINE",
            "IMAGEMAP",
            "NOIMAGEMAP",
            "TIPMAX",
            "SUBPIXEL",
            "NOSUBPIXEL");

    private static final Set<String> LATER = Set.of("ATTRPRIORITY", "DRILLTARGET", "NOSCALE", "SCALE", "SCALEMARKERS");
    private static final Map<String, Double> PIXELS =
            Map.of("PX", 1.0, "IN", 96.0, "CM", 96 / 2.54, "MM", 96 / 25.4, "PT", 96 / 72.0);
    private static final Pattern SIZE = Pattern.compile("(\\d*\\.?\\d+)\\s*(PX|IN|CM|MM|PT)?");

    private final Log log;

    GraphicsOptions(Log log) {
        this.log = log;
    }

    /** The settings that hold after the statement. */
    GraphSettings apply(List<Ods.Item> items, GraphSettings before) {
        GraphSettings settings = before;
        for (int i = 0; i < items.size(); i++) {
            Ods.Item item = items.get(i);
            String option = upper(item.name());
            String value = item.value().orElse("");
            switch (option) {
                case "RESET" -> settings = reset(upper(value), settings);
                case "WIDTH", "HEIGHT" -> {
                    boolean unitFollows = i + 1 < items.size() && isUnit(items.get(i + 1));
                    settings = size(
                            item, option, unitFollows ? value + items.get(++i).name() : value, settings);
                }
                case "IMAGENAME" -> settings = settings.withImageName(value);
                case "IMAGEFMT", "IMAGEFORMAT", "OUTPUTFMT", "OUTPUTFORMAT" ->
                    settings = formats(item, upper(value), settings);
                case "BORDER" ->
                    settings = settings.withBorder(!Set.of("OFF", "NO").contains(upper(value)));
                case "NOBORDER" -> settings = settings.withBorder(false);
                default -> other(item, option);
            }
        }
        return settings;
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static boolean isUnit(Ods.Item item) {
        return item.value().isEmpty() && PIXELS.containsKey(upper(item.name()));
    }

    private static GraphSettings reset(String what, GraphSettings settings) {
        return switch (what) {
            case "WIDTH", "HEIGHT" ->
                settings.withWidth(GraphSettings.USUAL.width()).withHeight(GraphSettings.USUAL.height());
            case "BORDER" -> settings.withBorder(true);
            case "IMAGEFMT" -> settings.withFormats(GraphSettings.USUAL.formats());
            case "IMAGENAME" -> settings.withoutImageName();
            case "INDEX" -> settings.withNewNumbers();
            default -> settings.reset();
        };
    }

    private GraphSettings size(Ods.Item item, String option, String written, GraphSettings settings) {
        Matcher m = SIZE.matcher(upper(written));
        OptionalDouble pixels = m.matches()
                ? OptionalDouble.of(Double.parseDouble(m.group(1)) * PIXELS.get(m.group(2) == null ? "PX" : m.group(2)))
                : OptionalDouble.empty();
        if (pixels.isEmpty() || !GraphSettings.isSize(pixels.getAsDouble())) {
            log.write(item.place(), OutputMessage.BAD_SIZE, option, written);
            return settings;
        }
        int rounded = (int) Math.round(pixels.getAsDouble());
        return option.equals("WIDTH") ? settings.withWidth(rounded) : settings.withHeight(rounded);
    }

    private GraphSettings formats(Ods.Item item, String format, GraphSettings settings) {
        return switch (format) {
            case "PNG" -> settings.withFormats(EnumSet.of(ImageFormat.PNG));
            case "SVG" -> settings.withFormats(EnumSet.of(ImageFormat.SVG));
            case "STATIC", "STATICMAP" -> settings.withFormats(GraphSettings.USUAL.formats());
            default -> {
                log.write(
                        item.place(),
                        OutputMessage.OPTION_NOT_SUPPORTED,
                        upper(item.name()) + "=" + format,
                        "GRAPHICS");
                yield settings;
            }
        };
    }

    private void other(Ods.Item item, String option) {
        if (WITHOUT_EFFECT.contains(option)) {
            return;
        }
        if (LATER.contains(option)) {
            log.write(item.place(), OutputMessage.OPTION_NOT_SUPPORTED, option, "GRAPHICS");
            return;
        }
        List<String> known = new ArrayList<>(WITHOUT_EFFECT);
        known.addAll(
                List.of("OFF", "RESET", "WIDTH", "HEIGHT", "IMAGENAME", "IMAGEFMT", "OUTPUTFMT", "BORDER", "NOBORDER"));
        known.addAll(LATER);
        log.write(item.place(), OutputMessage.OPTION_UNKNOWN, Suggestion.of(option, known));
    }
}
