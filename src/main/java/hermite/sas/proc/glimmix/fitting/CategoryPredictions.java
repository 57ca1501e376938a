package hermite.sas.proc.glimmix.fitting;

import hermite.data.Table;
import hermite.model.DesignMatrix;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.prediction.PredictionError;
import hermite.model.inference.Tails;
import hermite.model.rows.UsableRows;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import java.util.Arrays;

/**
 * Predictions of a multinomial model for the rows of a table and each category, with the random effects at their modes
 * or at zero: linear predictors or probabilities (cumulative ones of a cumulative model), their standard errors by the
 * delta method, and limits. Of generalized logits, probabilities have no limits: they are functions of several
 * predictors. The reference category's predictor is 0 without an error.
 */
public final class CategoryPredictions {
    private final GlimmixData data;
    private final CategoryEffects effects;
    private final GlmmFit fit;
    private final Categories categories;
    private final int m;
    private final int q;
    private final int rows;
    private final double[][] wideX;
    private final double[] z;
    private final int[][] unit;
    private final int[] categoryOfColumn;
    private final double[][][] eta;
    private final double[] df;
    private final boolean[] estimable;
    private final double[][][] errors = new double[4][][];
    private final double alpha;

    public CategoryPredictions(
            GlimmixData data, CategoryEffects effects, GlmmFit fit, Table table, double alpha, ProcContext context) {
        this.data = data;
        this.effects = effects;
        this.fit = fit;
        this.alpha = alpha;
        categories = data.response().categories().orElseThrow();
        m = effects.categories();
        q = data.randomColumns().size();
        rows = table.rowCount();
        int[] all = UsableRows.all(table);
        DesignMatrix x = data.terms().design(table, all, context.formats());
        z = data.randomDesign(table, all, context);
        unit = new int[data.levels().size()][];
        for (int l = 0; l < unit.length; l++) {
            unit[l] = data.unitsOf(l, table, context);
        }
        categoryOfColumn = new int[q];
        for (int d = 0; d < q; d++) {
            categoryOfColumn[d] =
                    categories.nominal() ? data.randomColumns().get(d).block() % m : -1;
        }
        double[] offset =
                data.offset().map(v -> UsableRows.values(table, v, all)).orElse(new double[rows]);
        wideX = new double[rows * m][];
        eta = new double[2][rows][m];
        df = new double[rows];
        estimable = new boolean[rows];
        GlmmSpec.ModeLayout layout = data.spec().modeLayout();
        for (int i = 0; i < rows; i++) {
            double[] row = new double[x.columns()];
            for (int j = 0; j < row.length; j++) {
                row[j] = x.get(i, j);
            }
            boolean complete = Arrays.stream(row).noneMatch(Double::isNaN);
            df[i] = complete ? effects.of(0).smallestDegreesOfFreedom(new double[][] {row}) : Double.NaN;
            estimable[i] = complete && effects.of(0).isEstimable(row);
            for (int c = 0; c < m; c++) {
                wideX[i * m + c] = effects.wide(row, c);
                eta[0][i][c] = offset[i];
                for (int k = 0; k < fit.beta().length; k++) {
                    double of = wideX[i * m + c][k];
                    eta[0][i][c] += of == 0 ? 0 : of * fit.beta()[k];
                }
                eta[1][i][c] = eta[0][i][c];
                for (int d = 0; d < q; d++) {
                    int u = unit[data.randomColumns().get(d).level()][i];
                    if (belongs(d, c)) {
                        eta[1][i][c] += u < 0 ? Double.NaN : z[i * q + d] * fit.modes()[layout.at(d, u)];
                    }
                }
            }
        }
    }

    /** Whether a column of Z acts on a category: blocks are repeated category by category. */
    private boolean belongs(int column, int category) {
        return categoryOfColumn[column] < 0 || categoryOfColumn[column] == category;
    }

    /** Whether the statistic is one of predictions that can be had. */
    public static boolean isDefined(String statistic, boolean mean, Categories categories) {
        return switch (statistic) {
            case "PREDICTED", "STDERR" -> true;
            case "LCL", "UCL" -> !(mean && categories.nominal());
            default -> false;
        };
    }

    /** @return NaN where it is not defined */
    public double statistic(String name, boolean blup, boolean mean, int row, int category) {
        if (!isDefined(name, mean, categories)) {
            return Double.NaN;
        }
        double[] at = eta[blup ? 1 : 0][row];
        return switch (name) {
            case "PREDICTED" -> mean ? mean(at, category) : category < m ? at[category] : 0;
            case "STDERR" -> error(blup, mean, row, category);
            default -> {
                double half = Tails.studentQuantile(alpha, df[row]) * error(blup, false, row, category);
                double limit = category < m ? at[category] + (name.equals("UCL") ? half : -half) : Double.NaN;
                yield mean ? curve().mean(limit, 1) : limit;
            }
        };
    }

    private BinomialDensity curve() {
        return new BinomialDensity(categories.curve());
    }

    private double mean(double[] at, int category) {
        if (!categories.nominal()) {
            return curve().mean(at[category], 1);
        }
        double sum = 1;
        for (double e : at) {
            sum += Math.exp(e);
        }
        return (category < m ? Math.exp(at[category]) : 1) / sum;
    }

    private double error(boolean blup, boolean mean, int row, int category) {
        int kind = (blup ? 2 : 0) + (mean ? 1 : 0);
        if (errors[kind] == null) {
            errors[kind] = errors(blup, mean);
        }
        return errors[kind][row][category];
    }

    /** Of every row and category: those of Σ w_c η_c with the slopes w of what is predicted. */
    private double[][] errors(boolean blup, boolean mean) {
        int p = fit.beta().length;
        int count = categories.nominal() ? m + 1 : m;
        double[] combinedX = new double[rows * count * p];
        double[] combinedZ = new double[rows * count * q];
        int[][] units = new int[unit.length][rows * count];
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < count; c++) {
                int at = i * count + c;
                for (int l = 0; l < unit.length; l++) {
                    units[l][at] = unit[l][i];
                }
                double[] weights = slopes(eta[blup ? 1 : 0][i], c, mean);
                for (int other = 0; other < m; other++) {
                    if (weights[other] == 0) {
                        continue;
                    }
                    for (int k = 0; k < p; k++) {
                        combinedX[at * p + k] += weights[other] * wideX[i * m + other][k];
                    }
                    for (int d = 0; d < q; d++) {
                        combinedZ[at * q + d] += belongs(d, other) ? weights[other] * z[i * q + d] : 0;
                    }
                }
            }
        }
        double[] all = blup && q > 0 ? withEffects(combinedX, combinedZ, units) : fixed(combinedX, p);
        double[][] out = new double[rows][count];
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < count; c++) {
                boolean constant = c == m && !mean;
                out[i][c] = estimable[i] && !constant ? all[i * count + c] : Double.NaN;
            }
        }
        return out;
    }

    private double[] slopes(double[] at, int category, boolean mean) {
        double[] weights = new double[m];
        if (!mean) {
            if (category < m) {
                weights[category] = 1;
            }
        } else if (categories.nominal()) {
            double own = mean(at, category);
            for (int c = 0; c < m; c++) {
                weights[c] = own * ((c == category ? 1 : 0) - mean(at, c));
            }
        } else {
            double step = 1e-5;
            weights[category] =
                    (curve().mean(at[category] + step, 1) - curve().mean(at[category] - step, 1)) / (2 * step);
        }
        return weights;
    }

    private double[] covariance() {
        return data.request().empirical() ? fit.empiricalCovariance() : fit.modelCovariance();
    }

    private double[] withEffects(double[] x, double[] effectsDesign, int[][] units) {
        try {
            return new PredictionError(fit.spec(), fit, covariance()).standardErrors(x, effectsDesign, units);
        } catch (IllegalArgumentException e) {
            throw new StepFailure(data.request().step().place(), GlimmixMessage.TOO_MANY_NODES, e.getMessage());
        }
    }

    private double[] fixed(double[] x, int p) {
        double[] covariance = covariance();
        int order = fit.parameters();
        double[] out = new double[x.length / p];
        for (int r = 0; r < out.length; r++) {
            double variance = 0;
            for (int j = 0; j < p; j++) {
                for (int k = 0; k < p; k++) {
                    variance += x[r * p + j] * covariance[j * order + k] * x[r * p + k];
                }
            }
            out[r] = Math.sqrt(variance);
        }
        return out;
    }
}
