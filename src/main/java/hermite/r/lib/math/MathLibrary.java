package hermite.r.lib.math;

import hermite.math.Polygamma;
import hermite.r.eval.Arguments;
import hermite.r.eval.Interpreter;
import hermite.r.eval.RError;
import hermite.r.eval.function.Dispatching;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.lib.complex.ComplexFunctions;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/** Functions of one number applied to each element, rounding, and gamma functions of one or two arguments. */
public final class MathLibrary implements Library {
    /** The largest whole number with a finite gamma function. */
    private static final int LARGEST_GAMMA = 171;

    @Override
    public void declare(FunctionTable table) {
        PackageFunctions base = table.in("base");
        each(base, "sqrt", Math::sqrt);
        each(base, "exp", Math::exp);
        each(base, "expm1", Math::expm1);
        each(base, "log1p", Math::log1p);
        each(base, "log2", x -> log(x, 2));
        each(base, "log10", Math::log10);
        each(base, "floor", Math::floor);
        each(base, "ceiling", Math::ceil);
        each(base, "cos", Math::cos);
        each(base, "sin", Math::sin);
        each(base, "tan", Math::tan);
        each(base, "acos", Math::acos);
        each(base, "asin", Math::asin);
        each(base, "atan", Math::atan);
        each(base, "cosh", Math::cosh);
        each(base, "sinh", Math::sinh);
        each(base, "tanh", Math::tanh);
        each(base, "acosh", FastMath::acosh);
        each(base, "asinh", FastMath::asinh);
        each(base, "atanh", FastMath::atanh);
        each(base, "cospi", x -> Math.cos(Math.PI * (x % 2)));
        each(base, "sinpi", x -> Math.sin(Math.PI * (x % 2)));
        each(base, "gamma", MathLibrary::gamma);
        each(base, "lgamma", MathLibrary::logGamma);
        each(base, "digamma", Polygamma::digamma);
        each(base, "trigamma", Polygamma::trigamma);
        each(base, "trunc", x -> x < 0 ? Math.ceil(x) : Math.floor(x));
        each(base, "factorial", x -> x < 0 ? Double.NaN : gamma(x + 1));
        each(base, "lfactorial", x -> logGamma(x + 1));
        base.primitive("abs(x)", Dispatching.MATH, (interpreter, call, args, names, env) -> abs(one(args)));
        base.primitive(
                "sign(x)",
                Dispatching.MATH,
                (interpreter, call, args, names, env) -> args[0] instanceof RInteger x
                        ? mapped(x, i -> Integer.signum(i))
                        : mapped(interpreter, call, numeric(one(args)), Math::signum));
        base.primitive("log(x, base = exp(1))", Dispatching.MATH, MathLibrary::log);
        base.primitive(
                "round(x, digits = 0)",
                Dispatching.MATH,
                (interpreter, call, args, names, env) -> rounded(args, 0, true));
        base.primitive(
                "signif(x, digits = 6)",
                Dispatching.MATH,
                (interpreter, call, args, names, env) -> rounded(args, 6, false));
        base.function("beta(a, b)", a -> pairs(a.numeric(0), a.numeric(1), (x, y) -> Math.exp(Beta.logBeta(x, y))));
        base.function("lbeta(a, b)", a -> pairs(a.numeric(0), a.numeric(1), (x, y) -> Beta.logBeta(x, y)));
        base.function("choose(n, k)", a -> pairs(a.numeric(0), a.numeric(1), MathLibrary::choose));
        base.function(
                "lchoose(n, k)",
                a -> pairs(
                        a.numeric(0),
                        a.numeric(1),
                        (n, k) -> hermite.math.distribution.Discrete.logChoose(n, Math.rint(k))));
        base.function("atan2(y, x)", a -> pairs(a.numeric(0), a.numeric(1), Math::atan2));
        base.function(
                "besselI(x, nu, expon.scaled = FALSE)",
                a -> bessel(a, (x, nu) -> {
                    double[] both = Bessel.modified(nu, x);
                    return a.flag(2) ? both[0] : both[0] * Math.exp(x);
                }));
        base.function(
                "besselK(x, nu, expon.scaled = FALSE)",
                a -> bessel(a, (x, nu) -> {
                    double[] both = Bessel.modified(Math.abs(nu), x);
                    return a.flag(2) ? both[1] : both[1] * Math.exp(-x);
                }));
        base.function("besselJ(x, nu)", a -> bessel(a, (x, nu) -> Bessel.ordinary(nu, x)[0]));
        base.function("besselY(x, nu)", a -> bessel(a, (x, nu) -> Bessel.ordinary(nu, x)[1]));
        base.script("math.R");
    }

    private static void each(PackageFunctions base, String name, DoubleUnaryOperator function) {
        base.primitive(
                name + "(x)",
                Dispatching.MATH,
                (interpreter, call, args, names, env) -> one(args) instanceof RComplex x
                        ? ComplexFunctions.apply(name, x)
                        : mapped(interpreter, call, numeric(one(args)), function));
    }

    private static RValue one(RValue[] args) {
        if (args.length == 0) {
            throw new RError("0 arguments passed to function which requires 1");
        }
        return args[0];
    }

    private static RVector numeric(RValue value) {
        if (value instanceof RDouble || value instanceof RInteger || value instanceof RLogical) {
            return (RVector) value;
        }
        throw new RError("non-numeric argument to mathematical function");
    }

    private static RDouble mapped(Interpreter interpreter, RCall call, RVector x, DoubleUnaryOperator function) {
        double[] out = new double[x.length()];
        boolean madeNaN = false;
        for (int i = 0; i < out.length; i++) {
            double value = x.doubleAt(i);
            if (value != value) {
                out[i] = value;
            } else {
                out[i] = function.applyAsDouble(value);
                madeNaN |= out[i] != out[i];
            }
        }
        if (madeNaN) {
            interpreter.warning("NaNs produced", call);
        }
        return RDouble.of(out, x.attributes());
    }

    private static RInteger mapped(RInteger x, java.util.function.IntUnaryOperator function) {
        int[] out = new int[x.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.get(i) == RInteger.NA ? RInteger.NA : function.applyAsInt(x.get(i));
        }
        return RInteger.of(out, x.attributes());
    }

    private static RValue abs(RValue value) {
        if (value instanceof RComplex complex) {
            return ComplexFunctions.apply("abs", complex);
        }
        RVector x = numeric(value);
        if (x instanceof RDouble numbers) {
            double[] out = new double[x.length()];
            for (int i = 0; i < out.length; i++) {
                double each = numbers.get(i);
                out[i] = each != each ? each : Math.abs(each);
            }
            return RDouble.of(out, x.attributes());
        }
        int[] out = new int[x.length()];
        for (int i = 0; i < out.length; i++) {
            int each = x.integerAt(i);
            out[i] = each == RInteger.NA ? each : Math.abs(each);
        }
        return RInteger.of(out, x.attributes());
    }

    private static RValue log(
            Interpreter interpreter,
            RCall call,
            RValue[] args,
            String[] names,
            hermite.r.value.language.REnvironment env) {
        if (one(args) instanceof RComplex complex) {
            return ComplexFunctions.logarithms(
                    complex, args.length < 2 ? Math.E : numeric(args[1]).doubleAt(0));
        }
        RVector x = numeric(one(args));
        if (args.length < 2) {
            return mapped(interpreter, call, x, Math::log);
        }
        boolean swapped = names != null && "base".equals(names[0]);
        RVector base = numeric(args[swapped ? 0 : 1]);
        RVector of = swapped ? numeric(args[1]) : x;
        double b = base.doubleAt(0);
        return mapped(interpreter, call, of, value -> log(value, b));
    }

    private static double log(double x, double base) {
        if (base == 10) {
            return Math.log10(x);
        }
        if (base == 2) {
            // exact for powers of two
            int exponent = Math.getExponent(x);
            return x > 0 && x == Math.scalb(1.0, exponent) ? exponent : Math.log(x) / Math.log(2);
        }
        return Math.log(x) / Math.log(base);
    }

    static double gamma(double x) {
        if (x == Math.rint(x)) {
            if (x <= 0) {
                return Double.NaN;
            }
            if (x <= LARGEST_GAMMA) {
                double product = 1;
                for (int i = 2; i < x; i++) {
                    product *= i;
                }
                return product;
            }
        }
        if (x > 171.7) {
            return Double.POSITIVE_INFINITY;
        }
        // powers in the approximation overflow before the function does: G(x) = (x - 1) ... (x - k) G(x - k)
        double product = 1;
        double rest = x;
        while (rest > 120) {
            rest--;
            product *= rest;
        }
        return Gamma.gamma(rest) * product;
    }

    static double logGamma(double x) {
        if (x <= 0) {
            if (x == Math.rint(x)) {
                return Double.POSITIVE_INFINITY;
            }
            return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - Gamma.logGamma(1 - x);
        }
        return x == 1 || x == 2 ? 0 : Gamma.logGamma(x);
    }

    static double choose(double n, double givenK) {
        double k = Math.rint(givenK);
        if (k < 30) {
            double r = 1;
            if (n - k < k && n - k >= 0 && n == Math.rint(n)) {
                k = Math.rint(n - k);
            }
            if (k < 0) {
                return 0;
            }
            for (int j = 0; j < k; j++) {
                r *= (n - j) / (j + 1);
            }
            return n == Math.rint(n) ? Math.rint(r) : r;
        }
        if (n < 0) {
            double r = choose(-n + k - 1, k);
            return k % 2 != 0 ? -r : r;
        }
        if (n == Math.rint(n)) {
            if (n < k) {
                return 0;
            }
            return n - k < 30
                    ? choose(n, n - k)
                    : Math.rint(Math.exp(hermite.math.distribution.Discrete.logChoose(n, k)));
        }
        return Math.exp(hermite.math.distribution.Discrete.logChoose(n, k));
    }

    private static RValue rounded(RValue[] args, int otherwise, boolean decimals) {
        RVector digits = args.length > 1 ? numeric(args[1]) : RInteger.of(otherwise);
        if (one(args) instanceof RComplex complex) {
            return ComplexFunctions.rounded(complex, digits.integerAt(0), decimals);
        }
        RVector x = numeric(one(args));
        if (digits.length() == 0) {
            throw new RError("invalid second argument of length 0");
        }
        if (!(x instanceof RDouble) && (decimals ? digits.doubleAt(0) >= 0 : digits.doubleAt(0) >= 10)) {
            return x instanceof RLogical ? RInteger.of(hermite.r.value.Elements.integers(x), x.attributes()) : x;
        }
        int length = x.length() == 0 ? 0 : Math.max(x.length(), digits.length());
        double[] out = new double[length];
        for (int i = 0; i < length; i++) {
            double value = x.doubleAt(i % x.length());
            double places = digits.doubleAt(i % digits.length());
            out[i] = value != value || places != places
                    ? value + places
                    : decimals ? Rounding.decimals(value, places) : Rounding.significant(value, places);
        }
        return RDouble.of(out, length == x.length() ? x.attributes() : hermite.r.value.Attributes.NONE);
    }

    private interface Pair {
        double of(double x, double y);
    }

    private static RValue bessel(Arguments a, Pair function) {
        RVector x = a.numeric(0);
        for (int i = 0; i < x.length(); i++) {
            if (x.doubleAt(i) < 0) {
                a.warn("NaNs produced");
                break;
            }
        }
        return pairs(x, a.numeric(1), function);
    }

    private static RValue pairs(RVector x, RVector y, Pair function) {
        if (x instanceof RCharacter || x instanceof RList || y instanceof RCharacter || y instanceof RList) {
            throw new RError("non-numeric argument to mathematical function");
        }
        int length = x.length() == 0 || y.length() == 0 ? 0 : Math.max(x.length(), y.length());
        double[] out = new double[length];
        for (int i = 0; i < length; i++) {
            double left = x.doubleAt(i % x.length());
            double right = y.doubleAt(i % y.length());
            out[i] = left != left || right != right ? left + right : function.of(left, right);
        }
        RVector longer = y.length() > x.length() ? y : x;
        return RDouble.of(out, longer.attributes());
    }
}
