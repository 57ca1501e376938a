package hermite.report.destination;

import hermite.report.OutputGraph;
import hermite.report.graph.GraphSettings;
import hermite.report.style.Style;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the images of graphs beside a listing. */
public interface GraphFiles {
    /** @return messages that name the files written */
    List<Notice> write(OutputGraph graph) throws IOException;

    /** Size, names and kinds of the files that follow. Another name starts its numbers anew. */
    void settings(GraphSettings settings);

    /** Where the files that follow go (ODS LISTING GPATH=). */
    void directory(Path directory);

    /** The style of the files that follow (ODS LISTING STYLE=). */
    void style(Style style);
}
