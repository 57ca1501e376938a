package hermite.sas.session;

import hermite.report.destination.Destination;
import hermite.sas.session.library.PathMapping;
import hermite.sas.session.step.Procedures;
import hermite.sas.session.step.StepTimer;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Says what a {@link Session} is to be like; everything has a default that suits an embedded, quiet session. */
public final class SessionBuilder {
    Consumer<String> log = line -> {};
    Writer listing = Writer.nullWriter();
    Path currentDirectory = Path.of("").toAbsolutePath();
    Optional<Path> programDirectory = Optional.empty();
    final List<PathMapping> mappings = new ArrayList<>();
    UnaryOperator<String> environment = System::getenv;
    Clock clock = Clock.systemDefaultZone();
    StepTimer timer = StepTimer.MACHINE;
    boolean batch = true;
    boolean echo = true;
    boolean announce;
    boolean notePages;
    String parameter = "";
    Optional<Procedures> procedures = Optional.empty();
    StepFilter filter = StepFilter.ALL;
    final List<Destination> destinations = new ArrayList<>();

    SessionBuilder() {}

    /** Takes each line of the log, without its end. */
    public SessionBuilder log(Consumer<String> lines) {
        log = lines;
        return this;
    }

    /** Takes the listing; flushed after every object, closed with the session. */
    public SessionBuilder listing(Writer writer) {
        listing = writer;
        return this;
    }

    /** Where relative paths lead first and new files go; otherwise the process's own. */
    public SessionBuilder currentDirectory(Path directory) {
        currentDirectory = directory.toAbsolutePath();
        return this;
    }

    /** Where the program lies; otherwise the current directory. */
    public SessionBuilder programDirectory(Path directory) {
        programDirectory = Optional.of(directory.toAbsolutePath());
        return this;
    }

    /** What stands here for paths of another machine. */
    public SessionBuilder map(PathMapping mapping) {
        mappings.add(mapping);
        return this;
    }

    /** Environment variables that paths may begin with. */
    public SessionBuilder environment(Map<String, String> variables) {
        environment = variables::get;
        return this;
    }

    /** The session's clock: dates in output, and the seed of random streams that a program does not seed itself. */
    public SessionBuilder clock(Clock newClock) {
        clock = newClock;
        return this;
    }

    public SessionBuilder timer(StepTimer newTimer) {
        timer = newTimer;
        return this;
    }

    /** After an error later steps go on as usual, as in a terminal or notebook; otherwise they are only checked. */
    public SessionBuilder interactive() {
        batch = false;
        return this;
    }

    /** Source lines are not shown in the log. */
    public SessionBuilder withoutEcho() {
        echo = false;
        return this;
    }

    /** The log begins with the program's name and version and ends with the time used. */
    public SessionBuilder announced() {
        announce = true;
        return this;
    }

    /** The log names the listing pages that each procedure printed. */
    public SessionBuilder notingPages() {
        notePages = true;
        return this;
    }

    /** The value of SYSPARM. */
    public SessionBuilder parameter(String text) {
        parameter = text;
        return this;
    }

    /** The procedures; otherwise those on the class path. */
    public SessionBuilder procedures(Procedures given) {
        procedures = Optional.of(given);
        return this;
    }

    /** Which parts of programs are run; otherwise all. */
    public SessionBuilder filter(StepFilter parts) {
        filter = parts;
        return this;
    }

    /** One more destination, open from the start: what reads the output as objects. */
    public SessionBuilder destination(Destination another) {
        destinations.add(another);
        return this;
    }

    public Session build() {
        return new Session(this);
    }
}
