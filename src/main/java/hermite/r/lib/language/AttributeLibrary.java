package hermite.r.lib.language;

import hermite.r.eval.Arguments;
import hermite.r.eval.ImplicitClass;
import hermite.r.eval.RError;
import hermite.r.eval.function.DeclaredFunction;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.value.Attributes;
import hermite.r.value.DataFrames;
import hermite.r.value.ListBuilder;
import hermite.r.value.RCharacter;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RSlotted;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.VectorType;
import hermite.r.value.language.Formals;
import hermite.r.value.language.RBuiltin;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RClosure;
import hermite.r.value.language.RDots;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RSymbol;
import hermite.r.vector.Languages;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Attributes, names, dimensions, levels and classes, and their replacement forms. */
public final class AttributeLibrary implements Library {
    /** The function of R that refuses row names. */
    private static final RCall ROW_NAMES_SETTER =
            RCall.named(RSymbol.of(".rowNamesDF<-"), new RValue[] {RSymbol.of("x"), RSymbol.of("value")}, new String[] {
                null, "value"
            });

    @Override
    public void declare(FunctionTable table) {
        table.in("base")
                .function("attr(x, which, exact = FALSE)", a -> attribute(a.value(0), a.string(1), a.flag(2)))
                .function("attr<-(x, which, value)", a -> set(a.value(0), a.string(1), a.value(2)))
                .function("attributes(x)", a -> attributes(a.value(0)))
                .function("attributes<-(x, value)", a -> setAll(strip(a.value(0)), a.value(1)))
                .function("mostattributes<-(x, value)", a -> setAll(a.value(0), a.value(1)))
                .function("structure(.Data, ...)", AttributeLibrary::structure)
                .generic("names(x)", a -> names(a.value(0)))
                .generic("names<-(x, value)", a -> set(a.value(0), "names", a.value(1)))
                .function("unname(obj, force = FALSE)", a -> unname(a.value(0)))
                .generic("dim(x)", a -> dim(a.value(0)))
                .generic("dim<-(x, value)", a -> set(a.value(0), "dim", a.value(1)))
                .generic("dimnames(x)", a -> dimnames(a.value(0)))
                .generic("dimnames<-(x, value)", a -> set(a.value(0), "dimnames", a.value(1)))
                .generic("levels(x)", a -> a.value(0).attribute("levels"))
                .generic("levels<-(x, value)", a -> FactorLevels.set(a.value(0), a.value(1)))
                .function(
                        "class(x)",
                        // the package of a formal class stays with its name
                        a -> classOf(a.value(0)))
                .function("class<-(x, value)", a -> setClass(a.value(0), a.value(1)))
                .function("oldClass(x)", a -> a.value(0).attribute("class"))
                .function("oldClass<-(x, value)", a -> set(a.value(0), "class", a.value(1)))
                .function("unclass(x)", a -> set(a.value(0), "class", RNull.NULL))
                .function("inherits(x, what, which = FALSE)", AttributeLibrary::inherits)
                .function("is.object(x)", a -> RLogical.of(a.value(0).isObject()))
                .function("row.names(x)", a -> rowNames(a.value(0)))
                .function("row.names<-(x, value)", AttributeLibrary::setRowNames)
                .function(".row_names_info(x, type = 1L)", a -> {
                    int rows = DataFrames.rowCount(a.value(0));
                    boolean signed = a.integer(1) == 1 && DataFrames.hasAutomaticRowNames(a.value(0));
                    return RInteger.of(signed ? -rows : rows);
                })
                .function("body(fun)", a -> a.value(0) instanceof RClosure f ? f.body() : RNull.NULL)
                .function("formals(fun)", AttributeLibrary::formals)
                .function(".builtin_formals(fun)", AttributeLibrary::parameters)
                .function("body<-(fun, envir, value)", a -> withBody((RClosure) a.value(0), a.value(2)))
                .function("environment<-(fun, value)", a -> withEnvironment(a.value(0), a.value(1)));
        table.in("stats").function("setNames(object = nm, nm)", a -> set(a.value(0), "names", a.value(1)));
    }

    private static RValue attribute(RValue x, String name, boolean exact) {
        if (x instanceof RVector vector && name.equals("names")) {
            return names(vector);
        }
        if (name.equals("row.names") && DataFrames.isDataFrame(x)) {
            return rowNamesAttribute(x);
        }
        if (x.attributes().has(name) || exact) {
            return x.attribute(name);
        }
        RValue found = RNull.NULL;
        for (String each : x.attributes().names()) {
            if (each.startsWith(name)) {
                if (found != RNull.NULL) {
                    return RNull.NULL;
                }
                found = x.attribute(each);
            }
        }
        return found;
    }

    private static RValue rowNamesAttribute(RValue x) {
        RValue own = x.attribute("row.names");
        if (own instanceof RInteger compact && compact.length() == 2 && compact.get(0) == RInteger.NA) {
            int[] numbers = new int[DataFrames.rowCount(x)];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = i + 1;
            }
            return RInteger.of(numbers);
        }
        return own;
    }

    private static RValue attributes(RValue x) {
        if (x.attributes().isEmpty()) {
            return RNull.NULL;
        }
        ListBuilder list = new ListBuilder();
        Attributes all = x.attributes();
        if (all.has("names")) {
            list.add("names", all.get("names"));
        }
        for (int i = 0; i < all.size(); i++) {
            if (!all.name(i).equals("names")) {
                list.add(all.name(i), all.name(i).equals("row.names") ? rowNamesAttribute(x) : all.value(i));
            }
        }
        return list.build();
    }

    private static RValue strip(RValue x) {
        return x.withAttributes(Attributes.NONE);
    }

    private static RValue setAll(RValue x, RValue value) {
        RValue out = x;
        if (value instanceof RList list) {
            int dim = list.indexOfName("dim");
            if (dim >= 0) {
                out = set(out, "dim", list.get(dim));
            }
            for (int i = 0; i < list.length(); i++) {
                if (i != dim) {
                    out = set(out, list.name(i), list.get(i));
                }
            }
        }
        return out;
    }

    private static RValue structure(Arguments a) {
        RValue out = a.value(0);
        RDots dots = a.dots();
        for (int i = 0; i < dots.size(); i++) {
            String name = dots.name(i);
            String real =
                    switch (name) {
                        case ".Names" -> "names";
                        case ".Dim" -> "dim";
                        case ".Dimnames" -> "dimnames";
                        default -> name;
                    };
            if (real.equals("class")
                    && Arrays.asList(strings(dots.get(i))).contains("factor")
                    && out instanceof hermite.r.value.RDouble d) {
                out = d.as(VectorType.INTEGER);
            }
            out = set(out, real, dots.get(i));
        }
        return out;
    }

    private static String[] strings(RValue value) {
        return value instanceof RCharacter texts ? texts.values() : new String[0];
    }

    static RValue names(RValue x) {
        if (x instanceof RVector vector) {
            RCharacter names = vector.names();
            return names == null ? RNull.NULL : names;
        }
        if (x instanceof REnvironment environment) {
            return RCharacter.of(environment.names().toArray(String[]::new));
        }
        if (x instanceof RCall call) {
            return names(Languages.list(call));
        }
        return RNull.NULL;
    }

    /** Sets one attribute, checked and converted as R does for the special ones. */
    static RValue set(RValue x, String name, RValue value) {
        if (x instanceof REnvironment || x instanceof RSlotted) {
            return x.withAttribute(name, value);
        }
        if (x instanceof RCall call && name.equals("names")) {
            return Languages.call(set(Languages.list(call), name, value));
        }
        if (x == RNull.NULL) {
            return value == RNull.NULL ? RNull.NULL : RList.of(new RValue[0]).withAttribute(name, value);
        }
        switch (name) {
            case "names":
                return setNames(x, value);
            case "dim":
                return setDim(x, value);
            case "dimnames":
                return setDimnames(x, value);
            case "class":
                return value instanceof RCharacter c && c.length() == 0
                        ? x.withAttribute(name, RNull.NULL)
                        : x.withAttribute(name, value);
            case "row.names":
                return setRowNamesAttribute(x, value);
            default:
                return x.withAttribute(name, value);
        }
    }

    private static RValue setNames(RValue x, RValue value) {
        if (!(x instanceof RVector vector)) {
            return x;
        }
        if (value == RNull.NULL) {
            if (vector.dim() != null && vector.dim().length == 1) {
                return x.withAttribute("dimnames", RNull.NULL);
            }
            return x.withAttribute("names", RNull.NULL);
        }
        RVector given = (RVector) text(value);
        if (given.length() > vector.length()) {
            throw new RError("'names' attribute [" + given.length() + "] must be the same length as the vector ["
                    + vector.length() + "]");
        }
        RVector names = given.length() == vector.length() ? given.bare() : given.resized(vector.length());
        if (vector.dim() != null && vector.dim().length == 1) {
            return x.withAttribute("dimnames", RList.of(names));
        }
        return x.withAttribute("names", names);
    }

    private static RValue text(RValue value) {
        if (hermite.r.value.Factors.isFactor(value)) {
            return RCharacter.of(hermite.r.value.Factors.labels((RInteger) value));
        }
        return value instanceof RVector vector ? vector.as(VectorType.CHARACTER) : value;
    }

    private static RValue setDim(RValue x, RValue value) {
        if (value == RNull.NULL) {
            return x.withAttributes(x.attributes().without("dim", "dimnames"));
        }
        RVector sizes = ((RVector) value).as(VectorType.INTEGER).bare();
        int product = 1;
        for (int i = 0; i < sizes.length(); i++) {
            product *= sizes.integerAt(i);
        }
        int length = ((RVector) x).length();
        if (product != length) {
            throw new RError("dims [product " + product + "] do not match the length of object [" + length + "]");
        }
        return x.withAttributes(x.attributes().without("names", "dimnames").with("dim", sizes));
    }

    private static RValue setDimnames(RValue x, RValue value) {
        if (DataFrames.isDataFrame(x)) {
            RList both = (RList) value;
            return set(setRowNames(x, both.get(0)), "names", both.get(1));
        }
        if (value == RNull.NULL) {
            return x.withAttribute("dimnames", RNull.NULL);
        }
        int[] dim = ((RVector) x).dim();
        if (dim == null) {
            throw new RError("'dimnames' applied to non-array");
        }
        RList given = (RList) value;
        if (given.length() > dim.length) {
            throw new RError(
                    "length of 'dimnames' [" + given.length() + "] must match that of 'dims' [" + dim.length + "]");
        }
        RValue[] names = new RValue[dim.length];
        boolean any = false;
        for (int k = 0; k < dim.length; k++) {
            names[k] = k < given.length() ? text(given.get(k)) : RNull.NULL;
            if (names[k] instanceof RVector each) {
                if (each.length() == 0) {
                    names[k] = RNull.NULL;
                } else if (each.length() != dim[k]) {
                    throw new RError("length of 'dimnames' [" + (k + 1) + "] not equal to array extent");
                } else {
                    names[k] = each.bare();
                    any = true;
                }
            }
        }
        if (!any && given.names() == null) {
            return x.withAttribute("dimnames", RNull.NULL);
        }
        RList list = RList.of(names);
        return x.withAttribute("dimnames", given.names() == null ? list : list.withAttribute("names", given.names()));
    }

    private static RValue setRowNamesAttribute(RValue x, RValue value) {
        RValue stored = value;
        if (value instanceof RVector vector && !(value instanceof RCharacter)) {
            stored = compact(vector.as(VectorType.INTEGER));
        }
        return x.withAttribute("row.names", stored);
    }

    private static RValue compact(RVector numbers) {
        for (int i = 0; i < numbers.length(); i++) {
            if (numbers.integerAt(i) != i + 1) {
                return numbers;
            }
        }
        return DataFrames.automaticRowNames(numbers.length());
    }

    private static RValue unname(RValue x) {
        RValue out = x.withAttribute("names", RNull.NULL);
        return DataFrames.isDataFrame(x) ? out : out.withAttribute("dimnames", RNull.NULL);
    }

    private static RValue dim(RValue x) {
        if (DataFrames.isDataFrame(x)) {
            return RInteger.of(DataFrames.rowCount(x), ((RList) x).length());
        }
        return x.attribute("dim");
    }

    private static RValue dimnames(RValue x) {
        if (DataFrames.isDataFrame(x)) {
            return RList.of(RCharacter.of(DataFrames.rowNames(x)), names(x));
        }
        return x.attribute("dimnames");
    }

    private static RValue setClass(RValue x, RValue value) {
        if (value instanceof RCharacter one && one.length() == 1 && x instanceof RVector vector) {
            switch (one.get(0)) {
                case "numeric":
                    return plain(vector, vector.type() == VectorType.INTEGER ? VectorType.INTEGER : VectorType.DOUBLE);
                case "integer":
                    return plain(vector, VectorType.INTEGER);
                case "character":
                    return plain(vector, VectorType.CHARACTER);
                case "logical":
                    return plain(vector, VectorType.LOGICAL);
                case "list":
                    return plain(vector, VectorType.LIST);
                case "matrix", "array", "function":
                    return vector.withAttribute("class", RNull.NULL);
                case "factor":
                    if (!(vector instanceof RInteger)) {
                        throw new RError("adding class \"factor\" to an invalid object");
                    }
                    break;
                default:
            }
        }
        return set(x, "class", value);
    }

    private static RValue plain(RVector x, VectorType type) {
        return x.as(type).withAttribute("class", RNull.NULL);
    }

    private static RValue classOf(RValue value) {
        if (!(value.attribute("class") instanceof RCharacter given)) {
            return RCharacter.of(ImplicitClass.shown(value).clone());
        }
        if (given.length() < 2 || !ImplicitClass.isFormal(given)) {
            return given;
        }
        return RCharacter.of(given.get(0)).withAttribute("package", given.attribute("package"));
    }

    private static RValue inherits(Arguments a) {
        String[] classes = ImplicitClass.of(a.value(0));
        String[] what = a.strings(1);
        if (a.flag(2)) {
            int[] places = new int[what.length];
            for (int i = 0; i < what.length; i++) {
                places[i] = Arrays.asList(classes).indexOf(what[i]) + 1;
            }
            return RInteger.of(places);
        }
        for (String each : what) {
            if (Arrays.asList(classes).contains(each)) {
                return RLogical.TRUE;
            }
        }
        return RLogical.FALSE;
    }

    private static RValue rowNames(RValue x) {
        if (DataFrames.isDataFrame(x)) {
            return RCharacter.of(DataFrames.rowNames(x));
        }
        return x.attribute("dimnames") instanceof RList names && names.length() > 0 ? names.get(0) : RNull.NULL;
    }

    /** Names that coincide are named before they are refused. */
    private static RValue setRowNames(Arguments a) {
        if (DataFrames.isDataFrame(a.value(0)) && a.value(1) instanceof RVector names && names.length() > 0) {
            Set<String> seen = new HashSet<>();
            Set<String> again = new LinkedHashSet<>();
            for (String each : hermite.r.value.Elements.strings(
                    (RVector) (hermite.r.value.Factors.isFactor(names) ? text(names) : names))) {
                if (each != null && !seen.add(each)) {
                    again.add("\u2018" + each + "\u2019");
                }
            }
            if (!again.isEmpty()) {
                String word = again.size() == 1 ? "value" : "values";
                a.interpreter()
                        .warning("non-unique " + word + " when setting 'row.names': " + String.join(", ", again), null);
            }
        }
        return setRowNames(a.value(0), a.value(1));
    }

    private static RValue setRowNames(RValue x, RValue value) {
        if (!DataFrames.isDataFrame(x)) {
            RValue old = x.attribute("dimnames");
            RValue columns = old instanceof RList list && list.length() > 1 ? list.get(1) : RNull.NULL;
            return set(x, "dimnames", RList.of(value, columns));
        }
        int rows = DataFrames.rowCount(x);
        if (value == RNull.NULL) {
            return x.withAttribute("row.names", DataFrames.automaticRowNames(rows));
        }
        RVector names = (RVector) (hermite.r.value.Factors.isFactor(value) ? text(value) : value);
        if (names.length() != rows) {
            throw new RError("invalid 'row.names' length");
        }
        String[] texts = hermite.r.value.Elements.strings(names);
        for (String each : texts) {
            if (each == null) {
                throw new RError("missing values in 'row.names' are not allowed");
            }
        }
        if (Arrays.stream(texts).distinct().count() < texts.length) {
            throw new RError("duplicate 'row.names' are not allowed", ROW_NAMES_SETTER);
        }
        return setRowNamesAttribute(x, names instanceof RCharacter ? names.bare() : names);
    }

    private static RValue formals(Arguments a) {
        boolean primitive = !(a.value(0) instanceof DeclaredFunction declared) || declared.isPrimitiveInR();
        return primitive && !(a.value(0) instanceof RClosure) ? RNull.NULL : parameters(a);
    }

    /** The parameters of any function, a primitive too, as a list. */
    private static RValue parameters(Arguments a) {
        Formals formals =
                a.value(0) instanceof RClosure closure ? closure.formals() : ((RBuiltin) a.function(0)).formals();
        return formals.size() == 0
                ? RNull.NULL
                : RList.named(formals.names().clone(), formals.defaults().clone());
    }

    private static RValue withBody(RClosure function, RValue body) {
        return new RClosure(function.formals(), body, function.environment(), function.attributes(), null);
    }

    private static RValue withEnvironment(RValue function, RValue environment) {
        if (function instanceof RClosure closure) {
            return closure.withEnvironment((REnvironment) environment);
        }
        return function.withAttribute(".Environment", environment);
    }
}
