package hermite.sas.proc.sgplot;

import hermite.report.graph.Graph.Appearance;
import hermite.report.graph.Graph.GroupAttributes;
import hermite.report.style.LinePattern;
import hermite.report.style.Symbol;
import hermite.sas.log.Log;
import hermite.sas.log.Message;
import hermite.sas.log.Suggestion;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What LINEATTRS=, MARKERATTRS=, FILLATTRS=, TRANSPARENCY= and STYLEATTRS ask for. */
final class Looks {
    private static final Pattern SIZE = Pattern.compile("(\\d*\\.?\\d+)\\s*(px|pt|in|cm|mm|pct|%)?");
    private static final double PIXELS_PER_INCH = 96;
    private static final double GRAPH_HEIGHT = 480;

    private final Log log;

    Looks(Log log) {
        this.log = log;
    }

    /** @param group the place of the plot's group in the style */
    Appearance of(Options options, int group) {
        Appearance look = Appearance.ofGroup(group);
        look = line(options.suboptions("LINEATTRS"), look);
        look = fill(options.suboptions("FILLATTRS"), look);
        OptionalDouble transparency = options.number("TRANSPARENCY");
        return transparency.isPresent()
                ? look.withOpacity(Math.max(0, Math.min(1, 1 - transparency.getAsDouble())))
                : look;
    }

    /** The same with what MARKERATTRS= asks for, for plots that are markers. */
    Appearance ofMarkers(Options options, int group) {
        Appearance look = Appearance.ofGroup(group);
        OptionalDouble transparency = options.number("TRANSPARENCY");
        if (transparency.isPresent()) {
            look = look.withOpacity(Math.max(0, Math.min(1, 1 - transparency.getAsDouble())));
        }
        return marker(options, look);
    }

    private Appearance line(Options given, Appearance look) {
        Optional<String> color = color(given);
        Optional<LinePattern> pattern = parse(given, "PATTERN", LinePattern::named, SgplotMessage.BAD_PATTERN);
        OptionalDouble thickness = size(given, "THICKNESS");
        Appearance changed = color.isPresent() ? look.withColor(color.get()) : look;
        changed = pattern.isPresent() ? changed.withPattern(pattern.get()) : changed;
        return thickness.isPresent() ? changed.withThickness(thickness.getAsDouble()) : changed;
    }

    private Appearance fill(Options given, Appearance look) {
        Optional<String> color = color(given);
        return color.isPresent() ? look.withFill(color.get()) : look;
    }

    Appearance marker(Options options, Appearance look) {
        Options given = options.suboptions("MARKERATTRS");
        Optional<String> color = color(given);
        Optional<Symbol> symbol = parse(given, "SYMBOL", Symbol::named, SgplotMessage.BAD_SYMBOL);
        OptionalDouble size = size(given, "SIZE");
        Appearance changed = color.isPresent() ? look.withColor(color.get()) : look;
        changed = symbol.isPresent() ? changed.withSymbol(symbol.get()) : changed;
        return size.isPresent() ? changed.withSize(size.getAsDouble()) : changed;
    }

    private Optional<String> color(Options given) {
        return parse(given, "COLOR", Colors::parse, SgplotMessage.BAD_COLOR);
    }

    private <T> Optional<T> parse(
            Options given, String option, Function<String, Optional<T>> reader, Message otherwise) {
        Optional<String> written = given.find(option).map(BoundOption::value).flatMap(Looks::text);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value = reader.apply(written.get());
        if (value.isEmpty()) {
            log.write(
                    given.find(option).orElseThrow().place(),
                    otherwise,
                    written.get(),
                    Suggestion.of(written.get(), words(otherwise)));
        }
        return value;
    }

    /** The words that could stand where one was not known. */
    private static Collection<String> words(Message otherwise) {
        if (otherwise == SgplotMessage.BAD_COLOR) {
            return Colors.names();
        }
        if (otherwise == SgplotMessage.BAD_PATTERN) {
            return LinePattern.names();
        }
        return otherwise == SgplotMessage.BAD_SYMBOL
                ? Stream.of(Symbol.values()).map(Symbol::sasName).toList()
                : List.of();
    }

    /** A word, a text or a number as text. */
    static Optional<String> text(OptionValue value) {
        if (value instanceof OptionValue.Word word) {
            return Optional.of(word.word());
        }
        if (value instanceof OptionValue.Text text) {
            return Optional.of(text.text());
        }
        if (value instanceof OptionValue.Number number) {
            double v = number.value();
            return Optional.of(v == Math.rint(v) && Math.abs(v) < 1e15 ? String.valueOf((long) v) : String.valueOf(v));
        }
        return Optional.empty();
    }

    private OptionalDouble size(Options given, String option) {
        Optional<Double> pixels = parse(given, option, Looks::pixels, SgplotMessage.BAD_SIZE);
        return pixels.isPresent() ? OptionalDouble.of(pixels.get()) : OptionalDouble.empty();
    }

    private static Optional<Double> pixels(String written) {
        Matcher m = SIZE.matcher(written.strip().toLowerCase(Locale.ROOT));
        if (!m.matches()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(m.group(1));
        double unit = m.group(2) == null
                ? 1
                : switch (m.group(2)) {
                    case "pt" -> PIXELS_PER_INCH / 72;
                    case "in" -> PIXELS_PER_INCH;
                    case "cm" -> PIXELS_PER_INCH / 2.54;
                    case "mm" -> PIXELS_PER_INCH / 25.4;
                    case "pct", "%" -> GRAPH_HEIGHT / 100;
                    default -> 1;
                };
        return Optional.of(number * unit);
    }

    /** The lists of the STYLEATTRS statement. */
    GroupAttributes groupAttributes(Options options) {
        return new GroupAttributes(
                list(options, "DATACONTRASTCOLORS", Colors::parse, SgplotMessage.BAD_COLOR),
                list(options, "DATACOLORS", Colors::parse, SgplotMessage.BAD_COLOR),
                list(options, "DATALINEPATTERNS", LinePattern::named, SgplotMessage.BAD_PATTERN),
                list(options, "DATASYMBOLS", Symbol::named, SgplotMessage.BAD_SYMBOL));
    }

    private <T> List<T> list(Options options, String option, Function<String, Optional<T>> reader, Message otherwise) {
        List<T> values = new ArrayList<>();
        for (OptionValue value : ValueLists.of(options, option)) {
            String written = text(value).orElse("");
            Optional<T> parsed = reader.apply(written);
            if (parsed.isEmpty()) {
                log.write(
                        options.find(option).orElseThrow().place(),
                        otherwise,
                        written,
                        Suggestion.of(written, words(otherwise)));
            } else {
                values.add(parsed.get());
            }
        }
        return values;
    }
}
