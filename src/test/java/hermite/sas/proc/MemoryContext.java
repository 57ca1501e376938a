package hermite.sas.proc;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Formats;
import hermite.data.Library;
import hermite.data.SortKey;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.data.format.FormatCatalogue;
import hermite.report.Cell;
import hermite.report.OutputObject;
import hermite.report.OutputTable;
import hermite.sas.log.ListedLog;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataStatement.ByItem;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.VariableList;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A context of a procedure for tests: data sets in memory, output objects and log lines in lists. */
public final class MemoryContext implements ProcContext {
    private final Map<String, Table> tables = new TreeMap<>();
    private final Map<String, byte[]> stores = new HashMap<>();
    private final List<String> logLines = new ArrayList<>();
    private final List<OutputObject> output = new ArrayList<>();
    private final List<String> groupHeadings = new ArrayList<>();
    private final Formats formats = new FormatCatalogue();
    private final Path directory;
    private List<ByItem> by = List.of();
    private String last = "";

    public MemoryContext() {
        this(Path.of("."));
    }

    public MemoryContext(Path directory) {
        this.directory = directory;
    }

    public MemoryContext with(String twoLevelName, Table table) {
        tables.put(twoLevelName, table);
        last = twoLevelName;
        return this;
    }

    /** Runs a step and makes its BY statement known to {@link #byGroups}. */
    public MemoryContext run(Procedure procedure, StepBuilder step) {
        by = step.byItems();
        procedure.run(step.build(procedure.spec()), this);
        return this;
    }

    /** Runs a step that the parser has read. */
    public MemoryContext run(Procedure procedure, hermite.sas.syntax.ast.ProcStep step) {
        by = step.statement("BY")
                .map(s -> ((hermite.sas.syntax.ast.ProcStatement.Body.By) s.body()).items())
                .orElse(List.of());
        procedure.run(step, this);
        return this;
    }

    public Table table(String twoLevelName) {
        return tables.get(twoLevelName);
    }

    public List<String> logLines() {
        return logLines;
    }

    public List<OutputObject> output() {
        return output;
    }

    public List<String> groupHeadings() {
        return groupHeadings;
    }

    public List<OutputTable> tablesNamed(String odsName) {
        return output.stream()
                .filter(o -> o.name().equals(odsName))
                .map(OutputTable.class::cast)
                .toList();
    }

    @Override
    public InputData input(Optional<DataSetReference> reference) {
        String name = reference.map(this::fullName).orElse(last);
        Table table = tables.get(name);
        if (table == null) {
            throw new StepFailure(ProcMessage.FILE_DOES_NOT_EXIST, name);
        }
        logLines.add("NOTE: There were " + table.rowCount() + " observations read from the data set " + name + ".");
        return new InputData(name, table);
    }

    @Override
    public List<ByGroup> byGroups(InputData input) {
        Table table = input.table();
        if (by.isEmpty()) {
            return List.of(new ByGroup("", List.of(), List.of(), table));
        }
        List<String> names = by.stream().map(ByItem::name).toList();
        var order =
                table.comparator(names.stream().map(n -> new SortKey(n, false)).toList());
        List<ByGroup> groups = new ArrayList<>();
        int start = 0;
        for (int row = 1; row <= table.rowCount(); row++) {
            if (row == table.rowCount() || order.compare(row - 1, row) != 0) {
                groups.add(group(table, names, start, row));
                start = row;
            }
        }
        return groups;
    }

    private ByGroup group(Table table, List<String> names, int from, int to) {
        int[] rows = java.util.stream.IntStream.range(from, to).toArray();
        List<Cell> values = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            int place = table.indexOf(name);
            Column column = table.column(place);
            Variable variable = table.variable(place);
            if (column instanceof CharacterColumn text) {
                values.add(Cell.of(text.get(from)));
                parts.add(variable.name() + "=" + formats.display(variable, text.get(from)));
            } else {
                values.add(Cell.of(table.numeric(place).get(from)));
                parts.add(variable.name() + "="
                        + formats.display(variable, table.numeric(place).get(from)));
            }
        }
        return new ByGroup(String.join(" ", parts), names, values, table.selectRows(rows));
    }

    @Override
    public void beginGroup(ByGroup group) {
        groupHeadings.add(group.heading());
    }

    @Override
    public List<String> resolve(List<VariableList> lists, Table table) {
        List<String> names = new ArrayList<>();
        for (VariableList list : lists) {
            if (list instanceof VariableList.Name name) {
                names.add(table.variable(name.name())
                        .orElseThrow(() -> new StepFailure(
                                ProcMessage.VARIABLE_NOT_FOUND, name.name().toUpperCase(Locale.ROOT)))
                        .name());
            } else if (list instanceof VariableList.Special special) {
                table.variables().stream()
                        .filter(v -> special.kind() == VariableList.Kind.ALL
                                || v.isNumeric() == (special.kind() == VariableList.Kind.NUMERIC))
                        .forEach(v -> names.add(v.name()));
            } else {
                throw new UnsupportedOperationException("list " + list);
            }
        }
        return names;
    }

    @Override
    public int[] rows(Expression condition, String name, Table table) {
        throw new UnsupportedOperationException("conditions need a session");
    }

    @Override
    public void write(DataSetReference reference, Table table) {
        String name = fullName(reference);
        tables.put(name, table);
        last = name;
        logLines.add("NOTE: The data set " + name + " has " + table.rowCount() + " observations and "
                + table.variables().size() + " variables.");
    }

    @Override
    public void put(OutputObject object) {
        output.add(object);
    }

    @Override
    public Log log() {
        return new ListedLog(logLines);
    }

    @Override
    public Formats formats() {
        return formats;
    }

    @Override
    public void keepStore(DataSetReference reference, byte[] content) {
        stores.put(fullName(reference), content);
    }

    @Override
    public Optional<byte[]> readStore(DataSetReference reference) {
        return Optional.ofNullable(stores.get(fullName(reference)));
    }

    @Override
    public Library library(String libref) {
        return new MemoryLibrary(libref.isEmpty() ? "WORK" : libref.toUpperCase(Locale.ROOT), tables);
    }

    @Override
    public String fullName(DataSetReference reference) {
        if (reference.member().equalsIgnoreCase("_LAST_")) {
            return last;
        }
        String libref = reference.libref().isEmpty() ? "WORK" : reference.libref();
        return (libref + "." + reference.member()).toUpperCase(Locale.ROOT);
    }

    @Override
    public Path path(String written) {
        return directory.resolve(written);
    }

    @Override
    public Path outputDirectory() {
        return directory;
    }

    @Override
    public LocalDateTime now() {
        return LocalDateTime.of(2020, 1, 2, 3, 4, 5);
    }

    @Override
    public void checkInterrupt() {
        // nobody interrupts a test
    }
}
