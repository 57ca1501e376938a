package hermite.app;

import hermite.app.CommandLine.UsageException;
import hermite.r.ScriptCheck;
import hermite.r.eval.function.FunctionTable;
import hermite.r.lib.Libraries;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** {@code hermite check FILE.R}: says what of a program would be skipped, and runs nothing. */
final class RCheck {
    private static final int FOUND = 1;

    private final PrintStream out;
    private final Path currentDirectory;

    RCheck(PrintStream out, Path currentDirectory) {
        this.out = out;
        this.currentDirectory = currentDirectory;
    }

    /** @return 0 when everything can run, otherwise 1 */
    int run(String... files) throws IOException, UsageException {
        if (files.length == 0) {
            throw new UsageException("check needs the name of an R program after it.");
        }
        int status = 0;
        ScriptCheck check = new ScriptCheck(new FunctionTable(Libraries.all()));
        for (String file : files) {
            if (!file.toLowerCase(Locale.ROOT).endsWith(".r")) {
                throw new UsageException("check reads R programs, and " + file + " is none.");
            }
            Path path = currentDirectory.resolve(file);
            if (!Files.isRegularFile(path)) {
                throw new UsageException("There is no file " + file + ".");
            }
            ScriptCheck.Report report = check.check(Files.readString(path), file);
            out.print(files.length > 1 ? file + "\n" : "");
            out.print(report.text());
            status = report.isClean() ? status : FOUND;
        }
        return status;
    }
}
