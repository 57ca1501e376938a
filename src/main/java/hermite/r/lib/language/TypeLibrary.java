package hermite.r.lib.language;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.DeclaredFunction;
import hermite.r.eval.function.Dispatching;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.print.Deparser;
import hermite.r.value.DataFrames;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RRaw;
import hermite.r.value.RSlotted;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.VectorType;
import hermite.r.value.language.Formals;
import hermite.r.value.language.RCall;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RFunction;
import hermite.r.value.language.RSymbol;
import hermite.r.value.text.ComplexReading;
import hermite.r.value.text.NumberReading;
import hermite.r.vector.Languages;
import java.util.Arrays;
import java.util.function.Predicate;

/** Type questions and conversions: is.*, as.*, typeof, mode. */
public final class TypeLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        PackageFunctions base = table.in("base");
        is(base, "is.null", x -> x == RNull.NULL);
        is(base, "is.logical", x -> x instanceof RLogical);
        is(base, "is.integer", x -> x instanceof RInteger);
        is(base, "is.double", x -> x instanceof RDouble);
        is(base, "is.character", x -> x instanceof RCharacter);
        is(base, "is.list", x -> x instanceof RList list && !list.isExpression());
        is(base, "is.pairlist", x -> x == RNull.NULL);
        is(base, "is.expression", x -> x instanceof RList list && list.isExpression());
        is(base, "is.function", x -> x instanceof RFunction);
        is(
                base,
                "is.primitive",
                x -> x instanceof hermite.r.value.language.RBuiltin
                        && !(x instanceof DeclaredFunction declared && !declared.isPrimitiveInR()));
        is(base, "is.environment", x -> x instanceof REnvironment);
        is(base, "is.symbol", x -> x instanceof RSymbol);
        is(base, "is.name", x -> x instanceof RSymbol);
        is(base, "is.call", x -> x instanceof RCall);
        is(
                base,
                "is.language",
                x -> x instanceof RCall || x instanceof RSymbol || x instanceof RList l && l.isExpression());
        is(base, "is.atomic", x -> x == RNull.NULL || x instanceof RVector && !(x instanceof RList));
        is(
                base,
                "is.recursive",
                x -> !(x instanceof RVector v && !(v instanceof RList)) && x != RNull.NULL && !(x instanceof RSymbol));
        is(base, "is.factor", Factors::isFactor);
        is(base, "is.ordered", x -> x.inherits("ordered"));
        is(base, "is.data.frame", DataFrames::isDataFrame);
        is(base, "is.matrix", x -> x instanceof RVector v && v.isMatrix());
        is(base, "is.array", x -> x instanceof RVector v && v.dim() != null);
        is(base, "isS4", x -> x instanceof RSlotted);
        is(base, "is.complex", x -> x instanceof RComplex);
        is(base, "is.raw", x -> x instanceof RRaw);
        base.primitive(
                        "is.numeric(x)",
                        Dispatching.FIRST,
                        (r, call, args, names, env) -> RLogical.of(isNumeric(args[0])))
                .function("is.vector(x, mode = \"any\")", TypeLibrary::isVector)
                .function("typeof(x)", a -> RCharacter.of(a.value(0).typeName()))
                .function("mode(x)", a -> RCharacter.of(mode(a.value(0))))
                .function("storage.mode(x)", a -> RCharacter.of(storage(a.value(0))))
                .function("storage.mode<-(x, value)", a -> stored(a.vector(0), a.string(1)))
                .function("mode<-(x, value)", a -> stored(a.vector(0), a.string(1)))
                .generic("as.logical(x, ...)", a -> plain(a, VectorType.LOGICAL))
                .generic("as.integer(x, ...)", a -> plain(a, VectorType.INTEGER))
                .generic("as.double(x, ...)", a -> plain(a, VectorType.DOUBLE))
                .generic("as.numeric(x, ...)", a -> plain(a, VectorType.DOUBLE))
                .generic("as.complex(x, ...)", a -> plain(a, VectorType.COMPLEX))
                .function("as.raw(x)", a -> plain(a, VectorType.RAW))
                .generic("as.character(x, ...)", TypeLibrary::asCharacter)
                .generic("as.vector(x, mode = \"any\")", TypeLibrary::asVector)
                .generic("as.list(x, all.names = FALSE, sorted = FALSE, ...)", TypeLibrary::asList)
                .function("as.symbol(x)", a -> symbol(a.value(0)))
                .function("as.name(x)", a -> symbol(a.value(0)))
                .function("as.call(x)", a -> a.value(0) instanceof RCall call ? call : Languages.call(a.value(0)))
                .function("as.function(x, envir = NULL)", TypeLibrary::asFunction)
                .function("is.nan(x)", a -> numbers(a, x -> x != x && !RDouble.isNa(x)))
                .function("is.finite(x)", a -> numbers(a, x -> !Double.isNaN(x) && !Double.isInfinite(x)))
                .function("is.infinite(x)", a -> numbers(a, Double::isInfinite));
    }

    private static void is(PackageFunctions base, String name, Predicate<RValue> test) {
        base.primitive(name + "(x)", (r, call, args, names, env) -> {
            if (args.length != 1) {
                throw new RError(args.length + " arguments passed to '" + name + "' which requires 1");
            }
            return RLogical.of(test.test(args[0]));
        });
    }

    private static boolean isNumeric(RValue x) {
        return (x instanceof RDouble || x instanceof RInteger)
                && !Factors.isFactor(x)
                && !x.inherits("Date")
                && !x.inherits("POSIXct")
                && !x.inherits("difftime");
    }

    private static RValue isVector(Arguments a) {
        if (!(a.value(0) instanceof RVector x)) {
            return RLogical.FALSE;
        }
        boolean plain = x.attributes().without("names").isEmpty();
        String wanted = a.string(1);
        boolean fits =
                switch (wanted) {
                    case "any" -> true;
                    case "numeric" -> x.type().isNumeric();
                    case "list" -> x.type() == VectorType.LIST;
                    default -> x.typeName().equals(wanted);
                };
        return RLogical.of(plain && fits);
    }

    private static String mode(RValue x) {
        if (x instanceof RVector vector) {
            return vector.type().mode();
        }
        if (x instanceof RFunction) {
            return "function";
        }
        if (x instanceof RSymbol) {
            return "name";
        }
        if (x instanceof RCall call) {
            return call.functionName().equals("(") ? "(" : "call";
        }
        return x.typeName();
    }

    private static String storage(RValue x) {
        return x instanceof RFunction ? "function" : x.typeName();
    }

    private static RValue stored(RVector x, String mode) {
        return switch (mode) {
            case "numeric", "double" -> x.as(VectorType.DOUBLE);
            case "integer" -> x.as(VectorType.INTEGER);
            case "complex" -> x.as(VectorType.COMPLEX);
            case "raw" -> x.as(VectorType.RAW);
            case "logical" -> x.as(VectorType.LOGICAL);
            case "character" -> x.as(VectorType.CHARACTER);
            case "list" -> x.as(VectorType.LIST);
            default -> throw new RError("invalid value");
        };
    }

    /** A vector of a type without attributes; text that is no number warns. */
    static RVector plain(Arguments a, VectorType type) {
        RValue value = a.value(0);
        if (value == RNull.NULL) {
            return RVector.missing(type, 0);
        }
        if (!(value instanceof RVector x)) {
            throw new RError(
                    "cannot coerce type '" + value.typeName() + "' to vector of type '" + type.typeName() + "'");
        }
        if (x instanceof RList list) {
            checkSingle(list, type);
        }
        if (x instanceof RCharacter texts && type != VectorType.LOGICAL && type != VectorType.CHARACTER) {
            warnWrong(texts, type, a);
        }
        if (x instanceof RComplex numbers && (type == VectorType.DOUBLE || type == VectorType.INTEGER)) {
            warnDiscarded(numbers, a);
        }
        if (type == VectorType.RAW) {
            warnOutOfRange(x, a);
        }
        if (x instanceof RDouble doubles && type == VectorType.INTEGER) {
            for (double each : doubles.values()) {
                if (Math.abs(each) >= 2147483648.0) {
                    a.interpreter().warningInFrame("NAs introduced by coercion to integer range");
                    break;
                }
            }
        }
        return Factors.isFactor(x) && type == VectorType.CHARACTER
                ? RCharacter.of(Factors.labels((RInteger) x))
                : x.bare().as(type);
    }

    private static void checkSingle(RList list, VectorType type) {
        for (RValue each : list.values()) {
            if (!(each instanceof RVector element) || element.length() != 1 && type != VectorType.CHARACTER) {
                throw new RError("'list' object cannot be coerced to type '" + type.typeName() + "'");
            }
        }
    }

    private static void warnDiscarded(RComplex x, Arguments a) {
        for (int i = 0; i < x.length(); i++) {
            if (!x.isNA(i) && x.imaginary()[i] != 0) {
                a.interpreter().warningInFrame("imaginary parts discarded in coercion");
                return;
            }
        }
    }

    private static void warnOutOfRange(RVector x, Arguments a) {
        for (int i = 0; i < x.length(); i++) {
            int value = x.integerAt(i);
            if (value < 0 || value > 255) {
                a.interpreter().warningInFrame("out-of-range values treated as 0 in coercion to raw");
                return;
            }
        }
    }

    private static void warnWrong(RCharacter texts, VectorType type, Arguments a) {
        for (String each : texts.values()) {
            if (each != null && each.isBlank()) {
                continue;
            }
            boolean wrong = type == VectorType.COMPLEX
                    ? each != null && !each.strip().equals("NA") && RDouble.isNa(ComplexReading.number(each)[0])
                    : NumberReading.isWrong(each);
            if (wrong) {
                a.interpreter().warningInFrame("NAs introduced by coercion");
                return;
            }
        }
    }

    private static RValue asCharacter(Arguments a) {
        RValue value = a.value(0);
        if (value instanceof RSymbol symbol) {
            return RCharacter.of(symbol.name());
        }
        if (value instanceof RCall call) {
            return texts(Languages.list(call));
        }
        if (value instanceof RList list) {
            return texts(list);
        }
        return plain(a, VectorType.CHARACTER);
    }

    private static RCharacter texts(RList list) {
        String[] out = new String[list.length()];
        for (int i = 0; i < out.length; i++) {
            RValue each = list.get(i);
            if (each instanceof RCharacter one && one.length() == 1) {
                out[i] = one.get(0);
            } else if (each instanceof RSymbol symbol) {
                out[i] = symbol.name();
            } else if (each instanceof RVector vector && vector.length() == 1 && !(vector instanceof RList)) {
                out[i] = vector.stringAt(0);
            } else {
                out[i] = Deparser.line(each);
            }
        }
        return RCharacter.of(out);
    }

    private static RValue asVector(Arguments a) {
        String mode = a.string(1);
        RValue value = a.value(0);
        switch (mode) {
            case "any":
                if (Factors.isFactor(value)) {
                    return RCharacter.of(Factors.labels((RInteger) value));
                }
                if (value instanceof RList list) {
                    return list.isDataFrame()
                            ? list
                            : list.withAttributes(list.attributes().only("names"));
                }
                return value instanceof RVector vector ? vector.bare() : value;
            case "list":
                return asList(a);
            case "character":
                return asCharacter(a);
            case "numeric", "double":
                return plain(a, VectorType.DOUBLE);
            case "integer":
                return plain(a, VectorType.INTEGER);
            case "complex":
                return plain(a, VectorType.COMPLEX);
            case "raw":
                return plain(a, VectorType.RAW);
            case "logical":
                return plain(a, VectorType.LOGICAL);
            case "symbol":
                return symbol(value);
            default:
                throw new RError("vector: cannot make a vector of mode '" + mode + "'.");
        }
    }

    private static RValue asList(Arguments a) {
        RValue value = a.value(0);
        if (value == RNull.NULL) {
            return RList.of(new RValue[0]);
        }
        if (value instanceof REnvironment environment) {
            return environmentList(a, environment);
        }
        if (value instanceof RCall call) {
            return Languages.list(call);
        }
        if (value instanceof RFunction) {
            return RList.of(value);
        }
        if (value instanceof RList list) {
            return list.isExpression()
                    ? list.as(VectorType.LIST)
                    : list.withAttributes(list.attributes().only("names"));
        }
        if (!(value instanceof RVector x)) {
            return RList.of(value);
        }
        RValue[] out = new RValue[x.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.isObject()
                    ? ((RVector) x.elementAt(i)).withAttributes(x.attributes().without("names", "dim", "dimnames"))
                    : x.elementAt(i);
        }
        RList list = RList.of(out);
        return x.names() == null ? list : list.withAttribute("names", x.names());
    }

    private static RValue environmentList(Arguments a, REnvironment environment) {
        java.util.List<String> names = environment.names().stream()
                .filter(name -> a.flag(1) || !name.startsWith("."))
                .toList();
        RValue[] values = new RValue[names.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = a.interpreter().force(environment.getLocal(names.get(i)));
        }
        return RList.named(names.toArray(String[]::new), values);
    }

    private static RValue symbol(RValue value) {
        if (value instanceof RSymbol symbol) {
            return symbol;
        }
        if (value instanceof RVector vector && vector.length() > 0) {
            return RSymbol.of(vector.stringAt(0));
        }
        throw new RError("invalid type/length (symbol/0) in vector allocation");
    }

    private interface Test {
        boolean test(double x);
    }

    private static RValue numbers(Arguments a, Test test) {
        RVector x = a.vector(0);
        int[] out = new int[x.length()];
        for (int i = 0; i < out.length; i++) {
            boolean countable = !(x instanceof RCharacter) && !(x instanceof RList);
            double value = countable ? x.doubleAt(i) : RDouble.NA;
            out[i] = countable && test.test(value) ? 1 : 0;
        }
        return RLogical.of(out, x.attributes().only("names", "dim", "dimnames"));
    }

    /** A list of parameters with the body as its last element, as a function; functions and names as they are. */
    private static RValue asFunction(Arguments a) {
        if (!(a.value(0) instanceof RList list) || list.length() == 0) {
            return a.function(0);
        }
        int count = list.length() - 1;
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = list.name(i);
        }
        Formals formals = new Formals(names, Arrays.copyOf(list.values(), count));
        REnvironment home = a.isNull(1) ? a.caller() : (REnvironment) a.value(1);
        return a.interpreter().closure(formals, list.get(count), home, null);
    }
}
