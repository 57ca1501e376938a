package hermite.r.eval;

import hermite.r.value.ListBuilder;
import hermite.r.value.RCharacter;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;

/**
 * An error in R's sense. A built-in throws {@code new RError(message)}; the interpreter adds the call, runs handlers
 * where it was thrown, and unwinds.
 */
public final class RError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient RList condition;
    private transient RCall call;
    private final boolean withoutCall;
    private boolean signalled;
    private String unsupported = "";
    private String calls = "";

    /** An error in the function that throws it. */
    public RError(String message) {
        this(message, null, false);
    }

    /** An error in the given call. */
    public RError(String message, RCall call) {
        this(message, call, false);
    }

    /** An error from a condition object. */
    public RError(RList condition) {
        super(text(condition), null, false, false);
        this.condition = condition;
        this.call = condition.get("call") instanceof RCall made ? made : null;
        this.withoutCall = true;
    }

    private RError(String message, RCall call, boolean withoutCall) {
        super(message, null, false, false);
        this.condition = null;
        this.call = call;
        this.withoutCall = withoutCall;
    }

    /** An error that names no call: "Error: message". */
    public static RError withoutCall(String message) {
        return new RError(message, null, true);
    }

    /** An error that comes of something this program does not have. */
    public static RError unsupported(String message, String culprit) {
        RError error = new RError(message);
        error.unsupported = culprit;
        return error;
    }

    /** An error that says which part of a known function this program does not have: "X is not supported: do Y". */
    public static RError unsupportedPart(String message) {
        RError error = withoutCall(message);
        error.unsupported = message.replaceFirst("(?s),? (is|are) not supported.*", "");
        return error;
    }

    /** The calls under way when it was raised, as "f -> g"; "" when it is not more than one. */
    public String callStack() {
        return calls;
    }

    void setCallStack(String text) {
        calls = text;
    }

    /** What is not supported, as "ggsave()", or "" when the error is the script's own. */
    public String unsupportedPart() {
        return unsupported;
    }

    private static String text(RList condition) {
        return condition.get("message") instanceof RCharacter message && message.length() > 0 ? message.get(0) : "";
    }

    /** The call it happened in; null when there is none. */
    public RCall call() {
        return call;
    }

    /** Fills in the call when none is known yet. */
    public void setCallIfUnknown(RCall where) {
        if (call == null && !withoutCall) {
            call = where;
        }
    }

    /** Whether handlers have had their chance. */
    public boolean isSignalled() {
        return signalled;
    }

    void setSignalled() {
        signalled = true;
    }

    /** The condition object handlers receive. */
    public RList condition() {
        if (condition != null) {
            return condition;
        }
        RValue where = call == null ? RNull.NULL : call;
        return new ListBuilder()
                .add("message", getMessage())
                .add("call", where)
                .build("simpleError", "error", "condition");
    }
}
