package hermite.data.engine.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file whole or not at all: to a temporary name in the same folder, then moved into place. */
public final class AtomicFile {
    private AtomicFile() {}

    /** What writes the contents. */
    public interface Contents {
        void writeTo(OutputStream out) throws IOException;
    }

    public static void write(Path file, Contents contents) throws IOException {
        FileFailure.explained(file, () -> {
            replace(file, contents);
            return file;
        });
    }

    private static void replace(Path file, Contents contents) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        // not createTempFile, whose files only their owner may read
        long unique = System.nanoTime();
        Path temporary = folder.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + "." + unique + ".tmp");
        try {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    1 << 16)) {
                contents.writeTo(out);
            }
            move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
