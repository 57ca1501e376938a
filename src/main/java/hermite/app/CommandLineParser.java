package hermite.app;

import hermite.app.CommandLine.Action;
import hermite.app.CommandLine.UsageException;
import hermite.sas.log.Suggestion;
import hermite.sas.session.SystemOptionTable;
import hermite.sas.session.library.PathMapping;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ValueKind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads SAS's command line: long options with one dash (two are taken as well), values in the next word. */
public final class CommandLineParser {
    /** An option, whether a value follows, and its line in the help; an empty line: accepted without effect. */
    private record Option(String name, String value, String help) {}

    private static final List<Option> OPTIONS = List.of(
            new Option("sysin", "FILE", "the program, as if given without an option"),
            new Option("e", "CODE", "run this code; may be repeated"),
            new Option("stdin", "", "read the program from standard input"),
            new Option("stdio", "", "the same"),
            new Option("log", "FILE", "write the log to a file or into a directory"),
            new Option("print", "FILE", "write the listing to a file or into a directory"),
            new Option("batch", "", "write PROGRAM.log and PROGRAM.lst in the current directory"),
            new Option(
                    "map",
                    "PATH=DIR",
                    "DIR stands for PATH of another machine, as in -map 'Z:\\=data'; may be repeated"),
            new Option("sysparm", "TEXT", "text for the program: &SYSPARM"),
            new Option("autoexec", "FILE", "run this first, instead of autoexec.sas here or at home"),
            new Option("noautoexec", "", "run no autoexec.sas"),
            new Option("nodms", "", "line mode in the terminal"),
            new Option("help", "", "this text"),
            new Option("version", "", "name and version"),
            new Option("terminal", "", ""),
            new Option("noterminal", "", ""),
            new Option("nonews", "", ""),
            new Option("nosplash", "", ""),
            new Option("nologo", "", ""),
            new Option("noenhancededitor", "", ""),
            new Option("nostatuswin", "", ""),
            new Option("noicon", "", ""),
            new Option("memsize", "N", ""),
            new Option("cpucount", "N", ""));

    private final Deque<String> words;
    private final List<Path> programs = new ArrayList<>();
    private final List<String> code = new ArrayList<>();
    private final List<PathMapping> mappings = new ArrayList<>();
    private final List<String> systemOptions = new ArrayList<>();
    private Optional<Path> log = Optional.empty();
    private Optional<Path> print = Optional.empty();
    private Optional<Path> autoexec = Optional.empty();
    private boolean noAutoexec;
    private boolean batch;
    private boolean standardInput;
    private String parameter = "";
    private Optional<Action> immediate = Optional.empty();

    private CommandLineParser(String[] arguments) {
        words = new ArrayDeque<>(List.of(arguments));
    }

    public static CommandLine parse(String... arguments) throws UsageException {
        CommandLineParser parser = new CommandLineParser(arguments);
        while (!parser.words.isEmpty()) {
            parser.next();
        }
        return parser.result();
    }

    private void next() throws UsageException {
        String word = words.remove();
        if (word.isEmpty()) {
            return;
        }
        if (word.equals("--")) {
            while (!words.isEmpty()) {
                programs.add(path(words.remove()));
            }
        } else if (word.equals("-")) {
            standardInput = true;
        } else if (word.startsWith("-")) {
            option(word.replaceFirst("^--?", "").toLowerCase(Locale.ROOT), word);
        } else {
            programs.add(path(word));
        }
    }

    private void option(String name, String written) throws UsageException {
        switch (name) {
            case "help", "h" -> immediate = Optional.of(Action.HELP);
            case "version" -> immediate = Optional.of(Action.VERSION);
            case "sysin" -> programs.add(path(value(written)));
            case "e" -> code.add(value(written));
            case "stdin", "stdio" -> standardInput = true;
            case "log" -> log = Optional.of(path(value(written)));
            case "print" -> print = Optional.of(path(value(written)));
            case "batch" -> batch = true;
            case "sysparm" -> parameter = value(written);
            case "autoexec" -> autoexec = Optional.of(path(value(written)));
            case "noautoexec" -> noAutoexec = true;
            case "map" -> {
                String mapping = value(written);
                mappings.add(PathMapping.parse(mapping)
                        .orElseThrow(() ->
                                new UsageException("-map " + mapping + ": write PATH=DIR, as in -map 'Z:\\=data'.")));
            }
            default -> other(name, written);
        }
    }

    private void other(String name, String written) throws UsageException {
        Optional<Option> plain =
                OPTIONS.stream().filter(o -> o.name.equals(name)).findFirst();
        if (plain.isPresent()) {
            if (!plain.get().value.isEmpty()) {
                value(written);
            }
            return;
        }
        Optional<OptionSpec> system = SystemOptionTable.find(name);
        if (system.isPresent()) {
            systemOptions.add(system.get().kind() == ValueKind.FLAG ? name : name + "=" + value(written));
            return;
        }
        List<String> known = new ArrayList<>();
        OPTIONS.forEach(o -> known.add(o.name));
        SystemOptionTable.all().forEach(o -> known.add(o.name().toLowerCase(Locale.ROOT)));
        String nearest = Suggestion.nearest(name, known)
                .map(w -> " Did you mean -" + w.toLowerCase(Locale.ROOT) + "?")
                .orElse("");
        throw new UsageException("There is no option " + written + "." + nearest + " See hermite --help.");
    }

    private String value(String option) throws UsageException {
        if (words.isEmpty()) {
            throw new UsageException("The option " + option + " needs a value after it.");
        }
        return words.remove();
    }

    private static Path path(String text) throws UsageException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException(text + " cannot be a path on this machine.");
        }
    }

    private CommandLine result() throws UsageException {
        Action action = immediate.orElse(
                standardInput
                        ? Action.RUN_STANDARD_INPUT
                        : programs.isEmpty() && code.isEmpty() ? Action.TERMINAL : Action.RUN);
        if (immediate.isEmpty()) {
            if (programs.size() > 1) {
                throw new UsageException("One program at a time: " + programs.get(0) + " or " + programs.get(1) + "?");
            }
            if (!programs.isEmpty() && (standardInput || !code.isEmpty())) {
                throw new UsageException("Give a program file, or -e, or -stdin: only one of them.");
            }
            if (batch && programs.isEmpty()) {
                throw new UsageException("-batch names its files after the program: give a program file.");
            }
        }
        return new CommandLine(
                action, programs, code, log, print, autoexec, noAutoexec, batch, parameter, mappings, systemOptions);
    }

    /** The text of {@code --help}. */
    static String help() {
        StringBuilder text = new StringBuilder("""
                Hermite runs SAS programs and R model scripts.

                  hermite PROGRAM.sas [options]   run a program: listing on standard output, log on standard error
                  hermite SCRIPT.R [arguments]    run an R script as Rscript does; --strict stops at what is not supported,
                                                  --html=FILE before it writes code, output and graphs as a page
                  hermite                         work in the terminal; :r and :sas change the language
                  hermite -e 'proc …; run;'       run a few statements
                  hermite --r -e 'expression'     run R expressions
                  hermite check SCRIPT.R          say what of it is not supported
                  hermite translate PROGRAM.sas --to R [--output FILE] [--data DIR]
                                                  print its models as R calls; DIR takes the data they read

                Options:
                """);
        for (Option option : OPTIONS) {
            if (!option.help.isEmpty()) {
                String left = "-" + option.name + (option.value.isEmpty() ? "" : " " + option.value);
                text.append(String.format(Locale.ROOT, "  %-18s %s%n", left, option.help));
            }
        }
        text.append("""
                  -NAME VALUE        any system option, as in -linesize 96 or -nodate

                Exit status: 0 all well, 1 warnings in the log, 2 errors in the log or no program to run.
                R scripts: 1 after an error, 3 when expressions were skipped, or what quit(status =) says.
                """);
        return text.toString();
    }
}
