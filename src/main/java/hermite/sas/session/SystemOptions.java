package hermite.sas.session;

import hermite.report.destination.Page;
import hermite.report.destination.Sheet;
import hermite.sas.log.Log;
import hermite.sas.log.Suggestion;
import hermite.sas.syntax.ast.GlobalStatement;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The values of the system options of one session. */
public final class SystemOptions {
    private static final String ON = SystemOptionTable.ON;
    private static final String OFF = SystemOptionTable.OFF;
    private static final String MAX = "MAX";

    private final Map<String, String> values = new HashMap<>();
    private boolean pageNumberSet;

    public SystemOptions() {
        SystemOptionTable.all().forEach(o -> values.put(o.name(), o.defaultText()));
    }

    /** Whether a flag is on, by its name without NO. */
    public boolean isOn(String flag) {
        return ON.equals(values.get(flag));
    }

    /** The value of any option as text, as GETOPTION shows it. */
    public Optional<String> text(String name) {
        return SystemOptionTable.find(name).map(o -> {
            String value = values.get(o.name());
            return o.kind() != ValueKind.FLAG ? value : value.equals(ON) ? o.name() : "NO" + o.name();
        });
    }

    public int lineSize() {
        return (int) number("LINESIZE");
    }

    /** Observations to read at most; empty for MAX. */
    public OptionalLong obs() {
        long obs = number("OBS");
        return obs == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(obs);
    }

    public long firstObs() {
        return number("FIRSTOBS");
    }

    public int errors() {
        return (int) Math.min(Integer.MAX_VALUE, number("ERRORS"));
    }

    public int yearCutoff() {
        return (int) number("YEARCUTOFF");
    }

    public char missing() {
        String text = values.get("MISSING");
        return text.isEmpty() ? ' ' : text.charAt(0);
    }

    /** Sets a flag or value that is known to be valid: the session's own settings. */
    public void set(String name, String value) {
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException("no system option " + name);
        }
        values.put(name, value);
        pageNumberSet |= name.equals("PAGENO");
    }

    public void turn(String flag, boolean on) {
        set(flag, on ? ON : OFF);
    }

    /** The options that shape pages. The page number is given once after it was set. */
    Page.Settings pageSettings(LocalDateTime sessionStart) {
        int page = pageNumberSet ? (int) number("PAGENO") : 0;
        pageNumberSet = false;
        long lines = number("PAGESIZE");
        return new Page.Settings(
                lineSize(),
                lines == Long.MAX_VALUE ? Integer.MAX_VALUE : (int) lines,
                isOn("CENTER"),
                isOn("DATE"),
                isOn("NUMBER"),
                page,
                sessionStart,
                sheet(),
                missing());
    }

    private Sheet sheet() {
        Sheet paper = PaperOptions.size(values.get("PAPERSIZE")).orElse(Sheet.LETTER);
        Sheet laid = values.get("ORIENTATION").equals("LANDSCAPE") ? paper.lying() : paper;
        return laid.withMargins(margin("TOP"), margin("BOTTOM"), margin("LEFT"), margin("RIGHT"));
    }

    private double margin(String side) {
        return PaperOptions.length(values.get(side + "MARGIN")).orElse(Double.NaN);
    }

    /** Acts on an item of an OPTIONS statement or of the command line; says in the log what is wrong with it. */
    void apply(GlobalStatement.SystemOptions.Item item, Log log) {
        Optional<OptionSpec> found = SystemOptionTable.find(item.name());
        if (found.isEmpty()) {
            log.write(
                    item.place(),
                    SessionMessage.UNKNOWN_OPTION,
                    item.name().toUpperCase(Locale.ROOT),
                    nearest(item.name()));
            return;
        }
        OptionSpec option = found.get();
        boolean negated = SystemOptionTable.isNegated(item.name());
        if (option.status() == Status.KNOWN) {
            String asked = option.kind() == ValueKind.FLAG
                    ? (negated ? OFF : ON)
                    : item.value().orElse("");
            if (asked.equalsIgnoreCase(option.defaultText())
                    || option.values().stream().anyMatch(asked::equalsIgnoreCase)) {
                return;
            }
            log.write(item.place(), SessionMessage.OPTION_NOT_SUPPORTED, option.name());
            return;
        }
        if (option.kind() == ValueKind.FLAG) {
            turn(option.name(), !negated);
            return;
        }
        if (item.value().isEmpty()) {
            log.write(item.place(), SessionMessage.OPTION_NEEDS_VALUE, option.name());
            return;
        }
        valid(option, item.value().get())
                .ifPresentOrElse(
                        value -> set(option.name(), value),
                        () -> log.write(
                                item.place(),
                                SessionMessage.OPTION_VALUE_INVALID,
                                item.value().get(),
                                option.name(),
                                expected(option)));
    }

    private static Suggestion nearest(String written) {
        return Suggestion.of(
                written, SystemOptionTable.all().stream().map(OptionSpec::name).toList());
    }

    private static String expected(OptionSpec option) {
        if (!option.values().isEmpty()) {
            return "one of " + String.join(", ", option.values());
        }
        return switch (option.name()) {
            case "LINESIZE" -> "a whole number from 64 to 256, or MAX";
            case "PAGESIZE" -> "a whole number from 15 to 32767, or MAX";
            case "YEARCUTOFF" -> "a year from 1582 to 19900";
            case "MISSING" -> "one character";
            case "PAPERSIZE" ->
                "LETTER, LEGAL, EXECUTIVE, TABLOID, A3, A4, A5, B4, B5, or two lengths as (21cm 29.7cm)";
            case "TOPMARGIN", "BOTTOMMARGIN", "LEFTMARGIN", "RIGHTMARGIN" -> "a length as 1in, 2.5cm, 25mm or 72pt";
            default -> "a whole number, MIN or MAX";
        };
    }

    private static Optional<String> valid(OptionSpec option, String written) {
        String value = written.strip();
        if (option.kind() == ValueKind.INTEGER) {
            return wholeNumber(option.name(), value.toUpperCase(Locale.ROOT));
        }
        if (!option.values().isEmpty()) {
            return option.values().stream().filter(value::equalsIgnoreCase).findFirst();
        }
        if (option.name().equals("MISSING")) {
            return written.length() <= 1 ? Optional.of(written) : Optional.empty();
        }
        boolean valid =
                switch (option.name()) {
                    case "PAPERSIZE" -> PaperOptions.size(written).isPresent();
                    case "TOPMARGIN", "BOTTOMMARGIN", "LEFTMARGIN", "RIGHTMARGIN" ->
                        PaperOptions.length(written).isPresent();
                    default -> true;
                };
        return valid ? Optional.of(written) : Optional.empty();
    }

    private static Optional<String> wholeNumber(String name, String value) {
        long least =
                switch (name) {
                    case "LINESIZE" -> 64;
                    case "PAGESIZE" -> 15;
                    case "YEARCUTOFF" -> 1582;
                    case "FIRSTOBS", "PAGENO" -> 1;
                    default -> 0;
                };
        long most =
                switch (name) {
                    case "LINESIZE" -> 256;
                    case "PAGESIZE" -> 32767;
                    case "YEARCUTOFF" -> 19900;
                    default -> Long.MAX_VALUE;
                };
        if (value.equals(MAX)) {
            return Optional.of(name.equals("LINESIZE") ? "256" : MAX);
        }
        if (value.equals("MIN")) {
            return Optional.of(String.valueOf(least));
        }
        try {
            long number = scaled(value);
            return number < least || number > most ? Optional.empty() : Optional.of(String.valueOf(number));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A number with an optional K, M or G for powers of 1024. */
    private static long scaled(String value) {
        int shift = value.endsWith("K") ? 10 : value.endsWith("M") ? 20 : value.endsWith("G") ? 30 : 0;
        String digits = shift == 0 ? value : value.substring(0, value.length() - 1);
        return Long.parseLong(digits) << shift;
    }

    private long number(String name) {
        String value = values.get(name);
        return value.equals(MAX) ? Long.MAX_VALUE : Long.parseLong(value);
    }
}
