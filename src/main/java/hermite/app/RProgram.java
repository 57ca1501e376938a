package hermite.app;

import hermite.app.CommandLine.UsageException;
import hermite.r.ScriptRun;
import hermite.r.eval.session.RSession;
import hermite.r.lib.Libraries;
import hermite.sas.session.ProgramText;
import hermite.sas.session.Version;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Runs an R program as Rscript does: a file with its arguments, {@code -e} expressions, or standard input. */
final class RProgram {
    /** Options of Rscript that change nothing here. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "--vanilla",
            "--no-save",
            "--no-restore",
            "--no-environ",
            "--no-site-file",
            "--no-init-file",
            "--quiet",
            "-q",
            "--silent",
            "--slave",
            "--no-echo",
            "--verbose",
            "--default-packages",
            "--save",
            "--restore");

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Path currentDirectory;
    private final List<String> code = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();
    private String file = "";
    private boolean standardInput;
    private boolean strict;
    private String html = "";

    RProgram(InputStream in, PrintStream out, PrintStream err, Path currentDirectory) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.currentDirectory = currentDirectory;
    }

    /** Whether the arguments ask for R: {@code --r} first, or the first word that is no option names an R file. */
    static boolean isMeantBy(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals("--r")) {
            return true;
        }
        for (String word : arguments) {
            if (!WITHOUT_EFFECT.contains(word) && !word.equals("--strict") && !word.startsWith("--html=")) {
                return word.toLowerCase(Locale.ROOT).endsWith(".r");
            }
        }
        return false;
    }

    /** @return the exit status */
    int run(String... arguments) throws IOException, UsageException {
        read(arguments);
        String text;
        String name = file;
        if (!code.isEmpty()) {
            text = String.join("\n", code);
            name = "";
        } else if (standardInput || file.isEmpty()) {
            text = ProgramText.decode(in.readAllBytes());
            name = "";
        } else {
            Path path = currentDirectory.resolve(file);
            if (!Files.isRegularFile(path)) {
                err.println("Fatal error: cannot open file '" + file + "': No such file or directory");
                return Main.CANNOT_START;
            }
            text = ProgramText.decode(Files.readAllBytes(path));
        }
        PrintStream buffered = new PrintStream(new BufferedOutputStream(out, 1 << 16), false, StandardCharsets.UTF_8);
        Optional<RReport> report =
                html.isEmpty() ? Optional.empty() : Optional.of(new RReport(currentDirectory.resolve(html), name));
        RSession session = new RSession.Builder()
                .in(in)
                .out(report.map(r -> r.printing(buffered)).orElse(buffered))
                .err(report.map(r -> r.saying(err)).orElse(err))
                .directory(currentDirectory)
                .arguments(commandLine())
                .libraries(Libraries.all())
                .strict(strict)
                .build();
        ScriptRun script = new ScriptRun(session);
        report.ifPresent(r -> r.follow(session, script));
        int status = script.run(text, name);
        buffered.flush();
        if (report.isPresent()) {
            report.get().close();
        }
        return status;
    }

    private List<String> commandLine() {
        List<String> all = new ArrayList<>(List.of("hermite", "--no-echo", "--no-restore"));
        if (!file.isEmpty()) {
            all.add("--file=" + file);
        }
        if (!rest.isEmpty()) {
            all.add("--args");
            all.addAll(rest);
        }
        return all;
    }

    private void read(String... arguments) throws UsageException {
        for (int i = 0; i < arguments.length; i++) {
            String word = arguments[i];
            if (!file.isEmpty() || standardInput || !rest.isEmpty()) {
                rest.add(word);
            } else if (word.equals("-e")) {
                if (++i == arguments.length) {
                    throw new UsageException("The option -e needs an expression after it.");
                }
                code.add(arguments[i]);
            } else if (word.equals("-")) {
                standardInput = true;
            } else if (word.equals("--strict")) {
                strict = true;
            } else if (word.startsWith("--html=")) {
                html = word.substring("--html=".length());
                if (html.isBlank()) {
                    throw new UsageException("The option --html= needs the name of a file.");
                }
            } else if (word.equals("--args")) {
                standardInput = code.isEmpty();
                for (int k = i + 1; k < arguments.length; k++) {
                    rest.add(arguments[k]);
                }
                return;
            } else if (word.equals("--version")) {
                code.add("cat(\"Hermite " + Version.text() + ", R language as of 4.2\\n\")");
            } else if (WITHOUT_EFFECT.contains(word) || word.equals("--r")) {
                continue;
            } else if (word.startsWith("-")) {
                throw new UsageException("There is no option " + word + " for R programs. See hermite --help.");
            } else if (!code.isEmpty()) {
                rest.add(word);
            } else {
                file = word;
            }
        }
    }
}
