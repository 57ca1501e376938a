package hermite.r.eval;

/** The user asked the evaluation to end: no condition of the script, no handler takes it. */
public final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1;

    Interruption() {
        super(null, null, false, false);
    }
}
