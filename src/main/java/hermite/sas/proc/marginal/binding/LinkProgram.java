package hermite.sas.proc.marginal.binding;

import hermite.math.Taylor;
import hermite.model.Link;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.Expression.Argument;
import hermite.sas.syntax.ast.Expression.Call;
import hermite.sas.syntax.ast.Expression.Infix;
import hermite.sas.syntax.ast.Expression.InfixOperator;
import hermite.sas.syntax.ast.Expression.NumberConstant;
import hermite.sas.syntax.ast.Expression.Prefix;
import hermite.sas.syntax.ast.Expression.PrefixOperator;
import hermite.sas.syntax.ast.Expression.TextConstant;
import hermite.sas.syntax.ast.Expression.VariableReference;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The link that {@code FWDLINK v = f(_MEAN_)} and {@code INVLINK v = h(_XBETA_)} write out, with exact derivatives. */
final class LinkProgram {
    private static final String FUNCTIONS =
            "EXP, LOG, LOG10, LOG2, SQRT, ABS, SIN, COS, TAN, ATAN, TANH, SINH, COSH, PROBNORM, PROBIT, LOGISTIC, CONSTANT";

    private LinkProgram() {}

    /** @throws StepFailure when one of the two is missing, or an expression holds what has no derivative here */
    static Optional<Link> of(ProcStep step) {
        Optional<ProcStatement> forward = step.statement("FWDLINK");
        Optional<ProcStatement> inverse = step.statement("INVLINK");
        if (forward.isEmpty() && inverse.isEmpty()) {
            return Optional.empty();
        }
        if (forward.isEmpty() || inverse.isEmpty()) {
            throw new StepFailure(
                    forward.or(() -> inverse).orElseThrow().place(),
                    GenmodMessage.OPTION_NEEDS,
                    forward.isEmpty() ? "INVLINK" : "FWDLINK",
                    forward.isEmpty() ? "the statement FWDLINK" : "the statement INVLINK");
        }
        Expression link = right(forward.get());
        Expression mean = right(inverse.get());
        // Whatever is not known is found before the fit.
        value(link, "_MEAN_", Taylor.variable(0.5));
        value(mean, "_XBETA_", Taylor.variable(0.5));
        return Optional.of(new Link.Programmed(
                mu -> value(link, "_MEAN_", Taylor.constant(mu)).value(),
                eta -> value(mean, "_XBETA_", Taylor.variable(eta))));
    }

    private static Expression right(ProcStatement statement) {
        Expression written = ((Body.Condition) statement.body()).expression();
        if (written instanceof Infix infix
                && infix.operator() == InfixOperator.EQUAL
                && infix.left() instanceof VariableReference) {
            return infix.right();
        }
        throw new StepFailure(
                statement.place(),
                GenmodMessage.LINK_EXPRESSION,
                statement.spec().name(),
                "it is written as " + statement.spec().name() + " variable = expression");
    }

    private static Taylor value(Expression e, String variable, Taylor x) {
        if (e instanceof NumberConstant number) {
            return Taylor.constant(number.value());
        }
        if (e instanceof VariableReference reference && reference.name().equalsIgnoreCase(variable)) {
            return x;
        }
        if (e instanceof Prefix prefix && prefix.operator() != PrefixOperator.NOT) {
            Taylor operand = value(prefix.operand(), variable, x);
            return prefix.operator() == PrefixOperator.MINUS ? operand.times(-1) : operand;
        }
        if (e instanceof Infix infix) {
            Taylor left = value(infix.left(), variable, x);
            Taylor right = value(infix.right(), variable, x);
            switch (infix.operator()) {
                case ADD:
                    return left.plus(right);
                case SUBTRACT:
                    return left.minus(right);
                case MULTIPLY:
                    return left.times(right);
                case DIVIDE:
                    return left.over(right);
                case POWER:
                    return left.power(right);
                case MINIMUM:
                    return left.value() <= right.value() ? left : right;
                case MAXIMUM:
                    return left.value() >= right.value() ? left : right;
                default:
                    break;
            }
        }
        if (e instanceof Call call
                && call.arguments().size() == 1
                && call.arguments().get(0) instanceof Argument.Value argument) {
            return call(call, argument.expression(), variable, x);
        }
        String culprit = e instanceof VariableReference reference
                ? "the variable " + reference.name()
                : e instanceof Call call ? "the function " + call.name() : "an operator";
        throw unknown(e, culprit, variable);
    }

    private static Taylor call(Call call, Expression argument, String variable, Taylor x) {
        String name = call.name().toUpperCase(Locale.ROOT);
        if (name.equals("CONSTANT") && argument instanceof TextConstant text) {
            if (List.of("PI", "E").contains(text.value().toUpperCase(Locale.ROOT))) {
                return Taylor.constant(text.value().equalsIgnoreCase("pi") ? Math.PI : Math.E);
            }
            throw unknown(call, "CONSTANT('" + text.value() + "')", variable);
        }
        Taylor u = value(argument, variable, x);
        Taylor one = Taylor.constant(1);
        return switch (name) {
            case "EXP" -> u.exp();
            case "LOG" -> u.log();
            case "LOG10" -> u.log().times(1 / Math.log(10));
            case "LOG2" -> u.log().times(1 / Math.log(2));
            case "SQRT" -> u.power(Taylor.constant(0.5));
            case "ABS" -> u.absolute();
            case "SIN" -> u.sine();
            case "COS" -> u.cosine();
            case "TAN" -> u.sine().over(u.cosine());
            case "ATAN", "ARCTAN" -> u.arcTangent();
            case "TANH" -> one.minus(Taylor.constant(2).over(u.times(2).exp().plus(one)));
            case "SINH" -> u.exp().minus(u.times(-1).exp()).times(0.5);
            case "COSH" -> u.exp().plus(u.times(-1).exp()).times(0.5);
            case "PROBNORM" -> u.normalProbability();
            case "PROBIT" -> u.normalQuantile();
            case "LOGISTIC" -> one.over(one.plus(u.times(-1).exp()));
            default -> throw unknown(call, "the function " + call.name(), variable);
        };
    }

    private static StepFailure unknown(Expression e, String culprit, String variable) {
        return new StepFailure(
                e.place(),
                GenmodMessage.LINK_EXPRESSION,
                variable.equals("_MEAN_") ? "FWDLINK" : "INVLINK",
                culprit + " is not supported there; it may use " + variable + ", numbers, + - * / ** and " + FUNCTIONS);
    }
}
