package hermite.sas.proc.contents;

import hermite.data.Library;
import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.InputData;
import hermite.sas.proc.LibraryTables;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.proc.Procedure;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataSetReference.DataSetOptions;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** PROC CONTENTS: what a data set, or each data set of a library, holds. */
public final class ContentsProcedure implements Procedure {
    private static final List<OptionSpec> OPTIONS = List.of(
            OptionSpec.of("DATA", ValueKind.DATA_SET, "data set, or LIBREF._ALL_")
                    .otherwise("the last one created"),
            OptionSpec.of("OUT", ValueKind.DATA_SET, "data set with a row for each variable"),
            OptionSpec.flag("NOPRINT", "print nothing"),
            OptionSpec.flag("VARNUM", "variables in the order of the data set").alias("POSITION"),
            OptionSpec.flag("SHORT", "names only"),
            OptionSpec.of("ORDER", ValueKind.WORD, "order of the variables")
                    .oneOf("IGNORECASE", "COLLATE", "CASECOLLATE", "VARNUM")
                    .otherwise("IGNORECASE"),
            OptionSpec.flag("NODS", "with _ALL_: only the list of data sets"),
            OptionSpec.flag("DIRECTORY", "the list of data sets first"),
            OptionSpec.flag("DETAILS", "details in the list of data sets").withStatus(Status.KNOWN),
            OptionSpec.flag("NODETAILS", "no details in the list of data sets").withStatus(Status.NO_EFFECT),
            OptionSpec.flag("FMTLEN", "widths of formats").withStatus(Status.KNOWN),
            OptionSpec.flag("CENTILES", "percentiles of indexes").withStatus(Status.KNOWN),
            OptionSpec.of("MEMTYPE", ValueKind.VALUES, "kinds of members")
                    .alias("MTYPE", "MT")
                    .withStatus(Status.NO_EFFECT),
            OptionSpec.known("OUT2", ValueKind.DATA_SET));
    private static final ProcedureSpec SPEC =
            new ProcedureSpec("CONTENTS", "The CONTENTS Procedure", OPTIONS, List.of(), false, "describes data sets");

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        Options options = step.options();
        DataSetReference reference = options.dataSet("DATA").orElse(DataSetReference.of("", "_LAST_"));
        boolean whole = reference.member().equalsIgnoreCase("_ALL_");
        boolean prints = !options.has("NOPRINT");
        if (prints && (whole || options.has("DIRECTORY"))) {
            Library library = context.library(reference.libref());
            String libref =
                    reference.libref().isEmpty() ? "WORK" : reference.libref().toUpperCase(Locale.ROOT);
            context.put(LibraryTables.directory(libref, library));
            context.put(LibraryTables.members(library.members()));
        }
        if (whole && options.has("NODS")) {
            return;
        }
        VariableOrder order = options.has("VARNUM")
                ? VariableOrder.VARNUM
                : VariableOrder.valueOf(options.word("ORDER").orElse("IGNORECASE"));
        ContentsData data = new ContentsData();
        for (Member member : whole ? all(reference, context) : List.of(one(reference, context))) {
            context.checkInterrupt();
            data.add(member, order);
            if (prints) {
                print(member, order, options.has("SHORT"), context);
            }
        }
        options.dataSet("OUT").ifPresent(out -> context.write(out, data.build()));
    }

    private static void print(Member member, VariableOrder order, boolean namesOnly, ProcContext context) {
        if (namesOnly) {
            context.put(ContentsTables.names(member, order));
            return;
        }
        context.put(ContentsTables.attributes(member));
        context.put(ContentsTables.engineHost(member));
        if (!member.table().variables().isEmpty()) {
            context.put(ContentsTables.variables(member, order));
        }
        if (!member.table().sortedBy().isEmpty()) {
            context.put(ContentsTables.sortInformation(member));
        }
    }

    private static List<Member> all(DataSetReference reference, ProcContext context) {
        Library library = context.library(reference.libref());
        List<Member> members = new ArrayList<>();
        for (String name : library.members()) {
            DataSetReference one = DataSetReference.of(reference.libref(), name);
            members.add(new Member(context.fullName(one), library, read(library, name, context.fullName(one))));
        }
        return members;
    }

    /** Without data set options the library is asked, since the rows are of no interest. */
    private static Member one(DataSetReference reference, ProcContext context) {
        boolean plain = reference.options().equals(DataSetOptions.NONE)
                && reference.path().isEmpty();
        if (!plain) {
            InputData input = context.input(Optional.of(reference));
            return new Member(input.name(), library(input.name(), context), input.table());
        }
        String name = context.fullName(reference);
        Library library = library(name, context);
        return new Member(name, library, read(library, name.substring(name.indexOf('.') + 1), name));
    }

    private static Library library(String fullName, ProcContext context) {
        return context.library(fullName.substring(0, Math.max(0, fullName.indexOf('.'))));
    }

    private static Table read(Library library, String member, String fullName) {
        try {
            return library.read(member).orElseThrow(() -> new StepFailure(ProcMessage.FILE_DOES_NOT_EXIST, fullName));
        } catch (IOException e) {
            throw new StepFailure(ProcMessage.CANNOT_READ, fullName, e.getMessage());
        }
    }
}
