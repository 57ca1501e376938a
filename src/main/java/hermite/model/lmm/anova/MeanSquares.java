package hermite.model.lmm.anova;

import hermite.math.DenseSymmetric;
import hermite.model.DesignMatrix;
import hermite.model.ModelTerms;
import hermite.model.Sweep;
import hermite.model.estimability.EstimableFunctions;
import hermite.model.estimability.SequentialFunctions;
import hermite.model.inference.LinearAlgebra;
import hermite.model.lmm.anova.VarianceAnalysis.ErrorTerm;
import hermite.model.lmm.anova.VarianceAnalysis.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Computes mean squares as if all effects were fixed, and their expectations by Hartley's (1967, Biometrics 23, 105–114)
 * and Goodnight and Speed's (1978, SAS Technical Report R-105) traces: with SS = (Lb)'(LGL')⁻¹(Lb), G = (X'WX)⁻, the
 * coefficient of the variance of an effect with the columns k is tr((LGL')⁻¹ L_k L_k'), since L G X'W X = L.
 */
public final class MeanSquares {
    /** Columns of all effects beyond which the dense equations are too large. */
    public static final int MOST_COLUMNS = 3000;

    /** What is left to an effect after which others. */
    public enum Type {
        /** After those before it. */
        SEQUENTIAL,
        /** After those that do not contain it. */
        HIERARCHICAL,
        /** Type III estimable functions. */
        PARTIAL
    }

    private static final double ZERO = 1e-8;

    private final DesignMatrix design;
    private final ModelTerms terms;
    private final int fixed;
    private final Type type;
    private final double singular;
    private final double[] cross;
    private final Sweep sweep;
    private final double[] solution;
    private final double residualSquares;
    private final double residualDf;

    /**
     * @param design of the fixed and after them the random effects
     * @param fixed how many effects, the intercept included, are fixed
     * @param weight positive, one a row
     * @param order of the rows in sums
     */
    public MeanSquares(
            DesignMatrix design, int fixed, double[] y, double[] weight, int[] order, Type type, double singular) {
        if (design.columns() > MOST_COLUMNS) {
            throw new IllegalArgumentException(design.columns() + " columns of fixed and random effects");
        }
        this.design = design;
        this.terms = design.terms();
        this.fixed = fixed;
        this.type = type;
        this.singular = singular;
        int p = design.columns();
        double centre = terms.hasIntercept() ? mean(y, weight, order) : 0;
        cross = new double[p * p];
        double[] product = new double[p];
        for (int i : order) {
            for (int a = 0; a < p; a++) {
                double xa = weight[i] * design.get(i, a);
                if (xa == 0) {
                    continue;
                }
                product[a] += xa * (y[i] - centre);
                for (int b = 0; b < p; b++) {
                    cross[a * p + b] += xa * design.get(i, b);
                }
            }
        }
        sweep = Sweep.of(cross, p, singular);
        solution = sweep.times(product);
        double squares = 0;
        for (int i : order) {
            double left = y[i] - centre;
            for (int a = 0; a < p; a++) {
                left -= design.get(i, a) * solution[a];
            }
            squares += weight[i] * left * left;
        }
        residualSquares = squares;
        residualDf = y.length - sweep.rank();
    }

    private static double mean(double[] y, double[] weight, int[] order) {
        double sum = 0;
        double of = 0;
        for (int i : order) {
            sum += weight[i] * y[i];
            of += weight[i];
        }
        return sum / of;
    }

    /** Empty where the random effects cannot be told apart from one another, the fixed effects or the residual. */
    public Optional<VarianceAnalysis> analyse() {
        int effects = terms.effects().size();
        int random = effects - fixed;
        if (residualDf < 1) {
            return Optional.empty();
        }
        List<Source> plain = new ArrayList<>();
        for (int e = terms.hasIntercept() ? 1 : 0; e < effects; e++) {
            plain.add(source(e, random));
        }
        double[] ofResidual = new double[random + 1];
        ofResidual[random] = 1;
        Source residual = new Source(-1, residualDf, residualSquares, ofResidual, List.of(), Optional.empty());
        List<Source> squares = new ArrayList<>(plain.subList(plain.size() - random, plain.size()));
        squares.add(residual);
        if (squares.stream().anyMatch(s -> s.df() == 0)) {
            return Optional.empty();
        }
        Optional<double[]> inverse = inverse(squares);
        return inverse.map(c -> {
            List<Source> tested =
                    plain.stream().map(s -> withError(s, squares, c)).toList();
            return new VarianceAnalysis(tested, residual, components(squares, c), covariance(squares, c));
        });
    }

    private double[][] hypothesis(int effect) {
        return switch (type) {
            case SEQUENTIAL -> SequentialFunctions.typeOne(terms, effect, cross, singular);
            case HIERARCHICAL -> SequentialFunctions.typeTwo(terms, effect, cross, singular);
            case PARTIAL -> EstimableFunctions.typeThree(terms, effect, cross, singular);
        };
    }

    private Source source(int effect, int random) {
        double[][] l = hypothesis(effect);
        int rank = l.length;
        double[] variances = new double[random + 1];
        List<Integer> inQuadratic = new ArrayList<>();
        if (rank == 0) {
            return new Source(effect, 0, 0, variances, inQuadratic, Optional.empty());
        }
        int p = terms.columnCount();
        double[] spread = LinearAlgebra.sandwich(l, sweep.inverse(), p);
        double[] inverse = DenseSymmetric.inverse(spread, rank);
        double[] estimate = LinearAlgebra.times(l, solution);
        double squares = 0;
        for (int r = 0; r < rank; r++) {
            for (int s = 0; s < rank; s++) {
                squares += estimate[r] * inverse[r * rank + s] * estimate[s];
            }
        }
        for (int e = 0; e < terms.effects().size(); e++) {
            double trace = trace(l, inverse, e) / rank;
            if (trace > ZERO) {
                if (e >= fixed) {
                    variances[e - fixed] = trace;
                } else {
                    inQuadratic.add(e);
                }
            }
        }
        variances[random] = 1;
        return new Source(effect, rank, Math.max(0, squares), variances, inQuadratic, Optional.empty());
    }

    private double trace(double[][] l, double[] inverse, int effect) {
        int first = terms.firstColumn(effect);
        int end = first + terms.columnCount(effect);
        double sum = 0;
        for (int r = 0; r < l.length; r++) {
            for (int s = 0; s < l.length; s++) {
                double product = 0;
                for (int k = first; k < end; k++) {
                    product += l[r][k] * l[s][k];
                }
                sum += inverse[r * l.length + s] * product;
            }
        }
        return sum;
    }

    /** Inverse of the matrix of coefficients, a row a mean square; empty when singular. */
    private static Optional<double[]> inverse(List<Source> squares) {
        int n = squares.size();
        double[][] a = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(squares.get(i).variances(), 0, a[i], 0, n);
            a[i][n + i] = 1;
        }
        for (int k = 0; k < n; k++) {
            int column = k;
            int pivot = IntStream.range(k, n)
                    .reduce((i, j) -> Math.abs(a[j][column]) > Math.abs(a[i][column]) ? j : i)
                    .orElseThrow();
            double[] row = a[pivot];
            a[pivot] = a[k];
            a[k] = row;
            if (Math.abs(row[k]) < ZERO) {
                return Optional.empty();
            }
            for (int j = 2 * n - 1; j >= k; j--) {
                row[j] /= row[k];
            }
            for (int i = 0; i < n; i++) {
                double f = a[i][k];
                for (int j = k; j < 2 * n && i != k && f != 0; j++) {
                    a[i][j] -= f * row[j];
                }
            }
        }
        double[] result = new double[n * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(a[i], n, result, i * n, n);
        }
        return Optional.of(result);
    }

    private static double[] components(List<Source> squares, double[] inverse) {
        int n = squares.size();
        double[] result = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result[i] += inverse[i * n + j] * squares.get(j).meanSquare();
            }
        }
        return result;
    }

    private static double[] covariance(List<Source> squares, double[] inverse) {
        int n = squares.size();
        double[] result = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    double ms = squares.get(k).meanSquare();
                    result[i * n + j] += inverse[i * n + k]
                            * inverse[j * n + k]
                            * 2
                            * ms
                            * ms
                            / squares.get(k).df();
                }
            }
        }
        return result;
    }

    private Source withError(Source source, List<Source> squares, double[] inverse) {
        if (source.df() == 0) {
            return source;
        }
        int n = squares.size();
        double[] target = source.variances().clone();
        if (source.effect() >= fixed) {
            target[source.effect() - fixed] = 0;
        }
        double[] weights = new double[n];
        double sum = 0;
        double spread = 0;
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                weights[k] += target[i] * inverse[i * n + k];
            }
            weights[k] = Math.abs(weights[k]) < ZERO ? 0 : weights[k];
            double part = weights[k] * squares.get(k).meanSquare();
            sum += part;
            spread += part * part / squares.get(k).df();
        }
        return new Source(
                source.effect(),
                source.df(),
                source.sumOfSquares(),
                source.variances(),
                source.fixed(),
                Optional.of(new ErrorTerm(weights, sum, sum * sum / spread)));
    }
}
