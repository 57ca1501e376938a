package hermite.sas.session.step;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The user's wish to stop the running step; set from another thread. */
public final class Interruption {
    private final AtomicBoolean asked = new AtomicBoolean();

    public void ask() {
        asked.set(true);
    }

    /** A new submission begins: an old wish is void. */
    public void clear() {
        asked.set(false);
    }

    /** @throws CancellationException when the user has asked to stop */
    public void check() {
        if (asked.get()) {
            throw new CancellationException("interrupted by the user");
        }
    }
}
