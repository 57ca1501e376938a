package hermite.r.eval.forms;

import hermite.r.eval.Conditionals;
import hermite.r.eval.ControlFlow;
import hermite.r.eval.EvaluatedArguments;
import hermite.r.eval.Interpreter;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.syntax.RParser;
import hermite.r.value.Factors;
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
import hermite.r.value.language.RSymbol;

/** Blocks, conditionals, loops, function definitions and the logical operators that stop early. */
public final class ControlForms implements Library {
    @Override
    public void declare(FunctionTable table) {
        table.in("base")
                .special("{(...)", ControlForms::block)
                .special("((x)", (r, call, env) -> visible(r, r.eval(call.argument(0), env)))
                .special("if(cond, cons.expr, alt.expr)", ControlForms::conditional)
                .special("for(var, seq, expr)", ControlForms::forLoop)
                .special("while(cond, expr)", ControlForms::whileLoop)
                .special("repeat(expr)", ControlForms::repeatLoop)
                .special("break()", (r, call, env) -> {
                    throw new ControlFlow.Break();
                })
                .special("next()", (r, call, env) -> {
                    throw new ControlFlow.Next();
                })
                .special("function(formals, body)", ControlForms::function)
                .special("return(value)", ControlForms::returnValue)
                .special("&&(x, y)", (r, call, env) -> andOr(r, call, env, true))
                .special("||(x, y)", (r, call, env) -> andOr(r, call, env, false))
                .special("switch(EXPR, ...)", ControlForms::switchCase)
                .special("quote(expr)", (r, call, env) -> call.argument(0))
                .special("withVisible(x)", ControlForms::withVisible);
    }

    private static RValue withVisible(Interpreter interpreter, RCall call, REnvironment environment) {
        RValue value = interpreter.eval(call.argument(0), environment);
        RLogical shown = RLogical.of(interpreter.isVisible());
        interpreter.setVisible(true);
        return RList.of(value, shown).withNames("value", "visible");
    }

    private static RValue visible(Interpreter interpreter, RValue value) {
        interpreter.setVisible(true);
        return value;
    }

    private static RValue block(Interpreter interpreter, RCall call, REnvironment environment) {
        RValue result = RNull.NULL;
        for (RValue each : call.arguments()) {
            result = interpreter.eval(each, environment);
        }
        return result;
    }

    private static RValue conditional(Interpreter interpreter, RCall call, REnvironment environment) {
        if (Conditionals.isTrue(interpreter.eval(call.argument(0), environment), call)) {
            return interpreter.eval(call.argument(1), environment);
        }
        if (call.size() > 2) {
            return interpreter.eval(call.argument(2), environment);
        }
        interpreter.setVisible(false);
        return RNull.NULL;
    }

    private static RValue forLoop(Interpreter interpreter, RCall call, REnvironment environment) {
        String variable = ((RSymbol) call.argument(0)).name();
        RValue sequence = interpreter.eval(call.argument(1), environment);
        RValue body = call.argument(2);
        if (!(sequence instanceof RVector vector)) {
            if (sequence == RNull.NULL) {
                environment.put(variable, RNull.NULL);
                interpreter.setVisible(false);
                return RNull.NULL;
            }
            throw new RError("invalid for() loop sequence", call);
        }
        vector.markShared();
        String[] labels = Factors.isFactor(vector) ? Factors.labels((RInteger) vector) : null;
        int length = vector.length();
        if (length == 0) {
            environment.put(variable, RNull.NULL);
        }
        for (int i = 0; i < length; i++) {
            environment.put(variable, labels != null ? RCharacter.of(labels[i]) : element(vector, i));
            try {
                interpreter.eval(body, environment);
            } catch (ControlFlow.Break e) {
                break;
            } catch (ControlFlow.Next e) {
                continue;
            }
        }
        interpreter.setVisible(false);
        return RNull.NULL;
    }

    private static RValue element(RVector vector, int i) {
        if (vector instanceof RInteger integers) {
            return RInteger.of(integers.get(i));
        }
        if (vector instanceof RDouble doubles) {
            return RDouble.of(doubles.get(i));
        }
        return vector.elementAt(i);
    }

    private static RValue whileLoop(Interpreter interpreter, RCall call, REnvironment environment) {
        while (Conditionals.isTrue(interpreter.eval(call.argument(0), environment), call)) {
            try {
                interpreter.eval(call.argument(1), environment);
            } catch (ControlFlow.Break e) {
                break;
            } catch (ControlFlow.Next e) {
                continue;
            }
        }
        interpreter.setVisible(false);
        return RNull.NULL;
    }

    private static RValue repeatLoop(Interpreter interpreter, RCall call, REnvironment environment) {
        boolean running = true;
        while (running) {
            try {
                interpreter.eval(call.argument(0), environment);
            } catch (ControlFlow.Break e) {
                running = false;
            } catch (ControlFlow.Next e) {
                continue;
            }
        }
        interpreter.setVisible(false);
        return RNull.NULL;
    }

    private static RValue function(Interpreter interpreter, RCall call, REnvironment environment) {
        return interpreter.closure(
                RParser.formals((RList) call.argument(0)), call.argument(1), environment, call.source());
    }

    private static RValue returnValue(Interpreter interpreter, RCall call, REnvironment environment) {
        RValue value = RNull.NULL;
        if (call.size() > 1) {
            throw new RError("multi-argument returns are not permitted", call);
        }
        if (call.size() == 1) {
            value = call.argument(0) == RSymbol.DOTS
                    ? EvaluatedArguments.of(interpreter, call, environment).values()[0]
                    : interpreter.eval(call.argument(0), environment);
        } else {
            interpreter.setVisible(true);
        }
        throw new ControlFlow.Return(environment, value);
    }

    private static RValue andOr(Interpreter interpreter, RCall call, REnvironment environment, boolean and) {
        int left = single(interpreter, interpreter.eval(call.argument(0), environment), call, and, "x");
        int decisive = and ? 0 : 1;
        if (left == decisive) {
            interpreter.setVisible(true);
            return RLogical.of(!and);
        }
        int right = single(interpreter, interpreter.eval(call.argument(1), environment), call, and, "y");
        interpreter.setVisible(true);
        if (right == decisive) {
            return RLogical.of(!and);
        }
        return left == RLogical.NA || right == RLogical.NA ? RLogical.of(RLogical.NA) : RLogical.of(and);
    }

    private static int single(Interpreter interpreter, RValue value, RCall call, boolean and, String which) {
        if (!(value instanceof RVector vector) || vector instanceof RList || vector instanceof RCharacter) {
            throw new RError("invalid '" + which + "' type in 'x " + (and ? "&&" : "||") + " y'", call);
        }
        if (vector.length() == 0) {
            return RLogical.NA;
        }
        if (vector.length() > 1) {
            interpreter.warning("'length(x) = " + vector.length() + " > 1' in coercion to 'logical(1)'", call);
        }
        return vector.logicalAt(0);
    }

    private static RValue switchCase(Interpreter interpreter, RCall call, REnvironment environment) {
        if (call.size() == 0) {
            throw new RError("'EXPR' is missing", call);
        }
        int start = 0;
        for (int i = 0; i < call.size(); i++) {
            if ("EXPR".equals(call.name(i))) {
                start = i;
            }
        }
        RValue selector = interpreter.eval(call.argument(start), environment);
        if (!(selector instanceof RVector vector) || vector.length() != 1) {
            throw new RError("EXPR must be a length 1 vector", call);
        }
        if (call.size() == 1) {
            interpreter.warning("'switch' with no alternatives", call);
        }
        if (selector instanceof RCharacter text) {
            return byName(interpreter, call, environment, text.get(0), start);
        }
        int at = vector.integerAt(0);
        int seen = 0;
        for (int i = 0; i < call.size(); i++) {
            if (i != start && ++seen == at) {
                return interpreter.eval(call.argument(i), environment);
            }
        }
        interpreter.setVisible(false);
        return RNull.NULL;
    }

    private static RValue byName(
            Interpreter interpreter, RCall call, REnvironment environment, String wanted, int start) {
        boolean found = false;
        RValue otherwise = null;
        for (int i = 0; i < call.size(); i++) {
            if (i == start) {
                continue;
            }
            String name = call.name(i);
            if (name == null || name.isEmpty()) {
                if (otherwise == null) {
                    otherwise = call.argument(i);
                }
                if (found) {
                    return interpreter.eval(call.argument(i), environment);
                }
                continue;
            }
            found |= wanted != null && name.equals(wanted);
            if (found && call.argument(i) != RSymbol.MISSING) {
                return interpreter.eval(call.argument(i), environment);
            }
        }
        if (otherwise != null && !found) {
            return interpreter.eval(otherwise, environment);
        }
        interpreter.setVisible(false);
        return RNull.NULL;
    }
}
