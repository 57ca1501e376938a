package hermite.sas.proc.glimmix.fitting;

import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.covariance.CovarianceRestriction;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.inference.Tails;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.CovarianceTest;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;

/**
 * Likelihood ratio tests of covariance parameters and limits from profiled or estimated likelihoods. Where a hypothesis
 * puts variances on the boundary of their space the reference distribution is a mixture of chi-squares (Self and Liang
 * 1987, cases 5 and 7; Stram and Lee 1994).
 */
public final class CovarianceTests {
    private final GlimmixData data;
    private final LikelihoodFit likelihood;
    private final GlmmFit full;
    private final ProcContext context;

    public CovarianceTests(GlimmixData data, LikelihoodFit likelihood, GlmmFit full, ProcContext context) {
        this.data = data;
        this.likelihood = likelihood;
        this.full = full;
        this.context = context;
    }

    /** What the p value of a test refers to. */
    public enum Reference {
        MIXTURE("MI"),
        CHI_SQUARE("DF"),
        STANDARD("--");

        private final String mark;

        Reference(String mark) {
            this.mark = mark;
        }

        public String mark() {
            return mark;
        }
    }

    /** @param estimates covariance parameters under the hypothesis */
    public record Result(
            String label,
            int df,
            double minusTwoLogLikelihood,
            double chiSquare,
            double probability,
            Reference reference,
            double[] estimates) {}

    public Result test(CovarianceTest test) {
        CovarianceRestriction hypothesis = test.hypothesis(data, likelihood.startingValues(), context);
        if (hypothesis.isNone()) {
            return unrestricted(test, full.minusTwoLogLikelihood(), likelihood.covarianceParameters(full));
        }
        int parameters = likelihood.parameters();
        GlmmFit under = likelihood.refit(full, hypothesis, test.options().has("RESTART"), (int)
                test.options().number("MAXITER").orElse(0));
        double statistic = Math.max(0, under.minusTwoLogLikelihood() - full.minusTwoLogLikelihood());
        int df = hypothesis.rank(parameters);
        List<Integer> zero = zeroVariances(hypothesis);
        double[] mixture = mixture(zero.size(), df, () -> correlation(zero.get(0), zero.get(1)));
        return result(
                test,
                df,
                under.minusTwoLogLikelihood(),
                statistic,
                mixture,
                !zero.isEmpty(),
                likelihood.covarianceParameters(under));
    }

    /** A hypothesis that restricts nothing: the statistic is 0 and certain to be so. */
    public static Result unrestricted(CovarianceTest test, double minusTwoLog, double[] estimates) {
        return result(test, 0, minusTwoLog, 0, new double[0], false, estimates);
    }

    /**
     * A statistic with its distribution.
     *
     * @param mixture weights of the chi-squares with the last degrees of freedom up to those of the test, or none
     * @param onBoundary whether the hypothesis sets a variance to 0
     * @param estimates under the hypothesis
     */
    public static Result result(
            CovarianceTest test,
            int df,
            double minusTwoLog,
            double statistic,
            double[] mixture,
            boolean onBoundary,
            double[] estimates) {
        List<Double> given = test.options().numbers("DF");
        List<Double> weights = test.options().numbers("WGHT");
        Reference reference;
        double probability = 0;
        if (!given.isEmpty()) {
            reference = weights.isEmpty() ? Reference.CHI_SQUARE : Reference.MIXTURE;
            double total =
                    weights.isEmpty() ? 1 : weights.stream().mapToDouble(w -> w).sum();
            for (int i = 0; i < Math.max(1, weights.size()); i++) {
                double weight = weights.isEmpty() ? 1 : weights.get(i) / total;
                probability += weight * tail(statistic, given.get(Math.min(i, given.size() - 1)));
            }
        } else if (mixture.length == 0 || test.options().has("CLASSICAL")) {
            reference = mixture.length == 0 && !onBoundary ? Reference.STANDARD : Reference.CHI_SQUARE;
            probability = tail(statistic, df);
        } else {
            reference = Reference.MIXTURE;
            for (int k = 0; k < mixture.length; k++) {
                probability += mixture[k] * tail(statistic, df - (mixture.length - 1) + k);
            }
        }
        return new Result(test.label(), df, minusTwoLog, statistic, probability, reference, estimates);
    }

    private static double tail(double statistic, double df) {
        return df == 0 ? (statistic > 0 ? 0 : 1) : Tails.chiSquare(statistic, df);
    }

    /**
     * Weights of the chi-squares with the last degrees of freedom up to those of the test; empty when the distribution is
     * an ordinary chi-square or no mixture is known.
     *
     * @param variances how many are 0 under the hypothesis
     * @param correlation of the estimates of two of them
     */
    public static double[] mixture(int variances, int df, DoubleSupplier correlation) {
        if (variances == 1) {
            return new double[] {0.5, 0.5};
        }
        if (variances == 2 && df == 2) {
            double share = Math.acos(-correlation.getAsDouble()) / (2 * Math.PI);
            return new double[] {0.5 - share, 0.5, share};
        }
        return new double[0];
    }

    /** Parameters with a lower boundary of 0 that the hypothesis sets to 0. */
    private List<Integer> zeroVariances(CovarianceRestriction hypothesis) {
        List<RandomCovariance.Reported> reported = data.spec().covariance().reported();
        int parameters = likelihood.parameters();
        List<Integer> out = new ArrayList<>();
        for (int k = 0; k < reported.size(); k++) {
            int parameter = k;
            boolean zero =
                    hypothesis.equations().stream().anyMatch(e -> e.value() == 0 && holds(e.coefficients(), parameter));
            if (reported.get(k).isBoundedBelow() && zero && hypothesis.isHeld(k, parameters)) {
                out.add(k);
            }
        }
        return out;
    }

    private static boolean holds(double[] coefficients, int parameter) {
        for (int k = 0; k < coefficients.length; k++) {
            if ((coefficients[k] != 0) != (k == parameter)) {
                return false;
            }
        }
        return parameter < coefficients.length;
    }

    /** Of two estimates in the full fit: minus the cosine of the cone of alternatives in the metric of the information. */
    private double correlation(int a, int b) {
        int n = full.parameters();
        int p = full.beta().length;
        double[] c = full.modelCovariance();
        double r = c[(p + a) * n + p + b] / Math.sqrt(c[(p + a) * n + p + a] * c[(p + b) * n + p + b]);
        return Double.isNaN(r) ? 0 : Math.max(-1, Math.min(1, r));
    }

    /** Limits of a covariance parameter. */
    public record Limits(double lower, double upper) {}

    /** By inverting the likelihood ratio test, the other parameters estimated anew (profile) or kept (estimated). */
    public Limits limits(int parameter, double alpha, boolean profile) {
        double[] estimates = likelihood.covarianceParameters(full);
        double estimate = estimates[parameter];
        double target = full.minusTwoLogLikelihood() + Tails.chiSquareQuantile(1 - alpha, 1);
        int n = full.parameters();
        int place = full.beta().length + parameter;
        double se = Math.sqrt(full.modelCovariance()[place * n + place]);
        double step = Double.isFinite(se) && se > 0 ? 2 * se : Math.max(0.1, Math.abs(estimate));
        DoubleUnaryOperator excess = value -> {
            double at;
            if (profile) {
                at = likelihood
                        .refit(full, CovarianceRestriction.none().hold(parameter, value), false, 0)
                        .minusTwoLogLikelihood();
            } else {
                double[] values = estimates.clone();
                values[parameter] = value;
                at = likelihood.isCovariance(values)
                        ? likelihood.minusTwoLogLikelihood(full, values)
                        : Double.POSITIVE_INFINITY;
            }
            context.checkInterrupt();
            return Double.isNaN(at) ? Double.POSITIVE_INFINITY : at - target;
        };
        boolean bounded = parameter >= data.spec().covariance().parameters()
                || data.spec().covariance().reported().get(parameter).isBoundedBelow();
        return limits(excess, estimate, step, bounded);
    }

    /**
     * Where a likelihood ratio reaches its quantile to both sides of an estimate.
     *
     * @param excess −2 log likelihood less its value at the limits
     * @param step how far apart values are tried first
     */
    public static Limits limits(DoubleUnaryOperator excess, double estimate, double step, boolean bounded) {
        return new Limits(lower(excess, estimate, step, bounded), upper(excess, estimate, step));
    }

    private static double lower(DoubleUnaryOperator excess, double estimate, double step, boolean bounded) {
        double inside = estimate;
        for (int k = 0; k < 40; k++) {
            double outside = bounded
                    ? Math.max(estimate - step * (k + 1), estimate * Math.pow(0.5, k + 1))
                    : estimate - step * (k + 1);
            if (bounded && outside < 1e-8 * Math.max(1, estimate)) {
                return 0;
            }
            if (excess.applyAsDouble(outside) > 0) {
                return root(excess, inside, outside);
            }
            inside = outside;
        }
        return bounded ? 0 : Double.NaN;
    }

    private static double upper(DoubleUnaryOperator excess, double estimate, double step) {
        double inside = estimate;
        double width = step;
        for (int k = 0; k < 40; k++) {
            double outside = inside + width;
            if (excess.applyAsDouble(outside) > 0) {
                return root(excess, inside, outside);
            }
            inside = outside;
            width *= 1.5;
        }
        return Double.NaN;
    }

    /** Between a point inside the limits and one outside, by bisection mixed with secants of the inner side. */
    private static double root(DoubleUnaryOperator excess, double inside, double outside) {
        double a = inside;
        double fa = excess.applyAsDouble(a);
        double b = outside;
        double fb = excess.applyAsDouble(b);
        for (int k = 0; k < 60 && Math.abs(b - a) > 1e-7 * Math.max(Math.abs(a), 1e-3); k++) {
            double middle = 0.5 * (a + b);
            if (Double.isFinite(fb) && fb != fa && k % 3 != 2) {
                double secant = a - fa * (b - a) / (fb - fa);
                double from = Math.min(a, b) + 0.01 * Math.abs(b - a);
                double to = Math.max(a, b) - 0.01 * Math.abs(b - a);
                middle = Math.max(from, Math.min(to, secant));
            }
            double fm = excess.applyAsDouble(middle);
            if (Math.abs(fm) < 1e-8) {
                return middle;
            }
            if (fm > 0) {
                b = middle;
                fb = fm;
            } else {
                a = middle;
                fa = fm;
            }
        }
        return 0.5 * (a + b);
    }
}
