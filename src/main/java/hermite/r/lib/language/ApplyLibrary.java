package hermite.r.lib.language;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.value.Attributes;
import hermite.r.value.DataFrames;
import hermite.r.value.RCharacter;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.VectorType;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RDots;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RFunction;
import hermite.r.value.language.RSymbol;
import hermite.r.vector.Combine;
import java.util.Arrays;

/** lapply, sapply, vapply, mapply and what makes arrays of their results. */
public final class ApplyLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        table.in("base")
                .function("lapply(X, FUN, ...)", a -> lapply(a))
                .function("sapply(X, FUN, ..., simplify = TRUE, USE.NAMES = TRUE)", ApplyLibrary::sapply)
                .function("vapply(X, FUN, FUN.VALUE, ..., USE.NAMES = TRUE)", ApplyLibrary::vapply)
                .function("mapply(FUN, ..., MoreArgs = NULL, SIMPLIFY = TRUE, USE.NAMES = TRUE)", ApplyLibrary::mapply)
                .function(
                        "simplify2array(x, higher = TRUE)",
                        a -> a.flag(1) ? stacked((RList) a.value(0)) : simplified((RList) a.value(0)))
                .script("apply.R");
    }

    /** The elements to go over: a list's, a vector's, an environment's. */
    private static RVector elements(Arguments a, int i) {
        RValue x = a.value(i);
        if (x instanceof RVector vector && !vector.isObject()) {
            return vector;
        }
        if (x instanceof RList list && list.isDataFrame()) {
            return list;
        }
        if (x == RNull.NULL) {
            return RList.of(new RValue[0]);
        }
        return (RVector) a.interpreter().invoke("as.list", x);
    }

    private static RList lapply(Arguments a) {
        RVector x = elements(a, 0);
        RFunction function = a.function(1);
        RDots dots = a.dots();
        RValue[] out = new RValue[x.length()];
        Caller caller = new Caller(a, function, dots);
        for (int i = 0; i < out.length; i++) {
            out[i] = caller.call(x.elementAt(i), i);
        }
        RList list = RList.of(out);
        return x.names() == null ? list : (RList) list.withAttribute("names", x.names());
    }

    /** Calls FUN(X[[i]], ...) so that the call shows that way. */
    private static final class Caller {
        private final Arguments a;
        private final RFunction function;
        private final RDots dots;
        private final String[] names;

        Caller(Arguments a, RFunction function, RDots dots) {
            this.a = a;
            this.function = function;
            this.dots = dots;
            this.names = dots.names() == null ? null : new String[dots.size() + 1];
            for (int i = 0; names != null && i < dots.size(); i++) {
                names[i + 1] = dots.name(i);
            }
        }

        RValue call(RValue element, int i) {
            RValue[] arguments = new RValue[dots.size() + 1];
            arguments[0] = element;
            for (int k = 0; k < dots.size(); k++) {
                arguments[k + 1] = dots.get(k);
            }
            RCall shown = RCall.of("FUN", RCall.of("[[", RSymbol.of("X"), RSymbol.of("i")), RSymbol.DOTS);
            return a.interpreter().apply(function, shown, arguments, names, a.caller());
        }
    }

    private static RValue sapply(Arguments a) {
        RVector x = elements(a, 0);
        RFunction function = a.function(1);
        RValue[] out = new RValue[x.length()];
        Caller caller = new Caller(a, function, a.dots());
        for (int i = 0; i < out.length; i++) {
            out[i] = caller.call(x.elementAt(i), i);
        }
        RList list = RList.of(out);
        if (a.flag(4)) {
            if (x.names() != null) {
                list = (RList) list.withAttribute("names", x.names());
            } else if (x instanceof RCharacter texts) {
                list = (RList) list.withAttribute("names", texts.bare());
            }
        }
        if (a.value(3) instanceof RCharacter how && "array".equals(how.stringAt(0))) {
            return stacked(list);
        }
        boolean simplify = !(a.value(3) instanceof RVector flag) || flag.logicalAt(0) != 0;
        return simplify ? simplified(list) : list;
    }

    /** Arrays of one shape become an array of a dimension more; other elements are simplified as usual. */
    private static RValue stacked(RList list) {
        int n = list.length();
        int[] dim = n > 0 && list.get(0) instanceof RVector first ? first.dim() : null;
        if (dim == null || ((RVector) list.get(0)).length() < 2) {
            return simplified(list);
        }
        for (RValue each : list.values()) {
            if (!(each instanceof RVector vector) || !java.util.Arrays.equals(vector.dim(), dim)) {
                return simplified(list);
            }
        }
        int[] larger = java.util.Arrays.copyOf(dim, dim.length + 1);
        larger[dim.length] = n;
        RVector joined = (RVector) Combine.of(list.values(), null, false);
        Attributes attributes = Attributes.of("dim", RInteger.of(larger));
        RValue inner = list.get(0).attribute("dimnames");
        if (inner != RNull.NULL && inner != null || list.names() != null) {
            RValue[] labels = new RValue[larger.length];
            for (int i = 0; i < dim.length; i++) {
                labels[i] = inner instanceof RList known ? known.get(i) : RNull.NULL;
            }
            labels[dim.length] = list.names() == null ? RNull.NULL : list.names();
            attributes = attributes.with("dimnames", RList.of(labels));
        }
        return joined.withAttributes(attributes);
    }

    /** A vector or a matrix when all elements have one common length, the list itself otherwise. */
    static RValue simplified(RList list) {
        int n = list.length();
        if (n == 0) {
            return list;
        }
        int common = VectorLibrary.length(list.get(0));
        for (RValue each : list.values()) {
            if (!(each instanceof RVector vector) || vector.length() != common) {
                return list;
            }
        }
        if (common == 1) {
            return Combine.unlisted(list, false, true);
        }
        if (common == 0) {
            return list;
        }
        return matrix(list, n, common);
    }

    private static RValue matrix(RList list, int n, int common) {
        RVector joined = (RVector) Combine.of(list.values(), null, false);
        RValue rows = RNull.NULL;
        for (RValue each : list.values()) {
            if (rows == RNull.NULL && ((RVector) each).names() != null) {
                rows = ((RVector) each).names();
            }
        }
        Attributes attributes = Attributes.of("dim", RInteger.of(common, n));
        if (rows != RNull.NULL || list.names() != null) {
            attributes = attributes.with("dimnames", RList.of(rows, list.names() == null ? RNull.NULL : list.names()));
        }
        return joined.withAttributes(attributes);
    }

    private static RValue vapply(Arguments a) {
        RVector x = elements(a, 0);
        RFunction function = a.function(1);
        RVector template = a.vector(2);
        RValue[] out = new RValue[x.length()];
        Caller caller = new Caller(a, function, a.dots());
        for (int i = 0; i < out.length; i++) {
            out[i] = caller.call(x.elementAt(i), i);
            check(out[i], template);
        }
        RList list = RList.of(out);
        RCharacter names =
                x.names() != null ? x.names() : x instanceof RCharacter texts ? (RCharacter) texts.bare() : null;
        if (a.flag(4) && names != null) {
            list = (RList) list.withAttribute("names", names);
        }
        if (out.length == 0) {
            return RVector.missing(template.type(), 0);
        }
        RValue result = template.length() == 1
                ? Combine.unlisted(list, false, true)
                : matrix(list, out.length, template.length());
        if (template.length() == 1 && result instanceof RVector vector) {
            RVector bare = vector.bare().as(template.type());
            return list.names() == null ? bare : bare.withAttribute("names", list.names());
        }
        return result instanceof RVector vector ? vector.as(template.type()) : result;
    }

    private static void check(RValue value, RVector template) {
        if (!(value instanceof RVector vector) || vector.length() != template.length()) {
            throw new RError("values must be length " + template.length() + ",\n but FUN(X[[1]]) result is length "
                    + VectorLibrary.length(value));
        }
        boolean promotes = vector.type().compareTo(template.type()) <= 0
                && (template.type() == VectorType.DOUBLE
                        || template.type() == VectorType.INTEGER
                        || template.type() == vector.type());
        if (!promotes) {
            throw new RError("values must be type '" + template.typeName() + "',\n but FUN(X[[1]]) result is type '"
                    + vector.typeName() + "'");
        }
    }

    private static RValue mapply(Arguments a) {
        RFunction function = a.function(0);
        RDots dots = a.dots();
        RVector more = a.isNull(2) ? RList.of(new RValue[0]) : a.vector(2);
        int fixed = more.length();
        RVector[] inputs = new RVector[dots.size()];
        int length = 0;
        boolean empty = inputs.length == 0;
        for (int k = 0; k < inputs.length; k++) {
            RValue each = dots.get(k);
            inputs[k] = each instanceof RVector vector && (!vector.isObject() || DataFrames.isDataFrame(vector))
                    ? vector
                    : each == RNull.NULL
                            ? RList.of(new RValue[0])
                            : (RVector) a.interpreter().invoke("as.list", each);
            length = Math.max(length, inputs[k].length());
            empty |= inputs[k].length() == 0;
        }
        if (empty) {
            return RList.of(new RValue[0]);
        }
        String[] names = new String[inputs.length + fixed];
        for (int k = 0; k < names.length; k++) {
            names[k] = k < inputs.length ? dots.name(k) : more.name(k - inputs.length);
        }
        for (RVector input : inputs) {
            if (length % input.length() != 0) {
                a.warn("longer argument not a multiple of length of shorter");
                break;
            }
        }
        RValue[] out = new RValue[length];
        REnvironment caller = a.caller();
        for (int i = 0; i < length; i++) {
            RValue[] arguments = new RValue[names.length];
            for (int k = 0; k < arguments.length; k++) {
                arguments[k] = k < inputs.length
                        ? inputs[k].elementAt(i % inputs[k].length())
                        : more.elementAt(k - inputs.length);
            }
            out[i] = a.interpreter()
                    .apply(function, arguments, Arrays.stream(names).allMatch(n -> n == null) ? null : names, caller);
        }
        RList list = RList.of(out);
        if (a.flag(4) && inputs.length > 0) {
            if (inputs[0].names() != null) {
                list = (RList) list.withAttribute("names", inputs[0].names());
            } else if (inputs[0] instanceof RCharacter texts) {
                list = (RList) list.withAttribute("names", texts.bare());
            }
        }
        return a.flag(3) ? simplified(list) : list;
    }
}
