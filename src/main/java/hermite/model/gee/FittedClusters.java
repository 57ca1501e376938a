package hermite.model.gee;

import hermite.model.Family;
import hermite.model.Link;
import hermite.model.Sweep;
import java.util.function.Supplier;

/** A marginal model at its estimates, cluster by cluster at phi = 1: what a second pass over the data needs. */
public final class FittedClusters {
    /** Unit vectors that are whitened side by side. */
    private static final int PANEL = 16;

    private final ClusteredObservations data;
    private final Response response;
    private final GeeEquations equations;
    private final GeeEquations.Residuals residuals;
    private final Supplier<Root> roots;
    private final Sweep bread;
    private final int p;

    /**
     * The distribution of a single response.
     *
     * @param shape of the variance function
     * @param dispersion phi that the model-based covariance uses
     */
    public record Response(Family family, Link link, double shape, double dispersion) {}

    /** Multiplies rows of a cluster by an inverse square root of its working correlation. */
    @FunctionalInterface
    interface Root {
        /** @param rows n rows of {@code width} numbers, changed in place */
        void apply(int cluster, double[] rows, int width);
    }

    private FittedClusters(
            ClusteredObservations data,
            Response response,
            GeeEquations equations,
            GeeEquations.Residuals residuals,
            Supplier<Root> roots,
            Sweep bread) {
        this.data = data;
        this.p = data.observations().columns();
        this.response = response;
        this.equations = equations;
        this.residuals = residuals;
        this.roots = roots;
        this.bread = bread;
    }

    /**
     * At the estimates of estimating equations or of alternating logistic regressions, whose working covariance is that
     * of the pairs at the fitted odds ratios.
     *
     * @throws IllegalArgumentException for another kind of fit
     */
    public static FittedClusters of(MarginalFit fit, ClusteredObservations data) {
        if (fit instanceof GeeFit gee) {
            GeeSpecification spec = gee.specification();
            Response response = new Response(spec.family(), spec.link(), spec.shape(), gee.dispersion());
            Whitening whitening = new Whitening(spec.correlation(), gee.correlations(), data);
            return of(data, response, gee.estimates(), whitening, spec.singular());
        }
        if (fit instanceof AlrFit alr) {
            return of(data, alr);
        }
        throw new IllegalArgumentException("not a model of working correlations or odds ratios: " + fit.getClass());
    }

    static FittedClusters of(
            ClusteredObservations data, Response response, double[] beta, Whitening whitening, double singular) {
        GeeEquations equations = new GeeEquations(data, response.family(), response.link(), response.shape());
        GeeEquations.Residuals residuals = equations.residuals(beta);
        double[] bread = equations.sums(residuals, whitening, false).bread();
        return new FittedClusters(
                data,
                response,
                equations,
                residuals,
                () -> whitening::apply,
                Sweep.of(bread, data.observations().columns(), singular));
    }

    private static FittedClusters of(ClusteredObservations data, AlrFit fit) {
        Response response = new Response(Family.BINOMIAL, fit.specification().link(), 1, 1);
        GeeEquations equations = new GeeEquations(data, response.family(), response.link(), response.shape());
        AlrEquations pairs = new AlrEquations(fit.specification(), data);
        int p = data.observations().columns();
        double[] joint = pairs.sums(fit.estimates(), fit.logOddsRatios()).bread();
        double[] bread = JointBread.block(joint, p + fit.logOddsRatios().length, 0, p, 0, p);
        return new FittedClusters(
                data,
                response,
                equations,
                equations.residuals(fit.estimates()),
                () -> pairs.root(fit.estimates(), fit.logOddsRatios()),
                Sweep.of(bread, p, fit.specification().singular()));
    }

    public Response response() {
        return response;
    }

    /** The sweep of sum D'V⁻¹D. */
    public Sweep bread() {
        return bread;
    }

    /** A workspace with room for any cluster: one a thread. */
    public Terms terms() {
        return new Terms();
    }

    /** Score and information of one cluster; filled again for each. Arrays are shared. */
    public final class Terms {
        private final Root root = roots.get();
        private final double[] work = new double[data.largestCluster() * (p + 1)];
        private final double[] score = new double[p];
        private final double[] information = new double[p * p];
        private final double[] direction = new double[p];
        private final double[] scaled = new double[p];
        private double[] units = {};
        private int cluster;

        private Terms() {}

        public void set(int cluster) {
            this.cluster = cluster;
            equations.load(cluster, residuals, work);
            root.apply(cluster, work, p + 1);
            int n = data.size(cluster);
            for (int j = 0; j < p; j++) {
                score[j] = 0;
                for (int i = 0; i < n; i++) {
                    score[j] += work[i * (p + 1) + j] * work[i * (p + 1) + p];
                }
                for (int k = 0; k <= j; k++) {
                    double sum = 0;
                    for (int i = 0; i < n; i++) {
                        sum += work[i * (p + 1) + j] * work[i * (p + 1) + k];
                    }
                    information[j * p + k] = sum;
                    information[k * p + j] = sum;
                }
            }
        }

        /** U = D'V⁻¹(y - mu). */
        public double[] score() {
            return score;
        }

        /** A = D'V⁻¹D, row-major p × p. */
        public double[] information() {
            return information;
        }

        /** Visits the observations of the cluster that was set, in the order of its rows. */
        public void observations(ObservationKernel kernel) {
            int n = data.size(cluster);
            units = units.length < n * PANEL ? new double[n * PANEL] : units;
            for (int first = 0; first < n; first += PANEL) {
                int width = Math.min(PANEL, n - first);
                java.util.Arrays.fill(units, 0, n * width, 0);
                for (int u = 0; u < width; u++) {
                    units[(first + u) * width + u] = 1;
                }
                root.apply(cluster, units, width);
                for (int u = 0; u < width; u++) {
                    observation(first + u, u, width, n, kernel);
                }
            }
        }

        private void observation(int i, int unit, int width, int n, ObservationKernel kernel) {
            java.util.Arrays.fill(direction, 0);
            double residual = 0;
            double precision = 0;
            for (int row = 0; row < n; row++) {
                double z = units[row * width + unit];
                precision += z * z;
                residual += z * work[row * (p + 1) + p];
                for (int j = 0; j < p; j++) {
                    direction[j] += z * work[row * (p + 1) + j];
                }
            }
            int row = data.first(cluster) + i;
            for (int j = 0; j < p; j++) {
                scaled[j] = residuals.slope()[row] * data.observations().x()[row * p + j];
            }
            kernel.accept(row, scaled, direction, residual, precision);
        }
    }

    /** What is done with one observation. */
    @FunctionalInterface
    public interface ObservationKernel {
        /**
         * With X and e scaled by the square roots of the variances and R the working correlation of the cluster.
         *
         * @param row the observation, as {@link ClusteredObservations#observations} numbers it
         * @param scaled its row of X; shared, changed by the next call
         * @param direction its row of R⁻¹X; shared
         * @param residual its element of R⁻¹e
         * @param precision its diagonal element of R⁻¹
         */
        void accept(int row, double[] scaled, double[] direction, double residual, double precision);
    }
}
