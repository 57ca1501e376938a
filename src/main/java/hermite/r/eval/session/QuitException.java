package hermite.r.eval.session;

/** {@code quit(status = n)}: the program ends. */
public final class QuitException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;

    public QuitException(int status) {
        super(null, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
