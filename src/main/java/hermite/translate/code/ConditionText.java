package hermite.translate.code;

import hermite.data.Missing;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.Expression.Infix;
import hermite.sas.syntax.ast.Expression.InfixOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A condition of WHERE in R. Missing values are less than any number in SAS and unknown in R: comparisons say so. */
public final class ConditionText {
    private static final Map<String, String> FUNCTIONS = Map.of(
            "ABS", "abs", "EXP", "exp", "LOG", "log", "SQRT", "sqrt", "INT", "trunc", "FLOOR", "floor", "CEIL",
            "ceiling", "UPCASE", "toupper", "LOWCASE", "tolower");

    private ConditionText() {}

    public static String of(Expression expression) throws Untranslatable {
        if (expression instanceof Infix infix) {
            return infix(infix);
        } else if (expression instanceof Expression.NumberConstant constant) {
            return RText.number(constant.value());
        } else if (expression instanceof Expression.TextConstant text) {
            return RText.quoted(text.value().stripTrailing());
        } else if (expression instanceof Expression.VariableReference variable) {
            return RText.name(variable.name());
        } else if (expression instanceof Expression.Prefix prefix) {
            return switch (prefix.operator()) {
                case NOT -> "!(" + of(prefix.operand()) + ")";
                case MINUS -> "-" + of(prefix.operand());
                case PLUS -> of(prefix.operand());
            };
        } else if (expression instanceof Expression.In in && in.array().isEmpty()) {
            return negated(in.negated(), of(in.operand()) + " %in% " + list(in.items()));
        } else if (expression instanceof Expression.Between between) {
            String operand = of(between.operand());
            return negated(
                    between.negated(),
                    "(" + operand + " >= " + of(between.low()) + " & " + operand + " <= " + of(between.high())
                            + ") %in% TRUE");
        } else if (expression instanceof Expression.IsMissing missing) {
            return (missing.negated() ? "!" : "") + "is.na(" + of(missing.operand()) + ")";
        } else if (expression instanceof Expression.Call call && !call.subscript()) {
            return call(call);
        }
        throw new Untranslatable("this kind of condition");
    }

    private static String negated(boolean negated, String text) {
        return negated ? "!(" + text + ")" : text;
    }

    private static String list(List<Expression.In.Item> items) throws Untranslatable {
        List<String> all = new ArrayList<>();
        for (Expression.In.Item item : items) {
            all.add(
                    item.last().isPresent()
                            ? of(item.first()) + ":" + of(item.last().get())
                            : of(item.first()));
        }
        return "c(" + String.join(", ", all) + ")";
    }

    private static String call(Expression.Call call) throws Untranslatable {
        String name = call.name().toUpperCase(Locale.ROOT);
        if (call.arguments().size() == 1
                && call.arguments().get(0) instanceof Expression.Argument.Value argument
                && (FUNCTIONS.containsKey(name) || name.equals("MISSING"))) {
            return FUNCTIONS.getOrDefault(name, "is.na") + "(" + of(argument.expression()) + ")";
        }
        throw new Untranslatable("the function " + name + " in a condition");
    }

    private static String infix(Infix infix) throws Untranslatable {
        String left = of(infix.left());
        String right = of(infix.right());
        boolean leftMissing = isMissing(infix.left());
        boolean rightMissing = isMissing(infix.right());
        if (leftMissing || rightMissing) {
            String operand = leftMissing ? right : left;
            return switch (infix.operator()) {
                case EQUAL -> "is.na(" + operand + ")";
                case NOT_EQUAL -> "!is.na(" + operand + ")";
                case GREATER -> leftMissing ? "FALSE" : "!is.na(" + operand + ")";
                case LESS -> leftMissing ? "!is.na(" + operand + ")" : "FALSE";
                default -> throw new Untranslatable("this comparison with a missing value");
            };
        }
        return switch (infix.operator()) {
            case EQUAL -> "(" + left + " == " + right + ") %in% TRUE";
            case NOT_EQUAL -> "!((" + left + " == " + right + ") %in% TRUE)";
            case GREATER -> above(left, " > ", right, infix.right());
            case GREATER_EQUAL -> above(left, " >= ", right, infix.right());
            case LESS -> above(right, " > ", left, infix.left());
            case LESS_EQUAL -> above(right, " >= ", left, infix.left());
            case AND -> "(" + left + ") & (" + right + ")";
            case OR -> "(" + left + ") | (" + right + ")";
            case ADD -> "(" + left + " + " + right + ")";
            case SUBTRACT -> "(" + left + " - " + right + ")";
            case MULTIPLY -> left + " * " + right;
            case DIVIDE -> left + " / " + right;
            case POWER -> left + "^" + right;
            default -> throw new Untranslatable("the operator " + spelling(infix.operator()) + " in a condition");
        };
    }

    /** {@code high > low}: true too where only the lower side is missing. */
    private static String above(String high, String operator, String low, Expression lower) {
        boolean constant = lower instanceof Expression.NumberConstant || lower instanceof Expression.TextConstant;
        String plain = "(" + high + operator + low + ") %in% TRUE";
        return constant ? plain : "(" + plain + " | is.na(" + low + "))";
    }

    private static boolean isMissing(Expression expression) {
        return expression instanceof Expression.NumberConstant constant && Missing.isMissing(constant.value());
    }

    private static String spelling(InfixOperator operator) {
        return operator.name().replace('_', ' ');
    }
}
