package hermite.sas.datastep.compile;

import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Blanks;
import hermite.sas.datastep.node.ExpressionNode;
import hermite.sas.datastep.node.NumberNode;
import hermite.sas.datastep.node.TextNode;
import hermite.sas.datastep.node.Variables;
import hermite.sas.datastep.statement.Assignments;
import hermite.sas.datastep.statement.Loops;
import hermite.sas.datastep.statement.StatementNode;
import hermite.sas.datastep.vector.ArrayDefinition;
import hermite.sas.datastep.vector.PdvVariable;
import hermite.sas.datastep.vector.ProgramDataVector;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.Expression.Argument;
import java.util.List;
import java.util.Optional;

/** What stands left of an assignment: variables, array elements, SUBSTR. */
final class TargetCompiler {
    private final StepParts parts;
    private final ProgramDataVector pdv;
    private final ExpressionCompiler expressions;

    TargetCompiler(StepParts parts) {
        this.parts = parts;
        this.pdv = parts.pdv();
        this.expressions = parts.expressions();
    }

    StatementNode assign(DataStatement.Assignment assignment) {
        if (assignment.target() instanceof Expression.VariableReference reference) {
            boolean isArray = pdv.array(reference.name()).isPresent()
                    && pdv.find(reference.name()).isEmpty();
            if (!isArray) {
                return assign(reference, assignment);
            }
        }
        if (assignment.target() instanceof Expression.Call call && isSubstring(call)) {
            return substring(call, assignment);
        }
        ExpressionNode target = element(assignment.target());
        ExpressionNode value = expressions.compile(assignment.value());
        if (target instanceof Variables.TextElement text) {
            return new Assignments.SetTextElement(
                    text,
                    expressions.toText(
                            value,
                            Math.min(12, text.length()),
                            assignment.value().place()));
        }
        return new Assignments.SetNumberElement(
                (Variables.NumberElement) target, expressions.toNumber(value, assignment.value()));
    }

    private StatementNode assign(Expression.VariableReference reference, DataStatement.Assignment assignment) {
        // the target takes its place before the variables of the right side do
        PdvVariable target = pdv.reserve(reference.name());
        ExpressionNode value = expressions.compile(assignment.value());
        if (!target.isTyped()) {
            if (value instanceof TextNode text) {
                pdv.text(reference.name(), text.length(), reference.place());
            } else {
                pdv.number(reference.name(), reference.place());
            }
        }
        target.markAssigned();
        if (target.isText()) {
            int width = Math.min(12, target.length());
            TextNode text = expressions.toText(value, width, assignment.value().place());
            return new Assignments.SetText(target.slot(), target.length(), text);
        }
        return new Assignments.SetNumber(target.slot(), expressions.toNumber(value, assignment.value()));
    }

    private boolean isSubstring(Expression.Call call) {
        return call.name().equalsIgnoreCase("SUBSTR") && pdv.array(call.name()).isEmpty();
    }

    private StatementNode substring(Expression.Call call, DataStatement.Assignment assignment) {
        List<Argument> arguments = call.arguments();
        boolean values = arguments.stream().allMatch(Argument.Value.class::isInstance);
        if (!values || arguments.size() < 2 || arguments.size() > 3) {
            throw new StepFailure(call.place(), DataStepMessage.TOO_FEW_ARGUMENTS, "SUBSTR");
        }
        Expression variable = ((Argument.Value) arguments.get(0)).expression();
        if (variable instanceof Expression.VariableReference reference
                && pdv.find(reference.name()).filter(PdvVariable::isTyped).isEmpty()) {
            pdv.text(reference.name(), 8, reference.place());
        }
        ExpressionNode target = lvalue(variable);
        if (!(target instanceof TextNode text)) {
            throw new StepFailure(
                    call.place(), DataStepMessage.ILLEGAL_ARGUMENT_TYPE, 1, "SUBSTR", "character variable");
        }
        NumberNode position = expressions.number(((Argument.Value) arguments.get(1)).expression());
        NumberNode count =
                arguments.size() == 3 ? expressions.number(((Argument.Value) arguments.get(2)).expression()) : null;
        return new Assignments.SetSubstring(
                text,
                textSetter(text),
                position,
                count,
                expressions.text(assignment.value()),
                parts.diagnostics(),
                call.place());
    }

    StatementNode accumulate(DataStatement.Sum sum) {
        NumberNode target;
        if (sum.target() instanceof Expression.VariableReference reference
                && (pdv.array(reference.name()).isEmpty()
                        || pdv.find(reference.name()).isPresent())) {
            PdvVariable variable = pdv.number(reference.name(), reference.place());
            variable.retain();
            variable.markAssigned();
            if (!pdv.hasInitial(variable)) {
                pdv.initialise(variable, 0);
            }
            target = new Variables.NumberVariable(variable.slot());
        } else if (element(sum.target()) instanceof Variables.NumberElement number) {
            target = number;
        } else {
            throw new StepFailure(sum.place(), DataStepMessage.NOT_A_TARGET);
        }
        return new Assignments.Accumulate(target, numberSetter(target), expressions.number(sum.value()));
    }

    /** A variable or element that is set; the variable counts as assigned. */
    ExpressionNode lvalue(Expression expression) {
        if (expression instanceof Expression.VariableReference reference
                && (pdv.array(reference.name()).isEmpty()
                        || pdv.find(reference.name()).isPresent())) {
            PdvVariable variable = pdv.use(reference.name(), reference.place());
            variable.markAssigned();
            return ExpressionCompiler.read(variable);
        }
        return element(expression);
    }

    private ExpressionNode element(Expression expression) {
        Place place = expression.place();
        if (expression instanceof Expression.Call call) {
            Optional<ArrayDefinition> array = pdv.array(call.name());
            if (array.isEmpty()) {
                throw new StepFailure(
                        place,
                        DataStepMessage.UNDECLARED_ARRAY,
                        call.name(),
                        Suggestion.of(call.name(), pdv.arrayNames()));
            }
            return expressions.element(array.get(), call);
        }
        if (expression instanceof Expression.VariableReference) {
            return expressions.compile(expression);
        }
        throw new StepFailure(place, DataStepMessage.NOT_A_TARGET);
    }

    Loops.Iterative.Increment numberSetter(NumberNode target) {
        if (target instanceof Variables.NumberVariable variable) {
            int slot = variable.slot();
            return (frame, value) -> frame.numbers[slot] = value;
        }
        Variables.NumberElement element = (Variables.NumberElement) target;
        return (frame, value) -> frame.numbers[element.slot(frame)] = value;
    }

    Assignments.SetSubstring.TextTarget textSetter(TextNode target) {
        if (target instanceof Variables.TextVariable variable) {
            int slot = variable.slot();
            int length = variable.length();
            return (frame, value) -> frame.texts[slot] = Blanks.fit(value, length);
        }
        Variables.TextElement element = (Variables.TextElement) target;
        return (frame, value) -> {
            int index = element.element(frame);
            frame.texts[element.slotOf(index)] = Blanks.fit(value, element.lengthOf(index));
        };
    }
}
