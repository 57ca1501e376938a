package hermite.sas.datastep.function.session;

import hermite.data.Missing;
import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionSpec.ResultLength;
import hermite.sas.datastep.function.FunctionTable;
import hermite.sas.datastep.node.Numerals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

/** Functions that ask the session: macro variables, options, data sets, files. */
public final class SessionFunctions {
    private SessionFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        table.text("SYMGET", "c", ResultLength.DEFAULT, SessionFunctions::symget, "value of a macro variable");
        table.passing("SYMGETN", "c", SessionFunctions::symgetNumber, "value of a macro variable as a number");
        table.passing("SYMEXIST", "c", a -> symbol(a) ? 1 : 0, "1 when a macro variable exists");
        table.text(
                "RESOLVE",
                "c",
                ResultLength.DEFAULT,
                a -> a.environment().resolve(a.text(0)),
                "text with macros resolved");
        table.text("GETOPTION", "c?c*", ResultLength.DEFAULT, SessionFunctions::option, "value of a system option");
        table.passing(
                "EXIST",
                "c?cc",
                a -> a.environment().dataSet(a.text(0).strip()).isPresent() ? 1 : 0,
                "1 when a data set exists");
        table.passing("FILEEXIST", "c", SessionFunctions::fileExists, "1 when a file exists");
        table.passing(
                "FEXIST",
                "c",
                a -> a.environment()
                                .fileref(a.text(0).strip())
                                .filter(Files::exists)
                                .isPresent()
                        ? 1
                        : 0,
                "1 when the file of a fileref exists");
        table.passing(
                "FILEREF",
                "c",
                a -> a.environment()
                        .fileref(a.text(0).strip())
                        .map(p -> Files.exists(p) ? 0.0 : -20006.0)
                        .orElse(20004.0),
                "0 when a fileref is assigned to a file, negative when the file is not there, positive else");
        table.passing(
                "LIBREF",
                "c",
                a -> a.environment().libraryPath(a.text(0).strip()).isPresent() ? 0 : 70008,
                "0 when a libref is assigned");
        table.text("PATHNAME", "c?c", ResultLength.DEFAULT, SessionFunctions::pathname, "path of a libref or fileref");
        table.text(
                "UUIDGEN", "?n", ResultLength.fixed(36), a -> UUID.randomUUID().toString(), "a random identifier");
    }

    private static boolean symbol(Arguments a) {
        return a.environment().macroSymbols().get(a.text(0).strip()).isPresent();
    }

    private static String symget(Arguments a) {
        return a.environment().macroSymbols().get(a.text(0).strip()).orElseGet(() -> {
            a.invalid();
            return "";
        });
    }

    private static double symgetNumber(Arguments a) {
        String text = a.environment().macroSymbols().get(a.text(0).strip()).orElse("");
        double value = Numerals.parse(text);
        return value == Numerals.INVALID ? Missing.DOT : value;
    }

    private static String option(Arguments a) {
        return a.environment()
                .option(a.text(0).strip().toUpperCase(Locale.ROOT))
                .orElseGet(() -> {
                    a.invalid();
                    return "";
                });
    }

    private static double fileExists(Arguments a) {
        return Files.exists(a.environment().path(a.text(0).strip())) ? 1 : 0;
    }

    private static String pathname(Arguments a) {
        String name = a.text(0).strip();
        String kind = a.trimmed(1, "").toUpperCase(Locale.ROOT);
        String library =
                kind.startsWith("F") ? "" : a.environment().libraryPath(name).orElse("");
        return library.isEmpty() && !kind.startsWith("L")
                ? a.environment().fileref(name).map(Path::toString).orElse("")
                : library;
    }
}
