package hermite.sas.datastep.compile;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Blanks;
import hermite.sas.datastep.node.ExpressionNode;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.node.TextNode;
import hermite.sas.datastep.record.FileSink;
import hermite.sas.datastep.record.OutputLines;
import hermite.sas.datastep.record.PutItems;
import hermite.sas.datastep.record.PutNode;
import hermite.sas.datastep.statement.StatementNode;
import hermite.sas.datastep.vector.Dump;
import hermite.sas.datastep.vector.PdvVariable;
import hermite.sas.datastep.vector.ProgramDataVector;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.DataStatement.GroupElement;
import hermite.sas.syntax.ast.DataStatement.PointerMove;
import hermite.sas.syntax.ast.DataStatement.PutItem;
import hermite.sas.syntax.ast.Expression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** FILE, PUT, PUTLOG and ERROR. */
final class PutCompiler {
    private final StepParts parts;
    private final ProgramDataVector pdv;
    private final RecordCompiler records;
    private final Formats formats;
    private final FileOptions fileOptions;
    private final PutNode.Current log;
    private final PutNode.Current current;

    PutCompiler(StepParts parts, RecordCompiler records) {
        this.parts = parts;
        this.pdv = parts.pdv();
        this.records = records;
        this.fileOptions = new FileOptions(parts);
        this.formats = parts.context().formats();
        OutputLines logLines = lines(parts.context().log()::line, " ", false, Integer.MAX_VALUE);
        this.log = new PutNode.Current(logLines);
        this.current = new PutNode.Current(logLines);
    }

    private OutputLines lines(Consumer<String> receiver, String delimiter, boolean dsd, int lineLength) {
        OutputLines.Sink sink = new OutputLines.Sink() {
            @Override
            public void line(String text) {
                receiver.accept(text);
            }

            @Override
            public void close() {
                // log and listing stay open
            }

            @Override
            public void abandon() {
                // log and listing stay open
            }
        };
        OutputLines lines = new OutputLines("", sink, delimiter, dsd, lineLength);
        parts.outputFiles().add(lines);
        return lines;
    }

    StatementNode file(DataStatement.File file) {
        Map<String, Expression> options = new HashMap<>();
        file.options().forEach((k, v) -> options.put(k.toUpperCase(Locale.ROOT), v));
        boolean dsd = options.containsKey("DSD");
        Expression delimiter = options.getOrDefault("DLM", options.get("DELIMITER"));
        String separator = delimiter == null ? (dsd ? "," : " ") : constantText(delimiter);
        int lineLength = fileOptions.lineLength(options, Integer.MAX_VALUE);
        String word = file.target().fileref().orElse("").toUpperCase(Locale.ROOT);
        if (word.equals("LOG")) {
            OutputLines lines = lines(parts.context().log()::line, separator, dsd, lineLength);
            return new PutNode.File(current, lines);
        }
        if (word.equals("PRINT")) {
            OutputLines lines = lines(parts.context()::printLine, separator, dsd, lineLength);
            return new PutNode.File(current, lines);
        }
        String name;
        Path path;
        if (word.isEmpty()) {
            String written = constantText(file.target().path().orElseThrow());
            name = "'" + written + "'";
            path = parts.context().path(written);
        } else {
            name = word;
            path = parts.context()
                    .fileref(word)
                    .orElseThrow(() -> new StepFailure(file.place(), DataStepMessage.FILEREF_UNKNOWN, word));
        }
        FileSink sink =
                new FileSink(path, options.containsKey("MOD"), fileOptions.format(options, file.place()), file.place());
        fileOptions.describe(DataStepMessage.FILE_IS, name, path, options);
        OutputLines lines = new OutputLines(name, sink, separator, dsd, lineLength);
        parts.outputFiles().add(lines);
        return new PutNode.File(current, lines);
    }

    private String constantText(Expression expression) {
        ExpressionNode node = parts.expressions().compile(expression);
        String text = node instanceof TextNode t ? t.text(pdv.newFrame()) : " ";
        return text.length() == 1 ? text : Blanks.trim(text);
    }

    StatementNode put(DataStatement.Put put) {
        return new PutNode(put.log() ? log : current, items(put.items(), put.place()), put.hold(), false);
    }

    StatementNode error(DataStatement.ErrorMessage error) {
        return new PutNode(log, items(error.items(), error.place()), 0, true);
    }

    private List<PutItems.Item> items(List<PutItem> written, Place place) {
        List<PutItems.Item> items = new ArrayList<>();
        for (PutItem item : written) {
            compile(item, items, place);
        }
        return items;
    }

    private void compile(PutItem item, List<PutItems.Item> items, Place place) {
        if (item instanceof PutItem.TextItem text) {
            items.add(new PutItems.Text(text.text().repeat(Math.max(1, text.repeat()))));
        } else if (item instanceof PutItem.VariableItem variable) {
            items.add(value(variable.variable(), variable.named(), variable.format(), variable.align(), place));
        } else if (item instanceof PutItem.ColumnItem columns) {
            ExpressionNode node = parts.expressions().compile(columns.variable());
            items.add(new PutItems.Columns(
                    node, columns.first(), columns.last(), columns.decimals().orElse(-1), formats));
        } else if (item instanceof PutItem.GroupItem group) {
            group(group, items, place);
        } else if (item instanceof PutItem.SpecialItem special) {
            items.add(special(special.word().toUpperCase(Locale.ROOT), place));
        } else {
            items.add(move(((PutItem.Pointer) item).move()));
        }
    }

    private PutItems.Item move(PointerMove move) {
        return new PutItems.Move(move.kind(), move.amount().map(parts.expressions()::compile));
    }

    private PutItems.Item value(
            Expression expression, boolean named, Optional<Format> format, Optional<Character> align, Place place) {
        ExpressionNode node = parts.expressions().compile(expression);
        format.ifPresent(f -> {
            String name = node.isText() && !f.isCharacter() ? "$" + f.name() : f.name();
            if (!name.equals("$") && !formats.knowsFormat(name)) {
                throw new StepFailure(
                        place, DataStepMessage.BAD_FORMAT, f.name(), Suggestion.of(f.name(), formats.formatNames()));
            }
        });
        Optional<PdvVariable> variable = expression instanceof Expression.VariableReference reference
                ? pdv.find(reference.name())
                : Optional.empty();
        String name =
                variable.map(PdvVariable::name).orElse(expression instanceof Expression.Call call ? call.name() : "");
        return new DeferredFormat(
                variable, own -> new PutItems.Value(node, named ? name : "", format, own, align, formats));
    }

    /** The FORMAT statement may come after the PUT: the variable's own format is looked up when the item is first put. */
    private static final class DeferredFormat implements PutItems.Item {
        private final Optional<PdvVariable> variable;
        private final Function<Optional<Format>, PutItems.Item> make;
        private PutItems.Item item;

        DeferredFormat(Optional<PdvVariable> variable, Function<Optional<Format>, PutItems.Item> make) {
            this.variable = variable;
            this.make = make;
        }

        @Override
        public void put(Frame frame, OutputLines lines) {
            if (item == null) {
                item = make.apply(variable.flatMap(PdvVariable::format));
            }
            item.put(frame, lines);
        }
    }

    private void group(PutItem.GroupItem group, List<PutItems.Item> items, Place place) {
        Groups.cycle(pdv, group.variables(), group.formats(), new Groups.Receiver() {
            @Override
            public void move(PointerMove move) {
                items.add(PutCompiler.this.move(move));
            }

            @Override
            public void variable(Expression variable, GroupElement.FormatElement element) {
                boolean named = group.named() || element.modifiers().contains("=");
                items.add(value(variable, named, element.format(), Optional.empty(), place));
            }
        });
    }

    private PutItems.Item special(String word, Place place) {
        switch (word) {
            case "_ALL_":
                Dump dump = new Dump(pdv, formats);
                return new PutItems.Computed(frame -> dump.line(frame));
            case "_INFILE_":
                return new PutItems.Computed(frame -> records.current().buffer() == null
                        ? ""
                        : records.current().buffer().current());
            default:
                throw new StepFailure(
                        place, DataStepMessage.UNSUPPORTED_STATEMENT, word + " item of the PUT statement");
        }
    }
}
