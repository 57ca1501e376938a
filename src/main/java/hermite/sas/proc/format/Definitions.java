package hermite.sas.proc.format;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.sas.log.StepFailure;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns VALUE and INVALUE statements into formats and informats, and refuses ranges that make no sense. */
final class Definitions {
    private static final double USUAL_FUZZ = 1e-12;

    private Definitions() {}

    static LabelFormat format(ProcStatement statement, Formats formats) {
        Body.Ranges body = (Body.Ranges) statement.body();
        String name = name(body.name(), statement.place());
        List<LabelFormat.Label> labels = new ArrayList<>();
        double fuzz = body.options().number("FUZZ").orElse(USUAL_FUZZ);
        for (Body.Ranges.Item item : body.items()) {
            Optional<Format> nested =
                    item.result() instanceof OptionValue.FormatName f ? Optional.of(f.format()) : Optional.empty();
            for (Body.Ranges.Range range : item.ranges()) {
                labels.add(new LabelFormat.Label(
                        interval(range, name.startsWith("$"), fuzz, name, statement.place()),
                        text(item.result()),
                        nested));
            }
        }
        if (!body.options().has("MULTILABEL")) {
            refuseOverlaps(
                    name, labels.stream().map(LabelFormat.Label::interval).toList(), statement.place());
        }
        return format(name, labels, body.options(), formats);
    }

    static LabelFormat format(String name, List<LabelFormat.Label> labels, Options options, Formats formats) {
        int longest = labels.stream()
                .mapToInt(l ->
                        l.format().map(formats::defaultWidth).orElse(l.text().length()))
                .max()
                .orElse(1);
        List<LabelFormat.Label> ordered = new ArrayList<>(labels);
        ordered.sort(Comparator.comparing(l -> l.interval() instanceof Interval.Other));
        return new LabelFormat(name, width(options, Math.max(1, longest)), List.copyOf(ordered), formats);
    }

    static LabelInformat informat(ProcStatement statement) {
        Body.Ranges body = (Body.Ranges) statement.body();
        String name = name(body.name(), statement.place());
        boolean givesText = name.startsWith("$");
        List<LabelInformat.Entry> entries = new ArrayList<>();
        int longest = 1;
        for (Body.Ranges.Item item : body.items()) {
            for (Body.Ranges.Range range : item.ranges()) {
                boolean textual = givesText || range.from() instanceof OptionValue.Text;
                Interval interval = interval(range, textual, USUAL_FUZZ, name, statement.place());
                longest = Math.max(longest, text(range.to()).length());
                entries.add(entry(interval, item.result(), name, statement.place()));
            }
        }
        entries.sort(Comparator.comparing(e -> e.interval() instanceof Interval.Other));
        Options options = body.options();
        return new LabelInformat(
                name, width(options, longest), List.copyOf(entries), options.has("UPCASE"), options.has("JUST"));
    }

    private static LabelInformat.Entry entry(Interval interval, OptionValue result, String name, Place place) {
        String text = text(result);
        if (text.equalsIgnoreCase("_SAME_") || text.equalsIgnoreCase("_ERROR_")) {
            LabelInformat.Kind kind =
                    text.equalsIgnoreCase("_SAME_") ? LabelInformat.Kind.SAME : LabelInformat.Kind.ERROR;
            return new LabelInformat.Entry(interval, kind, Missing.DOT, "");
        }
        double number = Missing.DOT;
        if (!name.startsWith("$")) {
            number = number(result).orElseThrow(() -> new StepFailure(place, FormatMessage.WRONG_RESULT, text, name));
        }
        return new LabelInformat.Entry(interval, LabelInformat.Kind.VALUE, number, text);
    }

    private static Optional<Double> number(OptionValue value) {
        if (value instanceof OptionValue.Number number) {
            return Optional.of(number.value());
        }
        double read = hermite.data.format.NumberReader.read(text(value));
        return hermite.data.format.NumberReader.isInvalid(read) ? Optional.empty() : Optional.of(read);
    }

    private static int width(Options options, int otherwise) {
        return (int) options.number("DEFAULT").orElse(otherwise);
    }

    static String name(String written, Place place) {
        String name = written.toUpperCase(Locale.ROOT);
        if (!name.matches("\\$?[A-Z_]([A-Z0-9_]{0,30}[A-Z_])?")) {
            throw new StepFailure(place, FormatMessage.BAD_NAME, written);
        }
        return name;
    }

    private static String text(OptionValue value) {
        if (value instanceof OptionValue.Text text) {
            return text.text();
        }
        if (value instanceof OptionValue.Word word) {
            return word.word();
        }
        if (value instanceof OptionValue.Number number) {
            double x = number.value();
            return Missing.isMissing(x)
                    ? Missing.text(x)
                    : x == Math.rint(x) && Math.abs(x) < 1e15 ? String.valueOf((long) x) : String.valueOf(x);
        }
        return "";
    }

    private static Interval interval(Body.Ranges.Range range, boolean textual, double fuzz, String name, Place place) {
        if (isWord(range.from(), "OTHER")) {
            return new Interval.Other();
        }
        return textual ? texts(range) : numbers(range, fuzz, name, place);
    }

    private static boolean isWord(OptionValue value, String word) {
        return value instanceof OptionValue.Word w && w.word().equals(word);
    }

    private static Interval texts(Body.Ranges.Range range) {
        return new Interval.Texts(
                isWord(range.from(), "LOW")
                        ? Optional.empty()
                        : Optional.of(text(range.from()).stripTrailing()),
                range.fromExcluded(),
                isWord(range.to(), "HIGH")
                        ? Optional.empty()
                        : Optional.of(text(range.to()).stripTrailing()),
                range.toExcluded());
    }

    private static Interval numbers(Body.Ranges.Range range, double fuzz, String name, Place place) {
        double from = bound(range.from(), name, place);
        double to = bound(range.to(), name, place);
        if (Missing.compare(from, to) > 0) {
            throw new StepFailure(place, FormatMessage.REVERSED_RANGE, name, text(range.from()), text(range.to()));
        }
        return new Interval.Numbers(from, range.fromExcluded(), to, range.toExcluded(), fuzz);
    }

    private static double bound(OptionValue value, String name, Place place) {
        if (isWord(value, "LOW")) {
            return Double.NEGATIVE_INFINITY;
        }
        if (isWord(value, "HIGH")) {
            return Double.POSITIVE_INFINITY;
        }
        return number(value)
                .orElseThrow(() -> new StepFailure(place, FormatMessage.WRONG_RANGE, text(value), name, "a number"));
    }

    /** Ranges may share a bound: the first one has it then. */
    static void refuseOverlaps(String name, List<Interval> intervals, Place place) {
        List<Interval.Numbers> sorted = new ArrayList<>();
        for (Interval interval : intervals) {
            if (interval instanceof Interval.Numbers numbers && !Missing.isMissing(numbers.from())) {
                sorted.add(numbers);
            }
        }
        sorted.sort(Comparator.comparingDouble(Interval.Numbers::from));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i - 1).overlaps(sorted.get(i))) {
                throw new StepFailure(
                        place,
                        FormatMessage.OVERLAP,
                        name,
                        sorted.get(i - 1).written(),
                        sorted.get(i).written());
            }
        }
    }
}
