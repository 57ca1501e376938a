package hermite.r.eval;

import java.lang.System.Logger.Level;

/** Arguments of a kind a built-in does not foresee: an R error for the script, the cause for the program's own log. */
final class Unforeseen {
    private static final System.Logger LOG = System.getLogger(Unforeseen.class.getName());

    private Unforeseen() {}

    static RError arguments(RuntimeException cause) {
        LOG.log(Level.DEBUG, "a built-in function failed on its arguments", cause);
        return new RError("invalid type or length of an argument");
    }
}
