package hermite.data;

/** A format or informat that no catalogue holds. */
public final class UnknownFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Format format;

    public UnknownFormatException(Format format) {
        super("The format " + format.name() + " was not found or could not be loaded.");
        this.format = format;
    }

    public Format format() {
        return format;
    }
}
