package hermite.sas.proc.glimmix.pseudo;

import hermite.data.Table;
import hermite.model.DesignMatrix;
import hermite.model.lmm.LmmPredictor;
import hermite.model.rows.UsableRows;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.PredictedEffects;
import hermite.sas.proc.covariance.TermReader;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.fitting.CategoryEffects;
import hermite.sas.proc.glimmix.fitting.CategoryPredictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Linear predictors of categories with the random effects of the last linear mixed model, or without. */
final class PseudoCategoryPredictor implements CategoryPredictor {
    private final CategoryEffects effects;
    private final LmmPredictor predictor;
    private final Optional<PredictedEffects> tests;
    private final boolean nominal;
    private final int m;
    private final double[][] x;
    private final double[] offset;
    private final List<double[]> z = new ArrayList<>();
    private final List<int[]> subject = new ArrayList<>();
    private final List<int[]> group = new ArrayList<>();

    /** @param tests of predictions, where they have degrees of freedom of their own */
    PseudoCategoryPredictor(
            PseudoData data,
            CategoryEffects effects,
            LmmPredictor predictor,
            Optional<PredictedEffects> tests,
            ProcContext context) {
        this.effects = effects;
        this.predictor = tests.map(PredictedEffects::predictor).orElse(predictor);
        this.tests = tests;
        Categories categories = data.response().categories().orElseThrow();
        nominal = categories.nominal();
        m = effects.categories();
        Table table = data.table();
        int[] all = UsableRows.all(table);
        DesignMatrix design = data.terms().design(table, all, context.formats());
        x = new double[all.length][design.columns()];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[i].length; j++) {
                x[i][j] = design.get(i, j);
            }
        }
        offset = data.offset().map(v -> UsableRows.values(table, v, all)).orElse(new double[all.length]);
        for (int t = 0; t < data.model().random().size(); t++) {
            TermReader reader = data.covariance().described().get(t).reader();
            z.add(reader.z(table, all, context.formats()));
            subject.add(reader.subject(table, all, context.formats()));
            group.add(reader.group(table, all, context.formats()));
        }
    }

    @Override
    public int rows() {
        return x.length;
    }

    private boolean isComplete(int row) {
        return !Double.isNaN(offset[row]) && Arrays.stream(x[row]).noneMatch(Double::isNaN);
    }

    /** Σ w_c η_c. */
    private LmmPredictor.Combination combination(boolean blup, int row, double[] weights) {
        double[] fixed = fixed(row, weights);
        LmmPredictor.Combination combination = predictor.combination(fixed);
        for (int t = 0; t < z.size() && blup; t++) {
            int columns = z.get(t).length / x.length;
            double weight = nominal ? weights[t % m] : Arrays.stream(weights).sum();
            double[] of = Arrays.copyOfRange(z.get(t), row * columns, (row + 1) * columns);
            Arrays.setAll(of, c -> weight == 0 ? 0 : of[c] * weight);
            combination.with(t, subject.get(t)[row], Math.max(0, group.get(t)[row]), of);
        }
        return combination;
    }

    private double[] fixed(int row, double[] weights) {
        double[] fixed = new double[effects.layout().size()];
        for (int c = 0; c < m; c++) {
            if (weights[c] != 0) {
                double[] own = effects.layout().predictor(x[row], c);
                for (int k = 0; k < fixed.length; k++) {
                    fixed[k] += weights[c] * own[k];
                }
            }
        }
        return fixed;
    }

    @Override
    public double predictor(boolean blup, int row, int category) {
        if (!isComplete(row)) {
            return Double.NaN;
        }
        double[] unit = new double[m];
        unit[category] = 1;
        return combination(blup, row, unit).estimate() + offset[row];
    }

    @Override
    public double[][] errors(boolean blup, double[][][] weights) {
        double[][] out = new double[weights.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = new double[weights[i].length];
            for (int c = 0; c < out[i].length; c++) {
                out[i][c] = isComplete(i) ? error(blup, i, weights[i][c]) : Double.NaN;
            }
        }
        return out;
    }

    private double error(boolean blup, int row, double[] weights) {
        if (!blup) {
            return effects.standardError(fixed(row, weights));
        }
        LmmPredictor.Combination combination = combination(true, row, weights);
        return tests.map(p -> p.tested(combination).standardError())
                .orElseGet(() -> predictor.standardError(combination));
    }

    @Override
    public double degreesOfFreedom(int row) {
        return isComplete(row) ? effects.of(0).degreesOfFreedom().of(new double[][] {x[row]}) : Double.NaN;
    }
}
