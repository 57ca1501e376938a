package hermite.model.glmm;

import hermite.math.search.Maximum;
import hermite.math.search.StoppingRule;
import hermite.model.CentredColumns;
import hermite.model.glmm.covariance.RandomCovariance;
import java.util.List;
import java.util.Optional;

/**
 * A fitted generalized linear mixed model. Parameters are ordered: coefficients β, reported covariance parameters, then
 * the dispersion if the density has one. Matrices are row-major over these; a parameter on its boundary has NaN in its
 * row and column.
 *
 * @param spec what was fitted
 * @param verdict how the fit ended
 * @param logLikelihood approximated log likelihood, all constants included
 * @param beta coefficients
 * @param covarianceParameters parameters of G as {@link RandomCovariance#reported()} lists them
 * @param dispersion dispersion on its natural scale (NaN if there is none)
 * @param g covariance matrix of the random effects, row-major q×q
 * @param gradient gradient of the log likelihood in the reported parameters, NaN for those on their boundary
 * @param modelCovariance inverse of the negative Hessian, carried over to the reported parameters
 * @param empiricalCovariance likelihood sandwich H⁻¹ (Σ s s') H⁻¹ of the reported parameters
 * @param points quadrature points per random effect
 * @param history iterations of the maximisation, at the reported parameters
 * @param relativeDecrement g'H⁻¹g / |log likelihood| at the end, with the final Hessian
 * @param counts sizes of the data
 * @param conditional fit of the conditional distribution at the modes
 * @param modes conditional modes b̂ = Lv̂: for each level one row of its columns for every unit number, see
 *     {@link GlmmSpec#modeLayout}
 * @param modeVariances diagonal of L S S' L', the conditional variances, laid out like {@code modes}
 * @param search which criterion ended the search, and how many covariance parameters restrictions determine
 * @param quadratureCheck what two more points would change
 */
public record GlmmFit(
        GlmmSpec spec,
        GlmmVerdict verdict,
        double logLikelihood,
        double[] beta,
        double[] covarianceParameters,
        double dispersion,
        double[] g,
        double[] gradient,
        double[] modelCovariance,
        double[] empiricalCovariance,
        int points,
        List<Maximum.Iteration> history,
        double relativeDecrement,
        Counts counts,
        Conditional conditional,
        double[] modes,
        double[] modeVariances,
        Search search,
        Optional<QuadratureCheck> quadratureCheck) {

    /** Observations, subjects that have any, distinct subjects, largest subject, likelihood evaluations. */
    public record Counts(int observations, int subjects, int distinctSubjects, int largestSubject, long evaluations) {}

    /**
     * @param restrictions linear restrictions of the covariance parameters in force at the end
     * @param uncertified whether the quadrature certificate was left out because it would have cost more than a tenth of the
     *     fit
     */
    public record Search(Optional<StoppingRule.Criterion> criterion, int restrictions, boolean uncertified) {}

    /** −2 log likelihood given the modes, constants included, and Pearson's chi-square there. */
    public record Conditional(double minusTwoLogLikelihood, double pearson) {}

    /**
     * Effect of two more points per random effect, predicted by one Newton step from the fit.
     *
     * @param points the larger number of points
     * @param logLikelihoodChange change of the log likelihood at the fitted parameters
     * @param largestShift largest predicted change of a parameter in units of its standard error
     * @param parameter index of that parameter in the optimisation parameters
     * @param shifts predicted change of every reported parameter in units of its standard error
     * @param hardSubjects subjects whose own log likelihood changes by more than 0.01
     * @param sufficientPoints from how many points on two more would move no estimate by 0.02 standard errors; 0 if no
     *     number suffices among those cheap enough to try
     */
    public record QuadratureCheck(
            int points,
            double logLikelihoodChange,
            double largestShift,
            int parameter,
            double[] shifts,
            int hardSubjects,
            int sufficientPoints) {
        private QuadratureCheck inColumns(CentredColumns centred, double[] centredCovariance, double[] covariance) {
            int n = shifts.length;
            double[] moved = shifts.clone();
            for (int k = 0; k < n; k++) {
                double variance = centredCovariance[k * n + k];
                moved[k] *= variance > 0 ? Math.sqrt(variance) : 0;
            }
            moved = centred.coefficients(moved);
            for (int k = 0; k < n; k++) {
                double variance = covariance[k * n + k];
                moved[k] /= variance > 0 ? Math.sqrt(variance) : 1;
            }
            return new QuadratureCheck(
                    points, logLikelihoodChange, largestShift, parameter, moved, hardSubjects, sufficientPoints);
        }

        /** Whether the points are too few: a finer grid would move an estimate by more than a tenth of its error. */
        public boolean isCoarse() {
            return largestShift > 0.1;
        }

        /** The points that suffice, or where that was too dear to find out about twice those of the fit, at least 9. */
        public int advisedPoints() {
            return sufficientPoints > 0 ? sufficientPoints : Math.max(9, 2 * (points - 2) - 1);
        }
    }

    /** The fit in the columns of the specification given, from that of the moved ones. */
    GlmmFit inColumns(GlmmSpec given, CentredColumns centred) {
        if (centred.isNone()) {
            return this;
        }
        int order = parameters();
        double[] covariance = centred.covariance(modelCovariance, order);
        return new GlmmFit(
                given,
                verdict,
                logLikelihood,
                centred.coefficients(beta),
                covarianceParameters,
                dispersion,
                g,
                centred.gradient(gradient),
                covariance,
                centred.covariance(empiricalCovariance, order),
                points,
                history.stream()
                        .map(i -> new Maximum.Iteration(
                                i.number(),
                                i.evaluations(),
                                i.value(),
                                i.change(),
                                i.maxGradient(),
                                centred.coefficients(i.point()),
                                centred.gradient(i.gradient())))
                        .toList(),
                relativeDecrement,
                counts,
                conditional,
                modes,
                modeVariances,
                search,
                quadratureCheck.map(c -> c.inColumns(centred, modelCovariance, covariance)));
    }

    /** Number of parameters. */
    public int parameters() {
        return beta.length + covarianceParameters.length + (Double.isNaN(dispersion) ? 0 : 1);
    }

    /** Number of parameters less those that restrictions determine. */
    public int freeParameters() {
        return parameters() - search.restrictions();
    }

    public double minusTwoLogLikelihood() {
        return -2 * logLikelihood;
    }

    /** All reported parameters in order. */
    public double[] estimates() {
        double[] all = new double[parameters()];
        System.arraycopy(beta, 0, all, 0, beta.length);
        System.arraycopy(covarianceParameters, 0, all, beta.length, covarianceParameters.length);
        if (!Double.isNaN(dispersion)) {
            all[all.length - 1] = dispersion;
        }
        return all;
    }

    public double modelStandardError(int parameter) {
        return Math.sqrt(modelCovariance[parameter * parameters() + parameter]);
    }

    public double empiricalStandardError(int parameter) {
        return Math.sqrt(empiricalCovariance[parameter * parameters() + parameter]);
    }
}
