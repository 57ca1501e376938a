package hermite.sas.syntax.problem;

import hermite.sas.source.Place;

/** Abandons the statement being parsed; never leaves this room. */
public final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final transient SyntaxMessage failure;
    private final transient Object[] arguments;
    private final transient String hint;

    public SyntaxException(Place place, SyntaxMessage failure, Object... arguments) {
        this("", place, failure, arguments);
    }

    private SyntaxException(String hint, Place place, SyntaxMessage failure, Object... arguments) {
        super(failure.format(arguments), null, false, false);
        this.place = place;
        this.failure = failure;
        this.arguments = arguments;
        this.hint = hint;
    }

    public SyntaxException withHint(String newHint) {
        return new SyntaxException(newHint, place, failure, arguments);
    }

    public Place place() {
        return place;
    }

    public SyntaxMessage failure() {
        return failure;
    }

    public Object[] arguments() {
        return arguments.clone();
    }

    /** What the user may have meant, or empty. */
    public String hint() {
        return hint;
    }
}
