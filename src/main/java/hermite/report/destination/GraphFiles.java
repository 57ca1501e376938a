package hermite.report.destination;

import hermite.report.OutputGraph;
import java.io.IOException;
import java.util.List;

/** Writes the images of graphs beside a listing. */
public interface GraphFiles {
    /** @return messages that name the files written */
    List<Notice> write(OutputGraph graph) throws IOException;
}
