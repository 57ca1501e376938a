package hermite.sas.proc.means;

import hermite.sas.proc.ProcContext;
import hermite.sas.proc.Procedure;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;

/** PROC SUMMARY: PROC MEANS that prints only with PRINT, and only counts rows when no variable is named. */
public final class SummaryProcedure implements Procedure {
    private static final ProcedureSpec SPEC =
            MeansVocabulary.spec("SUMMARY", "The SUMMARY Procedure", "descriptive statistics in data sets");

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        SummaryStep.run(step, context, false, true);
    }
}
