package hermite.r.vector;

import hermite.r.eval.RError;
import hermite.r.print.Deparser;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RSymbol;

/** The comparison operators. */
public enum Comparison {
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    LESS_EQUAL("<="),
    GREATER(">"),
    GREATER_EQUAL(">=");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    /** Of two single numbers; null for other operands. */
    public RValue ofNumbers(RValue left, RValue right) {
        if (!(left instanceof RVector x && right instanceof RVector y && x.isPlainNumber() && y.isPlainNumber())) {
            return null;
        }
        double a = x.doubleAt(0);
        double b = y.doubleAt(0);
        return a != a || b != b ? RLogical.of(RLogical.NA) : RLogical.of(holds(a < b ? -1 : a > b ? 1 : 0));
    }

    public RValue apply(RValue left, RValue right, Warnings warnings) {
        RVector x = operand(left);
        RVector y = operand(right);
        int length = Recycling.length(x, y, warnings);
        int[] out = new int[length];
        if (x instanceof RCharacter || y instanceof RCharacter) {
            texts(x, y, out);
        } else if (x instanceof RComplex || y instanceof RComplex) {
            complex(RComplex.from(x), RComplex.from(y), out);
        } else if (x instanceof RDouble || y instanceof RDouble || x instanceof RList || y instanceof RList) {
            doubles(x, y, out);
        } else {
            integers(x, y, out);
        }
        return Recycling.withAttributes(RLogical.of(out), Recycling.attributes(x, y, length, false));
    }

    private RVector operand(RValue value) {
        if (value == RNull.NULL) {
            return RLogical.of(new int[0]);
        }
        if (value instanceof RSymbol symbolValue) {
            return RCharacter.of(symbolValue.name());
        }
        if (value instanceof RCall call) {
            return RCharacter.of(Deparser.line(call));
        }
        if (value instanceof RVector vector) {
            if (vector instanceof RList list) {
                checkAtomic(list);
            }
            return vector;
        }
        throw new RError("comparison (" + symbol + ") is possible only for atomic and list types");
    }

    private void checkAtomic(RList list) {
        for (int i = 0; i < list.length(); i++) {
            if (!(list.get(i) instanceof RVector element) || element.length() != 1) {
                throw new RError("comparison of these types is not implemented");
            }
        }
    }

    private boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case UNEQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_EQUAL -> order >= 0;
        };
    }

    private void doubles(RVector x, RVector y, int[] out) {
        int m = x.length();
        int n = y.length();
        for (int i = 0; i < out.length; i++) {
            double a = x.doubleAt(m == out.length ? i : i % m);
            double b = y.doubleAt(n == out.length ? i : i % n);
            out[i] = a != a || b != b ? RLogical.NA : holds(a < b ? -1 : a > b ? 1 : 0) ? 1 : 0;
        }
    }

    private void complex(RComplex x, RComplex y, int[] out) {
        if (this != EQUAL && this != UNEQUAL) {
            throw new RError("invalid comparison with complex values");
        }
        for (int i = 0; i < out.length; i++) {
            int k = i % x.length();
            int l = i % y.length();
            boolean same = x.real()[k] == y.real()[l] && x.imaginary()[k] == y.imaginary()[l];
            out[i] = x.isNA(k) || y.isNA(l) ? RLogical.NA : same == (this == EQUAL) ? 1 : 0;
        }
    }

    private void integers(RVector x, RVector y, int[] out) {
        int m = x.length();
        int n = y.length();
        for (int i = 0; i < out.length; i++) {
            int a = x.integerAt(m == out.length ? i : i % m);
            int b = y.integerAt(n == out.length ? i : i % n);
            out[i] = a == RInteger.NA || b == RInteger.NA ? RLogical.NA : holds(Integer.compare(a, b)) ? 1 : 0;
        }
    }

    private void texts(RVector x, RVector y, int[] out) {
        int m = x.length();
        int n = y.length();
        boolean equality = this == EQUAL || this == UNEQUAL;
        for (int i = 0; i < out.length; i++) {
            String a = x.stringAt(m == out.length ? i : i % m);
            String b = y.stringAt(n == out.length ? i : i % n);
            if (a == null || b == null) {
                out[i] = RLogical.NA;
            } else if (equality) {
                out[i] = a.equals(b) == (this == EQUAL) ? 1 : 0;
            } else {
                out[i] = holds(Collation.compare(a, b)) ? 1 : 0;
            }
        }
    }
}
