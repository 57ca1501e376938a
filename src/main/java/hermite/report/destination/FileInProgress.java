package hermite.report.destination;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that takes its name only when it is complete: until then it is written beside its place under another name, so
 * that a run that breaks off leaves a previous file as it was.
 */
public final class FileInProgress {
    private final Path target;
    private Path temporary;
    private OutputStream stream;
    private Writer writer;
    private boolean complete;

    public FileInProgress(Path target) {
        this.target = target.toAbsolutePath();
    }

    public Path target() {
        return target;
    }

    public boolean isOpen() {
        return stream != null;
    }

    /** Does nothing when it is open already. */
    public void open() throws IOException {
        if (complete) {
            throw new IllegalStateException(target + " is complete");
        }
        if (stream == null) {
            temporary = target.resolveSibling(target.getFileName() + ".part");
            stream = Files.newOutputStream(temporary);
            writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        }
    }

    /** For text; opens the file if need be. */
    public Writer writer() throws IOException {
        open();
        return writer;
    }

    /** For bytes; opens the file if need be. */
    public OutputStream stream() throws IOException {
        open();
        return stream;
    }

    /** Ends the file and gives it its name; does nothing when it was never opened or is complete. */
    public void complete() throws IOException {
        if (stream == null) {
            return;
        }
        writer.close();
        stream = null;
        writer = null;
        complete = true;
        try {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
