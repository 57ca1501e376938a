package hermite.sas.session;

import hermite.data.Formats;
import hermite.data.format.FormatCatalogue;
import hermite.report.destination.Destination;
import hermite.report.destination.ImageFiles;
import hermite.report.destination.ListingDestination;
import hermite.report.destination.Page;
import hermite.report.style.Styles;
import hermite.sas.proc.ByGroup;
import hermite.sas.session.library.DataRoomEngines;
import hermite.sas.session.library.DataSets;
import hermite.sas.session.library.Engines;
import hermite.sas.session.library.FilePaths;
import hermite.sas.session.library.FileReferences;
import hermite.sas.session.library.ItemStores;
import hermite.sas.session.library.LibnameStatement;
import hermite.sas.session.library.Libraries;
import hermite.sas.session.output.DestinationFactory;
import hermite.sas.session.output.OdsStatements;
import hermite.sas.session.output.OutputRouter;
import hermite.sas.session.step.Interruption;
import hermite.sas.session.step.Procedures;
import hermite.sas.session.step.RowFilter;
import hermite.sas.session.step.StepRunner;
import hermite.sas.session.step.StepServices;
import hermite.sas.session.step.StepTimer;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
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
    private final SystemOptions options = new SystemOptions();
    private final SessionLog log;
    private final LocalDateTime started;
    private final FilePaths paths;
    private final Libraries libraries;
    private final DataSets dataSets;
    private final ItemStores stores;
    private final FileReferences filerefs;
    private final Formats formats = new FormatCatalogue();
    private final OutputRouter router;
    private final TitleLines titles = new TitleLines(DEFAULT_TITLE);
    private final TitleLines footnotes = new TitleLines();
    private final Interruption interruption = new Interruption();
    private final Procedures procedures;
    private final StepRunner steps;
    private final Duration realStart;
    private final Duration cpuStart;
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
        Engines engines = new DataRoomEngines(this::now);
        this.libraries = new Libraries(engines.memory());
        this.dataSets = new DataSets(libraries, engines, paths);
        this.stores = new ItemStores(libraries);
        this.filerefs = new FileReferences(paths, log);
        this.router = new OutputRouter(log);
        this.procedures = settings.procedures.orElseGet(Procedures::onClassPath);
        throw new UnsupportedOperationException();
    }
}
