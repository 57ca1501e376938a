package hermite.sas.proc.format;

import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.format.NumberReader;
import hermite.data.format.UserFormat;
import hermite.data.format.UserInformat;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.InputData;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Formats from a data set (CNTLIN=): FMTNAME, START and LABEL, and END, TYPE, HLO, SEXCL, EEXCL where it has them. */
final class ControlData {
    private final Table table;
    private final Formats formats;

    private ControlData(Table table, Formats formats) {
        this.table = table;
        this.formats = formats;
    }

    /** What the data set defines, in the order in which the names first occur. */
    record Defined(List<UserFormat> formats, List<UserInformat> informats) {}

    static Defined read(InputData input, Formats formats) {
        for (String required : List.of("FMTNAME", "START", "LABEL")) {
            if (input.table().indexOf(required) < 0) {
                throw new StepFailure(FormatMessage.CNTLIN_VARIABLE, required, input.name());
            }
        }
        ControlData data = new ControlData(input.table(), formats);
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < input.table().rowCount(); row++) {
            rows.computeIfAbsent(data.name(row), n -> new ArrayList<>()).add(row);
        }
        List<UserFormat> made = new ArrayList<>();
        List<UserInformat> informats = new ArrayList<>();
        rows.forEach((name, own) -> {
            if (name.startsWith("@")) {
                informats.add(data.informat(name.substring(1), own));
            } else {
                made.add(data.format(name, own));
            }
        });
        return new Defined(made, informats);
    }

    /** The name with {@code $} for text, and a leading {@code @} for informats. */
    private String name(int row) {
        String type = text(row, "TYPE").toUpperCase(Locale.ROOT);
        String name = text(row, "FMTNAME").strip();
        boolean informat = type.equals("I") || type.equals("J") || name.startsWith("@");
        String plain = name.replaceFirst("^@", "");
        boolean character = type.equals("C") || type.equals("J");
        String full = character && !plain.startsWith("$") ? "$" + plain : plain;
        return (informat ? "@" : "") + Definitions.name(full, Place.UNKNOWN);
    }

    private LabelFormat format(String name, List<Integer> rows) {
        List<LabelFormat.Label> labels = new ArrayList<>();
        for (int row : rows) {
            labels.add(
                    new LabelFormat.Label(interval(row, name.startsWith("$")), text(row, "LABEL"), Optional.empty()));
        }
        Definitions.refuseOverlaps(
                name, labels.stream().map(LabelFormat.Label::interval).toList(), Place.UNKNOWN);
        return Definitions.format(name, labels, Options.NONE, formats);
    }

    private LabelInformat informat(String name, List<Integer> rows) {
        List<LabelInformat.Entry> entries = new ArrayList<>();
        int longest = 1;
        for (int row : rows) {
            String label = text(row, "LABEL");
            double number = NumberReader.read(label);
            longest = Math.max(longest, text(row, "START").length());
            entries.add(new LabelInformat.Entry(
                    interval(row, true),
                    LabelInformat.Kind.VALUE,
                    NumberReader.isInvalid(number) ? Missing.DOT : number,
                    label));
        }
        entries.sort(java.util.Comparator.comparing(e -> e.interval() instanceof Interval.Other));
        return new LabelInformat(name, longest, List.copyOf(entries), false, false);
    }

    private Interval interval(int row, boolean textual) {
        String hlo = text(row, "HLO").toUpperCase(Locale.ROOT);
        if (hlo.contains("O")) {
            return new Interval.Other();
        }
        boolean fromExcluded = text(row, "SEXCL").equalsIgnoreCase("Y");
        boolean toExcluded = text(row, "EEXCL").equalsIgnoreCase("Y");
        String end = table.indexOf("END") < 0 || text(row, "END").isEmpty() ? "START" : "END";
        if (textual) {
            return new Interval.Texts(
                    hlo.contains("L") ? Optional.empty() : Optional.of(text(row, "START")),
                    fromExcluded,
                    hlo.contains("H") ? Optional.empty() : Optional.of(text(row, end)),
                    toExcluded);
        }
        double from = hlo.contains("L") ? Double.NEGATIVE_INFINITY : number(row, "START");
        double to = hlo.contains("H") ? Double.POSITIVE_INFINITY : number(row, end);
        return new Interval.Numbers(from, fromExcluded, to, toExcluded, 1e-12);
    }

    private String text(int row, String variable) {
        int place = table.indexOf(variable);
        if (place < 0) {
            return "";
        }
        return table.variable(place).isNumeric()
                ? formats.write(table.numeric(place).get(row), Formats.BEST12).strip()
                : table.character(place).get(row).strip();
    }

    private double number(int row, String variable) {
        int place = table.indexOf(variable);
        if (table.variable(place).isNumeric()) {
            return table.numeric(place).get(row);
        }
        double read = NumberReader.read(table.character(place).get(row));
        if (NumberReader.isInvalid(read)) {
            throw new StepFailure(
                    FormatMessage.WRONG_RANGE, table.character(place).get(row), text(row, "FMTNAME"), "a number");
        }
        return read;
    }
}
