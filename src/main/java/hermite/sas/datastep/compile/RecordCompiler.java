package hermite.sas.datastep.compile;

import hermite.data.Format;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Blanks;
import hermite.sas.datastep.node.ExpressionNode;
import hermite.sas.datastep.node.TextNode;
import hermite.sas.datastep.node.Variables;
import hermite.sas.datastep.record.InputBuffer;
import hermite.sas.datastep.record.InputItems;
import hermite.sas.datastep.record.InputNode;
import hermite.sas.datastep.record.InputTarget;
import hermite.sas.datastep.record.RecordSource;
import hermite.sas.datastep.statement.StatementNode;
import hermite.sas.datastep.vector.PdvVariable;
import hermite.sas.datastep.vector.ProgramDataVector;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.DataStatement.GroupElement;
import hermite.sas.syntax.ast.DataStatement.InputItem;
import hermite.sas.syntax.ast.DataStatement.PointerMove;
import hermite.sas.syntax.ast.DataStep;
import hermite.sas.syntax.ast.Expression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** INFILE and INPUT. */
final class RecordCompiler {
    private static final Set<String> INLINE = Set.of("DATALINES", "CARDS", "LINES", "DATALINES4", "CARDS4", "LINES4");
    private final StepParts parts;
    private final ProgramDataVector pdv;
    private final Optional<DataStep.InlineData> inline;
    private final InputNode.Current current = new InputNode.Current();
    private final InputItems.Decoder decoder;
    private final TargetCompiler targets;
    private final FileOptions fileOptions;

    RecordCompiler(StepParts parts, Optional<DataStep.InlineData> inline) {
        this.parts = parts;
        this.pdv = parts.pdv();
        this.inline = inline;
        this.targets = new TargetCompiler(parts);
        this.fileOptions = new FileOptions(parts);
        this.decoder = new InputItems.Decoder(
                parts.context().formats(), parts.diagnostics(), parts.context().missingLetters());
    }

    /** The buffer of the INFILE executed last, for {@code _INFILE_} in PUT. */
    InputNode.Current current() {
        return current;
    }

    StatementNode infile(DataStatement.Infile infile) {
        Map<String, Expression> options = new HashMap<>();
        infile.options().forEach((k, v) -> options.put(k.toUpperCase(Locale.ROOT), v));
        InputBuffer buffer = new InputBuffer(source(infile, options), settings(options, infile.place()));
        parts.inputFiles().add(buffer);
        return new InputNode.Infile(current, buffer);
    }

    private RecordSource source(DataStatement.Infile infile, Map<String, Expression> options) {
        Optional<String> fileref = infile.target().fileref();
        if (fileref.isPresent() && INLINE.contains(fileref.get().toUpperCase(Locale.ROOT))) {
            return inlineSource(infile.place());
        }
        Path path;
        String name;
        if (fileref.isPresent()) {
            name = fileref.get().toUpperCase(Locale.ROOT);
            path = parts.context()
                    .fileref(fileref.get())
                    .orElseThrow(() -> new StepFailure(infile.place(), DataStepMessage.FILEREF_UNKNOWN, name));
        } else {
            String written = constantText(infile.target().path().orElseThrow());
            name = "'" + written + "'";
            path = parts.context().path(written);
        }
        if (!Files.isRegularFile(path)) {
            throw new StepFailure(infile.place(), DataStepMessage.FILE_MISSING, path);
        }
        try {
            RecordSource source = RecordSource.file(name, path, fileOptions.format(options, infile.place()));
            fileOptions.describe(DataStepMessage.INFILE_IS, name, path, options);
            return source;
        } catch (IOException unreadable) {
            throw new StepFailure(infile.place(), DataStepMessage.FILE_UNREADABLE, path, unreadable.getMessage());
        }
    }

    private RecordSource inlineSource(Place place) {
        DataStep.InlineData data = inline.orElseThrow(() -> new StepFailure(place, DataStepMessage.NO_INFILE));
        return new RecordSource("DATALINES", data.lines(), data.firstLogLine(), true);
    }

    private String constantText(Expression expression) {
        ExpressionNode node = parts.expressions().compile(expression);
        return node instanceof TextNode text ? Blanks.trim(text.text(pdv.newFrame())) : "";
    }

    private InputBuffer.Settings settings(Map<String, Expression> options, Place place) {
        boolean dsd = options.containsKey("DSD");
        Expression delimiter = options.getOrDefault("DLM", options.get("DELIMITER"));
        String delimiters = delimiter == null ? (dsd ? "," : " ") : delimiters(delimiter);
        Expression text = options.get("DLMSTR");
        int lastDefault = Integer.MAX_VALUE;
        long last = whole(options, "OBS", parts.context().observationLimit().orElse(lastDefault));
        return new InputBuffer.Settings(
                delimiters,
                text == null ? "" : constantText(text),
                dsd,
                overflow(options),
                whole(options, "FIRSTOBS", 1),
                last,
                fileOptions.lineLength(options, 1_048_576),
                options.containsKey("PAD") ? fileOptions.lineLength(options, FileOptions.USUAL_LENGTH) : 0,
                options.containsKey("EXPANDTABS"),
                slot(options, "END", place),
                slot(options, "LENGTH", place),
                slot(options, options.containsKey("COL") ? "COL" : "COLUMN", place),
                options.get("EOF") instanceof Expression.VariableReference label
                        ? label.name().toUpperCase(Locale.ROOT)
                        : "",
                place);
    }

    private String delimiters(Expression expression) {
        ExpressionNode node = parts.expressions().compile(expression);
        String text = node instanceof TextNode t ? t.text(pdv.newFrame()) : " ";
        return text.isEmpty() ? " " : text;
    }

    private static InputBuffer.Overflow overflow(Map<String, Expression> options) {
        for (InputBuffer.Overflow overflow : InputBuffer.Overflow.values()) {
            if (overflow != InputBuffer.Overflow.FLOWOVER && options.containsKey(overflow.name())) {
                return overflow;
            }
        }
        return InputBuffer.Overflow.FLOWOVER;
    }

    private long whole(Map<String, Expression> options, String name, long otherwise) {
        Expression expression = options.get(name);
        if (expression == null || expression instanceof Expression.VariableReference) {
            return otherwise; // OBS=MAX
        }
        return (long) parts.expressions().number(expression).number(pdv.newFrame());
    }

    private int slot(Map<String, Expression> options, String name, Place place) {
        if (!(options.get(name) instanceof Expression.VariableReference variable)) {
            return -1;
        }
        PdvVariable automatic = pdv.automaticNumber(variable.name(), place);
        pdv.initialise(automatic, 0);
        return automatic.slot();
    }

    StatementNode input(DataStatement.Input input) {
        parts.markReadsInput();
        if (parts.inputFiles().isEmpty()) {
            InputBuffer.Settings settings = settings(Map.of(), input.place());
            InputBuffer buffer = new InputBuffer(inlineSource(input.place()), settings);
            parts.inputFiles().add(buffer);
            current.buffer(buffer);
        }
        List<InputItems.Item> items = new ArrayList<>();
        List<InputTarget> named = new ArrayList<>();
        for (InputItem item : input.items()) {
            if (item instanceof InputItem.NamedInput named1) {
                named.add(target(
                        named1.variable(),
                        named1.character(),
                        named1.informat().map(Format::width).orElse(8)));
            } else {
                compile(item, items, input.place());
            }
        }
        if (!named.isEmpty()) {
            items.add(new InputItems.NamedFields(named, decoder));
        }
        return new InputNode(
                current, items, input.hold(), parts.jump(), parts.context().log());
    }

    private void compile(InputItem item, List<InputItems.Item> items, Place place) {
        if (item instanceof InputItem.ListInput list) {
            boolean text =
                    list.character() || list.informat().map(Format::isCharacter).orElse(false);
            int length = list.informat().map(Format::width).filter(w -> w > 0).orElse(8);
            list.informat().ifPresent(f -> requireKnown(f, place));
            items.add(new InputItems.ListField(
                    target(list.variable(), text, length), list.informat(), list.modifiers(), decoder));
        } else if (item instanceof InputItem.ColumnInput columns) {
            int width = columns.last() - columns.first() + 1;
            items.add(new InputItems.ColumnField(
                    target(columns.variable(), columns.character(), width),
                    columns.first(),
                    columns.last(),
                    columns.decimals().orElse(-1),
                    columns.modifiers(),
                    decoder));
        } else if (item instanceof InputItem.FormattedInput formatted) {
            items.add(formatted(formatted.variable(), formatted.informat(), formatted.modifiers(), place));
        } else if (item instanceof InputItem.GroupInput group) {
            group(group, items, place);
        } else {
            items.add(move(((InputItem.Pointer) item).move()));
        }
    }

    private InputItems.Item formatted(Expression variable, Format informat, String modifiers, Place place) {
        requireKnown(informat, place);
        int length = informat.width() > 0 ? informat.width() : 8;
        return new InputItems.FormattedField(
                target(variable, informat.isCharacter(), length), informat, modifiers, decoder);
    }

    private void requireKnown(Format informat, Place place) {
        boolean plain = informat.name().isEmpty() || informat.name().equals("$");
        if (!plain && !parts.context().formats().knowsInformat(informat.name())) {
            throw new StepFailure(
                    place,
                    DataStepMessage.BAD_INFORMAT,
                    informat.name(),
                    Suggestion.of(informat.name(), parts.context().formats().informatNames()));
        }
    }

    private InputItems.Item move(PointerMove move) {
        return new InputItems.Move(move.kind(), move.amount().map(parts.expressions()::compile));
    }

    private InputTarget target(Expression expression, boolean text, int length) {
        if (expression instanceof Expression.VariableReference reference
                && (pdv.array(reference.name()).isEmpty()
                        || pdv.find(reference.name()).isPresent())) {
            PdvVariable variable = pdv.reserve(reference.name());
            if (!variable.isTyped()) {
                int known = variable.informat()
                        .map(Format::width)
                        .filter(w -> w > 0)
                        .orElse(length);
                if (text || variable.informat().map(Format::isCharacter).orElse(false)) {
                    pdv.text(reference.name(), known, reference.place());
                } else {
                    pdv.number(reference.name(), reference.place());
                }
            } else if (text && !variable.isText()) {
                throw new StepFailure(reference.place(), DataStepMessage.TYPE_CONFLICT, variable.name());
            }
            variable.markAssigned();
            return new InputTarget.Variable(
                    variable.name(), variable.isText(), variable.length(), variable.slot(), variable.informat());
        }
        ExpressionNode element = targets.lvalue(expression);
        String array = ((Expression.Call) expression).name();
        if (element instanceof Variables.TextElement e) {
            return new InputTarget.Element(array, e.subscript(), e.slots(), e.lengths(), true);
        }
        Variables.NumberElement e = (Variables.NumberElement) element;
        int[] lengths = new int[e.slots().length];
        return new InputTarget.Element(array, e.subscript(), e.slots(), lengths, false);
    }

    private void group(InputItem.GroupInput group, List<InputItems.Item> items, Place place) {
        Groups.cycle(pdv, group.variables(), group.formats(), new Groups.Receiver() {
            @Override
            public void move(PointerMove move) {
                items.add(RecordCompiler.this.move(move));
            }

            @Override
            public void variable(Expression variable, GroupElement.FormatElement element) {
                Optional<Format> informat = element.format();
                String modifiers = element.modifiers();
                boolean list = modifiers.contains(":") || modifiers.contains("&") || modifiers.contains("~");
                if (informat.isPresent() && !list && !isListDollar(informat.get())) {
                    items.add(formatted(variable, informat.get(), modifiers, place));
                } else {
                    compile(
                            new InputItem.ListInput(
                                    variable,
                                    modifiers.contains("$")
                                            || informat.map(Format::isCharacter).orElse(false),
                                    informat.filter(f -> !isListDollar(f)),
                                    modifiers),
                            items,
                            place);
                }
            }
        });
    }

    /** {@code ($)} in a group asks for list input of text. */
    private static boolean isListDollar(Format format) {
        return format.name().equals("$") && format.width() == 0;
    }
}
