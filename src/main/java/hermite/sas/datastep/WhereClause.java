package hermite.sas.datastep;

import hermite.data.Table;
import hermite.sas.syntax.ast.Expression;
import java.util.Arrays;

/** The rows of a table that a WHERE expression selects. */
public final class WhereClause {
    private final Expression condition;
    private final ExpressionEvaluator evaluator;
    private final int rowCount;

    private WhereClause(Expression condition, ExpressionEvaluator evaluator, int rowCount) {
        this.condition = condition;
        this.evaluator = evaluator;
        this.rowCount = rowCount;
    }

    /**
     * Compiles a WHERE expression over the variables of a table.
     *
     * @param name the data set's name in messages
     * @throws hermite.sas.log.StepFailure when a variable or function is unknown, or types do not fit
     */
    public static WhereClause compile(Expression condition, String name, Table table, FunctionEnvironment environment) {
        ExpressionEvaluator evaluator = ExpressionEvaluator.compile(condition, name, table, environment);
        return new WhereClause(condition, evaluator, table.rowCount());
    }

    public boolean matches(int row) {
        return evaluator.test(row);
    }

    /** The rows selected, ascending. */
    public int[] rows() {
        int[] rows = new int[rowCount];
        int n = 0;
        for (int row = 0; row < rowCount; row++) {
            if (evaluator.test(row)) {
                rows[n++] = row;
            }
        }
        return Arrays.copyOf(rows, n);
    }

    /** The condition as the log shows it, {@code WHERE (trt=1) and (time>0);}. */
    public String logText() {
        return "WHERE " + ExpressionText.of(condition) + ";";
    }
}
