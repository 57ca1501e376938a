package hermite.sas.datastep.function.numeric;

import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionTable;
import hermite.sas.datastep.function.numeric.Distributions.Distribution;
import java.util.Optional;

/** The older probability functions: PROBNORM, PROBIT, PROBT, TINV and so on. */
public final class ProbabilityFunctions {
    private static final double[] NONE = {};

    private ProbabilityFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        table.propagating("PROBNORM", "n", a -> cumulative(a, "NORMAL", a.number(0), NONE), "normal probability");
        table.propagating("PROBIT", "n", a -> quantile(a, "NORMAL", a.number(0), NONE), "normal quantile");
        table.propagating("PROBT", "nn?n", a -> central(a, 2, "T", false, a.number(1)), "t probability: x, df");
        table.propagating("TINV", "nn?n", a -> central(a, 2, "T", true, a.number(1)), "t quantile: p, df");
        table.propagating(
                "PROBCHI", "nn?n", a -> central(a, 2, "CHISQUARE", false, a.number(1)), "chi-square probability");
        table.propagating("CINV", "nn?n", a -> central(a, 2, "CHISQUARE", true, a.number(1)), "chi-square quantile");
        table.propagating(
                "PROBF",
                "nnn?n",
                a -> central(a, 3, "F", false, a.number(1), a.number(2)),
                "F probability: x, numerator df, denominator df");
        table.propagating("FINV", "nnn?n", a -> central(a, 3, "F", true, a.number(1), a.number(2)), "F quantile");
        table.propagating("PROBGAM", "nn", a -> cumulative(a, "GAMMA", a.number(0), a.number(1)), "gamma probability");
        table.propagating("GAMINV", "nn", a -> quantile(a, "GAMMA", a.number(0), a.number(1)), "gamma quantile");
        table.propagating(
                "PROBBETA",
                "nnn",
                a -> cumulative(a, "BETA", a.number(0), a.number(1), a.number(2)),
                "beta probability: x, a, b");
        table.propagating(
                "BETAINV", "nnn", a -> quantile(a, "BETA", a.number(0), a.number(1), a.number(2)), "beta quantile");
        table.propagating(
                "PROBBNML",
                "nnn",
                a -> cumulative(a, "BINOMIAL", a.number(2), a.number(0), a.number(1)),
                "binomial probability: p, n, m");
        table.propagating(
                "PROBNEGB",
                "nnn",
                a -> cumulative(a, "NEGBINOMIAL", a.number(2), a.number(0), a.number(1)),
                "negative binomial probability: p, n, m");
        table.propagating(
                "PROBHYPR",
                "nnnn",
                a -> cumulative(a, "HYPERGEOMETRIC", a.number(3), a.number(0), a.number(1), a.number(2)),
                "hypergeometric probability: N, K, n, x");
        table.propagating(
                "POISSON", "nn", a -> cumulative(a, "POISSON", a.number(1), a.number(0)), "Poisson probability: m, n");
    }

    private static double cumulative(Arguments a, String name, double x, double... parameters) {
        Optional<Distribution> distribution = Distributions.of(name, parameters);
        return distribution.map(d -> a.finite(d.cumulative(x))).orElseGet(a::invalid);
    }

    private static double quantile(Arguments a, String name, double p, double... parameters) {
        if (!(p > 0 && p < 1)) {
            return a.invalid();
        }
        Optional<Distribution> distribution = Distributions.of(name, parameters);
        return distribution.map(d -> a.finite(d.quantile(p))).orElseGet(a::invalid);
    }

    /** Functions whose last argument is a noncentrality; only 0 is built, others are reported as invalid. */
    private static double central(Arguments a, int central, String name, boolean quantile, double... parameters) {
        if (a.count() > central && a.number(central) != 0) {
            return a.invalid();
        }
        return quantile ? quantile(a, name, a.number(0), parameters) : cumulative(a, name, a.number(0), parameters);
    }
}
