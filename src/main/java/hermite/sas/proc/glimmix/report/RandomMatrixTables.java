package hermite.sas.proc.glimmix.report;

import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.pl.CategoryMeans;
import hermite.report.OutputTable;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.report.MatrixForm;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.SubjectLevel;
import hermite.sas.proc.glimmix.fitting.CategoryEffects;
import hermite.sas.proc.glimmix.fitting.CategoryModes;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * G of a RANDOM statement and V of a subject, plain, as correlations, Cholesky roots and inverses. V is the variance of
 * the pseudo-response: ZGZ' and on the diagonal the variance of the response over the squared slope of the mean, at the
 * modes of the random effects.
 */
public final class RandomMatrixTables {
    private final GlimmixData data;
    private final GlmmFit fit;
    private final ProcContext context;

    public RandomMatrixTables(GlimmixData data, GlmmFit fit, ProcContext context) {
        this.data = data;
        this.fit = fit;
        this.context = context;
    }

    /** All that the RANDOM statements ask for. */
    public List<OutputTable> asked() {
        List<OutputTable> tables = new ArrayList<>();
        var statements = data.request().random();
        for (int s = 0; s < statements.size(); s++) {
            Options options = statements.get(s).options();
            for (MatrixForm form : MatrixForm.values()) {
                if (options.has(form.option("G"))) {
                    tables.add(ofEffects(s, form));
                }
            }
            for (MatrixForm form : MatrixForm.values()) {
                String option = form.option("V");
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

    private OutputTable ofEffects(int statement, MatrixForm form) {
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
        return form.table("G", "", names, g, MatrixForm.Naming.EFFECT_FIRST);
    }

    private void ofSubject(int number, MatrixForm form, List<OutputTable> tables) {
        int[] rows = IntStream.range(0, data.spec().rows())
                .filter(i -> data.subject()[i] == number)
                .toArray();
        if (rows.length == 0) {
            return;
        }
        double[] v =
                data.response().categories().map(c -> ofCategories(rows, c)).orElseGet(() -> ofResponses(rows));
        String label = data.isProcessedBySubjects() ? " for " + label(rows[0]) : "";
        tables.add(form.table("V", label, List.of(), v, MatrixForm.Naming.EFFECT_FIRST));
    }

    private double[] ofResponses(int[] rows) {
        int n = rows.length;
        double[] v = new double[n * n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                v[a * n + b] = randomCovariance(rows[a], rows[b], column -> true, column -> true);
            }
            v[a * n + a] += pseudoVariance(rows[a]);
        }
        return v;
    }

    /** The functions of a row follow each other. */
    private double[] ofCategories(int[] rows, Categories categories) {
        int m = categories.modelled().size();
        int n = rows.length * m;
        CategoryModes modes = new CategoryModes(data, CategoryEffects.of(data, fit), fit, data.table(), context);
        CategoryMeans means = new CategoryMeans(m, categories.link(), categories.nominal());
        double[] v = new double[n * n];
        for (int a = 0; a < n; a++) {
            int own = a % m;
            for (int b = 0; b < n; b++) {
                int other = b % m;
                v[a * n + b] = randomCovariance(
                        rows[a / m],
                        rows[b / m],
                        column -> modes.belongs(column, own),
                        column -> modes.belongs(column, other));
            }
        }
        for (int i = 0; i < rows.length; i++) {
            double[] eta = new double[m];
            for (int c = 0; c < m; c++) {
                eta[c] = modes.predictor(true, data.rowsUsed()[rows[i]], c) - categories.referencePredictor();
            }
            double[] block = means.pseudoCovariance(eta);
            for (int c = 0; c < m; c++) {
                for (int d = 0; d < m; d++) {
                    v[(i * m + c) * n + i * m + d] += block[c * m + d];
                }
            }
        }
        return v;
    }

    private String label(int row) {
        return data.levels().stream()
                .filter(l -> Arrays.equals(l.unit(), data.subject()))
                .findFirst()
                .map((SubjectLevel l) -> l.labels().get(l.unit()[row]))
                .orElse("subject " + (data.subject()[row] + 1));
    }

    private double randomCovariance(int one, int other, IntPredicate ofOne, IntPredicate ofOther) {
        int q = data.randomColumns().size();
        double[] z = data.z();
        double sum = 0;
        for (int a = 0; a < q; a++) {
            int[] unit = data.levels().get(data.randomColumns().get(a).level()).unit();
            if (unit[one] != unit[other] || !ofOne.test(a)) {
                continue;
            }
            for (int b = 0; b < q; b++) {
                sum += !ofOther.test(b) ? 0 : z[one * q + a] * fit.g()[a * q + b] * z[other * q + b];
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
        double weight = spec.weight().length == 0 || data.frequency().isPresent() ? 1 : spec.weight()[i];
        return density.variance(eta, trials, logDispersion) / (trials * trials * slope * slope * weight);
    }
}
