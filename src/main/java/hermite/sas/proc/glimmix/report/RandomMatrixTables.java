package hermite.sas.proc.glimmix.report;

import hermite.math.DenseRows;
import hermite.math.DenseSymmetric;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.SubjectLevel;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * G of a RANDOM statement and V of a subject, plain, as correlations, Cholesky roots and inverses. V is the variance of
 * the pseudo-response: ZGZ' and on the diagonal the variance of the response over the squared slope of the mean, at the
 * modes of the random effects.
 */
public final class RandomMatrixTables {
    private final GlimmixData data;
    private final GlmmFit fit;

    public RandomMatrixTables(GlimmixData data, GlmmFit fit) {
        this.data = data;
        this.fit = fit;
    }

    /** A form of a matrix: what follows its letter in the option, its table's name and title. */
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

    /** All that the RANDOM statements ask for. */
    public List<OutputTable> asked() {
        List<OutputTable> tables = new ArrayList<>();
        var statements = data.request().random();
        for (int s = 0; s < statements.size(); s++) {
            Options options = statements.get(s).options();
            for (Form form : Form.values()) {
                if (options.has("G" + form.letters)) {
                    tables.add(ofEffects(s, form));
                }
            }
            for (Form form : Form.values()) {
                String option = "V" + form.letters;
                if (options.has(option)) {
                    List<Double> wanted = options.numbers(option);
                    for (double subject : wanted.isEmpty() ? List.of(1.0) : wanted) {
                        ofSubject((int) subject - 1, form, tables);
                    }
                }
            }
        }
        return tables;
    }

    private OutputTable ofEffects(int statement, Form form) {
        int[] places = IntStream.range(0, data.randomColumns().size())
                .filter(d -> data.randomColumns().get(d).statement() == statement)
                .toArray();
        int q = data.spec().randomColumns();
        int m = places.length;
        double[] g = new double[m * m];
        for (int r = 0; r < m; r++) {
            for (int c = 0; c < m; c++) {
                g[r * m + c] = fit.g()[places[r] * q + places[c]];
            }
        }
        List<String> names = IntStream.of(places)
                .mapToObj(d -> data.randomColumns().get(d).name())
                .toList();
        return table("G", form, "", names, g, m);
    }

    private void ofSubject(int number, Form form, List<OutputTable> tables) {
        if (data.spec().isCategorical()) {
            throw new StepFailure(
                    data.request().step().place(), GlimmixMessage.NOT_BUILT, "V for a multinomial response");
        }
        int[] rows = IntStream.range(0, data.spec().rows())
                .filter(i -> data.subject()[i] == number)
                .toArray();
        if (rows.length == 0) {
            return;
        }
        int n = rows.length;
        double[] v = new double[n * n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                v[a * n + b] = randomCovariance(rows[a], rows[b]);
            }
            v[a * n + a] += pseudoVariance(rows[a]);
        }
        String label = data.isProcessedBySubjects() ? " for " + label(rows[0]) : "";
        tables.add(table("V", form, label, List.of(), v, n));
    }

    private String label(int row) {
        return data.levels().stream()
                .filter(l -> Arrays.equals(l.unit(), data.subject()))
                .findFirst()
                .map((SubjectLevel l) -> l.labels().get(l.unit()[row]))
                .orElse("subject " + (data.subject()[row] + 1));
    }

    private double randomCovariance(int one, int other) {
        int q = data.spec().randomColumns();
        double[] z = data.spec().z();
        double sum = 0;
        for (int a = 0; a < q; a++) {
            int[] unit = data.levels().get(data.randomColumns().get(a).level()).unit();
            for (int b = 0; b < q && unit[one] == unit[other]; b++) {
                sum += z[one * q + a] * fit.g()[a * q + b] * z[other * q + b];
            }
        }
        return sum;
    }

    private double pseudoVariance(int i) {
        GlmmSpec spec = data.spec();
        ConditionalDensity density = spec.density();
        GlmmSpec.ModeLayout layout = spec.modeLayout();
        double eta = spec.offset(i);
        for (int k = 0; k < spec.fixedColumns(); k++) {
            eta += spec.x()[i * spec.fixedColumns() + k] * fit.beta()[k];
        }
        for (int d = 0; d < spec.randomColumns(); d++) {
            int unit = data.levels().get(data.randomColumns().get(d).level()).unit()[i];
            eta += spec.z()[i * spec.randomColumns() + d] * fit.modes()[layout.at(d, unit)];
        }
        double logDispersion = Double.isNaN(fit.dispersion()) ? 0 : Math.log(fit.dispersion());
        double step = 1e-5;
        double slope = (density.mean(eta + step, 1) - density.mean(eta - step, 1)) / (2 * step);
        double trials = spec.trials(i);
        return density.variance(eta, trials, logDispersion) / (trials * trials * slope * slope);
    }

    private static OutputTable table(String letter, Form form, String suffix, List<String> names, double[] m, int n) {
        double[] shown = formed(m, n, form);
        List<OutputColumn> columns = new ArrayList<>();
        if (!names.isEmpty()) {
            columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        }
        columns.add(OutputColumn.number("Row", "Row", NumberFormats.INTEGER).asRowHeader());
        for (int k = 1; k <= n; k++) {
            columns.add(OutputColumn.number("Col" + k, "Col" + k, NumberFormats.D8_4));
        }
        boolean triangle = form == Form.ROOT || form == Form.INVERSE_ROOT;
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            List<Cell> row = new ArrayList<>();
            if (!names.isEmpty()) {
                row.add(Cell.of(names.get(i)));
            }
            row.add(Cell.of(i + 1.0));
            for (int j = 0; j < n; j++) {
                row.add(triangle && j > i ? Cell.BLANK : FixedEffectTables.number(shown[i * n + j]));
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

    /** NaN where the matrix has no root or inverse. */
    private static double[] formed(double[] m, int n, Form form) {
        double[] missing = new double[n * n];
        Arrays.fill(missing, Double.NaN);
        double[] factor = new double[n * n];
        return switch (form) {
            case PLAIN -> m;
            case CORRELATION -> {
                double[] r = new double[n * n];
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        r[i * n + j] = m[i * n + j] / Math.sqrt(m[i * n + i] * m[j * n + j]);
                    }
                }
                yield r;
            }
            case INVERSE -> {
                double[] inverse = DenseSymmetric.inverse(m, n);
                yield inverse.length == 0 ? missing : inverse;
            }
            case ROOT -> DenseSymmetric.cholesky(m, factor, n) ? factor : missing;
            case INVERSE_ROOT -> DenseSymmetric.cholesky(m, factor, n) ? DenseRows.inverse(factor, n) : missing;
        };
    }
}
