package hermite.data.engine.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Failures of the file system in words: their own messages are often the bare path. */
public final class FileFailure {
    private FileFailure() {}

    /** An action on a file. */
    public interface Action<T> {
        T run() throws IOException;
    }

    /** Runs an action on a file; a failure of the file system becomes a message with file and cause. */
    public static <T> T explained(Path file, Action<T> action) throws IOException {
        try {
            return action.run();
        } catch (NoSuchFileException e) {
            throw new IOException(file + " does not exist.", e);
        } catch (AccessDeniedException e) {
            throw new IOException(file + " cannot be opened: permission is denied.", e);
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
            throw new IOException(file + " cannot be used: " + reason + ".", e);
        }
    }
}
