package hermite.r.eval.forms;

import hermite.r.eval.Interpreter;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RFunction;
import hermite.r.value.language.RPromise;
import hermite.r.value.language.RSymbol;
import java.util.ArrayList;
import java.util.List;

/** {@code <-}, {@code <<-}, {@code =}: to names, and to parts of what names hold. */
public final class Assignment implements Library {
    /** How error messages show the object being changed. */
    private static final RSymbol TEMPORARY = RSymbol.of("*tmp*");

    @Override
    public void declare(FunctionTable table) {
        table.in("base")
                .special("<-(x, value)", (r, call, env) -> assign(r, call, env, false))
                .special("=(x, value)", (r, call, env) -> assign(r, call, env, false))
                .special("<<-(x, value)", (r, call, env) -> assign(r, call, env, true));
    }

    private static RValue assign(Interpreter interpreter, RCall call, REnvironment environment, boolean outside) {
        RValue target = call.argument(0);
        if (target instanceof RSymbol || target instanceof RCharacter) {
            String name = target instanceof RSymbol symbol ? symbol.name() : ((RCharacter) target).get(0);
            RValue value = interpreter.eval(call.argument(1), environment);
            bind(interpreter, outside ? holder(name, environment, interpreter) : environment, name, value);
            interpreter.setVisible(false);
            return value;
        }
        if (!(target instanceof RCall place)) {
            throw new RError("invalid (do_set) left-hand side to assignment", call);
        }
        RValue value = interpreter.eval(call.argument(1), environment);
        if (value instanceof RVector vector && vector.reference() > 0) {
            vector.markShared();
        }
        if (outside || !storedNumber(interpreter, place, value, environment)) {
            replace(interpreter, place, value, environment, outside, call);
        }
        interpreter.setVisible(false);
        return value;
    }

    /** {@code x[i] <- number} into a vector of doubles that only x holds, i a name or a number; false when it is not that. */
    private static boolean storedNumber(Interpreter interpreter, RCall place, RValue value, REnvironment environment) {
        if (!place.hasTwoPlainArguments()
                || !(place.argument(0) instanceof RSymbol name)
                || place.argument(1) instanceof RCall
                || !(value instanceof RVector number && number.isPlainNumber())
                || !(environment.getLocalIfSet(name.name()) instanceof RDouble x)
                || x.reference() > 1
                || x.isObject()) {
            return false;
        }
        String operator = place.functionName();
        if (!operator.equals("[") && !operator.equals("[[")
                || interpreter.session().searchPath().core(operator + "<-") == null) {
            return false;
        }
        RValue index = interpreter.eval(place.argument(1), environment);
        int at = index instanceof RVector where && where.isPlainNumber() ? where.integerAt(0) : 0;
        if (at < 1 || at > x.length()) {
            return false;
        }
        x.values()[at - 1] = number.doubleAt(0);
        return true;
    }

    private static void refuseLocked(REnvironment environment, String name) {
        String refusal = environment.refusal(name);
        if (refusal != null) {
            throw RError.withoutCall(refusal);
        }
    }

    private static void bind(Interpreter interpreter, REnvironment environment, String name, RValue value) {
        if (value instanceof RVector vector) {
            vector.bind();
        }
        refuseLocked(environment, name);
        environment.put(name, value);
        if (value instanceof RFunction) {
            interpreter.session().searchPath().noteDefinition(name);
        }
        if (environment.parent() != null && environment.name().equals("R_GlobalEnv")) {
            interpreter.session().unavailable().clear(name);
        }
    }

    /** Where {@code <<-} finds the name: outside the function, or the global environment. */
    private static REnvironment holder(String name, REnvironment environment, Interpreter interpreter) {
        for (REnvironment at = environment.parent(); at != null; at = at.parent()) {
            if (at.getLocalIfSet(name) != null
                    && !at.name().startsWith("package:")
                    && !at.name().equals("base")) {
                return at;
            }
        }
        return interpreter.session().globalEnvironment();
    }

    /** {@code f(g(x), i) <- value} means {@code x <- `g<-`(x, `f<-`(g(x), i, value))}. */
    private static void replace(
            Interpreter interpreter,
            RCall place,
            RValue value,
            REnvironment environment,
            boolean outside,
            RCall whole) {
        List<RCall> places = new ArrayList<>();
        RValue at = place;
        while (at instanceof RCall inner) {
            if (inner.size() == 0) {
                throw new RError("invalid (NULL) left side of assignment", whole);
            }
            places.add(inner);
            at = inner.argument(0);
        }
        if (!(at instanceof RSymbol) && !(at instanceof RCharacter)) {
            throw new RError("target of assignment expands to non-language object", whole);
        }
        String name = at instanceof RSymbol symbol ? symbol.name() : ((RCharacter) at).get(0);
        REnvironment home = outside ? holder(name, environment, interpreter) : environment;
        RValue[] objects = new RValue[places.size() + 1];
        int outermost = places.size();
        objects[outermost] = current(interpreter, name, home, environment, outside, whole);
        for (int i = outermost - 1; i > 0; i--) {
            objects[i] = part(interpreter, places.get(i), objects[i + 1], environment);
        }
        RValue changed = value;
        for (int i = 0; i < outermost; i++) {
            changed = put(interpreter, places.get(i), objects[i + 1], changed, environment, whole);
        }
        if (changed instanceof RVector vector && changed != objects[outermost]) {
            vector.bind();
        }
        refuseLocked(home, name);
        home.put(name, changed);
        if (home == interpreter.session().globalEnvironment()) {
            interpreter.session().unavailable().clear(name);
        }
    }

    /** The value to change; one found further out is copied on writing. */
    private static RValue current(
            Interpreter interpreter,
            String name,
            REnvironment home,
            REnvironment environment,
            boolean outside,
            RCall whole) {
        RValue local = home.getLocal(name);
        if (local == null || local == RSymbol.MISSING) {
            local = (outside ? home : environment).get(name);
            if (local == null) {
                throw interpreter
                        .conditions()
                        .raised(interpreter.session().unavailable().variable(name), whole);
            }
            RValue value = interpreter.force(local);
            if (value instanceof RVector vector) {
                vector.markShared();
            }
            return value;
        }
        RValue value = interpreter.force(local);
        if (local instanceof RPromise && value instanceof RVector vector && vector.reference() > 0) {
            vector.markShared();
        }
        return value;
    }

    private static RValue part(Interpreter interpreter, RCall place, RValue object, REnvironment environment) {
        RFunction getter = interpreter.findFunction(placeName(place), environment);
        RCall call = withFirst(place, object);
        return interpreter.evalCallWith(getter, call, environment);
    }

    private static String placeName(RCall place) {
        if (place.function() instanceof RSymbol symbol) {
            return symbol.name();
        }
        if (place.function() instanceof RCall qualified
                && (qualified.isCallTo("::", 2) || qualified.isCallTo(":::", 2))
                && qualified.argument(1) instanceof RSymbol symbol) {
            return symbol.name();
        }
        throw new RError("invalid function in complex assignment");
    }

    private static RValue quoted(RValue object) {
        return object instanceof RCall || object instanceof RSymbol ? RCall.of("quote", object) : object;
    }

    private static RCall withFirst(RCall place, RValue object) {
        RValue[] arguments = place.arguments().clone();
        arguments[0] = quoted(object);
        return new RCall(place.function(), arguments, place.names(), hermite.r.value.Attributes.NONE, null);
    }

    private static RValue put(
            Interpreter interpreter, RCall place, RValue object, RValue value, REnvironment environment, RCall whole) {
        String name = placeName(place) + "<-";
        RFunction setter = interpreter.lookUpFunction(name, environment);
        if (setter == null) {
            throw RError.unsupported("could not find function \"" + name + "\"", name + "()");
        }
        int count = place.size();
        RValue[] written = new RValue[count + 1];
        String[] names = new String[count + 1];
        for (int i = 1; i < count; i++) {
            written[i] = place.argument(i);
            names[i] = place.name(i);
        }
        written[0] = TEMPORARY;
        written[count] = value;
        names[count] = "value";
        RCall shown = RCall.named(RSymbol.of(name), written, names);
        return interpreter.applyReplacement(setter, shown, object, value, environment, whole);
    }
}
