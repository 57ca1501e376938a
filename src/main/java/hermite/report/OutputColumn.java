package hermite.report;

import hermite.data.ValueType;
import java.util.List;
import java.util.regex.Pattern;

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
 * @param spacing how much room it takes in monospaced text
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
        boolean rowHeader,
        Spacing spacing) {

    /**
     * Room of a column in a listing.
     *
     * @param gap blanks between it and the column at its left
     * @param minimumWidth columns it takes at least, headings and values may need more
     * @param wrapWidth columns after which text goes on in the next line at a blank; 0 for no limit but the line's
     * @param maximumLines lines after which wrapped text ends with {@code ...}; 0 for no limit
     */
    public record Spacing(int gap, int minimumWidth, int wrapWidth, int maximumLines) {
        /** Four blanks, as wide as the content. */
        public static final Spacing USUAL = new Spacing(4, 0, 0, 0);

        public Spacing {
            if (gap < 0 || minimumWidth < 0 || wrapWidth < 0 || maximumLines < 0) {
                throw new IllegalArgumentException("negative spacing");
            }
        }
    }

    private static final Pattern LINE_END = Pattern.compile("(?<!\\|[A-Za-z])\\|(?![A-Za-z]\\|)");

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

    /**
     * Text at the left. The heading is split at {@code |}, but not at the bars of an absolute value such as
     * {@code |t|}; the label is the heading on one line.
     */
    public static OutputColumn text(String variable, String heading) {
        return make(variable, heading, ValueType.CHARACTER, NumberFormats.BEST12, Align.LEFT);
    }

    /** Numbers at the right. The heading is split as in {@link #text}. */
    public static OutputColumn number(String variable, String heading, NumberFormat format) {
        return make(variable, heading, ValueType.NUMERIC, format, Align.RIGHT);
    }

    private static OutputColumn make(
            String variable, String heading, ValueType type, NumberFormat format, Align align) {
        List<String> lines = heading.isEmpty() ? List.of() : List.of(LINE_END.split(heading, -1));
        return new OutputColumn(
                variable,
                LINE_END.matcher(heading).replaceAll(" "),
                lines,
                List.of(),
                type,
                format,
                align,
                Visibility.EVERYWHERE,
                false,
                Spacing.USUAL);
    }

    public OutputColumn withSpan(String lines) {
        return new OutputColumn(
                variable,
                label,
                heading,
                List.of(LINE_END.split(lines, -1)),
                type,
                format,
                align,
                visibility,
                rowHeader,
                spacing);
    }

    public OutputColumn withLabel(String newLabel) {
        return new OutputColumn(variable, newLabel, heading, span, type, format, align, visibility, rowHeader, spacing);
    }

    public OutputColumn withAlign(Align newAlign) {
        return new OutputColumn(variable, label, heading, span, type, format, newAlign, visibility, rowHeader, spacing);
    }

    public OutputColumn onlyInDataSet() {
        return new OutputColumn(
                variable, label, heading, span, type, format, align, Visibility.DATA_SET, rowHeader, spacing);
    }

    /** Other heading lines; the label stays. */
    public OutputColumn withHeading(List<String> lines) {
        return new OutputColumn(variable, label, lines, span, type, format, align, visibility, rowHeader, spacing);
    }

    /** It identifies the row: repeated when a table is cut into blocks. */
    public OutputColumn asRowHeader() {
        return new OutputColumn(variable, label, heading, span, type, format, align, visibility, true, spacing);
    }

    /** Blanks at its left in a listing; 4 unless said. */
    public OutputColumn withGap(int blanks) {
        return withSpacing(new Spacing(blanks, spacing.minimumWidth, spacing.wrapWidth, spacing.maximumLines));
    }

    /** Columns it takes at least in a listing. */
    public OutputColumn withMinimumWidth(int width) {
        return withSpacing(new Spacing(spacing.gap, width, spacing.wrapWidth, spacing.maximumLines));
    }

    /** Long text goes on in the next line; after {@code lines} lines (0: any number) it ends with {@code ...}. */
    public OutputColumn withWrap(int width, int lines) {
        return withSpacing(new Spacing(spacing.gap, spacing.minimumWidth, width, lines));
    }

    public OutputColumn withSpacing(Spacing newSpacing) {
        return new OutputColumn(variable, label, heading, span, type, format, align, visibility, rowHeader, newSpacing);
    }

    /** Whether destinations for readers show it. */
    public boolean isPrinted() {
        return visibility != Visibility.DATA_SET;
    }

    /** Whether the ODS OUTPUT data set has it. */
    public boolean isInDataSet() {
        return visibility != Visibility.PRINTED && !variable.isEmpty();
    }
}
