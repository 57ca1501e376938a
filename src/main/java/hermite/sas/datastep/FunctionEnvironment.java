package hermite.sas.datastep;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.sas.log.Log;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;

/** What functions need of the session, be they called in a DATA step, a WHERE clause or %SYSFUNC. */
public interface FunctionEnvironment {
    Formats formats();

    Log log();

    /** The session's clock, local time. */
    LocalDateTime now();

    MacroSymbols macroSymbols();

    /** The value of a system option as GETOPTION shows it; empty when there is no such option. */
    Optional<String> option(String name);

    /** A data set by its one- or two-level name, without options; empty when it does not exist. */
    Optional<Table> dataSet(String name);

    /** A file named in the program: relative to the program's directory, Windows paths mapped. */
    Path path(String written);

    /** The file a fileref stands for; empty when it is not assigned. */
    Optional<Path> fileref(String name);

    /** The physical name of a libref; empty when it is not assigned. */
    Optional<String> libraryPath(String libref);

    /** Macro references and calls in the text resolved, for the RESOLVE function. */
    String resolve(String text);
}
