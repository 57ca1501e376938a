package hermite.report.destination;

import hermite.report.OutputObject;
import java.io.IOException;
import java.util.List;

/** A place output is written to. Calls come in program order from one thread. */
public interface Destination {
    /** ODS name: {@code LISTING}, {@code HTML}, {@code RTF}, {@code CSV}. */
    String name();

    /** Begins the output of a step (or of one BY group of it); nothing is written before an object is accepted. */
    void begin(Page page);

    /**
     * Writes one object under the page begun last.
     *
     * @return NOTE texts for the log (without the word NOTE), for example the image files written
     */
    List<String> accept(OutputObject object) throws IOException;

    /** Completes the file and moves it into place. */
    void close() throws IOException;
}
