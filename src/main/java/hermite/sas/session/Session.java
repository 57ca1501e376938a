package hermite.sas.session;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.format.FormatCatalogue;
import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.destination.Destination;
import hermite.report.destination.ImageFiles;
import hermite.report.destination.Page;
import hermite.report.destination.listing.ListingDestination;
import hermite.report.style.Styles;
import hermite.sas.datastep.DataStepContext;
import hermite.sas.datastep.DataStepRunner;
import hermite.sas.datastep.MacroSymbols;
import hermite.sas.datastep.WhereClause;
import hermite.sas.datastep.function.FunctionRegistry;
import hermite.sas.datastep.function.FunctionState;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.InputData;
import hermite.sas.session.library.DataRoomEngines;
import hermite.sas.session.library.DataSets;
import hermite.sas.session.library.FilePaths;
import hermite.sas.session.library.FileReferences;
import hermite.sas.session.library.ItemStores;
import hermite.sas.session.library.LibnameStatement;
import hermite.sas.session.library.Libraries;
import hermite.sas.session.output.DestinationFactory;
import hermite.sas.session.output.OdsStatements;
import hermite.sas.session.output.OutputRouter;
import hermite.sas.session.step.DataStepServices;
import hermite.sas.session.step.DefectReport;
import hermite.sas.session.step.Interruption;
import hermite.sas.session.step.Procedures;
import hermite.sas.session.step.RowFilter;
import hermite.sas.session.step.StepRunner;
import hermite.sas.session.step.StepServices;
import hermite.sas.session.step.StepTimer;
import hermite.sas.source.Place;
import hermite.sas.syntax.ProcedureLookup;
import hermite.sas.syntax.ProgramHandler;
import hermite.sas.syntax.ProgramReader;
import hermite.sas.syntax.ast.DataStep;
import hermite.sas.syntax.ast.GlobalStatement;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Runs SAS programs. Owns all that lasts from step to step: libraries, options, titles, macro variables, output
 * destinations, the log. Not for use by several threads at once, except {@link #interrupt}; several sessions may live
 * side by side.
 */
public final class Session implements AutoCloseable {
    private static final String DEFAULT_TITLE = "The SAS System";

    private final SessionBuilder settings;
    private final LocalDateTime started;
    private final Duration realStart;
    private final Duration cpuStart;
    private final SystemOptions options = new SystemOptions();
    private final SessionLog log;
    private final FilePaths paths;
    private final FormatCatalogue formats = new FormatCatalogue();
    private final Libraries libraries;
    private final DataSets dataSets;
    private final ItemStores stores;
    private final FileReferences filerefs;
    private final OutputRouter router;
    private final TitleLines titles = new TitleLines(DEFAULT_TITLE);
    private final TitleLines footnotes = new TitleLines();
    private final Interruption interruption = new Interruption();
    private final Procedures procedures;
    private final SessionMacroHost macros;
    private final GlobalStatements globals;
    private final DataStepServices dataStepServices;
    private final FunctionState functionState;
    private final List<String> printed = new ArrayList<>();
    private final StepRunner steps;
    private final ProgramReader reader;
    private final ProgramHandler handler = new Handler();
    private Optional<ListingDestination> lastListing = Optional.empty();
    private boolean checking;
    private boolean closed;

    public static SessionBuilder builder() {
        return new SessionBuilder();
    }

    Session(SessionBuilder settings) {
        this.settings = settings;
        this.started = LocalDateTime.now(settings.clock);
        this.realStart = settings.timer.real();
        this.cpuStart = settings.announce ? settings.timer.cpu() : Duration.ZERO;
        this.log = new SessionLog(settings.log, options, settings.echo);
        this.paths = new FilePaths(
                settings.currentDirectory,
                settings.programDirectory.orElse(settings.currentDirectory),
                settings.mappings,
                settings.environment);
        DataRoomEngines engines = new DataRoomEngines(this::now);
        this.libraries = new Libraries(engines.memory());
        this.dataSets = new DataSets(libraries, engines, paths);
        this.stores = new ItemStores(libraries);
        this.filerefs = new FileReferences(paths, log);
        this.router = new OutputRouter(log);
        this.procedures = settings.procedures.orElseGet(Procedures::onClassPath);
        this.macros = new SessionMacroHost(
                AutomaticVariables.atStart(started, settings.parameter, System.getProperty("user.name", "")),
                options,
                paths,
                filerefs,
                dataSets::last,
                this::callFunction);
        options.set("SYSPARM", settings.parameter);
        this.globals = new GlobalStatements(
                options,
                titles,
                footnotes,
                new LibnameStatement(libraries, engines, paths, options, log),
                filerefs,
                new OdsStatements(router, new DestinationFactory(this::listing), paths, filerefs, log),
                macros::put,
                log);
        StepServices services = new Services();
        this.dataStepServices = new DataStepServices(
                services,
                filerefs,
                macroSymbols(),
                text -> reader().macro().resolve(text),
                globals::missingLetters,
                code -> reader().execute(code),
                printed::add,
                name -> promises(name));
        this.functionState = new FunctionState(started.toEpochSecond(ZoneOffset.UTC));
        this.steps =
                new StepRunner(services, procedures, this::runDataStep, this::page, this::listingPage, settings.timer);
        this.reader = new ProgramReader(log, log::source, new Lookup(), macros);
        begin();
    }

    private ProgramReader reader() {
        return reader;
    }

    private boolean promises(String dataSet) {
        return steps.isPromised(dataSet);
    }

    private void begin() {
        if (settings.announce) {
            log.write(
                    SessionMessage.STARTED,
                    Version.text(),
                    Runtime.version().feature(),
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"));
            log.write(
                    SessionMessage.STARTED_AT,
                    DateTimeFormatter.ISO_LOCAL_DATE_TIME
                            .format(now().truncatedTo(ChronoUnit.SECONDS))
                            .replace('T', ' '));
            log.line("");
        }
        procedures.broken().forEach(cause -> log.write(SessionMessage.PROCEDURE_UNUSABLE, cause));
        router.open(listing());
        settings.destinations.forEach(router::open);
    }

    /**
     * Runs a whole program; a step without RUN at its end is run too.
     *
     * @param source what messages call it, for example a file name
     */
    public void submit(String source, String program) {
        interruption.clear();
        reader.push(source, program);
        guarded(() -> reader.run(handler));
    }

    /** Reading a program must not break off with an exception either, whatever it holds. */
    private void guarded(Runnable reading) {
        try {
            reading.run();
        } catch (StackOverflowError e) {
            log.write(SessionMessage.TOO_DEEP);
            reader.abandon();
        } catch (OutOfMemoryError e) {
            log.write(SessionMessage.OUT_OF_MEMORY);
            reader.abandon();
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            log.write(SessionMessage.INTERNAL, DefectReport.cause(e), DefectReport.reference(e));
            reader.abandon();
        }
        log.flush();
    }

    /**
     * Runs a program file. Its folder becomes the program's directory.
     *
     * @throws IOException when it cannot be read
     */
    public void submit(Path program) throws IOException {
        if (!Files.isRegularFile(program)) {
            throw new NoSuchFileException(program.toString());
        }
        String text = ProgramText.decode(Files.readAllBytes(program));
        Path absolute = program.toAbsolutePath().normalize();
        paths.programDirectory(absolute.getParent());
        submit(program.getFileName().toString(), text);
    }

    /**
     * Runs an autoexec file; the log says so.
     *
     * @throws IOException when it cannot be read
     */
    public void autoexec(Path file) throws IOException {
        log.write(SessionMessage.AUTOEXEC, file);
        submit(file);
        log.write(SessionMessage.AUTOEXEC_DONE);
    }

    /** Takes lines as they come from a terminal: statements and steps run as soon as they are complete. */
    public void feed(String lines) {
        interruption.clear();
        guarded(() -> reader.feed("terminal", lines, handler));
    }

    /** Whether all that was fed has been run, or the last statement or step still waits for more. */
    public boolean isComplete() {
        return reader.pending() == ProgramReader.Pending.NOTHING;
    }

    /** Forgets an unfinished statement or step. */
    public void abandon() {
        reader.abandon();
    }

    /** Asks the running step to stop; may be called from another thread. */
    public void interrupt() {
        interruption.ask();
    }

    /** 0 when all went well, 1 after warnings, 2 after errors. */
    public int exitStatus() {
        return log.errors() > 0 ? 2 : log.warnings() > 0 ? 1 : 0;
    }

    /** Sets a system option as an OPTIONS statement would; complaints go to the log. */
    public void option(String name, Optional<String> value) {
        options.apply(new GlobalStatement.SystemOptions.Item(name, value, Place.UNKNOWN), log);
        formats.setYearCutoff(options.yearCutoff());
    }

    public Libraries libraries() {
        return libraries;
    }

    /** What a step would read: rows and variables after data set options, WHERE, FORMAT and programming statements. */
    public InputData input(ProcStep step) {
        return steps.input(step);
    }

    /** Data sets by name, for completion and for reading results. */
    public DataSets dataSets() {
        return dataSets;
    }

    public Procedures procedures() {
        return procedures;
    }

    public SystemOptions options() {
        return options;
    }

    public Formats formats() {
        return formats;
    }

    public LocalDateTime now() {
        return LocalDateTime.now(settings.clock);
    }

    /** Whether ENDSAS ended the program. */
    public boolean hasEnded() {
        return reader.ended();
    }

    /** Closes all destinations and removes temporary files. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        router.closeAll();
        filerefs.close();
        if (settings.announce) {
            log.write(
                    SessionMessage.ENDED,
                    StepTimer.lines(
                            settings.timer.real().minus(realStart),
                            settings.timer.cpu().minus(cpuStart)));
        }
        log.flush();
        settings.listing.close();
    }

    /** The listing, anew when it is opened again: pages then go on counting. */
    private Destination listing() {
        if (lastListing.isPresent()) {
            options.set("PAGENO", String.valueOf(lastListing.get().pageNumber() + 1));
        }
        ListingDestination opened = new ListingDestination(
                new SilentCloseWriter(settings.listing),
                Optional.of(new ImageFiles(settings.currentDirectory, Styles.LISTING)));
        lastListing = Optional.of(opened);
        return opened;
    }

    private Optional<Integer> listingPage() {
        return settings.notePages
                ? router.destination("LISTING").map(d -> ((ListingDestination) d).pageNumber())
                : Optional.empty();
    }

    private Page page(String procedureTitle, Optional<ByGroup> group) {
        String byLine = options.isOn("BYLINE") ? group.map(ByGroup::heading).orElse("") : "";
        return new Page(
                TitleText.fill(titles.lines(), group, formats),
                TitleText.fill(footnotes.lines(), group, formats),
                router.showsProcedureTitles() ? procedureTitle : "",
                byLine,
                options.pageSettings(started));
    }

    private void runDataStep(DataStep step) {
        printed.clear();
        DataStepRunner.run(step, dataStepServices);
        if (!printed.isEmpty()) {
            router.beginStep("DATASTEP", group -> page("", group));
            router.put(OutputTable.of(
                    "FilePrint1",
                    "",
                    OutputTable.Layout.SENTENCE,
                    List.of(OutputColumn.text("Line", "")),
                    printed.stream().map(l -> List.<Cell>of(Cell.of(l))).toList()));
            router.endStep((reference, table) -> {}, false);
        }
    }

    private String callFunction(String name, List<String> arguments, Optional<String> format) {
        try {
            return FunctionRegistry.standard()
                    .call(name, arguments, format.flatMap(Format::parse), dataStepServices, functionState);
        } catch (StepFailure failure) {
            throw new IllegalArgumentException(
                    (failure.getMessage() + " " + failure.suggestion().question()).strip(), failure);
        }
    }

    private MacroSymbols macroSymbols() {
        return new MacroSymbols() {
            @Override
            public Optional<String> get(String name) {
                return reader.macro().get(name);
            }

            @Override
            public void put(String name, String value, Scope scope) {
                switch (scope) {
                    case NEAREST -> reader.macro().tables().putNearest(name, value);
                    case LOCAL -> reader.macro().tables().putLocal(name, value);
                    case GLOBAL -> reader.macro().tables().putGlobal(name, value);
                }
            }
        };
    }

    private void note(StepRunner.Outcome outcome) {
        String status =
                switch (outcome) {
                    case DONE -> "0";
                    case WARNED -> "4";
                    case INTERRUPTED -> "2";
                    case FAILED -> "1012";
                };
        macros.put("SYSERR", status);
        if (Integer.parseInt(status)
                > Integer.parseInt(macros.automatic("SYSCC").orElse("0"))) {
            macros.put("SYSCC", status);
        }
        if (outcome == StepRunner.Outcome.FAILED && options.isOn("ERRORABEND")) {
            log.write(SessionMessage.PROGRAM_ENDED);
            reader.abandon();
        }
    }

    /** Takes what the reader hands over. */
    private final class Handler implements ProgramHandler {
        @Override
        public void global(GlobalStatement statement) {
            if (!settings.filter.runs(statement)) {
                return;
            }
            globals.execute(statement);
            formats.setYearCutoff(options.yearCutoff());
        }

        @Override
        public void dataStep(DataStep step) {
            if (settings.filter.runs(step)) {
                note(steps.dataStep(step));
            }
        }

        @Override
        public void procStep(ProcStep step) {
            if (settings.filter.runs(step)) {
                note(steps.procStep(step));
            }
        }

        @Override
        public void rejectedStep(String kind, String name) {
            settings.filter.rejected(kind, name);
            note(steps.rejected(kind, name));
        }
    }

    /** The reader's view of the procedures. */
    private final class Lookup implements ProcedureLookup {
        @Override
        public Optional<ProcedureSpec> find(String name) {
            return procedures.spec(name);
        }

        @Override
        public Collection<String> names() {
            return procedures.names();
        }
    }

    /** The steps' view of the session. */
    private final class Services implements StepServices {
        @Override
        public SessionLog log() {
            return log;
        }

        @Override
        public SystemOptions options() {
            return options;
        }

        @Override
        public Libraries libraries() {
            return libraries;
        }

        @Override
        public DataSets dataSets() {
            return dataSets;
        }

        @Override
        public ItemStores stores() {
            return stores;
        }

        @Override
        public OutputRouter router() {
            return router;
        }

        @Override
        public Formats formats() {
            return formats;
        }

        @Override
        public RowFilter rowFilter() {
            return (condition, name, table) -> WhereClause.compile(condition, name, table, dataStepServices)
                    .rows();
        }

        @Override
        public DataStepContext dataSteps() {
            return dataStepServices;
        }

        @Override
        public Interruption interruption() {
            return interruption;
        }

        @Override
        public boolean isChecking() {
            return checking;
        }

        @Override
        public boolean enterChecking() {
            if (!settings.batch || checking || !options.isOn("SYNTAXCHECK")) {
                return false;
            }
            checking = true;
            return true;
        }

        @Override
        public Path path(String written) {
            return paths.file(written).path();
        }

        @Override
        public Path outputDirectory() {
            return settings.currentDirectory;
        }

        @Override
        public LocalDateTime now() {
            return Session.this.now();
        }
    }
}
