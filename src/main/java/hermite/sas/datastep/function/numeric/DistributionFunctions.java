package hermite.sas.datastep.function.numeric;

import hermite.data.Missing;
import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionTable;
import hermite.sas.datastep.function.numeric.Distributions.Distribution;
import java.util.Arrays;
import java.util.Optional;

/** CDF, PDF, SDF, QUANTILE and their logarithms. */
public final class DistributionFunctions {
    private DistributionFunctions() {}

    /** What is asked of a distribution at a value. */
    @FunctionalInterface
    private interface Query {
        double of(Distribution distribution, double x);
    }

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        add(table, "CDF", Distribution::cumulative, "cumulative probability: distribution, x, parameters");
        add(table, "SDF", Distribution::upperTail, "upper tail probability");
        add(table, "PDF", Distribution::density, "density or probability");
        table.alias("PMF", "PDF");
        add(table, "LOGCDF", (d, x) -> Math.log(d.cumulative(x)), "logarithm of CDF");
        add(table, "LOGSDF", (d, x) -> Math.log(d.upperTail(x)), "logarithm of SDF");
        add(table, "LOGPDF", (d, x) -> Math.log(d.density(x)), "logarithm of PDF");
        table.alias("LOGPMF", "LOGPDF");
        table.propagating(
                "QUANTILE",
                "cn?n*",
                a -> evaluate(a, (d, p) -> p >= 0 && p <= 1 ? d.quantile(p) : Double.NaN),
                "quantile: distribution, probability, parameters");
    }

    private static void add(FunctionTable table, String name, Query query, String help) {
        table.propagating(name, "cn?n*", a -> evaluate(a, query), help);
    }

    private static double evaluate(Arguments a, Query query) {
        double[] parameters = new double[a.count() - 2];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = a.number(i + 2);
        }
        if (Arrays.stream(parameters).anyMatch(Missing::isMissing)) {
            return Missing.DOT;
        }
        Optional<Distribution> distribution = Distributions.of(a.text(0), parameters);
        return distribution.map(d -> a.finite(query.of(d, a.number(1)))).orElseGet(a::invalid);
    }
}
