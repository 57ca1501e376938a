package hermite.sas.session;

import hermite.sas.syntax.ast.DataStep;
import hermite.sas.syntax.ast.GlobalStatement;
import hermite.sas.syntax.ast.ProcStep;

/** Decides for each part of a program whether the session runs it; who reads programs for another purpose runs few. */
public interface StepFilter {
    /** Everything is run. */
    StepFilter ALL = new StepFilter() {};

    default boolean runs(GlobalStatement statement) {
        return true;
    }

    default boolean runs(DataStep step) {
        return true;
    }

    default boolean runs(ProcStep step) {
        return true;
    }

    /** A step that could not be parsed. */
    default void rejected(String kind, String name) {}
}
