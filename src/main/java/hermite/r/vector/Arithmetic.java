package hermite.r.vector;

import hermite.r.eval.RError;
import hermite.r.value.Attributes;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RRaw;
import hermite.r.value.RValue;
import hermite.r.value.RVector;

/** The arithmetic operators on numeric and logical vectors. */
public enum Arithmetic {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    POWER("^"),
    MODULO("%%"),
    INTEGER_DIVIDE("%/%");

    private final String symbol;

    Arithmetic(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    /** Of two single numbers, at least one of them a double; null for other operands. */
    public RValue ofNumbers(RValue left, RValue right) {
        boolean single =
                left instanceof RVector x && right instanceof RVector y && x.isPlainNumber() && y.isPlainNumber();
        if (!single || !(left instanceof RDouble || right instanceof RDouble)) {
            return null;
        }
        return RDouble.of(of(((RVector) left).doubleAt(0), ((RVector) right).doubleAt(0)));
    }

    public RValue apply(RValue left, RValue right, Warnings warnings) {
        if (left instanceof RDouble x && right instanceof RDouble y) {
            return doubles(x, y, warnings);
        }
        RVector x = operand(left);
        RVector y = operand(right);
        if (x instanceof RComplex || y instanceof RComplex) {
            return ComplexArithmetic.apply(this, x, y, warnings);
        }
        boolean real = x instanceof RDouble || y instanceof RDouble || this == DIVIDE || this == POWER;
        return real ? doubles(x, y, warnings) : integers(x, y, warnings);
    }

    private static RVector operand(RValue value) {
        if (value == RNull.NULL) {
            return RDouble.of();
        }
        if (value instanceof RVector vector && isNumber(vector)) {
            return vector;
        }
        throw new RError("non-numeric argument to binary operator");
    }

    private static boolean isNumber(RVector x) {
        return !(x instanceof RCharacter) && !(x instanceof RList) && !(x instanceof RRaw);
    }

    private RValue doubles(RVector x, RVector y, Warnings warnings) {
        int length = Recycling.length(x, y, warnings);
        double[] out = new double[length];
        int m = x.length();
        int n = y.length();
        if (x instanceof RDouble first && y instanceof RDouble second) {
            loop(first.values(), second.values(), out);
        } else {
            for (int i = 0; i < length; i++) {
                out[i] = of(x.doubleAt(m == length ? i : i % m), y.doubleAt(n == length ? i : i % n));
            }
        }
        Attributes attributes = Recycling.attributes(x, y, length, true);
        return attributes.isEmpty() ? RDouble.of(out) : RDouble.of(out, attributes);
    }

    private void loop(double[] x, double[] y, double[] out) {
        int m = x.length;
        int n = y.length;
        for (int i = 0, k = 0, l = 0; i < out.length; i++) {
            out[i] = of(x[k], y[l]);
            k = k + 1 == m ? 0 : k + 1;
            l = l + 1 == n ? 0 : l + 1;
        }
    }

    /** The operator on two numbers. */
    public double of(double a, double b) {
        return switch (this) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case POWER -> power(a, b);
            case MODULO -> modulo(a, b);
            case INTEGER_DIVIDE -> Math.floor(a / b);
        };
    }

    /** x^y with R's rules: 1^y and x^0 are 1 whatever the other is. */
    public static double power(double x, double y) {
        if (y == 2.0) {
            return x * x;
        }
        if (x == 1 || y == 0) {
            return 1;
        }
        if (x != x || y != y) {
            return x + y;
        }
        return Math.pow(x, y);
    }

    private static double modulo(double a, double b) {
        if (b == 0) {
            return Double.NaN;
        }
        if (Double.isInfinite(b) && !Double.isInfinite(a) && a == a) {
            return a == 0 || (a > 0) == (b > 0) ? a : b;
        }
        double rest = a % b;
        return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
    }

    private RValue integers(RVector x, RVector y, Warnings warnings) {
        int length = Recycling.length(x, y, warnings);
        int[] out = new int[length];
        int m = x.length();
        int n = y.length();
        boolean overflow = false;
        for (int i = 0; i < length; i++) {
            int a = x.integerAt(m == length ? i : i % m);
            int b = y.integerAt(n == length ? i : i % n);
            if (a == RInteger.NA || b == RInteger.NA) {
                out[i] = RInteger.NA;
                continue;
            }
            long result =
                    switch (this) {
                        case ADD -> (long) a + b;
                        case SUBTRACT -> (long) a - b;
                        case MULTIPLY -> (long) a * b;
                        case MODULO -> b == 0 ? RInteger.NA : Math.floorMod(a, b);
                        case INTEGER_DIVIDE -> b == 0 ? RInteger.NA : Math.floorDiv(a, b);
                        default -> throw new IllegalStateException(symbol);
                    };
            boolean divides = this == MODULO || this == INTEGER_DIVIDE;
            if (!divides && Math.abs(result) > Integer.MAX_VALUE) {
                overflow = true;
                out[i] = RInteger.NA;
            } else {
                out[i] = (int) result;
            }
        }
        if (overflow) {
            warnings.warn("NAs produced by integer overflow");
        }
        return Recycling.withAttributes(RInteger.of(out), Recycling.attributes(x, y, length, true));
    }

    /** Unary plus and minus. */
    public static RValue unary(boolean minus, RValue value) {
        if (!(value instanceof RVector x) || !isNumber(x)) {
            throw new RError("invalid argument to unary operator");
        }
        if (x instanceof RDouble doubles) {
            if (!minus) {
                return x;
            }
            double[] out = new double[x.length()];
            for (int i = 0; i < out.length; i++) {
                out[i] = -doubles.get(i);
            }
            return RDouble.of(out, x.attributes());
        }
        if (x instanceof RComplex numbers) {
            return minus ? ComplexArithmetic.negative(numbers) : x;
        }
        int[] out = new int[x.length()];
        for (int i = 0; i < out.length; i++) {
            int a = x.integerAt(i);
            out[i] = a == RInteger.NA || !minus ? a : -a;
        }
        Attributes kept = x instanceof RLogical ? x.attributes().only("names", "dim", "dimnames") : x.attributes();
        return RInteger.of(out, kept);
    }
}
