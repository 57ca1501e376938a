package hermite.sas.proc.print;

import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.proc.Procedure;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PROC PRINT: the rows of a data set. */
public final class PrintProcedure implements Procedure {
    private static final OptionSpec STYLE = OptionSpec.known("STYLE", ValueKind.SUBOPTIONS);
    private static final ProcedureSpec SPEC = new ProcedureSpec(
            "PRINT",
            "",
            List.of(
                    OptionSpec.of("DATA", ValueKind.DATA_SET, "data set to print")
                            .otherwise("the last one created"),
                    OptionSpec.flag("NOOBS", "no column of row numbers"),
                    OptionSpec.of("OBS", ValueKind.TEXT, "heading of the column of row numbers"),
                    OptionSpec.flag("LABEL", "labels as column headings").alias("L"),
                    OptionSpec.of("SPLIT", ValueKind.TEXT_OR_WORD, "character at which labels are split")
                            .alias("S"),
                    OptionSpec.of("N", ValueKind.OPTIONAL_WORD, "number of rows under the table, or N='text'"),
                    OptionSpec.flag("ROUND", "round unformatted numbers before summing")
                            .alias("R"),
                    OptionSpec.of("SUMLABEL", ValueKind.OPTIONAL_WORD, "text at the left of a BY group's sums"),
                    OptionSpec.of("GRANDTOTAL_LABEL", ValueKind.TEXT, "text at the left of the totals")
                            .alias("GTOTAL_LABEL", "GRANDTOT_LABEL", "GTOT_LABEL"),
                    OptionSpec.flag("NOSUMLABEL", "no text at the left of a BY group's sums"),
                    OptionSpec.flag("UNIFORM", "one width a column on all pages")
                            .alias("U")
                            .withStatus(Status.NO_EFFECT),
                    OptionSpec.of("WIDTH", ValueKind.WORD, "how column widths are found")
                            .oneOf("FULL", "MINIMUM~MIN", "UNIFORM~U", "UNIFORMBY~UBY")
                            .withStatus(Status.KNOWN),
                    OptionSpec.of("ROWS", ValueKind.WORD, "how rows fill a page")
                            .oneOf("PAGE")
                            .withStatus(Status.KNOWN),
                    OptionSpec.of("CONTENTS", ValueKind.TEXT, "entry in a table of contents")
                            .withStatus(Status.NO_EFFECT),
                    OptionSpec.known("HEADING", ValueKind.WORD).alias("H").oneOf("HORIZONTAL~H", "VERTICAL~V"),
                    OptionSpec.known("DOUBLE", ValueKind.FLAG).alias("D"),
                    OptionSpec.known("BLANKLINE", ValueKind.NUMBER_OR_WORD),
                    STYLE),
            List.of(
                    StatementSpec.of("VAR", StatementForm.VARIABLES, "columns, in order")
                            .slash(STYLE),
                    StatementSpec.of("ID", StatementForm.VARIABLES, "columns in place of the row number")
                            .slash(STYLE),
                    StatementSpec.of("SUM", StatementForm.VARIABLES, "columns to add up")
                            .slash(STYLE),
                    StatementSpec.of("SUMBY", StatementForm.VARIABLES, "BY variable whose change gives sums"),
                    StatementSpec.of("PAGEBY", StatementForm.VARIABLES, "BY variable whose change gives a new page")
                            .withStatus(Status.KNOWN)),
            false,
            "prints a data set");

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        InputData input = context.input(step.options().dataSet("DATA"));
        Table table = input.table();
        if (table.variables().isEmpty()) {
            context.log().write(ProcMessage.NO_VARIABLES, input.name());
            return;
        }
        if (table.rowCount() == 0) {
            context.log().write(ProcMessage.NO_OBSERVATIONS, input.name());
            return;
        }
        List<ByGroup> groups = context.byGroups(input);
        PrintLayout layout = layout(step, context, table, groups.get(0).variables());
        layout.measure(table);
        int firstRow = 1;
        for (int i = 0; i < groups.size(); i++) {
            ByGroup group = groups.get(i);
            context.checkInterrupt();
            context.beginGroup(group);
            context.put(layout.table(
                    group, firstRow, i + 1 < groups.size() ? Optional.of(groups.get(i + 1)) : Optional.empty()));
            putCount(step.options(), group, context);
            firstRow += group.table().rowCount();
        }
    }

    private static PrintLayout layout(ProcStep step, ProcContext context, Table table, List<String> byVariables) {
        List<String> ids = variables(step, "ID", context, table);
        List<String> sums = variables(step, "SUM", context, table);
        List<String> columns = new ArrayList<>(variables(step, "VAR", context, table));
        if (columns.isEmpty()) {
            table.variables().stream()
                    .map(v -> v.name())
                    .filter(n -> !ids.contains(n) && byVariables.stream().noneMatch(n::equalsIgnoreCase))
                    .forEach(columns::add);
        } else {
            columns.removeAll(ids);
            sums.stream().filter(s -> !columns.contains(s) && !ids.contains(s)).forEach(columns::add);
        }
        List<String> sumBy = variables(step, "SUMBY", context, table);
        return new PrintLayout(step.options(), context, ids, columns, sums, sumBy);
    }

    private static List<String> variables(ProcStep step, String statement, ProcContext context, Table table) {
        return step.statements(statement).stream()
                .flatMap(s -> context.resolve(((Body.Variables) s.body()).lists(), table).stream())
                .distinct()
                .toList();
    }

    private static void putCount(Options options, ByGroup group, ProcContext context) {
        if (!options.has("N")) {
            return;
        }
        String text = options.word("N").orElse("N = ");
        String separator = text.endsWith(" ") || text.isEmpty() ? "" : " ";
        context.put(new OutputTable(
                "PrintN",
                "Number of rows",
                List.of(),
                OutputTable.Layout.CENTRED_SENTENCE,
                List.of(OutputColumn.text("N", "")),
                List.of(List.of(Cell.of(text + separator + group.table().rowCount()))),
                List.of()));
    }
}
