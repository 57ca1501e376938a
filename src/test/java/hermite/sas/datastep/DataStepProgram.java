package hermite.sas.datastep;

import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.format.FormatCatalogue;
import hermite.sas.log.Log;
import hermite.sas.log.Message;
import hermite.sas.log.StepFailure;
import hermite.sas.source.Place;
import hermite.sas.source.SourceListener;
import hermite.sas.source.macro.MacroHost;
import hermite.sas.syntax.ProcedureLookup;
import hermite.sas.syntax.ProgramHandler;
import hermite.sas.syntax.ProgramReader;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataStep;
import hermite.sas.syntax.ast.GlobalStatement;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Runs the DATA steps of a program text over a library in memory; keeps its log, data sets and macro variables. */
final class DataStepProgram implements DataStepContext, Log, ProgramHandler, SourceListener, MacroSymbols {
    final Map<String, Table> dataSets = new TreeMap<>();
    final List<String> log = new ArrayList<>();
    final List<String> printed = new ArrayList<>();
    final List<String> queued = new ArrayList<>();
    final Map<String, String> symbols = new HashMap<>();
    final Map<String, Path> filerefs = new HashMap<>();
    final List<Boolean> outcomes = new ArrayList<>();
    String missingLetters = "";
    private final Formats formats = new FormatCatalogue();
    private String last = "WORK._NONE_";

    static DataStepProgram run(String program) {
        DataStepProgram run = new DataStepProgram();
        run.more(program);
        return run;
    }

    DataStepProgram more(String program) {
        ProcedureLookup none = new ProcedureLookup() {
            @Override
            public Optional<ProcedureSpec> find(String name) {
                return Optional.empty();
            }

            @Override
            public Collection<String> names() {
                return List.of();
            }
        };
        ProgramReader reader = new ProgramReader(this, this, none, MacroHost.NONE);
        reader.push("test.sas", program);
        reader.run(this);
        return this;
    }

    Table table(String name) {
        return dataSets.get("WORK." + name.toUpperCase(Locale.ROOT));
    }

    /** A column's values as printed: numbers plainly, missing values by their code, texts as they are. */
    List<String> values(String dataSet, String variable) {
        Table table = table(dataSet);
        int column = table.indexOf(variable);
        List<String> values = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            if (table.variable(column).isNumeric()) {
                values.add(plain(table.numeric(column).get(row)));
            } else {
                values.add(table.character(column).get(row));
            }
        }
        return values;
    }

    double number(String dataSet, String variable) {
        Table table = table(dataSet);
        return table.numeric(table.indexOf(variable)).get(table.rowCount() - 1);
    }

    String text(String dataSet, String variable) {
        Table table = table(dataSet);
        return table.character(table.indexOf(variable)).get(table.rowCount() - 1);
    }

    List<String> names(String dataSet) {
        return table(dataSet).variables().stream().map(v -> v.name()).toList();
    }

    private static String plain(double value) {
        if (Missing.isMissing(value)) {
            return Missing.text(value);
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    @Override
    public void dataStep(DataStep step) {
        outcomes.add(DataStepRunner.run(step, this));
    }

    @Override
    public void global(GlobalStatement statement) {
        if (statement instanceof GlobalStatement.MissingLetters letters) {
            missingLetters = letters.letters().toUpperCase(Locale.ROOT);
        }
    }

    @Override
    public void procStep(ProcStep step) {
        throw new IllegalStateException("no procedures here");
    }

    @Override
    public void rejectedStep(String kind, String name) {
        outcomes.add(false);
    }

    @Override
    public void write(Message message, Object... arguments) {
        String number = message.number().isEmpty() ? "" : " " + message.number();
        log.add(message.severity() + number + ": " + message.format(arguments));
        String question = hermite.sas.log.Suggestion.among(arguments).question();
        if (!question.isEmpty()) {
            log.add("      " + question);
        }
    }

    @Override
    public void write(Place place, Message message, Object... arguments) {
        write(message, arguments);
    }

    @Override
    public void line(String text) {
        log.add(text);
    }

    @Override
    public void line(int number, String text, Kind kind) {
        // the echo is the session's matter
    }

    @Override
    public InputDataSet open(DataSetReference reference) {
        String name = reference.member().equalsIgnoreCase("_LAST_") ? last : fullName(reference);
        Table table = dataSets.get(name);
        if (table == null) {
            throw new StepFailure(reference.place(), DataStepMessage.FILE_MISSING, name + ".DATA");
        }
        return new InputDataSet(name, table);
    }

    @Override
    public String fullName(DataSetReference reference) {
        String library = reference.libref().isEmpty() ? "WORK" : reference.libref();
        String member = reference.member().equalsIgnoreCase("_DATA_") ? "DATA1" : reference.member();
        return (library + "." + member).toUpperCase(Locale.ROOT);
    }

    @Override
    public boolean exists(String fullName) {
        return dataSets.containsKey(fullName);
    }

    @Override
    public void store(String fullName, Table table) {
        dataSets.put(fullName, table);
        last = fullName;
    }

    @Override
    public int errorLimit() {
        return 20;
    }

    @Override
    public OptionalLong observationLimit() {
        return OptionalLong.empty();
    }

    @Override
    public boolean syntaxCheckOnly() {
        return false;
    }

    @Override
    public String missingLetters() {
        return missingLetters;
    }

    @Override
    public void printLine(String line) {
        printed.add(line);
    }

    @Override
    public void queueCode(String code) {
        queued.add(code);
    }

    @Override
    public void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new java.util.concurrent.CancellationException("interrupted");
        }
    }

    @Override
    public Formats formats() {
        return formats;
    }

    @Override
    public Log log() {
        return this;
    }

    @Override
    public LocalDateTime now() {
        return LocalDateTime.of(2026, 11, 21, 14, 30, 15);
    }

    @Override
    public MacroSymbols macroSymbols() {
        return this;
    }

    @Override
    public Optional<String> get(String name) {
        return Optional.ofNullable(symbols.get(name.toUpperCase(Locale.ROOT)));
    }

    @Override
    public void put(String name, String value, Scope scope) {
        symbols.put(name.toUpperCase(Locale.ROOT), value);
    }

    @Override
    public Optional<String> option(String name) {
        return name.equals("YEARCUTOFF") ? Optional.of("1926") : Optional.empty();
    }

    @Override
    public Optional<Table> dataSet(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Optional.ofNullable(dataSets.get(upper.contains(".") ? upper : "WORK." + upper));
    }

    @Override
    public Path path(String written) {
        return Path.of(written);
    }

    @Override
    public Optional<Path> fileref(String name) {
        return Optional.ofNullable(filerefs.get(name.toUpperCase(Locale.ROOT)));
    }

    @Override
    public Optional<String> libraryPath(String libref) {
        return libref.equalsIgnoreCase("WORK") ? Optional.of("memory") : Optional.empty();
    }

    @Override
    public String resolve(String text) {
        return text;
    }
}
