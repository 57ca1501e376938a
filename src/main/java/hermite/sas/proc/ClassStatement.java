package hermite.sas.proc;

import hermite.data.Table;
import hermite.model.ClassVariable;
import hermite.model.ClassVariable.LevelOrder;
import hermite.model.ClassVariable.Reference;
import hermite.model.Coding;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The CLASS statement of procedures that fit models: its options, and what they mean. */
public final class ClassStatement {
    private ClassStatement() {}

    /** The statement with options a variable and options for all. */
    public static StatementSpec spec() {
        return StatementSpec.of("CLASS", StatementForm.VARIABLES, "classification variables")
                .alias("CLASSES")
                .itemOptions(options())
                .slash(options());
    }

    private static OptionSpec[] options() {
        return new OptionSpec[] {
            OptionSpec.of("CPREFIX", ValueKind.INTEGER, "length of names of design columns; none is shown")
                    .withStatus(Status.NO_EFFECT),
            OptionSpec.of("LPREFIX", ValueKind.INTEGER, "length of labels of design columns; none is shown")
                    .withStatus(Status.NO_EFFECT),
            OptionSpec.flag("DESCENDING", "reverse the order of the levels").alias("DESC", "DESCEND"),
            OptionSpec.flag("MISSING", "missing values are levels"),
            order("ORDER", "order of the levels"),
            OptionSpec.of("PARAM", ValueKind.WORD, "design columns of the levels")
                    .oneOf(
                            "GLM",
                            "EFFECT",
                            "ORDINAL~THERMOMETER",
                            "POLYNOMIAL~POLY",
                            "REFERENCE~REF",
                            "ORTHEFFECT",
                            "ORTHORDINAL~ORTHOTHERM",
                            "ORTHPOLY",
                            "ORTHREF")
                    .otherwise("GLM"),
            OptionSpec.of("REF", ValueKind.TEXT_OR_WORD, "reference level")
                    .oneOf("FIRST", "LAST")
                    .otherwise("LAST"),
            OptionSpec.of("TRUNCATE", ValueKind.OPTIONAL_NUMBER, "characters of a formatted value that form a level")
                    .otherwise("all; 16 without a number")
        };
    }

    /** An option that chooses an order of levels. */
    public static OptionSpec order(String name, String help) {
        return OptionSpec.of(name, ValueKind.WORD, help)
                .oneOf("DATA", "FORMATTED", "FREQ", "INTERNAL")
                .otherwise("FORMATTED");
    }

    /** The order an option chooses, or the one given. */
    public static LevelOrder order(Options options, String name, LevelOrder otherwise) {
        return options.word(name).map(ClassStatement::levelOrder).orElse(otherwise);
    }

    private static LevelOrder levelOrder(String word) {
        return switch (word) {
            case "DATA" -> LevelOrder.DATA;
            case "FREQ" -> LevelOrder.FREQUENCY;
            case "INTERNAL" -> LevelOrder.INTERNAL;
            default -> LevelOrder.FORMATTED;
        };
    }

    /**
     * The class variables of a step, in order, names spelled as in the table.
     *
     * @param order of all levels where the statement says nothing
     * @throws hermite.sas.log.StepFailure when a variable does not exist
     */
    public static List<ClassVariable> bind(ProcStep step, Table table, ProcContext context, LevelOrder order) {
        List<ClassVariable> bound = new ArrayList<>();
        for (ProcStatement statement : step.statements("CLASS")) {
            for (Body.Variables.Item item : ((Body.Variables) statement.body()).items()) {
                for (String name : context.resolve(List.of(item.variable()), table)) {
                    if (bound.stream().noneMatch(b -> b.name().equalsIgnoreCase(name))) {
                        bound.add(variable(name, item.options(), statement.options(), order));
                    }
                }
            }
        }
        return bound;
    }

    private static ClassVariable variable(String name, Options own, Options global, LevelOrder order) {
        ClassVariable variable = ClassVariable.of(name)
                .withOrder(order(own, "ORDER", order(global, "ORDER", order)))
                .withDescending(own.has("DESCENDING") || global.has("DESCENDING"))
                .withMissingIsLevel(own.has("MISSING") || global.has("MISSING"));
        Optional<String> coding = own.word("PARAM").or(() -> global.word("PARAM"));
        if (coding.isPresent()) {
            variable = variable.withCoding(coding(coding.get()));
        }
        Options referencing = own.has("REF") ? own : global;
        if (referencing.has("REF")) {
            variable = variable.withReference(reference(referencing));
        }
        Options truncating = own.has("TRUNCATE") ? own : global;
        return truncating.has("TRUNCATE")
                ? variable.withLabelLength((int) truncating.number("TRUNCATE").orElse(16))
                : variable;
    }

    private static Coding coding(String word) {
        return switch (word) {
            case "EFFECT" -> Coding.EFFECT;
            case "ORDINAL" -> Coding.ORDINAL;
            case "POLYNOMIAL" -> Coding.POLYNOMIAL;
            case "REFERENCE" -> Coding.REFERENCE;
            case "ORTHEFFECT" -> Coding.ORTHOGONAL_EFFECT;
            case "ORTHORDINAL" -> Coding.ORTHOGONAL_ORDINAL;
            case "ORTHPOLY" -> Coding.ORTHOGONAL_POLYNOMIAL;
            case "ORTHREF" -> Coding.ORTHOGONAL_REFERENCE;
            default -> Coding.GLM;
        };
    }

    /** {@code ref=first} is the first level, {@code ref='first'} the level of that name. */
    private static Reference reference(Options options) {
        OptionValue value = options.find("REF").orElseThrow().value();
        if (value instanceof OptionValue.Word word) {
            if (word.word().equalsIgnoreCase("FIRST")) {
                return new Reference.First();
            }
            return word.word().equalsIgnoreCase("LAST") ? new Reference.Last() : new Reference.Level(word.word());
        }
        if (value instanceof OptionValue.Number number) {
            double v = number.value();
            return new Reference.Level(v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v));
        }
        return new Reference.Level(value instanceof OptionValue.Text text ? text.text() : "");
    }
}
