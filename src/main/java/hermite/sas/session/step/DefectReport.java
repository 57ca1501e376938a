package hermite.sas.session.step;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the technical details of a failure that is Hermite's own fault out of the log, in a file of their own. */
public final class DefectReport {
    private static final Logger LOGGER = System.getLogger("hermite.session");

    private DefectReport() {}

    /** The cause in a few words: the message, or the kind of failure when there is none. */
    public static String cause(Throwable failure) {
        String kind = failure.getClass().getSimpleName();
        String message = failure.getMessage();
        String text = message == null || message.isBlank() ? kind : kind + ", " + message.strip();
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    /** A further line of the message that names the file with the details; empty when none could be written. */
    public static String reference(Throwable failure) {
        return write(failure).map(file -> "\nDetails are in " + file + ".").orElse("");
    }

    /** Writes the details to a file; empty when that is not possible. */
    private static Optional<Path> write(Throwable failure) {
        LOGGER.log(Level.DEBUG, "a step failed", failure);
        List<String> lines = new ArrayList<>();
        Throwable cause = failure;
        while (cause != null && lines.size() < 2000) {
            lines.add(cause.toString());
            for (StackTraceElement element : cause.getStackTrace()) {
                lines.add("    at " + element);
            }
            cause = cause.getCause();
        }
        try {
            Path file = Files.createTempFile("hermite-defect-", ".txt");
            Files.write(file, lines);
            return Optional.of(file);
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "no report could be written", e);
            return Optional.empty();
        }
    }
}
