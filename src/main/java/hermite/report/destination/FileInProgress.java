package hermite.report.destination;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A text file that takes its name only when it is complete: until then it is written beside its place under another
 * name, so that a run that breaks off leaves a previous file as it was.
 */
final class FileInProgress {
    private final Path target;
    private Path temporary;
    private Writer writer;
    private boolean complete;

    FileInProgress(Path target) {
        this.target = target.toAbsolutePath();
    }

    Path target() {
        return target;
    }

    boolean isOpen() {
        return writer != null;
    }

    /** Does nothing when it is open already. */
    void open() throws IOException {
        if (complete) {
            throw new IllegalStateException(target + " is complete");
        }
        if (writer == null) {
            temporary = target.resolveSibling(target.getFileName() + ".part");
            writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8);
        }
    }

    /** Opens the file if need be. */
    Writer writer() throws IOException {
        open();
        return writer;
    }

    /** Ends the file and gives it its name; does nothing when it was never opened or is complete. */
    void complete() throws IOException {
        if (writer == null) {
            return;
        }
        writer.close();
        writer = null;
        complete = true;
        try {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
