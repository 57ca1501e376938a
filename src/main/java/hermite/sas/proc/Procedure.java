package hermite.sas.proc;

import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;

/** A procedure, found by {@link java.util.ServiceLoader}; stateless, one instance serves all sessions. */
public interface Procedure {
    ProcedureSpec spec();

    /**
     * Runs a step. Output, data sets and messages go through the context.
     *
     * @throws hermite.sas.log.StepFailure when the step cannot be done; the session logs it and goes on
     */
    void run(ProcStep step, ProcContext context);
}
