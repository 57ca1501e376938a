package hermite;

import java.nio.file.Files;
import java.nio.file.Path;

/** The data beside the project; absent in a checkout of the project alone. Use with {@code @EnabledIf("hermite.SharedData#available")}. */
public final class SharedData {
    private static final Path ROOT = Path.of("..", "shared");

    private SharedData() {}

    public static boolean available() {
        return Files.isDirectory(ROOT.resolve("data"));
    }

    public static Path path(String relative) {
        return ROOT.resolve(relative);
    }
}
