package hermite.sas.datastep.compile;

import hermite.data.Missing;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.function.CallServices;
import hermite.sas.datastep.function.FunctionNodes;
import hermite.sas.datastep.function.FunctionRegistry;
import hermite.sas.datastep.function.FunctionSpec;
import hermite.sas.datastep.node.Arithmetic;
import hermite.sas.datastep.node.Comparisons;
import hermite.sas.datastep.node.Comparisons.Relation;
import hermite.sas.datastep.node.Concatenate;
import hermite.sas.datastep.node.Constants.NumberConstantNode;
import hermite.sas.datastep.node.Constants.TextConstantNode;
import hermite.sas.datastep.node.Conversions;
import hermite.sas.datastep.node.Diagnostics;
import hermite.sas.datastep.node.ExpressionNode;
import hermite.sas.datastep.node.Membership;
import hermite.sas.datastep.node.NumberNode;
import hermite.sas.datastep.node.TextNode;
import hermite.sas.datastep.node.Variables;
import hermite.sas.datastep.vector.ArrayDefinition;
import hermite.sas.datastep.vector.PdvVariable;
import hermite.sas.datastep.vector.ProgramDataVector;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.Expression.Argument;
import hermite.sas.syntax.ast.Expression.Infix;
import hermite.sas.syntax.ast.Expression.InfixOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compiles expressions over a program data vector. */
public final class ExpressionCompiler {
    private final ProgramDataVector pdv;
    private final CallServices services;
    private final SpecialForms specialForms;

    public ExpressionCompiler(ProgramDataVector pdv, CallServices services) {
        this.pdv = pdv;
        this.services = services;
        this.specialForms = new SpecialForms(pdv, services, this);
    }

    private Diagnostics diagnostics() {
        return services.diagnostics();
    }

    /** Any expression. */
    public ExpressionNode compile(Expression expression) {
        if (expression instanceof Expression.NumberConstant c) {
            return new NumberConstantNode(c.value());
        }
        if (expression instanceof Expression.TextConstant c) {
            return new TextConstantNode(c.value());
        }
        if (expression instanceof Expression.VariableReference v) {
            return variable(v);
        }
        if (expression instanceof Expression.Call call) {
            return call(call);
        }
        if (expression instanceof Expression.Prefix prefix) {
            return prefix(prefix);
        }
        if (expression instanceof Infix infix) {
            return infix(infix);
        }
        if (expression instanceof Expression.In in) {
            return in(in);
        }
        if (expression instanceof Expression.Between between) {
            return between(between);
        }
        if (expression instanceof Expression.Like like) {
            requireWhere("LIKE", like.place());
            return new Membership.Like(text(like.operand()), text(like.pattern()), like.negated());
        }
        if (expression instanceof Expression.IsMissing missing) {
            requireWhere("IS MISSING", missing.place());
            return new Membership.IsMissing(compile(missing.operand()), missing.negated());
        }
        Expression.BitMask mask = (Expression.BitMask) expression;
        throw new StepFailure(mask.place(), DataStepMessage.WHERE_ONLY, "bit mask");
    }

    /** An expression whose value must be a number: text is converted, with a note. */
    public NumberNode number(Expression expression) {
        return toNumber(compile(expression), expression);
    }

    /** An expression whose value must be text: a number is converted by BEST12., with a note. */
    public TextNode text(Expression expression) {
        return toText(compile(expression), 12, expression.place());
    }

    NumberNode toNumber(ExpressionNode node, Expression expression) {
        if (node instanceof NumberNode number) {
            return number;
        }
        String shown = expression instanceof Expression.VariableReference v ? v.name() : "";
        return convert((TextNode) node, shown, expression.place());
    }

    NumberNode convert(TextNode node, String shown, Place place) {
        if (pdv.isClosed()) {
            throw new StepFailure(place, DataStepMessage.TYPES_INCOMPATIBLE);
        }
        diagnostics().convertsToNumeric(place);
        return new Conversions.ToNumber(node, shown, place, diagnostics());
    }

    TextNode toText(ExpressionNode node, int width, Place place) {
        if (node instanceof TextNode text) {
            return text;
        }
        if (pdv.isClosed()) {
            throw new StepFailure(place, DataStepMessage.TYPES_INCOMPATIBLE);
        }
        diagnostics().convertsToCharacter(place);
        return new Conversions.ToText(
                (NumberNode) node, width, services.environment().formats());
    }

    private ExpressionNode variable(Expression.VariableReference reference) {
        Optional<ArrayDefinition> array = pdv.array(reference.name());
        if (array.isPresent() && pdv.find(reference.name()).isEmpty()) {
            PdvVariable index = array.get()
                    .index()
                    .orElseThrow(() -> new StepFailure(
                            reference.place(), DataStepMessage.ILLEGAL_ARRAY_REFERENCE, reference.name()));
            NumberNode[] subscripts = {new Variables.NumberVariable(index.slot())};
            return element(array.get(), subscripts, reference.place());
        }
        return read(pdv.use(reference.name(), reference.place()));
    }

    static ExpressionNode read(PdvVariable variable) {
        return variable.isText()
                ? new Variables.TextVariable(
                        variable.slot(), variable.length(), !variable.name().equalsIgnoreCase("_INFILE_"))
                : new Variables.NumberVariable(variable.slot());
    }

    /** An element of an array. */
    ExpressionNode element(ArrayDefinition array, NumberNode[] subscripts, Place place) {
        if (subscripts.length != array.dimensions()) {
            throw new StepFailure(
                    place,
                    DataStepMessage.WRONG_SUBSCRIPT_COUNT,
                    subscripts.length > array.dimensions() ? "many" : "few",
                    array.name());
        }
        Variables.Subscript subscript =
                new Variables.Subscript(array.name(), subscripts, array.lower(), array.upper(), place);
        return array.isText()
                ? new Variables.TextElement(subscript, array.slots(), array.lengths())
                : new Variables.NumberElement(subscript, array.slots());
    }

    ExpressionNode element(ArrayDefinition array, Expression.Call call) {
        NumberNode[] subscripts = new NumberNode[call.arguments().size()];
        for (int i = 0; i < subscripts.length; i++) {
            if (!(call.arguments().get(i) instanceof Argument.Value value)) {
                throw new StepFailure(call.place(), DataStepMessage.ILLEGAL_ARRAY_REFERENCE, array.name());
            }
            subscripts[i] = number(value.expression());
        }
        array.elements().forEach(PdvVariable::markUsed);
        return element(array, subscripts, call.place());
    }

    private ExpressionNode call(Expression.Call call) {
        Optional<ArrayDefinition> array = pdv.array(call.name());
        if (array.isPresent()) {
            return element(array.get(), call);
        }
        if (call.subscript()) {
            throw new StepFailure(
                    call.place(),
                    DataStepMessage.UNDECLARED_ARRAY,
                    call.name(),
                    Suggestion.of(call.name(), pdv.arrayNames()));
        }
        Optional<ExpressionNode> special = specialForms.compile(call);
        if (special.isPresent()) {
            return special.get();
        }
        String name = call.name().toUpperCase(Locale.ROOT);
        FunctionSpec spec = FunctionRegistry.standard().find(name).orElseThrow(() -> unknownFunction(call));
        return FunctionNodes.call(spec, arguments(spec, call), services, call.place());
    }

    private StepFailure unknownFunction(Expression.Call call) {
        String name = call.name().toUpperCase(Locale.ROOT);
        if (FunctionRegistry.standard().isKnownButUnsupported(name)) {
            return new StepFailure(call.place(), DataStepMessage.UNSUPPORTED_FUNCTION, name);
        }
        List<String> names = new ArrayList<>(pdv.arrayNames());
        FunctionRegistry.standard().all().forEach(f -> names.add(f.name()));
        return new StepFailure(call.place(), DataStepMessage.UNKNOWN_FUNCTION, name, Suggestion.of(name, names));
    }

    private ExpressionNode[] arguments(FunctionSpec spec, Expression.Call call) {
        List<ExpressionNode> nodes = new ArrayList<>();
        for (Argument argument : call.arguments()) {
            if (argument instanceof Argument.Value value) {
                nodes.add(typed(spec, nodes.size(), compile(value.expression()), value.expression()));
            } else if (argument instanceof Argument.Of of) {
                for (PdvVariable variable : pdv.resolve(of.lists())) {
                    Expression reference = new Expression.VariableReference(variable.name(), call.place());
                    nodes.add(typed(spec, nodes.size(), read(variable), reference));
                }
            } else if (argument instanceof Argument.FormatName format) {
                nodes.add(new TextConstantNode(format.format().toString()));
            }
        }
        if (nodes.size() < spec.minimumArguments()) {
            throw new StepFailure(call.place(), DataStepMessage.TOO_FEW_ARGUMENTS, spec.name());
        }
        if (nodes.size() > spec.maximumArguments()) {
            throw new StepFailure(call.place(), DataStepMessage.TOO_MANY_ARGUMENTS, spec.name());
        }
        return nodes.toArray(ExpressionNode[]::new);
    }

    private ExpressionNode typed(FunctionSpec spec, int index, ExpressionNode node, Expression expression) {
        if (index >= spec.maximumArguments()) {
            throw new StepFailure(expression.place(), DataStepMessage.TOO_MANY_ARGUMENTS, spec.name());
        }
        char type = spec.type(index);
        if (type == 'n') {
            return toNumber(node, expression);
        }
        return type == 'c' ? toText(node, 12, expression.place()) : node;
    }

    private ExpressionNode prefix(Expression.Prefix prefix) {
        NumberNode operand = number(prefix.operand());
        switch (prefix.operator()) {
            case NOT:
                return new Comparisons.Not(operand);
            case MINUS:
                if (prefix.operand() instanceof Expression.NumberConstant c && c.value() == c.value()) {
                    return new NumberConstantNode(c.value() == 0 ? 0 : -c.value());
                }
                return new Arithmetic.Negate(operand, prefix.place(), diagnostics());
            default:
                return operand;
        }
    }

    private ExpressionNode infix(Infix infix) {
        Place place = infix.place();
        switch (infix.operator()) {
            case ADD:
                return new Arithmetic.Add(number(infix.left()), number(infix.right()), place, diagnostics());
            case SUBTRACT:
                return new Arithmetic.Subtract(number(infix.left()), number(infix.right()), place, diagnostics());
            case MULTIPLY:
                return new Arithmetic.Multiply(number(infix.left()), number(infix.right()), place, diagnostics());
            case DIVIDE:
                return new Arithmetic.Divide(number(infix.left()), number(infix.right()), place, diagnostics());
            case POWER:
                return new Arithmetic.Power(number(infix.left()), number(infix.right()), place, diagnostics());
            case MINIMUM:
                return new Arithmetic.Extreme(number(infix.left()), number(infix.right()), false);
            case MAXIMUM:
                if (pdv.isClosed()) {
                    return compare(new Infix(InfixOperator.NOT_EQUAL, infix.left(), infix.right(), place));
                }
                return new Arithmetic.Extreme(number(infix.left()), number(infix.right()), true);
            case CONCATENATE:
                return new Concatenate(text(infix.left()), text(infix.right()));
            case AND:
                return new Comparisons.And(number(infix.left()), number(infix.right()));
            case OR:
                return new Comparisons.Or(number(infix.left()), number(infix.right()));
            case CONTAINS:
                requireWhere("CONTAINS", place);
                return new Membership.Contains(text(infix.left()), text(infix.right()));
            case SOUNDS_LIKE:
                requireWhere("=*", place);
                return new Membership.SoundsLike(text(infix.left()), text(infix.right()));
            default:
                return compare(infix);
        }
    }

    private void requireWhere(String operator, Place place) {
        if (!pdv.isClosed()) {
            throw new StepFailure(place, DataStepMessage.WHERE_ONLY, operator);
        }
    }

    private ExpressionNode compare(Infix infix) {
        String operator = infix.operator().name();
        boolean prefix = operator.endsWith("_COLON");
        Relation relation = Relation.valueOf(prefix ? operator.substring(0, operator.length() - 6) : operator);
        if (infix.right() instanceof Expression.BitMask mask) {
            return new Comparisons.TestBits(compile(infix.left()), mask.mask(), relation == Relation.EQUAL);
        }
        ExpressionNode left = compile(infix.left());
        ExpressionNode right = compile(infix.right());
        if (prefix) {
            TextNode leftText = toText(left, 12, infix.left().place());
            TextNode rightText = toText(right, 12, infix.right().place());
            return new Comparisons.ComparePrefixes(relation, leftText, rightText);
        }
        if (left instanceof TextNode leftText && right instanceof TextNode rightText) {
            return new Comparisons.CompareTexts(relation, leftText, rightText);
        }
        return new Comparisons.CompareNumbers(relation, toNumber(left, infix.left()), toNumber(right, infix.right()));
    }

    private ExpressionNode between(Expression.Between between) {
        requireWhere("BETWEEN", between.place());
        Expression lower = new Infix(InfixOperator.GREATER_EQUAL, between.operand(), between.low(), between.place());
        Expression upper = new Infix(InfixOperator.LESS_EQUAL, between.operand(), between.high(), between.place());
        NumberNode both = (NumberNode) compile(new Infix(InfixOperator.AND, lower, upper, between.place()));
        return between.negated() ? new Comparisons.Not(both) : both;
    }

    private ExpressionNode in(Expression.In in) {
        ExpressionNode operand = compile(in.operand());
        if (in.array().isPresent()) {
            String name = in.array().get();
            ArrayDefinition array = pdv.array(name)
                    .orElseThrow(() -> new StepFailure(
                            in.place(), DataStepMessage.UNDECLARED_ARRAY, name, Suggestion.of(name, pdv.arrayNames())));
            ExpressionNode typed = array.isText() ? toText(operand, 12, in.place()) : toNumber(operand, in.operand());
            return new Membership.InElements(typed, array.slots(), in.negated());
        }
        return operand instanceof TextNode text ? textIn(text, in) : numberIn((NumberNode) operand, in);
    }

    private ExpressionNode textIn(TextNode operand, Expression.In in) {
        List<String> values = new ArrayList<>();
        boolean numeric = false;
        for (Expression.In.Item item : in.items()) {
            ExpressionNode value = compile(item.first());
            numeric |= !value.isText();
            if (!numeric) {
                values.add(((TextNode) value).text(pdv.newFrame()));
            }
        }
        if (numeric) {
            return numberIn(toNumber(operand, in.operand()), in);
        }
        return new Membership.TextIn(operand, values, in.negated());
    }

    private ExpressionNode numberIn(NumberNode operand, Expression.In in) {
        List<Double> values = new ArrayList<>();
        List<Double> from = new ArrayList<>();
        List<Double> to = new ArrayList<>();
        for (Expression.In.Item item : in.items()) {
            double first = constant(item.first());
            if (item.last().isPresent()) {
                from.add(first);
                to.add(constant(item.last().get()));
            } else {
                values.add(first);
            }
        }
        return new Membership.NumberIn(operand, array(values), array(from), array(to), in.negated());
    }

    private double constant(Expression expression) {
        double value = number(expression).number(pdv.newFrame());
        // + 0.0 turns minus zero to zero; a missing value keeps its letter
        return Missing.isMissing(value) ? value : value + 0.0;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
