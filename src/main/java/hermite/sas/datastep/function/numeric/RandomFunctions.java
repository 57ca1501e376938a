package hermite.sas.datastep.function.numeric;

import hermite.data.Missing;
import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionTable;
import hermite.sas.datastep.function.RandomStreams;
import hermite.sas.datastep.function.numeric.Distributions.Distribution;
import java.util.Locale;
import java.util.Optional;

/**
 * Random numbers. RANUNI, RANNOR, RANEXP, and RAND's UNIFORM and CAUCHY give SAS's own sequences. RAND's other
 * distributions are made by inverting the distribution function of one uniform each: right in distribution, but not
 * the sequence SAS gives, since its transformations are not published.
 */
public final class RandomFunctions {
    private RandomFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        table.passing("RANUNI", "n", a -> a.random().uniform(a.number(0)), "uniform, multiplicative congruential");
        table.alias("UNIFORM", "RANUNI");
        table.passing("RANNOR", "n", RandomFunctions::normal, "standard normal (Box-Muller)");
        table.alias("NORMAL", "RANNOR");
        table.passing("RANEXP", "n", a -> -Math.log(a.random().uniform(a.number(0))), "standard exponential");
        table.passing("RANCAU", "n", a -> inverse(a, "CAUCHY"), "standard Cauchy");
        table.propagating("RANGAM", "nn", a -> inverse(a, "GAMMA", a.number(1)), "gamma: seed, shape");
        table.propagating(
                "RANBIN", "nnn", a -> inverse(a, "BINOMIAL", a.number(2), a.number(1)), "binomial: seed, n, p");
        table.propagating("RANPOI", "nn", a -> inverse(a, "POISSON", a.number(1)), "Poisson: seed, mean");
        table.propagating("RANTRI", "nn", a -> triangular(a.random().uniform(a.number(0)), a.number(1)), "triangular");
        table.passing(
                "RANTBL", "nn*", a -> tabled(a.random().uniform(a.number(0)), a), "category: seed, probabilities");
        table.propagating("RAND", "c?n*", RandomFunctions::rand, "random number: distribution, parameters");
    }

    private static double normal(Arguments a) {
        double u1 = a.random().uniform(a.number(0));
        double u2 = a.random().uniform(a.number(0));
        return RandomStreams.normal(u1, u2);
    }

    private static double inverse(Arguments a, String name, double... parameters) {
        Optional<Distribution> distribution = Distributions.of(name, parameters);
        double u = a.random().uniform(a.number(0));
        return distribution.map(d -> d.quantile(u)).orElseGet(a::invalid);
    }

    /**
     * A value of the distribution behind RANBIN, RANCAU, RANGAM, RANPOI, RANTBL or RANTRI.
     *
     * @param u uniform, that the value is made of
     * @param parameters as the function takes them after the seed
     * @return missing when the parameters are too few or out of range
     */
    public static double byInversion(String function, double u, double... parameters) {
        int needed =
                switch (function) {
                    case "RANCAU" -> 0;
                    case "RANBIN" -> 2;
                    default -> 1;
                };
        if (parameters.length < needed) {
            return Missing.DOT;
        }
        return switch (function) {
            case "RANTRI" -> triangular(u, parameters[0]);
            case "RANTBL" -> category(u, parameters);
            case "RANBIN" -> quantile(u, "BINOMIAL", parameters[1], parameters[0]);
            case "RANGAM" -> quantile(u, "GAMMA", parameters[0]);
            case "RANPOI" -> quantile(u, "POISSON", parameters[0]);
            default -> quantile(u, "CAUCHY");
        };
    }

    private static double quantile(double u, String name, double... parameters) {
        return Distributions.of(name, parameters).map(d -> d.quantile(u)).orElse(Missing.DOT);
    }

    private static double category(double u, double... probabilities) {
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            sum += Missing.isMissing(probabilities[i]) ? 0 : probabilities[i];
            if (u < sum) {
                return i + 1;
            }
        }
        return probabilities.length + 1;
    }

    private static double triangular(double u, double mode) {
        return u <= mode ? Math.sqrt(u * mode) : 1 - Math.sqrt((1 - u) * (1 - mode));
    }

    private static double tabled(double u, Arguments a) {
        double[] probabilities = new double[a.count() - 1];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = a.number(i + 1);
        }
        return category(u, probabilities);
    }

    private static double rand(Arguments a) {
        String name = a.trimmed(0).toUpperCase(Locale.ROOT);
        double[] parameters = new double[a.count() - 1];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = a.number(i + 1);
        }
        if (name.startsWith("UNIF")) {
            double u = a.random().rand();
            double low = parameters.length > 0 ? parameters[0] : 0;
            double high = parameters.length > 1 ? parameters[1] : 1;
            return low + (high - low) * u;
        }
        if (name.startsWith("CAUC") && parameters.length == 0) {
            return cauchy(a);
        }
        if (name.startsWith("TABL")) {
            return tabled(a.random().rand(), a);
        }
        if (name.startsWith("TRIA")) {
            return parameters.length == 0 ? a.invalid() : triangular(a.random().rand(), parameters[0]);
        }
        if (name.startsWith("ERLA")) {
            return parameters.length == 0 ? a.invalid() : quantile(a, "GAMMA", parameters);
        }
        if (name.startsWith("INTE") && parameters.length > 0) {
            double low = parameters.length > 1 ? parameters[0] : 1;
            double high = parameters[parameters.length - 1];
            return low + Math.floor((high - low + 1) * a.random().rand());
        }
        return quantile(a, name, parameters);
    }

    private static double quantile(Arguments a, String name, double... parameters) {
        Optional<Distribution> distribution = Distributions.of(name, parameters);
        if (distribution.isEmpty()) {
            return a.invalid();
        }
        double value = distribution.get().quantile(a.random().rand());
        // SAS counts the trials of a geometric variable, Commons Math the failures before it
        return Missing.normalise(name.startsWith("GEOM") ? value + 1 : value);
    }

    /** Ratio of two uniforms on (−1, 1) that lie inside the unit circle: reproduces SAS's sequence. */
    private static double cauchy(Arguments a) {
        while (true) {
            double v1 = 2 * a.random().rand() - 1;
            double v2 = 2 * a.random().rand() - 1;
            if (v1 * v1 + v2 * v2 <= 1 && v2 != 0) {
                return v1 / v2;
            }
        }
    }
}
