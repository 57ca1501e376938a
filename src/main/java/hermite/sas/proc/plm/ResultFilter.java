package hermite.sas.proc.plm;

import hermite.data.Column;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The FILTER statement: an expression in keywords for columns of results, true for the rows that are shown. */
final class ResultFilter {
    /** What each keyword stands for: the first of these variables that a result has. */
    private static final Map<String, List<String>> KEYWORDS = new LinkedHashMap<>();

    static {
        KEYWORDS.put("Prob", List.of("Probt", "Probz", "ProbF", "ProbChiSq"));
        KEYWORDS.put("ProbChi", List.of("ProbChiSq"));
        KEYWORDS.put("ProbF", List.of("ProbF"));
        KEYWORDS.put("ProbT", List.of("Probt"));
        KEYWORDS.put("ProbZ", List.of("Probz"));
        KEYWORDS.put("AdjP", List.of("Adjp"));
        KEYWORDS.put("Estimate", List.of("Estimate"));
        KEYWORDS.put("Pred", List.of("PREDICTED"));
        KEYWORDS.put("Resid", List.of("RESIDUAL"));
        KEYWORDS.put("Std", List.of("StdErr"));
        KEYWORDS.put("StdErr", List.of("StdErr"));
        KEYWORDS.put("Mu", List.of("Mu"));
        KEYWORDS.put("tValue", List.of("tValue"));
        KEYWORDS.put("zValue", List.of("zValue"));
        KEYWORDS.put("FValue", List.of("FValue"));
        KEYWORDS.put("ChiSq", List.of("ChiSq"));
        KEYWORDS.put("testStat", List.of("tValue", "zValue", "FValue", "ChiSq"));
        KEYWORDS.put("Lower", List.of("Lower", "LCLM"));
        KEYWORDS.put("Upper", List.of("Upper", "UCLM"));
        KEYWORDS.put("AdjLower", List.of("AdjLower"));
        KEYWORDS.put("AdjUpper", List.of("AdjUpper"));
        KEYWORDS.put("LowerMu", List.of("LowerMu"));
        KEYWORDS.put("UpperMu", List.of("UpperMu"));
    }

    private final ProcContext context;
    private final Optional<Expression> condition;

    /** @throws StepFailure when there are two statements, or one names anything but the keywords */
    static ResultFilter of(ProcStep step, ProcContext context) {
        List<ProcStatement> statements = step.statements("FILTER");
        if (statements.size() > 1) {
            throw new StepFailure(statements.get(1).place(), PlmMessage.ONE_FILTER);
        }
        Optional<Expression> condition =
                statements.stream().findFirst().map(s -> ((Body.Condition) s.body()).expression());
        condition.ifPresent(c -> context.rows(c, "FILTER", table(new LinkedHashMap<>(none()), 0)));
        return new ResultFilter(condition, context);
    }

    private ResultFilter(Optional<Expression> condition, ProcContext context) {
        this.condition = condition;
        this.context = context;
    }

    private static Map<String, double[]> none() {
        Map<String, double[]> columns = new LinkedHashMap<>();
        KEYWORDS.values().forEach(names -> columns.put(names.get(0), new double[0]));
        return columns;
    }

    /** Puts a table with the rows that pass; all of them when it lacks a column that the expression needs. */
    void put(OutputTable table) {
        if (condition.isEmpty()) {
            context.put(table);
            return;
        }
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int j = 0; j < table.columns().size(); j++) {
            int place = j;
            columns.put(
                    table.columns().get(j).variable(),
                    table.rows().stream().mapToDouble(r -> number(r.get(place))).toArray());
        }
        int[] rows = rows(columns, table.rows().size());
        if (rows.length == 0) {
            context.log().write(PlmMessage.NOTHING_PASSES, table.name());
            return;
        }
        context.put(new OutputTable(
                table.name(),
                table.label(),
                table.titles(),
                table.layout(),
                table.columns(),
                Arrays.stream(rows).mapToObj(r -> table.rows().get(r)).toList(),
                table.notes()));
    }

    private static double number(Cell cell) {
        return cell instanceof Cell.Number number
                ? number.value()
                : cell instanceof Cell.Shown shown ? shown.value() : Double.NaN;
    }

    /**
     * The rows of a result that pass.
     *
     * @param columns by the names of their variables
     */
    int[] rows(Map<String, double[]> columns, int count) {
        int[] all = java.util.stream.IntStream.range(0, count).toArray();
        if (condition.isEmpty()) {
            return all;
        }
        try {
            return context.rows(condition.get(), "FILTER", table(columns, count));
        } catch (StepFailure lacking) {
            // The keywords have been checked: this result has no column for one of them.
            return all;
        }
    }

    private static Table table(Map<String, double[]> columns, int count) {
        List<Variable> variables = new ArrayList<>();
        List<Column> values = new ArrayList<>();
        Map<String, double[]> found = new LinkedHashMap<>();
        columns.forEach((name, column) -> found.put(name.toUpperCase(Locale.ROOT), column));
        KEYWORDS.forEach((keyword, names) -> names.stream()
                .filter(n -> found.containsKey(n.toUpperCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(n -> {
                    variables.add(Variable.numeric(keyword));
                    values.add(new NumericColumn(found.get(n.toUpperCase(Locale.ROOT))));
                }));
        return new Table(variables, values, count);
    }
}
