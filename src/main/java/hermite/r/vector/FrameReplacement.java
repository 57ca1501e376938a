package hermite.r.vector;

import hermite.r.eval.RError;
import hermite.r.value.Attributes;
import hermite.r.value.DataFrames;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RSymbol;
import java.util.Arrays;

/** Rows, columns and cells of data frames set to other values. */
public final class FrameReplacement {
    private FrameReplacement() {}

    /** {@code x$name <- value} and {@code x[[name]] <- value}. */
    public static RValue column(RList x, String name, RValue value, Warnings warnings) {
        if (value == RNull.NULL) {
            return ElementReplacement.component(x, name, value, warnings);
        }
        // the class is taken off and put on again: it comes last
        RValue changed = ElementReplacement.component(x, name, fitted(x, value), warnings);
        RValue className = changed.attribute("class");
        return changed.withAttribute("class", RNull.NULL).withAttribute("class", className);
    }

    /** A column stretched to the frame's rows. */
    private static RValue fitted(RList x, RValue value) {
        int rows = DataFrames.rowCount(x);
        if (!(value instanceof RVector column)) {
            return value;
        }
        int size = column.isMatrix()
                ? column.dim()[0]
                : DataFrames.isDataFrame(column) ? DataFrames.rowCount(column) : column.length();
        if (size == rows || (x.length() == 0 && rows == 0)) {
            boolean labelled = column.names() != null && !(column instanceof RList) && column.dim() == null;
            return labelled ? column.withAttribute("names", RNull.NULL) : value;
        }
        if (size == 0 || size > rows || rows % size != 0) {
            throw new RError("replacement has " + size + " row" + (size == 1 ? "" : "s") + ", data has " + rows);
        }
        int[] places = new int[rows];
        for (int i = 0; i < rows; i++) {
            places[i] = i % size;
        }
        return column.select(places).withAttributes(column.attributes().without("names", "dim", "dimnames"));
    }

    /** {@code x[[j]] <- value}. */
    public static RValue element(RList x, RValue[] indices, RValue value, Warnings warnings) {
        if (indices.length == 2) {
            return cells(x, indices[0], indices[1], value, warnings);
        }
        if (indices[0] instanceof RCharacter name) {
            return column(x, name.get(0), value, warnings);
        }
        int at = ((RVector) indices[0]).integerAt(0);
        String name = at >= 1 && at <= x.length() ? x.name(at - 1) : "V" + at;
        return column(x, name, value, warnings);
    }

    /** {@code x[j] <- value}, or {@code x[logical matrix] <- value}. */
    public static RValue columns(RList x, RValue index, RValue value, Warnings warnings) {
        if (index instanceof RVector matrix && matrix.isMatrix() && matrix instanceof RLogical flags) {
            return byMatrix(x, flags, value, warnings);
        }
        return cells(x, RSymbol.MISSING, index, value, warnings);
    }

    private static RValue byMatrix(RList x, RLogical flags, RValue value, Warnings warnings) {
        int rows = DataFrames.rowCount(x);
        RList out = x.copy();
        int used = 0;
        RVector given = (RVector) value;
        for (int k = 0; k < x.length(); k++) {
            int[] column = Arrays.copyOfRange(flags.values(), k * rows, (k + 1) * rows);
            int count = 0;
            for (int each : column) {
                count += each == 1 ? 1 : 0;
            }
            if (count == 0) {
                continue;
            }
            RValue part = value;
            if (given.length() > 1) {
                int[] places = new int[count];
                for (int i = 0; i < count; i++) {
                    places[i] = (used + i) % given.length();
                }
                part = given.select(places);
            }
            used += count;
            out.values()[k] = Replacement.assign(x.elementAt(k), new RValue[] {RLogical.of(column)}, part, warnings);
        }
        return out;
    }

    /** {@code x[i, j] <- value}. */
    public static RValue cells(RList x, RValue rows, RValue columns, RValue value, Warnings warnings) {
        Index places = Index.of(Index.plain(columns), x.length(), x.names(), true);
        int[] at = places.positions();
        if (value == RNull.NULL && rows == RSymbol.MISSING) {
            return Replacement.assign(x, new RValue[] {columns}, value, warnings);
        }
        RList out = x;
        int count = DataFrames.rowCount(x);
        int[] rowPlaces = rows == RSymbol.MISSING ? null : assignedRows(x, rows);
        int needed = count;
        for (int i = 0; rowPlaces != null && i < rowPlaces.length; i++) {
            needed = Math.max(needed, rowPlaces[i] + 1);
        }
        if (needed > count) {
            out = withRows(out, needed, rows);
        }
        int filled = rowPlaces == null ? needed : rowPlaces.length;
        for (int k = 0; k < at.length; k++) {
            String name = at[k] < x.length() ? x.name(at[k]) : newName(places, at[k], x.length());
            RValue given = forColumn(value, k, at.length, filled);
            RValue column = at[k] < out.length() ? out.elementAt(at[k]) : RNull.NULL;
            RValue changed;
            if (rowPlaces == null) {
                changed = given;
            } else {
                RValue start = column == RNull.NULL ? RVector.missing(((RVector) given).type(), needed) : column;
                changed = Replacement.assign(start, new RValue[] {numbers(rowPlaces)}, given, warnings);
            }
            out = (RList) column(out, name, changed, warnings);
        }
        return out;
    }

    private static String newName(Index places, int at, int length) {
        int i = at - length;
        return i < places.added().size() ? places.added().get(i) : "V" + (at + 1);
    }

    private static RDouble numbers(int[] places) {
        double[] out = new double[places.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = places[i] + 1.0;
        }
        return RDouble.of(out);
    }

    private static int[] assignedRows(RList x, RValue rows) {
        RCharacter names = rows instanceof RCharacter ? RCharacter.of(DataFrames.rowNames(x)) : null;
        int[] places =
                Index.of(Index.plain(rows), DataFrames.rowCount(x), names, true).positions();
        for (int each : places) {
            if (each < 0) {
                throw new RError("missing values are not allowed in subscripted assignments of data frames");
            }
        }
        return places;
    }

    /** More rows, filled with NA; their names are the texts that asked for them, or numbers. */
    private static RList withRows(RList x, int rows, RValue index) {
        int before = DataFrames.rowCount(x);
        RValue[] columns = new RValue[x.length()];
        for (int k = 0; k < columns.length; k++) {
            RVector column = (RVector) x.get(k);
            columns[k] = column.resized(rows).withAttributes(column.attributes().without("names"));
        }
        RVector names;
        if (index instanceof RCharacter texts) {
            String[] all = Arrays.copyOf(DataFrames.rowNames(x), rows);
            int at = before;
            for (int i = 0; i < texts.length() && at < rows; i++) {
                if (!Arrays.asList(all).contains(texts.get(i))) {
                    all[at++] = texts.get(i);
                }
            }
            names = RCharacter.of(all);
        } else {
            String[] all = Arrays.copyOf(DataFrames.rowNames(x), rows);
            for (int i = before; i < rows; i++) {
                all[i] = Integer.toString(i + 1);
            }
            names = RCharacter.of(all);
        }
        Attributes attributes = x.attributes().with("row.names", names);
        return RList.of(columns, attributes);
    }

    /** The part of a value that goes to one of several columns. */
    private static RValue forColumn(RValue value, int k, int columns, int rows) {
        if (value instanceof RList list) {
            return list.length() == 0 ? RNull.NULL : list.elementAt(k % list.length());
        }
        if (value instanceof RVector vector && columns > 1 && vector.length() > 1 && vector.length() >= rows) {
            int[] places = new int[rows];
            for (int i = 0; i < rows; i++) {
                places[i] = (k * rows + i) % vector.length();
            }
            return vector.select(places);
        }
        return value instanceof RVector vector && vector.isMatrix() ? vector.bare() : value;
    }
}
