package hermite.app;

import hermite.app.CommandLine.UsageException;
import hermite.sas.session.Version;
import hermite.sas.session.output.Causes;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The program {@code hermite}. */
public final class Main {
    /** Exit status when there is nothing to run. */
    static final int CANNOT_START = 2;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Path currentDirectory;
    private final Map<String, String> environment;

    /** @param out takes the listing, {@code err} the log and complaints about the command line */
    public Main(
            InputStream in,
            OutputStream out,
            OutputStream err,
            Path currentDirectory,
            Map<String, String> environment) {
        this.in = in;
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, false, StandardCharsets.UTF_8);
        this.currentDirectory = currentDirectory.toAbsolutePath();
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        Main main = new Main(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Path.of(""),
                System.getenv());
        System.exit(main.run(arguments));
    }

    /** Does what the arguments ask for and returns the exit status. */
    public int run(String... arguments) {
        try {
            if (arguments.length > 0 && arguments[0].equals("check")) {
                return new RCheck(out, currentDirectory).run(Arrays.copyOfRange(arguments, 1, arguments.length));
            }
            if (arguments.length > 0 && arguments[0].equals("translate")) {
                return new TranslateCommand(out, err, currentDirectory, environment)
                        .run(Arrays.copyOfRange(arguments, 1, arguments.length));
            }
            return RProgram.isMeantBy(arguments)
                    ? new RProgram(in, out, err, currentDirectory).run(arguments)
                    : run(CommandLineParser.parse(arguments));
        } catch (UsageException e) {
            err.println("hermite: " + e.getMessage());
            return CANNOT_START;
        } catch (IOException e) {
            return failed(e);
        } catch (UncheckedIOException e) {
            return failed(e.getCause());
        } finally {
            out.flush();
            err.flush();
        }
    }

    private int failed(IOException e) {
        err.println("hermite: " + Causes.of(e) + ".");
        return CANNOT_START;
    }

    private int run(CommandLine line) throws IOException {
        return switch (line.action()) {
            case HELP -> {
                out.print(CommandLineParser.help());
                yield 0;
            }
            case VERSION -> {
                out.println("Hermite " + Version.text() + " (Java " + Runtime.version() + ")");
                yield 0;
            }
            case TERMINAL -> new Repl(line, in, out, currentDirectory, environment).run();
            case RUN, RUN_STANDARD_INPUT -> new ProgramRun(line, in, out, err, currentDirectory, environment).run();
        };
    }
}
