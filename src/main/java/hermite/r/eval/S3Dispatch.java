package hermite.r.eval;

import hermite.r.eval.function.PrimitiveFunction;
import hermite.r.value.RCharacter;
import hermite.r.value.RLogical;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RFunction;
import hermite.r.value.language.RPromise;
import hermite.r.value.language.RSymbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds and calls the S3 method for a class: seen from the call, registered, or of any known package. */
public final class S3Dispatch {
    private static final String[] NO_CLASSES = {};

    private final Interpreter interpreter;
    private final Map<String, RFunction> registered = new HashMap<>();

    S3Dispatch(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    public void register(String generic, String className, RFunction method) {
        registered.put(generic + "." + className, method);
    }

    /** The method function, or null; {@code as.numeric} is another name of {@code as.double}. */
    public RFunction method(String generic, String className, REnvironment environment) {
        if (generic.equals("as.numeric")) {
            RFunction found = methodNamed("as.double", className, environment);
            return found != null ? found : methodNamed(generic, className, environment);
        }
        if (generic.equals("as.double")) {
            RFunction found = methodNamed(generic, className, environment);
            return found != null ? found : methodNamed("as.numeric", className, environment);
        }
        return methodNamed(generic, className, environment);
    }

    private RFunction methodNamed(String generic, String className, REnvironment environment) {
        String name = generic + "." + className;
        RFunction found = interpreter.lookUpFunction(name, environment);
        if (found == null) {
            found = registered.get(name);
        }
        if (found == null && interpreter.session().searchPath().inAnyPackage(name) instanceof RFunction function) {
            found = function;
        }
        return found;
    }

    /** {@code UseMethod}: the method's value. */
    public RValue useMethod(
            String generic, RValue object, RCall call, RValue[] arguments, String[] names, REnvironment caller) {
        String[] classes = ImplicitClass.of(object);
        for (int i = 0; i < classes.length; i++) {
            RFunction method = method(generic, classes[i], caller);
            if (method != null) {
                S3Call how = new S3Call(generic, "", classes, i, object);
                return interpreter.applyMethod(method, call, arguments, names, caller, how);
            }
        }
        RFunction otherwise = method(generic, "default", caller);
        if (otherwise != null) {
            S3Call how = new S3Call(generic, "", classes, classes.length, object);
            return interpreter.applyMethod(otherwise, call, arguments, names, caller, how);
        }
        return null;
    }

    /** A built-in generic's method for the class attribute of an object; null when the built-in itself is to run. */
    RValue generic(
            String generic, RValue first, RCall call, RValue[] values, String[] names, REnvironment environment) {
        String[] classes = dispatchClasses(first);
        for (int i = 0; i < classes.length; i++) {
            RFunction method = method(generic, classes[i], environment);
            if (method != null) {
                S3Call how = new S3Call(generic, "", classes, i, first);
                return interpreter.applyMethod(
                        method, call, withExpressions(call, values, environment), names, environment, how);
            }
        }
        return null;
    }

    private static String[] dispatchClasses(RValue object) {
        return object.isObject() ? ((RCharacter) object.attribute("class")).values() : ImplicitClass.of(object);
    }

    /** A primitive's method; null when its own body is to run. */
    RValue primitive(
            PrimitiveFunction primitive, RCall call, RValue[] values, String[] names, REnvironment environment) {
        if (values.length == 0) {
            return null;
        }
        boolean first = values[0].isObject();
        return switch (primitive.dispatching()) {
            case NONE -> null;
            case FIRST -> first ? internal(primitive.name(), "", values[0], call, values, names, environment) : null;
            case MATH -> first ? internal(primitive.name(), "Math", values[0], call, values, names, environment) : null;
            case SUMMARY ->
                first ? internal(primitive.name(), "Summary", values[0], call, values, names, environment) : null;
            case OPS -> {
                RValue result =
                        first ? internal(primitive.name(), "Ops", values[0], call, values, names, environment) : null;
                if (result == null && values.length > 1 && values[1].isObject()) {
                    result = internal(primitive.name(), "Ops", values[1], call, values, names, environment);
                }
                yield result;
            }
        };
    }

    /** A method of the object's class attribute for an operator that evaluates its arguments itself; null for none. */
    public RValue internal(String generic, RValue object, RCall call, RValue[] values, REnvironment environment) {
        return internal(generic, "", object, call, values, null, environment);
    }

    private RValue internal(
            String generic,
            String group,
            RValue object,
            RCall call,
            RValue[] values,
            String[] names,
            REnvironment environment) {
        String[] classes = object.attribute("class") instanceof RCharacter attribute ? attribute.values() : NO_CLASSES;
        for (int i = 0; i < classes.length; i++) {
            RFunction method = method(generic, classes[i], environment);
            String through = "";
            if (method == null && !group.isEmpty()) {
                method = method(group, classes[i], environment);
                through = group;
            }
            if (method != null) {
                S3Call how = new S3Call(generic, through, classes, i, object);
                boolean internal = method instanceof PrimitiveFunction;
                RCall shown = internal ? call.withFunction(RSymbol.of(generic + "." + classes[i])) : call;
                if (through.equals("Summary")) {
                    shown = summary(call, values, names);
                }
                return interpreter.applyMethod(
                        method,
                        shown,
                        internal ? values : withExpressions(call, values, environment),
                        names,
                        environment,
                        how);
            }
        }
        return null;
    }

    /** R's functions of group Summary show the values themselves, and na.rm. */
    private static RCall summary(RCall call, RValue[] values, String[] names) {
        List<RValue> shown = new ArrayList<>(List.of(values));
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            labels.add(names == null ? null : names[i]);
        }
        if (!labels.contains("na.rm")) {
            shown.add(RLogical.FALSE);
            labels.add("na.rm");
        }
        return call.withArguments(shown.toArray(RValue[]::new), labels.toArray(String[]::new));
    }

    /** Values as promises that remember how they were written, so that methods can substitute. */
    private static RValue[] withExpressions(RCall call, RValue[] values, REnvironment environment) {
        if (call.size() != values.length) {
            return values;
        }
        RValue[] promises = new RValue[values.length];
        for (int i = 0; i < values.length; i++) {
            boolean language = call.argument(i) instanceof RCall || call.argument(i) instanceof RSymbol;
            promises[i] = values[i] == RSymbol.MISSING || !language || call.argument(i) == RSymbol.DOTS
                    ? values[i]
                    : new RPromise(call.argument(i), environment, values[i]);
        }
        return promises;
    }

    /** {@code NextMethod}: the method after the one under way. */
    public RValue nextMethod(Frame frame, String genericGiven, RValue[] extra, String[] extraNames) {
        S3Call how = frame.method() != null ? frame.method() : guessed(frame);
        RValue[] arguments = frame.arguments();
        String[] names = frame.names();
        if (extra.length > 0) {
            List<RValue> all = new ArrayList<>(List.of(arguments));
            List<String> allNames = new ArrayList<>();
            for (int i = 0; i < arguments.length; i++) {
                allNames.add(names == null ? null : names[i]);
            }
            for (int i = 0; i < extra.length; i++) {
                String name = extraNames == null ? null : extraNames[i];
                int at = name == null ? -1 : allNames.indexOf(name);
                if (at >= 0) {
                    all.set(at, extra[i]);
                } else {
                    all.add(extra[i]);
                    allNames.add(name);
                }
            }
            arguments = all.toArray(RValue[]::new);
            names = allNames.toArray(String[]::new);
        }
        REnvironment caller = frame.caller();
        for (int i = how.position() + 1; i < how.classes().length; i++) {
            RFunction method = method(how.generic(), how.classes()[i], caller);
            if (method == null && !how.group().isEmpty()) {
                method = method(how.group(), how.classes()[i], caller);
            }
            if (method != null) {
                S3Call next = new S3Call(how.generic(), how.group(), how.classes(), i, how.object());
                return interpreter.applyMethod(method, frame.call(), arguments, names, caller, next);
            }
        }
        S3Call last = new S3Call(how.generic(), how.group(), how.classes(), how.classes().length, how.object());
        RFunction otherwise = method(how.generic(), "default", caller);
        if (otherwise == null) {
            RValue internal = interpreter.session().searchPath().inAnyPackage(how.generic());
            if (!(internal instanceof RFunction function)) {
                throw new RError("no more methods for '" + how.generic() + "'");
            }
            otherwise = function;
        }
        return interpreter.applyMethod(otherwise, frame.call(), arguments, names, caller, last);
    }

    /** A method called by its own name: generic and class are read from it. */
    private S3Call guessed(Frame frame) {
        String name = frame.call().functionName();
        RValue object = frame.arguments().length > 0 ? interpreter.force(frame.arguments()[0]) : RSymbol.MISSING;
        String[] classes = ImplicitClass.of(object);
        for (int i = 0; i < classes.length; i++) {
            if (name.endsWith("." + classes[i])) {
                String generic = name.substring(0, name.length() - classes[i].length() - 1);
                return new S3Call(generic, "", classes, i, object);
            }
        }
        int dot = name.indexOf('.');
        return new S3Call(dot > 0 ? name.substring(0, dot) : name, "", classes, -1, object);
    }
}
