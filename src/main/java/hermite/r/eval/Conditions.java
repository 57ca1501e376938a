package hermite.r.eval;

import hermite.r.eval.session.WarningLog;
import hermite.r.value.ListBuilder;
import hermite.r.value.RCharacter;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RFunction;
import java.util.List;

/** Handlers, restarts, and what happens to errors, warnings and messages nobody handles. */
public final class Conditions {
    /** Characters of the list of calls under way beyond which only the outermost is added (R: option showNCalls). */
    private static final int CALLS_SHOWN = 50;

    /** A handler in force: exiting ones unwind to their target, calling ones run where the condition is signalled. */
    public record Handler(String className, RValue function, Object target, Handler below) {
        boolean exits() {
            return target != null;
        }
    }

    /** A restart in force; its function is applied to the arguments after unwinding. */
    public record Restart(String name, Object target, RValue function, Restart below) {}

    private final Interpreter interpreter;
    private final WarningLog log = new WarningLog();
    private Handler handlers;
    private Restart restarts;

    Conditions(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    public Handler handlers() {
        return handlers;
    }

    public void setHandlers(Handler other) {
        handlers = other;
    }

    public Restart restarts() {
        return restarts;
    }

    public void setRestarts(Restart other) {
        restarts = other;
    }

    public WarningLog log() {
        return log;
    }

    /** Gives an error its call if it has none, lets handlers act once, and returns it to be thrown on. */
    public RError raised(RError error, RCall call) {
        error.setCallIfUnknown(shown(call));
        return signalled(error);
    }

    /** The call a message names: instead of a helper of the library, whose name begins with a dot, what called it. */
    public RCall shown(RCall call) {
        if (!isHelper(call)) {
            return call;
        }
        for (Frame at = interpreter.frame(); at != null; at = at.below()) {
            if (!isHelper(at.call())) {
                return at.call();
            }
        }
        return null;
    }

    private boolean isHelper(RCall call) {
        if (call == null) {
            return false;
        }
        String name = call.functionName();
        return name.length() > 1
                && name.charAt(0) == '.'
                && interpreter.session().globalEnvironment().getLocalIfSet(name) == null;
    }

    /** Lets handlers act once. */
    public RError signalled(RError error) {
        if (!error.isSignalled()) {
            error.setSignalled();
            error.setCallStack(calls());
            signal(error.condition());
        }
        return error;
    }

    /** The names of the functions under way, outermost first; of many, the outermost and the last ones. */
    private String calls() {
        StringBuilder names = new StringBuilder();
        int count = 0;
        String outermost = "";
        for (Frame at = interpreter.frame(); at != null; at = at.below()) {
            String name = at.call().functionName();
            String shown = name.isEmpty() ? "<Anonymous>" : name;
            if (!outermost.isEmpty() || names.length() > CALLS_SHOWN) {
                outermost = shown;
            } else {
                names.insert(0, (count == 0 ? "" : " -> ")).insert(0, shown);
            }
            count++;
        }
        if (!outermost.isEmpty()) {
            names.insert(0, " ... ").insert(0, outermost);
        }
        return count > 1 ? names.toString() : "";
    }

    /** Runs the handlers of a condition's classes, innermost first; returns when none takes it. */
    public void signal(RList condition) {
        String[] classes = condition.attribute("class") instanceof RCharacter all ? all.values() : new String[0];
        Handler saved = handlers;
        try {
            for (Handler at = handlers; at != null; at = at.below()) {
                if (!contains(classes, at.className())) {
                    continue;
                }
                if (at.exits()) {
                    throw new ControlFlow.Unwind(at.target(), condition, at.function());
                }
                handlers = belowGroup(at);
                interpreter.apply(
                        (RFunction) at.function(),
                        new RValue[] {condition},
                        null,
                        interpreter.session().globalEnvironment());
            }
        } finally {
            handlers = saved;
        }
    }

    /** While a calling handler runs, only handlers established outside its withCallingHandlers() are in force. */
    private static Handler belowGroup(Handler handler) {
        return handler.below();
    }

    private static boolean contains(String[] classes, String wanted) {
        for (String each : classes) {
            if (wanted.equals(each)) {
                return true;
            }
        }
        return false;
    }

    public void warning(String message, RCall call) {
        RValue where = call == null ? RNull.NULL : call;
        warning(new ListBuilder()
                .add("message", message)
                .add("call", where)
                .build("simpleWarning", "warning", "condition"));
    }

    /** Signals a warning condition; when no handler muffles it, logs it as option warn says. */
    public void warning(RList condition) {
        if (isMuffled(condition, "muffleWarning")) {
            return;
        }
        String message = text(condition);
        RCall call = condition.get("call") instanceof RCall made ? made : null;
        int level = interpreter.session().options().integer("warn", 0);
        if (level >= 2) {
            String text = "(converted from warning) " + message;
            throw signalled(call == null ? RError.withoutCall(text) : new RError(text, call));
        } else if (level == 1) {
            interpreter.session().err().println(WarningLog.immediate(message, deparsedCall(call)));
        } else if (level == 0) {
            log.add(message, deparsedCall(call), call);
        }
    }

    /** Signals a message condition; when no handler muffles it, writes it to standard error. */
    public void message(RList condition) {
        if (isMuffled(condition, "muffleMessage")) {
            return;
        }
        interpreter.session().out().flush();
        interpreter.session().err().print(text(condition));
        interpreter.session().err().flush();
    }

    /** Signals a condition with a restart; whether a handler invoked it. */
    private boolean isMuffled(RList condition, String restart) {
        Object muffled = new Object();
        Restart savedRestarts = restarts;
        Frame savedFrame = interpreter.frame();
        restarts = new Restart(restart, muffled, RNull.NULL, restarts);
        try {
            signal(condition);
            return false;
        } catch (ControlFlow.Unwind unwind) {
            if (unwind.target() != muffled) {
                throw unwind;
            }
            interpreter.setFrame(savedFrame);
            return true;
        } finally {
            restarts = savedRestarts;
        }
    }

    public static String text(RList condition) {
        return condition.get("message") instanceof RCharacter message && message.length() > 0
                ? String.valueOf(message.get(0))
                : "";
    }

    /** First line of a call as messages show it; "" for none. */
    String deparsedCall(RCall call) {
        if (call == null) {
            return "";
        }
        List<String> lines = hermite.r.print.Deparser.lines(call, 60);
        return lines.get(0);
    }

    /** "Error in f(x) : message" as R writes it. */
    public String errorText(RError error) {
        String call = deparsedCall(error.call());
        String message = error.getMessage();
        if (call.isEmpty()) {
            return "Error: " + message;
        }
        if (error.condition().inherits("rlang_error")) {
            return "Error in `" + error.call().functionName() + "()`:\n"
                    + (message.startsWith("\n") ? message.substring(1) : "! " + message);
        }
        int firstLine = message.indexOf('\n') < 0 ? message.length() : message.indexOf('\n');
        String separator = 14 + call.length() + firstLine > WarningLog.LONG ? "\n  " : "";
        return "Error in " + call + " : " + separator + message;
    }
}
