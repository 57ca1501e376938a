package hermite.model.glmm.levels;

import hermite.math.Rows;
import hermite.model.glmm.density.CategoryDensity;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.ResponseDensity;

/**
 * The density of the rows of one unit, whatever the number of linear predictors: log density and derivatives, each
 * multiplied by the rows' weights. First index of the arrays is the predictor, or predictors in row-major order.
 */
public final class RowDensity {
    private final ResponseDensity density;
    public final int m;

    public RowDensity(ResponseDensity density) {
        this.density = density;
        m = density.predictors();
    }

    public boolean hasDispersion() {
        return density.hasDispersion();
    }

    /** Σ weight·l; weighted l' is left in {@code d1}. Constants are left out. */
    public double value(RowBlock rows, double[][] eta, double logDispersion, double[] l, double[][] d1) {
        if (density instanceof ConditionalDensity scalar) {
            scalar.value(eta[0], rows.y, rows.trials, logDispersion, l, d1[0], rows.n);
        } else if (density instanceof CategoryDensity category) {
            category.value(eta, rows.y, l, d1, rows.n);
        }
        for (double[] row : d1) {
            Rows.multiply(row, rows.weight, rows.n);
        }
        double sum = 0;
        for (int i = 0; i < rows.n; i++) {
            sum += rows.weight[i] * l[i];
        }
        return sum;
    }

    public void derivatives(
            RowBlock rows, double[][] eta, double logDispersion, double[][] d1, double[][] d2, double[][] d3) {
        if (density instanceof ConditionalDensity scalar) {
            scalar.derivatives(eta[0], rows.y, rows.trials, logDispersion, d1[0], d2[0], d3[0], rows.n);
        } else if (density instanceof CategoryDensity category) {
            category.derivatives(eta, rows.y, d1, d2, d3, rows.n);
        }
        weigh(d1, rows);
        weigh(d2, rows);
        weigh(d3, rows);
    }

    private static void weigh(double[][] of, RowBlock rows) {
        for (double[] row : of) {
            Rows.multiply(row, rows.weight, rows.n);
        }
    }

    /** Weighted ∂l/∂δ, ∂l'/∂δ and ∂l''/∂δ. */
    public void dispersion(RowBlock rows, double[] eta, double logDispersion, double[] dl, double[] dd1, double[] dd2) {
        double[] second = new double[rows.n];
        ((ConditionalDensity) density)
                .dispersionDerivatives(eta, rows.y, rows.trials, logDispersion, dl, dd1, dd2, second, rows.n);
        Rows.multiply(dl, rows.weight, rows.n);
        Rows.multiply(dd1, rows.weight, rows.n);
        Rows.multiply(dd2, rows.weight, rows.n);
    }

    /** Pearson's chi-square; NaN for categories, which have none. */
    public double pearson(RowBlock rows, double[][] eta, double logDispersion) {
        if (!(density instanceof ConditionalDensity scalar)) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < rows.n; i++) {
            double residual = rows.y[i] - scalar.mean(eta[0][i], rows.trials[i]);
            sum += rows.weight[i] * residual * residual / scalar.variance(eta[0][i], rows.trials[i], logDispersion);
        }
        return sum;
    }

    double constant(double y, double trials) {
        return density instanceof ConditionalDensity scalar ? scalar.constant(y, trials) : 0;
    }
}
