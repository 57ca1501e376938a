package hermite.r.print;

import hermite.r.eval.Interpreter;
import hermite.r.eval.session.RSession;
import hermite.r.value.Attributes;
import hermite.r.value.DataFrames;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RSlotted;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RBuiltin;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RClosure;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RFunction;
import hermite.r.value.language.RSymbol;
import java.util.Set;

/** Prints values as R's {@code print.default} and autoprint do. */
public final class Printer {
    /** How many entries are printed unless option max.print says otherwise. */
    private static final int MOST_SHOWN = 99999;

    private static final Set<String> SHOWN_OTHERWISE = Set.of("names", "dim", "dimnames", "row.names", "tsp");

    private final RSession session;
    private final PrintSettings settings;

    public Printer(RSession session, PrintSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    /** What the top level does with a visible value: methods for objects, otherwise the default. */
    public static void autoprint(RValue value, Interpreter interpreter) {
        RSession session = interpreter.session();
        if (value.isObject() || value instanceof RFunction) {
            interpreter.invoke("print", value);
        } else {
            new Printer(session, PrintSettings.of(session.options())).print(value);
        }
        interpreter.setVisible(false);
    }

    public void print(RValue value) {
        StringBuilder out = new StringBuilder();
        int most = session.options().integer("max.print", MOST_SHOWN);
        if (value instanceof RVector vector
                && !(value instanceof RList)
                && vector.length() > most
                && !vector.isMatrix()) {
            RValue shown = session.interpreter().invoke("head", vector, RInteger.of(most));
            value(shown, "", out);
            out.append(" [ reached getOption(\"max.print\") -- omitted ")
                    .append(vector.length() - most)
                    .append(" entries ]\n");
        } else {
            value(value, "", out);
        }
        session.out().print(out);
    }

    private void value(RValue value, String prefix, StringBuilder out) {
        if (value == RNull.NULL) {
            out.append("NULL\n");
        } else if (value instanceof RList list) {
            list(list, prefix, out);
        } else if (value instanceof RVector vector) {
            vector(vector, prefix, out);
        } else if (value instanceof RCall call) {
            lines(call.isObject() ? call.withAttributes(Attributes.NONE) : call, out);
        } else if (value instanceof RSymbol symbol) {
            out.append(symbol == RSymbol.MISSING ? "" : Deparser.name(symbol.name()))
                    .append('\n');
        } else if (value instanceof RClosure closure) {
            closure(closure, out);
        } else if (value instanceof RBuiltin builtin) {
            out.append("function (")
                    .append(parameters(builtin))
                    .append(")  .Primitive(\"")
                    .append(builtin.name())
                    .append("\")\n");
        } else if (value instanceof REnvironment environment) {
            out.append(environmentText(environment)).append('\n');
        } else if (value instanceof RSlotted object) {
            slots(object, out);
        } else {
            out.append('<').append(value.typeName()).append(">\n");
        }
    }

    private static String parameters(RBuiltin builtin) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < builtin.formals().size(); i++) {
            text.append(i == 0 ? "" : ", ").append(builtin.formals().names()[i]);
            if (builtin.formals().defaults()[i] != RSymbol.MISSING) {
                text.append(" = ").append(Deparser.line(builtin.formals().defaults()[i]));
            }
        }
        return text.toString();
    }

    private static void lines(RValue language, StringBuilder out) {
        for (String line : Deparser.lines(language, 60)) {
            out.append(line).append('\n');
        }
    }

    public static String environmentText(REnvironment environment) {
        String name = environment.name();
        return switch (name) {
            case "" -> "<environment: 0x" + String.format("%012x", System.identityHashCode(environment)) + ">";
            case "base" -> "<environment: base>";
            case "R_GlobalEnv" -> "<environment: R_GlobalEnv>";
            default -> "<environment: " + name + ">";
        };
    }

    private void closure(RClosure closure, StringBuilder out) {
        if (closure.source() != null
                && closure.attributes().isEmpty()
                && session.options().flag("keep.source")) {
            out.append(closure.source().text()).append('\n');
        } else {
            lines(closure.withAttributes(Attributes.NONE), out);
        }
        REnvironment environment = closure.environment();
        if (environment != session.globalEnvironment()) {
            boolean base = environment.name().equals("base");
            out.append(base ? "<environment: namespace:base>" : environmentText(environment))
                    .append('\n');
        }
    }

    private void slots(RSlotted object, StringBuilder out) {
        RValue className = object.attribute("class");
        out.append("An object of class ").append(Deparser.line(className instanceof RVector v ? v.bare() : className));
        out.append('\n');
        for (int i = 0; i < object.attributes().size(); i++) {
            String name = object.attributes().name(i);
            if (!name.equals("class")) {
                out.append("Slot \"").append(name).append("\":\n");
                value(object.attributes().value(i), "", out);
                out.append('\n');
            }
        }
    }

    private void vector(RVector x, String prefix, StringBuilder out) {
        int[] dim = x.dim();
        if (Factors.isFactor(x)) {
            FactorLines.append((RInteger) x, settings, out);
        } else if (dim == null || dim.length == 1 && x.attribute("dimnames") == RNull.NULL) {
            VectorLines.append(x, settings, out);
        } else if (dim.length == 1) {
            oneDimensional(x, out);
        } else if (dim.length == 2) {
            MatrixLines.append(x, dim[0], dim[1], x.attribute("dimnames"), settings, out);
        } else {
            array(x, dim, out);
        }
        attributes(x, prefix, out);
        if (Factors.isFactor(x)) {
            FactorLines.appendLevels((RInteger) x, settings, out);
        }
    }

    /** A one-way table: the names' title above. */
    private void oneDimensional(RVector x, StringBuilder out) {
        if (x.attribute("dimnames") instanceof RList dimnames && dimnames.names() != null) {
            out.append(dimnames.names().get(0)).append('\n');
        }
        RValue names = ((RList) x.attribute("dimnames")).get(0);
        VectorLines.append(x.bare().withAttribute("names", names), settings, out);
    }

    private void array(RVector x, int[] dim, StringBuilder out) {
        int slice = dim[0] * dim[1];
        int slices = 1;
        for (int k = 2; k < dim.length; k++) {
            slices *= dim[k];
        }
        RList dimnames = x.attribute("dimnames") instanceof RList list ? list : null;
        int[] counter = new int[dim.length];
        for (int s = 0; s < slices; s++) {
            out.append(", , ");
            for (int k = 2; k < dim.length; k++) {
                out.append(k > 2 ? ", " : "");
                boolean named = dimnames != null && dimnames.get(k) instanceof RCharacter;
                if (named && dimnames.names() != null) {
                    out.append(dimnames.names().get(k)).append(" = ");
                }
                out.append(named ? ((RCharacter) dimnames.get(k)).get(counter[k]) : Integer.toString(counter[k] + 1));
            }
            out.append("\n\n");
            int[] places = new int[slice];
            for (int i = 0; i < slice; i++) {
                places[i] = s * slice + i;
            }
            RValue names = RNull.NULL;
            if (dimnames != null) {
                RList two = RList.of(dimnames.get(0), dimnames.get(1));
                names = dimnames.names() == null
                        ? two
                        : two.withNames(
                                dimnames.names().get(0), dimnames.names().get(1));
            }
            MatrixLines.append(x.select(places), dim[0], dim[1], names, settings, out);
            out.append('\n');
            for (int k = 2; k < dim.length && ++counter[k] == dim[k]; k++) {
                counter[k] = 0;
            }
        }
    }

    private void attributes(RVector x, String prefix, StringBuilder out) {
        Attributes attributes = x.attributes();
        for (int i = 0; i < attributes.size(); i++) {
            String name = attributes.name(i);
            boolean ofFactor = Factors.isFactor(x) && (name.equals("levels") || name.equals("class"));
            if (SHOWN_OTHERWISE.contains(name) || ofFactor || name.equals("class") && x.inherits("table")) {
                continue;
            }
            String tag = (prefix.startsWith("attr(") ? prefix : "") + "attr(,\"" + name + "\")";
            out.append(tag).append('\n');
            element(attributes.value(i), tag, out);
        }
    }

    /** An element of a list or an attribute: objects through their methods. */
    private void element(RValue value, String prefix, StringBuilder out) {
        if (value.isObject() && !Factors.isFactor(value) || value instanceof RFunction) {
            session.out().print(out);
            out.setLength(0);
            session.interpreter().invoke("print", value);
        } else {
            value(value, prefix, out);
        }
    }

    private void list(RList x, String prefix, StringBuilder out) {
        if (x.isExpression()) {
            lines(x, out);
            return;
        }
        int[] dim = x.dim();
        if (dim != null && dim.length == 2) {
            MatrixLines.append(x.bare(), dim[0], dim[1], x.attribute("dimnames"), settings, out);
            return;
        }
        if (x.length() == 0) {
            String shown = x.names() != null ? "named list()" : "list()";
            out.append(prefix.isEmpty() || x.names() != null ? shown : "list()").append('\n');
            attributes(x, prefix, out);
            return;
        }
        for (int i = 0; i < x.length(); i++) {
            String name = x.name(i);
            boolean missing = x.names() != null && x.names().get(i) == null;
            name = missing ? "<NA>" : name;
            String tag = name == null || name.isEmpty()
                    ? prefix + "[[" + (i + 1) + "]]"
                    : prefix + "$" + (name.startsWith("<NA>") ? name : Deparser.name(name));
            out.append(tag).append('\n');
            element(x.get(i), tag, out);
            out.append('\n');
        }
        attributes(x, prefix, out);
    }

    /** A data frame as a table of texts. */
    public void frame(RList whole, boolean rowNames) {
        StringBuilder out = new StringBuilder();
        int most = session.options().integer("max.print", MOST_SHOWN) / Math.max(1, whole.length());
        int omitted = DataFrames.rowCount(whole) - most;
        RList x = omitted > 0 ? (RList) session.interpreter().invoke("head", whole, RInteger.of(most)) : whole;
        int rows = DataFrames.rowCount(x);
        if (x.length() == 0) {
            out.append("data frame with 0 columns and ").append(rows).append(" rows\n");
        } else if (rows == 0) {
            StringBuilder names = new StringBuilder();
            out.append("[1] ");
            String[] quoted = new String[x.length()];
            for (int i = 0; i < quoted.length; i++) {
                quoted[i] = x.name(i);
            }
            StringBuilder line = new StringBuilder();
            VectorLines.indexed(quoted, true, settings.width(), line);
            out.setLength(0);
            out.append(line).append("<0 rows> (or 0-length row.names)\n").append(names);
        } else {
            FrameCells cells = FrameCells.of(x, settings, session.interpreter());
            MatrixLines.append(
                    cells.cells(),
                    rows,
                    rowNames ? DataFrames.rowNames(x) : blanks(rows),
                    cells.names(),
                    !settings.right(),
                    null,
                    null,
                    settings,
                    out);
        }
        if (omitted > 0 && rows > 0) {
            out.append(" [ reached 'max' / getOption(\"max.print\") -- omitted ")
                    .append(omitted)
                    .append(" rows ]\n");
        }
        session.out().print(out);
    }

    private static String[] blanks(int rows) {
        String[] out = new String[rows];
        java.util.Arrays.fill(out, "");
        return out;
    }
}
