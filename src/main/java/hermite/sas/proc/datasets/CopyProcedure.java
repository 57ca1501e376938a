package hermite.sas.proc.datasets;

import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.proc.Procedure;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.List;

/** PROC COPY: copies data sets from one library to another. */
public final class CopyProcedure implements Procedure {
    private static final OptionSpec MEMTYPE = OptionSpec.of("MEMTYPE", ValueKind.VALUES, "kinds of members")
            .alias("MTYPE", "MT")
            .withStatus(Status.NO_EFFECT);
    private static final ProcedureSpec SPEC = new ProcedureSpec(
            "COPY",
            "",
            List.of(
                    OptionSpec.of("IN", ValueKind.WORD, "libref to copy from").alias("INLIB", "INDD"),
                    OptionSpec.of("OUT", ValueKind.WORD, "libref to copy to").alias("OUTLIB", "OUTDD"),
                    OptionSpec.flag("MOVE", "delete the originals"),
                    MEMTYPE,
                    OptionSpec.flag("CLONE", "keep attributes of storage").withStatus(Status.NO_EFFECT),
                    OptionSpec.flag("NOCLONE", "do not keep attributes of storage")
                            .withStatus(Status.NO_EFFECT),
                    OptionSpec.flag("DATECOPY", "keep dates").withStatus(Status.KNOWN),
                    OptionSpec.flag("FORCE", "with MOVE").withStatus(Status.NO_EFFECT)),
            List.of(
                    StatementSpec.of("SELECT", StatementForm.VARIABLES, "data sets to copy")
                            .slash(MEMTYPE),
                    StatementSpec.of("EXCLUDE", StatementForm.VARIABLES, "data sets not to copy")
                            .slash(MEMTYPE)),
            false,
            "copies data sets between libraries");

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        Members from = new Members(libref(step, "IN"), context);
        Members to = new Members(libref(step, "OUT"), context);
        for (String member : chosen(step, from)) {
            context.checkInterrupt();
            context.log().write(DatasetsMessage.COPYING, from.fullName(member), to.fullName(member));
            context.write(DataSetReference.of(to.libref(), member), from.read(member));
            if (step.options().has("MOVE")) {
                from.delete(member);
            }
        }
    }

    private static String libref(ProcStep step, String option) {
        return step.options()
                .word(option)
                .orElseThrow(() -> new StepFailure(step.place(), ProcMessage.OPTION_REQUIRED, option + "="));
    }

    private static List<String> chosen(ProcStep step, Members from) {
        List<String> chosen = new ArrayList<>();
        for (ProcStatement select : step.statements("SELECT")) {
            chosen.addAll(from.named(select, false));
        }
        if (step.statements("SELECT").isEmpty()) {
            chosen.addAll(from.all());
        }
        for (ProcStatement exclude : step.statements("EXCLUDE")) {
            chosen.removeAll(from.named(exclude, false));
        }
        return chosen;
    }
}
