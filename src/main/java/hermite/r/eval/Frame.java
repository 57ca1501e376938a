package hermite.r.eval;

import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RClosure;
import hermite.r.value.language.REnvironment;
import java.util.ArrayList;
import java.util.List;

/** One call of a closure under way. */
public final class Frame {
    private final Frame below;
    private final int number;
    private final RCall call;
    private final RClosure function;
    private final REnvironment environment;
    private final REnvironment caller;
    private final RValue[] arguments;
    private final String[] names;
    private final RValue[] matched;
    private final S3Call method;
    private List<RValue> exitExpressions;

    Frame(
            Frame below,
            RCall call,
            RClosure function,
            REnvironment environment,
            REnvironment caller,
            RValue[] arguments,
            String[] names,
            RValue[] matched,
            S3Call method) {
        this.below = below;
        this.number = below == null ? 1 : below.number + 1;
        this.call = call;
        this.function = function;
        this.environment = environment;
        this.caller = caller;
        this.arguments = arguments;
        this.names = names;
        this.matched = matched;
        this.method = method;
    }

    /** A form of the program that R has as a function: seen by error messages only. */
    public static Frame form(Frame below, RCall call, REnvironment environment) {
        return new Frame(below, call, null, environment, environment, new RValue[0], null, new RValue[0], null);
    }

    /** The call that was under way when this one began; null for the first. */
    public Frame below() {
        return below;
    }

    /** From 1, as {@code sys.nframe()}. */
    public int number() {
        return number;
    }

    public RCall call() {
        return call;
    }

    public RClosure function() {
        return function;
    }

    public REnvironment environment() {
        return environment;
    }

    /** Where the call stands: {@code parent.frame()}. */
    public REnvironment caller() {
        return caller;
    }

    /** The arguments as supplied, in promises. */
    public RValue[] arguments() {
        return arguments;
    }

    public String[] names() {
        return names;
    }

    /** By parameter; null where nothing was supplied. */
    public RValue[] matched() {
        return matched;
    }

    /** How it was reached by dispatch; null for an ordinary call. */
    S3Call method() {
        return method;
    }

    public void onExit(RValue expression, boolean add, boolean after) {
        if (exitExpressions == null || !add) {
            exitExpressions = new ArrayList<>();
        }
        if (after) {
            exitExpressions.add(expression);
        } else {
            exitExpressions.add(0, expression);
        }
    }

    List<RValue> takeExitExpressions() {
        List<RValue> taken = exitExpressions;
        exitExpressions = null;
        return taken;
    }
}
