package hermite.sas.datastep.compile;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.function.CallServices;
import hermite.sas.datastep.node.Blanks;
import hermite.sas.datastep.node.ExpressionNode;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.node.NumberNode;
import hermite.sas.datastep.node.TextNode;
import hermite.sas.datastep.node.Variables;
import hermite.sas.datastep.vector.ArrayDefinition;
import hermite.sas.datastep.vector.PdvVariable;
import hermite.sas.datastep.vector.ProgramDataVector;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.Expression.Argument;
import java.util.Optional;
import java.util.Set;

/** VNAME, VLABEL, VTYPE, VLENGTH, VFORMAT, VINFORMAT, VVALUE, and their X forms that take a variable's name as text. */
final class VariableInformation {
    private static final Set<String> KINDS =
            Set.of("VNAME", "VLABEL", "VTYPE", "VLENGTH", "VFORMAT", "VINFORMAT", "VVALUE");

    private final ProgramDataVector pdv;
    private final CallServices services;
    private final ExpressionCompiler expressions;

    VariableInformation(ProgramDataVector pdv, CallServices services, ExpressionCompiler expressions) {
        this.pdv = pdv;
        this.services = services;
        this.expressions = expressions;
    }

    Optional<ExpressionNode> compile(String name, Expression.Call call) {
        boolean named = name.endsWith("X") && KINDS.contains(name.substring(0, name.length() - 1));
        if (!named && !KINDS.contains(name)) {
            return Optional.empty();
        }
        String kind = named ? name.substring(0, name.length() - 1) : name;
        Finder finder = named ? byName(call) : byReference(name, call);
        if (kind.equals("VLENGTH")) {
            return Optional.of(new LengthNode(finder));
        }
        return Optional.of(
                new TextInformation(kind, finder, services.environment().formats()));
    }

    /** Finds the variable that is asked about, when the step runs. */
    private interface Finder {
        Optional<PdvVariable> find(Frame frame);
    }

    private Finder byName(Expression.Call call) {
        if (call.arguments().size() != 1 || !(call.arguments().get(0) instanceof Argument.Value value)) {
            throw new StepFailure(call.place(), DataStepMessage.TOO_FEW_ARGUMENTS, call.name());
        }
        TextNode text = expressions.text(value.expression());
        return frame -> pdv.find(Blanks.strip(text.trimmed(frame)));
    }

    private Finder byReference(String function, Expression.Call call) {
        if (call.arguments().size() != 1 || !(call.arguments().get(0) instanceof Argument.Value value)) {
            throw new StepFailure(call.place(), DataStepMessage.TOO_FEW_ARGUMENTS, function);
        }
        if (value.expression() instanceof Expression.VariableReference reference) {
            PdvVariable variable = pdv.use(reference.name(), reference.place());
            return frame -> Optional.of(variable);
        }
        if (value.expression() instanceof Expression.Call element) {
            Optional<ArrayDefinition> array = pdv.array(element.name());
            if (array.isPresent()) {
                ExpressionNode node = expressions.element(array.get(), element);
                return frame -> Optional.of(elementOf(array.get(), node, frame));
            }
        }
        throw new StepFailure(call.place(), DataStepMessage.ILLEGAL_ARGUMENT_TYPE, 1, function, "variable");
    }

    private static PdvVariable elementOf(ArrayDefinition array, ExpressionNode node, Frame frame) {
        if (node instanceof Variables.TextElement text) {
            return array.elements().get(text.element(frame));
        }
        int slot = ((Variables.NumberElement) node).slot(frame);
        return array.elements().stream()
                .filter(v -> v.slot() == slot)
                .findFirst()
                .orElseThrow();
    }

    private static final class LengthNode extends NumberNode {
        private final Finder finder;

        LengthNode(Finder finder) {
            this.finder = finder;
        }

        @Override
        public double number(Frame frame) {
            return finder.find(frame).map(v -> (double) v.length()).orElse(Missing.DOT);
        }
    }

    private static final class TextInformation extends TextNode {
        private final String kind;
        private final Finder finder;
        private final Formats formats;

        TextInformation(String kind, Finder finder, Formats formats) {
            this.kind = kind;
            this.finder = finder;
            this.formats = formats;
        }

        @Override
        public String text(Frame frame) {
            return finder.find(frame).map(v -> describe(v, frame)).orElse(" ");
        }

        private String describe(PdvVariable variable, Frame frame) {
            switch (kind) {
                case "VNAME":
                    return variable.name();
                case "VLABEL":
                    return variable.label().isEmpty() ? variable.name() : variable.label();
                case "VTYPE":
                    return variable.isText() ? "C" : "N";
                case "VFORMAT":
                    return variable.format().map(Format::toString).orElseGet(() -> standard(variable));
                case "VINFORMAT":
                    return variable.informat().map(Format::toString).orElseGet(() -> standardInformat(variable));
                default:
                    return value(variable, frame);
            }
        }

        private static String standard(PdvVariable variable) {
            return variable.isText() ? "$" + variable.length() + "." : "BEST12.";
        }

        private static String standardInformat(PdvVariable variable) {
            return variable.isText() ? "$" + variable.length() + "." : "F12.";
        }

        private String value(PdvVariable variable, Frame frame) {
            return variable.isText()
                    ? formats.display(variable.describe(), frame.texts[variable.slot()])
                    : formats.write(
                            frame.numbers[variable.slot()], variable.format().orElse(Formats.BEST12));
        }

        @Override
        public int length() {
            return kind.equals("VTYPE") ? 1 : 200;
        }
    }
}
