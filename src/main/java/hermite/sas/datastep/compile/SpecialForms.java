package hermite.sas.datastep.compile;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.function.CallServices;
import hermite.sas.datastep.node.Constants.NumberConstantNode;
import hermite.sas.datastep.node.ExpressionNode;
import hermite.sas.datastep.node.FormatCalls;
import hermite.sas.datastep.node.Lags;
import hermite.sas.datastep.node.NumberNode;
import hermite.sas.datastep.node.TextNode;
import hermite.sas.datastep.vector.ArrayDefinition;
import hermite.sas.datastep.vector.ProgramDataVector;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.Expression.Argument;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions that need to know the program itself: PUT and INPUT, lags, array bounds, attributes of variables. */
final class SpecialForms {
    private static final Pattern LAG = Pattern.compile("(LAG|DIF)(\\d{0,3})");

    private final ProgramDataVector pdv;
    private final CallServices services;
    private final ExpressionCompiler expressions;
    private final VariableInformation information;

    SpecialForms(ProgramDataVector pdv, CallServices services, ExpressionCompiler expressions) {
        this.pdv = pdv;
        this.services = services;
        this.expressions = expressions;
        this.information = new VariableInformation(pdv, services, expressions);
    }

    Optional<ExpressionNode> compile(Expression.Call call) {
        String name = call.name().toUpperCase(Locale.ROOT);
        switch (name) {
            case "PUT":
                return Optional.of(put(call));
            case "INPUT":
                return Optional.of(input(call));
            case "DIM":
            case "HBOUND":
            case "LBOUND":
                return Optional.of(bound(name, call));
            case "LENGTHM":
                requireArguments(call, 1, 1);
                return Optional.of(
                        new NumberConstantNode(expressions.text(value(call, 0)).length()));
            default:
                break;
        }
        Matcher lag = LAG.matcher(name);
        if (lag.matches()) {
            return Optional.of(lag(call, lag));
        }
        return information.compile(name, call);
    }

    private static Expression value(Expression.Call call, int index) {
        if (index < call.arguments().size() && call.arguments().get(index) instanceof Argument.Value value) {
            return value.expression();
        }
        throw new StepFailure(
                call.place(), DataStepMessage.TOO_FEW_ARGUMENTS, call.name().toUpperCase(Locale.ROOT));
    }

    private static void requireArguments(Expression.Call call, int least, int most) {
        String name = call.name().toUpperCase(Locale.ROOT);
        if (call.arguments().size() < least) {
            throw new StepFailure(call.place(), DataStepMessage.TOO_FEW_ARGUMENTS, name);
        }
        if (call.arguments().size() > most) {
            throw new StepFailure(call.place(), DataStepMessage.TOO_MANY_ARGUMENTS, name);
        }
    }

    private static Format format(Expression.Call call) {
        return call.arguments().stream()
                .filter(Argument.FormatName.class::isInstance)
                .map(a -> ((Argument.FormatName) a).format())
                .findFirst()
                .orElseThrow(() -> new StepFailure(
                        call.place(),
                        DataStepMessage.TOO_FEW_ARGUMENTS,
                        call.name().toUpperCase(Locale.ROOT)));
    }

    private ExpressionNode put(Expression.Call call) {
        Format format = format(call);
        Formats formats = services.environment().formats();
        ExpressionNode operand = expressions.compile(value(call, 0));
        if (operand instanceof NumberNode number && !format.isCharacter()) {
            requireFormat(formats, format, call.place());
            return new FormatCalls.PutNumber(number, format, formats);
        }
        TextNode text = expressions.toText(operand, 12, call.place());
        Format textFormat =
                format.isCharacter() ? format : new Format("$" + format.name(), format.width(), format.decimals());
        requireFormat(formats, textFormat, call.place());
        return new FormatCalls.PutText(text, textFormat, formats);
    }

    private static void requireFormat(Formats formats, Format format, Place place) {
        if (!formats.knowsFormat(format.name())) {
            throw new StepFailure(
                    place,
                    DataStepMessage.BAD_FORMAT,
                    format.name(),
                    Suggestion.of(format.name(), formats.formatNames()));
        }
    }

    private ExpressionNode input(Expression.Call call) {
        Format informat = format(call);
        Formats formats = services.environment().formats();
        if (!formats.knowsInformat(informat.name())) {
            throw new StepFailure(
                    call.place(),
                    DataStepMessage.BAD_INFORMAT,
                    informat.name(),
                    Suggestion.of(informat.name(), formats.informatNames()));
        }
        String mark = call.arguments().stream()
                .filter(Argument.FormatModifier.class::isInstance)
                .map(a -> ((Argument.FormatModifier) a).mark())
                .findFirst()
                .orElse("");
        TextNode text = expressions.text(value(call, 0));
        if (informat.isCharacter()) {
            return new FormatCalls.InputText(text, informat, formats);
        }
        return new FormatCalls.InputNumber(
                text, informat, formats, mark.length(), services.diagnostics(), call.place());
    }

    private ExpressionNode bound(String name, Expression.Call call) {
        requireArguments(call, 1, 2);
        ArrayDefinition array = value(call, 0) instanceof Expression.VariableReference v
                ? pdv.array(v.name()).orElseThrow(() -> notAnArray(name, call))
                : elementsOf(call).orElseThrow(() -> notAnArray(name, call));
        int dimension = 0;
        if (call.arguments().size() == 2) {
            dimension = (int) expressions.number(value(call, 1)).number(pdv.newFrame()) - 1;
        }
        if (dimension < 0 || dimension >= array.dimensions()) {
            throw new StepFailure(call.place(), DataStepMessage.WRONG_SUBSCRIPT_COUNT, "many", array.name());
        }
        int lower = array.lower()[dimension];
        int upper = array.upper()[dimension];
        return new NumberConstantNode(name.equals("DIM") ? upper - lower + 1 : name.equals("HBOUND") ? upper : lower);
    }

    /** {@code dim(a[*])}. */
    private Optional<ArrayDefinition> elementsOf(Expression.Call call) {
        return value(call, 0) instanceof Expression.Call inner ? pdv.array(inner.name()) : Optional.empty();
    }

    private static StepFailure notAnArray(String name, Expression.Call call) {
        return new StepFailure(call.place(), DataStepMessage.ILLEGAL_ARGUMENT_TYPE, 1, name, "array");
    }

    private ExpressionNode lag(Expression.Call call, Matcher name) {
        requireArguments(call, 1, 1);
        int depth = name.group(2).isEmpty() ? 1 : Integer.parseInt(name.group(2));
        if (depth < 1 || depth > 100) {
            throw new StepFailure(call.place(), DataStepMessage.UNKNOWN_FUNCTION, call.name(), "");
        }
        ExpressionNode operand = expressions.compile(value(call, 0));
        if (name.group(1).equals("DIF")) {
            NumberNode number = expressions.toNumber(operand, value(call, 0));
            return new Lags.Difference(number, depth, services.diagnostics().missingAt(call.place()));
        }
        return operand instanceof NumberNode number
                ? new Lags.NumberLag(number, depth)
                : new Lags.TextLag((TextNode) operand, depth);
    }
}
