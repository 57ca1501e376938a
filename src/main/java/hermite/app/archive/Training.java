package hermite.app.archive;

import hermite.app.Main;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Runs in one process the programs whose classes the class-data archive is to hold: a SAS program and an R program, the
 * two arguments. Files they write are left in the current directory.
 */
public final class Training {
    private Training() {}

    public static void main(String[] programs) {
        run(programs[0], "-log", "training.log", "-print", "training.lst");
        run(programs[1]);
        System.exit(0);
    }

    private static void run(String... arguments) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        new Main(System.in, nowhere, nowhere, Path.of(""), System.getenv()).run(arguments);
    }
}
