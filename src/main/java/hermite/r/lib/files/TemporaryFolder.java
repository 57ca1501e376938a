package hermite.r.lib.files;

import hermite.r.eval.RError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The folder of {@code tempdir()}: made when first asked for, removed with what it holds when the program ends. */
final class TemporaryFolder {
    private static final long START = System.nanoTime();
    private static final AtomicLong NAMES = new AtomicLong();

    private static Path folder;

    private TemporaryFolder() {}

    static synchronized String path() {
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("Rtmp");
            } catch (IOException failure) {
                throw new RError("cannot make a temporary directory: " + failure.getMessage());
            }
            Path made = folder;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(made)));
        }
        return folder.toString();
    }

    /** Twelve hexadecimal digits, others at each call and in each process. */
    static String unusedName() {
        return String.format(
                "%04x%08x", ProcessHandle.current().pid() & 0xffff, START + NAMES.getAndIncrement() & 0xffffffffL);
    }

    private static void remove(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            inside.sorted(Comparator.reverseOrder())
                    .forEach(each -> each.toFile().delete());
        } catch (IOException gone) {
            // nothing is left to remove
        }
    }
}
