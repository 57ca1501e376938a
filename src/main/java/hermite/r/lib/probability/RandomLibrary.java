package hermite.r.lib.probability;

import hermite.math.random.Sampling;
import hermite.math.random.UniformStream;
import hermite.math.random.Variates;
import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.value.Elements;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.Arrays;

/** set.seed, the functions r… of the distributions, and sampling. */
public final class RandomLibrary implements Library {
    /** What R writes for Mersenne Twister, inversion and rejection at the head of {@code .Random.seed}. */
    private static final int STATE_KIND = 10403;

    private interface Draw {
        double next(Variates variates, double[] parameters);
    }

    @Override
    public void declare(FunctionTable table) {
        PackageFunctions base = table.in("base");
        base.function("set.seed(seed, kind = NULL, normal.kind = NULL, sample.kind = NULL)", RandomLibrary::setSeed);
        base.function("RNGkind(kind = NULL, normal.kind = NULL, sample.kind = NULL)", a -> {
            checkKinds(a, 0);
            a.interpreter().setVisible(a.isNull(0) && a.isNull(1) && a.isNull(2));
            return RCharacter.of("Mersenne-Twister", "Inversion", "Rejection");
        });
        base.function(
                "sample.int(n, size = n, replace = FALSE, prob = NULL, useHash = FALSE)",
                a -> sampled(a, (int) a.number(0), a.isMissing(1) ? (int) a.number(0) : (int) a.number(1)));
        base.function(".random_state(state = NULL)", RandomLibrary::state);
        base.script("sampling.R");
        continuous(table.in("stats"));
        counts(table.in("stats"));
    }

    private static RValue setSeed(Arguments a) {
        checkKinds(a, 1);
        UniformStream stream = RandomState.of(a.session()).stream();
        if (a.isNull(0)) {
            long now = a.session().clock().millis();
            stream.seed((int) (now ^ now >>> 32));
        } else {
            int seed = a.vector(0).integerAt(0);
            if (seed == RInteger.NA) {
                throw new RError("supplied seed is not a valid integer");
            }
            stream.seed(seed);
        }
        a.interpreter().setVisible(false);
        return RNull.NULL;
    }

    /** The state as R's {@code .Random.seed} has it; one that is given is put back. */
    private static RValue state(Arguments a) {
        UniformStream stream = RandomState.of(a.session()).stream();
        if (!a.isNull(0)) {
            int[] given = Elements.integers(a.vector(0));
            stream.restore(Arrays.copyOfRange(given, 1, given.length));
            a.interpreter().setVisible(false);
            return RNull.NULL;
        }
        int[] words = stream.words();
        int[] state = new int[words.length + 1];
        state[0] = STATE_KIND;
        System.arraycopy(words, 0, state, 1, words.length);
        return RInteger.of(state);
    }

    private static void checkKinds(Arguments a, int from) {
        String[] known = {"Mersenne-Twister", "Inversion", "Rejection"};
        for (int i = 0; i < 3; i++) {
            if (!a.isNull(from + i)) {
                String kind = a.string(from + i);
                if (!kind.equals("default") && !known[i].startsWith(kind)) {
                    throw new RError("random generator '" + kind + "' is not supported, only " + known[i]);
                }
            }
        }
    }

    private static void continuous(PackageFunctions stats) {
        declare(
                stats,
                "runif(n, min = 0, max = 1)",
                2,
                false,
                (v, p) -> !(p[1] >= p[0]) || Double.isInfinite(p[1] - p[0]) ? Double.NaN : v.uniform(p[0], p[1]));
        declare(
                stats,
                "rnorm(n, mean = 0, sd = 1)",
                2,
                false,
                (v, p) -> !(p[1] >= 0) || p[0] != p[0] ? Double.NaN : v.normal(p[0], p[1]));
        declare(stats, "rexp(n, rate = 1)", 1, false, (v, p) -> p[0] > 0 ? 1 / p[0] * v.exponential() : Double.NaN);
        declare(
                stats,
                "rgamma(n, shape, rate = 1, scale = 1/rate)",
                3,
                false,
                (v, p) -> p[0] >= 0 && p[2] >= 0 ? v.gamma(p[0], p[2]) : Double.NaN);
        declare(
                stats,
                "rbeta(n, shape1, shape2)",
                2,
                false,
                (v, p) -> p[0] > 0 && p[1] > 0 ? v.beta(p[0], p[1]) : Double.NaN);
        declare(stats, "rchisq(n, df)", 1, false, (v, p) -> p[0] >= 0 ? v.chiSquare(p[0]) : Double.NaN);
        declare(stats, "rt(n, df)", 1, false, (v, p) -> p[0] > 0 ? v.studentT(p[0]) : Double.NaN);
        declare(
                stats,
                "rf(n, df1, df2)",
                2,
                false,
                (v, p) -> p[0] > 0 && p[1] > 0 ? v.fisherF(p[0], p[1]) : Double.NaN);
        declare(stats, "rlogis(n, location = 0, scale = 1)", 2, false, (v, p) -> v.logistic(p[0], p[1]));
        declare(stats, "rweibull(n, shape, scale = 1)", 2, false, (v, p) -> v.weibull(p[0], p[1]));
        declare(stats, "rcauchy(n, location = 0, scale = 1)", 2, false, (v, p) -> v.cauchy(p[0], p[1]));
        declare(stats, "rlnorm(n, meanlog = 0, sdlog = 1)", 2, false, (v, p) -> Math.exp(v.normal(p[0], p[1])));
    }

    private static void counts(PackageFunctions stats) {
        declare(
                stats,
                "rbinom(n, size, prob)",
                2,
                true,
                (v, p) ->
                        p[0] >= 0 && p[1] >= 0 && p[1] <= 1 ? v.counts().binomial(Math.rint(p[0]), p[1]) : Double.NaN);
        declare(stats, "rpois(n, lambda)", 1, true, (v, p) -> v.counts().poisson(p[0]));
        declare(
                stats,
                "rgeom(n, prob)",
                1,
                true,
                (v, p) -> p[0] > 0 && p[0] <= 1 ? v.counts().geometric(p[0]) : Double.NaN);
        stats.function("rnbinom(n, size, prob, mu)", a -> {
            boolean byMean = a.isMissing(2);
            return drawn(
                    a,
                    byMean ? new int[] {1, 3} : new int[] {1, 2},
                    true,
                    (v, p) -> byMean
                            ? v.counts().negativeBinomialOfMean(p[0], p[1])
                            : v.counts().negativeBinomial(p[0], p[1]));
        });
        stats.function("rmultinom(n, size, prob)", RandomLibrary::multinomial);
    }

    private static void declare(PackageFunctions stats, String signature, int parameters, boolean whole, Draw draw) {
        int[] places = new int[parameters];
        for (int i = 0; i < parameters; i++) {
            places[i] = i + 1;
        }
        stats.function(signature, a -> drawn(a, places, whole, draw));
    }

    private static int count(Arguments a) {
        RVector n = a.vector(0);
        if (n.length() != 1) {
            return n.length();
        }
        double count = n.doubleAt(0);
        if (!(count >= 0 && count < Integer.MAX_VALUE)) {
            throw new RError("invalid arguments");
        }
        return (int) count;
    }

    private static RValue drawn(Arguments a, int[] places, boolean whole, Draw draw) {
        int n = count(a);
        Variates variates = RandomState.of(a.session()).variates();
        double[][] given = new double[places.length][];
        for (int i = 0; i < places.length; i++) {
            given[i] = a.doubles(places[i]);
            if (given[i].length == 0) {
                throw new RError("invalid arguments");
            }
        }
        double[] out = new double[n];
        double[] parameters = new double[places.length];
        boolean missing = false;
        for (int row = 0; row < n; row++) {
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] = given[i][row % given[i].length];
            }
            out[row] = draw.next(variates, parameters);
            missing |= out[row] != out[row];
        }
        if (missing) {
            a.warn("NAs produced");
        }
        return whole ? whole(out) : RDouble.of(out);
    }

    private static RVector whole(double[] values) {
        int[] out = new int[values.length];
        for (int i = 0; i < out.length; i++) {
            if (values[i] > Integer.MAX_VALUE) {
                return RDouble.of(values);
            }
            out[i] = values[i] != values[i] ? RInteger.NA : (int) values[i];
        }
        return RInteger.of(out);
    }

    private static RValue multinomial(Arguments a) {
        int n = count(a);
        int size = a.integer(1);
        double[] p = normalised(a.doubles(2), 1, true);
        int[] all = new int[n * p.length];
        int[] one = new int[p.length];
        for (int i = 0; i < n; i++) {
            RandomState.of(a.session()).variates().counts().multinomial(size, p, one);
            System.arraycopy(one, 0, all, i * p.length, p.length);
        }
        RVector matrix = (RVector) RInteger.of(all).withAttribute("dim", RInteger.of(p.length, n));
        RCharacter names = a.vector(2).names();
        return names == null ? matrix : matrix.withAttribute("dimnames", hermite.r.value.RList.of(names, RNull.NULL));
    }

    private static RValue sampled(Arguments a, int n, int size) {
        boolean replace = a.flag(2);
        UniformStream stream = RandomState.of(a.session()).stream();
        if (n < 0 || size < 0) {
            throw new RError("invalid '" + (n < 0 ? "x" : "size") + "' argument");
        }
        if (!replace && size > n) {
            throw new RError("cannot take a sample larger than the population when 'replace = FALSE'");
        }
        int[] places;
        if (a.isNull(3)) {
            places = replace ? Sampling.withReplacement(stream, n, size) : Sampling.withoutReplacement(stream, n, size);
        } else {
            double[] p = a.doubles(3);
            if (p.length != n) {
                throw new RError("incorrect number of probabilities");
            }
            p = normalised(p, size, replace);
            places = replace ? Sampling.withReplacement(stream, p, size) : Sampling.withoutReplacement(stream, p, size);
        }
        for (int i = 0; i < places.length; i++) {
            places[i]++;
        }
        return RInteger.of(places);
    }

    private static double[] normalised(double[] p, int required, boolean replace) {
        double sum = 0;
        int positive = 0;
        for (double each : p) {
            if (!(each >= 0) || Double.isInfinite(each)) {
                throw new RError(each < 0 ? "negative probability" : "NA in probability vector");
            }
            sum += each;
            positive += each > 0 ? 1 : 0;
        }
        if (positive == 0 || !replace && required > positive) {
            throw new RError("too few positive probabilities");
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }
}
