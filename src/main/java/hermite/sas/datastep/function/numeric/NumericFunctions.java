package hermite.sas.datastep.function.numeric;

import hermite.data.Missing;
import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionTable;
import java.util.Locale;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.apache.commons.math3.util.FastMath;

/** Arithmetic, rounding, elementary functions, bits. */
public final class NumericFunctions {
    /** Distance within which FLOOR, CEIL, INT and MOD take a value for the whole number beside it. */
    private static final double FUZZ = 1e-12;

    private static final double BIT_LIMIT = 4294967296.0;

    private NumericFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        rounding(table);
        elementary(table);
        trigonometric(table);
        counting(table);
        bits(table);
    }

    private static void rounding(FunctionTable table) {
        table.propagating("ABS", "n", a -> Math.abs(a.number(0)), "absolute value");
        table.propagating("CEIL", "n", a -> -floor(-a.number(0)) + 0.0, "next whole number above, with fuzz");
        table.propagating("CEILZ", "n", a -> Math.ceil(a.number(0)) + 0.0, "next whole number above, without fuzz");
        table.propagating("FLOOR", "n", a -> floor(a.number(0)), "next whole number below, with fuzz");
        table.propagating("FLOORZ", "n", a -> Math.floor(a.number(0)), "next whole number below, without fuzz");
        table.propagating("INT", "n", a -> truncate(a.number(0)), "whole part, with fuzz");
        table.propagating("INTZ", "n", a -> (double) (long) a.number(0), "whole part, without fuzz");
        table.propagating("FUZZ", "n", a -> fuzz(a.number(0)), "the whole number within 1E-12, else the value");
        table.propagating("ROUND", "n?n", NumericFunctions::round, "nearest multiple of a unit");
        table.propagating("ROUNDE", "n?n", NumericFunctions::roundEven, "nearest multiple, halves to the even one");
        table.propagating("ROUNDZ", "n?n", NumericFunctions::roundExact, "nearest multiple, without fuzz");
        table.propagating("TRUNC", "nn", NumericFunctions::truncateBytes, "a value stored in fewer bytes");
        table.propagating("MOD", "nn", a -> modulus(a, true), "remainder with the sign of the first, with fuzz");
        table.propagating("MODZ", "nn", a -> modulus(a, false), "remainder, without fuzz");
        table.propagating("SIGN", "n", a -> Math.signum(a.number(0)) + 0.0, "-1, 0 or 1");
    }

    private static double fuzz(double x) {
        double nearest = Math.rint(x);
        return Math.abs(x - nearest) < FUZZ ? nearest + 0.0 : x;
    }

    private static double floor(double x) {
        double nearest = Math.rint(x);
        return Math.abs(x - nearest) < FUZZ * Math.max(1, Math.abs(x)) ? nearest + 0.0 : Math.floor(x);
    }

    private static double truncate(double x) {
        return x < 0 ? -floor(-x) + 0.0 : floor(x);
    }

    private static double round(Arguments a) {
        double unit = a.count() == 2 ? Math.abs(a.number(1)) : 1;
        double x = a.number(0);
        if (unit == 0) {
            return x;
        }
        double quotient = Math.abs(x) / unit;
        double whole = Math.floor(quotient + 0.5 + quotient * 2e-15);
        return Math.copySign(multiple(whole, unit), x) + 0.0;
    }

    /** whole·unit; for units like 0.01, whole divided by 100, which is the double nearest to the decimal number. */
    private static double multiple(double whole, double unit) {
        double inverse = Math.rint(1 / unit);
        return unit < 1 && Math.abs(inverse * unit - 1) < 1e-14 ? whole / inverse : whole * unit;
    }

    private static double roundEven(Arguments a) {
        double unit = a.count() == 2 ? Math.abs(a.number(1)) : 1;
        double x = a.number(0);
        return unit == 0 ? x : multiple(Math.rint(x / unit), unit) + 0.0;
    }

    private static double roundExact(Arguments a) {
        double unit = a.count() == 2 ? Math.abs(a.number(1)) : 1;
        double x = a.number(0);
        return unit == 0 ? x : Math.copySign(multiple(Math.floor(Math.abs(x) / unit + 0.5), unit), x) + 0.0;
    }

    private static double truncateBytes(Arguments a) {
        int bytes = a.whole(1, 8);
        if (bytes < 3 || bytes > 8) {
            return a.invalid();
        }
        return Double.longBitsToDouble(Double.doubleToRawLongBits(a.number(0)) & -1L << 8 * (8 - bytes));
    }

    private static double modulus(Arguments a, boolean fuzzed) {
        double x = a.number(0);
        double y = a.number(1);
        if (y == 0) {
            return a.invalid();
        }
        double remainder = x % y;
        if (fuzzed) {
            double quotient = x / y;
            boolean nearWhole = Math.abs(quotient - Math.rint(quotient)) < FUZZ * Math.max(1, Math.abs(quotient));
            if (nearWhole && x != Math.rint(x) | y != Math.rint(y)) {
                return 0;
            }
        }
        return remainder + 0.0;
    }

    private static void elementary(FunctionTable table) {
        table.propagating("EXP", "n", a -> a.finite(Math.exp(a.number(0))), "e to the power x");
        table.propagating("LOG", "n", a -> logarithm(a, 1), "natural logarithm");
        table.propagating("LOG2", "n", a -> logarithm(a, Math.log(2)), "logarithm to base 2");
        table.propagating(
                "LOG10", "n", a -> a.number(0) > 0 ? Math.log10(a.number(0)) : a.invalid(), "logarithm to base 10");
        table.propagating("LOG1PX", "n", a -> a.number(0) > -1 ? Math.log1p(a.number(0)) : a.invalid(), "log(1 + x)");
        table.propagating("EXPM1", "n", a -> a.finite(Math.expm1(a.number(0))), "exp(x) - 1");
        table.propagating("SQRT", "n", a -> a.number(0) >= 0 ? Math.sqrt(a.number(0)) : a.invalid(), "square root");
        table.propagating("CBRT", "n", a -> Math.cbrt(a.number(0)), "cube root");
        table.propagating("LOGISTIC", "n", a -> 1 / (1 + Math.exp(-a.number(0))), "1/(1 + exp(-x))");
        table.passing("DIVIDE", "nn", NumericFunctions::divide, "quotient; infinite results are .I or .M");
        table.passing("CONSTANT", "c?n", NumericFunctions::constant, "a machine or mathematical constant");
    }

    private static double logarithm(Arguments a, double base) {
        double x = a.number(0);
        return x > 0 ? Math.log(x) / base : a.invalid();
    }

    private static double divide(Arguments a) {
        double x = a.number(0);
        double y = a.number(1);
        if (x != x || y != y) {
            return Missing.DOT;
        }
        if (y == 0) {
            return x == 0 ? Missing.DOT : Missing.of(x > 0 ? 'I' : 'M');
        }
        double quotient = x / y;
        return Double.isInfinite(quotient) ? Missing.of(quotient > 0 ? 'I' : 'M') : quotient;
    }

    private static double constant(Arguments a) {
        switch (a.trimmed(0).toUpperCase(Locale.ROOT)) {
            case "PI":
                return Math.PI;
            case "E":
                return Math.E;
            case "EULER":
                return 0.57721566490153286;
            case "MACEPS":
                return Math.ulp(1.0);
            case "SQRTMACEPS":
                return Math.sqrt(Math.ulp(1.0));
            case "LOGMACEPS":
                return Math.log(Math.ulp(1.0));
            case "BIG":
                return Double.MAX_VALUE;
            case "LOGBIG":
                return Math.log(Double.MAX_VALUE);
            case "SQRTBIG":
                return Math.sqrt(Double.MAX_VALUE);
            case "SMALL":
                return Double.MIN_NORMAL;
            case "LOGSMALL":
                return Math.log(Double.MIN_NORMAL);
            case "SQRTSMALL":
                return Math.sqrt(Double.MIN_NORMAL);
            case "EXACTINT":
                int bytes = a.count() > 1 ? a.whole(1, 8) : 8;
                return bytes >= 2 && bytes <= 8 ? Math.pow(2, 8 * bytes - 11) : a.invalid();
            default:
                return a.invalid();
        }
    }

    private static void trigonometric(FunctionTable table) {
        table.propagating("SIN", "n", a -> Math.sin(a.number(0)), "sine");
        table.propagating("COS", "n", a -> Math.cos(a.number(0)), "cosine");
        table.propagating("TAN", "n", a -> Math.tan(a.number(0)), "tangent");
        table.propagating("COT", "n", a -> a.finite(1 / Math.tan(a.number(0))), "cotangent");
        table.propagating("SEC", "n", a -> a.finite(1 / Math.cos(a.number(0))), "secant");
        table.propagating("CSC", "n", a -> a.finite(1 / Math.sin(a.number(0))), "cosecant");
        table.propagating("ARSIN", "n", a -> a.finite(Math.asin(a.number(0))), "arc sine");
        table.propagating("ARCOS", "n", a -> a.finite(Math.acos(a.number(0))), "arc cosine");
        table.propagating("ATAN", "n", a -> Math.atan(a.number(0)), "arc tangent");
        table.alias("ARTAN", "ATAN");
        table.propagating("ATAN2", "nn", a -> Math.atan2(a.number(0), a.number(1)), "angle of (x, y)");
        table.propagating("SINH", "n", a -> a.finite(Math.sinh(a.number(0))), "hyperbolic sine");
        table.propagating("COSH", "n", a -> a.finite(Math.cosh(a.number(0))), "hyperbolic cosine");
        table.propagating("TANH", "n", a -> Math.tanh(a.number(0)), "hyperbolic tangent");
        table.propagating("ARSINH", "n", a -> FastMath.asinh(a.number(0)), "inverse hyperbolic sine");
        table.propagating("ARCOSH", "n", a -> a.finite(FastMath.acosh(a.number(0))), "inverse hyperbolic cosine");
        table.propagating("ARTANH", "n", a -> a.finite(FastMath.atanh(a.number(0))), "inverse hyperbolic tangent");
    }

    private static void counting(FunctionTable table) {
        table.propagating("FACT", "n", a -> factorial(a), "factorial");
        table.propagating("LFACT", "n", a -> logFactorial(a), "logarithm of the factorial");
        table.propagating("COMB", "nn", a -> combinations(a), "number of combinations");
        table.propagating("LCOMB", "nn", a -> logCombinations(a), "logarithm of the number of combinations");
        table.propagating("PERM", "n?n", a -> permutations(a), "number of permutations");
        table.propagating("LPERM", "n?n", a -> logPermutations(a), "logarithm of the number of permutations");
        table.propagating("GCD", "nn*", a -> divisor(a), "greatest common divisor");
        table.propagating("LCM", "nn*", a -> multiple(a), "least common multiple");
    }

    private static boolean isCount(double x) {
        return x >= 0 && x == Math.rint(x);
    }

    private static double factorial(Arguments a) {
        double n = a.number(0);
        return isCount(n) && n <= 170 ? product(1, n) : a.invalid();
    }

    private static double product(double from, double to) {
        double product = 1;
        for (double k = from; k <= to; k++) {
            product *= k;
        }
        return product;
    }

    private static double logFactorial(Arguments a) {
        double n = a.number(0);
        return isCount(n) ? CombinatoricsUtils.factorialLog((int) n) : a.invalid();
    }

    private static double combinations(Arguments a) {
        double n = a.number(0);
        double r = a.number(1);
        return isCount(n) && isCount(r) && r <= n
                ? a.finite(CombinatoricsUtils.binomialCoefficientDouble((int) n, (int) r))
                : a.invalid();
    }

    private static double logCombinations(Arguments a) {
        double n = a.number(0);
        double r = a.number(1);
        return isCount(n) && isCount(r) && r <= n
                ? CombinatoricsUtils.binomialCoefficientLog((int) n, (int) r)
                : a.invalid();
    }

    private static double permutations(Arguments a) {
        double n = a.number(0);
        double r = a.count() > 1 ? a.number(1) : n;
        return isCount(n) && isCount(r) && r <= n ? a.finite(product(n - r + 1, n)) : a.invalid();
    }

    private static double logPermutations(Arguments a) {
        double n = a.number(0);
        double r = a.count() > 1 ? a.number(1) : n;
        return isCount(n) && isCount(r) && r <= n
                ? CombinatoricsUtils.factorialLog((int) n) - CombinatoricsUtils.factorialLog((int) (n - r))
                : a.invalid();
    }

    private static double divisor(Arguments a) {
        double result = 0;
        for (int i = 0; i < a.count(); i++) {
            double y = Math.abs(Math.rint(a.number(i)));
            while (y != 0) {
                double remainder = result % y;
                result = y;
                y = remainder;
            }
        }
        return result;
    }

    private static double multiple(Arguments a) {
        double result = 1;
        for (int i = 0; i < a.count(); i++) {
            double x = Math.abs(Math.rint(a.number(i)));
            if (x == 0) {
                return 0;
            }
            double u = result;
            double v = x;
            while (v != 0) {
                double remainder = u % v;
                u = v;
                v = remainder;
            }
            result = result / u * x;
        }
        return result;
    }

    private static void bits(FunctionTable table) {
        table.propagating("BAND", "nn", a -> bit(a, word(a, 0) & word(a, 1)), "bitwise and");
        table.propagating("BOR", "nn", a -> bit(a, word(a, 0) | word(a, 1)), "bitwise or");
        table.propagating("BXOR", "nn", a -> bit(a, word(a, 0) ^ word(a, 1)), "bitwise exclusive or");
        table.propagating("BNOT", "n", a -> bit(a, ~word(a, 0) & 0xFFFF_FFFFL), "bitwise not, 32 bits");
        table.propagating("BLSHIFT", "nn", a -> bit(a, word(a, 0) << word(a, 1) & 0xFFFF_FFFFL), "shift left, 32 bits");
        table.propagating("BRSHIFT", "nn", a -> bit(a, word(a, 0) >>> word(a, 1)), "shift right, 32 bits");
    }

    private static long word(Arguments a, int index) {
        return (long) a.number(index);
    }

    private static double bit(Arguments a, long result) {
        for (int i = 0; i < a.count(); i++) {
            if (!(a.number(i) >= 0 && a.number(i) < BIT_LIMIT)) {
                return a.invalid();
            }
        }
        return result;
    }
}
