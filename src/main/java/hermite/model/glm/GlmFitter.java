package hermite.model.glm;

import hermite.math.BlockSum;
import hermite.math.Polygamma;
import hermite.model.CentredColumns;
import hermite.model.DesignLanes;
import hermite.model.Family;
import hermite.model.Observations;
import hermite.model.Sweep;
import hermite.model.Verdict;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.LinearAlgebra;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Fits generalized linear models by ridge-stabilised Newton steps on the log likelihood, columns that depend on
 * earlier ones left out. The digits of a fit do not depend on the order of the rows.
 */
public final class GlmFitter {
    private static final double SMALLEST_SHAPE = 1e-8;
    private static final int ROWS_PER_BLOCK = 4096;

    /** Fits with finite estimates seldom need more steps than these. */
    private static final int USUAL_STEPS = 8;

    private GlmFitter() {}

    /**
     * @throws IllegalArgumentException when there is no row, or a response is outside the family's range
     */
    public static GlmFit fit(GlmSpecification specification, Observations observations) {
        return fit(specification, observations, false);
    }

    /**
     * Fits to rows whose order depends on their content alone already, such as those of clusters so ordered.
     *
     * @throws IllegalArgumentException when there is no row, or a response is outside the family's range
     */
    public static GlmFit fitInOrder(GlmSpecification specification, Observations observations) {
        return fit(specification, observations, true);
    }

    /** Columns far from zero are moved to it for the fit, and the fit is moved back. */
    private static GlmFit fit(GlmSpecification specification, Observations observations, boolean inOrder) {
        check(specification, observations);
        CentredColumns columns = CentredColumns.of(observations.x(), observations.columns());
        Observations near = observations.withDesign(columns.columns(observations.x()), observations.columns());
        GlmSpecification spec = specification.movedStart(columns);
        GlmFit fit = spec.family() == Family.TWEEDIE
                ? TweedieFitter.fit(spec, near)
                : new Run(spec, inOrder ? near : near.canonical()).fit();
        return fit.inColumns(specification, columns);
    }

    private static void check(GlmSpecification specification, Observations observations) {
        if (observations.rows() == 0) {
            throw new IllegalArgumentException("there are no valid observations");
        }
        for (double y : observations.response()) {
            if (!specification.family().isValidResponse(y)) {
                throw new IllegalArgumentException("response " + y + " is outside the range of the "
                        + specification.family().label() + " distribution");
            }
        }
    }

    /** The coefficients of a Tweedie model whose power is the fixed dispersion, at phi = 1; rows are canonical. */
    static GlmFit run(GlmSpecification specification, Observations canonical) {
        return new Run(specification, canonical).fit();
    }

    /**
     * The likelihood-ratio test of L beta = 0: the model is fitted again with its coefficients confined to the null
     * space of L, the dispersion estimated again where it is estimated by maximum likelihood.
     *
     * @param full the fit without the constraint
     * @param hypothesis rows of L, estimable and of full rank
     */
    public static ChiSquareTest likelihoodRatio(GlmFit full, Observations observations, double[][] hypothesis) {
        int p = observations.columns();
        double[] basis = LinearAlgebra.nullSpace(full.columns().combinations(hypothesis), p);
        int k = basis.length / p;
        Observations near = observations.withDesign(full.columns().columns(observations.x()), p);
        Observations confined = near.withDesign(near.designTimes(basis, k), k);
        boolean plugIn = full.specification().scale() instanceof ScaleRule.Pearson
                || full.specification().scale() instanceof ScaleRule.Deviance;
        GlmSpecification again =
                plugIn ? full.specification().withScale(new ScaleRule.Fixed(full.dispersion())) : full.specification();
        GlmFit reduced = fit(again.withStart(List.of()), confined);
        double drop = full.criteria().logLikelihood() - reduced.criteria().logLikelihood();
        return ChiSquareTest.of(Math.max(0, 2 * drop), full.rank() - reduced.rank());
    }

    /**
     * The derivatives of the log likelihood at the estimates, over the columns that were fitted and, for a negative
     * binomial, the logarithm of its dispersion: the gradient, then the rows of the Hessian, both with their sign
     * turned.
     */
    public static double[][] negativeDerivatives(GlmFit fit, Observations observations) {
        int[] kept = java.util.stream.IntStream.range(0, observations.columns())
                .filter(j -> !fit.aliased()[j])
                .toArray();
        double[] x = new double[observations.rows() * kept.length];
        for (int i = 0; i < observations.rows(); i++) {
            for (int j = 0; j < kept.length; j++) {
                x[i * kept.length + j] = observations.x()[i * observations.columns() + kept[j]];
            }
        }
        GlmSpecification spec = fit.specification();
        GlmLikelihood likelihood = new GlmLikelihood(
                observations.withDesign(x, kept.length), spec.family(), spec.link(), spec.estimatesShape());
        likelihood.evaluate(
                java.util.stream.IntStream.of(kept)
                        .mapToDouble(j -> fit.estimates()[j])
                        .toArray(),
                fit.shape());
        int size = likelihood.size();
        double phi = fit.phi();
        double[][] rows = new double[size + 1][size];
        for (int j = 0; j < size; j++) {
            rows[0][j] = -likelihood.score[j] / phi;
            for (int k = 0; k < size; k++) {
                rows[1 + j][k] = likelihood.observed[j * size + k] / phi;
            }
        }
        return rows;
    }

    /** One fit in progress, on canonical rows. */
    private static final class Run {
        private final GlmSpecification spec;
        private final Family family;
        private final Observations all;
        private final double[] crossProducts;
        private final Sweep start;
        private final int[] kept;
        private final Observations data;
        private final GlmLikelihood likelihood;
        private final List<GlmFit.Iteration> trace = new ArrayList<>();
        private double[] beta;
        private double dispersion;
        private Verdict verdict = Verdict.CONVERGED;

        Run(GlmSpecification spec, Observations all) {
            this.spec = spec;
            this.family = spec.family();
            this.all = all;
            this.crossProducts = all.crossProducts();
            this.start = Sweep.of(crossProducts, all.columns(), spec.singular());
            this.kept = java.util.stream.IntStream.range(0, all.columns())
                    .filter(j -> !start.aliased()[j])
                    .toArray();
            this.data = all.withDesign(keptColumns(), kept.length);
            this.likelihood = new GlmLikelihood(data, family, spec.link(), spec.estimatesShape());
        }

        GlmFit fit() {
            dispersion = spec.scale() instanceof ScaleRule.Fixed fixed ? fixed.dispersion() : 1;
            beta = startingValues();
            if (spec.estimatesShape()) {
                startShape();
            }
            if (!iterate(likelihood)) {
                verdict = new Verdict(
                        Verdict.Outcome.ITERATION_LIMIT,
                        "no convergence after " + spec.maxIterations() + " iterations",
                        "give more iterations, or starting values");
            }
            detectSeparation();
            return result();
        }

        private double[] keptColumns() {
            if (kept.length == all.columns()) {
                return all.x();
            }
            double[] x = new double[all.rows() * kept.length];
            for (int i = 0; i < all.rows(); i++) {
                for (int j = 0; j < kept.length; j++) {
                    x[i * kept.length + j] = all.x()[i * all.columns() + kept[j]];
                }
            }
            return x;
        }

        /** Weighted least squares of g(mu0) on X. */
        private double[] startingValues() {
            int p = kept.length;
            double[] sums = BlockSum.of(data.rows(), ROWS_PER_BLOCK, p + p * p, this::addStartingRows);
            double[] xwz = Arrays.copyOf(sums, p);
            double[] xwx = Arrays.copyOfRange(sums, p, p + p * p);
            for (int a = 0; a < p; a++) {
                for (int b = 0; b < a; b++) {
                    xwx[b * p + a] = xwx[a * p + b];
                }
            }
            double[] start = Sweep.of(xwx, p, spec.singular()).times(xwz);
            for (int j = 0; j < p && !spec.start().isEmpty(); j++) {
                double given = spec.start().get(kept[j]);
                start[j] = Double.isNaN(given) ? start[j] : given;
            }
            return start;
        }

        /** Adds X'Wz and X'WX at the means from which iteration starts. */
        private void addStartingRows(int from, int to, double[] sums) {
            DesignLanes design = new DesignLanes(data.x(), kept.length);
            double[] w = new double[DesignLanes.WIDTH];
            double[] wz = new double[DesignLanes.WIDTH];
            for (int first = from; first < to; first += DesignLanes.WIDTH) {
                int n = Math.min(DesignLanes.WIDTH, to - first);
                for (int i = 0; i < n; i++) {
                    int row = first + i;
                    double mu = family.startingMean(data.response()[row], data.trials()[row]);
                    double eta = spec.link().link(mu);
                    double h1 = spec.link().firstDerivative(eta);
                    double prior = data.frequency()[row] * data.weight()[row] * data.trials()[row];
                    w[i] = prior * h1 * h1 / family.variance(mu, dispersion);
                    wz[i] = w[i] * (eta - data.offset()[row]);
                }
                design.load(first, n);
                design.addProducts(wz, sums, 0);
                design.addCrossProducts(w, sums, kept.length, kept.length);
            }
        }

        /** Moment estimate of k around a Poisson fit (Breslow 1984). */
        private void startShape() {
            GlmLikelihood poisson = new GlmLikelihood(data, Family.POISSON, spec.link(), false);
            GlmSpecification plain = GlmSpecification.of(Family.POISSON, spec.link());
            for (int i = 0; i < plain.maxIterations() && !newton(poisson, i, 1e-6, false); i++) {
                if (Double.isInfinite(poisson.value)) {
                    break;
                }
            }
            double excess = 0;
            double squares = 0;
            for (int i = 0; i < data.rows(); i++) {
                double mu = poisson.mean(beta, i);
                double residual = data.response()[i] - mu;
                excess += data.frequency()[i] * (residual * residual - mu);
                squares += data.frequency()[i] * mu * mu;
            }
            dispersion = Math.max(0.01, excess / squares);
            trace.clear();
        }

        private boolean iterate(GlmLikelihood objective) {
            for (int i = 0; i < spec.maxIterations(); i++) {
                if (newton(objective, i, spec.tolerance(), spec.estimatesShape())) {
                    return true;
                }
                if (spec.estimatesShape() && dispersion < SMALLEST_SHAPE) {
                    verdict = new Verdict(
                            Verdict.Outcome.BOUNDARY,
                            "the negative binomial dispersion went to 0",
                            "fit a Poisson model");
                    return true;
                }
                if (!verdict.isConverged()) {
                    return true;
                }
                if (i >= USUAL_STEPS && isSaturated() && stopsAlong()) {
                    return true;
                }
            }
            return false;
        }

        /** Whether some fitted mean sits where its response does, at the edge of the range. */
        private boolean isSaturated() {
            if (!Separation.canOccur(family, spec.link())) {
                return false;
            }
            likelihood.evaluate(beta, dispersion);
            return likelihood.saturated > 0;
        }

        /** The last step as a direction of the fitted columns. */
        private double[] lastStep() {
            double[] step = new double[kept.length];
            if (!trace.isEmpty()) {
                double[] before = trace.get(trace.size() - 1).estimates();
                Arrays.setAll(step, j -> beta[j] - before[kept[j]]);
            }
            return step;
        }

        /** Ends the iteration when the estimates run off in a direction that separates the responses. */
        private boolean stopsAlong() {
            Separation.along(family, data, lastStep()).ifPresent(this::separated);
            return !verdict.isConverged();
        }

        private void separated(Separation found) {
            verdict = new Verdict(
                    Verdict.Outcome.SEPARATION,
                    (found.complete() ? "complete" : "quasi-complete")
                            + " separation: a combination of covariates predicts "
                            + (found.complete() ? "all" : "some")
                            + " responses without error",
                    "drop or merge levels that occur with one response only");
        }

        /** One step; true when no parameter moved by more than the tolerance. */
        private boolean newton(GlmLikelihood objective, int number, double tolerance, boolean withShape) {
            objective.evaluate(beta, dispersion);
            int size = objective.size();
            if (Double.isInfinite(objective.value)) {
                verdict = new Verdict(
                        Verdict.Outcome.INVALID_MEAN,
                        "the mean parameter is outside the range of the " + family.label() + " distribution",
                        "use another link, or starting values");
                return true;
            }
            double[] step = null;
            double ridge = 0;
            for (double[] information : List.of(objective.observed, objective.expected)) {
                Sweep sweep = Sweep.of(information, size, 1e-14);
                if (sweep.definite() && sweep.rank() == size) {
                    step = sweep.times(objective.score);
                    break;
                }
            }
            while (step == null && ridge < 1e6) {
                ridge = ridge == 0 ? 1e-6 : ridge * 10;
                double[] raised = objective.expected.clone();
                for (int j = 0; j < size; j++) {
                    raised[j * size + j] += ridge * Math.max(1e-8, Math.abs(raised[j * size + j]));
                }
                Sweep sweep = Sweep.of(raised, size, 1e-14);
                if (sweep.definite() && sweep.rank() == size) {
                    step = sweep.times(objective.score);
                }
            }
            if (step == null) {
                verdict = new Verdict(
                        Verdict.Outcome.NOT_POSITIVE_DEFINITE,
                        "the negative of the Hessian is not positive definite",
                        "look for covariates that predict the response without error");
                return true;
            }
            double[] from = expandVector(beta);
            double value = objective.value;
            double change = apply(objective, step, withShape);
            trace.add(new GlmFit.Iteration(number, ridge, value, change, from));
            return change < tolerance;
        }

        /** Moves along the step, halving it while the likelihood falls; the largest change of a parameter. */
        private double apply(GlmLikelihood objective, double[] step, boolean withShape) {
            int p = kept.length;
            double fraction = 1;
            double[] next = new double[p];
            double nextDispersion = dispersion;
            double before = objective.value;
            for (int halving = 0; halving < 30; halving++) {
                for (int j = 0; j < p; j++) {
                    next[j] = beta[j] + fraction * step[j];
                }
                if (withShape) {
                    nextDispersion = dispersion * Math.exp(Math.max(-3, Math.min(3, fraction * step[p])));
                }
                // With the derivatives: the next step begins here unless the likelihood fell.
                objective.evaluate(next, nextDispersion);
                if (objective.value >= before - 1e-10 * (1 + Math.abs(before))) {
                    break;
                }
                fraction /= 2;
            }
            double largest = withShape ? Math.abs(nextDispersion / dispersion - 1) : 0;
            for (int j = 0; j < p; j++) {
                double moved = Math.abs(next[j] - beta[j]);
                largest = Math.max(largest, Math.abs(beta[j]) > 0.01 ? moved / Math.abs(beta[j]) : moved);
            }
            beta = next;
            dispersion = nextDispersion;
            return largest;
        }

        /** A fit that ended beyond the usual is looked at for the reason. */
        private void detectSeparation() {
            boolean open = verdict.isConverged()
                    || verdict.outcome() == Verdict.Outcome.NOT_POSITIVE_DEFINITE
                    || verdict.outcome() == Verdict.Outcome.ITERATION_LIMIT;
            if (open && isSaturated()) {
                Separation.find(family, data, lastStep()).ifPresent(this::separated);
            }
        }

        private GlmFit result() {
            int p = kept.length;
            double[] sums = BlockSum.of(data.rows(), ROWS_PER_BLOCK, 3, this::addFitRows);
            double deviance = sums[0];
            double pearson = sums[1];
            double constant = sums[2];
            double n = data.count();
            double df = n - p;
            double scaleError = settleDispersion(deviance, pearson, n, df);
            boolean inShape = family.dispersion() == Family.Dispersion.SHAPE || family == Family.TWEEDIE;
            double phi = inShape ? 1 : dispersion;
            likelihood.evaluate(beta, dispersion);
            double kernel = likelihood.value;
            boolean unitScale = family.dispersion() == Family.Dispersion.FIXED;
            double full = (unitScale && dispersion != 1 ? likelihood.valueAt(beta, 1) : kernel) + constant;
            boolean maximised = spec.scale() instanceof ScaleRule.MaximumLikelihood && !unitScale;
            FitCriteria criteria =
                    new FitCriteria(n, df, deviance, pearson, phi, kernel, full, p + (maximised ? 1 : 0));
            return new GlmFit(
                    spec,
                    expandVector(beta),
                    covariance(phi),
                    start.aliased(),
                    p,
                    dispersion,
                    scaleError,
                    Optional.empty(),
                    crossProducts,
                    criteria,
                    trace,
                    verdict,
                    Optional.empty());
        }

        /** Adds deviance, Pearson's chi-square and the constants of the log likelihood. */
        private void addFitRows(int from, int to, double[] sums) {
            for (int i = from; i < to; i++) {
                double mu = likelihood.mean(beta, i);
                double y = data.response()[i];
                double w = data.weight()[i] * data.trials()[i];
                double f = data.frequency()[i];
                sums[0] += f * w * family.unitDeviance(y, mu, dispersion);
                sums[1] += f * w * (y - mu) * (y - mu) / family.variance(mu, dispersion);
                sums[2] += f * family.logLikelihoodConstant(y, data.trials()[i], data.weight()[i]);
            }
        }

        /** Sets the dispersion by the rule; gives the standard error of the printed scale. */
        private double settleDispersion(double deviance, double pearson, double n, double df) {
            if (spec.scale() instanceof ScaleRule.Pearson) {
                dispersion = pearson / df;
                return 0;
            }
            if (spec.scale() instanceof ScaleRule.Deviance) {
                dispersion = deviance / df;
                return 0;
            }
            if (spec.scale() instanceof ScaleRule.Fixed || family.dispersion() == Family.Dispersion.FIXED) {
                return 0;
            }
            if (family == Family.NEGATIVE_BINOMIAL) {
                likelihood.evaluate(beta, dispersion);
                Sweep sweep = Sweep.of(likelihood.observed, likelihood.size(), 1e-14);
                double variance = sweep.inverse()[likelihood.size() * likelihood.size() - 1];
                return dispersion * Math.sqrt(Math.max(0, variance));
            }
            if (family == Family.GAMMA) {
                return maximiseGammaShape(deviance, n);
            }
            // Normal and inverse Gaussian: phi = deviance / n, and the information of sqrt(phi) is 2n / phi.
            dispersion = deviance / n;
            return Math.sqrt(dispersion / (2 * n));
        }

        /** Newton on log nu for sum f [log(w nu) - psi(w nu)] w = deviance / 2. */
        private double maximiseGammaShape(double deviance, double n) {
            double nu = Math.max(1e-3, n / deviance);
            for (int i = 0; i < 100; i++) {
                double score = -deviance / 2;
                double curvature = 0;
                for (int r = 0; r < data.rows(); r++) {
                    double w = data.weight()[r];
                    double f = data.frequency()[r];
                    score += f * w * (Math.log(w * nu) - Polygamma.digamma(w * nu));
                    curvature += f * w * (1 / nu - w * Polygamma.trigamma(w * nu));
                }
                double step = -score / (curvature * nu);
                nu *= Math.exp(Math.max(-2, Math.min(2, step)));
                if (Math.abs(step) < 1e-13) {
                    break;
                }
            }
            double information = 0;
            for (int r = 0; r < data.rows(); r++) {
                double w = data.weight()[r];
                information += data.frequency()[r] * (w * w * Polygamma.trigamma(w * nu) - w / nu);
            }
            dispersion = 1 / nu;
            return 1 / Math.sqrt(information);
        }

        private double[] covariance(double phi) {
            int p = kept.length;
            likelihood.evaluate(beta, dispersion);
            // GlmLikelihood works at phi = 1: the information is divided by phi, the covariance multiplied.
            double[] information = spec.expectedInformation() ? likelihood.expected : likelihood.observed;
            int size = likelihood.size();
            Sweep sweep = Sweep.of(information, size, 1e-14);
            if ((!sweep.definite() || sweep.rank() < size) && verdict.isConverged()) {
                verdict = new Verdict(
                        Verdict.Outcome.NOT_POSITIVE_DEFINITE,
                        "the negative of the Hessian is not positive definite",
                        "look for covariates that predict the response without error");
            }
            int full = all.columns();
            double[] covariance = new double[full * full];
            for (int a = 0; a < p; a++) {
                for (int b = 0; b < p; b++) {
                    covariance[kept[a] * full + kept[b]] = phi * sweep.inverse()[a * size + b];
                }
            }
            return covariance;
        }

        private double[] expandVector(double[] values) {
            double[] full = new double[all.columns()];
            for (int j = 0; j < kept.length; j++) {
                full[kept[j]] = values[j];
            }
            return Arrays.copyOf(full, full.length);
        }
    }
}
