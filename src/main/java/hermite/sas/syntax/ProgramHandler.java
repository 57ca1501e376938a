package hermite.sas.syntax;

import hermite.sas.syntax.ast.DataStep;
import hermite.sas.syntax.ast.GlobalStatement;
import hermite.sas.syntax.ast.ProcStep;

/** What a program's parts are handed to, one at a time, as soon as each is complete. */
public interface ProgramHandler {
    void global(GlobalStatement statement);

    void dataStep(DataStep step);

    void procStep(ProcStep step);

    /** A step that could not be parsed: its errors are in the log; it is not run. */
    void rejectedStep(String kind, String name);
}
