package hermite.r.lib.language;

import hermite.r.eval.Arguments;
import hermite.r.eval.Interpreter;
import hermite.r.eval.RError;
import hermite.r.eval.function.Dispatching;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.value.Factors;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.vector.Arithmetic;
import hermite.r.vector.Comparison;
import hermite.r.vector.Logic;
import java.util.function.IntBinaryOperator;

/** Arithmetic, comparison, logic, and the colon. */
public final class OperatorLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        PackageFunctions base = table.in("base");
        for (Arithmetic operator : Arithmetic.values()) {
            base.primitive(
                    operator.symbol() + "(e1, e2)",
                    Dispatching.OPS,
                    operator::ofNumbers,
                    (r, call, args, names, env) -> args.length == 1
                            ? unary(operator, args[0])
                            : operator.apply(args[0], args[1], warning -> r.warning(warning, call)));
        }
        for (Comparison operator : Comparison.values()) {
            base.primitive(
                    operator.symbol() + "(e1, e2)",
                    Dispatching.OPS,
                    operator::ofNumbers,
                    (r, call, args, names, env) ->
                            operator.apply(args[0], args[1], warning -> r.warning(warning, call)));
        }
        base.primitive(
                        "&(e1, e2)",
                        Dispatching.OPS,
                        (r, call, args, names, env) -> Logic.and(args[0], args[1], warning -> r.warning(warning, call)))
                .primitive(
                        "|(e1, e2)",
                        Dispatching.OPS,
                        (r, call, args, names, env) -> Logic.or(args[0], args[1], warning -> r.warning(warning, call)))
                .primitive("!(x)", Dispatching.OPS, (r, call, args, names, env) -> Logic.not(args[0]))
                .function("bitwAnd(a, b)", a -> bits(a, (x, y) -> x & y))
                .function("bitwOr(a, b)", a -> bits(a, (x, y) -> x | y))
                .function("bitwXor(a, b)", a -> bits(a, (x, y) -> x ^ y))
                .primitive(":(from, to)", (r, call, args, names, env) -> sequence(r, call, args));
    }

    private static RValue unary(Arithmetic operator, RValue value) {
        if (operator != Arithmetic.ADD && operator != Arithmetic.SUBTRACT) {
            throw new RError("invalid unary operator");
        }
        return Arithmetic.unary(operator == Arithmetic.SUBTRACT, value);
    }

    private static RValue bits(Arguments a, IntBinaryOperator operator) {
        RVector x = a.vector(0);
        RVector y = a.vector(1);
        int length = x.length() == 0 || y.length() == 0 ? 0 : Math.max(x.length(), y.length());
        int[] out = new int[length];
        for (int i = 0; i < length; i++) {
            int p = x.integerAt(i % x.length());
            int q = y.integerAt(i % y.length());
            out[i] = p == RInteger.NA || q == RInteger.NA ? RInteger.NA : operator.applyAsInt(p, q);
        }
        return RInteger.of(out);
    }

    private static RValue sequence(Interpreter interpreter, RCall call, RValue[] ends) {
        if (Factors.isFactor(ends[0]) && Factors.isFactor(ends[1])) {
            return crossed((RInteger) ends[0], (RInteger) ends[1]);
        }
        double from = end(interpreter, call, ends[0]);
        double to = end(interpreter, call, ends[1]);
        if (from != from || to != to) {
            throw new RError("NA/NaN argument");
        }
        int count = (int) Math.floor(Math.abs(to - from) + 1e-10) + 1;
        double step = from <= to ? 1 : -1;
        if (from == Math.rint(from) && Math.abs(from) <= Integer.MAX_VALUE && Math.abs(to) <= Integer.MAX_VALUE) {
            int[] out = new int[count];
            for (int i = 0; i < count; i++) {
                out[i] = (int) (from + step * i);
            }
            return RInteger.of(out);
        }
        double[] out = new double[count];
        for (int i = 0; i < count; i++) {
            out[i] = from + step * i;
        }
        return RDouble.of(out);
    }

    /** The cells of two factors, those of the second within each level of the first. */
    private static RValue crossed(RInteger outer, RInteger inner) {
        if (outer.length() != inner.length()) {
            throw new RError("unequal factor lengths");
        }
        String[] first = Factors.levels(outer);
        String[] second = Factors.levels(inner);
        String[] levels = new String[first.length * second.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = first[i / second.length] + ":" + second[i % second.length];
        }
        int[] codes = new int[outer.length()];
        for (int i = 0; i < codes.length; i++) {
            boolean known = outer.get(i) != RInteger.NA && inner.get(i) != RInteger.NA;
            codes[i] = known ? (outer.get(i) - 1) * second.length + inner.get(i) : RInteger.NA;
        }
        return Factors.of(codes, levels, false);
    }

    private static double end(Interpreter interpreter, RCall call, RValue value) {
        if (value == RNull.NULL || !(value instanceof RVector vector) || vector.length() == 0) {
            throw new RError("argument of length 0");
        }
        if (vector.length() > 1) {
            interpreter.warning("numerical expression has " + vector.length() + " elements: only the first used", call);
        }
        if (vector instanceof RComplex complex && complex.imaginary()[0] != 0) {
            interpreter.warning("imaginary parts discarded in coercion", call);
        }
        return vector instanceof RList ? RDouble.NA : vector.doubleAt(0);
    }
}
