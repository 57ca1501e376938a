package hermite.r.lib.language;

import hermite.r.eval.Interpreter;
import hermite.r.eval.RError;
import hermite.r.eval.function.Dispatching;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.value.Attributes;
import hermite.r.value.RCharacter;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RSlotted;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RFunction;
import hermite.r.value.language.RSymbol;
import hermite.r.vector.ElementReplacement;
import hermite.r.vector.Extraction;
import hermite.r.vector.FrameReplacement;
import hermite.r.vector.FrameSubset;
import hermite.r.vector.Replacement;
import hermite.r.vector.Subset;
import hermite.r.vector.Warnings;

/** The indexing operators and their replacement forms, with the data frames' methods. */
public final class IndexLibrary implements Library {
    /** Stands for NULL in a slot. */
    private static final RSymbol NO_VALUE = RSymbol.of("\u0001NULL\u0001");

    /** Index arguments apart from {@code drop} and {@code exact}. */
    private record Indices(RValue object, RValue[] places, boolean dropGiven, boolean drop, boolean exact) {
        static Indices of(RValue[] args, String[] names, int last) {
            boolean dropGiven = false;
            boolean drop = true;
            boolean exact = true;
            RValue[] places = new RValue[last - 1];
            int count = 0;
            for (int i = 1; i < last; i++) {
                String name = names == null ? null : names[i];
                if ("drop".equals(name)) {
                    dropGiven = true;
                    drop = args[i] == RSymbol.MISSING || ((RVector) args[i]).logicalAt(0) != 0;
                } else if ("exact".equals(name)) {
                    exact = ((RVector) args[i]).logicalAt(0) == 1;
                } else {
                    places[count++] = args[i];
                }
            }
            return new Indices(args[0], java.util.Arrays.copyOf(places, count), dropGiven, drop, exact);
        }
    }

    @Override
    public void declare(FunctionTable table) {
        table.in("base")
                .primitive(
                        "[(x, ...)",
                        Dispatching.FIRST,
                        Extraction::number,
                        (r, call, args, names, env) -> subset(args, names))
                .primitive(
                        "[[(x, ...)",
                        Dispatching.FIRST,
                        Extraction::number,
                        (r, call, args, names, env) -> element(r, args, names))
                .primitive("[.data.frame(x, i, j, drop)", (r, call, args, names, env) -> frame(args, names))
                .primitive("[[.data.frame(x, ...)", (r, call, args, names, env) -> frameElement(args, names))
                .primitive("[.factor(x, ..., drop = FALSE)", (r, call, args, names, env) -> factor(r, args, names))
                .primitive("[<-(x, ..., value)", Dispatching.FIRST, IndexLibrary::assign)
                .primitive("[[<-(x, ..., value)", Dispatching.FIRST, IndexLibrary::assignElement)
                .primitive("[<-.factor(x, ..., value)", IndexLibrary::assign)
                .primitive("[<-.data.frame(x, i, j, value)", IndexLibrary::assignFrame)
                .primitive("[[<-.data.frame(x, i, j, value)", IndexLibrary::assignFrameElement)
                .special("$(x, name)", IndexLibrary::component)
                .special("$<-(x, name, value)", IndexLibrary::assignComponent)
                .function(".slotted(class)", a -> new RSlotted(Attributes.of("class", a.value(0))))
                .function(".with_slot(object, name, value)", a -> withSlot(a.value(0), a.string(1), a.value(2)))
                .special("@(object, name)", IndexLibrary::slot)
                .special("@<-(object, name, value)", IndexLibrary::assignSlot)
                .function(
                        "getElement(object, name)",
                        a -> Extraction.element(a.value(0), new RValue[] {a.value(1)}, true));
    }

    private static RValue subset(RValue[] args, String[] names) {
        Indices indices = Indices.of(args, names, args.length);
        return Subset.of(indices.object, indices.places, indices.drop);
    }

    private static RValue element(Interpreter interpreter, RValue[] args, String[] names) {
        Indices indices = Indices.of(args, names, args.length);
        if (indices.object instanceof RFunction function) {
            throw new RError("object of type '" + function.typeName() + "' is not subsettable");
        }
        return held(interpreter, indices.object, Extraction.element(indices.object, indices.places, indices.exact));
    }

    private static RValue frame(RValue[] args, String[] names) {
        Indices indices = Indices.of(args, names, args.length);
        RList x = (RList) indices.object;
        RValue[] places = indices.places;
        if (places.length == 0) {
            return x;
        }
        if (places.length == 1) {
            return FrameSubset.columns(x, places[0]);
        }
        boolean single = places[1] != RSymbol.MISSING || x.length() == 1;
        return FrameSubset.cells(x, places[0], places[1], indices.dropGiven ? indices.drop : single);
    }

    private static RValue frameElement(RValue[] args, String[] names) {
        Indices indices = Indices.of(args, names, args.length);
        return FrameSubset.element((RList) indices.object, indices.places, indices.exact);
    }

    private static RValue factor(Interpreter interpreter, RValue[] args, String[] names) {
        Indices indices = Indices.of(args, names, args.length);
        RValue result = Subset.of(indices.object, indices.places, true);
        return indices.dropGiven && indices.drop ? interpreter.invoke("droplevels", result) : result;
    }

    private static Warnings warnings(Interpreter interpreter, RCall call) {
        return message -> interpreter.warning(message, call);
    }

    private static RValue assign(
            Interpreter interpreter, RCall call, RValue[] args, String[] names, REnvironment environment) {
        Indices indices = Indices.of(args, names, args.length - 1);
        return Replacement.assign(indices.object, indices.places, args[args.length - 1], warnings(interpreter, call));
    }

    private static RValue assignElement(
            Interpreter interpreter, RCall call, RValue[] args, String[] names, REnvironment environment) {
        Indices indices = Indices.of(args, names, args.length - 1);
        return ElementReplacement.assign(
                indices.object, indices.places, args[args.length - 1], warnings(interpreter, call));
    }

    private static RValue assignFrame(
            Interpreter interpreter, RCall call, RValue[] args, String[] names, REnvironment environment) {
        Indices indices = Indices.of(args, names, args.length - 1);
        RList x = (RList) indices.object;
        RValue value = args[args.length - 1];
        Warnings warnings = warnings(interpreter, call);
        if (indices.places.length < 2) {
            RValue index = indices.places.length == 0 ? RSymbol.MISSING : indices.places[0];
            return FrameReplacement.columns(x, index, value, warnings);
        }
        return FrameReplacement.cells(x, indices.places[0], indices.places[1], value, warnings);
    }

    private static RValue assignFrameElement(
            Interpreter interpreter, RCall call, RValue[] args, String[] names, REnvironment environment) {
        Indices indices = Indices.of(args, names, args.length - 1);
        return FrameReplacement.element(
                (RList) indices.object, indices.places, args[args.length - 1], warnings(interpreter, call));
    }

    private static String name(RValue written, Interpreter interpreter, REnvironment environment) {
        if (written instanceof RSymbol symbol) {
            return symbol.name();
        }
        if (written instanceof RCharacter text) {
            return text.get(0);
        }
        if (interpreter.eval(written, environment) instanceof RCharacter text) {
            return text.get(0);
        }
        throw new RError("invalid subscript type 'language'");
    }

    /** What an environment holds stays there unchanged, whatever is done with the value taken from it. */
    private static RValue held(Interpreter interpreter, RValue object, RValue part) {
        RValue value = interpreter.force(part);
        if (object instanceof REnvironment && value instanceof RVector vector) {
            vector.markShared();
        }
        return value;
    }

    private static RValue component(Interpreter interpreter, RCall call, REnvironment environment) {
        RValue object = interpreter.eval(call.argument(0), environment);
        String name = name(call.argument(1), interpreter, environment);
        if (object.isObject()) {
            RValue[] values = {object, RCharacter.of(name)};
            RValue result = interpreter.dispatch().internal("$", object, call, values, environment);
            if (result != null) {
                return result;
            }
        }
        interpreter.setVisible(true);
        try {
            return held(interpreter, object, Extraction.component(object, name));
        } catch (RError e) {
            e.setCallIfUnknown(call);
            throw e;
        }
    }

    private static RValue assignComponent(Interpreter interpreter, RCall call, REnvironment environment) {
        RValue object = interpreter.eval(call.argument(0), environment);
        String name = name(call.argument(1), interpreter, environment);
        RValue value = interpreter.eval(call.argument(2), environment);
        if (object.isObject() && !(object instanceof RList list && list.isDataFrame())) {
            RValue[] values = {object, RCharacter.of(name), value};
            RValue result = interpreter.dispatch().internal("$<-", object, call, values, environment);
            if (result != null) {
                return result;
            }
        }
        Warnings warnings = warnings(interpreter, call);
        try {
            if (object instanceof RList list && list.isDataFrame()) {
                return FrameReplacement.column(list, name, value, warnings);
            }
            return ElementReplacement.component(object, name, value, warnings);
        } catch (RError e) {
            RValue[] shown = {RSymbol.of("*tmp*"), RSymbol.of(name), value};
            RSymbol function = RSymbol.of(object.inherits("data.frame") ? "$<-.data.frame" : "$<-");
            e.setCallIfUnknown(RCall.named(function, shown, new String[] {null, null, "value"}));
            throw e;
        }
    }

    private static RValue slot(Interpreter interpreter, RCall call, REnvironment environment) {
        RValue object = interpreter.eval(call.argument(0), environment);
        String name = name(call.argument(1), interpreter, environment);
        interpreter.setVisible(true);
        if (object.attributes().has(name)) {
            RValue value = object.attribute(name);
            return value == NO_VALUE ? RNull.NULL : value;
        }
        if (name.equals(".Data") && object instanceof RVector vector) {
            return vector.withAttributes(vector.attributes().only("names", "dim", "dimnames", "levels"));
        }
        if (object instanceof RList list && list.isObject()) {
            // fits of packages whose fits have slots are lists here
            RValue[] values = {object, RCharacter.of(name)};
            RValue slot = interpreter.dispatch().internal("@", object, call, values, environment);
            if (slot != null) {
                return slot;
            }
            if (list.indexOfName(name) >= 0) {
                return list.get(name);
            }
        }
        String shown = String.join("\", \"", hermite.r.eval.ImplicitClass.shown(object));
        if (object instanceof RSlotted) {
            throw new RError("no slot of name \"" + name + "\" for this object of class \"" + shown + "\"", call);
        }
        throw new RError("no applicable method for `@` applied to an object of class \"" + shown + "\"", call);
    }

    private static RValue assignSlot(Interpreter interpreter, RCall call, REnvironment environment) {
        RValue object = interpreter.eval(call.argument(0), environment);
        String name = name(call.argument(1), interpreter, environment);
        RValue value = interpreter.eval(call.argument(2), environment);
        if (object.attribute("class") instanceof RVector classes
                && classes.attributes().has("package")) {
            interpreter.invoke(".check_slot", object.attribute("class"), RCharacter.of(name), value);
        }
        return withSlot(object, name, value);
    }

    /** An object with a slot set, which may be NULL where an attribute cannot. */
    private static RValue withSlot(RValue object, String name, RValue value) {
        return object.withAttribute(name, value == RNull.NULL ? NO_VALUE : value);
    }
}
