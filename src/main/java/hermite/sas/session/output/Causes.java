package hermite.sas.session.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in words why a file operation failed. */
public final class Causes {
    private Causes() {}

    /** A short sentence without a class name or a full stop; the file is named when the exception knows it. */
    public static String of(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "the file or its directory does not exist: " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "permission denied: " + denied.getFile();
        }
        if (failure instanceof FileSystemException other && other.getReason() != null) {
            return other.getReason() + ": " + other.getFile();
        }
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return "input or output failed";
        }
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
