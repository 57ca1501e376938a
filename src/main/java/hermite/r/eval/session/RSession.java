package hermite.r.eval.session;

import hermite.r.eval.Interpreter;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.value.RValue;
import hermite.r.value.language.REnvironment;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Everything one running R program owns: where it writes and reads, the clock, options, the search path, loaded
 * packages, and whatever a theme of functions keeps ({@link #state}): its random stream, its graphics device.
 */
public final class RSession {
    /** Packages R attaches at its start, nearest to the global environment first. */
    static final List<String> STARTING_PACKAGES =
            List.of("stats", "graphics", "grDevices", "utils", "datasets", "methods");

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;
    private final List<String> arguments;
    private final FunctionTable functions;
    private final ROptions options = new ROptions();
    private final List<Runnable> endings = new ArrayList<>();
    private final Map<Class<?>, Object> states = new HashMap<>();
    private final UnavailableNames unavailable;
    private final SearchPath searchPath;
    private final Interpreter interpreter;
    private final boolean strict;
    private final LoadedPackages packages = new LoadedPackages();
    private final SkippedExpressions skipped = new SkippedExpressions(this);
    private Path workingDirectory;
    private OutputSink sink;

    private RSession(Builder builder) {
        this.in = builder.in;
        this.out = builder.out;
        this.err = builder.err;
        this.clock = builder.clock;
        this.arguments = List.copyOf(builder.arguments);
        this.workingDirectory = builder.directory;
        this.strict = builder.strict;
        this.functions = new FunctionTable(builder.libraries);
        this.unavailable = new UnavailableNames(functions::packagesWith);
        this.interpreter = new Interpreter(this);
        this.searchPath = new SearchPath(functions, interpreter);
    }

    public Interpreter interpreter() {
        return interpreter;
    }

    /** What {@code file("stdin")} reads. */
    public InputStream in() {
        return in;
    }

    /** Where results go: standard output, or what {@code sink} and {@code capture.output} collect. */
    public PrintStream out() {
        return sink == null ? out : sink.stream();
    }

    /** Where messages, warnings and errors go; what was printed before goes out first. */
    public PrintStream err() {
        out.flush();
        return err;
    }

    /** Diverts {@link #out} until {@link #release}. */
    public OutputSink divert() {
        sink = new OutputSink(sink);
        return sink;
    }

    /** Diverts {@link #out} to a file until {@link #releaseFile}. */
    public void divertTo(OutputStream file) {
        sink = new OutputSink(sink, file);
    }

    /** Ends the innermost diversion when it goes to a file; false when it does not. */
    public boolean releaseFile() {
        if (sink == null || !sink.isFile()) {
            return false;
        }
        sink.stream().close();
        sink = sink.outer();
        return true;
    }

    /** Ends the innermost diversion. */
    public void release(OutputSink ended) {
        if (sink == ended) {
            sink = ended.outer();
        }
    }

    public Clock clock() {
        return clock;
    }

    /** The full vector of {@code commandArgs()}. */
    public List<String> arguments() {
        return arguments;
    }

    public Path workingDirectory() {
        return workingDirectory;
    }

    public void setWorkingDirectory(Path other) {
        workingDirectory = other;
    }

    /** A path as scripts write it, resolved against the working directory. */
    public Path file(String path) {
        String home = System.getProperty("user.home");
        String expanded = path.equals("~") || path.startsWith("~/") ? home + path.substring(1) : path;
        return workingDirectory.resolve(expanded);
    }

    public ROptions options() {
        return options;
    }

    public FunctionTable functions() {
        return functions;
    }

    public SearchPath searchPath() {
        return searchPath;
    }

    public REnvironment globalEnvironment() {
        return searchPath.global();
    }

    public REnvironment baseEnvironment() {
        return searchPath.base();
    }

    public UnavailableNames unavailable() {
        return unavailable;
    }

    /** The error of asking a package for something it does not have here. */
    public RError missingFrom(String packageName, String name) {
        if (functions.knows(packageName)) {
            return RError.unsupported(
                    "'" + name + "' is not an exported object from 'namespace:" + packageName + "'",
                    packageName + "::" + name + "()");
        }
        return RError.unsupported("there is no package called ‘" + packageName + "’", packageName + "::" + name + "()");
    }

    /** What was left out so far. */
    public SkippedExpressions skipped() {
        return skipped;
    }

    /** What {@code library()} brought in. */
    public LoadedPackages packages() {
        return packages;
    }

    /** Whether an unknown function or package stops the program as in R. */
    public boolean isStrict() {
        return strict;
    }

    /** What a theme of functions keeps for this session, made when first asked for. */
    public <T> T state(Class<T> type, Supplier<T> make) {
        Object found = states.get(type);
        if (found == null) {
            found = make.get();
            states.put(type, found);
        }
        return type.cast(found);
    }

    /** Asks for something to be done when the program or the session ends, such as writing the last page of graphs. */
    public void atEnd(Runnable action) {
        endings.add(action);
    }

    /** Does what was asked for at the end. */
    public void end() {
        List.copyOf(endings).forEach(Runnable::run);
    }

    /** A variable of the global environment, for callers in Java; null when there is none or a skipped expression had it. */
    public RValue global(String name) {
        RValue value = globalEnvironment().getLocal(name);
        return value == null || unavailable.isWithdrawn(value) ? null : interpreter.force(value);
    }

    /** What a session is made of. */
    public static final class Builder {
        private InputStream in = InputStream.nullInputStream();
        private PrintStream out = System.out;
        private PrintStream err = System.err;
        private Clock clock = Clock.systemDefaultZone();
        private Path directory = Path.of("").toAbsolutePath();
        private List<String> arguments = List.of();
        private final List<Library> libraries = new ArrayList<>();
        private boolean strict;

        public Builder in(InputStream stream) {
            in = stream;
            return this;
        }

        public Builder out(PrintStream stream) {
            out = stream;
            return this;
        }

        public Builder err(PrintStream stream) {
            err = stream;
            return this;
        }

        public Builder clock(Clock other) {
            clock = other;
            return this;
        }

        public Builder directory(Path working) {
            directory = working.toAbsolutePath();
            return this;
        }

        public Builder arguments(List<String> all) {
            arguments = all;
            return this;
        }

        public Builder libraries(List<? extends Library> all) {
            libraries.addAll(all);
            return this;
        }

        public Builder strict(boolean now) {
            strict = now;
            return this;
        }

        public RSession build() {
            return new RSession(this);
        }
    }
}
