package hermite.sas.proc.covariance.report;

import hermite.math.DenseRows;
import hermite.math.DenseSymmetric;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A form in which G, R or V is shown: what follows the letter in its option, its table's name and title. */
public enum MatrixForm {
    PLAIN("", "%s", "%s"),
    CORRELATION("CORR", "%sCorr", "%s Correlation"),
    ROOT("C", "Chol%s", "Chol(%s)"),
    INVERSE_ROOT("CI", "InvChol%s", "InvChol(%s)"),
    INVERSE("I", "Inv%s", "Inv(%s)");

    /** Which of the columns that name a row comes first: MIXED begins with the number, GLIMMIX with the effect. */
    public enum Naming {
        ROW_FIRST,
        EFFECT_FIRST
    }

    private final String letters;
    private final String name;
    private final String title;

    MatrixForm(String letters, String name, String title) {
        this.letters = letters;
        this.name = name;
        this.title = title;
    }

    /** The option that asks for this form of the matrix with that letter. */
    public String option(String letter) {
        return letter + letters;
    }

    /**
     * The table of a matrix; blank above the diagonal of a root and where a V is zero, missing where the form does not
     * exist.
     *
     * @param letter G, R or V
     * @param suffix what follows in the title
     * @param effects the effect of each row, or none
     * @param m square, row-major
     */
    public OutputTable table(String letter, String suffix, List<String> effects, double[] m, Naming naming) {
        int q = (int) Math.round(Math.sqrt(m.length));
        double[] shown = of(m, q);
        OutputColumn number =
                OutputColumn.number("Row", "Row", NumberFormats.INTEGER).asRowHeader();
        OutputColumn effect = OutputColumn.rowHeader("Effect", "Effect");
        boolean rowFirst = naming == Naming.ROW_FIRST;
        List<OutputColumn> columns = new ArrayList<>(
                effects.isEmpty() ? List.of(number) : rowFirst ? List.of(number, effect) : List.of(effect, number));
        for (int k = 1; k <= q; k++) {
            columns.add(OutputColumn.number("Col" + k, "Col" + k, NumberFormats.D8_4));
        }
        boolean triangle = this == ROOT || this == INVERSE_ROOT;
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < q; i++) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(i + 1.0));
            if (!effects.isEmpty()) {
                row.add(rowFirst ? 1 : 0, Cell.of(effects.get(i)));
            }
            for (int j = 0; j < q; j++) {
                boolean blank = triangle ? j > i : letter.equals("V") && shown[i * q + j] == 0;
                row.add(blank ? Cell.BLANK : TestColumns.number(shown[i * q + j]));
            }
            rows.add(row);
        }
        return OutputTable.of(
                String.format(name, letter),
                "Estimated " + String.format(title, letter) + " Matrix" + suffix,
                Layout.COLUMNS,
                columns,
                rows);
    }

    /** NaN where the matrix has no root or inverse. */
    private double[] of(double[] m, int q) {
        double[] missing = new double[q * q];
        Arrays.fill(missing, Double.NaN);
        double[] factor = new double[q * q];
        return switch (this) {
            case PLAIN -> m;
            case CORRELATION -> {
                double[] r = new double[q * q];
                for (int i = 0; i < q; i++) {
                    for (int j = 0; j < q; j++) {
                        r[i * q + j] = m[i * q + j] / Math.sqrt(m[i * q + i] * m[j * q + j]);
                    }
                }
                yield r;
            }
            case INVERSE -> {
                double[] inverse = DenseSymmetric.inverse(m, q);
                yield inverse.length == q * q ? inverse : missing;
            }
            case ROOT -> DenseSymmetric.cholesky(m, factor, q) ? factor : missing;
            case INVERSE_ROOT -> DenseSymmetric.cholesky(m, factor, q) ? DenseRows.inverse(factor, q) : missing;
        };
    }
}
