package hermite.r.lib.language;

import hermite.r.eval.Interpreter;
import hermite.r.lib.format.ComplexFormat;
import hermite.r.lib.format.RealFormat;
import hermite.r.print.Deparser;
import hermite.r.print.Printer;
import hermite.r.print.Quoting;
import hermite.r.print.TextWidth;
import hermite.r.value.Attributes;
import hermite.r.value.DataFrames;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RRaw;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.Formals;
import hermite.r.value.language.RBuiltin;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RClosure;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RSymbol;
import java.math.BigDecimal;
import java.math.MathContext;

/** The structure of a value in a line for each of its parts, as {@code str} shows it. */
final class StructureText {
    private static final double USUAL_LENGTH = 4;
    private static final int RESERVED = 4;

    private final Interpreter interpreter;
    private final boolean fillsLine;
    private final int width;
    private final int deepest;
    private final double vectorLength;
    private final boolean withAttributes;
    private final StringBuilder out = new StringBuilder();

    /** @param vectorLength how many elements are shown, in R's units; negative for R's own choice */
    StructureText(Interpreter interpreter, int width, int deepest, double vectorLength, boolean withAttributes) {
        this.interpreter = interpreter;
        this.width = width;
        this.deepest = deepest;
        this.vectorLength = vectorLength < 0 ? USUAL_LENGTH : vectorLength;
        this.fillsLine = vectorLength < 0;
        this.withAttributes = withAttributes;
    }

    String of(RValue value) {
        value(value, " ", 0, false);
        return out.toString();
    }

    private void value(RValue value, String indent, int level, boolean column) {
        if (value == RNull.NULL) {
            out.append(" NULL\n");
        } else if (value instanceof RList list) {
            list(list, indent, level);
        } else if (value instanceof RVector vector) {
            vector(vector, indent, level, column);
        } else if (value instanceof RClosure closure) {
            function(closure.formals());
        } else if (value instanceof RBuiltin builtin) {
            function(builtin.formals());
        } else if (value instanceof RSymbol symbol) {
            out.append(" symbol ").append(symbol.name()).append('\n');
        } else if (value instanceof RCall call) {
            call(call, indent);
        } else if (value instanceof REnvironment environment) {
            out.append(value.isObject() ? "Classes " + classes(value) + " " : "")
                    .append(Printer.environmentText(environment))
                    .append(" \n");
        } else {
            out.append("Formal class ").append(value.typeName()).append('\n');
        }
    }

    private void function(Formals formals) {
        StringBuilder parameters = new StringBuilder();
        for (int i = 0; i < formals.size(); i++) {
            parameters.append(i == 0 ? "" : ", ").append(Deparser.name(formals.names()[i]));
            if (formals.defaults()[i] != RSymbol.MISSING) {
                parameters.append(" = ").append(Deparser.line(formals.defaults()[i]));
            }
        }
        out.append("function (")
                .append(parameters.toString().replace("`...`", "..."))
                .append(")  \n");
    }

    private void call(RCall call, String indent) {
        if (call.inherits("formula")) {
            out.append("Class 'formula'  language ").append(Deparser.line(call)).append('\n');
            if (withAttributes && call.attribute(".Environment") instanceof REnvironment environment) {
                out.append(indent)
                        .append(" ..- attr(*, \".Environment\")=")
                        .append(Printer.environmentText(environment))
                        .append(" \n");
            }
            return;
        }
        out.append(" language ").append(Deparser.line(call)).append('\n');
    }

    private static String classes(RValue value) {
        StringBuilder text = new StringBuilder();
        for (String each : ((RCharacter) value.attribute("class")).values()) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append('\'')
                    .append(each)
                    .append('\'');
        }
        return text.toString();
    }

    private void list(RList list, String indent, int level) {
        if (list.isExpression()) {
            out.append("  ").append(Deparser.line(list)).append('\n');
            return;
        }
        boolean frame = DataFrames.isDataFrame(list);
        int n = list.length();
        if (frame) {
            String shown = classText(list);
            int rows = DataFrames.rowCount(list);
            out.append(shown)
                    .append(":\t")
                    .append(rows)
                    .append(" obs. of  ")
                    .append(n)
                    .append(" variable")
                    .append(n == 1 ? "" : "s")
                    .append(n > 0 ? ":\n" : "\n");
        } else {
            out.append(n == 0 ? " list()\n" : "List of " + n + "\n");
        }
        if (level < deepest) {
            int widest = 0;
            for (int i = 0; i < n; i++) {
                widest = Math.max(widest, TextWidth.of(list.name(i) == null ? "" : list.name(i)));
            }
            for (int i = 0; i < n; i++) {
                out.append(indent)
                        .append("$ ")
                        .append(TextWidth.padRight(list.name(i) == null ? "" : list.name(i), widest))
                        .append(':');
                value(list.get(i), indent + " ..", level + 1, frame && level == 0);
            }
        }
        attributes(
                list,
                indent,
                level,
                frame ? new String[] {"names", "row.names", "class"} : new String[] {"names", "row.names"});
    }

    private static String classText(RValue value) {
        RCharacter classes = (RCharacter) value.attribute("class");
        if (classes.length() == 1) {
            return "'" + classes.get(0) + "'";
        }
        StringBuilder text = new StringBuilder("Classes ");
        for (int i = 0; i < classes.length(); i++) {
            String name = classes.get(i);
            text.append(i == 0 ? "" : i == classes.length() - 1 ? " and " : ", ")
                    .append(name.equals("data.frame") ? "'data.frame'" : '‘' + name + '’');
        }
        return text.append(" ").toString().stripTrailing();
    }

    private void attributes(RVector value, String indent, int level, String... hidden) {
        if (!withAttributes) {
            return;
        }
        Attributes others = value.attributes().without(hidden);
        for (int i = 0; i < others.size(); i++) {
            out.append(indent).append("- attr(*, \"").append(others.name(i)).append("\")=");
            value(others.value(i), indent + " ..", level + 1, false);
        }
    }

    private void vector(RVector x, String indent, int level, boolean column) {
        if (Factors.isFactor(x)) {
            factor((RInteger) x);
            return;
        }
        if (x.inherits("Date") || x.inherits("POSIXct")) {
            dates(x, column);
            return;
        }
        if (x.inherits("ts") && x.attribute("tsp") instanceof RVector span && span.length() == 3) {
            out.append(" Time-Series ")
                    .append(x.dim() == null ? "[1:" + x.length() + "]" : "[1:" + x.dim()[0] + ", 1:" + x.dim()[1] + "]")
                    .append(" from ")
                    .append(RealFormat.single(span.doubleAt(0), 3))
                    .append(" to ")
                    .append(RealFormat.single(span.doubleAt(1), 3))
                    .append(": ")
                    .append(elements(x.bare()))
                    .append('\n');
            return;
        }
        String type = type(x);
        int n = x.length();
        int[] dim = x.dim();
        boolean named = x.attributes().has("names");
        String size = "";
        if (dim != null) {
            StringBuilder extents = new StringBuilder();
            for (int each : dim) {
                extents.append(extents.length() == 0 ? "" : ", ").append(each == 1 ? "1" : "1:" + each);
            }
            size = dim.length == 1 ? "[" + extents + "(1d)] " : "[" + extents + "] ";
        } else if (n == 0) {
            out.append(' ').append(type).append("(0) \n");
            return;
        } else if (n > 1 && !column) {
            size = "[1:" + n + "] ";
        } else if (column) {
            size = n > 1 ? " " : "";
        }
        String head = named && dim == null ? " Named " + type : x.isObject() ? " " + classLead(x) + type : " " + type;
        if (named && n == 1 && !column) {
            size = "";
        }
        out.append(head).append(' ').append(size);
        if (x instanceof RCharacter texts && fillsLine && level == 0) {
            out.append(elements(
                            texts,
                            fitting(texts, (head + " " + size).stripTrailing().length())))
                    .append('\n');
        } else {
            out.append(elements(x)).append('\n');
        }
        attributes(x, indent, level, "dim", "class", "tzone");
    }

    /** How many quoted texts fit on the line. */
    private int fitting(RCharacter texts, int used) {
        int room = width - RESERVED - used;
        int taken = 0;
        int count = 0;
        while (count < texts.length()) {
            taken += 3 + TextWidth.of(texts.isNA(count) ? "NA" : texts.get(count));
            if (taken >= room) {
                break;
            }
            count++;
        }
        return Math.max(1, count);
    }

    private static String classLead(RVector x) {
        RCharacter classes = (RCharacter) x.attribute("class");
        StringBuilder text = new StringBuilder("'" + classes.get(0) + "'");
        for (int i = 1; i < classes.length(); i++) {
            text.append(", '").append(classes.get(i)).append('\'');
        }
        return text.append(' ').toString();
    }

    private static String type(RVector x) {
        if (x instanceof RLogical) {
            return "logi";
        }
        if (x instanceof RInteger) {
            return "int";
        }
        if (x instanceof RComplex) {
            return "cplx";
        }
        if (x instanceof RRaw) {
            return "raw";
        }
        return x instanceof RDouble ? "num" : "chr";
    }

    private String elements(RVector x) {
        double room = x instanceof RDouble doubles
                ? numberRoom(doubles)
                : x instanceof RComplex
                        ? 0.75
                        : x instanceof RRaw ? 5 : x instanceof RInteger ? 2.5 : x instanceof RLogical ? 1.5 : 1;
        return elements(x, (int) Math.max(1, Math.rint(room * vectorLength)));
    }

    private String elements(RVector x, int shown) {
        int n = x.length();
        int count = Math.min(n, shown);
        StringBuilder text = new StringBuilder();
        String[] numbers = x instanceof RDouble doubles
                ? numbers(doubles, count)
                : x instanceof RComplex complex ? numbers(complex, count) : null;
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(numbers == null ? element(x, i) : numbers[i]);
        }
        return text.append(n > count ? " ..." : "").toString();
    }

    /** Numbers that three digits show in full get twice the room of others. */
    private double numberRoom(RDouble x) {
        boolean brief = true;
        int looked = Math.min(x.length(), (int) Math.rint(2.5 * vectorLength));
        for (int i = 0; i < looked; i++) {
            double value = x.get(i);
            if (Math.abs(value) <= Double.MAX_VALUE) {
                double rounded = new BigDecimal(value).round(new MathContext(3)).doubleValue();
                brief &= Math.abs(value - rounded) <= Math.ulp(1.0);
            }
        }
        return brief ? 2.5 : 1.25;
    }

    /** Three digits in the format common to those shown. */
    private static String[] numbers(RDouble x, int count) {
        double[] values = java.util.Arrays.copyOf(x.values(), count);
        RealFormat format = RealFormat.of(values, 3);
        String[] words = new String[count];
        for (int i = 0; i < count; i++) {
            String word = format.bare(values[i], "NA");
            // zeros at the end go, but not before an exponent; an exponent of zero goes behind a point
            words[i] = word.indexOf('.') < 0
                    ? word
                    : word.endsWith("e+00")
                            ? word.substring(0, word.length() - "e+00".length())
                            : word.indexOf('e') >= 0 ? word : word.replaceFirst("\\.?0+$", "");
        }
        return words;
    }

    private static String[] numbers(RComplex x, int count) {
        String[] words = new String[count];
        for (int i = 0; i < count; i++) {
            words[i] = ComplexFormat.single(x.real()[i], x.imaginary()[i], 3);
        }
        return words;
    }

    private static String element(RVector x, int i) {
        String text = x.stringAt(i);
        if (text == null) {
            return "NA";
        }
        return x instanceof RCharacter ? Quoting.quote(text, '"') : text;
    }

    private void factor(RInteger factor) {
        String[] levels = Factors.levels(factor);
        boolean ordered = factor.inherits("ordered");
        StringBuilder line = new StringBuilder(ordered ? " Ord.factor w/ " : " Factor w/ ");
        line.append(levels.length)
                .append(" level")
                .append(levels.length == 1 ? "" : "s")
                .append(' ');
        StringBuilder list = new StringBuilder();
        String separator = ordered ? "<" : ",";
        int used = 0;
        int shown = 0;
        // to the level that goes beyond 13 characters
        while (shown < levels.length && used <= 13) {
            String quoted = Quoting.quote(levels[shown], '"');
            list.append(shown == 0 ? "" : separator).append(quoted);
            used += quoted.length() + 1;
            shown++;
        }
        line.append(list);
        if (shown < levels.length) {
            line.append(separator).append("..");
        }
        line.append(": ");
        int count = (int) Math.min(factor.length(), Math.round(2.5 * vectorLength));
        for (int i = 0; i < count; i++) {
            line.append(i == 0 ? "" : " ").append(factor.isNA(i) ? "NA" : Integer.toString(factor.get(i)));
        }
        out.append(line).append(factor.length() > count ? " ..." : "").append('\n');
    }

    private void dates(RVector x, boolean column) {
        int n = x.length();
        out.append(x.inherits("Date") ? " Date" : " POSIXct")
                .append(column ? "" : "[1:" + n + "]")
                .append(", format:");
        // columns of a data frame leave room for their names
        int count = Math.min(n, column ? 2 : 5);
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = i;
        }
        RVector shown = x.select(places).withAttributes(x.attributes().without("names"));
        RVector texts = (RVector) interpreter.invoke("format", shown);
        for (int i = 0; i < count; i++) {
            out.append(texts.isNA(i) ? " NA" : " \"" + texts.stringAt(i) + "\"");
        }
        out.append(n > count ? " ..." : "").append('\n');
    }
}
