package hermite.sas.proc.format;

import hermite.data.format.FormatCatalogue;
import hermite.data.format.UserFormat;
import hermite.data.format.UserInformat;
import hermite.sas.log.StepFailure;
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
import java.util.ArrayList;
import java.util.List;

/** PROC FORMAT: defines formats and informats for the session. */
public final class FormatProcedure implements Procedure {
    private static final OptionSpec DEFAULT = OptionSpec.of("DEFAULT", ValueKind.INTEGER, "usual width");
    private static final OptionSpec MIN =
            OptionSpec.of("MIN", ValueKind.INTEGER, "least width").withStatus(Status.KNOWN);
    private static final OptionSpec MAX =
            OptionSpec.of("MAX", ValueKind.INTEGER, "greatest width").withStatus(Status.KNOWN);
    private static final OptionSpec NOTSORTED =
            OptionSpec.flag("NOTSORTED", "ranges in the order written").withStatus(Status.NO_EFFECT);
    private static final ProcedureSpec SPEC = new ProcedureSpec(
            "FORMAT",
            "The FORMAT Procedure",
            List.of(
                    OptionSpec.of("LIBRARY", ValueKind.DATA_SET, "catalog of the formats")
                            .alias("LIB"),
                    OptionSpec.of("CNTLIN", ValueKind.DATA_SET, "data set of definitions"),
                    OptionSpec.known("CNTLOUT", ValueKind.DATA_SET),
                    OptionSpec.known("FMTLIB", ValueKind.FLAG),
                    OptionSpec.known("PAGE", ValueKind.FLAG),
                    OptionSpec.known("NOREPLACE", ValueKind.FLAG),
                    OptionSpec.known("MAXLABLEN", ValueKind.INTEGER),
                    OptionSpec.known("MAXSELEN", ValueKind.INTEGER),
                    OptionSpec.known("LOCALE", ValueKind.FLAG)),
            List.of(
                    StatementSpec.of("VALUE", StatementForm.RANGES, "labels for values")
                            .options(
                                    DEFAULT,
                                    MIN,
                                    MAX,
                                    NOTSORTED,
                                    OptionSpec.of("FUZZ", ValueKind.NUMBER, "how near a value must be to a bound"),
                                    OptionSpec.flag("MULTILABEL", "values may have several labels; the first is used")
                                            .alias("MLF")),
                    StatementSpec.of("INVALUE", StatementForm.RANGES, "values for texts")
                            .options(
                                    DEFAULT,
                                    MIN,
                                    MAX,
                                    NOTSORTED,
                                    OptionSpec.flag("UPCASE", "look texts up in upper case"),
                                    OptionSpec.flag("JUST", "leading blanks do not count"),
                                    OptionSpec.known("FUZZ", ValueKind.NUMBER),
                                    OptionSpec.known("REGEXP", ValueKind.FLAG),
                                    OptionSpec.known("REGEXPE", ValueKind.FLAG)),
                    StatementSpec.known("PICTURE"),
                    StatementSpec.known("SELECT"),
                    StatementSpec.known("EXCLUDE")),
            false,
            "defines formats and informats");

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        if (!(context.formats() instanceof FormatCatalogue catalogue)) {
            throw new StepFailure(step.place(), FormatMessage.FIXED_FORMATS);
        }
        step.options().dataSet("LIBRARY").ifPresent(library -> {
            boolean work = library.libref().isEmpty()
                    ? library.member().equalsIgnoreCase("WORK")
                    : library.libref().equalsIgnoreCase("WORK");
            if (!work) {
                String written = library.libref().isEmpty() ? library.member() : context.fullName(library);
                context.log().write(step.place(), FormatMessage.NOT_KEPT, written);
            }
        });
        // all statements are checked before the first definition takes effect
        List<UserFormat> formats = new ArrayList<>();
        List<UserInformat> informats = new ArrayList<>();
        step.options().dataSet("CNTLIN").ifPresent(reference -> {
            ControlData.Defined defined = ControlData.read(context.input(java.util.Optional.of(reference)), catalogue);
            formats.addAll(defined.formats());
            informats.addAll(defined.informats());
        });
        for (ProcStatement statement : step.statements()) {
            if (statement.spec().name().equals("VALUE")) {
                formats.add(Definitions.format(statement, catalogue));
            } else if (statement.spec().name().equals("INVALUE")) {
                informats.add(Definitions.informat(statement));
            }
        }
        formats.forEach(f -> define(f, catalogue, context));
        informats.forEach(i -> define(i, catalogue, context));
    }

    private static void define(UserFormat format, FormatCatalogue catalogue, ProcContext context) {
        if (catalogue.knowsFormat(format.name())) {
            context.log().write(FormatMessage.FORMAT_REPLACED, format.name());
        }
        catalogue.define(format);
        context.log().write(FormatMessage.FORMAT_OUTPUT, format.name());
    }

    private static void define(UserInformat informat, FormatCatalogue catalogue, ProcContext context) {
        if (catalogue.knowsInformat(informat.name())) {
            context.log().write(FormatMessage.INFORMAT_REPLACED, informat.name());
        }
        catalogue.define(informat);
        context.log().write(FormatMessage.INFORMAT_OUTPUT, informat.name());
    }
}
