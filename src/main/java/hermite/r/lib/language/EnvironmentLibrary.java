package hermite.r.lib.language;

import hermite.r.eval.Arguments;
import hermite.r.eval.Interpreter;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.print.Printer;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RFunction;
import hermite.r.value.language.RPromise;
import hermite.r.value.language.RSymbol;
import java.util.ArrayList;
import java.util.List;

/** Environments and the variables in them: assign, get, exists, rm, ls, new.env, attach, with. */
public final class EnvironmentLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        table.in("base")
                .function(
                        "new.env(hash = TRUE, parent = NULL, size = 29L)",
                        a -> new REnvironment(a.value(1) instanceof REnvironment parent ? parent : a.caller()))
                .function("globalenv()", a -> a.session().globalEnvironment())
                .function("baseenv()", a -> a.session().baseEnvironment())
                .function("topenv(envir = NULL)", a -> a.session().globalEnvironment())
                .function("emptyenv()", a -> a.session().searchPath().empty())
                .function("parent.env(env)", a -> parent((REnvironment) a.value(0)))
                .function("parent.env<-(env, value)", EnvironmentLibrary::setParent)
                .function("environmentName(env)", EnvironmentLibrary::nameOf)
                .function("as.environment(x)", EnvironmentLibrary::asEnvironment)
                .function("list2env(x, envir = NULL, parent = NULL)", EnvironmentLibrary::listToEnvironment)
                .function(
                        "assign(x, value, pos = -1, envir = NULL, inherits = FALSE, immediate = TRUE)",
                        EnvironmentLibrary::assign)
                .function("get(x, envir = NULL, mode = \"any\", inherits = TRUE, pos = -1)", a -> get(a, true))
                .function(
                        "get0(x, envir = NULL, mode = \"any\", inherits = TRUE, ifnotfound = NULL)", a -> get(a, false))
                .function("mget(x, envir = NULL)", EnvironmentLibrary::mget)
                .function(
                        "exists(x, where = -1, envir = NULL, frame = NULL, mode = \"any\", inherits = TRUE)",
                        EnvironmentLibrary::exists)
                .special("delayedAssign(x, value, eval.env, assign.env)", EnvironmentLibrary::delayed)
                .function("lockBinding(sym, env)", a -> lock(a, true))
                .function("unlockBinding(sym, env)", a -> lock(a, false))
                .function(
                        "bindingIsLocked(sym, env)",
                        a -> RLogical.of(((REnvironment) a.value(1)).isLocked(symbol(a, 0))))
                .function("lockEnvironment(env, bindings = FALSE)", EnvironmentLibrary::lockEnvironment)
                .function("environmentIsLocked(env)", a -> RLogical.of(((REnvironment) a.value(0)).isClosed()))
                .special("rm(..., list = character(), envir, inherits = FALSE)", EnvironmentLibrary::remove)
                .function(
                        "ls(name = NULL, pos = -1L, envir = NULL, all.names = FALSE, pattern = NULL, sorted = TRUE)",
                        EnvironmentLibrary::ls)
                .function(
                        "objects(name = NULL, pos = -1L, envir = NULL, all.names = FALSE, pattern = NULL, sorted ="
                                + " TRUE)",
                        EnvironmentLibrary::ls)
                .function("match.fun(FUN, descend = TRUE)", a -> a.function(0))
                .function(
                        "attach(what, pos = 2L, name = \"attached\", warn.conflicts = TRUE)",
                        EnvironmentLibrary::attach)
                .special("detach(name, pos = 2L, unload = FALSE, character.only = FALSE)", EnvironmentLibrary::detach)
                .function("search()", EnvironmentLibrary::search)
                .function(
                        "format.environment(x, ...)",
                        a -> RCharacter.of(Printer.environmentText((REnvironment) a.value(0))))
                .generic("eval(expr, envir = NULL, enclos = NULL)", EnvironmentLibrary::eval)
                .special(
                        "evalq(expr, envir)",
                        (r, call, env) -> r.eval(
                                call.argument(0),
                                call.size() > 1 ? environment(r, r.eval(call.argument(1), env), env) : env));
    }

    private static RValue nameOf(Arguments a) {
        String name = a.value(0) instanceof REnvironment environment ? environment.name() : "";
        return RCharacter.of(name.startsWith("namespace:") ? name.substring("namespace:".length()) : name);
    }

    private static RValue parent(REnvironment environment) {
        return environment.parent() == null ? new REnvironment("R_EmptyEnv", null, null) : environment.parent();
    }

    private static RValue setParent(Arguments a) {
        REnvironment environment = (REnvironment) a.value(0);
        environment.setParent((REnvironment) a.value(1));
        return environment;
    }

    /** An environment to evaluate in: itself, or one made of a list's elements. */
    static REnvironment environment(Interpreter interpreter, RValue value, REnvironment enclosure) {
        if (value instanceof REnvironment environment) {
            return environment;
        }
        if (value instanceof RList list) {
            REnvironment made = new REnvironment(enclosure);
            for (int i = list.length() - 1; i >= 0; i--) {
                String name = list.name(i);
                if (name != null && !name.isEmpty()) {
                    made.put(name, list.elementAt(i));
                }
            }
            return made;
        }
        if (value == RNull.NULL) {
            return enclosure;
        }
        if (value instanceof RVector number && number.length() == 1) {
            return number.integerAt(0) == 1 ? interpreter.session().globalEnvironment() : enclosure;
        }
        throw new RError("invalid 'envir' argument of type '" + value.typeName() + "'");
    }

    private static RValue eval(Arguments a) {
        REnvironment enclosure = a.value(2) instanceof REnvironment given ? given : a.caller();
        REnvironment environment = environment(a.interpreter(), a.value(1), enclosure);
        RValue expression = a.value(0);
        if (expression instanceof RList list && list.isExpression()) {
            RValue result = RNull.NULL;
            for (RValue each : list.values()) {
                result = a.interpreter().eval(each, environment);
            }
            a.interpreter().setVisible(a.interpreter().isVisible());
            return result;
        }
        RValue result = a.interpreter().evalForEval(expression, environment);
        a.interpreter().setVisible(a.interpreter().isVisible());
        return result;
    }

    private static RValue asEnvironment(Arguments a) {
        if (a.value(0) instanceof RList) {
            return environment(a.interpreter(), a.value(0), null);
        }
        if (a.value(0) instanceof RCharacter name) {
            String wanted = name.get(0);
            for (REnvironment at = a.session().globalEnvironment(); at != null; at = at.parent()) {
                if (at.name().equals(wanted) || wanted.equals(".GlobalEnv")) {
                    return at;
                }
            }
            if (wanted.equals("package:base")) {
                return a.session().baseEnvironment();
            }
            throw new RError("no item called \"" + wanted + "\" on the search list");
        }
        return environment(a.interpreter(), a.value(0), a.caller());
    }

    private static RValue listToEnvironment(Arguments a) {
        REnvironment into = a.value(1) instanceof REnvironment given
                ? given
                : new REnvironment(a.value(2) instanceof REnvironment parent ? parent : a.caller());
        RVector list = a.vector(0);
        for (int i = 0; i < list.length(); i++) {
            into.put(list.name(i), list.elementAt(i));
        }
        return into;
    }

    private static REnvironment where(Arguments a, int envir, int pos) {
        if (a.value(envir) instanceof REnvironment given) {
            return given;
        }
        if (a.value(envir) instanceof RList list) {
            return environment(a.interpreter(), list, null);
        }
        RValue place = a.value(pos);
        if (place instanceof REnvironment given) {
            return given;
        }
        return place instanceof RVector number && number.length() == 1 && number.integerAt(0) == 1
                ? a.session().globalEnvironment()
                : a.caller();
    }

    private static RValue assign(Arguments a) {
        RValue value = a.value(1);
        if (value instanceof RVector vector) {
            vector.markShared();
        }
        if (!(a.value(0) instanceof RCharacter)) {
            throw new RError("invalid first argument");
        }
        REnvironment into = where(a, 3, 2);
        String refusal = into.refusal(a.string(0));
        if (refusal != null) {
            throw new RError(refusal);
        }
        into.put(a.string(0), value);
        a.session().searchPath().noteDefinition(a.string(0));
        a.interpreter().setVisible(false);
        return value;
    }

    private static RValue get(Arguments a, boolean required) {
        String name = a.string(0);
        REnvironment environment = a.value(1) instanceof REnvironment given
                ? given
                : a.value(1) == RNull.NULL ? a.caller() : environment(a.interpreter(), a.value(1), a.caller());
        RValue value = find(a, name, environment, a.string(2), a.flag(3));
        if (value != null) {
            return value;
        }
        if (!required) {
            return a.value(4);
        }
        throw new RError("object '" + name + "' not found");
    }

    private static RValue find(Arguments a, String name, REnvironment environment, String mode, boolean inherits) {
        if (mode.equals("function")) {
            return inherits
                    ? a.interpreter().lookUpFunction(name, environment)
                    : environment.getLocal(name) instanceof RFunction function ? function : null;
        }
        RValue value = inherits ? environment.get(name) : environment.getLocal(name);
        return value == null || value == RSymbol.MISSING
                ? null
                : a.interpreter().force(value);
    }

    private static RValue mget(Arguments a) {
        String[] names = a.strings(0);
        REnvironment environment = a.value(1) instanceof REnvironment given ? given : a.caller();
        RValue[] values = new RValue[names.length];
        for (int i = 0; i < names.length; i++) {
            values[i] = find(a, names[i], environment, "any", true);
            if (values[i] == null) {
                throw new RError("value for ‘" + names[i] + "’ not found");
            }
        }
        return RList.named(names, values);
    }

    private static RValue exists(Arguments a) {
        String name = a.string(0);
        REnvironment environment = where(a, 2, 1);
        a.interpreter().setVisible(true);
        if (a.string(4).equals("any")) {
            RValue bound = a.flag(5) ? environment.get(name) : environment.getLocal(name);
            a.interpreter().setVisible(true);
            return RLogical.of(bound != null && bound != RSymbol.MISSING);
        }
        return RLogical.of(find(a, name, environment, a.string(4), a.flag(5)) != null);
    }

    /** A variable whose expression is evaluated when it is first asked for. */
    private static RValue delayed(Interpreter interpreter, RCall call, REnvironment environment) {
        REnvironment from = environment;
        REnvironment into = environment;
        int position = 0;
        String variable = "";
        RValue expression = RNull.NULL;
        for (int i = 0; i < call.size(); i++) {
            String name = call.name(i) == null ? "" : call.name(i);
            String which = name.isEmpty()
                    ? List.of("x", "value", "eval.env", "assign.env").get(position++)
                    : name;
            switch (which) {
                case "x" -> variable = ((RCharacter) interpreter.eval(call.argument(i), environment)).get(0);
                case "value" -> expression = call.argument(i);
                case "eval.env" -> from = (REnvironment) interpreter.eval(call.argument(i), environment);
                default -> into = (REnvironment) interpreter.eval(call.argument(i), environment);
            }
        }
        into.put(variable, new RPromise(expression, from));
        interpreter.setVisible(false);
        return RNull.NULL;
    }

    private static RValue remove(Interpreter interpreter, RCall call, REnvironment environment) {
        REnvironment from = environment;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            String name = call.name(i);
            if ("list".equals(name)) {
                RVector list = (RVector) interpreter.eval(call.argument(i), environment);
                for (int k = 0; k < list.length(); k++) {
                    names.add(list.stringAt(k));
                }
            } else if ("envir".equals(name)) {
                from = (REnvironment) interpreter.eval(call.argument(i), environment);
            } else if (call.argument(i) instanceof RSymbol symbol) {
                names.add(symbol.name());
            } else if (call.argument(i) instanceof RCharacter text) {
                names.add(text.get(0));
            }
        }
        for (String each : names) {
            if (!from.remove(each)) {
                interpreter.warning("object '" + each + "' not found", call);
            }
        }
        interpreter.setVisible(false);
        return RNull.NULL;
    }

    private static RValue ls(Arguments a) {
        REnvironment environment = a.value(0) instanceof REnvironment given
                ? given
                : a.value(0) instanceof RVector place
                        ? (REnvironment) a.interpreter().invoke("as.environment", place)
                        : a.value(2) instanceof REnvironment given ? given : a.caller();
        List<String> names = new ArrayList<>();
        for (String each : environment.names()) {
            if ((a.flag(3) || !each.startsWith(".")) && environment.getLocal(each) != RSymbol.MISSING) {
                names.add(each);
            }
        }
        if (!a.isNull(4)) {
            RValue kept = a.interpreter().invoke("grep", a.value(4), RCharacter.of(names.toArray(String[]::new)));
            List<String> chosen = new ArrayList<>();
            for (int i = 0; i < ((RVector) kept).length(); i++) {
                chosen.add(names.get(((RVector) kept).integerAt(i) - 1));
            }
            names = chosen;
        }
        return RCharacter.of(names.toArray(String[]::new));
    }

    private static RValue attach(Arguments a) {
        REnvironment variables = new REnvironment("attached", null, null);
        RValue what = a.value(0);
        if (what instanceof RList list) {
            for (int i = 0; i < list.length(); i++) {
                variables.put(list.name(i), list.elementAt(i));
            }
        }
        String name = a.isMissing(2) ? a.interpreter().deparse(a.call().argument(0)) : a.string(2);
        a.session().searchPath().attach(name, variables);
        a.interpreter().setVisible(false);
        return variables;
    }

    private static RValue detach(Interpreter interpreter, RCall call, REnvironment environment) {
        RValue what = RNull.NULL;
        double position = 2;
        boolean byValue = false;
        for (int i = 0; i < call.size(); i++) {
            String argument = call.name(i) == null ? "" : call.name(i);
            switch (argument) {
                case "character.only" ->
                    byValue = ((RVector) interpreter.eval(call.argument(i), environment)).logicalAt(0) == 1;
                case "pos" -> position = ((RVector) interpreter.eval(call.argument(i), environment)).doubleAt(0);
                case "", "name" -> what = call.argument(i);
                default -> interpreter.eval(call.argument(i), environment);
            }
        }
        RValue value = byValue ? interpreter.eval(what, environment) : what;
        List<String> attached = interpreter.session().searchPath().attached();
        if (value == RNull.NULL || value instanceof RDouble || value instanceof RInteger) {
            double place = value instanceof RVector number && number.length() == 1 ? number.doubleAt(0) : position;
            if (place < 2 || place > attached.size() + 1) {
                throw new RError("invalid 'pos' argument", call);
            }
            value = RCharacter.of(attached.get((int) place - 2));
        }
        String name = value instanceof RCharacter text ? text.get(0) : interpreter.deparse(value);
        String plain = name.startsWith("package:") ? name.substring("package:".length()) : name;
        interpreter.setVisible(false);
        if (!interpreter.session().searchPath().detach(plain)) {
            throw new RError("invalid 'name' argument", call);
        }
        return RNull.NULL;
    }

    private static String symbol(Arguments a, int i) {
        return a.value(i) instanceof RSymbol symbol ? symbol.name() : a.string(i);
    }

    private static RValue lock(Arguments a, boolean lock) {
        REnvironment environment = (REnvironment) a.value(1);
        String variable = symbol(a, 0);
        if (!environment.has(variable)) {
            throw new RError("no binding for \"" + variable + "\"");
        }
        environment.lock(variable, lock);
        a.interpreter().setVisible(false);
        return RNull.NULL;
    }

    private static RValue lockEnvironment(Arguments a) {
        REnvironment environment = (REnvironment) a.value(0);
        environment.close();
        if (a.flag(1)) {
            environment.names().forEach(each -> environment.lock(each, true));
        }
        a.interpreter().setVisible(false);
        return RNull.NULL;
    }

    private static RValue search(Arguments a) {
        List<String> all = new ArrayList<>();
        all.add(".GlobalEnv");
        for (String each : a.session().searchPath().attached()) {
            all.add(each.equals("grDevices") || a.session().functions().knows(each) ? "package:" + each : each);
        }
        all.add("Autoloads");
        all.add("package:base");
        return RCharacter.of(all.toArray(String[]::new));
    }
}
