package hermite.report.graph;

/** A scene that could not be drawn as an image of pixels; the message says why. */
public final class RasterException extends Exception {
    private static final long serialVersionUID = 1L;

    public RasterException(String message, Throwable cause) {
        super(message, cause);
    }
}
