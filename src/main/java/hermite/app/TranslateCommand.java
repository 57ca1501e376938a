package hermite.app;

import hermite.app.CommandLine.UsageException;
import hermite.data.Table;
import hermite.sas.log.Suggestion;
import hermite.translate.ProgramTranslation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code hermite translate FILE.sas --to R}: prints the models of a SAS program as R calls. */
final class TranslateCommand {
    /** Exit status when something of the program was not translated. */
    private static final int INCOMPLETE = 1;

    private static final List<String> LANGUAGES = List.of("R");
    private static final List<String> OPTIONS = List.of("--to", "--output", "--data", "--map");

    private final PrintStream out;
    private final PrintStream err;
    private final Path currentDirectory;
    private final Map<String, String> environment;

    TranslateCommand(PrintStream out, PrintStream err, Path currentDirectory, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.currentDirectory = currentDirectory;
        this.environment = environment;
    }

    /** @return 0, or 1 when something was not translated; standard error names it */
    int run(String... arguments) throws IOException, UsageException {
        String file = "";
        String language = "";
        Optional<Path> output = Optional.empty();
        Optional<String> folder = Optional.empty();
        List<String> sessionWords = new ArrayList<>();
        Iterator<String> words = Arrays.asList(arguments).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word.replaceFirst("^--?(?=[a-z])", "--")) {
                case "--to" -> language = value(words, word);
                case "--output" -> output = Optional.of(currentDirectory.resolve(value(words, word)));
                case "--data" -> folder = Optional.of(value(words, word));
                case "--map" -> sessionWords.addAll(List.of("-map", value(words, word)));
                default -> {
                    if (word.startsWith("-")) {
                        String nearest = Suggestion.nearest(word, OPTIONS)
                                .map(w -> " Did you mean " + w + "?")
                                .orElse("");
                        throw new UsageException("translate has no option " + word + "." + nearest);
                    }
                    if (!file.isEmpty()) {
                        throw new UsageException("One program at a time: " + file + " or " + word + "?");
                    }
                    file = word;
                }
            }
        }
        check(file, language);
        sessionWords.add(file);
        CommandLine line = CommandLineParser.parse(sessionWords.toArray(String[]::new));
        Path program = currentDirectory.resolve(file).normalize();
        ProgramTranslation.Result result = ProgramTranslation.of(
                program,
                SessionSettings.from(line, currentDirectory, environment).programDirectory(program.getParent()),
                folder.orElse(""));
        if (folder.isPresent()) {
            writeData(currentDirectory.resolve(folder.get()), result.data());
        }
        if (output.isPresent()) {
            Files.writeString(output.get(), result.text(), StandardCharsets.UTF_8);
        } else {
            out.print(result.text());
        }
        result.problems().forEach(p -> err.println("hermite: " + p));
        if (result.models() == 0) {
            err.println("hermite: " + file + " has no model step that was translated.");
        }
        return result.problems().isEmpty() && result.models() > 0 ? 0 : INCOMPLETE;
    }

    private void check(String file, String language) throws UsageException {
        if (file.isEmpty()) {
            throw new UsageException("translate needs a SAS program: hermite translate FILE.sas --to R.");
        }
        if (!language.equalsIgnoreCase("R")) {
            throw new UsageException(
                    language.isEmpty()
                            ? "translate needs a language: --to R."
                            : "There is no translation to " + language + ". Did you mean " + LANGUAGES.get(0) + "?");
        }
        if (file.toLowerCase(Locale.ROOT).endsWith(".r")) {
            throw new UsageException("translate reads SAS programs, and " + file + " is an R program.");
        }
        if (!Files.isRegularFile(currentDirectory.resolve(file))) {
            throw new UsageException("There is no file " + file + ".");
        }
    }

    private static String value(Iterator<String> words, String option) throws UsageException {
        if (!words.hasNext()) {
            throw new UsageException("The option " + option + " needs a value after it.");
        }
        return words.next();
    }

    private static void writeData(Path folder, Map<String, Table> data) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Table> each : data.entrySet()) {
            Files.writeString(
                    folder.resolve(each.getKey()),
                    ProgramTranslation.commaSeparated(each.getValue()),
                    StandardCharsets.UTF_8);
        }
    }
}
