package hermite.r.lib.language;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.session.OutputSink;
import hermite.r.lib.format.ComplexFormat;
import hermite.r.lib.format.RealFormat;
import hermite.r.print.CommonFormat;
import hermite.r.print.PrintSettings;
import hermite.r.print.Printer;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RDots;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RSymbol;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** print and its methods, cat, capture.output. */
public final class PrintLibrary implements Library {
    /** What R's cat() opens a file with: messages name it. */
    private static final RCall OPENING =
            (RCall) hermite.r.syntax.RParser.parseAll("file(file, ifelse(append, \"a\", \"w\"))", "")
                    .get(0)
                    .value();

    @Override
    public void declare(FunctionTable table) {
        table.in("base")
                .generic(
                        "print(x, digits = NULL, quote = TRUE, na.print = NULL, print.gap = NULL, right = FALSE, max ="
                                + " NULL, width = NULL, zero.print = NULL, row.names = TRUE, ...)",
                        PrintLibrary::print)
                .function(
                        "print.data.frame(x, ..., digits = NULL, quote = FALSE, right = TRUE, row.names = TRUE, max ="
                                + " NULL)",
                        PrintLibrary::frame)
                .function("print.factor(x, quote = FALSE, max.levels = NULL, width = 80, ...)", PrintLibrary::factor)
                .function("print.noquote(x, quote = FALSE, right = FALSE, ...)", PrintLibrary::noquote)
                .function("print.formula(x, ...)", PrintLibrary::formula)
                .function(
                        "print.table(x, digits = NULL, quote = FALSE, na.print = \"\", print.gap = NULL, right ="
                                + " FALSE, justify = \"none\", zero.print = \"0\", ...)",
                        PrintLibrary::table)
                .function("print.simple.list(x, ...)", a -> shown(a, a.value(0), settings(a)))
                .function("print.function(x, ...)", a -> shown(a, a.value(0), settings(a)))
                .function(
                        "noquote(obj, right = FALSE)",
                        a -> a.value(0) instanceof RVector v && !v.inherits("noquote")
                                ? v.withClass("noquote")
                                : a.value(0))
                .function(
                        "cat(..., file = \"\", sep = \" \", fill = FALSE, labels = NULL, append = FALSE)",
                        PrintLibrary::cat)
                .function("flush(con)", a -> invisible(a, RNull.NULL))
                .function("prmatrix(x, ...)", a -> shown(a, a.value(0), settings(a)));
        table.in("utils").special("capture.output(..., file = NULL, append = FALSE)", PrintLibrary::capture);
    }

    private static RValue invisible(Arguments a, RValue value) {
        a.interpreter().setVisible(false);
        return value;
    }

    private static PrintSettings settings(Arguments a) {
        return PrintSettings.of(a.session().options());
    }

    private static RValue shown(Arguments a, RValue value, PrintSettings settings) {
        new Printer(a.session(), settings).print(value);
        return invisible(a, value);
    }

    private static RValue print(Arguments a) {
        PrintSettings settings = settings(a).withQuote(a.flag(2)).withRight(a.flag(5));
        if (!a.isNull(1)) {
            settings = settings.withDigits(a.integer(1));
        }
        if (!a.isNull(3)) {
            settings = settings.withNa(a.string(3));
        }
        if (!a.isNull(4)) {
            settings = settings.withGap(a.integer(4));
        }
        if (!a.isNull(7)) {
            settings = settings.withWidth(a.integer(7));
        }
        if (!a.isNull(8)) {
            settings = settings.withZero(a.string(8));
        }
        RValue value = a.value(0);
        if (value.isObject() && value instanceof RVector vector && !Factors.isFactor(vector)) {
            value = vector.inherits("AsIs") ? vector.withAttribute("class", RNull.NULL) : value;
        }
        Printer printer = new Printer(a.session(), settings);
        RValue shown = value;
        withMost(a, 6, () -> printer.print(shown));
        return invisible(a, a.value(0));
    }

    private static RValue frame(Arguments a) {
        PrintSettings settings = settings(a).withQuote(false).withRight(a.flag(4));
        if (!a.isNull(2)) {
            settings = settings.withDigits(a.integer(2));
        }
        boolean rowNames = !(a.value(5) instanceof RVector flag) || flag.logicalAt(0) != 0;
        Printer printer = new Printer(a.session(), settings);
        withMost(a, 6, () -> printer.frame((RList) a.value(0), rowNames));
        return invisible(a, a.value(0));
    }

    /** Prints with argument {@code max} in place of option max.print when it is given. */
    private static void withMost(Arguments a, int argument, Runnable printing) {
        if (a.isNull(argument)) {
            printing.run();
            return;
        }
        RValue usual = a.session().options().get("max.print");
        a.session().options().set("max.print", a.value(argument));
        try {
            printing.run();
        } finally {
            a.session().options().set("max.print", usual);
        }
    }

    /** A formula and, where that is not the global one, its environment. */
    private static RValue formula(Arguments a) {
        new Printer(a.session(), settings(a)).print(a.value(0));
        if (a.value(0).attribute(".Environment") instanceof REnvironment environment
                && environment != a.session().globalEnvironment()) {
            a.session().out().println(Printer.environmentText(environment));
        }
        return invisible(a, a.value(0));
    }

    private static RValue factor(Arguments a) {
        boolean levels = a.isNull(2) || a.number(2) > 0;
        if (levels) {
            return shown(a, a.value(0), settings(a));
        }
        RVector labels = RCharacter.of(Factors.labels((hermite.r.value.RInteger) a.value(0)));
        new Printer(a.session(), settings(a).withQuote(false)).print(labels);
        return invisible(a, a.value(0));
    }

    private static RValue noquote(Arguments a) {
        RVector x = a.vector(0);
        RValue plain = x.withAttribute("class", RNull.NULL);
        new Printer(a.session(), settings(a).withQuote(false).withRight(a.flag(2))).print(plain);
        return invisible(a, x);
    }

    private static RValue table(Arguments a) {
        PrintSettings settings =
                settings(a).withQuote(a.flag(2)).withRight(a.value(0) instanceof RCharacter ? a.flag(5) : true);
        if (!a.isNull(1)) {
            settings = settings.withDigits(a.integer(1));
        }
        RVector x = a.vector(0);
        if (x instanceof RCharacter || x instanceof RInteger || a.isMissing(3)) {
            settings = settings.withNa(x instanceof RCharacter || x instanceof RInteger ? a.string(3) : "NA");
        }
        String zero = a.string(7);
        if (!"0".equals(zero)) {
            settings = settings.withZero(zero);
        }
        int[] dim = x.dim();
        if (dim != null && x.length() == 0) {
            StringBuilder sizes = new StringBuilder();
            for (int each : dim) {
                sizes.append(sizes.length() == 0 ? "" : " x ").append(each);
            }
            a.session().out().println("< table of extent " + sizes + " >");
            return invisible(a, x);
        }
        new Printer(a.session(), settings).print(dim != null && dim.length > 1 ? commonly(x, settings) : x);
        return invisible(a, x);
    }

    /** A table's numbers in one format, unlike a matrix's, whose columns each have their own. */
    private static RVector commonly(RVector x, PrintSettings settings) {
        if (x instanceof RCharacter || x instanceof hermite.r.value.RList) {
            return x;
        }
        return RCharacter.of(CommonFormat.of(x.bare(), settings), x.attributes().without("class"));
    }

    private static RValue cat(Arguments a) {
        String[] separators = a.isNull(2) ? new String[] {""} : a.strings(2);
        StringBuilder out = new StringBuilder();
        RDots dots = a.dots();
        List<String> parts = new ArrayList<>();
        int digits = a.session().options().digits();
        int scipen = a.session().options().scipen();
        for (int i = 0; i < dots.size(); i++) {
            add(dots.get(i), i + 1, digits, scipen, parts);
        }
        boolean fill = a.value(3) instanceof RVector flag && (flag.logicalAt(0) == 1 || flag.doubleAt(0) > 0);
        boolean given = fill && !(a.value(3) instanceof RLogical);
        int width = given ? a.integer(3) : a.session().options().width();
        int column = 0;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            int needed = part.length() + separators[i % separators.length].length();
            if (fill && column > 0 && column + needed > width) {
                out.append('\n');
                column = 0;
            }
            out.append(part);
            column += part.length();
            String separator = separators[i % separators.length];
            if (i < parts.size() - 1) {
                out.append(separator);
                column += separator.length();
            }
        }
        // a separator with a newline in it ends the output with one too
        boolean lines = Arrays.stream(separators).anyMatch(each -> each != null && each.contains("\n"));
        if (fill && column > 0 || lines) {
            out.append('\n');
        }
        write(a, out.toString());
        return invisible(a, RNull.NULL);
    }

    private static void add(RValue value, int position, int digits, int scipen, List<String> parts) {
        if (value == RNull.NULL) {
            return;
        }
        if (value instanceof RSymbol symbol) {
            parts.add(symbol.name());
            return;
        }
        if (value instanceof RList list) {
            if (list.length() > 0) {
                throw new RError("argument " + position + " (type 'list') cannot be handled by 'cat'");
            }
            return;
        }
        if (!(value instanceof RVector vector)) {
            if (value instanceof RCall) {
                throw new RError("argument " + position + " (type 'language') cannot be handled by 'cat'");
            }
            throw new RError("argument " + position + " (type '" + value.typeName() + "') cannot be handled by 'cat'");
        }
        if (vector.length() == 0) {
            // separators stand around it all the same
            parts.add("");
        }
        for (int i = 0; i < vector.length(); i++) {
            if (vector instanceof RDouble doubles) {
                parts.add(RealFormat.single(doubles.get(i), Math.min(digits, 15), scipen));
            } else if (vector instanceof RComplex numbers && !numbers.isNA(i)) {
                parts.add(ComplexFormat.single(numbers.real()[i], numbers.imaginary()[i], Math.min(digits, 15)));
            } else {
                String text = vector.stringAt(i);
                parts.add(text == null ? "NA" : text);
            }
        }
    }

    private static void write(Arguments a, String text) {
        RValue file = a.value(1);
        if (file instanceof RCharacter name && !name.get(0).isEmpty()) {
            Path path = a.session().file(name.get(0));
            try {
                if (a.flag(5)) {
                    Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                } else {
                    Files.writeString(path, text);
                }
            } catch (IOException e) {
                a.interpreter().warning("cannot open file '" + name.get(0) + "': No such file or directory", OPENING);
                throw new RError("cannot open the connection", OPENING);
            }
            return;
        }
        boolean toStandardError =
                file instanceof RInteger connection && connection.length() == 1 && connection.get(0) == 2;
        PrintStream stream = toStandardError ? a.session().err() : a.session().out();
        if (toStandardError) {
            a.session().out().flush();
        }
        stream.write(text.getBytes(StandardCharsets.UTF_8), 0, text.getBytes(StandardCharsets.UTF_8).length);
    }

    private static RValue capture(hermite.r.eval.Interpreter interpreter, RCall call, REnvironment environment) {
        OutputSink sink = interpreter.session().divert();
        try {
            for (int i = 0; i < call.size(); i++) {
                String name = call.name(i);
                if (name != null && (name.equals("file") || name.equals("append") || name.equals("type"))) {
                    continue;
                }
                RValue value = interpreter.eval(call.argument(i), environment);
                if (interpreter.isVisible()) {
                    Printer.autoprint(value, interpreter);
                }
            }
        } finally {
            interpreter.session().release(sink);
        }
        String text = sink.text();
        interpreter.setVisible(true);
        if (text.isEmpty()) {
            return RCharacter.of(new String[0]);
        }
        String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return RCharacter.of(whole.split("\n", -1));
    }
}
