package hermite.sas.source;

import hermite.sas.log.Message;

/** Where the source room reports what is wrong with the text; the place comes with it. */
public interface SourceProblems {
    void report(Place place, Message message, Object... arguments);
}
