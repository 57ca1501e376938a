package hermite.sas.session.library;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds files and directories by the paths a program writes. A relative path is looked for below the current directory,
 * then below the program's; a path of another kind of system through the mappings, then by its last part in the
 * program's folder and that folder's {@code data}.
 */
public final class FilePaths {
    private static final Pattern WINDOWS = Pattern.compile("(?:[A-Za-z]:(?:[\\\\/].*)?|\\\\\\\\.*)", Pattern.DOTALL);
    private static final Pattern ENVIRONMENT = Pattern.compile("^[!$]([A-Za-z_][A-Za-z0-9_]*)");

    private final Path current;
    private final List<PathMapping> mappings;
    private final UnaryOperator<String> environment;
    private Path program;

    /**
     * @param current the current directory
     * @param program the directory of the program
     * @param environment value of an environment variable, or null when it is not set
     */
    public FilePaths(Path current, Path program, List<PathMapping> mappings, UnaryOperator<String> environment) {
        this.current = current;
        this.program = program;
        this.mappings = mappings.stream()
                .sorted(Comparator.comparing(PathMapping::length).reversed())
                .toList();
        this.environment = environment;
    }

    /** Where a path leads. */
    public record Found(Path path, How how) {}

    /** How a path was found. */
    public enum How {
        /** As it is written. */
        DIRECT,
        /** A mapping named it. */
        MAPPED,
        /** Not on this machine: the program's folder stands in. */
        ELSEWHERE
    }

    public Path currentDirectory() {
        return current;
    }

    /** The program now read lies in another directory. */
    public void programDirectory(Path directory) {
        program = directory;
    }

    /** The folders that stand in for one that is not on this machine: the program's and its {@code data}. */
    public List<Path> standIns() {
        List<Path> folders = new ArrayList<>();
        for (Path folder : List.of(program, program.resolve("data"))) {
            if (Files.isDirectory(folder)) {
                folders.add(folder);
            }
        }
        return folders;
    }

    /** Whether a path is written for Windows and this is another system. */
    public static boolean isForeign(String written) {
        return File.separatorChar == '/' && WINDOWS.matcher(written).matches();
    }

    /** The file of a path; it need not exist. */
    public Found file(String written) {
        String expanded = expand(written.strip());
        Optional<Path> mapped = mapped(expanded);
        if (mapped.isPresent()) {
            return new Found(mapped.get(), How.MAPPED);
        }
        if (isForeign(expanded)) {
            String plain = expanded.replace('\\', '/');
            String last = plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf(':')) + 1);
            return new Found(inStandIns(last), How.ELSEWHERE);
        }
        return new Found(local(expanded), How.DIRECT);
    }

    /** The directory of a path, or empty when there is none and nothing was mapped to it. */
    public Optional<Found> directory(String written) {
        String expanded = expand(written.strip());
        Optional<Path> mapped = mapped(expanded);
        if (mapped.isPresent()) {
            return Optional.of(new Found(mapped.get(), How.MAPPED));
        }
        if (isForeign(expanded)) {
            return Optional.empty();
        }
        Path path = local(expanded);
        return Files.exists(path) ? Optional.of(new Found(path, How.DIRECT)) : Optional.empty();
    }

    /** Where a new file or directory of a relative path is made. */
    public Path forWriting(String written) {
        String expanded = expand(written.strip());
        return mapped(expanded).orElseGet(() -> {
            if (isForeign(expanded)) {
                String plain = expanded.replace('\\', '/');
                return current.resolve(plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf(':')) + 1));
            }
            return current.resolve(pathOf(expanded));
        });
    }

    private Optional<Path> mapped(String expanded) {
        return mappings.stream().flatMap(m -> m.apply(expanded).stream()).findFirst();
    }

    private Path local(String expanded) {
        Path path = pathOf(expanded);
        Path here = current.resolve(path);
        if (path.isAbsolute() || Files.exists(here)) {
            return here;
        }
        Path there = program.resolve(path);
        return Files.exists(there) ? there : here;
    }

    private Path inStandIns(String name) {
        return standIns().stream()
                .map(folder -> folder.resolve(pathOf(name)))
                .filter(Files::exists)
                .findFirst()
                .orElse(current.resolve(pathOf(name)));
    }

    /** A path that may hold characters the system does not allow; those become {@code _}, so that it is just not found. */
    private static Path pathOf(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return Path.of(text.replaceAll("[\\x00-\\x1f<>:\"|?*]", "_"));
        }
    }

    /** {@code ~}, {@code !NAME} and {@code $NAME} at the start. */
    private String expand(String written) {
        if (written.equals("~") || written.startsWith("~/")) {
            String home = environment.apply("HOME");
            return home == null ? written : home + written.substring(1);
        }
        Matcher name = ENVIRONMENT.matcher(written);
        if (name.find()) {
            String value = environment.apply(name.group(1));
            return value == null ? written : value + written.substring(name.end());
        }
        return written;
    }
}
