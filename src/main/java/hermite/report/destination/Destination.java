package hermite.report.destination;

import hermite.report.OutputObject;
import hermite.report.graph.GraphSettings;
import java.io.IOException;
import java.util.List;

/** A place output is written to. Calls come in program order from one thread. */
public interface Destination {
    /** ODS name: {@code LISTING}, {@code HTML}, {@code RTF}, {@code CSV}. */
    String name();

    /**
     * Makes the place ready.
     *
     * @return messages for the log, for example the name of the body file
     */
    default List<Notice> open() throws IOException {
        return List.of();
    }

    /** Size and files of the graphs that follow; destinations without graphs take no notice. */
    default void graphs(GraphSettings settings) {}

    /** Begins the output of a step (or of one BY group of it); nothing is written before an object is accepted. */
    void begin(Page page);

    /**
     * Writes one object under the page begun last.
     *
     * @return messages for the log, for example the image files written
     */
    List<Notice> accept(OutputObject object) throws IOException;

    /**
     * Completes the file and moves it into place. Nothing may be accepted afterwards; closing twice does nothing.
     *
     * @return messages for the log
     */
    List<Notice> close() throws IOException;
}
