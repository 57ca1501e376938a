package hermite.sas.session.step;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.sas.datastep.DataStepContext;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.DataStepRunner;
import hermite.sas.datastep.MacroSymbols;
import hermite.sas.log.Log;
import hermite.sas.log.Message;
import hermite.sas.log.StepFailure;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.DataStep;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/** The input of a procedure after its programming statements: they run as a DATA step that reads it. */
final class ProgrammedInput implements DataStepContext {
    private static final Set<Message> OF_DATA_SETS = Set.of(
            DataStepMessage.DATA_SET_WRITTEN,
            DataStepMessage.OBSERVATIONS_READ,
            DataStepMessage.STOPPED,
            DataStepMessage.NOT_REPLACED,
            DataStepMessage.INCOMPLETE);
    /** Stands for the input in the DATA step. */
    private static final String INPUT = "_INPUT_";

    private final DataStepContext session;
    private final String name;
    private final Table input;
    private Optional<Table> output = Optional.empty();

    private ProgrammedInput(DataStepContext session, String name, Table input) {
        this.session = session;
        this.name = name;
        this.input = input;
    }

    /** Statements that compute, apart from those about attributes. */
    static List<DataStatement> program(ProcStep step) {
        return step.statements().stream()
                .filter(s -> s.body() instanceof Body.Program)
                .map(s -> ((Body.Program) s.body()).statement())
                .filter(s -> !(s instanceof DataStatement.Formats)
                        && !(s instanceof DataStatement.Labels)
                        && !(s instanceof DataStatement.Attributes))
                .toList();
    }

    /** @throws StepFailure when the statements do not compile or fail; the log says why */
    static Table of(ProcStep step, String name, Table input, DataStepContext session) {
        List<DataStatement> statements = new ArrayList<>();
        DataSetReference read = DataSetReference.of("", INPUT);
        statements.add(new DataStatement.Set(List.of(read), Map.of(), step.place()));
        statements.addAll(program(step));
        ProgrammedInput run = new ProgrammedInput(session, name, input);
        boolean done = DataStepRunner.run(new DataStep(List.of(read), statements, Optional.empty(), step.place()), run);
        if (!done) {
            throw new StepFailure(step.place(), StepMessage.PROGRAM_FAILED);
        }
        Table made = run.output.orElse(input);
        tellChanged(made, input, name, session.log());
        return made;
    }

    /** Output data sets of the procedure hold what the statements made of variables of the input. */
    private static void tellChanged(Table made, Table input, String name, Log log) {
        if (made.rowCount() != input.rowCount()) {
            return;
        }
        List<String> changed = new ArrayList<>();
        for (int c = 0; c < input.variables().size(); c++) {
            int place = c;
            boolean same = input.variable(c).isNumeric()
                    ? Arrays.equals(input.numeric(c).values(), made.numeric(c).values())
                    : IntStream.range(0, input.rowCount()).allMatch(i -> input.character(place)
                            .get(i)
                            .equals(made.character(place).get(i)));
            if (!same) {
                changed.add(input.variable(c).name());
            }
        }
        if (!changed.isEmpty()) {
            log.write(StepMessage.PROGRAM_CHANGES, String.join(" ", changed), name);
        }
    }

    @Override
    public InputDataSet open(DataSetReference reference) {
        return reference.member().equals(INPUT) ? new InputDataSet(name, input) : session.open(reference);
    }

    @Override
    public String fullName(DataSetReference reference) {
        return name;
    }

    @Override
    public boolean exists(String fullName) {
        return true;
    }

    @Override
    public void store(String fullName, Table table) {
        output = Optional.of(table);
    }

    /** Without the notes about data sets, which are those of the procedure. */
    @Override
    public Log log() {
        Log log = session.log();
        return new Log() {
            @Override
            public void write(Message message, Object... arguments) {
                if (!OF_DATA_SETS.contains(message)) {
                    log.write(message, arguments);
                }
            }

            @Override
            public void write(Place place, Message message, Object... arguments) {
                log.write(place, message, arguments);
            }

            @Override
            public void line(String text) {
                log.line(text);
            }
        };
    }

    @Override
    public int errorLimit() {
        return session.errorLimit();
    }

    @Override
    public OptionalLong observationLimit() {
        return OptionalLong.empty();
    }

    @Override
    public boolean syntaxCheckOnly() {
        return session.syntaxCheckOnly();
    }

    @Override
    public String missingLetters() {
        return session.missingLetters();
    }

    @Override
    public void printLine(String line) {
        session.printLine(line);
    }

    @Override
    public void queueCode(String code) {
        session.queueCode(code);
    }

    @Override
    public void checkInterrupt() {
        session.checkInterrupt();
    }

    @Override
    public Formats formats() {
        return session.formats();
    }

    @Override
    public LocalDateTime now() {
        return session.now();
    }

    @Override
    public MacroSymbols macroSymbols() {
        return session.macroSymbols();
    }

    @Override
    public Optional<String> option(String option) {
        return session.option(option);
    }

    @Override
    public Optional<Table> dataSet(String other) {
        return session.dataSet(other);
    }

    @Override
    public Path path(String written) {
        return session.path(written);
    }

    @Override
    public Optional<Path> fileref(String fileref) {
        return session.fileref(fileref);
    }

    @Override
    public Optional<String> libraryPath(String libref) {
        return session.libraryPath(libref);
    }

    @Override
    public String resolve(String text) {
        return session.resolve(text);
    }
}
