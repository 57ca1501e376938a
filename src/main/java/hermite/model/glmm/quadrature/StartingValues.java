package hermite.model.glmm.quadrature;

import hermite.math.DenseSymmetric;
import hermite.math.GaussHermite;
import hermite.math.Rows;
import hermite.math.search.SmoothObjective;
import hermite.math.search.StructuredNewton;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.StartingPoint;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ConditionalDensity;
import java.util.Arrays;
import java.util.List;

/**
 * Where a fit starts: coefficients of the model without random effects, a scale for the random effects from its score
 * residuals, and the best of five multiples of that scale by the approximated likelihood itself.
 */
final class StartingValues {
    private static final double LARGEST_LOG_MULTIPLE = Math.log(5);

    private final List<SubjectBlock> blocks;
    private final GlmmSpec spec;
    private final ConditionalDensity density;
    private final int p;
    private final int q;

    StartingValues(List<SubjectBlock> blocks, GlmmSpec spec) {
        this.blocks = blocks;
        this.spec = spec;
        this.density = spec.density();
        this.p = spec.fixedColumns();
        this.q = spec.randomColumns();
    }

    StartingPoint find(MarginalLikelihood likelihood) {
        Independent independent = new Independent();
        double[] start = new double[independent.parameters()];
        initialCoefficients(start);
        double[] beta = new StructuredNewton(100, 1e-10, 1e-3)
                .maximise(independent, start)
                .point();
        double largest = independent.largestPredictor(beta);
        double[] psi = StartingPoint.layOut(spec, beta, likelihood.parameters());
        if (StartingPoint.givesFactor(spec)) {
            return new StartingPoint(psi, largest);
        }
        return new StartingPoint(bestMultiple(likelihood, psi, scales(psi)), largest);
    }

    /** Weighted least squares of the predictors that single responses suggest. */
    private void initialCoefficients(double[] out) {
        double[] cross = new double[p * p];
        double[] right = new double[p];
        for (SubjectBlock block : blocks) {
            double[] weight = new double[block.lanes];
            double[] target = new double[block.lanes];
            for (int j = 0; j < block.visits; j++) {
                for (int i = 0; i < block.lanes; i++) {
                    boolean used = block.weight[j][i] > 0;
                    weight[i] = used ? block.count[i] * block.weight[j][i] * Math.max(block.trials[j][i], 1) : 0;
                    target[i] = used
                            ? weight[i]
                                    * (density.initialPredictor(block.y[j][i], block.trials[j][i]) - block.offset[j][i])
                            : 0;
                }
                for (int k = 0; k < p; k++) {
                    right[k] += Rows.dot(target, block.x[j * p + k], block.lanes);
                    for (int m = 0; m <= k; m++) {
                        cross[k * p + m] += Rows.dot(weight, block.x[j * p + k], block.x[j * p + m], block.lanes);
                    }
                }
            }
        }
        for (int k = 0; k < p; k++) {
            for (int m = 0; m < k; m++) {
                cross[m * p + k] = cross[k * p + m];
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

        @Override
        public double evaluate(double[] x, double[] gradient) {
            Arrays.fill(gradient, 0, parameters(), 0);
            double[] total = new double[1];
            visit(x, (block, j, eta) -> {
                int n = block.lanes;
                double[] l = new double[n];
                double[] d1 = new double[n];
                density.value(eta, block.y[j], block.trials[j], dispersion(x), l, d1, n);
                Rows.multiply(d1, block.weight[j], n);
                total[0] += Rows.dot(block.count, block.weight[j], l, n);
                for (int k = 0; k < p; k++) {
                    gradient[k] += Rows.dot(block.count, d1, block.x[j * p + k], n);
                }
                if (density.hasDispersion()) {
                    density.dispersionDerivatives(
                            eta, block.y[j], block.trials[j], dispersion(x), l, d1, new double[n], new double[n], n);
                    gradient[p] += Rows.dot(block.count, block.weight[j], l, n);
                }
            });
            return total[0];
        }

        @Override
        public void information(double[] x, double[] out) {
            int m = parameters();
            Arrays.fill(out, 0, m * m, 0);
            visit(x, (block, j, eta) -> {
                int n = block.lanes;
                double[] d1 = new double[n];
                double[] d2 = new double[n];
                double[] d3 = new double[n];
                density.derivatives(eta, block.y[j], block.trials[j], dispersion(x), d1, d2, d3, n);
                for (int i = 0; i < n; i++) {
                    d2[i] = -d2[i] * block.weight[j][i] * block.count[i];
                }
                for (int k = 0; k < p; k++) {
                    for (int c = 0; c <= k; c++) {
                        out[k * m + c] += Rows.dot(d2, block.x[j * p + k], block.x[j * p + c], n);
                    }
                }
                if (density.hasDispersion()) {
                    double[] ddl = new double[n];
                    density.dispersionDerivatives(eta, block.y[j], block.trials[j], dispersion(x), d1, d2, d3, ddl, n);
                    Rows.multiply(d2, block.weight[j], n);
                    for (int k = 0; k < p; k++) {
                        out[p * m + k] -= Rows.dot(block.count, d2, block.x[j * p + k], n);
                    }
                    out[p * m + p] -= Rows.dot(block.count, block.weight[j], ddl, n);
                }
            });
            for (int k = 0; k < m; k++) {
                for (int c = 0; c < k; c++) {
                    out[c * m + k] = out[k * m + c];
                }
            }
        }

        private double dispersion(double[] x) {
            return density.hasDispersion() ? x[p] : 0;
        }

        double largestPredictor(double[] x) {
            double[] largest = new double[1];
            visit(x, (block, j, eta) -> {
                for (int i = 0; i < block.lanes; i++) {
                    if (block.weight[j][i] > 0) {
                        largest[0] =
                                Math.max(largest[0], Math.min(Math.abs(eta[i]), Math.abs(eta[i] - block.offset[j][i])));
                    }
                }
            });
            return largest[0];
        }
    }

    private interface VisitReader {
        void read(SubjectBlock block, int visit, double[] eta);
    }

    private void visit(double[] beta, VisitReader reader) {
        for (SubjectBlock block : blocks) {
            double[] eta = new double[block.lanes];
            for (int j = 0; j < block.visits; j++) {
                Rows.copy(block.offset[j], eta, block.lanes);
                for (int k = 0; k < p; k++) {
                    Rows.addScaled(eta, beta[k], block.x[j * p + k], block.lanes);
                }
                reader.read(block, j, eta);
            }
        }
    }

    /**
     * Standard deviation to try for each random effect. The one whose column varies least within the data (an intercept
     * as a rule) gets the moment estimate from score residuals; the others such that they move the predictor by ½.
     */
    private double[] scales(double[] psi) {
        double[] numerator = new double[1];
        double[] denominator = new double[1];
        for (SubjectBlock block : blocks) {
            int n = block.lanes;
            double[] residual = new double[n];
            double[] weight = new double[n];
            double[] eta = new double[n];
            double[] d1 = new double[n];
            double[] d2 = new double[n];
            double[] d3 = new double[n];
            for (int j = 0; j < block.visits; j++) {
                Rows.copy(block.offset[j], eta, n);
                for (int k = 0; k < p; k++) {
                    Rows.addScaled(eta, psi[k], block.x[j * p + k], n);
                }
                density.derivatives(
                        eta,
                        block.y[j],
                        block.trials[j],
                        density.hasDispersion() ? psi[psi.length - 1] : 0,
                        d1,
                        d2,
                        d3,
                        n);
                Rows.addProduct(residual, block.weight[j], d1, n);
                Rows.subtractProduct(weight, block.weight[j], d2, n);
            }
            for (int i = 0; i < n; i++) {
                numerator[0] += block.count[i] * (residual[i] * residual[i] - weight[i]);
                denominator[0] += block.count[i] * weight[i] * weight[i];
            }
        }
        double variance = denominator[0] > 0 ? Math.max(0.05, numerator[0] / denominator[0]) : 0.5;
        double[] meanSquare = meanSquares();
        double[] scale = new double[q];
        for (int d = 0; d < q; d++) {
            double target = d == 0 ? Math.min(variance, 25) : 0.25;
            scale[d] = meanSquare[d] > 0 ? Math.sqrt(target / meanSquare[d]) : 1;
        }
        return scale;
    }

    /** Mean of z_d² over the observations. */
    private double[] meanSquares() {
        double[] sum = new double[q];
        double observations = 0;
        for (SubjectBlock block : blocks) {
            for (int j = 0; j < block.visits; j++) {
                for (int i = 0; i < block.lanes; i++) {
                    if (block.weight[j][i] > 0) {
                        observations += block.count[i];
                        for (int d = 0; d < q; d++) {
                            double z = block.z[j * q + d][i];
                            sum[d] += block.count[i] * z * z;
                        }
                    }
                }
            }
        }
        for (int d = 0; d < q; d++) {
            sum[d] /= observations;
        }
        return sum;
    }

    /** Multiples are doubled, or else halved, while the likelihood grows. */
    private double[] bestMultiple(MarginalLikelihood likelihood, double[] psi, double[] scales) {
        double[] meanSquare = meanSquares();
        likelihood.forgetModes();
        double[] chosen = scaled(psi, scales, meanSquare, 1);
        double best = likelihood.value(chosen, coarse());
        for (double factor : new double[] {2, 0.5}) {
            boolean grew = false;
            for (double multiple = factor; Math.abs(Math.log(multiple)) < LARGEST_LOG_MULTIPLE; multiple *= factor) {
                double[] candidate = scaled(psi, scales, meanSquare, multiple);
                double value = likelihood.value(candidate, coarse());
                if (!(value > best)) {
                    break;
                }
                best = value;
                chosen = candidate;
                grew = true;
            }
            if (grew) {
                break;
            }
        }
        likelihood.forgetModes();
        return chosen;
    }

    private GaussHermite coarse() {
        return GaussHermite.of(q > 3 ? 1 : q == 1 ? 5 : 3);
    }

    private double[] scaled(double[] psi, double[] scales, double[] meanSquare, double multiple) {
        double[] candidate = psi.clone();
        double spread = 0;
        for (int d = 0; d < q; d++) {
            double sd = scales[d] * multiple;
            spec.covariance().setScale(candidate, p, d, sd);
            spread += sd * sd * meanSquare[d];
        }
        double attenuation = attenuation(spread);
        for (int k = 0; k < p; k++) {
            candidate[k] *= attenuation;
        }
        return candidate;
    }

    /** How much larger conditional coefficients are than marginal ones when η has this extra variance. */
    private double attenuation(double spread) {
        if (spec.start().beta().length > 0 || !(density instanceof BinomialDensity binomial)) {
            return 1;
        }
        return switch (binomial.curve()) {
            case LOGIT -> Math.sqrt(1 + 0.346 * spread);
            case PROBIT -> Math.sqrt(1 + spread);
            default -> Math.sqrt(1 + 0.5 * spread);
        };
    }
}
