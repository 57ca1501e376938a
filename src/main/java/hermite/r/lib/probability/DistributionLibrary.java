package hermite.r.lib.probability;

import hermite.math.StudentizedRange;
import hermite.math.distribution.BetaDistribution;
import hermite.math.distribution.ClosedForm;
import hermite.math.distribution.Discrete;
import hermite.math.distribution.Distribution;
import hermite.math.distribution.FisherF;
import hermite.math.distribution.GammaDistribution;
import hermite.math.distribution.Normal;
import hermite.math.distribution.StudentT;
import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.value.Attributes;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RList;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.Arrays;

/** The functions d…, p… and q… of each distribution. */
public final class DistributionLibrary implements Library {
    /** A distribution of given parameters, or null when they are out of range. */
    private interface Maker {
        Distribution of(double[] parameters);
    }

    /** One function of a distribution. */
    private interface Question {
        double answer(Distribution distribution, double x);
    }

    /** Parameters' places in the signature; a negative place −k means "use place k when it is supplied". */
    private record Family(String name, String signature, int parameters, Maker maker) {}

    private static final Family[] FAMILIES = {
        new Family("norm", "mean = 0, sd = 1", 2, p -> p[1] < 0 ? null : new Normal(p[0], p[1])),
        new Family("t", "df, ncp", 1, p -> new StudentT(p[0])),
        new Family("chisq", "df, ncp = 0", 1, p -> GammaDistribution.chiSquare(p[0])),
        new Family("f", "df1, df2, ncp", 2, p -> new FisherF(p[0], p[1])),
        new Family("gamma", "shape, rate = 1, scale = 1/rate", 3, p -> new GammaDistribution(p[0], p[2])),
        new Family("beta", "shape1, shape2, ncp = 0", 2, p -> new BetaDistribution(p[0], p[1])),
        new Family("exp", "rate = 1", 1, p -> ClosedForm.weibull(1, 1 / p[0])),
        new Family("unif", "min = 0, max = 1", 2, p -> ClosedForm.uniform(p[0], p[1])),
        new Family("lnorm", "meanlog = 0, sdlog = 1", 2, p -> ClosedForm.logNormal(p[0], p[1])),
        new Family("logis", "location = 0, scale = 1", 2, p -> ClosedForm.logistic(p[0], p[1])),
        new Family("weibull", "shape, scale = 1", 2, p -> ClosedForm.weibull(p[0], p[1])),
        new Family("cauchy", "location = 0, scale = 1", 2, p -> ClosedForm.cauchy(p[0], p[1])),
        new Family("binom", "size, prob", 2, p -> new Discrete.Binomial(p[0], p[1])),
        new Family("pois", "lambda", 1, p -> new Discrete.Poisson(p[0])),
        new Family("geom", "prob", 1, p -> new Discrete.NegativeBinomial(1, p[0])),
        new Family("nbinom", "size, prob, mu", 3, DistributionLibrary::negativeBinomial),
        new Family("hyper", "m, n, k", 3, p -> new Discrete.Hypergeometric(p[0], p[1], p[2])),
    };

    @Override
    public void declare(FunctionTable table) {
        PackageFunctions stats = table.in("stats");
        stats.function(".exact_table(counts, rows)", ExactTable::pValue);
        for (Family family : FAMILIES) {
            int places = (int) family.signature.chars().filter(c -> c == ',').count() + 1;
            stats.function("d" + family.name + "(x, " + family.signature + ", log = FALSE)", a -> {
                boolean log = a.flag(places + 1);
                return evaluated(a, family, places, (d, x) -> d.density(x, log));
            });
            stats.function("p" + family.name + "(q, " + family.signature + ", lower.tail = TRUE, log.p = FALSE)", a -> {
                boolean lower = a.flag(places + 1);
                boolean log = a.flag(places + 2);
                return evaluated(a, family, places, (d, x) -> d.cumulative(x, lower, log));
            });
            stats.function("q" + family.name + "(p, " + family.signature + ", lower.tail = TRUE, log.p = FALSE)", a -> {
                boolean lower = a.flag(places + 1);
                boolean log = a.flag(places + 2);
                return evaluated(a, family, places, (d, x) -> d.quantile(x, lower, log));
            });
        }
        stats.function("ptukey(q, nmeans, df, nranges = 1, lower.tail = TRUE, log.p = FALSE)", a -> tukey(a, true));
        stats.function("qtukey(p, nmeans, df, nranges = 1, lower.tail = TRUE, log.p = FALSE)", a -> tukey(a, false));
    }

    private static Distribution negativeBinomial(double[] p) {
        // probability or mean: the one not supplied is NaN
        return p[2] == p[2] ? Discrete.NegativeBinomial.ofMean(p[0], p[2]) : new Discrete.NegativeBinomial(p[0], p[1]);
    }

    private static RValue evaluated(Arguments a, Family family, int places, Question question) {
        int k = family.parameters;
        for (int i = k + 1; i <= places; i++) {
            if (!a.isMissing(i) && a.number(i) != 0) {
                throw new RError("non-central distributions are not supported");
            }
        }
        RVector first = numeric(a, 0);
        RVector[] given = new RVector[k + 1];
        given[0] = first;
        int length = first.length();
        boolean anyEmpty = length == 0;
        for (int i = 1; i <= k; i++) {
            boolean alternative = family.name.equals("nbinom") && i > 1 && a.isMissing(i);
            given[i] = alternative ? RDouble.of(Double.NaN) : numeric(a, i);
            anyEmpty |= given[i].length() == 0;
            length = Math.max(length, given[i].length());
        }
        if (anyEmpty) {
            return RDouble.of(new double[0]);
        }
        double[] out = new double[length];
        double[] parameters = new double[k];
        double[] last = null;
        Distribution distribution = null;
        boolean madeNaN = false;
        for (int row = 0; row < length; row++) {
            double x = given[0].doubleAt(row % given[0].length());
            boolean missing = x != x;
            boolean na = RDouble.isNa(x);
            for (int i = 0; i < k; i++) {
                parameters[i] = given[i + 1].doubleAt(row % given[i + 1].length());
                boolean unused = family.name.equals("nbinom") && i > 0;
                missing |= !unused && parameters[i] != parameters[i];
                na |= !unused && RDouble.isNa(parameters[i]);
            }
            if (missing) {
                out[row] = na ? RDouble.NA : Double.NaN;
                continue;
            }
            if (last == null || !Arrays.equals(last, parameters)) {
                distribution = family.maker.of(parameters.clone());
                last = parameters.clone();
            }
            out[row] = distribution == null ? Double.NaN : question.answer(distribution, x);
            madeNaN |= out[row] != out[row];
        }
        if (madeNaN) {
            a.warn("NaNs produced");
        }
        return RDouble.of(out, attributes(given, length));
    }

    private static RVector numeric(Arguments a, int i) {
        RVector vector = a.vector(i);
        if (vector instanceof RCharacter || vector instanceof RList) {
            throw new RError("Non-numeric argument to mathematical function");
        }
        return vector;
    }

    /** Those of the first argument as long as the result. */
    private static Attributes attributes(RVector[] given, int length) {
        for (RVector each : given) {
            if (each.length() == length && !each.attributes().isEmpty()) {
                return each.attributes();
            }
        }
        return Attributes.NONE;
    }

    private static RValue tukey(Arguments a, boolean cumulative) {
        double[] given = a.doubles(0);
        double[] groups = a.doubles(1);
        double[] df = a.doubles(2);
        boolean lower = a.flag(4);
        boolean log = a.flag(5);
        if (a.number(3) != 1) {
            throw new RError("'nranges' other than 1 is not supported");
        }
        boolean empty = given.length == 0 || groups.length == 0 || df.length == 0;
        double[] out = new double[empty ? 0 : Math.max(given.length, Math.max(groups.length, df.length))];
        for (int i = 0; i < out.length; i++) {
            double x = given[i % given.length];
            double k = groups[i % groups.length];
            double degrees = df[i % df.length];
            if (cumulative) {
                double p = x <= 0 ? 0 : StudentizedRange.cdf(x, k, degrees);
                p = lower ? p : 1 - p;
                out[i] = log ? Math.log(p) : p;
            } else {
                double p = log ? Math.exp(x) : x;
                out[i] = StudentizedRange.quantile(lower ? p : 1 - p, k, degrees);
            }
        }
        return RDouble.of(out);
    }
}
