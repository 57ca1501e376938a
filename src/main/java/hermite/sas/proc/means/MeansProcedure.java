package hermite.sas.proc.means;

import hermite.sas.proc.ProcContext;
import hermite.sas.proc.Procedure;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;

/** PROC MEANS: statistics of numeric variables, printed and as data sets. */
public final class MeansProcedure implements Procedure {
    private static final ProcedureSpec SPEC =
            MeansVocabulary.spec("MEANS", "The MEANS Procedure", "descriptive statistics");

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        SummaryStep.run(step, context, true, false);
    }
}
