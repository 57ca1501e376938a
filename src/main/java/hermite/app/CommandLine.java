package hermite.app;

import hermite.sas.session.library.PathMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param programs files to run
 * @param code programs given by {@code -e}
 * @param log where the log goes instead of standard error: a file or a directory
 * @param print where the listing goes instead of standard output: a file or a directory
 * @param systemOptions system options as {@code NAME} or {@code NAME=value}
 */
public record CommandLine(
        Action action,
        List<Path> programs,
        List<String> code,
        Optional<Path> log,
        Optional<Path> print,
        Optional<Path> autoexec,
        boolean noAutoexec,
        boolean batch,
        String parameter,
        List<PathMapping> mappings,
        List<String> systemOptions) {

    /** What is to be done. */
    public enum Action {
        RUN,
        RUN_STANDARD_INPUT,
        TERMINAL,
        HELP,
        VERSION
    }

    public CommandLine {
        programs = List.copyOf(programs);
        code = List.copyOf(code);
        mappings = List.copyOf(mappings);
        systemOptions = List.copyOf(systemOptions);
    }

    /** A command line that cannot be understood; the message says what to write. */
    public static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }
}
