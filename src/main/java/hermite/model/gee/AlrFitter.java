package hermite.model.gee;

import hermite.model.CentredColumns;
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
 * Fits alternating logistic regressions: a Fisher step for beta, and for alpha a step that allows for it through the
 * cross block of the bread, so that both converge together. The covariance of (beta, alpha) is the joint sandwich.
 */
public final class AlrFitter {
    private AlrFitter() {}

    /**
     * @param data responses 0 or 1
     * @param start coefficients to start from, usually the fit under independence
     */
    public static AlrFit fit(AlrSpecification specification, ClusteredObservations data, double[] start) {
        int q = specification.logOddsRatios().parameters();
        double[] alpha = specification
                .startingLogOddsRatios()
                .map(double[]::clone)
                .orElseGet(() -> {
                    double[] small = new double[q];
                    Arrays.fill(small, 0.01);
                    return small;
                });
        CentredColumns columns =
                CentredColumns.of(data.observations().x(), data.observations().columns());
        ClusteredObservations near = data.withColumns(columns);
        AlrFit fit = run(specification, near, columns.centred(start), alpha);
        int rank = Sweep.of(fit.crossProducts(), start.length, specification.singular())
                .rank();
        return GeeFitter.isSingular(fit, rank)
                ? fit.withVerdict(GeeFitter.SINGULAR).inColumns(columns)
                : fit.inColumns(columns);
    }

    /** The generalized score test of L beta = 0, with the log odds ratios fitted again under the constraint. */
    public static ChiSquareTest score(AlrFit full, ClusteredObservations data, double[][] hypothesis) {
        if (full.near().isPresent()) {
            CentredColumns columns = full.near().get().columns();
            AlrFit near = (AlrFit) full.near().get().fit();
            return score(near, data.withColumns(columns), columns.combinations(hypothesis));
        }
        Observations rows = data.observations();
        int p = rows.columns();
        int q = full.logOddsRatios().length;
        double[] basis = LinearAlgebra.nullSpace(hypothesis, p);
        int k = basis.length / p;
        ClusteredObservations confined = data.withDesign(rows.designTimes(basis, k), k);
        double[] start = LinearAlgebra.multiply(LinearAlgebra.transpose(basis, p, k), full.estimates(), k, p, 1);
        AlrFit constrained =
                run(full.specification(), confined, start, full.logOddsRatios().clone());
        double[] beta = LinearAlgebra.multiply(basis, constrained.estimates(), p, k, 1);
        AlrEquations equations = new AlrEquations(full.specification(), data);
        try {
            AlrEquations.Sums sums = equations.sums(beta, constrained.logOddsRatios());
            return GeeFitter.generalizedScore(
                    Arrays.copyOf(sums.score(), p),
                    JointBread.block(sums.bread(), p + q, 0, p, 0, p),
                    JointBread.block(sums.meat(), p + q, 0, p, 0, p),
                    hypothesis,
                    full.specification().singular());
        } catch (Whitening.NotPositiveDefiniteException notDefinite) {
            return GeeFitter.undefinedScore(p, k);
        }
    }

    private static AlrFit run(AlrSpecification spec, ClusteredObservations data, double[] beta, double[] alpha) {
        int p = beta.length;
        int q = alpha.length;
        AlrEquations equations = new AlrEquations(spec, data);
        List<MarginalFit.Iteration> trace = new ArrayList<>();
        Verdict verdict = new Verdict(
                Verdict.Outcome.ITERATION_LIMIT,
                "no convergence after " + spec.maxIterations() + " iterations",
                "raise the iteration limit, or use fewer log odds ratios");
        try {
            for (int i = 0; i < spec.maxIterations(); i++) {
                AlrEquations.Sums sums = equations.sums(beta, alpha);
                double[] step =
                        JointBread.of(sums.bread(), p, q, spec.singular()).times(sums.score());
                damp(step, p);
                boolean all = i % spec.updateEvery() == 0;
                if (!all) {
                    // The bread is block triangular: without the others' the step of beta is what it was.
                    Arrays.fill(step, p, p + q, 0);
                }
                for (int j = 0; j < p; j++) {
                    beta[j] += step[j];
                }
                for (int a = 0; a < q; a++) {
                    alpha[a] += step[p + a];
                }
                double change = GeeFitter.largestChange(step, concatenate(beta, alpha));
                trace.add(new MarginalFit.Iteration(i + 1, change));
                if (all && change < spec.tolerance()) {
                    verdict = Verdict.CONVERGED;
                    break;
                }
                if (Double.isNaN(change)) {
                    break;
                }
            }
            return result(spec, data, equations, beta, alpha, trace, verdict);
        } catch (Whitening.NotPositiveDefiniteException notDefinite) {
            return withoutCovariance(spec, data, beta, alpha, trace, notDefinite.getMessage());
        }
    }

    /** Far from the solution a log odds ratio could be thrown to where all probabilities are 0 or 1. */
    private static void damp(double[] step, int p) {
        for (int a = p; a < step.length; a++) {
            step[a] = Math.max(-3, Math.min(3, step[a]));
        }
    }

    private static AlrFit result(
            AlrSpecification spec,
            ClusteredObservations data,
            AlrEquations equations,
            double[] beta,
            double[] alpha,
            List<MarginalFit.Iteration> trace,
            Verdict verdict) {
        int p = beta.length;
        int q = alpha.length;
        int d = p + q;
        AlrEquations.Sums sums = equations.sums(beta, alpha);
        JointBread bread = JointBread.of(sums.bread(), p, q, spec.singular());
        double[] joint = bread.sandwich(sums.meat());
        double[] empirical = JointBread.block(joint, d, 0, p, 0, p);
        GeeEquations independence = new GeeEquations(data, Family.BINOMIAL, spec.link(), 1);
        GeeEquations.Residuals residuals = independence.residuals(beta);
        Whitening none = new Whitening(new WorkingCorrelation.Independent(), new double[0], data);
        double[] omega = independence.sums(residuals, none, false).bread();
        double penalty = 0;
        for (int i = 0; i < omega.length; i++) {
            penalty += omega[i] * empirical[i];
        }
        double quasi = independence.quasiLikelihood(residuals.mean());
        return new AlrFit(
                spec,
                beta,
                alpha,
                bread.regression().inverse(),
                empirical,
                joint,
                bread.regression().aliased(),
                bread.regression().rank(),
                GeeFitter.crossProducts(data),
                -2 * quasi + 2 * penalty,
                -2 * quasi + 2 * bread.regression().rank(),
                trace,
                verdict,
                Optional.empty());
    }

    private static AlrFit withoutCovariance(
            AlrSpecification spec,
            ClusteredObservations data,
            double[] beta,
            double[] alpha,
            List<MarginalFit.Iteration> trace,
            String cause) {
        int p = beta.length;
        int d = p + alpha.length;
        double[] crossProducts = GeeFitter.crossProducts(data);
        Sweep columns = Sweep.of(crossProducts, p, spec.singular());
        double[] unknown = new double[d * d];
        Arrays.fill(unknown, Double.NaN);
        double[] unknownBeta = Arrays.copyOf(unknown, p * p);
        return new AlrFit(
                spec,
                beta,
                alpha,
                unknownBeta,
                unknownBeta,
                unknown,
                columns.aliased(),
                columns.rank(),
                crossProducts,
                Double.NaN,
                Double.NaN,
                trace,
                new Verdict(
                        Verdict.Outcome.WORKING_COVARIANCE_NOT_POSITIVE_DEFINITE, cause, "use fewer log odds ratios"),
                Optional.empty());
    }

    private static double[] concatenate(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
