package hermite.sas.proc;

import hermite.sas.log.StepFailure;
import java.util.function.Consumer;

/** Runs a procedure group by group: what is wrong with the data of one does not stop the others. */
public final class ByGroups {
    private ByGroups() {}

    /** A failure with a place in the program, or without a BY statement, ends the step as ever. */
    public static void each(ProcContext context, InputData input, Consumer<ByGroup> work) {
        each(context, input, work, group -> {});
    }

    /** @param leftOut is given the groups that failed */
    public static void each(ProcContext context, InputData input, Consumer<ByGroup> work, Consumer<ByGroup> leftOut) {
        for (ByGroup group : context.byGroups(input)) {
            context.checkInterrupt();
            try {
                work.accept(group);
            } catch (StepFailure failure) {
                if (group.heading().isEmpty() || failure.place().isPresent()) {
                    throw failure;
                }
                context.log().write(failure.failure(), failure.arguments());
                context.log().write(ProcMessage.WHICH_GROUP, group.heading());
                leftOut.accept(group);
            }
        }
    }
}
