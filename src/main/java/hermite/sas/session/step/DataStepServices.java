package hermite.sas.session.step;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.sas.datastep.DataStepContext;
import hermite.sas.datastep.MacroSymbols;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.session.library.FileReferences;
import hermite.sas.session.library.Libraries;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataSetReference;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What the session offers DATA steps, WHERE clauses and %SYSFUNC. */
public final class DataStepServices implements DataStepContext {
    private final StepServices services;
    private final FileReferences filerefs;
    private final MacroSymbols symbols;
    private final UnaryOperator<String> resolver;
    private final Supplier<String> missingLetters;
    private final Consumer<String> queue;
    private final Consumer<String> print;
    private final Predicate<String> promised;

    /**
     * @param resolver resolves macro references in a text
     * @param queue takes the code of CALL EXECUTE
     * @param print takes lines of FILE PRINT
     * @param promised whether a data set is missing only because an earlier step failed or was checked
     */
    public DataStepServices(
            StepServices services,
            FileReferences filerefs,
            MacroSymbols symbols,
            UnaryOperator<String> resolver,
            Supplier<String> missingLetters,
            Consumer<String> queue,
            Consumer<String> print,
            Predicate<String> promised) {
        this.services = services;
        this.filerefs = filerefs;
        this.symbols = symbols;
        this.resolver = resolver;
        this.missingLetters = missingLetters;
        this.queue = queue;
        this.print = print;
        this.promised = promised;
    }

    @Override
    public InputDataSet open(DataSetReference reference) {
        String name = services.dataSets().inputName(Optional.of(reference));
        if (services.isChecking() && promised.test(name) && !services.dataSets().exists(name)) {
            return new InputDataSet(name, new Table(List.of(), List.of(), 0));
        }
        return new InputDataSet(name, services.dataSets().read(name, reference.place()));
    }

    @Override
    public String fullName(DataSetReference reference) {
        return services.dataSets().outputName(reference);
    }

    @Override
    public boolean exists(String fullName) {
        return services.dataSets().exists(fullName);
    }

    @Override
    public void store(String fullName, Table table) {
        services.dataSets().write(fullName, table, Place.UNKNOWN);
    }

    @Override
    public int errorLimit() {
        return services.options().errors();
    }

    @Override
    public OptionalLong observationLimit() {
        return services.options().obs();
    }

    @Override
    public boolean syntaxCheckOnly() {
        return services.isChecking();
    }

    @Override
    public String missingLetters() {
        return missingLetters.get();
    }

    @Override
    public void printLine(String line) {
        print.accept(line);
    }

    @Override
    public void queueCode(String code) {
        queue.accept(code);
    }

    @Override
    public void checkInterrupt() {
        services.interruption().check();
    }

    @Override
    public Formats formats() {
        return services.formats();
    }

    @Override
    public Log log() {
        return services.log();
    }

    @Override
    public LocalDateTime now() {
        return services.now();
    }

    @Override
    public MacroSymbols macroSymbols() {
        return symbols;
    }

    @Override
    public Optional<String> option(String name) {
        return services.options().text(name);
    }

    @Override
    public Optional<Table> dataSet(String name) {
        String full = (name.indexOf('.') < 0 ? Libraries.WORK + "." + name : name).toUpperCase(Locale.ROOT);
        String libref = full.substring(0, full.indexOf('.'));
        if (services.libraries()
                .find(libref)
                .flatMap(Libraries.Assigned::library)
                .isEmpty()) {
            return Optional.empty();
        }
        try {
            return services.dataSets().exists(full)
                    ? Optional.of(services.dataSets().read(full, Place.UNKNOWN))
                    : Optional.empty();
        } catch (StepFailure unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public Path path(String written) {
        return services.path(written);
    }

    @Override
    public Optional<Path> fileref(String name) {
        return filerefs.find(name);
    }

    @Override
    public Optional<String> libraryPath(String libref) {
        return services.libraries().find(libref).map(Libraries.Assigned::physicalName);
    }

    @Override
    public String resolve(String text) {
        return resolver.apply(text);
    }
}
