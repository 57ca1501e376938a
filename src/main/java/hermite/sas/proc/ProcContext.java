package hermite.sas.proc;

import hermite.data.Formats;
import hermite.data.Library;
import hermite.data.Table;
import hermite.report.OutputObject;
import hermite.sas.log.Log;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.VariableList;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the session offers a running procedure. */
public interface ProcContext {
    /**
     * Opens the input: the data set named, or the last one created. Data set options and the step's WHERE, FORMAT,
     * LABEL and ATTRIB statements have acted on it; the "observations read" note is logged.
     *
     * @throws hermite.sas.log.StepFailure when it does not exist, cannot be read, or the options name unknown variables
     */
    InputData input(Optional<DataSetReference> reference);

    /** The note about the input's observations is to stand before what the procedure says next. */
    default void tellInputNote() {}

    /** Nothing has been done with the input: the note about its observations is not to be told. */
    default void withholdInputNote() {}

    /** Rows of a table that a condition lets through, in order. Fails when it names variables the table does not have. */
    int[] rows(Expression condition, String name, Table table);

    /** The groups of the step's BY statement; a single group with an empty heading when there is none. Fails when the rows are not in order. */
    List<ByGroup> byGroups(InputData input);

    /** Begins the output of a BY group; called by procedures before they put a group's output. */
    void beginGroup(ByGroup group);

    /** The names a list of variable lists stands for, in order. Fails with "Variable X not found." */
    List<String> resolve(List<VariableList> lists, Table table);

    /** Writes a data set with its output options; logs the note and makes it the last one created. */
    void write(DataSetReference reference, Table table);

    /** Writes a data set that does not become the last one created. */
    default void writeBeside(DataSetReference reference, Table table) {
        write(reference, table);
    }

    /** Sends an object to the open destinations and ODS OUTPUT. */
    void put(OutputObject object);

    Log log();

    Formats formats();

    /** Keeps an item store: in memory for WORK, as a file NAME.hstore in the library's directory otherwise. */
    void keepStore(DataSetReference reference, byte[] content);

    /** The content of an item store, or empty when there is none of that name. */
    Optional<byte[]> readStore(DataSetReference reference);

    /** Names of the item stores that a misspelled one may stand for. */
    default List<String> storeNames() {
        return List.of();
    }

    /** The library a libref stands for (empty: WORK); for procedures about data sets, not about their rows. Fails when it is not assigned. */
    Library library(String libref);

    /** Upper-case two-level name of a reference, {@code WORK.P1}; of {@code _LAST_}, the data set created last. */
    String fullName(DataSetReference reference);

    /** A file named in the program: relative to the program's directory, Windows paths mapped. */
    Path path(String written);

    /** Where files without a directory are written. */
    Path outputDirectory();

    /** The session's clock: for dates in output. */
    java.time.LocalDateTime now();

    /** Throws {@link java.util.concurrent.CancellationException} when the user has asked to stop; cheap, for outer loops. */
    void checkInterrupt();
}
