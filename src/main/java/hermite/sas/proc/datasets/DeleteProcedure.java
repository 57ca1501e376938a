package hermite.sas.proc.datasets;

import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.proc.Procedure;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.List;

/** PROC DELETE: removes a data set. */
public final class DeleteProcedure implements Procedure {
    private static final ProcedureSpec SPEC = new ProcedureSpec(
            "DELETE",
            "",
            List.of(
                    OptionSpec.of("DATA", ValueKind.DATA_SET, "data set to delete"),
                    OptionSpec.of("LIBRARY", ValueKind.WORD, "libref of a one-level name")
                            .alias("LIB"),
                    OptionSpec.of("MEMTYPE", ValueKind.VALUES, "kinds of members")
                            .withStatus(Status.NO_EFFECT),
                    OptionSpec.known("GENNUM", ValueKind.WORD),
                    OptionSpec.known("ALTER", ValueKind.TEXT_OR_WORD)),
            List.of(),
            false,
            "deletes a data set");

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        DataSetReference data = step.options()
                .dataSet("DATA")
                .orElseThrow(() -> new StepFailure(step.place(), ProcMessage.OPTION_REQUIRED, "DATA="));
        String libref = data.libref().isEmpty() ? step.options().word("LIBRARY").orElse("") : data.libref();
        DataSetReference reference = DataSetReference.of(libref, data.member());
        String fullName = context.fullName(reference);
        Members members = new Members(fullName.substring(0, Math.max(0, fullName.indexOf('.'))), context);
        String member = fullName.substring(fullName.indexOf('.') + 1);
        if (members.all().contains(member)) {
            members.delete(member);
        } else {
            context.log().write(step.place(), DatasetsMessage.FILE_NOT_FOUND, fullName);
        }
    }
}
