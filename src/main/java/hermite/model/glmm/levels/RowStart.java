package hermite.model.glmm.levels;

import hermite.math.DenseRows;
import hermite.math.DenseSymmetric;
import hermite.math.GaussHermite;
import hermite.math.Rows;
import hermite.math.search.SmoothObjective;
import hermite.math.search.StructuredNewton;
import hermite.model.glmm.ApproximatedLikelihood;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.StartingPoint;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ConditionalDensity;
import java.util.Arrays;
import java.util.List;

/**
 * Where a fit with several levels or several predictors starts: coefficients of the model without random effects, and
 * the best of five multiples of a moderate scale of the random effects by the approximated likelihood itself.
 */
public final class RowStart {
    private static final double[] MULTIPLES = {0.25, 0.5, 1, 2, 4};
    /** Variance of the predictor tried for the first random effect of a level, and for the others. */
    private static final double FIRST_VARIANCE = 0.5;

    private static final double OTHER_VARIANCE = 0.25;

    private final GlmmSpec spec;
    private final RowDensity density;
    private final List<CountedRows> blocks;
    private final int p;

    public RowStart(GlmmSpec spec, RowDensity density, List<CountedRows> blocks) {
        this.spec = spec;
        this.density = density;
        this.blocks = blocks;
        p = spec.fixedColumns();
    }

    /** Rows of an innermost unit and how many equal units there are. */
    public record CountedRows(RowBlock rows, double count) {}

    public StartingPoint find(ApproximatedLikelihood likelihood) {
        Independent independent = new Independent();
        double[] start = new double[independent.parameters()];
        if (spec.isCategorical() && spec.start().beta().length == p) {
            System.arraycopy(spec.start().beta(), 0, start, 0, p);
        } else if (spec.response() instanceof ConditionalDensity scalar) {
            leastSquares(scalar, start);
        }
        double[] beta = new StructuredNewton(100, 1e-10, 1e-3)
                .maximise(independent, start)
                .point();
        double largest = independent.largestPredictor(beta);
        double[] psi = StartingPoint.layOut(spec, beta, likelihood.parameters());
        if (StartingPoint.givesFactor(spec)) {
            return new StartingPoint(psi, largest);
        }
        return new StartingPoint(bestMultiple(likelihood, psi), largest);
    }

    /** Weighted least squares of the predictors that single responses suggest. */
    private void leastSquares(ConditionalDensity scalar, double[] out) {
        double[] cross = new double[p * p];
        double[] right = new double[p];
        for (CountedRows block : blocks) {
            RowBlock rows = block.rows;
            double[] weight = new double[rows.n];
            double[] target = new double[rows.n];
            for (int i = 0; i < rows.n; i++) {
                weight[i] = block.count * rows.weight[i] * Math.max(rows.trials[i], 1);
                target[i] = weight[i] * (scalar.initialPredictor(rows.y[i], rows.trials[i]) - rows.offset[i]);
            }
            for (int k = 0; k < p; k++) {
                right[k] += Rows.dot(target, rows.x[k], rows.n);
                for (int c = 0; c < p; c++) {
                    cross[k * p + c] += Rows.dot(weight, rows.x[k], rows.x[c], rows.n);
                }
            }
        }
        DenseSymmetric.solvePositive(cross, right, out, p);
    }

    /** Log likelihood of the responses taken as independent, in (β, log dispersion). */
    private final class Independent implements SmoothObjective {
        @Override
        public int parameters() {
            return p + (density.hasDispersion() ? 1 : 0);
        }

        private double[][] predictors(RowBlock rows, double[] x) {
            double[][] eta = new double[rows.m][rows.n];
            for (int c = 0; c < rows.m; c++) {
                Rows.copy(rows.offset, eta[c], rows.n);
                for (int k = 0; k < p; k++) {
                    Rows.addScaled(eta[c], x[k], rows.x[c * p + k], rows.n);
                }
            }
            return eta;
        }

        private double dispersion(double[] x) {
            return density.hasDispersion() ? x[p] : 0;
        }

        @Override
        public double evaluate(double[] x, double[] gradient) {
            Arrays.fill(gradient, 0, parameters(), 0);
            double total = 0;
            for (CountedRows block : blocks) {
                RowBlock rows = block.rows;
                double[][] eta = predictors(rows, x);
                double[][] d1 = new double[rows.m][rows.n];
                double[] l = new double[rows.n];
                total += block.count * density.value(rows, eta, dispersion(x), l, d1);
                for (int c = 0; c < rows.m; c++) {
                    for (int k = 0; k < p; k++) {
                        gradient[k] += block.count * Rows.dot(d1[c], rows.x[c * p + k], rows.n);
                    }
                }
                if (density.hasDispersion()) {
                    density.dispersion(rows, eta[0], x[p], l, d1[0], new double[rows.n]);
                    gradient[p] += block.count * Arrays.stream(l).sum();
                }
            }
            return total;
        }

        /** Analytic in β; the dispersion's row by differences of its score. */
        @Override
        public void information(double[] x, double[] out) {
            int size = parameters();
            Arrays.fill(out, 0, size * size, 0);
            for (CountedRows block : blocks) {
                RowBlock rows = block.rows;
                int m = rows.m;
                double[][] d2 = new double[m * m][rows.n];
                density.derivatives(
                        rows,
                        predictors(rows, x),
                        dispersion(x),
                        new double[m][rows.n],
                        d2,
                        new double[m * m * m][rows.n]);
                for (int c = 0; c < m; c++) {
                    for (int d = 0; d < m; d++) {
                        for (int k = 0; k < p; k++) {
                            for (int j = 0; j < p; j++) {
                                out[k * size + j] -= block.count
                                        * Rows.dot(d2[c * m + d], rows.x[c * p + k], rows.x[d * p + j], rows.n);
                            }
                        }
                    }
                }
            }
            if (density.hasDispersion()) {
                double[] up = new double[size];
                double[] down = new double[size];
                double[] moved = x.clone();
                moved[p] = x[p] + 1e-4;
                evaluate(moved, up);
                moved[p] = x[p] - 1e-4;
                evaluate(moved, down);
                for (int k = 0; k < size; k++) {
                    out[p * size + k] = (down[k] - up[k]) / 2e-4;
                    out[k * size + p] = out[p * size + k];
                }
            }
        }

        double largestPredictor(double[] x) {
            double largest = 0;
            for (CountedRows block : blocks) {
                double[][] eta = predictors(block.rows, x);
                for (int c = 0; c < block.rows.m; c++) {
                    for (int i = 0; i < block.rows.n; i++) {
                        largest = Math.max(
                                largest, Math.min(Math.abs(eta[c][i]), Math.abs(eta[c][i] - block.rows.offset[i])));
                    }
                }
            }
            return largest;
        }
    }

    private double[] bestMultiple(ApproximatedLikelihood likelihood, double[] psi) {
        double[] meanSquare = meanSquares();
        GaussHermite coarse = GaussHermite.of(
                likelihood.points() == 1 || spec.randomColumns() > 3 ? 1 : spec.randomColumns() == 1 ? 5 : 3);
        double best = Double.NEGATIVE_INFINITY;
        double[] chosen = psi.clone();
        for (double multiple : MULTIPLES) {
            double[] candidate = psi.clone();
            double spread = 0;
            for (GlmmSpec.Level level : spec.levels()) {
                for (int k = 0; k < level.columns().length; k++) {
                    int d = level.columns()[k];
                    double target = multiple * multiple * (k == 0 ? FIRST_VARIANCE : OTHER_VARIANCE);
                    double sd = meanSquare[d] > 0 ? Math.sqrt(target / meanSquare[d]) : multiple;
                    spec.covariance().setScale(candidate, p, d, sd);
                    spread += target;
                }
            }
            double attenuation = attenuation(spread);
            for (int k = 0; k < p; k++) {
                candidate[k] *= attenuation;
            }
            likelihood.forgetModes();
            double value = likelihood.value(candidate, coarse);
            if (value > best) {
                best = value;
                chosen = candidate;
            }
        }
        likelihood.forgetModes();
        return chosen;
    }

    /** Mean of z_d² over the rows and predictors where the column is not zero. */
    private double[] meanSquares() {
        int q = spec.randomColumns();
        double[] mean = new double[q];
        Arrays.setAll(mean, d -> DenseRows.meanSquareOfNonzero(spec.z(), q, d));
        return mean;
    }

    /** How much larger conditional coefficients are than marginal ones when η has this extra variance. */
    private double attenuation(double spread) {
        if (spec.start().beta().length > 0 && !spec.isCategorical()) {
            return 1;
        }
        return spec.isCategorical() || spec.response() instanceof BinomialDensity ? Math.sqrt(1 + 0.346 * spread) : 1;
    }
}
