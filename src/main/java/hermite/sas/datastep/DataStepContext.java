package hermite.sas.datastep;

import hermite.data.Table;
import hermite.sas.syntax.ast.DataSetReference;
import java.util.OptionalLong;

/** What the session offers a running DATA step. */
public interface DataStepContext extends FunctionEnvironment {
    /** A data set as it is stored, before any data set option has acted. */
    record InputDataSet(String name, Table table) {}

    /**
     * Finds an input data set. Its options are left to the step.
     *
     * @return the two-level name in upper case and the rows
     * @throws hermite.sas.log.StepFailure when the libref or the member does not exist, or cannot be read
     */
    InputDataSet open(DataSetReference reference);

    /**
     * Two-level name in upper case; {@code _DATA_} has become the next free {@code DATAn}, {@code _LAST_} the last
     * data set created. Asked once for each output before the step runs.
     *
     * @throws hermite.sas.log.StepFailure when the libref is not assigned
     */
    String fullName(DataSetReference reference);

    /** Whether a data set of this two-level name is there now: decides between two warnings of a stopped step. */
    boolean exists(String fullName);

    /**
     * Stores a finished output data set under its two-level name and makes it the last one created. All data set
     * options have acted already, and the step logs the note itself.
     *
     * @throws hermite.sas.log.StepFailure when it cannot be written
     */
    void store(String fullName, Table table);

    /** The number of errors of a kind that are shown in full (option ERRORS=). */
    int errorLimit();

    /** The option OBS=: rows or lines read of each input; empty for MAX. */
    OptionalLong observationLimit();

    /** True in syntax-check mode: the step is compiled, not run, and nothing is stored. */
    boolean syntaxCheckOnly();

    /** Letters that a lone letter in numeric data may be, by the MISSING statement; upper case. */
    String missingLetters();

    /** A line of FILE PRINT. */
    void printLine(String line);

    /** Code given to CALL EXECUTE: queued and run after the step. */
    void queueCode(String code);

    /** Throws {@link java.util.concurrent.CancellationException} when the user has asked to stop; cheap. */
    void checkInterrupt();
}
