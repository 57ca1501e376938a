package hermite.sas.syntax;

import hermite.sas.source.Place;

/** Abandons the statement being parsed; never leaves this room. */
final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final transient SyntaxMessage failure;
    private final transient Object[] arguments;
    private final transient String hint;

    SyntaxException(Place place, SyntaxMessage failure, Object... arguments) {
        this("", place, failure, arguments);
    }

    private SyntaxException(String hint, Place place, SyntaxMessage failure, Object... arguments) {
        super(failure.format(arguments), null, false, false);
        this.place = place;
        this.failure = failure;
        this.arguments = arguments;
        this.hint = hint;
    }

    SyntaxException withHint(String newHint) {
        return new SyntaxException(newHint, place, failure, arguments);
    }

    Place place() {
        return place;
    }

    SyntaxMessage failure() {
        return failure;
    }

    Object[] arguments() {
        return arguments.clone();
    }

    /** What the user may have meant, or empty. */
    String hint() {
        return hint;
    }
}
