package hermite.r.vector;

import hermite.r.value.Attributes;
import hermite.r.value.DataFrames;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.VectorType;

/** A data frame as a matrix, as {@code as.matrix} makes it. */
final class FrameMatrix {
    private FrameMatrix() {}

    static RVector of(RList frame) {
        int rows = DataFrames.rowCount(frame);
        VectorType type = frame.length() == 0 ? VectorType.LOGICAL : VectorType.RAW;
        int columns = 0;
        for (RValue each : frame.values()) {
            RVector column = (RVector) each;
            type = type.with(Factors.isFactor(column) ? VectorType.CHARACTER : column.type());
            columns += column.isMatrix() ? column.dim()[1] : 1;
        }
        RVector out = RVector.missing(type, rows * columns);
        String[] names = new String[columns];
        int at = 0;
        for (int k = 0; k < frame.length(); k++) {
            RVector column = (RVector) frame.get(k);
            int width = column.isMatrix() ? column.dim()[1] : 1;
            copy(text(column, type), out, at * rows);
            for (int i = 0; i < width; i++) {
                names[at + i] =
                        width == 1 && !column.isMatrix() ? frame.name(k) : frame.name(k) + "." + columnName(column, i);
            }
            at += width;
        }
        RValue rowNames =
                DataFrames.hasAutomaticRowNames(frame) ? RNull.NULL : RCharacter.of(DataFrames.rowNames(frame));
        Attributes attributes = Attributes.of("dim", RInteger.of(rows, columns))
                .with("dimnames", RList.of(rowNames, RCharacter.of(names)));
        return out.withAttributes(attributes);
    }

    private static String columnName(RVector column, int i) {
        return column.attribute("dimnames") instanceof RList names && names.get(1) instanceof RCharacter texts
                ? texts.get(i)
                : Integer.toString(i + 1);
    }

    private static RVector text(RVector column, VectorType type) {
        if (type == VectorType.CHARACTER && Factors.isFactor(column)) {
            return RCharacter.of(Factors.labels((RInteger) column));
        }
        return column;
    }

    private static void copy(RVector from, RVector out, int start) {
        for (int i = 0; i < from.length(); i++) {
            out.store(start + i, from, i);
        }
    }
}
