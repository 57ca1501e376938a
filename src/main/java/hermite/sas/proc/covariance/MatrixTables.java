package hermite.sas.proc.covariance;

import hermite.math.DenseSymmetric;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.likelihood.MarginalCovariance;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.covariance.CovarianceModel.Description;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** G, R and V as matrices, correlations, Cholesky roots and inverses. */
public final class MatrixTables {
    private final CovarianceStatements statements;
    private final CovarianceModel covariance;
    private final LmmSpec spec;
    private final LmmFit fit;

    public MatrixTables(CovarianceStatements statements, CovarianceModel covariance, LmmSpec spec, LmmFit fit) {
        this.statements = statements;
        this.covariance = covariance;
        this.spec = spec;
        this.fit = fit;
    }

    /** A form of a matrix: the letters that follow G, R or V in the option, ODS name and title. */
    private enum Form {
        PLAIN("", "%s", "%s"),
        CORRELATION("CORR", "%sCorr", "%s Correlation"),
        ROOT("C", "Chol%s", "Chol(%s)"),
        INVERSE_ROOT("CI", "InvChol%s", "InvChol(%s)"),
        INVERSE("I", "Inv%s", "Inv(%s)");

        private final String letters;
        private final String name;
        private final String title;

        Form(String letters, String name, String title) {
            this.letters = letters;
            this.name = name;
            this.title = title;
        }
    }

    /** Those that the REPEATED statement asks for, then those of the RANDOM statements. */
    public List<OutputTable> asked() {
        List<OutputTable> tables = new ArrayList<>();
        statements.residual().ifPresent(residual -> {
            addBlocks("R", residual.options(), tables);
            addBlocks("V", residual.options(), tables);
        });
        List<ProcStatement> random = statements.random();
        for (int s = 0; s < random.size(); s++) {
            Options options = random.get(s).options();
            for (Form form : Form.values()) {
                if (options.has("G" + form.letters)) {
                    tables.add(effects(s, form));
                }
            }
            addBlocks("V", options, tables);
        }
        return tables;
    }

    private void addBlocks(String letter, Options options, List<OutputTable> tables) {
        for (Form form : Form.values()) {
            String option = letter + form.letters;
            if (options.has(option)) {
                List<Double> wanted = options.numbers(option);
                for (double block : wanted.isEmpty() ? List.of(1.0) : wanted) {
                    if (block >= 1 && block <= covariance.blockLabels().size()) {
                        tables.add(block(letter, form, (int) block - 1));
                    }
                }
            }
        }
    }

    private OutputTable effects(int statement, Form form) {
        List<String> names = new ArrayList<>();
        List<double[]> blocks = new ArrayList<>();
        for (int t = 0; t < covariance.described().size(); t++) {
            Description of = covariance.described().get(t);
            if (of.statement() == statement) {
                RandomTerm term = spec.random().get(t);
                blocks.add(term.structure().matrix(fit.theta(), spec.firstParameter(t), term.columns(), -1, -1));
                names.addAll(of.columnNames());
            }
        }
        int q = names.size();
        double[] g = new double[q * q];
        int first = 0;
        for (double[] block : blocks) {
            int width = (int) Math.round(Math.sqrt(block.length));
            for (int i = 0; i < width; i++) {
                System.arraycopy(block, i * width, g, (first + i) * q + first, width);
            }
            first += width;
        }
        return matrix("G", form, "", names, g);
    }

    private OutputTable block(String letter, Form form, int block) {
        int[] rows = IntStream.range(0, spec.rows())
                .filter(i -> covariance.blockOf()[i] == block)
                .toArray();
        MarginalCovariance matrices = new MarginalCovariance(spec, fit.theta());
        double[] m = letter.equals("R") ? matrices.residuals(rows) : matrices.responses(rows);
        String label = covariance.blockLabels().get(block);
        return matrix(letter, form, label.isEmpty() ? "" : " for " + label, List.of(), m);
    }

    private static OutputTable matrix(String letter, Form form, String suffix, List<String> labels, double[] m) {
        int q = (int) Math.round(Math.sqrt(m.length));
        double[] shown = formed(m, q, form);
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.number("Row", "Row", NumberFormats.INTEGER).asRowHeader());
        if (!labels.isEmpty()) {
            columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        }
        for (int k = 1; k <= q; k++) {
            columns.add(OutputColumn.number("Col" + k, "Col" + k, NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < q; i++) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(i + 1.0));
            if (!labels.isEmpty()) {
                row.add(Cell.of(labels.get(i)));
            }
            for (int j = 0; j < q; j++) {
                boolean triangle = form == Form.ROOT || form == Form.INVERSE_ROOT;
                boolean blank = triangle ? j > i : letter.equals("V") && shown[i * q + j] == 0;
                row.add(blank ? Cell.BLANK : TestColumns.number(shown[i * q + j]));
            }
            rows.add(row);
        }
        return OutputTable.of(
                String.format(form.name, letter),
                "Estimated " + String.format(form.title, letter) + " Matrix" + suffix,
                Layout.COLUMNS,
                columns,
                rows);
    }

    private static double[] formed(double[] m, int q, Form form) {
        double[] missing = new double[q * q];
        java.util.Arrays.fill(missing, Double.NaN);
        switch (form) {
            case CORRELATION -> {
                double[] r = new double[q * q];
                for (int i = 0; i < q; i++) {
                    for (int j = 0; j < q; j++) {
                        r[i * q + j] = m[i * q + j] / Math.sqrt(m[i * q + i] * m[j * q + j]);
                    }
                }
                return r;
            }
            case INVERSE -> {
                double[] inverse = DenseSymmetric.inverse(m, q);
                return inverse.length == q * q ? inverse : missing;
            }
            case ROOT, INVERSE_ROOT -> {
                double[] factor = new double[q * q];
                if (!DenseSymmetric.cholesky(m, factor, q)) {
                    return missing;
                }
                return form == Form.ROOT ? factor : lowerInverse(factor, q);
            }
            default -> {
                return m;
            }
        }
    }

    private static double[] lowerInverse(double[] l, int q) {
        double[] inverse = new double[q * q];
        for (int i = 0; i < q; i++) {
            inverse[i * q + i] = 1 / l[i * q + i];
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = j; k < i; k++) {
                    sum -= l[i * q + k] * inverse[k * q + j];
                }
                inverse[i * q + j] = sum / l[i * q + i];
            }
        }
        return inverse;
    }
}
