package hermite.sas.session.step;

import hermite.data.Missing;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.Expression.Infix;
import hermite.sas.syntax.ast.Expression.InfixOperator;
import java.util.stream.Collectors;

/** An expression as text, for the WHERE line under the note about observations read. */
final class ExpressionText {
    private ExpressionText() {}

    static String of(Expression expression) {
        if (expression instanceof Expression.NumberConstant number) {
            return number(number.value());
        }
        if (expression instanceof Expression.TextConstant text) {
            return quote(text.value());
        }
        if (expression instanceof Expression.BitMask mask) {
            return quote(mask.mask()) + "b";
        }
        if (expression instanceof Expression.VariableReference variable) {
            return variable.name();
        }
        if (expression instanceof Expression.Call call) {
            String arguments =
                    call.arguments().stream().map(ExpressionText::argument).collect(Collectors.joining(", "));
            return call.subscript() ? call.name() + "[" + arguments + "]" : call.name() + "(" + arguments + ")";
        }
        if (expression instanceof Expression.Prefix prefix) {
            return switch (prefix.operator()) {
                case PLUS -> "+" + operand(prefix.operand());
                case MINUS -> "-" + operand(prefix.operand());
                case NOT -> "not " + operand(prefix.operand());
            };
        }
        if (expression instanceof Infix infix) {
            return operand(infix.left()) + symbol(infix.operator()) + operand(infix.right());
        }
        return condition(expression);
    }

    private static String condition(Expression expression) {
        if (expression instanceof Expression.In in) {
            String list = in.array().orElseGet(() -> in.items().stream()
                    .map(i -> of(i.first()) + i.last().map(l -> ":" + of(l)).orElse(""))
                    .collect(Collectors.joining(", ", "(", ")")));
            return operand(in.operand()) + not(in.negated()) + " in " + list;
        }
        if (expression instanceof Expression.Between between) {
            return operand(between.operand()) + not(between.negated()) + " between " + operand(between.low()) + " and "
                    + operand(between.high());
        }
        if (expression instanceof Expression.Like like) {
            return operand(like.operand()) + not(like.negated()) + " like " + operand(like.pattern());
        }
        Expression.IsMissing missing = (Expression.IsMissing) expression;
        return operand(missing.operand()) + " is" + not(missing.negated()) + " missing";
    }

    private static String not(boolean negated) {
        return negated ? " not" : "";
    }

    /** Compound operands stand in parentheses: the text shows how the condition was understood. */
    private static String operand(Expression expression) {
        boolean simple = expression instanceof Expression.NumberConstant
                || expression instanceof Expression.TextConstant
                || expression instanceof Expression.VariableReference
                || expression instanceof Expression.Call;
        return simple ? of(expression) : "(" + of(expression) + ")";
    }

    private static String argument(Expression.Argument argument) {
        if (argument instanceof Expression.Argument.Value value) {
            return of(value.expression());
        }
        if (argument instanceof Expression.Argument.FormatName format) {
            return format.format().toString();
        }
        return argument instanceof Expression.Argument.FormatModifier modifier ? modifier.mark() : "of …";
    }

    private static String number(double value) {
        if (Missing.isMissing(value)) {
            return Missing.code(value) == '.' ? "." : "." + Missing.text(value);
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String symbol(InfixOperator operator) {
        return switch (operator) {
            case POWER -> "**";
            case MULTIPLY -> "*";
            case DIVIDE -> "/";
            case ADD -> "+";
            case SUBTRACT -> "-";
            case CONCATENATE -> "||";
            case MINIMUM -> " min ";
            case MAXIMUM -> " max ";
            case EQUAL -> "=";
            case NOT_EQUAL -> " not = ";
            case LESS -> "<";
            case LESS_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_EQUAL -> ">=";
            case EQUAL_COLON -> "=:";
            case NOT_EQUAL_COLON -> " not =: ";
            case LESS_COLON -> "<:";
            case LESS_EQUAL_COLON -> "<=:";
            case GREATER_COLON -> ">:";
            case GREATER_EQUAL_COLON -> ">=:";
            case CONTAINS -> " contains ";
            case SOUNDS_LIKE -> " =* ";
            case AND -> " and ";
            case OR -> " or ";
        };
    }
}
