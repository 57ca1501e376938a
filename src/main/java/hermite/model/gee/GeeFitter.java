package hermite.model.gee;

import hermite.model.CentredColumns;
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
 * Fits marginal models by generalized estimating equations (Liang &amp; Zeger 1986): moment estimates of dispersion and
 * correlation from the current residuals, then one Fisher scoring step, until the step is small. QIC is that of
 * Pan (2001).
 */
public final class GeeFitter {
    static final Verdict SINGULAR = new Verdict(
            Verdict.Outcome.NOT_POSITIVE_DEFINITE,
            "the information matrix is singular at the last estimates: fitted means are at a limit of their range",
            "leave out covariates that predict the response without error, or use a simpler working correlation");

    private GeeFitter() {}

    /**
     * @param start coefficients to start from, usually the fit under independence; aliased columns 0
     */
    public static GeeFit fit(GeeSpecification specification, ClusteredObservations data, double[] start) {
        int p = data.observations().columns();
        CentredColumns columns = CentredColumns.of(data.observations().x(), p);
        ClusteredObservations near = data.withColumns(columns);
        double[] crossProducts = crossProducts(near);
        int rank = Sweep.of(crossProducts, p, specification.singular()).rank();
        GeeFit fit = run(specification, near, columns.centred(start), rank, crossProducts);
        return isSingular(fit, rank) ? fit.withVerdict(SINGULAR).inColumns(columns) : fit.inColumns(columns);
    }

    /** Whether coefficients whose columns are independent have lost their information on the way, or their value. */
    static boolean isSingular(MarginalFit fit, int rank) {
        return fit.hasCovariance()
                && (fit.rank() < rank || Arrays.stream(fit.estimates()).anyMatch(b -> !Double.isFinite(b)));
    }

    /**
     * The generalized score test of L beta = 0 (Rotnitzky &amp; Jewell 1990; Boos 1992): the model is fitted under the
     * constraint; T = S'H⁻L'(L C L')⁻L H⁻S with score, bread and empirical covariance of the full design there.
     * Not a number where the constrained fit has no positive definite working correlation.
     */
    public static ChiSquareTest score(GeeFit full, ClusteredObservations data, double[][] hypothesis) {
        if (full.near().isPresent()) {
            CentredColumns columns = full.near().get().columns();
            GeeFit near = (GeeFit) full.near().get().fit();
            return score(near, data.withColumns(columns), columns.combinations(hypothesis));
        }
        Observations rows = data.observations();
        int p = rows.columns();
        double[] basis = LinearAlgebra.nullSpace(hypothesis, p);
        int k = basis.length / p;
        ClusteredObservations confined = data.withDesign(rows.designTimes(basis, k), k);
        double[] start = LinearAlgebra.multiply(LinearAlgebra.transpose(basis, p, k), full.estimates(), k, p, 1);
        GeeFit constrained = run(full.specification(), confined, start, full.rank(), crossProducts(confined));
        if (!full.hasCovariance() || !constrained.hasCovariance()) {
            return new ChiSquareTest(Double.NaN, hypothesis.length, Double.NaN);
        }
        double[] beta = LinearAlgebra.multiply(basis, constrained.estimates(), p, k, 1);
        GeeSpecification spec = full.specification();
        GeeEquations equations = new GeeEquations(data, spec.family(), spec.link(), spec.shape());
        try {
            Whitening whitening = new Whitening(spec.correlation(), constrained.correlations(), data);
            GeeEquations.Sums sums = equations.sums(equations.residuals(beta), whitening, true);
            return generalizedScore(sums.score(), sums.bread(), sums.meat(), hypothesis, spec.singular());
        } catch (Whitening.NotPositiveDefiniteException notDefinite) {
            return undefinedScore(p, k);
        }
    }

    /** The test of a hypothesis under which the fit has no working covariance: its degrees of freedom alone. */
    public static ChiSquareTest undefinedScore(int columns, int free) {
        return new ChiSquareTest(Double.NaN, columns - free, Double.NaN);
    }

    /**
     * The generalized score test from the sums at the constrained solution.
     *
     * @param bread row-major, of the full model
     * @param meat sum of outer products of the clusters' scores
     */
    public static ChiSquareTest generalizedScore(
            double[] score, double[] bread, double[] meat, double[][] hypothesis, double singular) {
        int p = score.length;
        Sweep h = Sweep.of(bread, p, singular);
        double[] covariance = sandwich(h, meat);
        return ChiSquareTest.wald(hypothesis, h.times(score), covariance);
    }

    /** H⁻ M H⁻, exactly symmetric. */
    public static double[] sandwich(Sweep bread, double[] meat) {
        int p = bread.size();
        double[] half = LinearAlgebra.multiply(bread.inverse(), meat, p, p, p);
        double[] full = LinearAlgebra.multiply(half, bread.inverse(), p, p, p);
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * (full[i * p + j] + full[j * p + i]);
                full[i * p + j] = mean;
                full[j * p + i] = mean;
            }
        }
        return full;
    }

    /** Largest change, relative where the parameter exceeds 0.08. */
    public static double largestChange(double[] step, double[] parameters) {
        double largest = 0;
        for (int j = 0; j < step.length; j++) {
            double size = Math.abs(parameters[j]);
            largest = Math.max(largest, size > 0.08 ? Math.abs(step[j]) / size : Math.abs(step[j]));
        }
        return largest;
    }

    static double[] crossProducts(ClusteredObservations data) {
        return data.observations().crossProducts();
    }

    private static GeeFit run(
            GeeSpecification spec, ClusteredObservations data, double[] start, int parameters, double[] crossProducts) {
        GeeEquations equations = new GeeEquations(data, spec.family(), spec.link(), spec.shape());
        CorrelationMoments moments = new CorrelationMoments(spec.correlation(), data, parameters);
        double[] beta = start.clone();
        List<MarginalFit.Iteration> trace = new ArrayList<>();
        Verdict verdict = new Verdict(
                Verdict.Outcome.ITERATION_LIMIT,
                "no convergence after " + spec.maxIterations() + " iterations",
                "raise the iteration limit, or use a simpler working correlation");
        double phi = Double.NaN;
        double[] correlations = new double[0];
        Whitening whitening = new Whitening(new WorkingCorrelation.Independent(), correlations, data);
        GeeEquations.Residuals residuals = equations.residuals(beta);
        for (int i = 0; i < spec.maxIterations(); i++) {
            if (i > 0) {
                equations.fill(residuals, beta);
            }
            if (!equations.meansAreValid(residuals)) {
                verdict = new Verdict(
                        Verdict.Outcome.INVALID_MEAN,
                        "the mean parameter is outside the range of the "
                                + spec.family().label() + " distribution",
                        "use another link");
                break;
            }
            double[] estimated = moments.estimate(residuals.pearson());
            phi = estimated[0];
            if (i % spec.updateEvery() == 0) {
                correlations = Arrays.copyOfRange(estimated, 1, estimated.length);
            }
            try {
                whitening = new Whitening(spec.correlation(), correlations, data);
            } catch (Whitening.NotPositiveDefiniteException notDefinite) {
                verdict = new Verdict(
                        Verdict.Outcome.WORKING_COVARIANCE_NOT_POSITIVE_DEFINITE,
                        notDefinite.getMessage(),
                        "use a working correlation with fewer parameters");
                break;
            }
            GeeEquations.Sums sums = equations.sums(residuals, whitening, false);
            double[] step = Sweep.of(sums.bread(), beta.length, spec.singular()).times(sums.score());
            for (int j = 0; j < beta.length; j++) {
                beta[j] += step[j];
            }
            double change = largestChange(step, beta);
            trace.add(new MarginalFit.Iteration(i + 1, change));
            if (change < spec.tolerance()) {
                verdict = Verdict.CONVERGED;
                break;
            }
            if (Double.isNaN(change)) {
                break;
            }
        }
        equations.fill(residuals, beta);
        return result(
                spec, data, equations, residuals, beta, phi, correlations, whitening, crossProducts, trace, verdict);
    }

    private static GeeFit result(
            GeeSpecification spec,
            ClusteredObservations data,
            GeeEquations equations,
            GeeEquations.Residuals residuals,
            double[] beta,
            double phi,
            double[] correlations,
            Whitening whitening,
            double[] crossProducts,
            List<MarginalFit.Iteration> trace,
            Verdict verdict) {
        int p = beta.length;
        GeeEquations.Sums sums = equations.sums(residuals, whitening, true);
        Sweep bread = Sweep.of(sums.bread(), p, spec.singular());
        double dispersion = spec.fixedDispersion().orElse(phi);
        double[] modelBased = bread.inverse().clone();
        for (int i = 0; i < modelBased.length; i++) {
            modelBased[i] *= dispersion;
        }
        double[] empirical = sandwich(bread, sums.meat());
        boolean failed = verdict.outcome() == Verdict.Outcome.WORKING_COVARIANCE_NOT_POSITIVE_DEFINITE;
        if (failed) {
            Arrays.fill(modelBased, Double.NaN);
            Arrays.fill(empirical, Double.NaN);
        }
        double[] omega = equations.independenceBread(residuals);
        double penalty = 0;
        for (int i = 0; i < omega.length; i++) {
            penalty += omega[i] * empirical[i] / dispersion;
        }
        double quasi = equations.quasiLikelihood(residuals.mean()) / dispersion;
        return new GeeFit(
                spec,
                beta,
                modelBased,
                empirical,
                bread.aliased(),
                bread.rank(),
                crossProducts,
                phi,
                dispersion,
                correlations,
                data.dimension(),
                -2 * quasi + 2 * penalty,
                failed ? Double.NaN : -2 * quasi + 2 * bread.rank(),
                trace,
                verdict,
                Optional.empty());
    }
}
