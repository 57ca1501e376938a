package hermite;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The data beside the project; absent in a checkout of the project alone. Use with {@code @EnabledIf("hermite.SharedData#available")}. */
public final class SharedData {
    private static final Path ROOT = Path.of("..", "shared");

    private SharedData() {}

    public static boolean available() {
        return Files.isDirectory(ROOT.resolve("data"));
    }

    /** Skips the test when the program reads data that are not here. */
    public static void assumeWhatIsReadBy(Path program) throws IOException {
        assumeTrue(
                available() || !Files.readString(program).contains("shared/"),
                () -> program + " reads data of ../shared, which is absent");
    }

    public static Path path(String relative) {
        return ROOT.resolve(relative);
    }
}
