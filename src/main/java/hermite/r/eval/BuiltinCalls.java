package hermite.r.eval;

import hermite.r.eval.function.DeclaredFunction;
import hermite.r.eval.function.Dispatching;
import hermite.r.eval.function.PrimitiveFunction;
import hermite.r.eval.function.SpecialFunction;
import hermite.r.value.RValue;
import hermite.r.value.language.Formals;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RDots;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RSymbol;

/** Calls of the functions written in Java: their arguments, dispatch of internal generics, and faults in R's words. */
final class BuiltinCalls {
    private static final RCall MATCHING = RCall.of("match.fun", RSymbol.of("FUN"));

    private final Interpreter interpreter;

    BuiltinCalls(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    RValue special(SpecialFunction special, RCall call, REnvironment environment) {
        try {
            RValue result = special.body().apply(interpreter, call, environment);
            // what it said of its own value is not what a function around it says
            interpreter.forgetVisibility();
            return result;
        } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException e) {
            throw interpreter.conditions().raised(Unforeseen.arguments(e), call);
        }
    }

    RValue primitive(PrimitiveFunction primitive, RCall call, REnvironment environment) {
        RValue[] written = call.arguments();
        int count = written.length;
        if (count == 2 && primitive.scalars() != null && call.hasTwoPlainArguments()) {
            RValue left = evalArgument(written[0], environment);
            RValue right = evalArgument(written[1], environment);
            interpreter.restoreVisible(true);
            RValue result = primitive.scalars().apply(left, right);
            return result != null ? result : run(primitive, call, new RValue[] {left, right}, null, environment);
        }
        if (call.names() == null) {
            boolean plain = true;
            RValue[] values = new RValue[count];
            for (int i = 0; i < count; i++) {
                RValue argument = written[i];
                if (argument == RSymbol.DOTS) {
                    plain = false;
                    break;
                }
                values[i] = evalArgument(argument, environment);
            }
            if (plain) {
                interpreter.restoreVisible(true);
                return run(primitive, call, values, null, environment);
            }
        }
        EvaluatedArguments evaluated = EvaluatedArguments.of(interpreter, call, environment);
        interpreter.restoreVisible(true);
        return run(primitive, call, evaluated.values(), evaluated.names(), environment);
    }

    private RValue evalArgument(RValue argument, REnvironment environment) {
        return argument instanceof RSymbol || argument instanceof RCall
                ? interpreter.eval(argument, environment)
                : argument;
    }

    RValue run(PrimitiveFunction primitive, RCall call, RValue[] values, String[] names, REnvironment environment) {
        if (primitive.dispatching() != Dispatching.NONE) {
            RValue result = interpreter.dispatch().primitive(primitive, call, values, names, environment);
            if (result != null) {
                return result;
            }
        }
        return runBody(primitive, call, values, names, environment);
    }

    RValue runBody(PrimitiveFunction primitive, RCall call, RValue[] values, String[] names, REnvironment environment) {
        try {
            interpreter.forgetVisibility();
            RValue result = primitive.body().apply(interpreter, call, values, names, environment);
            interpreter.settleVisibility();
            return result;
        } catch (RError e) {
            throw interpreter.conditions().raised(e, call);
        } catch (ClassCastException
                | IndexOutOfBoundsException
                | NullPointerException
                | NegativeArraySizeException
                | IllegalArgumentException e) {
            throw interpreter.conditions().raised(Unforeseen.arguments(e), call);
        }
    }

    RValue declared(DeclaredFunction function, RCall call, REnvironment environment) {
        if (function.isPrimitiveInR()) {
            EvaluatedArguments evaluated = EvaluatedArguments.of(interpreter, call, environment);
            return interpreter.apply(function, call, evaluated.values(), evaluated.names(), environment);
        }
        try {
            EvaluatedArguments evaluated = EvaluatedArguments.of(interpreter, call, environment);
            interpreter.restoreVisible(true);
            return declared(function, call, evaluated.values(), evaluated.names(), environment, true, function.name());
        } catch (RError e) {
            throw interpreter.conditions().raised(e, isOfFunctionArgument(function, call, e) ? MATCHING : call);
        }
    }

    /** Whether the fault is a function that is to be applied and does not exist: R looks it up by match.fun(). */
    private static boolean isOfFunctionArgument(DeclaredFunction function, RCall call, RError fault) {
        String[] formals = function.formals().names();
        for (int i = 0; i < call.size() && fault.call() == null; i++) {
            String name = call.name(i) == null && i < formals.length ? formals[i] : call.name(i);
            if ("FUN".equals(name)
                    && call.argument(i) instanceof RSymbol symbol
                    && ("object '" + symbol.name() + "' not found").equals(fault.getMessage())) {
                return true;
            }
        }
        return false;
    }

    RValue declared(
            DeclaredFunction function,
            RCall call,
            RValue[] values,
            String[] names,
            REnvironment environment,
            boolean dispatching,
            String generic) {
        Formals formals = function.formals();
        RValue[] matched = new RValue[formals.size()];
        RDots dots = ArgumentMatching.match(formals, values, names, matched, interpreter);
        if (dispatching && function.isGeneric()) {
            RValue first = matched.length > 0 && formals.names()[0].equals("...")
                    ? dots.size() > 0 ? dots.get(0) : null
                    : matched.length > 0 ? matched[0] : null;
            if (first != null) {
                RValue result =
                        interpreter.dispatch().generic(function.name(), first, call, values, names, environment);
                if (result != null) {
                    return result;
                }
            }
        }
        Arguments arguments = new Arguments(
                interpreter, function, call, environment, matched, dots == null ? RDots.EMPTY : dots, generic);
        interpreter.forgetVisibility();
        RValue result;
        try {
            result = function.body().apply(arguments);
        } catch (ClassCastException
                | IndexOutOfBoundsException
                | NullPointerException
                | NegativeArraySizeException
                | IllegalArgumentException e) {
            throw interpreter.conditions().raised(Unforeseen.arguments(e), call);
        }
        interpreter.settleVisibility();
        return result;
    }
}
