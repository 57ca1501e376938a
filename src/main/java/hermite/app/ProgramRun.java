package hermite.app;

import hermite.sas.session.ProgramText;
import hermite.sas.session.Session;
import hermite.sas.session.SessionBuilder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs one program from beginning to end: a file, code of the command line, or standard input. */
final class ProgramRun {
    private final CommandLine line;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Path currentDirectory;
    private final Map<String, String> environment;

    ProgramRun(
            CommandLine line,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Path currentDirectory,
            Map<String, String> environment) {
        this.line = line;
        this.in = in;
        this.out = out;
        this.err = err;
        this.currentDirectory = currentDirectory;
        this.environment = environment;
    }

    /** @return the exit status */
    int run() throws IOException {
        Optional<Path> program = line.programs().stream().findFirst().map(currentDirectory::resolve);
        if (program.isPresent() && !Files.isRegularFile(program.get())) {
            err.println("hermite: there is no program file " + line.programs().get(0) + "."
                    + (Files.isDirectory(program.get()) ? " It is a directory." : ""));
            return Main.CANNOT_START;
        }
        String stem = program.map(ProgramRun::stem).orElse("hermite");
        Optional<Path> logFile = file(line.log(), stem + ".log");
        Optional<Path> printFile = file(line.print(), stem + ".lst");
        try (Lines log = logFile.isPresent() ? Lines.to(logFile.get()) : Lines.to(err)) {
            Writer listing = printFile.isPresent()
                    ? Files.newBufferedWriter(printFile.get(), StandardCharsets.UTF_8)
                    : new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            SessionBuilder builder = SessionSettings.from(line, currentDirectory, environment)
                    .log(log)
                    .listing(listing)
                    .announced();
            if (printFile.isPresent()) {
                builder.notingPages();
            }
            program.map(Path::getParent).ifPresent(builder::programDirectory);
            Session session = builder.build();
            try (session) {
                SessionSettings.prepare(session, line, currentDirectory, environment);
                submit(session, program);
            }
            return session.exitStatus();
        }
    }

    private void submit(Session session, Optional<Path> program) throws IOException {
        if (program.isPresent()) {
            session.submit(program.get());
        } else if (line.action() == CommandLine.Action.RUN_STANDARD_INPUT) {
            session.submit("stdin", ProgramText.decode(in.readAllBytes()));
        } else {
            session.submit("-e", String.join("\n", line.code()));
        }
    }

    private static String stem(Path program) {
        String name = program.getFileName().toString();
        return name.toLowerCase(Locale.ROOT).endsWith(".sas") ? name.substring(0, name.length() - 4) : name;
    }

    /** Where a stream goes: to the file asked for (in a directory: by the program's name), with -batch beside here. */
    private Optional<Path> file(Optional<Path> asked, String name) {
        Optional<Path> path = asked.map(currentDirectory::resolve);
        if (path.isEmpty()) {
            return line.batch() ? Optional.of(currentDirectory.resolve(name)) : Optional.empty();
        }
        return path.map(p -> Files.isDirectory(p) ? p.resolve(name) : p);
    }

    /** Takes log lines and writes them at once. */
    private interface Lines extends Consumer<String>, AutoCloseable {
        @Override
        void close() throws IOException;

        static Lines to(PrintStream stream) {
            return new Lines() {
                @Override
                public void accept(String text) {
                    stream.println(text);
                    stream.flush();
                }

                @Override
                public void close() {
                    stream.flush();
                }
            };
        }

        static Lines to(Path file) throws IOException {
            Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
            return new Lines() {
                @Override
                public void accept(String text) {
                    try {
                        writer.write(text);
                        writer.write('\n');
                        writer.flush();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }

                @Override
                public void close() throws IOException {
                    writer.close();
                }
            };
        }
    }
}
