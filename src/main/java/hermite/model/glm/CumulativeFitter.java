package hermite.model.glm;

import hermite.model.CentredColumns;
import hermite.model.Link;
import hermite.model.Observations;
import hermite.model.Sweep;
import hermite.model.Verdict;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.LinearAlgebra;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Cumulative link models of an ordinal response by Newton's method: P(Y &lt;= c) = h(theta_c + x'beta), h the inverse
 * link (McCullagh 1980, equation 2.1, with the sign of beta turned).
 */
public final class CumulativeFitter implements RidgedNewton.LogLikelihood {
    private static final RidgedNewton NEWTON = new RidgedNewton(1e-6, 10, 1e6, 1e-8, Double.POSITIVE_INFINITY);
    private static final double SATURATED = 1e-7;
    private static final double LEAST_GAP = 1e-3;

    private final Observations data;
    private final int[] category;
    private final int thresholds;
    private final Link link;
    private final int p;
    private final int size;
    /** A parameter that the search leaves where it is; -1: none. */
    private int held = -1;

    private CumulativeFitter(Observations data, int categories, Link link) {
        this.data = data;
        this.category = Arrays.stream(data.response()).mapToInt(y -> (int) y).toArray();
        this.thresholds = categories - 1;
        this.link = link;
        this.p = data.columns();
        this.size = thresholds + p;
    }

    /**
     * Fits thresholds and coefficients.
     *
     * @param specification link, tolerance, iterations, pivot tolerance; a dispersion that is held multiplies the
     *     covariance and divides the log likelihood
     * @param observations responses are categories from 0; the first column of the design is the constant, whose
     *     place the thresholds take
     * @return estimates: the thresholds, then one a column after the first; cross products are those of these
     *     parameters over all cumulative responses
     */
    public static GlmFit fit(GlmSpecification specification, Observations observations, int categories) {
        CentredColumns columns = CentredColumns.of(observations.x(), observations.columns());
        Observations near = observations.withDesign(columns.columns(observations.x()), observations.columns());
        CentredColumns parameters = columns.withThresholds(categories - 1);
        return fitInColumns(specification.movedStart(parameters), near.canonical(), categories)
                .inColumns(specification, parameters);
    }

    /** The fit in the columns as they are, of canonical rows. */
    private static GlmFit fitInColumns(GlmSpecification specification, Observations all, int categories) {
        double[] crossProducts = all.crossProducts();
        Sweep sweep = Sweep.of(crossProducts, all.columns(), specification.singular());
        int[] kept = IntStream.range(1, all.columns())
                .filter(j -> !sweep.aliased()[j])
                .toArray();
        CumulativeFitter fitter = new CumulativeFitter(select(all, kept), categories, specification.link());
        List<GlmFit.Iteration> trace = new ArrayList<>();
        double[] parameters = fitter.start();
        for (int j = 0; j < parameters.length && !specification.start().isEmpty(); j++) {
            int place = j < fitter.thresholds ? j : fitter.thresholds + kept[j - fitter.thresholds] - 1;
            double given = specification.start().get(place);
            parameters[j] = Double.isNaN(given) ? parameters[j] : given;
        }
        Verdict verdict = fitter.iterate(specification, parameters, trace);
        RidgedNewton.Derivatives at = fitter.derivatives(parameters);
        Sweep inverse = Sweep.of(
                specification.expectedInformation() ? fitter.expectedInformation(parameters) : at.information(),
                fitter.size,
                1e-14);
        if (verdict.isConverged() && (!inverse.definite() || inverse.rank() < fitter.size)) {
            verdict = new Verdict(
                    Verdict.Outcome.NOT_POSITIVE_DEFINITE,
                    "the negative of the Hessian is not positive definite",
                    "look for covariates that predict the response without error");
        }
        int full = fitter.thresholds + all.columns() - 1;
        int[] place = new int[fitter.size];
        for (int j = 0; j < fitter.size; j++) {
            place[j] = j < fitter.thresholds ? j : fitter.thresholds + kept[j - fitter.thresholds] - 1;
        }
        double[] estimates = new double[full];
        double[] covariance = new double[full * full];
        boolean[] aliased = new boolean[full];
        Arrays.fill(aliased, true);
        for (int a = 0; a < fitter.size; a++) {
            estimates[place[a]] = parameters[a];
            aliased[place[a]] = false;
            for (int b = 0; b < fitter.size; b++) {
                covariance[place[a] * full + place[b]] = inverse.inverse()[a * fitter.size + b];
            }
        }
        List<GlmFit.Iteration> history =
                trace.stream().map(i -> spread(i, place, full)).toList();
        if ((!verdict.isConverged() || fitter.isSaturated(parameters))
                && CategorySeparation.cumulative(all, categories, lastStep(estimates, history))
                        .isPresent()) {
            verdict = new Verdict(
                    Verdict.Outcome.SEPARATION,
                    "separation: a combination of covariates rules out levels of the response",
                    "drop or merge levels that occur with one response only");
        }
        double n = all.count();
        double dispersion = specification.scale() instanceof ScaleRule.Fixed fixed ? fixed.dispersion() : 1;
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] *= dispersion;
        }
        FitCriteria criteria = new FitCriteria(
                n,
                n * (categories - 1) - fitter.size,
                Double.NaN,
                Double.NaN,
                dispersion,
                at.value() / dispersion,
                at.value(),
                fitter.size);
        return new GlmFit(
                specification,
                estimates,
                covariance,
                aliased,
                fitter.size,
                dispersion,
                0,
                Optional.empty(),
                overThresholds(crossProducts, all.columns(), categories - 1),
                criteria,
                history,
                verdict,
                Optional.empty());
    }

    /** The separation that a fit ran along, or another; in the observations given, in any order. */
    public static Optional<CategorySeparation> separation(GlmFit fit, Observations observations, int categories) {
        return CategorySeparation.cumulative(observations, categories, lastStep(fit.estimates(), fit.trace()));
    }

    private static double[] lastStep(double[] estimates, List<GlmFit.Iteration> trace) {
        double[] step = new double[estimates.length];
        if (!trace.isEmpty()) {
            double[] before = trace.get(trace.size() - 1).estimates();
            Arrays.setAll(step, j -> estimates[j] - before[j]);
        }
        return step;
    }

    /** The iteration with its estimates at their places among all, 0 elsewhere. */
    private static GlmFit.Iteration spread(GlmFit.Iteration iteration, int[] place, int full) {
        double[] estimates = new double[full];
        for (int j = 0; j < place.length; j++) {
            estimates[place[j]] = iteration.estimates()[j];
        }
        return new GlmFit.Iteration(
                iteration.number(), iteration.ridge(), iteration.logLikelihood(), iteration.largestChange(), estimates);
    }

    /** Cross products of (threshold's indicator, columns after the first), each row taken once a threshold. */
    private static double[] overThresholds(double[] crossProducts, int p, int thresholds) {
        int size = thresholds + p - 1;
        double[] wide = new double[size * size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                int j = Math.max(0, a - thresholds + 1);
                int k = Math.max(0, b - thresholds + 1);
                double times = j > 0 && k > 0 ? thresholds : j > 0 || k > 0 || a == b ? 1 : 0;
                wide[a * size + b] = times * crossProducts[j * p + k];
            }
        }
        return wide;
    }

    /**
     * The likelihood-ratio test of L beta = 0.
     *
     * @param hypothesis independent rows over the design's columns, 0 for the constant
     */
    public static ChiSquareTest likelihoodRatio(
            GlmFit full, Observations observations, int categories, double[][] hypothesis) {
        int p = observations.columns();
        double[] basis = LinearAlgebra.nullSpace(hypothesis, p);
        int k = basis.length / p;
        GlmSpecification specification = full.specification().withScale(new ScaleRule.Fixed(full.dispersion()));
        Observations near =
                observations.withDesign(CentredColumns.of(observations.x(), p).columns(observations.x()), p);
        GlmFit reduced = fit(specification, near.withDesign(near.designTimes(basis, k), k), categories);
        double drop = full.criteria().logLikelihood() - reduced.criteria().logLikelihood();
        return ChiSquareTest.of(Math.max(0, 2 * drop), full.rank() - reduced.rank());
    }

    /**
     * The log likelihood maximised over all parameters but one.
     *
     * @param start thresholds, then one coefficient a column after the first, none aliased: where the search starts;
     *     thresholds that would not be in order begin a thousandth apart
     * @param parameter place among the estimates of the one that is held
     */
    static double maximised(
            GlmSpecification specification,
            Observations observations,
            int categories,
            double[] start,
            int parameter,
            double value) {
        int[] all = IntStream.range(1, observations.columns()).toArray();
        CumulativeFitter fitter = new CumulativeFitter(select(observations, all), categories, specification.link());
        fitter.held = parameter;
        double[] parameters = start.clone();
        parameters[parameter] = value;
        int first = parameter < fitter.thresholds ? parameter : 0;
        for (int c = first + 1; c < fitter.thresholds; c++) {
            parameters[c] = Math.max(parameters[c], parameters[c - 1] + LEAST_GAP);
        }
        for (int c = first - 1; c >= 0; c--) {
            parameters[c] = Math.min(parameters[c], parameters[c + 1] - LEAST_GAP);
        }
        fitter.iterate(specification, parameters, new ArrayList<>());
        return fitter.valueAt(parameters);
    }

    /** Gradient, then rows of the Hessian, of minus the log likelihood at the estimates that are not aliased. */
    public static double[][] negativeDerivatives(GlmFit fit, Observations observations, int categories) {
        int thresholds = categories - 1;
        int[] kept = IntStream.range(1, observations.columns())
                .filter(j -> !fit.aliased()[thresholds + j - 1])
                .toArray();
        CumulativeFitter fitter = new CumulativeFitter(
                select(observations.canonical(), kept),
                categories,
                fit.specification().link());
        RidgedNewton.Derivatives at = fitter.derivatives(IntStream.range(0, fit.estimates().length)
                .filter(j -> !fit.aliased()[j])
                .mapToDouble(j -> fit.estimates()[j])
                .toArray());
        double[][] rows = new double[fitter.size + 1][fitter.size];
        for (int j = 0; j < fitter.size; j++) {
            rows[0][j] = -at.score()[j] / fit.phi();
            for (int k = 0; k < fitter.size; k++) {
                rows[1 + j][k] = at.information()[j * fitter.size + k] / fit.phi();
            }
        }
        return rows;
    }

    /** P(Y = c | x), c from 0: shape rows × categories, row by row. */
    static double[] probabilities(GlmFit fit, Observations observations, int categories) {
        double[] all = new double[observations.rows() * categories];
        int thresholds = categories - 1;
        int p = observations.columns();
        Link link = fit.specification().link();
        for (int i = 0; i < observations.rows(); i++) {
            double eta = observations.offset()[i];
            for (int j = 1; j < p; j++) {
                eta += observations.x()[i * p + j] * fit.estimates()[thresholds + j - 1];
            }
            double below = 0;
            for (int c = 0; c < categories; c++) {
                double upTo = c == thresholds ? 1 : link.inverse(fit.estimates()[c] + eta);
                all[i * categories + c] = upTo - below;
                below = upTo;
            }
        }
        return all;
    }

    private static Observations select(Observations all, int[] kept) {
        double[] x = new double[all.rows() * kept.length];
        for (int i = 0; i < all.rows(); i++) {
            for (int j = 0; j < kept.length; j++) {
                x[i * kept.length + j] = all.x()[i * all.columns() + kept[j]];
            }
        }
        return all.withDesign(x, kept.length);
    }

    /** Whether some row's level has a probability that is 1 but for rounding. */
    private boolean isSaturated(double[] parameters) {
        for (int i = 0; i < data.rows(); i++) {
            int c = category[i];
            double eta = eta(parameters, i);
            double above = c == thresholds ? 0 : parameters[c] + eta;
            double below = c == 0 ? 0 : parameters[c - 1] + eta;
            if (probability(above, below, c) > 1 - SATURATED) {
                return true;
            }
        }
        return false;
    }

    /** Thresholds of the observed shares, coefficients 0. */
    private double[] start() {
        double[] counts = new double[thresholds + 1];
        double total = 0;
        for (int i = 0; i < data.rows(); i++) {
            counts[category[i]] += data.frequency()[i] * data.weight()[i];
            total += data.frequency()[i] * data.weight()[i];
        }
        double[] parameters = new double[size];
        double below = 0;
        for (int c = 0; c < thresholds; c++) {
            below += counts[c];
            parameters[c] = link.link(below / total);
        }
        return parameters;
    }

    private Verdict iterate(GlmSpecification specification, double[] parameters, List<GlmFit.Iteration> trace) {
        return NEWTON.maximize(this, parameters, specification.maxIterations(), specification.tolerance(), trace)
                ? Verdict.CONVERGED
                : new Verdict(
                        Verdict.Outcome.ITERATION_LIMIT,
                        "no convergence after " + specification.maxIterations() + " iterations",
                        "give more iterations with MAXITER=, or merge levels that occur with one response only");
    }

    /** A parameter that is held has no score, and no information with the others. */
    private void hold(double[] score, double[] information) {
        for (int j = 0; j < size; j++) {
            information[held * size + j] = 0;
            information[j * size + held] = 0;
        }
        information[held * size + held] = 1;
        score[held] = 0;
    }

    private double eta(double[] parameters, int i) {
        double eta = data.offset()[i];
        for (int j = 0; j < p; j++) {
            eta += data.x()[i * p + j] * parameters[thresholds + j];
        }
        return eta;
    }

    /** P(Y = c) = h(a) - h(b). */
    private double probability(double a, double b, int c) {
        double upper = c == thresholds ? 1 : link.inverse(a);
        double lower = c == 0 ? 0 : link.inverse(b);
        return upper - lower;
    }

    @Override
    public double valueAt(double[] parameters) {
        double sum = 0;
        for (int i = 0; i < data.rows(); i++) {
            int c = category[i];
            double eta = eta(parameters, i);
            double pi = probability(c == thresholds ? 0 : parameters[c] + eta, c == 0 ? 0 : parameters[c - 1] + eta, c);
            if (!(pi > 0)) {
                return Double.NEGATIVE_INFINITY;
            }
            sum += data.frequency()[i] * data.weight()[i] * Math.log(pi);
        }
        return sum;
    }

    /** Sum over rows and categories of w g g' / P(c), g the gradient of P(c). */
    private double[] expectedInformation(double[] parameters) {
        double[] result = new double[size * size];
        double[] g = new double[size];
        for (int i = 0; i < data.rows(); i++) {
            double eta = eta(parameters, i);
            double w = data.frequency()[i] * data.weight()[i];
            for (int c = 0; c <= thresholds; c++) {
                double a = c == thresholds ? 0 : parameters[c] + eta;
                double b = c == 0 ? 0 : parameters[c - 1] + eta;
                double ha = c == thresholds ? 0 : link.firstDerivative(a);
                double hb = c == 0 ? 0 : link.firstDerivative(b);
                Arrays.fill(g, 0);
                if (c < thresholds) {
                    g[c] = ha;
                }
                if (c > 0) {
                    g[c - 1] = -hb;
                }
                for (int j = 0; j < p; j++) {
                    g[thresholds + j] = (ha - hb) * data.x()[i * p + j];
                }
                double scale = w / probability(a, b, c);
                for (int j = 0; j < size; j++) {
                    for (int k = 0; k < size; k++) {
                        result[j * size + k] += scale * g[j] * g[k];
                    }
                }
            }
        }
        return result;
    }

    @Override
    public RidgedNewton.Derivatives derivatives(double[] parameters) {
        double[] score = new double[size];
        double[] information = new double[size * size];
        double[] za = new double[size];
        double[] zb = new double[size];
        for (int i = 0; i < data.rows(); i++) {
            int c = category[i];
            double eta = eta(parameters, i);
            boolean top = c == thresholds;
            boolean bottom = c == 0;
            double a = top ? 0 : parameters[c] + eta;
            double b = bottom ? 0 : parameters[c - 1] + eta;
            double pi = probability(a, b, c);
            double la = top ? 0 : link.firstDerivative(a) / pi;
            double lb = bottom ? 0 : -link.firstDerivative(b) / pi;
            double laa = top ? 0 : link.secondDerivative(a) / pi - la * la;
            double lbb = bottom ? 0 : -link.secondDerivative(b) / pi - lb * lb;
            double lab = -la * lb;
            double w = data.frequency()[i] * data.weight()[i];
            Arrays.fill(za, 0);
            Arrays.fill(zb, 0);
            if (!top) {
                za[c] = 1;
                System.arraycopy(data.x(), i * p, za, thresholds, p);
            }
            if (!bottom) {
                zb[c - 1] = 1;
                System.arraycopy(data.x(), i * p, zb, thresholds, p);
            }
            for (int j = 0; j < size; j++) {
                score[j] += w * (la * za[j] + lb * zb[j]);
                for (int k = 0; k < size; k++) {
                    information[j * size + k] -=
                            w * (laa * za[j] * za[k] + lbb * zb[j] * zb[k] + lab * (za[j] * zb[k] + zb[j] * za[k]));
                }
            }
        }
        if (held >= 0) {
            hold(score, information);
        }
        return new RidgedNewton.Derivatives(valueAt(parameters), score, information);
    }
}
