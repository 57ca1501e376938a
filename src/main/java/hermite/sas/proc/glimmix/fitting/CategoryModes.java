package hermite.sas.proc.glimmix.fitting;

import hermite.data.Table;
import hermite.model.DesignMatrix;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.prediction.PredictionError;
import hermite.model.rows.UsableRows;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import java.util.Arrays;

/** Linear predictors of categories with the random effects at their modes or at zero. */
public final class CategoryModes implements CategoryPredictor {
    private final GlimmixData data;
    private final CategoryEffects effects;
    private final GlmmFit fit;
    private final int m;
    private final int q;
    private final double[][] wideX;
    private final double[] z;
    private final int[][] unit;
    private final int[] categoryOfColumn;
    private final double[][][] eta;
    private final double[] df;
    private final boolean[] estimable;

    public CategoryModes(GlimmixData data, CategoryEffects effects, GlmmFit fit, Table table, ProcContext context) {
        this.data = data;
        this.effects = effects;
        this.fit = fit;
        Categories categories = data.response().categories().orElseThrow();
        m = effects.categories();
        q = data.randomColumns().size();
        int rows = table.rowCount();
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
            df[i] = complete ? effects.of(0).degreesOfFreedom().of(new double[][] {row}) : Double.NaN;
            estimable[i] = complete && effects.of(0).isEstimable(row, data.sweep(), 1e-6);
            for (int c = 0; c < m; c++) {
                wideX[i * m + c] = effects.layout().predictor(row, c);
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
    public boolean belongs(int column, int category) {
        return categoryOfColumn[column] < 0 || categoryOfColumn[column] == category;
    }

    @Override
    public int rows() {
        return df.length;
    }

    @Override
    public double predictor(boolean blup, int row, int category) {
        return eta[blup ? 1 : 0][row][category];
    }

    @Override
    public double degreesOfFreedom(int row) {
        return df[row];
    }

    @Override
    public double[][] errors(boolean blup, double[][][] weights) {
        int p = fit.beta().length;
        int rows = rows();
        int count = rows == 0 ? 0 : weights[0].length;
        double[] combinedX = new double[rows * count * p];
        double[] combinedZ = new double[rows * count * q];
        int[][] units = new int[unit.length][rows * count];
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < count; c++) {
                int at = i * count + c;
                for (int l = 0; l < unit.length; l++) {
                    units[l][at] = unit[l][i];
                }
                for (int other = 0; other < m; other++) {
                    double weight = weights[i][c][other];
                    if (weight == 0) {
                        continue;
                    }
                    for (int k = 0; k < p; k++) {
                        combinedX[at * p + k] += weight * wideX[i * m + other][k];
                    }
                    for (int d = 0; d < q; d++) {
                        combinedZ[at * q + d] += belongs(d, other) ? weight * z[i * q + d] : 0;
                    }
                }
            }
        }
        double[] all = blup && q > 0 ? withEffects(combinedX, combinedZ, units) : fixed(combinedX, p);
        double[][] out = new double[rows][count];
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < count; c++) {
                out[i][c] = estimable[i] ? all[i * count + c] : Double.NaN;
            }
        }
        return out;
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
        double[] out = new double[x.length / p];
        for (int r = 0; r < out.length; r++) {
            out[r] = effects.standardError(Arrays.copyOfRange(x, r * p, (r + 1) * p));
        }
        return out;
    }
}
