package hermite.sas.session;

import hermite.report.destination.Sheet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The system options about sheets of paper: PAPERSIZE= by name or as two lengths, and the margins. */
final class PaperOptions {
    private static final double POINTS_PER_INCH = 72;
    private static final double POINTS_PER_CENTIMETRE = 72 / 2.54;
    private static final String LENGTH = "([0-9]*\\.?[0-9]+)\\s*(in|cm|mm|pt)?";
    private static final Pattern ONE_LENGTH = Pattern.compile(LENGTH, Pattern.CASE_INSENSITIVE);
    private static final Pattern TWO_LENGTHS = Pattern.compile(
            "\\(?\\s*[\"']?" + LENGTH + "[\"']?\\s*[,\\s]\\s*[\"']?" + LENGTH + "[\"']?\\s*\\)?",
            Pattern.CASE_INSENSITIVE);

    /** Sizes of ISO 216 and of North America. */
    private static final Map<String, Sheet> SIZES = Map.of(
            "LETTER", Sheet.LETTER,
            "LEGAL", Sheet.of(612, 1008),
            "EXECUTIVE", Sheet.of(522, 756),
            "TABLOID", Sheet.of(792, 1224),
            "A3", centimetres(29.7, 42),
            "A4", centimetres(21, 29.7),
            "A5", centimetres(14.8, 21),
            "B4", centimetres(25, 35.3),
            "B5", centimetres(17.6, 25));

    private PaperOptions() {}

    private static Sheet centimetres(double width, double height) {
        return Sheet.of(width * POINTS_PER_CENTIMETRE, height * POINTS_PER_CENTIMETRE);
    }

    /** The sheet that PAPERSIZE= names, as {@code A4}, {@code ISO A4} or {@code (21cm 29.7cm)}. */
    static Optional<Sheet> size(String written) {
        String name = written.strip().toUpperCase(Locale.ROOT).replaceFirst("^ISO\\s*", "");
        if (SIZES.containsKey(name)) {
            return Optional.of(SIZES.get(name));
        }
        Matcher lengths = TWO_LENGTHS.matcher(written.strip());
        return lengths.matches()
                ? Optional.of(Sheet.of(
                        points(lengths.group(1), lengths.group(2)), points(lengths.group(3), lengths.group(4))))
                : Optional.empty();
    }

    /** A length in points; inches where no unit is written. */
    static OptionalDouble length(String written) {
        Matcher length = ONE_LENGTH.matcher(written.strip());
        return length.matches() ? OptionalDouble.of(points(length.group(1), length.group(2))) : OptionalDouble.empty();
    }

    private static double points(String number, String unit) {
        double value = Double.parseDouble(number);
        return switch (unit == null ? "in" : unit.toLowerCase(Locale.ROOT)) {
            case "cm" -> value * POINTS_PER_CENTIMETRE;
            case "mm" -> value * POINTS_PER_CENTIMETRE / 10;
            case "pt" -> value;
            default -> value * POINTS_PER_INCH;
        };
    }
}
