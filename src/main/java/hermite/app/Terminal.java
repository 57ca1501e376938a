package hermite.app;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

final class Terminal {
    Terminal(
            CommandLine line,
            InputStream in,
            PrintStream out,
            Path currentDirectory,
            Map<String, String> environment) {}

    int run() {
        return 0;
    }
}
