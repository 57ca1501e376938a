package hermite.sas.datastep.function.numeric;

import hermite.data.Missing;
import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionTable;
import java.util.Arrays;

/** Statistics over the arguments that are not missing. */
public final class StatisticFunctions {
    private StatisticFunctions() {}

    /** A statistic of numbers without missing ones. */
    @FunctionalInterface
    private interface Statistic {
        double of(double[] values);
    }

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        table.passing("N", "n*", a -> a.present().length, "number of arguments that are not missing");
        table.passing("NMISS", "n*", a -> a.count() - a.present().length, "number of missing arguments");
        table.passing("CMISS", "a*", StatisticFunctions::missingOfAnyType, "number of missing arguments of any type");
        add(table, "SUM", 1, StatisticFunctions::sum, "sum");
        add(table, "MEAN", 1, v -> sum(v) / v.length, "mean");
        add(table, "MIN", 1, v -> Arrays.stream(v).min().getAsDouble(), "smallest");
        add(table, "MAX", 1, v -> Arrays.stream(v).max().getAsDouble(), "largest");
        add(
                table,
                "RANGE",
                1,
                v -> Arrays.stream(v).max().getAsDouble()
                        - Arrays.stream(v).min().getAsDouble(),
                "range");
        add(table, "VAR", 2, StatisticFunctions::variance, "variance");
        add(table, "STD", 2, v -> Math.sqrt(variance(v)), "standard deviation");
        add(table, "STDERR", 2, v -> Math.sqrt(variance(v) / v.length), "standard error of the mean");
        add(table, "CV", 2, v -> 100 * Math.sqrt(variance(v)) / (sum(v) / v.length), "coefficient of variation");
        add(table, "CSS", 1, v -> power(v, 2), "corrected sum of squares");
        add(table, "USS", 1, v -> Arrays.stream(v).map(x -> x * x).sum(), "uncorrected sum of squares");
        add(table, "SKEWNESS", 3, StatisticFunctions::skewness, "skewness");
        add(table, "KURTOSIS", 4, StatisticFunctions::kurtosis, "kurtosis");
        add(table, "MEDIAN", 1, v -> percentile(v, 50, 5), "median");
        add(table, "IQR", 1, v -> percentile(v, 75, 5) - percentile(v, 25, 5), "interquartile range");
        add(table, "MAD", 1, StatisticFunctions::medianDeviation, "median absolute deviation");
        add(table, "SUMABS", 1, v -> Arrays.stream(v).map(Math::abs).sum(), "sum of absolute values");
        add(table, "EUCLID", 1, v -> Math.sqrt(Arrays.stream(v).map(x -> x * x).sum()), "Euclidean norm");
        add(table, "RMS", 1, v -> Math.sqrt(Arrays.stream(v).map(x -> x * x).sum() / v.length), "root mean square");
        means(table);
        order(table);
    }

    private static void add(FunctionTable table, String name, int least, Statistic statistic, String help) {
        table.passing(
                name,
                "n*",
                a -> {
                    double[] values = a.present();
                    return values.length < least ? Missing.DOT : Missing.normalise(statistic.of(values));
                },
                help);
    }

    private static double missingOfAnyType(Arguments a) {
        int missing = 0;
        for (int i = 0; i < a.count(); i++) {
            missing += a.isMissing(i) ? 1 : 0;
        }
        return missing;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double power(double[] values, int exponent) {
        double mean = sum(values) / values.length;
        double sum = 0;
        for (double value : values) {
            sum += Math.pow(value - mean, exponent);
        }
        return sum;
    }

    private static double variance(double[] values) {
        return power(values, 2) / (values.length - 1);
    }

    private static double skewness(double[] v) {
        double n = v.length;
        double deviation = Math.sqrt(variance(v));
        return deviation == 0 ? Missing.DOT : n / ((n - 1) * (n - 2)) * power(v, 3) / Math.pow(deviation, 3);
    }

    private static double kurtosis(double[] v) {
        double n = v.length;
        double s2 = variance(v);
        if (s2 == 0) {
            return Missing.DOT;
        }
        return n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * power(v, 4) / (s2 * s2)
                - 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3));
    }

    private static double medianDeviation(double[] v) {
        double median = percentile(v, 50, 5);
        return percentile(Arrays.stream(v).map(x -> Math.abs(x - median)).toArray(), 50, 5);
    }

    private static void means(FunctionTable table) {
        table.passing("GEOMEAN", "n*", a -> geometric(a), "geometric mean");
        table.alias("GEOMEANZ", "GEOMEAN");
        table.passing("HARMEAN", "n*", a -> harmonic(a), "harmonic mean");
        table.alias("HARMEANZ", "HARMEAN");
        table.passing("LPNORM", "nn*", a -> norm(a), "Lp norm: p, values");
    }

    private static double geometric(Arguments a) {
        double[] values = a.present();
        if (values.length == 0) {
            return Missing.DOT;
        }
        double logs = 0;
        for (double value : values) {
            if (value < 0) {
                return a.invalid();
            }
            logs += Math.log(value);
        }
        return Math.exp(logs / values.length);
    }

    private static double harmonic(Arguments a) {
        double[] values = a.present();
        if (values.length == 0) {
            return Missing.DOT;
        }
        double inverse = 0;
        for (double value : values) {
            if (value < 0) {
                return a.invalid();
            }
            if (value == 0) {
                return 0;
            }
            inverse += 1 / value;
        }
        return values.length / inverse;
    }

    private static double norm(Arguments a) {
        double p = a.number(0);
        if (!(p >= 1)) {
            return a.invalid();
        }
        double[] values = a.present(1);
        double sum = Arrays.stream(values).map(x -> Math.pow(Math.abs(x), p)).sum();
        return values.length == 0 ? Missing.DOT : Math.pow(sum, 1 / p);
    }

    private static void order(FunctionTable table) {
        table.passing("SMALLEST", "nn*", a -> ranked(a, a.present(1), false), "k-th smallest");
        table.passing("LARGEST", "nn*", a -> ranked(a, a.present(1), true), "k-th largest");
        table.passing("ORDINAL", "nn*", StatisticFunctions::ordinal, "k-th smallest, missing values included");
        table.passing("PCTL", "nn*", a -> percentile(a, 5), "percentile, definition 5");
        for (int definition = 1; definition <= 5; definition++) {
            int d = definition;
            table.passing("PCTL" + d, "nn*", a -> percentile(a, d), "percentile, definition " + d);
        }
    }

    private static double ranked(Arguments a, double[] values, boolean fromLargest) {
        double k = a.number(0);
        if (!(k >= 1)) {
            return a.invalid();
        }
        if (k > values.length) {
            return k > a.count() - 1 ? a.invalid() : Missing.DOT;
        }
        Arrays.sort(values);
        return values[fromLargest ? values.length - (int) k : (int) k - 1];
    }

    private static double ordinal(Arguments a) {
        double k = a.number(0);
        if (!(k >= 1 && k <= a.count() - 1)) {
            return a.invalid();
        }
        Double[] values = new Double[a.count() - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = a.number(i + 1);
        }
        Arrays.sort(values, Missing::compare);
        return values[(int) k - 1];
    }

    private static double percentile(Arguments a, int definition) {
        double p = a.number(0);
        if (!(p >= 0 && p <= 100)) {
            return a.invalid();
        }
        double[] values = a.present(1);
        return values.length == 0 ? Missing.DOT : percentile(values, p, definition);
    }

    /** The five definitions of SAS (PCTLDEF=): 1 weighted at np, 2 nearest to np, 3 empirical, 4 weighted at (n+1)p, 5 averaged empirical. */
    static double percentile(double[] values, double percent, int definition) {
        double[] x = values.clone();
        Arrays.sort(x);
        int n = x.length;
        double position = (definition == 4 ? n + 1 : n) * percent / 100;
        int j = (int) Math.floor(position + 1e-12);
        double g = Math.max(0, position - j);
        if (g < 1e-12) {
            g = 0;
        }
        double below = x[Math.min(n - 1, Math.max(0, j - 1))];
        double above = x[Math.min(n - 1, Math.max(0, j))];
        switch (definition) {
            case 1:
            case 4:
                return (1 - g) * below + g * above;
            case 2:
                boolean even = j % 2 == 0;
                return g == 0.5 ? (even ? below : above) : g < 0.5 ? below : above;
            case 3:
                return g == 0 ? below : above;
            default:
                return g == 0 ? (below + above) / 2 : above;
        }
    }
}
