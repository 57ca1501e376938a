package hermite.sas.session.step;

import hermite.data.Formats;
import hermite.sas.datastep.DataStepContext;
import hermite.sas.session.SessionLog;
import hermite.sas.session.SystemOptions;
import hermite.sas.session.library.DataSets;
import hermite.sas.session.library.ItemStores;
import hermite.sas.session.library.Libraries;
import hermite.sas.session.output.OutputRouter;
import java.nio.file.Path;
import java.time.LocalDateTime;

/** The parts of a session that running steps use. */
public interface StepServices {
    SessionLog log();

    SystemOptions options();

    Libraries libraries();

    DataSets dataSets();

    ItemStores stores();

    OutputRouter router();

    Formats formats();

    RowFilter rowFilter();

    /** What a DATA step runs with, for the programming statements of procedures. */
    DataStepContext dataSteps();

    Interruption interruption();

    /** Whether steps are only checked, after an error in batch. */
    boolean isChecking();

    /**
     * An error has happened in a step: in batch, later steps are only checked.
     *
     * @return whether that begins now
     */
    boolean enterChecking();

    /** A file named in the program. */
    Path path(String written);

    Path outputDirectory();

    LocalDateTime now();
}
