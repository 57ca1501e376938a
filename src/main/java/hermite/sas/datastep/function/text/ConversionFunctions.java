package hermite.sas.datastep.function.text;

import hermite.data.Format;
import hermite.data.Missing;
import hermite.data.UnknownFormatException;
import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionSpec.ResultLength;
import hermite.sas.datastep.function.FunctionTable;
import hermite.sas.datastep.node.Blanks;
import java.util.Optional;

/** PUTN, PUTC, INPUTN, INPUTC: formats named by text. */
public final class ConversionFunctions {
    private ConversionFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        table.text("PUTN", "nc?nn", ResultLength.DEFAULT, ConversionFunctions::putNumber, "a number by a format named");
        table.text("PUTC", "cc?n", ResultLength.DEFAULT, ConversionFunctions::putText, "a text by a format named");
        table.passing("INPUTN", "cc?nn", ConversionFunctions::inputNumber, "a number read by an informat named");
        table.text(
                "INPUTC", "cc?n", ResultLength.DEFAULT, ConversionFunctions::inputText, "a text read by an informat");
    }

    private static Optional<Format> format(Arguments a, boolean text) {
        String name = Blanks.strip(a.text(1));
        Optional<Format> parsed = Format.parse(name.endsWith(".") || name.contains(".") ? name : name + ".");
        return parsed.map(f -> new Format(
                text && !f.isCharacter() ? "$" + f.name() : f.name(), a.whole(2, f.width()), a.whole(3, f.decimals())));
    }

    private static String putNumber(Arguments a) {
        Optional<Format> format = format(a, false);
        if (format.isEmpty()
                || !a.environment().formats().knowsFormat(format.get().name())) {
            a.invalidArgument(2);
            return "";
        }
        return a.environment().formats().write(a.number(0), format.get());
    }

    private static String putText(Arguments a) {
        Optional<Format> format = format(a, true);
        if (format.isEmpty()
                || !a.environment().formats().knowsFormat(format.get().name())) {
            a.invalidArgument(2);
            return "";
        }
        return a.environment().formats().write(a.text(0), format.get());
    }

    private static double inputNumber(Arguments a) {
        Optional<Format> informat = format(a, false);
        if (informat.isEmpty()
                || !a.environment().formats().knowsInformat(informat.get().name())) {
            a.invalidArgument(2);
            return Missing.DOT;
        }
        String text = a.text(0);
        int width = informat.get().width();
        String field = width > 0 && text.length() > width ? text.substring(0, width) : text;
        try {
            return a.environment().formats().readNumber(field, informat.get());
        } catch (NumberFormatException notANumber) {
            return a.invalid();
        }
    }

    private static String inputText(Arguments a) {
        try {
            return format(a, true)
                    .map(f -> a.environment().formats().readText(a.text(0), f))
                    .orElse("");
        } catch (UnknownFormatException unknown) {
            a.invalidArgument(2);
            return "";
        }
    }
}
