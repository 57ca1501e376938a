package hermite.sas.syntax;

import hermite.sas.source.Token;
import java.util.List;

/** Collects the statements of one step until its boundary. */
sealed interface StepReader permits DataStepReader, ProcStepReader {
    /** {@code DATA} or {@code PROC}. */
    String kind();

    /** What the step is called in messages: the procedure, or the first output data set. */
    String name();

    /** A statement that is neither global nor a boundary, without its semicolon. */
    void accept(List<Token> statement);

    /** Whether the step has a statement of its own by this name, so that a global one of the same name yields. */
    boolean owns(Token keyword);

    /** RUN or another boundary: hands the step to the handler unless it had errors. */
    void run(ProgramHandler handler);

    /** Whether RUN leaves the step open. */
    boolean staysOpen();
}
