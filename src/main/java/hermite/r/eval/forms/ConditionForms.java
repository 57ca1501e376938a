package hermite.r.eval.forms;

import hermite.r.eval.Arguments;
import hermite.r.eval.Conditions;
import hermite.r.eval.ControlFlow;
import hermite.r.eval.EvaluatedArguments;
import hermite.r.eval.Frame;
import hermite.r.eval.Interpreter;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.session.WarningLog;
import hermite.r.value.ListBuilder;
import hermite.r.value.RCharacter;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RFunction;
import hermite.r.value.language.RSymbol;
import java.util.ArrayList;
import java.util.List;

/** Conditions: tryCatch, withCallingHandlers, try, stop, warning, message, restarts. */
public final class ConditionForms implements Library {
    /** How R calls the handler of tryCatch(). */
    private static final RCall HANDLER_CALL = (RCall)
            hermite.r.syntax.RParser.parseAll("value[[3L]](cond)", "").get(0).value();

    /** What R's own tryCatch calls; conditions raised directly in its expression name it. */
    private static final RCall DO_TRY_CATCH = RCall.of(
            "doTryCatch",
            RCall.of("return", RSymbol.of("expr")),
            RSymbol.of("name"),
            RSymbol.of("parentenv"),
            RSymbol.of("handler"));

    @Override
    public void declare(FunctionTable table) {
        table.in("base")
                .special("tryCatch(expr, ..., finally)", ConditionForms::tryCatch)
                .special("withCallingHandlers(expr, ...)", ConditionForms::withCallingHandlers)
                .special("try(expr, silent = FALSE, outFile)", ConditionForms::tryForm)
                .special(
                        "suppressWarnings(expr, classes = \"warning\")",
                        (r, call, env) -> suppressed(r, call, env, "warning", "muffleWarning"))
                .special(
                        "suppressMessages(expr, classes = \"message\")",
                        (r, call, env) -> suppressed(r, call, env, "message", "muffleMessage"))
                .special(
                        "suppressPackageStartupMessages(expr)",
                        (r, call, env) -> suppressed(r, call, env, "message", "muffleMessage"))
                .special("withRestarts(expr, ...)", ConditionForms::withRestarts)
                .special("stop(..., call. = TRUE, domain = NULL)", ConditionForms::stop)
                .special(
                        "warning(..., call. = TRUE, immediate. = FALSE, noBreaks. = FALSE, domain = NULL)",
                        ConditionForms::warning)
                .special("message(..., domain = NULL, appendLF = TRUE)", ConditionForms::message)
                .special("stopifnot(...)", ConditionForms::stopifnot)
                .function("signalCondition(cond, call = NULL)", ConditionForms::signalCondition)
                .function("invokeRestart(r, ...)", ConditionForms::invokeRestart)
                .function("computeRestarts(cond = NULL)", ConditionForms::computeRestarts)
                .function("warnings(...)", ConditionForms::warnings)
                .function(
                        "geterrmessage()", a -> RCharacter.of(a.session().state(LastError.class, LastError::new).text));
    }

    /** The text of the last error. */
    static final class LastError {
        private String text = "";

        void set(String message) {
            text = message;
        }
    }

    private record HandlerSpec(String className, RValue function) {}

    private record Parts(RValue expression, List<HandlerSpec> handlers, RValue last) {}

    /** Takes expression, named handlers and finally apart. */
    private static Parts parts(Interpreter interpreter, RCall call, REnvironment environment) {
        EvaluatedArguments all = EvaluatedArguments.promises(call, environment);
        RValue expression = null;
        RValue last = null;
        List<HandlerSpec> handlers = new ArrayList<>();
        for (int i = 0; i < all.values().length; i++) {
            String name = all.names() == null ? null : all.names()[i];
            if ("expr".equals(name) || (name == null || name.isEmpty()) && expression == null) {
                expression = all.values()[i];
            } else if ("finally".equals(name)) {
                last = all.values()[i];
            } else if (name != null && !name.isEmpty()) {
                handlers.add(new HandlerSpec(name, interpreter.force(all.values()[i])));
            }
        }
        return new Parts(expression == null ? RNull.NULL : expression, handlers, last);
    }

    private static RValue tryCatch(Interpreter interpreter, RCall call, REnvironment environment) {
        Parts parts = parts(interpreter, call, environment);
        try {
            return parts.handlers.isEmpty()
                    ? interpreter.eval(parts.expression, environment)
                    : caught(interpreter, parts, environment);
        } finally {
            if (parts.last != null) {
                boolean visible = interpreter.isVisible();
                interpreter.force(parts.last);
                interpreter.setVisible(visible);
            }
        }
    }

    private static RValue caught(Interpreter interpreter, Parts parts, REnvironment environment) {
        Conditions conditions = interpreter.conditions();
        Conditions.Handler saved = conditions.handlers();
        Conditions.Restart savedRestarts = conditions.restarts();
        Frame frame = interpreter.frame();
        int depth = interpreter.depth();
        Object target = new Object();
        Conditions.Handler established = saved;
        for (int i = parts.handlers.size() - 1; i >= 0; i--) {
            HandlerSpec each = parts.handlers.get(i);
            established = new Conditions.Handler(each.className, each.function, target, established);
        }
        RValue condition;
        RValue handler;
        try {
            conditions.setHandlers(established);
            interpreter.setFrame(Frame.form(frame, DO_TRY_CATCH, environment));
            try {
                return interpreter.eval(parts.expression, environment);
            } catch (RError e) {
                throw conditions.signalled(e);
            } catch (StackOverflowError e) {
                throw conditions.signalled(deep());
            }
        } catch (ControlFlow.Unwind unwind) {
            if (unwind.target() != target) {
                throw unwind;
            }
            condition = unwind.payload();
            handler = unwind.handler();
        } finally {
            conditions.setHandlers(saved);
            conditions.setRestarts(savedRestarts);
            interpreter.setFrame(frame);
            interpreter.setDepth(depth);
        }
        interpreter.setVisible(true);
        RFunction function = interpreter.functionFrom(handler, environment);
        return interpreter.apply(function, HANDLER_CALL, new RValue[] {condition}, null, environment);
    }

    private static RError deep() {
        return RError.withoutCall("evaluation nested too deeply: infinite recursion / options(expressions=)?");
    }

    private static RValue withCallingHandlers(Interpreter interpreter, RCall call, REnvironment environment) {
        Parts parts = parts(interpreter, call, environment);
        Conditions conditions = interpreter.conditions();
        Conditions.Handler saved = conditions.handlers();
        Conditions.Handler established = saved;
        for (int i = parts.handlers.size() - 1; i >= 0; i--) {
            HandlerSpec each = parts.handlers.get(i);
            established = new Conditions.Handler(each.className, each.function, null, established);
        }
        Frame frame = interpreter.frame();
        try {
            conditions.setHandlers(established);
            interpreter.setFrame(Frame.form(frame, call, environment));
            return interpreter.eval(parts.expression, environment);
        } catch (RError e) {
            throw conditions.signalled(e);
        } finally {
            conditions.setHandlers(saved);
            interpreter.setFrame(frame);
        }
    }

    private static RValue suppressed(
            Interpreter interpreter, RCall call, REnvironment environment, String className, String restart) {
        Conditions conditions = interpreter.conditions();
        Conditions.Handler saved = conditions.handlers();
        RValue muffle = interpreter.session().functions().builtin("base", "invokeRestart");
        RFunction function = new Muffler((RFunction) muffle, restart).closure(interpreter);
        try {
            conditions.setHandlers(new Conditions.Handler(className, function, null, saved));
            return interpreter.eval(call.argument(0), environment);
        } catch (RError e) {
            throw conditions.signalled(e);
        } finally {
            conditions.setHandlers(saved);
        }
    }

    /** function(w) invokeRestart("muffle…"). */
    private record Muffler(RFunction invoke, String restart) {
        RFunction closure(Interpreter interpreter) {
            RValue body = RCall.of(invoke, RCharacter.of(restart));
            hermite.r.value.language.Formals formals =
                    new hermite.r.value.language.Formals(new String[] {"w"}, new RValue[] {RSymbol.MISSING});
            return interpreter.closure(formals, body, interpreter.session().baseEnvironment(), null);
        }
    }

    private static RValue tryForm(Interpreter interpreter, RCall call, REnvironment environment) {
        RValue expression = RNull.NULL;
        boolean silent = false;
        int position = 0;
        for (int i = 0; i < call.size(); i++) {
            String name = call.name(i);
            int at = name == null ? position++ : name.equals("silent") ? 1 : name.equals("expr") ? 0 : 2;
            if (at == 0) {
                expression = call.argument(i);
            } else if (at == 1) {
                silent = ((RVector) interpreter.eval(call.argument(i), environment)).logicalAt(0) == 1;
            }
        }
        Conditions conditions = interpreter.conditions();
        Conditions.Handler saved = conditions.handlers();
        Conditions.Restart savedRestarts = conditions.restarts();
        Frame frame = interpreter.frame();
        int depth = interpreter.depth();
        Object target = new Object();
        RList condition;
        String text;
        try {
            conditions.setHandlers(new Conditions.Handler("error", RNull.NULL, target, saved));
            interpreter.setFrame(Frame.form(frame, call, environment));
            try {
                return interpreter.eval(expression, environment);
            } catch (RError e) {
                throw conditions.signalled(e);
            } catch (StackOverflowError e) {
                throw conditions.signalled(deep());
            }
        } catch (ControlFlow.Unwind unwind) {
            if (unwind.target() != target) {
                throw unwind;
            }
            condition = (RList) unwind.payload();
            text = conditions.errorText(new RError(condition)) + "\n";
        } finally {
            conditions.setHandlers(saved);
            conditions.setRestarts(savedRestarts);
            interpreter.setFrame(frame);
            interpreter.setDepth(depth);
        }
        interpreter.session().state(LastError.class, LastError::new).set(text);
        if (!silent) {
            interpreter.session().out().flush();
            interpreter.session().err().print(text);
            interpreter.session().err().flush();
        }
        interpreter.setVisible(false);
        return RCharacter.of(text).withClass("try-error").withAttribute("condition", condition);
    }

    private static RValue withRestarts(Interpreter interpreter, RCall call, REnvironment environment) {
        Parts parts = parts(interpreter, call, environment);
        Conditions conditions = interpreter.conditions();
        Conditions.Restart saved = conditions.restarts();
        Conditions.Handler savedHandlers = conditions.handlers();
        Frame frame = interpreter.frame();
        int depth = interpreter.depth();
        Object target = new Object();
        Conditions.Restart established = saved;
        for (HandlerSpec each : parts.handlers) {
            established = new Conditions.Restart(each.className, target, each.function, established);
        }
        RValue arguments;
        RValue function;
        try {
            conditions.setRestarts(established);
            return interpreter.eval(parts.expression, environment);
        } catch (RError e) {
            throw conditions.signalled(e);
        } catch (ControlFlow.Unwind unwind) {
            if (unwind.target() != target) {
                throw unwind;
            }
            arguments = unwind.payload();
            function = unwind.handler();
        } finally {
            conditions.setRestarts(saved);
            conditions.setHandlers(savedHandlers);
            interpreter.setFrame(frame);
            interpreter.setDepth(depth);
        }
        return interpreter.apply(
                interpreter.functionFrom(function, environment), ((RList) arguments).values(), null, environment);
    }

    private static RValue invokeRestart(Arguments a) {
        String name = a.value(0) instanceof RList restart ? ((RCharacter) restart.get("name")).get(0) : a.string(0);
        RValue[] values = new RValue[a.dots().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = a.dots().get(i);
        }
        for (Conditions.Restart at = a.interpreter().conditions().restarts(); at != null; at = at.below()) {
            if (at.name().equals(name)) {
                throw new ControlFlow.Unwind(at.target(), RList.of(values), at.function());
            }
        }
        throw new RError("no 'restart' '" + name + "' found");
    }

    private static RValue computeRestarts(Arguments a) {
        List<RValue> found = new ArrayList<>();
        for (Conditions.Restart at = a.interpreter().conditions().restarts(); at != null; at = at.below()) {
            found.add(new ListBuilder()
                    .add("name", at.name())
                    .add("exit", RNull.NULL)
                    .build("restart"));
        }
        return RList.of(found.toArray(RValue[]::new));
    }

    private record Signal(RList condition, String message, boolean withCall, boolean immediate, boolean newline) {}

    /** Evaluates the arguments of stop, warning, message. */
    private static Signal signal(Interpreter interpreter, RCall call, REnvironment environment) {
        EvaluatedArguments all = EvaluatedArguments.of(interpreter, call, environment);
        StringBuilder text = new StringBuilder();
        boolean withCall = true;
        boolean immediate = false;
        boolean newline = true;
        RList condition = null;
        for (int i = 0; i < all.values().length; i++) {
            String name = all.names() == null ? null : all.names()[i];
            RValue value = all.values()[i];
            if ("call.".equals(name)) {
                withCall = ((RVector) value).logicalAt(0) == 1;
            } else if ("immediate.".equals(name)) {
                immediate = ((RVector) value).logicalAt(0) == 1;
            } else if ("appendLF".equals(name)) {
                newline = ((RVector) value).logicalAt(0) == 1;
            } else if ("domain".equals(name) || "noBreaks.".equals(name)) {
                continue;
            } else if (value instanceof RList list && list.inherits("condition")) {
                condition = list;
            } else if (value instanceof RVector vector) {
                for (int k = 0; k < vector.length(); k++) {
                    String part = hermite.r.value.Factors.isFactor(vector)
                            ? Integer.toString(vector.integerAt(k))
                            : vector.stringAt(k);
                    text.append(part == null ? "NA" : part);
                }
            } else if (value != RNull.NULL) {
                text.append(interpreter.deparse(value));
            }
        }
        return new Signal(condition, text.toString(), withCall, immediate, newline);
    }

    private static RCall currentCall(Interpreter interpreter) {
        Frame frame = interpreter.frame();
        return frame == null ? null : interpreter.conditions().shown(frame.call());
    }

    private static RValue stop(Interpreter interpreter, RCall call, REnvironment environment) {
        Signal signal = signal(interpreter, call, environment);
        if (signal.condition != null) {
            throw interpreter.conditions().signalled(new RError(signal.condition));
        }
        if (!signal.withCall) {
            throw interpreter.conditions().signalled(RError.withoutCall(signal.message));
        }
        RCall where = currentCall(interpreter);
        RError error = new RError(signal.message, where);
        throw where == null ? error : interpreter.conditions().signalled(error);
    }

    private static RValue warning(Interpreter interpreter, RCall call, REnvironment environment) {
        Signal signal = signal(interpreter, call, environment);
        interpreter.setVisible(false);
        if (signal.condition != null) {
            interpreter.conditions().warning(signal.condition);
            return RCharacter.of(Conditions.text(signal.condition));
        }
        RCall where = signal.withCall ? currentCall(interpreter) : null;
        interpreter.conditions().warning(signal.message, where);
        interpreter.setVisible(false);
        return RCharacter.of(signal.message);
    }

    private static RValue message(Interpreter interpreter, RCall call, REnvironment environment) {
        Signal signal = signal(interpreter, call, environment);
        RList condition = signal.condition;
        if (condition == null) {
            condition = new ListBuilder()
                    .add("message", signal.message + (signal.newline ? "\n" : ""))
                    .add("call", call)
                    .build("simpleMessage", "message", "condition");
        }
        interpreter.conditions().message(condition);
        interpreter.setVisible(false);
        return RNull.NULL;
    }

    private static RValue stopifnot(Interpreter interpreter, RCall call, REnvironment environment) {
        for (int i = 0; i < call.size(); i++) {
            RValue value = interpreter.eval(call.argument(i), environment);
            boolean fine = value instanceof RLogical;
            boolean missing = false;
            for (int k = 0; fine && k < ((RLogical) value).length(); k++) {
                missing |= ((RLogical) value).get(k) == RLogical.NA;
                fine = ((RLogical) value).get(k) == 1;
            }
            if (!fine) {
                String name = call.name(i);
                boolean several = value instanceof RLogical logical && logical.length() > 1;
                boolean differs = value instanceof RCharacter
                        && call.argument(i) instanceof RCall test
                        && test.functionName().equals("all.equal");
                String message = name != null && !name.isEmpty()
                        ? name
                        : differs
                                ? unequal((RCall) call.argument(i), (RCharacter) value)
                                : hermite.r.print.Deparser.line(call.argument(i))
                                        + (missing && !several
                                                ? " is not TRUE"
                                                : several ? " are not all TRUE" : " is not TRUE");
                RCall where = currentCall(interpreter);
                RError error = where == null ? RError.withoutCall(message) : new RError(message, where);
                throw interpreter.conditions().signalled(error);
            }
        }
        interpreter.setVisible(false);
        return RNull.NULL;
    }

    /** What stopifnot says of a failed all.equal(a, b). */
    private static String unequal(RCall test, RCharacter differences) {
        return hermite.r.print.Deparser.line(test.argument(0))
                + " and "
                + hermite.r.print.Deparser.line(test.argument(1))
                + " are not equal:\n  "
                + String.join("\n  ", differences.values());
    }

    private static RValue signalCondition(Arguments a) {
        if (a.value(0) instanceof RList condition) {
            a.interpreter().conditions().signal(condition);
        }
        return RNull.NULL;
    }

    private static RValue warnings(Arguments a) {
        List<WarningLog.Entry> last = a.interpreter().conditions().log().last();
        if (!last.isEmpty()) {
            a.session().out().print(WarningLog.text(last, false));
        }
        a.interpreter().setVisible(false);
        return RNull.NULL;
    }
}
