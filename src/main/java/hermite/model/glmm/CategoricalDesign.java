package hermite.model.glmm;

import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ResponseDensity;
import hermite.model.glmm.density.category.IntervalDensity;
import hermite.model.glmm.density.category.NominalDensity;
import java.util.Arrays;

/**
 * Writes models of a response category as models with several linear predictors. Cumulative models (McCullagh 1980):
 * P(Y ≤ c) = F(θ_c + x'β + z'b), coefficients θ_1 … θ_{C−1}, then β. Generalized logits (Agresti 2013, 8.1):
 * log P(Y = c)/P(Y = C) = x'β_c + z'b_c, every coefficient and every random effect once for each category but the last.
 *
 * @param response density of the category
 * @param y responses as that density codes them
 * @param x fixed-effects design, row-major (n·m)×p
 * @param fixedColumns p
 * @param z random-effects design, row-major (n·m)×q
 * @param randomColumns q
 * @param start coefficients at which a search may start
 */
public record CategoricalDesign(
        ResponseDensity response,
        double[] y,
        double[] x,
        int fixedColumns,
        double[] z,
        int randomColumns,
        double[] start) {

    /**
     * A cumulative model.
     *
     * @param category category of each row, 0 … categories − 1; each must occur
     * @param x n×p without the intercepts
     * @param z n×q
     */
    public static CategoricalDesign cumulative(
            int[] category, int categories, double[] x, int p, double[] z, int q, BinomialDensity.Curve curve) {
        int n = category.length;
        int cuts = categories - 1;
        int columns = cuts + p;
        double[] y = new double[n];
        double[] wideX = new double[n * 2 * columns];
        double[] wideZ = new double[n * 2 * q];
        for (int i = 0; i < n; i++) {
            int c = category[i];
            y[i] = c == 0 ? IntervalDensity.FIRST : c == cuts ? IntervalDensity.LAST : IntervalDensity.INNER;
            for (int side = 0; side < 2; side++) {
                int cut = c - side;
                if (cut < 0 || cut >= cuts) {
                    continue;
                }
                int row = 2 * i + side;
                wideX[row * columns + cut] = 1;
                System.arraycopy(x, i * p, wideX, row * columns + cuts, p);
                System.arraycopy(z, i * q, wideZ, row * q, q);
            }
        }
        double[] start = new double[columns];
        double below = 0;
        BinomialDensity one = new BinomialDensity(curve);
        for (int c = 0; c < cuts; c++) {
            int cut = c;
            below += Arrays.stream(category).filter(k -> k == cut).count();
            start[c] = one.initialPredictor(below, n);
        }
        return new CategoricalDesign(new IntervalDensity(curve), y, wideX, columns, wideZ, q, start);
    }

    /**
     * Generalized logits against the last category. Coefficient k of category c is at k·m + c. Random effects come in
     * blocks, and every block once for each category: block, category, column of the block.
     *
     * @param category category of each row, 0 … categories − 1
     * @param x n×p, the intercept included
     * @param z n×q
     * @param blocks sizes of the blocks that the columns of z fall into
     */
    public static CategoricalDesign nominal(
            int[] category, int categories, double[] x, int p, double[] z, int[] blocks) {
        int n = category.length;
        int m = categories - 1;
        int q = Arrays.stream(blocks).sum();
        double[] wideX = new double[n * m * p * m];
        double[] wideZ = new double[n * m * q * m];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < m; c++) {
                for (int k = 0; k < p; k++) {
                    wideX[(i * m + c) * p * m + k * m + c] = x[i * p + k];
                }
                int first = 0;
                for (int size : blocks) {
                    for (int k = 0; k < size; k++) {
                        wideZ[(i * m + c) * q * m + first * m + c * size + k] = z[i * q + first + k];
                    }
                    first += size;
                }
            }
        }
        return new CategoricalDesign(
                new NominalDensity(m),
                Arrays.stream(category).asDoubleStream().toArray(),
                wideX,
                p * m,
                wideZ,
                q * m,
                new double[p * m]);
    }
}
