package hermite.sas.session.step;

import hermite.data.Table;
import hermite.sas.syntax.ast.Expression;

/** Finds the rows that a WHERE condition lets through. */
public interface RowFilter {
    /**
     * @param name the data set's name in messages
     * @return row numbers in order
     * @throws hermite.sas.log.StepFailure when the condition names unknown variables or mixes types
     */
    int[] rows(Expression condition, String name, Table table);
}
