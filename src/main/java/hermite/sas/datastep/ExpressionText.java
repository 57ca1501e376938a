package hermite.sas.datastep;

import hermite.data.Format;
import hermite.data.Missing;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.Expression.Argument;
import hermite.sas.syntax.ast.Expression.InfixOperator;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An expression as text, the way the log shows WHERE conditions. */
public final class ExpressionText {
    private static final Map<InfixOperator, String> SYMBOLS = Map.ofEntries(
            Map.entry(InfixOperator.POWER, "**"),
            Map.entry(InfixOperator.MULTIPLY, "*"),
            Map.entry(InfixOperator.DIVIDE, "/"),
            Map.entry(InfixOperator.ADD, "+"),
            Map.entry(InfixOperator.SUBTRACT, "-"),
            Map.entry(InfixOperator.CONCATENATE, "||"),
            Map.entry(InfixOperator.MINIMUM, "><"),
            Map.entry(InfixOperator.MAXIMUM, "<>"),
            Map.entry(InfixOperator.EQUAL, "="),
            Map.entry(InfixOperator.NOT_EQUAL, " not = "),
            Map.entry(InfixOperator.LESS, "<"),
            Map.entry(InfixOperator.LESS_EQUAL, "<="),
            Map.entry(InfixOperator.GREATER, ">"),
            Map.entry(InfixOperator.GREATER_EQUAL, ">="),
            Map.entry(InfixOperator.EQUAL_COLON, "=:"),
            Map.entry(InfixOperator.NOT_EQUAL_COLON, "^=:"),
            Map.entry(InfixOperator.LESS_COLON, "<:"),
            Map.entry(InfixOperator.LESS_EQUAL_COLON, "<=:"),
            Map.entry(InfixOperator.GREATER_COLON, ">:"),
            Map.entry(InfixOperator.GREATER_EQUAL_COLON, ">=:"),
            Map.entry(InfixOperator.CONTAINS, " contains "),
            Map.entry(InfixOperator.SOUNDS_LIKE, "=*"),
            Map.entry(InfixOperator.AND, " and "),
            Map.entry(InfixOperator.OR, " or "));

    private ExpressionText() {}

    public static String of(Expression expression) {
        if (expression instanceof Expression.NumberConstant c) {
            return number(c.value());
        }
        if (expression instanceof Expression.TextConstant c) {
            return quote(c.value());
        }
        if (expression instanceof Expression.BitMask mask) {
            return "'" + mask.mask() + "'b";
        }
        if (expression instanceof Expression.VariableReference v) {
            return v.name();
        }
        if (expression instanceof Expression.Call call) {
            String arguments =
                    call.arguments().stream().map(ExpressionText::argument).collect(Collectors.joining(", "));
            return call.name().toUpperCase(Locale.ROOT) + "(" + arguments + ")";
        }
        if (expression instanceof Expression.Prefix prefix) {
            String operand = operand(prefix.operand());
            return switch (prefix.operator()) {
                case NOT -> "not " + operand;
                case MINUS -> "-" + operand;
                case PLUS -> operand;
            };
        }
        if (expression instanceof Expression.Infix infix) {
            return operand(infix.left()) + SYMBOLS.get(infix.operator()) + operand(infix.right());
        }
        return whereOnly(expression);
    }

    private static String whereOnly(Expression expression) {
        if (expression instanceof Expression.In in) {
            String list = in.array().orElseGet(() -> in.items().stream()
                    .map(i ->
                            of(i.first()) + i.last().map(last -> ":" + of(last)).orElse(""))
                    .collect(Collectors.joining(", ", "(", ")")));
            return operand(in.operand()) + negation(in.negated()) + " in " + list;
        }
        if (expression instanceof Expression.Between between) {
            return operand(between.operand()) + negation(between.negated()) + " between " + of(between.low()) + " and "
                    + of(between.high());
        }
        if (expression instanceof Expression.Like like) {
            return operand(like.operand()) + negation(like.negated()) + " like " + of(like.pattern());
        }
        Expression.IsMissing missing = (Expression.IsMissing) expression;
        return operand(missing.operand()) + " is" + negation(missing.negated()) + " null";
    }

    private static String negation(boolean negated) {
        return negated ? " not" : "";
    }

    /** Operands that are operations themselves stand in parentheses. */
    private static String operand(Expression expression) {
        boolean simple = expression instanceof Expression.NumberConstant
                || expression instanceof Expression.TextConstant
                || expression instanceof Expression.VariableReference
                || expression instanceof Expression.Call
                || expression instanceof Expression.BitMask;
        return simple ? of(expression) : "(" + of(expression) + ")";
    }

    private static String argument(Argument argument) {
        if (argument instanceof Argument.Value value) {
            return of(value.expression());
        }
        if (argument instanceof Argument.FormatName format) {
            Format name = format.format();
            return name.toString();
        }
        return argument instanceof Argument.FormatModifier modifier ? modifier.mark() : "of ...";
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String number(double value) {
        if (Missing.isMissing(value)) {
            return Missing.code(value) == '.' ? "." : "." + Missing.text(value);
        }
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
