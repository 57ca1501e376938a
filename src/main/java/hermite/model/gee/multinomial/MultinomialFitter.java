package hermite.model.gee.multinomial;

import hermite.model.Sweep;
import hermite.model.Verdict;
import hermite.model.gee.ClusteredObservations;
import hermite.model.gee.GeeFitter;
import hermite.model.gee.JointBread;
import hermite.model.gee.MarginalFit;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.LinearAlgebra;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits marginal models of multinomial responses by Fisher scoring on the estimating equations; with global odds ratios
 * coefficients and association parameters take their steps together.
 */
public final class MultinomialFitter {
    /** A log odds ratio of this size stands for an infinite one: the probabilities of a cell are rounding noise. */
    private static final double RUNAWAY = 30;

    /** Most cumulative indicators of a cluster with an association: their covariance is a full matrix. */
    public static final int LARGEST_CLUSTER = 4000;

    private MultinomialFitter() {}

    /**
     * @param data responses are categories from 0; the first column of the design is the constant
     * @param start coefficients to start from, in the order of {@link CategoryModel}; zeros for generalized logits, the
     *     maximum likelihood fit for cumulative links
     * @throws IllegalArgumentException when there is an association and observations have weights, or a cluster has
     *     more than {@link #LARGEST_CLUSTER} indicators
     */
    public static MultinomialFit fit(
            MultinomialSpecification specification, ClusteredObservations data, double[] start) {
        int q = specification.associationParameters();
        if (q > 0 && Arrays.stream(data.observations().weight()).anyMatch(w -> w != 1)) {
            throw new IllegalArgumentException("global odds ratios are not for weighted observations");
        }
        if (q > 0 && (long) data.largestCluster() * specification.functions() > LARGEST_CLUSTER) {
            throw new IllegalArgumentException("a cluster has more than " + LARGEST_CLUSTER + " indicators");
        }
        double[] alpha = specification
                .startingLogOddsRatios()
                .map(double[]::clone)
                .orElseGet(() -> {
                    double[] small = new double[q];
                    Arrays.fill(small, 0.01);
                    return small;
                });
        int p = start.length;
        return new Run(specification, data, identity(p), p).result(start, alpha);
    }

    /**
     * The generalized score test of L beta = 0, the association fitted again under the constraint (Rotnitzky &amp;
     * Jewell 1990).
     *
     * @param hypothesis independent rows
     */
    public static ChiSquareTest score(MultinomialFit full, ClusteredObservations data, double[][] hypothesis) {
        int p = full.estimates().length;
        int q = full.logOddsRatios().length;
        double[] basis = LinearAlgebra.nullSpace(hypothesis, p);
        int k = basis.length / p;
        double[] start = LinearAlgebra.multiply(LinearAlgebra.transpose(basis, p, k), full.estimates(), k, p, 1);
        double[] alpha = full.logOddsRatios().clone();
        Run run = new Run(full.specification(), data, basis, k);
        try {
            run.iterate(start, alpha);
            MultinomialEquations.Sums sums = run.equations.sums(run.coefficients(start), alpha);
            return GeeFitter.generalizedScore(
                    Arrays.copyOf(sums.score(), p),
                    JointBread.block(sums.bread(), p + q, 0, p, 0, p),
                    JointBread.block(sums.meat(), p + q, 0, p, 0, p),
                    hypothesis,
                    full.specification().singular());
        } catch (MultinomialEquations.NotPositiveDefiniteException notDefinite) {
            return GeeFitter.undefinedScore(p, k);
        }
    }

    private static double[] identity(int p) {
        double[] identity = new double[p * p];
        for (int j = 0; j < p; j++) {
            identity[j * p + j] = 1;
        }
        return identity;
    }

    /** An iteration over coefficients confined to the span of a basis, row-major p × k. */
    private static final class Run {
        private final MultinomialSpecification spec;
        private final MultinomialEquations equations;
        private final double[] basis;
        private final int p;
        private final int k;
        private final int q;
        private final List<MarginalFit.Iteration> trace = new ArrayList<>();

        Run(MultinomialSpecification spec, ClusteredObservations data, double[] basis, int k) {
            this.spec = spec;
            this.equations = new MultinomialEquations(spec, data);
            this.basis = basis;
            this.p = equations.coefficients();
            this.k = k;
            this.q = spec.associationParameters();
        }

        double[] coefficients(double[] free) {
            return LinearAlgebra.multiply(basis, free, p, k, 1);
        }

        /** Changes both arrays to where the iteration ends. */
        Verdict iterate(double[] free, double[] alpha) {
            for (int i = 0; i < spec.maxIterations(); i++) {
                MultinomialEquations.Sums sums = equations.sums(coefficients(free), alpha);
                double[] step = JointBread.of(confined(sums.bread()), k, q, spec.singular())
                        .times(confinedScore(sums.score()));
                double[] before = free.clone();
                double fraction = spec.model() instanceof CategoryModel.Cumulative
                        ? keepingOrder(free, step)
                        : climbing(free, alpha, step, sums.logLikelihood());
                for (int j = 0; j < k; j++) {
                    free[j] = before[j] + fraction * step[j];
                }
                double[] all = Arrays.copyOf(free, k + q);
                for (int a = 0; a < q; a++) {
                    // Far from the solution a log odds ratio could be thrown to where all probabilities are 0 or 1.
                    alpha[a] += Math.max(-3, Math.min(3, step[k + a]));
                    all[k + a] = alpha[a];
                }
                double change = GeeFitter.largestChange(step, all);
                trace.add(new MarginalFit.Iteration(i + 1, change));
                if (change < spec.tolerance()) {
                    return Arrays.stream(alpha).anyMatch(a -> Math.abs(a) > RUNAWAY) ? runaway() : Verdict.CONVERGED;
                }
                if (Double.isNaN(change)) {
                    break;
                }
            }
            return new Verdict(
                    Verdict.Outcome.ITERATION_LIMIT,
                    "no convergence after " + spec.maxIterations() + " iterations",
                    q > 0
                            ? "raise the iteration limit, or use fewer log odds ratios"
                            : "raise the iteration limit, or merge levels that occur with one response only");
        }

        private static Verdict runaway() {
            return new Verdict(
                    Verdict.Outcome.SEPARATION,
                    "a log odds ratio runs to infinity, as responses of a cluster determine each other",
                    "use fewer log odds ratios");
        }

        /** Halves a step from where the likelihood of independent responses would fall, or some probability be 0. */
        private double climbing(double[] free, double[] alpha, double[] step, double from) {
            double fraction = 1;
            for (int halving = 0; halving < 20; halving++, fraction /= 2) {
                double[] tried = new double[k];
                for (int j = 0; j < k; j++) {
                    tried[j] = free[j] + fraction * step[j];
                }
                try {
                    double at = equations.sums(coefficients(tried), alpha).logLikelihood();
                    if (at >= from - 1e-10 * (1 + Math.abs(from))) {
                        return fraction;
                    }
                } catch (MultinomialEquations.NotPositiveDefiniteException tooFar) {
                    // a shorter step then
                }
            }
            return fraction;
        }

        /** Halves a step that would leave the thresholds out of order. */
        private double keepingOrder(double[] free, double[] step) {
            double fraction = 1;
            for (int halving = 0; halving < 20; halving++, fraction /= 2) {
                double[] tried = new double[k];
                for (int j = 0; j < k; j++) {
                    tried[j] = free[j] + fraction * step[j];
                }
                double[] beta = coefficients(tried);
                boolean ordered = true;
                for (int c = 1; c < spec.functions(); c++) {
                    ordered &= beta[c] > beta[c - 1];
                }
                if (ordered) {
                    return fraction;
                }
            }
            return fraction;
        }

        private double[] confinedScore(double[] score) {
            double[] result = new double[k + q];
            double[] own = LinearAlgebra.multiply(LinearAlgebra.transpose(basis, p, k), score, k, p, 1);
            System.arraycopy(own, 0, result, 0, k);
            System.arraycopy(score, p, result, k, q);
            return result;
        }

        private double[] confined(double[] bread) {
            double[] wide = new double[(p + q) * (k + q)];
            for (int j = 0; j < p; j++) {
                System.arraycopy(basis, j * k, wide, j * (k + q), k);
            }
            for (int a = 0; a < q; a++) {
                wide[(p + a) * (k + q) + k + a] = 1;
            }
            double[] half = LinearAlgebra.multiply(bread, wide, p + q, p + q, k + q);
            return LinearAlgebra.multiply(LinearAlgebra.transpose(wide, p + q, k + q), half, k + q, p + q, k + q);
        }

        MultinomialFit result(double[] start, double[] alpha) {
            double[] beta = start.clone();
            double[] crossProducts = equations.crossProducts();
            try {
                Verdict verdict = iterate(beta, alpha);
                MultinomialEquations.Sums sums = equations.sums(beta, alpha);
                JointBread bread = JointBread.of(sums.bread(), p, q, spec.singular());
                if (bread.regression().rank()
                        < Sweep.of(crossProducts, p, spec.singular()).rank()) {
                    verdict = new Verdict(
                            Verdict.Outcome.NOT_POSITIVE_DEFINITE,
                            "the information matrix is singular at the last estimates: some probabilities are 0",
                            "merge response levels that hardly occur");
                }
                double[] joint = bread.sandwich(sums.meat());
                symmetrize(joint, p + q);
                return new MultinomialFit(
                        spec,
                        beta,
                        alpha,
                        bread.regression().inverse(),
                        JointBread.block(joint, p + q, 0, p, 0, p),
                        joint,
                        bread.regression().aliased(),
                        bread.regression().rank(),
                        crossProducts,
                        sums.logLikelihood(),
                        trace,
                        verdict);
            } catch (MultinomialEquations.NotPositiveDefiniteException notDefinite) {
                return withoutCovariance(beta, alpha, crossProducts, notDefinite.getMessage());
            }
        }

        private static void symmetrize(double[] matrix, int n) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    double mean = 0.5 * (matrix[i * n + j] + matrix[j * n + i]);
                    matrix[i * n + j] = mean;
                    matrix[j * n + i] = mean;
                }
            }
        }

        private MultinomialFit withoutCovariance(double[] beta, double[] alpha, double[] crossProducts, String cause) {
            Sweep columns = Sweep.of(crossProducts, p, spec.singular());
            double[] unknown = new double[(p + q) * (p + q)];
            Arrays.fill(unknown, Double.NaN);
            double[] own = Arrays.copyOf(unknown, p * p);
            return new MultinomialFit(
                    spec,
                    beta,
                    alpha,
                    own,
                    own,
                    unknown,
                    columns.aliased(),
                    columns.rank(),
                    crossProducts,
                    Double.NaN,
                    trace,
                    new Verdict(
                            Verdict.Outcome.WORKING_COVARIANCE_NOT_POSITIVE_DEFINITE,
                            cause,
                            q > 0 ? "use fewer log odds ratios" : "merge response levels that hardly occur"));
        }
    }
}
