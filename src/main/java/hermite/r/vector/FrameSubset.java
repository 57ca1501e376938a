package hermite.r.vector;

import hermite.r.eval.RError;
import hermite.r.value.Attributes;
import hermite.r.value.DataFrames;
import hermite.r.value.RCharacter;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RSymbol;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Rows and columns taken out of data frames. */
public final class FrameSubset {
    private FrameSubset() {}

    /** {@code x[j]}: columns. */
    public static RValue columns(RList x, RValue index) {
        if (index == RSymbol.MISSING) {
            return x;
        }
        if (index instanceof RVector matrix && matrix.isMatrix()) {
            return Subset.of(matrix(x), new RValue[] {index}, true);
        }
        int[] places = columnPlaces(x, index);
        RList chosen = x.select(places);
        return chosen.withAttributes(x.attributes().with("names", x.names().select(places)));
    }

    static int[] columnPlaces(RList x, RValue index) {
        int[] places = Index.of(Index.plain(index), x.length(), x.names()).positions();
        for (int each : places) {
            if (each < 0 || each >= x.length()) {
                throw new RError("undefined columns selected");
            }
        }
        return places;
    }

    /** {@code x[i, j]}; a single column becomes a vector when {@code drop}. */
    public static RValue cells(RList x, RValue rows, RValue columns, boolean drop) {
        // one column that does not exist has no rows either
        if (rows != RSymbol.MISSING && drop && columns instanceof RVector one && one.length() == 1 && !one.isMatrix()) {
            int[] place = Index.of(Index.plain(columns), x.length(), x.names()).positions();
            if (place.length == 1 && (place[0] < 0 || place[0] >= x.length())) {
                return RNull.NULL;
            }
        }
        RList chosen = columns == RSymbol.MISSING ? x : (RList) columns(x, columns);
        if (rows == RSymbol.MISSING) {
            return drop && chosen.length() == 1 ? chosen.elementAt(0) : chosen;
        }
        int[] places = rowPlaces(x, rows);
        if (drop && chosen.length() == 1) {
            return part(chosen.get(0), places);
        }
        return rows(chosen, places);
    }

    /** The rows at places; row names follow. */
    public static RList rows(RList x, int[] places) {
        RValue[] out = new RValue[x.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = part(x.get(i), places);
        }
        Attributes attributes = x.attributes()
                .without("row.names", "class")
                .with("row.names", rowNames(x, places))
                .with("class", x.attribute("class"));
        return RList.of(out, attributes);
    }

    private static RValue part(RValue column, int[] places) {
        if (column instanceof RVector vector && vector.isMatrix()) {
            double[] numbers = new double[places.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = places[i] + 1.0;
            }
            return Subset.of(vector, new RValue[] {hermite.r.value.RDouble.of(numbers), RSymbol.MISSING}, false);
        }
        if (column instanceof RVector vector) {
            RVector chosen = vector.select(places);
            Attributes attributes =
                    vector.isObject() ? vector.attributes().without("names", "dim", "dimnames") : Attributes.NONE;
            if (vector.names() != null) {
                attributes = attributes.with("names", vector.names().select(places));
            }
            return attributes.isEmpty() ? chosen : chosen.withAttributes(attributes);
        }
        return column;
    }

    static int[] rowPlaces(RList x, RValue rows) {
        int count = DataFrames.rowCount(x);
        RCharacter names = rows instanceof RCharacter ? RCharacter.of(DataFrames.rowNames(x)) : null;
        RValue index = rows instanceof RVector matrix && matrix.isMatrix() ? matrix.bare() : rows;
        int[] places = Index.of(Index.plain(index), count, names).positions();
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= count) {
                places[i] = -1;
            }
        }
        return places;
    }

    private static RVector rowNames(RList x, int[] places) {
        Set<Integer> seen = new HashSet<>();
        boolean plain = x.attribute("row.names") instanceof RInteger;
        boolean clean = true;
        for (int each : places) {
            clean &= each >= 0 && seen.add(each);
        }
        RVector own = (RVector) x.attribute("row.names");
        boolean compact = own instanceof RInteger pair && pair.length() == 2 && pair.get(0) == RInteger.NA;
        if (plain && clean) {
            int[] numbers = new int[places.length];
            boolean sequence = true;
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = compact ? places[i] + 1 : own.integerAt(places[i]);
                sequence &= numbers[i] == i + 1;
            }
            return sequence ? DataFrames.chosenRowNames(numbers.length) : RInteger.of(numbers);
        }
        String[] all = DataFrames.rowNames(x);
        String[] out = new String[places.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = places[i] < 0 ? "NA" : all[places[i]];
        }
        return RCharacter.of(clean ? out : unique(out));
    }

    /** Repeated names get ".1", ".2" …, as {@code make.unique}. */
    public static String[] unique(String[] names) {
        String[] out = names.clone();
        Set<String> used = new HashSet<>(Arrays.asList(names));
        Set<String> seen = new HashSet<>();
        java.util.Map<String, Integer> counts = new java.util.HashMap<>();
        for (int i = 0; i < out.length; i++) {
            if (!seen.add(out[i])) {
                int count = counts.getOrDefault(names[i], 0);
                String candidate;
                do {
                    count++;
                    candidate = names[i] + "." + count;
                } while (used.contains(candidate));
                counts.put(names[i], count);
                used.add(candidate);
                out[i] = candidate;
            }
        }
        return out;
    }

    /** A data frame as a matrix: text when any column is text or a factor, numbers otherwise. */
    public static RVector matrix(RList x) {
        return FrameMatrix.of(x);
    }

    /** {@code x[[j]]} or {@code x[[i, j]]}. */
    public static RValue element(RList x, RValue[] indices, boolean exact) {
        if (indices.length == 2) {
            RValue column = Extraction.element(
                    x.bare().withAttribute("names", x.attribute("names")), new RValue[] {indices[1]}, exact);
            int[] places = rowPlaces(x, indices[0]);
            return column == RNull.NULL ? column : part(column, places);
        }
        return Extraction.element(x, indices, exact);
    }
}
