package hermite.r.lib.language;

import hermite.r.eval.Arguments;
import hermite.r.eval.Interpreter;
import hermite.r.eval.RError;
import hermite.r.eval.function.Dispatching;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.value.DataFrames;
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
import hermite.r.value.VectorType;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RDots;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RSymbol;
import hermite.r.vector.Combine;
import hermite.r.vector.Subset;
import java.util.Arrays;

/** Making vectors and lists, their lengths, and the repetition of elements. */
public final class VectorLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        table.in("base")
                .primitive("c(...)", Dispatching.FIRST, (r, call, args, names, env) -> combine(present(args), names))
                .primitive("list(...)", (r, call, args, names, env) -> list(present(args), names))
                .special("expression(...)", (r, call, env) -> expression(call))
                .generic(
                        "unlist(x, recursive = TRUE, use.names = TRUE)",
                        a -> Combine.unlisted(a.value(0), a.flag(1), a.flag(2)))
                .function("vector(mode = \"logical\", length = 0L)", a -> vector(a.string(0), a.integer(1)))
                .function("logical(length = 0L)", a -> vector("logical", a.integer(0)))
                .function("integer(length = 0L)", a -> vector("integer", a.integer(0)))
                .function("numeric(length = 0L)", a -> vector("numeric", a.integer(0)))
                .function("double(length = 0L)", a -> vector("numeric", a.integer(0)))
                .function("character(length = 0L)", a -> vector("character", a.integer(0)))
                .primitive("length(x)", Dispatching.FIRST, (r, call, args, names, env) -> RInteger.of(length(args[0])))
                .function("length<-(x, value)", VectorLibrary::setLength)
                .function("lengths(x, use.names = TRUE)", VectorLibrary::lengths)
                .generic("rep(x, times = 1, each = 1, length.out = NA, ...)", VectorLibrary::rep)
                .function("rep.int(x, times)", a -> repeated(a.vector(0), a.vector(1), 1, RInteger.NA, false))
                .function("rep_len(x, length.out)", a -> Combine.recycled(a.vector(0), a.integer(1)))
                .primitive("seq_len(length.out)", (r, call, args, names, env) -> {
                    double count = ((RVector) args[0]).doubleAt(0);
                    if (!(count >= 0)) {
                        throw new RError("argument must be coercible to non-negative integer", call);
                    }
                    return upTo((int) count);
                })
                .primitive(
                        "seq_along(along.with)",
                        (r, call, args, names, env) -> upTo(
                                args[0].isObject()
                                        ? ((RVector) r.invoke("length", args[0])).integerAt(0)
                                        : length(args[0])))
                .generic("rev(x)", VectorLibrary::rev)
                .generic("append(x, values, after = NULL)", VectorLibrary::append)
                .primitive("invisible(x)", (r, call, args, names, env) -> invisible(r, args))
                .function("identity(x)", a -> a.value(0))
                .function("force(x)", a -> a.value(0))
                .function("nlevels(x)", a -> RInteger.of(length(a.value(0).attribute("levels"))))
                .function("is.na(x)", VectorLibrary::isNa)
                .generic("anyNA(x, recursive = FALSE)", VectorLibrary::anyNa)
                .function("identical(x, y, ...)", a -> RLogical.of(Identity.same(a.value(0), a.value(1))))
                .function("isTRUE(x)", a -> RLogical.of(only(a.value(0), 1)))
                .function("isFALSE(x)", a -> RLogical.of(only(a.value(0), 0)))
                .function("xor(x, y)", VectorLibrary::xor)
                .function("ifelse(test, yes, no)", IfElse::of);
    }

    private static RValue invisible(Interpreter interpreter, RValue[] args) {
        interpreter.setVisible(false);
        return args.length == 0 ? RNull.NULL : args[0];
    }

    private static boolean only(RValue value, int wanted) {
        return value instanceof RLogical logical && logical.length() == 1 && logical.get(0) == wanted;
    }

    private static RValue[] present(RValue[] args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i] == RSymbol.MISSING) {
                throw new RError("argument " + (i + 1) + " is empty");
            }
        }
        return args;
    }

    private static RValue combine(RValue[] args, String[] names) {
        RValue[] values = args;
        String[] kept = names;
        boolean useNames = true;
        boolean recursive = false;
        if (names != null) {
            int count = 0;
            RValue[] left = new RValue[args.length];
            String[] leftNames = new String[args.length];
            for (int i = 0; i < args.length; i++) {
                if ("use.names".equals(names[i])) {
                    useNames = ((RVector) args[i]).logicalAt(0) == 1;
                } else if ("recursive".equals(names[i])) {
                    recursive = ((RVector) args[i]).logicalAt(0) == 1;
                } else {
                    left[count] = args[i];
                    leftNames[count++] = names[i];
                }
            }
            values = Arrays.copyOf(left, count);
            kept = Arrays.copyOf(leftNames, count);
        }
        RValue joined = Combine.of(values, kept, useNames);
        return recursive ? Combine.unlisted(joined, true, useNames) : joined;
    }

    private static RValue list(RValue[] args, String[] names) {
        for (RValue each : args) {
            if (each instanceof RVector vector && vector.reference() > 0) {
                vector.markShared();
            }
        }
        if (names == null) {
            return RList.of(args);
        }
        String[] filled = new String[names.length];
        for (int i = 0; i < filled.length; i++) {
            filled[i] = names[i] == null ? "" : names[i];
        }
        return RList.named(filled, args);
    }

    private static RValue expression(RCall call) {
        RList out = RList.expression(call.arguments().clone());
        if (call.names() == null) {
            return out;
        }
        String[] names = call.names().clone();
        for (int i = 0; i < names.length; i++) {
            names[i] = names[i] == null ? "" : names[i];
        }
        return out.withNames(names);
    }

    static RVector vector(String mode, int length) {
        if (length < 0) {
            throw new RError("invalid 'length' argument");
        }
        return switch (mode) {
            case "logical" -> RLogical.of(new int[length]);
            case "integer" -> RInteger.of(new int[length]);
            case "numeric", "double" -> RDouble.of(new double[length]);
            case "complex" -> RComplex.of(new double[length], new double[length]);
            case "raw" -> RRaw.of(new byte[length]);
            case "character" -> {
                String[] empty = new String[length];
                Arrays.fill(empty, "");
                yield RCharacter.of(empty);
            }
            case "list", "pairlist" -> RVector.missing(VectorType.LIST, length);
            case "expression" -> RVector.missing(VectorType.EXPRESSION, length);
            default -> throw new RError("vector: cannot make a vector of mode '" + mode + "'.");
        };
    }

    static int length(RValue value) {
        if (value instanceof RVector vector) {
            return vector.length();
        }
        if (value == RNull.NULL) {
            return 0;
        }
        if (value instanceof REnvironment environment) {
            return environment.names().size();
        }
        if (value instanceof RCall call) {
            return call.size() + 1;
        }
        return value instanceof RDots dots ? dots.size() : 1;
    }

    private static RValue setLength(Arguments a) {
        RVector x = a.vector(0);
        int length = a.integer(1);
        RVector out = x.resized(length);
        if (x.names() != null) {
            String[] names = Arrays.copyOf(x.names().values(), length);
            for (int i = x.length(); i < length; i++) {
                names[i] = "";
            }
            return out.withNames(names);
        }
        return out;
    }

    private static RValue lengths(Arguments a) {
        RVector x = a.vector(0);
        int[] out = new int[x.length()];
        for (int i = 0; i < out.length; i++) {
            RValue each = x.elementAt(i);
            out[i] = DataFrames.isDataFrame(each) ? ((RList) each).length() : length(each);
        }
        RInteger result = RInteger.of(out);
        return a.flag(1) && x.names() != null ? result.withAttribute("names", x.names()) : result;
    }

    private static RValue upTo(int count) {
        int[] out = new int[count];
        for (int i = 0; i < count; i++) {
            out[i] = i + 1;
        }
        return RInteger.of(out);
    }

    private static RValue rep(Arguments a) {
        if (a.isNull(0)) {
            return RNull.NULL;
        }
        RVector x = a.vector(0);
        int length = a.isNull(3) ? RInteger.NA : a.vector(3).integerAt(0);
        int each = a.isNull(2) || a.vector(2).isNA(0) ? 1 : a.integer(2);
        return repeated(x, a.vector(1), each, length, true);
    }

    private static RValue repeated(RVector x, RVector times, int each, int length, boolean keepNames) {
        int n = x.length();
        int spread = n * each;
        int[] places;
        if (length != RInteger.NA) {
            places = new int[length];
            for (int i = 0; i < length; i++) {
                places[i] = spread == 0 ? -1 : i % spread / each;
            }
        } else if (times.length() == 1) {
            int count = times.integerAt(0);
            if (count == RInteger.NA || count < 0) {
                throw new RError("invalid 'times' argument");
            }
            places = new int[spread * count];
            for (int i = 0; i < places.length; i++) {
                places[i] = i % spread / each;
            }
        } else {
            if (times.length() != spread) {
                throw new RError("invalid 'times' argument");
            }
            int total = 0;
            for (int i = 0; i < spread; i++) {
                total += times.integerAt(i);
            }
            places = new int[total];
            int at = 0;
            for (int i = 0; i < spread; i++) {
                for (int k = times.integerAt(i); k > 0; k--) {
                    places[at++] = i / each;
                }
            }
        }
        RVector out = x.select(places);
        if (keepNames && x.names() != null) {
            out = out.withAttribute("names", x.names().select(places));
        }
        for (String kept : new String[] {"levels", "class", "tzone", "units"}) {
            if (x.isObject() && x.attributes().has(kept)) {
                out = out.withAttribute(kept, x.attribute(kept));
            }
        }
        return out;
    }

    private static RValue rev(Arguments a) {
        if (a.isNull(0)) {
            return RNull.NULL;
        }
        RVector x = a.vector(0);
        int[] places = new int[x.length()];
        for (int i = 0; i < places.length; i++) {
            places[i] = places.length - 1 - i;
        }
        if (x.dim() != null && x.dim().length == 1) {
            int[] numbers = Arrays.stream(places).map(at -> at + 1).toArray();
            return Subset.of(x, new RValue[] {RInteger.of(numbers)}, true);
        }
        if (x instanceof RList frame && frame.isDataFrame()) {
            return x.select(places)
                    .withAttributes(x.attributes().with("names", x.names().select(places)));
        }
        RVector out = x.select(places);
        if (x.names() != null) {
            out = out.withAttribute("names", x.names().select(places));
        }
        for (String kept : new String[] {"levels", "class", "tzone", "units"}) {
            if (x.isObject() && x.attributes().has(kept)) {
                out = out.withAttribute(kept, x.attribute(kept));
            }
        }
        return out;
    }

    private static RValue append(Arguments a) {
        RVector x = a.vector(0);
        int after = a.isNull(2) ? x.length() : Math.min(a.integer(2), x.length());
        int[] head = new int[after];
        int[] tail = new int[x.length() - after];
        for (int i = 0; i < x.length(); i++) {
            if (i < after) {
                head[i] = i;
            } else {
                tail[i - after] = i;
            }
        }
        RValue[] parts = {part(x, head), a.value(1), part(x, tail)};
        return Combine.of(parts, null, true);
    }

    private static RVector part(RVector x, int[] places) {
        RVector out = x.select(places);
        return x.names() == null ? out : out.withAttribute("names", x.names().select(places));
    }

    private static RValue isNa(Arguments a) {
        RValue value = a.value(0);
        if (DataFrames.isDataFrame(value)) {
            return frameIsNa((RList) value);
        }
        if (!(value instanceof RVector x)) {
            return value == RNull.NULL ? RLogical.of(new int[0]) : RLogical.FALSE;
        }
        int[] out = new int[x.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.isNA(i) ? 1 : 0;
        }
        return RLogical.of(out, x.attributes().only("names", "dim", "dimnames"));
    }

    private static RValue frameIsNa(RList frame) {
        int rows = DataFrames.rowCount(frame);
        int[] out = new int[rows * frame.length()];
        for (int k = 0; k < frame.length(); k++) {
            RVector column = (RVector) frame.get(k);
            for (int i = 0; i < rows; i++) {
                out[k * rows + i] = column.isNA(i) ? 1 : 0;
            }
        }
        RValue rowNames =
                DataFrames.hasAutomaticRowNames(frame) ? RNull.NULL : RCharacter.of(DataFrames.rowNames(frame));
        return RLogical.of(out)
                .withAttribute("dim", RInteger.of(rows, frame.length()))
                .withAttribute("dimnames", RList.of(rowNames, frame.names()));
    }

    private static RValue anyNa(Arguments a) {
        if (!(a.value(0) instanceof RVector x)) {
            return RLogical.FALSE;
        }
        return RLogical.of(anyNa(x, a.flag(1) || DataFrames.isDataFrame(x)));
    }

    private static boolean anyNa(RVector x, boolean recursive) {
        for (int i = 0; i < x.length(); i++) {
            if (x.isNA(i)
                    || recursive
                            && x instanceof RList list
                            && list.get(i) instanceof RVector inner
                            && anyNa(inner, true)) {
                return true;
            }
        }
        return false;
    }

    private static RValue xor(Arguments a) {
        RVector x = a.vector(0);
        RVector y = a.vector(1);
        int length = x.length() == 0 || y.length() == 0 ? 0 : Math.max(x.length(), y.length());
        if (x instanceof RRaw first && y instanceof RRaw second) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) (first.values()[i % x.length()] ^ second.values()[i % y.length()]);
            }
            return RRaw.of(bytes);
        }
        int[] out = new int[length];
        for (int i = 0; i < length; i++) {
            int p = x.logicalAt(i % x.length());
            int q = y.logicalAt(i % y.length());
            out[i] = p == RLogical.NA || q == RLogical.NA ? RLogical.NA : p ^ q;
        }
        return RLogical.of(out);
    }
}
