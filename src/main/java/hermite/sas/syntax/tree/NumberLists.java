package hermite.sas.syntax.tree;

import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.grammar.SasGrammar;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import java.util.ArrayList;
import java.util.List;

/** The values of a list of numbers with ranges: {@code 1 2 3}, {@code 0 to 10 by 2}. */
final class NumberLists {
    /** A longer list is a slip of the pen. */
    private static final int LONGEST = 1_000_000;

    private NumberLists() {}

    static List<Double> values(SasGrammar.WholeNumbersContext context, ExpressionBuilder expressions) {
        List<Double> values = new ArrayList<>();
        for (SasGrammar.NumberItemContext item : context.numberItem()) {
            double from = number(item.signedConstant(0), expressions);
            if (item.TO() == null) {
                values.add(from);
                continue;
            }
            double to = number(item.signedConstant(1), expressions);
            double by = item.BY() == null ? 1 : number(item.signedConstant(2), expressions);
            double count = Math.floor((to - from) / by + 1e-9);
            if (!(count < LONGEST)) {
                throw new SyntaxException(
                        ListBuilder.place(item), SyntaxMessage.INVALID_VALUE, "a shorter range", item.getText());
            }
            for (int i = 0; i <= count; i++) {
                values.add(from + i * by);
            }
        }
        return values;
    }

    private static double number(SasGrammar.SignedConstantContext context, ExpressionBuilder expressions) {
        if (expressions.visit(context) instanceof Expression.NumberConstant number) {
            return number.value();
        }
        throw new SyntaxException(ListBuilder.place(context), SyntaxMessage.EXPECTING_ONE, "numeric constant");
    }
}
