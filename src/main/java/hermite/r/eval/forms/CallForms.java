package hermite.r.eval.forms;

import hermite.r.eval.ArgumentMatching;
import hermite.r.eval.Arguments;
import hermite.r.eval.ControlFlow;
import hermite.r.eval.EvaluatedArguments;
import hermite.r.eval.Frame;
import hermite.r.eval.ImplicitClass;
import hermite.r.eval.Interpreter;
import hermite.r.eval.RError;
import hermite.r.eval.S3Call;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.value.RCharacter;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RBuiltin;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RClosure;
import hermite.r.value.language.RDots;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RFunction;
import hermite.r.value.language.RPromise;
import hermite.r.value.language.RSymbol;
import java.util.ArrayList;
import java.util.List;

/** Functions that look at calls under way: missing, match.call, sys.call, parent.frame, dispatch, do.call. */
public final class CallForms implements Library {
    @Override
    public void declare(FunctionTable table) {
        table.in("base")
                .special("missing(x)", CallForms::missing)
                .special(
                        "nargs()",
                        (r, call, env) -> RInteger.of(frameOf(env, call).arguments().length))
                .special("on.exit(expr = NULL, add = FALSE, after = TRUE)", CallForms::onExit)
                .special("UseMethod(generic, object)", CallForms::useMethod)
                .special("NextMethod(generic = NULL, object = NULL, ...)", CallForms::nextMethod)
                .special("match.arg(arg, choices, several.ok = FALSE)", CallForms::matchArg)
                .special("match.call(definition, call, expand.dots = TRUE, envir)", CallForms::matchCall)
                .special("sys.call(which = 0)", CallForms::sysCall)
                .special("sys.function(which = 0)", (r, call, env) -> frameOf(env, call)
                        .function())
                .special("parent.frame(n = 1)", CallForms::parentFrame)
                .special("sys.frame(which = 0)", CallForms::sysFrame)
                .special(
                        "sys.nframe()",
                        (r, call, env) -> RInteger.of(
                                nearest(env) == null ? 0 : nearest(env).number()))
                .special("sys.calls()", CallForms::sysCalls)
                .special("environment(fun = NULL)", CallForms::environment)
                .special("Recall(...)", CallForms::recall)
                .special("...length()", (r, call, env) -> RInteger.of(dots(env).size()))
                .special("...names()", CallForms::dotsNames)
                .special(
                        "...elt(n)",
                        (r, call, env) ->
                                r.force(dots(env).get(((RVector) r.eval(call.argument(0), env)).integerAt(0) - 1)))
                .special("local(expr, envir = new.env())", CallForms::local)
                .function("do.call(what, args, quote = FALSE, envir = NULL)", CallForms::doCall);
    }

    static Frame nearest(REnvironment environment) {
        for (REnvironment at = environment; at != null; at = at.parent()) {
            if (at.owner() instanceof Frame frame) {
                return frame;
            }
        }
        return null;
    }

    private static Frame frameOf(REnvironment environment, RCall call) {
        Frame frame = nearest(environment);
        if (frame == null) {
            throw new RError("not inside a function", call);
        }
        return frame;
    }

    private static RValue missing(Interpreter interpreter, RCall call, REnvironment environment) {
        RValue argument = call.argument(0);
        String name = argument instanceof RCharacter text ? text.get(0) : argument.toString();
        if (!(argument instanceof RSymbol) && !(argument instanceof RCharacter)) {
            throw new RError("invalid use of 'missing'", call);
        }
        interpreter.setVisible(true);
        return RLogical.of(isMissing(name, environment, false));
    }

    /** @param passedOn whether it is asked of an argument handed on: a parameter with a default then counts as there */
    private static boolean isMissing(String name, REnvironment environment, boolean passedOn) {
        if (!(environment.owner() instanceof Frame frame)) {
            return false;
        }
        if (name.equals("...")) {
            return !(environment.getLocal("...") instanceof RDots dots) || dots.size() == 0;
        }
        int at = frame.function().formals().indexOf(name);
        if (at < 0) {
            return false;
        }
        RValue supplied = frame.matched()[at];
        if (supplied == null) {
            // Assigned since: no longer missing.
            RValue now = environment.getLocal(name);
            return now == RSymbol.MISSING
                    || !passedOn && now instanceof RPromise promise && promise.environment() == environment
                    || !passedOn && now == frame.function().formals().defaults()[at];
        }
        return supplied instanceof RPromise promise
                && promise.expression() instanceof RSymbol symbol
                && promise.environment() != null
                && isMissing(symbol.name(), promise.environment(), true);
    }

    private static RValue onExit(Interpreter interpreter, RCall call, REnvironment environment) {
        RValue expression = RNull.NULL;
        boolean add = false;
        boolean after = true;
        int position = 0;
        for (int i = 0; i < call.size(); i++) {
            String name = call.name(i);
            int at = name == null ? position++ : name.equals("add") ? 1 : name.equals("after") ? 2 : 0;
            if (at == 0) {
                expression = call.argument(i);
            } else {
                boolean flag = ((RVector) interpreter.eval(call.argument(i), environment)).logicalAt(0) == 1;
                add = at == 1 ? flag : add;
                after = at == 2 ? flag : after;
            }
        }
        // at top level there is nothing to leave
        if (nearest(environment) != null) {
            frameOf(environment, call).onExit(expression, add, after);
        }
        interpreter.setVisible(false);
        return RNull.NULL;
    }

    private static RValue useMethod(Interpreter interpreter, RCall call, REnvironment environment) {
        Frame frame = nearest(environment);
        if (frame == null) {
            throw new RError("'UseMethod' used in an inappropriate fashion", call);
        }
        String generic = ((RCharacter) interpreter.eval(call.argument(0), environment)).get(0);
        RValue object =
                call.size() > 1 ? interpreter.eval(call.argument(1), environment) : dispatchObject(interpreter, frame);
        RValue result = interpreter
                .dispatch()
                .useMethod(generic, object, frame.call(), frame.arguments(), frame.names(), frame.caller());
        if (result == null) {
            RValue internal = interpreter.session().searchPath().inAnyPackage(generic);
            if (internal instanceof RBuiltin builtin) {
                result = interpreter.applyMethod(
                        builtin,
                        frame.call(),
                        frame.arguments(),
                        frame.names(),
                        frame.caller(),
                        new S3Call(generic, "", new String[0], 0, object));
            }
        }
        if (result == null) {
            String[] classes = ImplicitClass.of(object);
            String shown =
                    classes.length == 1 ? "\"" + classes[0] + "\"" : "\"c('" + String.join("', '", classes) + "')\"";
            throw new RError("no applicable method for '" + generic + "' applied to an object of class " + shown, call);
        }
        throw new ControlFlow.Return(frame.environment(), result);
    }

    private static RValue dispatchObject(Interpreter interpreter, Frame frame) {
        String[] parameters = frame.function().formals().names();
        if (parameters.length == 0) {
            return RNull.NULL;
        }
        RValue first = frame.environment().getLocal(parameters[0]);
        if (first instanceof RDots dots) {
            return dots.size() == 0 ? RNull.NULL : interpreter.force(dots.get(0));
        }
        if (first == null || first == RSymbol.MISSING) {
            return RNull.NULL;
        }
        return interpreter.force(first);
    }

    private static RValue nextMethod(Interpreter interpreter, RCall call, REnvironment environment) {
        Frame frame = frameOf(environment, call);
        EvaluatedArguments extra = EvaluatedArguments.promises(call, environment);
        List<RValue> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int position = 0;
        for (int i = 0; i < extra.values().length; i++) {
            String name = extra.names() == null ? null : extra.names()[i];
            if ("generic".equals(name) || "object".equals(name)) {
                continue;
            }
            if (name == null && position++ < 2) {
                continue;
            }
            boolean fromDots = name == null && i < call.size() && call.argument(i) == RSymbol.DOTS;
            if (!fromDots) {
                values.add(extra.values()[i]);
                names.add(name);
            }
        }
        return interpreter
                .dispatch()
                .nextMethod(frame, "", values.toArray(RValue[]::new), names.toArray(String[]::new));
    }

    private static RValue matchArg(Interpreter interpreter, RCall call, REnvironment environment) {
        RValue argumentExpression = null;
        RValue choices = null;
        boolean several = false;
        int position = 0;
        for (int i = 0; i < call.size(); i++) {
            String name = call.name(i);
            int at = name == null ? position++ : name.startsWith("c") ? 1 : name.startsWith("s") ? 2 : 0;
            if (at == 0) {
                argumentExpression = call.argument(i);
            } else if (at == 1) {
                choices = interpreter.eval(call.argument(i), environment);
            } else {
                several = ((RVector) interpreter.eval(call.argument(i), environment)).logicalAt(0) == 1;
            }
        }
        RValue value = interpreter.eval(argumentExpression, environment);
        boolean fromFormals = choices == null;
        if (fromFormals) {
            Frame frame = frameOf(environment, call);
            int at = frame.function().formals().indexOf(argumentExpression.toString());
            choices = interpreter.eval(frame.function().formals().defaults()[at], environment);
        }
        interpreter.setVisible(true);
        RCharacter all = (RCharacter) ((RVector) choices).as(hermite.r.value.VectorType.CHARACTER);
        if (value == RNull.NULL) {
            return RCharacter.of(all.get(0));
        }
        if (!(value instanceof RCharacter given)) {
            throw new RError("'arg' must be NULL or a character vector", call);
        }
        if (!several && java.util.Arrays.equals(given.values(), all.values())) {
            return RCharacter.of(all.get(0));
        }
        if (!several && given.length() != 1) {
            throw new RError("'arg' must be of length 1", call);
        }
        List<String> found = new ArrayList<>();
        for (String each : given.values()) {
            String match = match(each, all);
            if (match != null) {
                found.add(match);
            }
        }
        if (found.isEmpty()) {
            StringBuilder list = new StringBuilder();
            for (String each : all.values()) {
                list.append(list.length() == 0 ? "" : ", ")
                        .append('“')
                        .append(each)
                        .append('”');
            }
            throw new RError("'arg' should be one of " + list, call);
        }
        return RCharacter.of(found.toArray(String[]::new));
    }

    private static String match(String given, RCharacter all) {
        if (java.util.Arrays.asList(all.values()).contains(given)) {
            return given;
        }
        String found = null;
        for (String each : all.values()) {
            if (given != null && each.startsWith(given)) {
                if (found != null) {
                    return null;
                }
                found = each;
            }
        }
        return found;
    }

    private static RValue matchCall(Interpreter interpreter, RCall call, REnvironment environment) {
        Frame frame = frameOf(environment, call);
        boolean expand = true;
        RClosure definition = frame.function();
        RCall which = frame.call();
        REnvironment caller = frame.caller();
        int position = 0;
        for (int i = 0; i < call.size(); i++) {
            String name = call.name(i);
            int at = name == null
                    ? position++
                    : name.startsWith("d") ? 0 : name.equals("call") ? 1 : name.startsWith("exp") ? 2 : 3;
            RValue value = interpreter.eval(call.argument(i), environment);
            if (at == 0 && value instanceof RClosure closure) {
                definition = closure;
            } else if (at == 1 && value instanceof RCall given) {
                which = given;
            } else if (at == 2) {
                expand = ((RVector) value).logicalAt(0) == 1;
            }
        }
        interpreter.setVisible(true);
        RCall written = which == frame.call() ? asSupplied(frame) : which;
        return ArgumentMatching.matchedCall(definition.formals(), written, caller, interpreter, expand);
    }

    /** The call with the arguments it really received, dots of the caller spread out. */
    private static RCall asSupplied(Frame frame) {
        RValue[] expressions = new RValue[frame.arguments().length];
        for (int i = 0; i < expressions.length; i++) {
            expressions[i] =
                    frame.arguments()[i] instanceof RPromise promise ? promise.expression() : frame.arguments()[i];
        }
        return RCall.named(frame.call().function(), expressions, frame.names());
    }

    private static int which(Interpreter interpreter, RCall call, REnvironment environment) {
        return call.size() == 0 ? 0 : ((RVector) interpreter.eval(call.argument(0), environment)).integerAt(0);
    }

    private static Frame frame(Interpreter interpreter, RCall call, REnvironment environment) {
        int which = which(interpreter, call, environment);
        Frame own = nearest(environment);
        int number = which > 0 ? which : (own == null ? 0 : own.number()) + which;
        for (Frame at = interpreter.frame(); at != null; at = at.below()) {
            if (at.number() == number) {
                return at;
            }
        }
        return null;
    }

    private static RValue sysCall(Interpreter interpreter, RCall call, REnvironment environment) {
        Frame frame = frame(interpreter, call, environment);
        return frame == null ? RNull.NULL : frame.call();
    }

    private static RValue sysFrame(Interpreter interpreter, RCall call, REnvironment environment) {
        Frame frame = frame(interpreter, call, environment);
        return frame == null ? interpreter.session().globalEnvironment() : frame.environment();
    }

    private static RValue sysCalls(Interpreter interpreter, RCall call, REnvironment environment) {
        List<RValue> calls = new ArrayList<>();
        for (Frame at = interpreter.frame(); at != null; at = at.below()) {
            calls.add(0, at.call());
        }
        return calls.isEmpty() ? RNull.NULL : RList.of(calls.toArray(RValue[]::new));
    }

    private static RValue parentFrame(Interpreter interpreter, RCall call, REnvironment environment) {
        int steps = call.size() == 0 ? 1 : ((RVector) interpreter.eval(call.argument(0), environment)).integerAt(0);
        REnvironment at = environment;
        for (int i = 0; i < steps; i++) {
            Frame frame = nearest(at);
            if (frame == null) {
                return interpreter.session().globalEnvironment();
            }
            at = frame.caller();
        }
        Frame frame = nearest(at);
        return frame == null && !at.name().isEmpty() ? interpreter.session().globalEnvironment() : at;
    }

    private static RValue environment(Interpreter interpreter, RCall call, REnvironment environment) {
        RValue value = call.size() == 0 ? RNull.NULL : interpreter.eval(call.argument(0), environment);
        interpreter.setVisible(true);
        if (value == RNull.NULL) {
            return environment;
        }
        if (value instanceof RClosure closure) {
            return closure.environment();
        }
        if (value instanceof RBuiltin) {
            return RNull.NULL;
        }
        return value.attribute(".Environment");
    }

    private static RValue recall(Interpreter interpreter, RCall call, REnvironment environment) {
        if (nearest(environment) == null) {
            throw new RError("'Recall' called from outside a closure", call);
        }
        Frame frame = frameOf(environment, call);
        EvaluatedArguments arguments = EvaluatedArguments.promises(call, environment);
        return interpreter.apply(
                frame.function(),
                frame.call().withArguments(call.arguments(), call.names()),
                arguments.values(),
                arguments.names(),
                environment);
    }

    private static RDots dots(REnvironment environment) {
        if (environment.get("...") instanceof RDots dots) {
            return dots;
        }
        throw new RError("incorrect context: the current call has no '...' to look in");
    }

    private static RValue dotsNames(Interpreter interpreter, RCall call, REnvironment environment) {
        RDots dots = dots(environment);
        if (dots.names() == null) {
            return RNull.NULL;
        }
        String[] names = dots.names().clone();
        for (int i = 0; i < names.length; i++) {
            names[i] = names[i] == null ? "" : names[i];
        }
        return RCharacter.of(names);
    }

    private static RValue local(Interpreter interpreter, RCall call, REnvironment environment) {
        REnvironment inner = new REnvironment(environment);
        for (int i = 1; i < call.size(); i++) {
            if (interpreter.eval(call.argument(i), environment) instanceof REnvironment given) {
                inner = given;
            }
        }
        return interpreter.eval(call.argument(0), inner);
    }

    private static RValue doCall(Arguments a) {
        RValue what = a.value(0);
        RFunction function;
        if (what instanceof RCharacter named && named.length() == 1) {
            function = a.interpreter().lookUpFunction(named.get(0), a.caller());
            if (function == null) {
                RVector arguments = a.vector(1);
                RValue[] written = new RValue[arguments.length()];
                for (int i = 0; i < written.length; i++) {
                    written[i] = arguments.elementAt(i);
                }
                RError unknown = a.session().unavailable().function(named.get(0));
                unknown.setCallIfUnknown(RCall.named(RSymbol.of(named.get(0)), written, null));
                throw unknown;
            }
        } else {
            function = a.interpreter().functionFrom(what, a.caller());
        }
        RVector given = a.vector(1);
        RValue[] values = new RValue[given.length()];
        String[] names = given.names() == null ? null : new String[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = given.elementAt(i);
            if (names != null) {
                String name = given.name(i);
                names[i] = name == null || name.isEmpty() ? null : name;
            }
        }
        RValue head = what instanceof RCharacter name ? RSymbol.of(name.get(0)) : what;
        REnvironment environment = !a.isNull(3) && a.value(3) instanceof REnvironment chosen ? chosen : a.caller();
        RCall call = RCall.named(head, values, names);
        RValue result = !a.flag(2) && hasLanguage(values)
                ? a.interpreter()
                        .eval(RCall.named(function instanceof RClosure ? function : head, values, names), environment)
                : a.interpreter().apply(function, call, values, names, environment);
        a.interpreter().setVisible(a.interpreter().isVisible());
        return result;
    }

    private static boolean hasLanguage(RValue[] values) {
        for (RValue each : values) {
            if (each instanceof RSymbol || each instanceof RCall && !each.isObject()) {
                return true;
            }
        }
        return false;
    }
}
