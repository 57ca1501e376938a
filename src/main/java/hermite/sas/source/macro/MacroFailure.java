package hermite.sas.source.macro;

/** A macro expression or call that cannot be evaluated; turned into a log message by the macro processor. */
public final class MacroFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final MacroMessage failure;
    private final transient Object[] arguments;

    public MacroFailure(MacroMessage failure, Object... arguments) {
        super(failure.format(arguments), null, false, false);
        this.failure = failure;
        this.arguments = arguments;
    }

    public MacroMessage failure() {
        return failure;
    }

    public Object[] arguments() {
        return arguments.clone();
    }
}
