package hermite.sas.proc.datasets;

import hermite.sas.proc.LibraryTables;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.Procedure;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.List;

/** PROC DATASETS: lists and deletes the data sets of a library. */
public final class DatasetsProcedure implements Procedure {
    private static final OptionSpec MEMTYPE = OptionSpec.of("MEMTYPE", ValueKind.VALUES, "kinds of members")
            .alias("MTYPE", "MT")
            .withStatus(Status.NO_EFFECT);
    private static final ProcedureSpec SPEC = new ProcedureSpec(
            "DATASETS",
            "The DATASETS Procedure",
            List.of(
                    OptionSpec.of("LIBRARY", ValueKind.WORD, "libref")
                            .alias("LIB", "DDNAME", "DD")
                            .otherwise("WORK"),
                    OptionSpec.flag("KILL", "delete all data sets"),
                    OptionSpec.flag("NOLIST", "no list of the data sets").alias("NOPRINT"),
                    OptionSpec.flag("NOWARN", "no messages about data sets that are not there"),
                    OptionSpec.flag("DETAILS", "more in the list").withStatus(Status.KNOWN),
                    OptionSpec.flag("NODETAILS", "less in the list").withStatus(Status.NO_EFFECT),
                    OptionSpec.flag("FORCE", "go on after errors").withStatus(Status.NO_EFFECT),
                    OptionSpec.flag("NOFS", "no full screen").withStatus(Status.NO_EFFECT),
                    MEMTYPE,
                    OptionSpec.known("GENNUM", ValueKind.WORD),
                    OptionSpec.known("ALTER", ValueKind.TEXT_OR_WORD),
                    OptionSpec.known("PW", ValueKind.TEXT_OR_WORD)),
            List.of(
                    StatementSpec.of("DELETE", StatementForm.VARIABLES, "data sets to delete")
                            .itemOptions(MEMTYPE, OptionSpec.known("GENNUM", ValueKind.WORD))
                            .slash(MEMTYPE),
                    StatementSpec.of("SAVE", StatementForm.VARIABLES, "data sets to keep; all others are deleted")
                            .slash(MEMTYPE),
                    StatementSpec.known("AGE"),
                    StatementSpec.known("APPEND"),
                    StatementSpec.known("AUDIT"),
                    StatementSpec.known("CHANGE"),
                    StatementSpec.known("CONTENTS"),
                    StatementSpec.known("COPY"),
                    StatementSpec.known("SELECT"),
                    StatementSpec.known("EXCLUDE"),
                    StatementSpec.known("EXCHANGE"),
                    StatementSpec.known("IC"),
                    StatementSpec.known("INDEX"),
                    StatementSpec.known("INFORMAT"),
                    StatementSpec.known("INITIATE"),
                    StatementSpec.known("MODIFY"),
                    StatementSpec.known("REBUILD"),
                    StatementSpec.known("RENAME"),
                    StatementSpec.known("REPAIR")),
            true,
            "lists and deletes data sets");

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        Members members = new Members(step.options().word("LIBRARY").orElse(""), context);
        if (!step.continued() && !step.options().has("NOLIST")) {
            context.put(LibraryTables.directory(members.libref(), members.library()));
            context.put(LibraryTables.members(members.all()));
        }
        if (!step.continued() && step.options().has("KILL")) {
            members.all().forEach(members::delete);
        }
        boolean silent = step.options().has("NOWARN");
        for (ProcStatement statement : step.statements()) {
            if (statement.spec().name().equals("DELETE")) {
                members.named(statement, silent).forEach(members::delete);
            } else if (statement.spec().name().equals("SAVE")) {
                save(members, members.named(statement, silent), context);
            }
        }
    }

    private static void save(Members members, List<String> kept, ProcContext context) {
        kept.forEach(m -> context.log().write(DatasetsMessage.SAVING, members.fullName(m)));
        members.all().stream().filter(m -> !kept.contains(m)).forEach(members::delete);
    }
}
