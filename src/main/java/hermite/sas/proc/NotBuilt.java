package hermite.sas.proc;

import hermite.sas.log.Message;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.Status;

/** Ends a step that cannot do without a word which is not built. */
public final class NotBuilt {
    private NotBuilt() {}

    /**
     * @param message says what is not built, its one argument
     * @throws StepFailure for the first statement or option whose status is {@link Status#REFUSED}
     */
    public static void refuse(ProcStep step, Message message) {
        refuse(step.options(), message);
        for (ProcStatement statement : step.statements()) {
            if (statement.spec().status() == Status.REFUSED) {
                throw new StepFailure(
                        statement.place(), message, "The " + statement.spec().name() + " statement");
            }
            refuse(statement.options(), message);
        }
    }

    private static void refuse(Options options, Message message) {
        for (BoundOption option : options.all()) {
            if (option.spec().status() == Status.REFUSED) {
                throw new StepFailure(
                        option.place(), message, "The option " + option.spec().name());
            }
            refuse(option.suboptions(), message);
        }
    }
}
