package hermite.r.lib.probability;

import hermite.math.random.UniformStream;
import hermite.math.random.Variates;
import hermite.r.eval.session.RSession;

/** The random stream of a session; seeded from its clock when a script never sets the seed. */
public final class RandomState {
    private final UniformStream stream;
    private final Variates variates;

    private RandomState(RSession session) {
        long millis = session.clock().millis();
        stream = new UniformStream((int) (millis ^ millis >>> 32));
        variates = new Variates(stream);
    }

    public static RandomState of(RSession session) {
        return session.state(RandomState.class, () -> new RandomState(session));
    }

    public UniformStream stream() {
        return stream;
    }

    public Variates variates() {
        return variates;
    }
}
