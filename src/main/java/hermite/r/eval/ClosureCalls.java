package hermite.r.eval;

import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.Formals;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RClosure;
import hermite.r.value.language.RDots;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RSymbol;
import java.util.List;

/** Runs closures: promises for what is written, parameters bound, the body, what was left for the exit. */
final class ClosureCalls {
    private final Interpreter interpreter;

    ClosureCalls(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** Calls a closure with the arguments as written: each becomes a promise. */
    RValue call(RClosure closure, RCall call, REnvironment environment) {
        RValue[] written = call.arguments();
        boolean dots = false;
        for (RValue argument : written) {
            dots |= argument == RSymbol.DOTS;
        }
        RValue[] promises;
        String[] names = call.names();
        if (dots) {
            EvaluatedArguments expanded = EvaluatedArguments.promises(call, environment);
            promises = expanded.values();
            names = expanded.names();
        } else {
            promises = new RValue[written.length];
            for (int i = 0; i < promises.length; i++) {
                promises[i] = Interpreter.promise(written[i], environment);
            }
        }
        return apply(closure, call, promises, names, environment, null);
    }

    /**
     * Runs a closure.
     *
     * @param arguments promises or values
     * @param method how dispatch reached it, null otherwise
     */
    RValue apply(RClosure closure, RCall call, RValue[] arguments, String[] names, REnvironment caller, S3Call method) {
        Formals formals = closure.formals();
        RValue[] matched = new RValue[formals.size()];
        REnvironment local = new REnvironment(closure.environment());
        Frame saved = interpreter.frame();
        Frame made = new Frame(saved, call, closure, local, caller, arguments, names, matched, method);
        int savedDepth = interpreter.depth();
        try {
            RDots dots = ArgumentMatching.match(formals, arguments, names, matched, interpreter);
            bindParameters(formals, matched, dots, local);
            if (method != null) {
                local.put(".Generic", hermite.r.value.RCharacter.of(method.generic()));
            }
            local.setOwner(made);
            interpreter.setFrame(made);
            return evalTail(closure.body(), local);
        } catch (ControlFlow.Return e) {
            if (e.target() != local) {
                throw e;
            }
            return e.value();
        } catch (RError e) {
            throw interpreter.conditions().raised(e, call);
        } catch (StackOverflowError e) {
            throw RError.withoutCall("evaluation nested too deeply: infinite recursion / options(expressions=)?");
        } finally {
            interpreter.setDepth(savedDepth);
            List<RValue> exits = made.takeExitExpressions();
            if (exits != null) {
                boolean wasVisible = interpreter.isVisible();
                interpreter.setFrame(made);
                for (RValue exit : exits) {
                    interpreter.eval(exit, local);
                }
                interpreter.restoreVisible(wasVisible);
            }
            interpreter.setFrame(saved);
        }
    }

    private static void bindParameters(Formals formals, RValue[] matched, RDots dots, REnvironment local) {
        String[] names = formals.names();
        for (int i = 0; i < matched.length; i++) {
            if (names[i].equals("...")) {
                local.put("...", dots);
            } else if (matched[i] != null) {
                RValue value = matched[i];
                if (value instanceof RVector vector) {
                    vector.markShared();
                }
                local.put(names[i], value);
            } else {
                RValue unset = formals.defaults()[i];
                local.put(names[i], Interpreter.promise(unset, local));
            }
        }
    }

    /** Evaluates where the value is the function's own: return() there needs no jump. */
    private RValue evalTail(RValue expression, REnvironment environment) {
        RValue at = expression;
        while (at instanceof RCall call && call.function() instanceof RSymbol symbol) {
            String name = symbol.name();
            if (name.equals("{") && call.size() > 0) {
                int last = call.size() - 1;
                for (int i = 0; i < last; i++) {
                    interpreter.eval(call.argument(i), environment);
                }
                at = call.argument(last);
            } else if (name.equals("return") && call.size() == 1 && call.argument(0) != RSymbol.DOTS) {
                at = call.argument(0);
            } else if (name.equals("if") && call.size() >= 2) {
                boolean yes = Conditionals.isTrue(interpreter.eval(call.argument(0), environment), call);
                if (!yes && call.size() == 2) {
                    interpreter.restoreVisible(false);
                    return RNull.NULL;
                }
                at = call.argument(yes ? 1 : 2);
            } else {
                break;
            }
        }
        return interpreter.eval(at, environment);
    }
}
