package hermite.model.gee.dropout;

import hermite.model.Sweep;
import hermite.model.Verdict;
import hermite.model.gee.GeeFitter;
import hermite.model.gee.MarginalFit;
import hermite.model.gee.WorkingCorrelation;
import hermite.model.inference.LinearAlgebra;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * Weighted generalized estimating equations under drop-out at random.
 *
 * <p>Weights of observations: sum of D'V⁻¹W(y - mu) over subjects, V over the planned visits whose covariates are known,
 * W diagonal with the weights, 0 for missed visits (Robins, Rotnitzky &amp; Zhao 1995, equation 6). Weights of
 * subjects: sum of w D'V⁻¹(y - mu) over the visits that were kept. With S the subject's term and U its score in the
 * drop-out model the covariance is H⁻¹ (sum E E') H⁻ᵀ, E = S - (sum S U')(sum U U')⁻¹ U, which allows for the estimated
 * weights (Robins, Rotnitzky &amp; Zhao 1995, theorem 1; Preisser, Lohman &amp; Rathouz 2002).
 */
public final class WeightedGeeFitter {
    private final WeightedGeeSpecification spec;
    private final DropoutObservations data;
    private final DropoutModel dropout;
    private final double[] weights;
    private final WeightedMoments moments;
    private final int p;
    private final int[] kept;
    private final double[] mean;
    private final double[] slope;
    private final double[] root;
    private final double[] pearson;

    private WeightedGeeFitter(WeightedGeeSpecification spec, DropoutObservations data, int[] kept) {
        this.spec = spec;
        this.data = data;
        this.dropout = new DropoutModel(data);
        this.weights = spec.level() == WeightedGeeSpecification.Level.OBSERVATION
                ? dropout.observationWeights(spec.maxWeight())
                : dropout.subjectWeights(spec.maxWeight());
        this.moments = new WeightedMoments(spec.correlation(), data, weights);
        this.p = data.columns();
        this.kept = kept;
        int n = data.response().length;
        this.mean = new double[n];
        this.slope = new double[n];
        this.root = new double[n];
        this.pearson = new double[n];
    }

    /**
     * @param data checked; the visits of each subject in order
     * @param start coefficients to start from, one a design column
     * @throws DropoutObservations.UnsuitableException when the data do not fit the method
     * @throws IllegalArgumentException for a working correlation by distance in time
     */
    public static WeightedGeeFit fit(WeightedGeeSpecification specification, DropoutObservations data, double[] start) {
        if (specification.correlation() instanceof WorkingCorrelation.ContinuousAutoregressive) {
            throw new IllegalArgumentException("weighted equations take visits by their position, not their time");
        }
        data.check();
        double[] crossProducts = crossProducts(data);
        Sweep columns = Sweep.of(crossProducts, data.columns(), specification.singular());
        return new WeightedGeeFitter(specification, data, columns.kept()).run(start.clone(), columns, crossProducts);
    }

    private static double[] crossProducts(DropoutObservations data) {
        int p = data.columns();
        double[] result = new double[p * p];
        for (int i = 0; i < data.subjects(); i++) {
            for (int row = data.start()[i]; row < data.start()[i] + data.observed(i); row++) {
                double f = data.frequency()[i] * data.weight()[row];
                for (int a = 0; a < p; a++) {
                    for (int b = 0; b < p; b++) {
                        result[a * p + b] += f * data.x()[row * p + a] * data.x()[row * p + b];
                    }
                }
            }
        }
        return result;
    }

    /** Terms of the subjects, one row each, and the derivative of their sum. */
    private record Equations(double[][] terms, RealMatrix derivative) {}

    private WeightedGeeFit run(double[] beta, Sweep columns, double[] crossProducts) {
        List<MarginalFit.Iteration> trace = new ArrayList<>();
        Verdict verdict = new Verdict(
                Verdict.Outcome.ITERATION_LIMIT,
                "no convergence after " + spec.maxIterations() + " iterations",
                "raise the iteration limit, or use a simpler working correlation");
        double phi = Double.NaN;
        double[] correlations = new double[0];
        double[] covariance = new double[p * p];
        try {
            for (int iteration = 1; iteration <= spec.maxIterations(); iteration++) {
                residuals(beta);
                double[] estimated = moments.estimate(pearson);
                phi = estimated[0];
                correlations = Arrays.copyOfRange(estimated, 1, estimated.length);
                Equations equations = equations(correlations);
                double[] sum = new double[kept.length];
                for (int i = 0; i < data.subjects(); i++) {
                    for (int a = 0; a < sum.length; a++) {
                        sum[a] += data.frequency()[i] * equations.terms()[i][a];
                    }
                }
                double[] step = new LUDecomposition(equations.derivative())
                        .getSolver()
                        .solve(new org.apache.commons.math3.linear.ArrayRealVector(sum, false))
                        .toArray();
                double[] estimates = new double[kept.length];
                for (int a = 0; a < kept.length; a++) {
                    beta[kept[a]] += step[a];
                    estimates[a] = beta[kept[a]];
                }
                double change = GeeFitter.largestChange(step, estimates);
                trace.add(new MarginalFit.Iteration(iteration, change));
                if (change < spec.tolerance()) {
                    verdict = Verdict.CONVERGED;
                    break;
                }
                if (Double.isNaN(change)) {
                    break;
                }
            }
            residuals(beta);
            covariance = covariance(equations(correlations));
        } catch (NonPositiveDefiniteMatrixException | SingularMatrixException notDefinite) {
            Arrays.fill(covariance, Double.NaN);
            verdict = new Verdict(
                    Verdict.Outcome.WORKING_COVARIANCE_NOT_POSITIVE_DEFINITE,
                    "the working correlation is not positive definite for some subject",
                    "use a working correlation with fewer parameters");
        }
        double[] none = new double[p * p];
        Arrays.fill(none, Double.NaN);
        int d = data.dimension();
        double[] working = new double[d * d];
        for (int j = 0; j < d; j++) {
            for (int k = 0; k < d; k++) {
                working[j * d + k] = moments.correlation(j, k, correlations);
            }
        }
        return new WeightedGeeFit(
                spec,
                dropout.fit(),
                weights,
                beta,
                covariance,
                none,
                columns.aliased(),
                columns.rank(),
                crossProducts,
                phi,
                correlations,
                working,
                d,
                trace,
                verdict);
    }

    private void residuals(double[] beta) {
        for (int row = 0; row < mean.length; row++) {
            double eta = data.offset()[row];
            for (int j : kept) {
                eta += data.x()[row * p + j] * beta[j];
            }
            mean[row] = spec.link().inverse(eta);
            slope[row] = spec.link().firstDerivative(eta);
            root[row] = Math.sqrt(spec.family().variance(mean[row], spec.shape()) / data.weight()[row]);
            pearson[row] = Double.isNaN(data.response()[row]) ? 0 : (data.response()[row] - mean[row]) / root[row];
        }
    }

    private Equations equations(double[] correlations) {
        double[][] terms = new double[data.subjects()][];
        RealMatrix derivative = new Array2DRowRealMatrix(kept.length, kept.length);
        for (int i = 0; i < data.subjects(); i++) {
            int[] rows = rows(i);
            int n = rows.length;
            double[][] matrix = new double[n][n];
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    matrix[a][b] =
                            moments.correlation(data.position()[rows[a]], data.position()[rows[b]], correlations);
                }
            }
            // Scaled by the roots of the variances: D'V⁻¹W e = Ds' R⁻¹ W es.
            RealMatrix scaled = new Array2DRowRealMatrix(n, kept.length);
            RealMatrix weighted = new Array2DRowRealMatrix(n, kept.length + 1);
            for (int a = 0; a < n; a++) {
                for (int j = 0; j < kept.length; j++) {
                    double entry = slope[rows[a]] * data.x()[rows[a] * p + kept[j]] / root[rows[a]];
                    scaled.setEntry(a, j, entry);
                    weighted.setEntry(a, j, weights[rows[a]] * entry);
                }
                weighted.setEntry(a, kept.length, weights[rows[a]] * pearson[rows[a]]);
            }
            RealMatrix solved = new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false))
                    .getSolver()
                    .solve(weighted);
            RealMatrix products = scaled.transpose().multiply(solved);
            terms[i] = products.getColumn(kept.length);
            derivative = derivative.add(products.getSubMatrix(0, kept.length - 1, 0, kept.length - 1)
                    .scalarMultiply(data.frequency()[i]));
        }
        return new Equations(terms, derivative);
    }

    /** The visits whose covariance is inverted: the planned ones with known covariates, or those that were kept. */
    private int[] rows(int subject) {
        int first = data.start()[subject];
        if (spec.level() == WeightedGeeSpecification.Level.SUBJECT
                || spec.correlation() instanceof WorkingCorrelation.Independent) {
            return IntStream.range(first, first + data.observed(subject)).toArray();
        }
        return IntStream.range(first, data.start()[subject + 1])
                .filter(row -> !Double.isNaN(mean[row]))
                .toArray();
    }

    private double[] covariance(Equations equations) {
        int k = kept.length;
        int m = data.dropoutColumns();
        double[] cross = new double[k * m];
        double[] information = new double[m * m];
        double[][] scores = new double[data.subjects()][m];
        for (int i = 0; i < data.subjects(); i++) {
            dropout.score(i, scores[i]);
            double f = data.frequency()[i];
            for (int b = 0; b < m; b++) {
                for (int a = 0; a < k; a++) {
                    cross[a * m + b] += f * equations.terms()[i][a] * scores[i][b];
                }
                for (int a = 0; a < m; a++) {
                    information[a * m + b] += f * scores[i][a] * scores[i][b];
                }
            }
        }
        double[] projection = LinearAlgebra.multiply(
                cross, Sweep.of(information, m, spec.singular()).inverse(), k, m, m);
        RealMatrix meat = new Array2DRowRealMatrix(k, k);
        for (int i = 0; i < data.subjects(); i++) {
            double[] term = equations.terms()[i].clone();
            double[] explained = LinearAlgebra.multiply(projection, scores[i], k, m, 1);
            for (int a = 0; a < k; a++) {
                term[a] -= explained[a];
            }
            for (int a = 0; a < k; a++) {
                for (int b = 0; b < k; b++) {
                    meat.addToEntry(a, b, data.frequency()[i] * term[a] * term[b]);
                }
            }
        }
        RealMatrix inverse =
                new LUDecomposition(equations.derivative()).getSolver().getInverse();
        RealMatrix sandwich = inverse.multiply(meat).multiply(inverse.transpose());
        double[] covariance = new double[p * p];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                covariance[kept[a] * p + kept[b]] = 0.5 * (sandwich.getEntry(a, b) + sandwich.getEntry(b, a));
            }
        }
        return covariance;
    }
}
