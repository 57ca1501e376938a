package hermite.sas.log;

import hermite.sas.source.Place;

/** The SAS log. Wraps lines, counts warnings and errors. */
public interface Log {
    void write(Message message, Object... arguments);

    /** A message about a place: numbered errors underline it in the echoed source. */
    void write(Place place, Message message, Object... arguments);

    /** A line as it is: PUT to the log, %PUT, continuation lines of notes. */
    void line(String text);
}
