package hermite.report;

import hermite.data.ValueType;
import java.util.List;

/**
 * A column of an {@link OutputTable}.
 *
 * @param variable name in the ODS OUTPUT data set; empty when it is only printed
 * @param label label in the data set
 * @param heading heading lines, top to bottom; empty for no heading. Destinations align them at the bottom
 * @param span heading lines over this and the neighbouring columns that have an equal span; empty for none
 * @param type type in the data set and of the cells
 * @param format how numbers print
 * @param align placement of cells and heading
 * @param visibility where the column appears
 * @param rowHeader whether it identifies the row (repeated when a table is cut into blocks)
 */
public record OutputColumn(
        String variable,
        String label,
        List<String> heading,
        List<String> span,
        ValueType type,
        NumberFormat format,
        Align align,
        Visibility visibility,
        boolean rowHeader) {

    /** Placement within a column. */
    public enum Align {
        LEFT,
        CENTER,
        RIGHT
    }

    /** Where a column appears. */
    public enum Visibility {
        EVERYWHERE,
        PRINTED,
        DATA_SET
    }

    public OutputColumn {
        heading = List.copyOf(heading);
        span = List.copyOf(span);
    }

    /** Text at the left that identifies the row. */
    public static OutputColumn rowHeader(String variable, String heading) {
        return text(variable, heading).asRowHeader();
    }

    /** Text at the left. The heading is split at {@code |}; the label is the heading on one line. */
    public static OutputColumn text(String variable, String heading) {
        return make(variable, heading, ValueType.CHARACTER, NumberFormats.BEST12, Align.LEFT);
    }

    /** Numbers at the right. The heading is split at {@code |}; the label is the heading on one line. */
    public static OutputColumn number(String variable, String heading, NumberFormat format) {
        return make(variable, heading, ValueType.NUMERIC, format, Align.RIGHT);
    }

    private static OutputColumn make(
            String variable, String heading, ValueType type, NumberFormat format, Align align) {
        List<String> lines = heading.isEmpty() ? List.of() : List.of(heading.split("\\|", -1));
        return new OutputColumn(
                variable,
                heading.replace('|', ' '),
                lines,
                List.of(),
                type,
                format,
                align,
                Visibility.EVERYWHERE,
                false);
    }

    public OutputColumn withSpan(String lines) {
        return new OutputColumn(
                variable, label, heading, List.of(lines.split("\\|", -1)), type, format, align, visibility, rowHeader);
    }

    public OutputColumn withLabel(String newLabel) {
        return new OutputColumn(variable, newLabel, heading, span, type, format, align, visibility, rowHeader);
    }

    public OutputColumn withAlign(Align newAlign) {
        return new OutputColumn(variable, label, heading, span, type, format, newAlign, visibility, rowHeader);
    }

    public OutputColumn onlyPrinted() {
        return new OutputColumn("", label, heading, span, type, format, align, Visibility.PRINTED, rowHeader);
    }

    public OutputColumn onlyInDataSet() {
        return new OutputColumn(variable, label, heading, span, type, format, align, Visibility.DATA_SET, rowHeader);
    }

    private OutputColumn asRowHeader() {
        return new OutputColumn(variable, label, heading, span, type, format, align, visibility, true);
    }
}
