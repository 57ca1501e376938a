package hermite.r.lib.math;

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
import hermite.r.value.RNull;
import hermite.r.value.RRaw;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RSymbol;
import hermite.r.vector.Collation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** sum, prod, max, min, range, any, all over all arguments, and the cumulative functions. */
public final class SummaryLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        PackageFunctions base = table.in("base");
        base.primitive(
                "sum(..., na.rm = FALSE)",
                Dispatching.SUMMARY,
                (i, call, args, names, env) -> sum(i, call, new Given(args, names)));
        base.primitive(
                "prod(..., na.rm = FALSE)",
                Dispatching.SUMMARY,
                (i, call, args, names, env) -> product(new Given(args, names)));
        base.primitive(
                "max(..., na.rm = FALSE)",
                Dispatching.SUMMARY,
                (i, call, args, names, env) -> extreme(i, call, new Given(args, names), true));
        base.primitive(
                "min(..., na.rm = FALSE)",
                Dispatching.SUMMARY,
                (i, call, args, names, env) -> extreme(i, call, new Given(args, names), false));
        base.primitive(
                "range(..., na.rm = FALSE)",
                Dispatching.SUMMARY,
                (i, call, args, names, env) -> range(i, call, new Given(args, names)));
        base.primitive(
                "any(..., na.rm = FALSE)",
                Dispatching.SUMMARY,
                (i, call, args, names, env) -> logical(new Given(args, names), 1));
        base.primitive(
                "all(..., na.rm = FALSE)",
                Dispatching.SUMMARY,
                (i, call, args, names, env) -> logical(new Given(args, names), 0));
        base.primitive("cumsum(x)", Dispatching.MATH, (i, call, args, names, env) -> cumulative(args[0], 's'));
        base.primitive("cumprod(x)", Dispatching.MATH, (i, call, args, names, env) -> cumulative(args[0], 'p'));
        base.primitive("cummax(x)", Dispatching.MATH, (i, call, args, names, env) -> cumulative(args[0], 'M'));
        base.primitive("cummin(x)", Dispatching.MATH, (i, call, args, names, env) -> cumulative(args[0], 'm'));
        base.function(".mean(x)", SummaryLibrary::mean);
        base.function("pmax(..., na.rm = FALSE)", a -> Parallel.extremes(a, true));
        base.function("pmin(..., na.rm = FALSE)", a -> Parallel.extremes(a, false));
    }

    /** The vectors among the arguments and whether missing values are to be dropped. */
    private static final class Given {
        private final List<RVector> vectors = new ArrayList<>();
        private boolean dropMissing;
        private boolean anyDouble;
        private boolean anyText;
        private boolean anyComplex;

        Given(RValue[] args, String[] names) {
            for (int i = 0; i < args.length; i++) {
                if (names != null && "na.rm".equals(names[i])) {
                    dropMissing = args[i] instanceof RVector flag && flag.length() > 0 && flag.logicalAt(0) == 1;
                } else {
                    add(args[i]);
                }
            }
        }

        private void add(RValue value) {
            if (value == RNull.NULL) {
                return;
            }
            if (value instanceof RList || !(value instanceof RVector vector)) {
                throw new RError("invalid 'type' (" + value.typeName() + ") of argument");
            }
            if (vector.inherits("factor")) {
                throw new RError("not meaningful for factors");
            }
            if (vector instanceof RRaw) {
                throw new RError("invalid 'type' (raw) of argument");
            }
            anyComplex |= vector instanceof RComplex;
            anyDouble |= vector instanceof RDouble;
            anyText |= vector instanceof RCharacter;
            vectors.add(vector);
        }

        void refuseTexts() {
            if (anyText) {
                throw new RError("invalid 'type' (character) of argument");
            }
        }

        void refuseComplex() {
            if (anyComplex) {
                throw new RError("invalid 'type' (complex) of argument");
            }
        }

        /** All numbers as complex ones; missing ones left out when asked. */
        RComplex complex() {
            int count = 0;
            for (RVector each : vectors) {
                count += each.length();
            }
            RComplex all = RComplex.of(new double[count], new double[count]);
            int at = 0;
            for (RVector each : vectors) {
                for (int i = 0; i < each.length(); i++) {
                    if (!(dropMissing && each.isNA(i))) {
                        all.store(at++, each, i);
                    }
                }
            }
            return at == count ? all : (RComplex) all.resized(at);
        }

        /** All numbers; missing ones left out when asked. */
        double[] doubles() {
            int count = 0;
            for (RVector each : vectors) {
                count += each.length();
            }
            double[] all = new double[count];
            int at = 0;
            for (RVector each : vectors) {
                for (int i = 0; i < each.length(); i++) {
                    double x = each.doubleAt(i);
                    if (!(dropMissing && x != x)) {
                        all[at++] = x;
                    }
                }
            }
            return at == count ? all : java.util.Arrays.copyOf(all, at);
        }
    }

    private static RValue sum(Interpreter interpreter, RCall call, Given given) {
        given.refuseTexts();
        if (given.anyComplex) {
            return ComplexFunctions.reduced(given.complex(), false);
        }
        if (given.anyDouble) {
            return RDouble.of(missingFirst(given.doubles(), Sums::sum));
        }
        long sum = 0;
        for (RVector each : given.vectors) {
            for (int i = 0; i < each.length(); i++) {
                int x = each.integerAt(i);
                if (x != RInteger.NA) {
                    sum += x;
                } else if (!given.dropMissing) {
                    return RInteger.of(RInteger.NA);
                }
            }
        }
        if (Math.abs(sum) > Integer.MAX_VALUE && given.vectors.size() > 1) {
            return RDouble.of(sum);
        }
        if (Math.abs(sum) > Integer.MAX_VALUE) {
            interpreter.warning("integer overflow - use sum(as.numeric(.))", call);
            return RInteger.of(RInteger.NA);
        }
        return RInteger.of((int) sum);
    }

    private interface Reduction {
        double of(double[] x);
    }

    /** The first missing value is the result, so that NA and NaN stay apart. */
    private static double missingFirst(double[] x, Reduction reduction) {
        for (double each : x) {
            if (each != each) {
                return each;
            }
        }
        return reduction.of(x);
    }

    private static RValue product(Given given) {
        given.refuseTexts();
        if (given.anyComplex) {
            return ComplexFunctions.reduced(given.complex(), true);
        }
        return RDouble.of(missingFirst(given.doubles(), x -> {
            double product = 1;
            for (double each : x) {
                product *= each;
            }
            return product;
        }));
    }

    private static RValue mean(Arguments a) {
        if (a.value(0) instanceof RComplex x) {
            RComplex sum = ComplexFunctions.reduced(x, false);
            double n = x.length();
            return RComplex.of(new double[] {sum.real()[0] / n}, new double[] {sum.imaginary()[0] / n});
        }
        return RDouble.of(missingFirst(a.doubles(0), Sums::mean));
    }

    private static RValue extreme(Interpreter interpreter, RCall call, Given given, boolean most) {
        given.refuseComplex();
        if (given.anyText) {
            String text = extremeText(given, most);
            if (text == null && given.vectors.stream().allMatch(each -> isEmpty(each, given.dropMissing))) {
                interpreter.warning("no non-missing arguments, returning NA", call);
            }
            return RCharacter.of(text);
        }
        double[] x = given.doubles();
        if (x.length == 0) {
            String words = most ? "max; returning -Inf" : "min; returning Inf";
            interpreter.warning("no non-missing arguments to " + words, call);
            return RDouble.of(most ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        return typed(given, extreme(x, most));
    }

    private static RValue typed(Given given, double... values) {
        if (given.anyDouble) {
            return RDouble.of(values);
        }
        int[] out = new int[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] != values[i] ? RInteger.NA : (int) values[i];
        }
        return RInteger.of(out);
    }

    private static double extreme(double[] x, boolean most) {
        double best = x[0];
        for (double each : x) {
            if (each != each) {
                // NA before NaN
                if (RDouble.isNa(each)) {
                    return each;
                }
                best = each;
            } else if (best == best && (most ? each > best : each < best)) {
                best = each;
            }
        }
        return best;
    }

    private static String extremeText(Given given, boolean most) {
        String best = null;
        for (RVector each : given.vectors) {
            for (int i = 0; i < each.length(); i++) {
                String text = each.stringAt(i);
                if (text == null) {
                    if (!given.dropMissing) {
                        return null;
                    }
                } else if (best == null || (Collation.compare(text, best) > 0) == most && !text.equals(best)) {
                    best = text;
                }
            }
        }
        return best;
    }

    private static boolean isEmpty(RVector x, boolean dropMissing) {
        return IntStream.range(0, x.length()).allMatch(i -> dropMissing && x.stringAt(i) == null);
    }

    private static RValue range(Interpreter interpreter, RCall call, Given given) {
        given.refuseComplex();
        if (given.anyText) {
            return RCharacter.of(extremeText(given, false), extremeText(given, true));
        }
        double[] x = given.doubles();
        if (x.length == 0) {
            // R's range is max and min of x
            interpreter.warning("no non-missing arguments to min; returning Inf", RCall.of("min", RSymbol.of("x")));
            interpreter.warning("no non-missing arguments to max; returning -Inf", RCall.of("max", RSymbol.of("x")));
            return RDouble.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        }
        return typed(given, extreme(x, false), extreme(x, true));
    }

    /** @param decisive the value that settles the answer: 1 for any, 0 for all */
    private static RValue logical(Given given, int decisive) {
        given.refuseTexts();
        boolean missing = false;
        for (RVector each : given.vectors) {
            for (int i = 0; i < each.length(); i++) {
                int x = each.logicalAt(i);
                if (x == decisive) {
                    return RLogical.of(decisive == 1);
                }
                missing |= x == RLogical.NA;
            }
        }
        return missing && !given.dropMissing ? RLogical.of(new int[] {RLogical.NA}) : RLogical.of(decisive != 1);
    }

    private static RValue cumulative(RValue value, char kind) {
        if (value == RNull.NULL) {
            return RDouble.of(new double[0]);
        }
        if (!(value instanceof RVector x) || value instanceof RList) {
            throw new RError("non-numeric argument to mathematical function");
        }
        if (x instanceof RComplex complex) {
            if (kind == 'M' || kind == 'm') {
                throw new RError("'cum" + (kind == 'M' ? "max" : "min") + "' not defined for complex numbers");
            }
            return ComplexFunctions.running(complex, kind == 'p');
        }
        double[] out = new double[x.length()];
        double so = 0;
        for (int i = 0; i < out.length; i++) {
            double next = x.doubleAt(i);
            if (i == 0 || so != so) {
                so = i == 0 ? next : so;
            } else if (next != next) {
                so = next;
            } else {
                so = switch (kind) {
                    case 's' -> so + next;
                    case 'p' -> so * next;
                    case 'M' -> Math.max(so, next);
                    default -> Math.min(so, next);
                };
            }
            out[i] = so;
        }
        RVector result =
                kind == 'p' || x instanceof RDouble || x instanceof RCharacter ? RDouble.of(out) : typedWhole(out);
        RCharacter names = x.names();
        return names == null ? result : result.withAttribute("names", names);
    }

    private static RVector typedWhole(double[] values) {
        int[] out = new int[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] != values[i] || Math.abs(values[i]) > Integer.MAX_VALUE ? RInteger.NA : (int) values[i];
        }
        return RInteger.of(out);
    }
}
