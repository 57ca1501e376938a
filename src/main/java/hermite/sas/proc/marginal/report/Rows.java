package hermite.sas.proc.marginal.report;

import hermite.report.Cell;
import hermite.report.NumberFormat;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputColumn.Align;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import java.util.ArrayList;
import java.util.List;

/** Shapes that several tables of the procedure share. */
public final class Rows {
    private Rows() {}

    /** Labels and values, the value as text and where it is one as a number. */
    public static final class LabelValue {
        private final List<List<Cell>> rows = new ArrayList<>();
        private boolean labelled;

        LabelValue text(String label, String value) {
            return text(label, value, "");
        }

        /** @param variableLabel printed behind the value */
        LabelValue text(String label, String value, String variableLabel) {
            rows.add(List.of(Cell.of(label), Cell.of(value), Cell.missing(), Cell.of(variableLabel)));
            labelled |= !variableLabel.isEmpty();
            return this;
        }

        LabelValue number(String label, double value, NumberFormat format) {
            rows.add(List.of(Cell.of(label), Cell.of(format.print(value)), Cell.of(value), Cell.of("")));
            return this;
        }

        OutputTable table(String name, String title) {
            OutputColumn behind = OutputColumn.text("Label", "").withLabel("Label");
            List<OutputColumn> columns = List.of(
                    OutputColumn.rowHeader("Label1", "").withLabel("Label1"),
                    OutputColumn.text("cValue1", "").withLabel("cValue1").withAlign(Align.RIGHT),
                    OutputColumn.number("nValue1", "", NumberFormats.BEST12)
                            .withLabel("nValue1")
                            .onlyInDataSet(),
                    labelled ? behind : behind.onlyInDataSet());
            return OutputTable.of(name, title, Layout.LABEL_VALUE, columns, rows);
        }
    }

    /** A line of text with a status for the data set. */
    public static OutputTable sentence(String name, String text, int status) {
        return OutputTable.of(
                name,
                "",
                Layout.SENTENCE,
                List.of(
                        OutputColumn.text("Reason", "").withLabel("Reason"),
                        OutputColumn.number("Status", "", NumberFormats.INTEGER)
                                .withLabel("Status")
                                .onlyInDataSet()),
                List.of(List.of(Cell.of(text), Cell.of((double) status))));
    }

    public static OutputColumn estimate() {
        return OutputColumn.number("Estimate", "Estimate", NumberFormats.F8_4)
                .withGap(3)
                .withMinimumWidth(8);
    }

    public static OutputColumn standardError(String variable) {
        return OutputColumn.number(variable, "Standard|Error", NumberFormats.F8_4)
                .withGap(2)
                .withMinimumWidth(8);
    }

    /** One of two limits under a common heading; the label names which. */
    public static OutputColumn limit(String variable, String heading, String label) {
        return OutputColumn.number(variable, "", NumberFormats.F8_4)
                .withSpan(heading)
                .withLabel(label)
                .withGap(variable.startsWith("Lower") || variable.contains("LowerCL") ? 2 : 1)
                .withMinimumWidth(8);
    }

    public static OutputColumn probability(String variable, String heading) {
        return OutputColumn.number(variable, heading, NumberFormats.PVALUE6_4).withGap(4);
    }

    public static OutputColumn degreesOfFreedom(String variable, String heading) {
        return OutputColumn.number(variable, heading, NumberFormats.INTEGER);
    }

    public static List<Cell> concatenate(List<Cell> first, Cell... rest) {
        List<Cell> row = new ArrayList<>(first);
        row.addAll(List.of(rest));
        return row;
    }

    /** A level of confidence as headings show it: {@code 95%}. */
    public static String percent(double alpha) {
        double percent = Math.round((1 - alpha) * 1e8) / 1e6;
        return NumberFormats.BEST8.print(percent) + "%";
    }
}
