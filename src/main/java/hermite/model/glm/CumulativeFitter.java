package hermite.model.glm;

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
public final class CumulativeFitter {
    private final Observations data;
    private final int[] category;
    private final int thresholds;
    private final Link link;
    private final int p;
    private final int size;

    private double value;
    private final double[] score;
    private final double[] information;

    private CumulativeFitter(Observations data, int categories, Link link) {
        this.data = data;
        this.category = Arrays.stream(data.response()).mapToInt(y -> (int) y).toArray();
        this.thresholds = categories - 1;
        this.link = link;
        this.p = data.columns();
        this.size = thresholds + p;
        this.score = new double[size];
        this.information = new double[size * size];
    }

    /**
     * Fits thresholds and coefficients.
     *
     * @param specification link, tolerance, iterations, pivot tolerance
     * @param observations responses are categories from 0; the first column of the design is the constant, whose
     *     place the thresholds take
     * @return estimates: the thresholds, then one a column after the first; cross products are those of these
     *     parameters over all cumulative responses
     */
    public static GlmFit fit(GlmSpecification specification, Observations observations, int categories) {
        Observations all = observations.canonical();
        double[] crossProducts = all.crossProducts();
        Sweep sweep = Sweep.of(crossProducts, all.columns(), specification.singular());
        int[] kept = IntStream.range(1, all.columns())
                .filter(j -> !sweep.aliased()[j])
                .toArray();
        CumulativeFitter fitter = new CumulativeFitter(select(all, kept), categories, specification.link());
        List<GlmFit.Iteration> trace = new ArrayList<>();
        double[] parameters = fitter.start();
        Verdict verdict = fitter.iterate(specification, parameters, trace);
        fitter.evaluate(parameters);
        Sweep inverse = Sweep.of(fitter.information, fitter.size, 1e-14);
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
        double n = all.count();
        FitCriteria criteria = new FitCriteria(
                n,
                n * (categories - 1) - fitter.size,
                Double.NaN,
                Double.NaN,
                1,
                fitter.value,
                fitter.value,
                fitter.size);
        return new GlmFit(
                specification.withScale(new ScaleRule.Fixed(1)),
                estimates,
                covariance,
                aliased,
                fitter.size,
                1,
                0,
                Optional.empty(),
                overThresholds(crossProducts, all.columns(), categories - 1),
                criteria,
                trace,
                verdict);
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
        GlmFit reduced =
                fit(full.specification(), observations.withDesign(observations.designTimes(basis, k), k), categories);
        double drop = full.criteria().logLikelihood() - reduced.criteria().logLikelihood();
        return ChiSquareTest.of(Math.max(0, 2 * drop), full.rank() - reduced.rank());
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
        for (int iteration = 0; iteration < specification.maxIterations(); iteration++) {
            evaluate(parameters);
            double[] step = step();
            double[] from = parameters.clone();
            double before = value;
            double fraction = 1;
            for (int halving = 0; halving < 30; halving++, fraction /= 2) {
                for (int j = 0; j < size; j++) {
                    parameters[j] = from[j] + fraction * step[j];
                }
                if (valueAt(parameters) >= before - 1e-10 * (1 + Math.abs(before))) {
                    break;
                }
            }
            double largest = 0;
            for (int j = 0; j < size; j++) {
                double moved = Math.abs(parameters[j] - from[j]);
                largest = Math.max(largest, Math.abs(from[j]) > 0.01 ? moved / Math.abs(from[j]) : moved);
            }
            trace.add(new GlmFit.Iteration(iteration, 0, before, largest, from));
            if (largest < specification.tolerance()) {
                return Verdict.CONVERGED;
            }
        }
        return new Verdict(
                Verdict.Outcome.ITERATION_LIMIT,
                "no convergence after " + specification.maxIterations() + " iterations",
                "give more iterations with MAXITER=, or merge levels that occur with one response only");
    }

    /** Newton's step; where the information is not positive definite its diagonal is raised until it is. */
    private double[] step() {
        double ridge = 0;
        while (true) {
            double[] raised = information.clone();
            for (int j = 0; j < size; j++) {
                raised[j * size + j] += ridge * Math.max(1e-8, Math.abs(raised[j * size + j]));
            }
            Sweep sweep = Sweep.of(raised, size, 1e-14);
            if (sweep.definite() && sweep.rank() == size || ridge > 1e6) {
                return sweep.times(score);
            }
            ridge = ridge == 0 ? 1e-6 : ridge * 10;
        }
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

    private double valueAt(double[] parameters) {
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

    private void evaluate(double[] parameters) {
        value = valueAt(parameters);
        Arrays.fill(score, 0);
        Arrays.fill(information, 0);
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
    }
}
