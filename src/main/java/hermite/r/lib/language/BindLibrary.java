package hermite.r.lib.language;

import hermite.r.eval.Arguments;
import hermite.r.eval.FunctionTable;
import hermite.r.eval.Library;
import hermite.r.print.Deparser;
import hermite.r.value.Attributes;
import hermite.r.value.DataFrames;
import hermite.r.value.RCall;
import hermite.r.value.RCharacter;
import hermite.r.value.RDots;
import hermite.r.value.RFunction;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RSymbol;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.VectorType;
import hermite.r.vector.Replacement;
import java.util.ArrayList;
import java.util.List;

/** cbind and rbind of vectors and matrices; data frames go to their methods. */
public final class BindLibrary implements Library {
    private record Part(RVector values, String label) {
        int rows() {
            return values.dim()[0];
        }

        int columns() {
            return values.dim()[1];
        }
    }

    @Override
    public void declare(FunctionTable table) {
        table.in("base")
                .function("cbind(..., deparse.level = 1)", a -> bind(a, true))
                .function("rbind(..., deparse.level = 1)", a -> bind(a, false));
    }

    private static RValue bind(Arguments a, boolean byColumns) {
        RDots dots = a.dots();
        String name = byColumns ? "cbind" : "rbind";
        for (int i = 0; i < dots.size(); i++) {
            RValue each = dots.get(i);
            RFunction method = null;
            if (DataFrames.isDataFrame(each)) {
                method = a.interpreter().functionFrom(RCharacter.of(name + ".data.frame"), a.caller());
            } else if (each.attribute("class") instanceof RCharacter classes) {
                for (int k = 0; k < classes.length() && method == null; k++) {
                    method = a.interpreter().dispatch().method(name, classes.get(k), a.caller());
                }
            }
            if (method != null) {
                return delegated(a, method, dots);
            }
        }
        return plain(a, dots, byColumns);
    }

    /** The data frames' method, arguments labelled as they were written. */
    private static RValue delegated(Arguments a, RFunction method, RDots dots) {
        RValue[] values = new RValue[dots.size()];
        String[] names = new String[dots.size()];
        boolean frames = a.generic().equals("cbind");
        for (int i = 0; i < values.length; i++) {
            values[i] = dots.get(i);
            names[i] = dots.name(i);
            if (frames
                    && names[i] == null
                    && !(values[i] instanceof RList)
                    && values[i] instanceof RVector vector
                    && !vector.isMatrix()) {
                String label = label(a, i, dots.size());
                names[i] = label.isEmpty() ? null : label;
                if (names[i] == null && i < a.call().size()) {
                    names[i] = Deparser.line(a.call().argument(i));
                }
            }
        }
        return a.interpreter().apply(method, a.call(), values, names, a.caller());
    }

    private static RValue plain(Arguments a, RDots dots, boolean byColumns) {
        int extent = -1;
        int longest = 0;
        VectorType type = null;
        for (int i = 0; i < dots.size(); i++) {
            if (!(dots.get(i) instanceof RVector x)) {
                continue;
            }
            type = type == null ? x.type() : type.with(x.type());
            if (x.isMatrix()) {
                extent = x.dim()[byColumns ? 0 : 1];
            } else {
                longest = Math.max(longest, x.length());
            }
        }
        if (type == null) {
            return RNull.NULL;
        }
        int size = extent >= 0 ? extent : longest;
        List<Part> parts = new ArrayList<>();
        RValue crossNames = RNull.NULL;
        for (int i = 0; i < dots.size(); i++) {
            if (!(dots.get(i) instanceof RVector x) || !x.isMatrix() && x.length() == 0 && size > 0) {
                continue;
            }
            if (x.isMatrix()) {
                if (x.dim()[byColumns ? 0 : 1] != size) {
                    throw new hermite.r.eval.RError("number of " + (byColumns ? "rows" : "columns")
                            + " of matrices must match (see arg " + (i + 1) + ")");
                }
                RValue names = dimension(x, byColumns ? 0 : 1);
                crossNames = crossNames == RNull.NULL ? names : crossNames;
                parts.add(new Part(x, ""));
            } else {
                if (crossNames == RNull.NULL && x.names() != null && x.length() == size) {
                    crossNames = x.names();
                }
                if (x.length() > 0 && size % x.length() != 0) {
                    a.warn("number of " + (byColumns ? "rows" : "columns")
                            + " of result is not a multiple of vector length (arg " + (i + 1) + ")");
                }
                String label = dots.name(i) != null ? dots.name(i) : label(a, i, dots.size());
                RVector line = hermite.r.vector.Combine.recycled(x.bare(), size);
                if (hermite.r.value.Factors.isFactor(x)) {
                    line = hermite.r.vector.Combine.recycled(((RInteger) x).bare(), size);
                }
                int[] dim = byColumns ? new int[] {size, 1} : new int[] {1, size};
                parts.add(new Part(line.withAttribute("dim", RInteger.of(dim)), label));
            }
        }
        return joined(parts, type, size, byColumns, crossNames, a);
    }

    /** The name of an argument that was written as a plain name. */
    private static String label(Arguments a, int i, int count) {
        RCall call = a.call();
        if (call.size() != count && i >= call.size()) {
            return "";
        }
        boolean aligned = true;
        for (int k = 0; k <= i && k < call.size(); k++) {
            aligned &= call.argument(k) != RSymbol.DOTS;
        }
        return aligned && i < call.size() && call.argument(i) instanceof RSymbol symbol ? symbol.name() : "";
    }

    private static RValue dimension(RVector x, int k) {
        return x.attribute("dimnames") instanceof RList names ? names.get(k) : RNull.NULL;
    }

    private static RValue joined(
            List<Part> parts, VectorType type, int size, boolean byColumns, RValue crossNames, Arguments a) {
        int total = 0;
        boolean named = false;
        for (Part part : parts) {
            total += byColumns ? part.columns() : part.rows();
            named |= !part.label.isEmpty() || dimension(part.values, byColumns ? 1 : 0) != RNull.NULL;
        }
        RVector out = RVector.missing(type, total * size);
        String[] names = new String[total];
        int at = 0;
        for (Part part : parts) {
            int count = byColumns ? part.columns() : part.rows();
            double[] places = new double[count * size];
            for (int k = 0; k < count; k++) {
                for (int j = 0; j < size; j++) {
                    int source = byColumns ? k * size + j : j * count + k;
                    places[source] = 1 + (byColumns ? (at + k) * size + j : j * total + at + k);
                }
            }
            if (places.length > 0) {
                out = (RVector) Replacement.assign(
                        out, new RValue[] {hermite.r.value.RDouble.of(places)}, part.values.bare(), a::warn);
            }
            RValue own = dimension(part.values, byColumns ? 1 : 0);
            for (int k = 0; k < count; k++) {
                names[at + k] = own instanceof RCharacter texts ? texts.get(k) : part.label;
            }
            at += count;
        }
        Attributes attributes = Attributes.of("dim", byColumns ? RInteger.of(size, total) : RInteger.of(total, size));
        RValue lines = named ? RCharacter.of(names) : RNull.NULL;
        if (lines != RNull.NULL || crossNames != RNull.NULL) {
            attributes =
                    attributes.with("dimnames", byColumns ? RList.of(crossNames, lines) : RList.of(lines, crossNames));
        }
        return out.withAttributes(attributes);
    }
}
