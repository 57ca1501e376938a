package hermite.r.lib.matrix;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.value.Attributes;
import hermite.r.value.DataFrames;
import hermite.r.value.Elements;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;

/**
 * A numeric matrix by columns with the names of its rows and columns.
 *
 * @param values by columns; fresh, the owner may write to it
 * @param rowNames character vector or NULL
 * @param columnNames character vector or NULL
 * @param isMatrix false when made from a plain vector, taken as one column
 */
record Matrix(double[] values, int rows, int columns, RValue rowNames, RValue columnNames, boolean isMatrix) {

    static Matrix of(double[] values, int rows, int columns) {
        return new Matrix(values, rows, columns, RNull.NULL, RNull.NULL, true);
    }

    /** An argument as a matrix; a data frame counts by its columns, a vector as one column. */
    static Matrix of(Arguments a, int i) {
        RValue value = a.value(i);
        if (DataFrames.isDataFrame(value)) {
            value = a.interpreter().invoke("as.matrix", value);
        }
        if (!(value instanceof RVector x) || x instanceof RCharacter || x instanceof RList) {
            throw new RError("requires numeric/complex matrix/vector arguments");
        }
        if (x instanceof RComplex) {
            throw new RError("complex matrices are not supported here");
        }
        return of(x);
    }

    static Matrix of(RVector x) {
        int[] dim = x.dim();
        if (dim == null || dim.length != 2) {
            RValue names = x.names() == null ? RNull.NULL : x.names();
            return new Matrix(Elements.doubles(x), x.length(), 1, names, RNull.NULL, false);
        }
        RValue rowNames = RNull.NULL;
        RValue columnNames = RNull.NULL;
        if (x.attribute("dimnames") instanceof RList names) {
            rowNames = names.get(0);
            columnNames = names.get(1);
        }
        return new Matrix(Elements.doubles(x), dim[0], dim[1], rowNames, columnNames, true);
    }

    double get(int row, int column) {
        return values[row + column * rows];
    }

    Matrix transposed() {
        double[] out = new double[values.length];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                out[j + i * columns] = values[i + j * rows];
            }
        }
        return new Matrix(out, columns, rows, columnNames, rowNames, isMatrix);
    }

    /** Product with sums in the order of the inner index. */
    Matrix times(Matrix other) {
        double[] out = new double[rows * other.columns];
        for (int j = 0; j < other.columns; j++) {
            for (int k = 0; k < columns; k++) {
                double factor = other.values[k + j * other.rows];
                if (factor == 0 && !anyMissing()) {
                    continue;
                }
                int from = k * rows;
                int to = j * rows;
                for (int i = 0; i < rows; i++) {
                    out[to + i] += values[from + i] * factor;
                }
            }
        }
        return new Matrix(out, rows, other.columns, rowNames, other.columnNames, true);
    }

    private boolean anyMissing() {
        for (double x : values) {
            if (!(Math.abs(x) <= Double.MAX_VALUE)) {
                return true;
            }
        }
        return false;
    }

    RVector value() {
        return value(values, rows, columns, rowNames, columnNames);
    }

    static RVector value(double[] values, int rows, int columns, RValue rowNames, RValue columnNames) {
        Attributes attributes = Attributes.of("dim", RInteger.of(rows, columns));
        if (rowNames != RNull.NULL || columnNames != RNull.NULL) {
            attributes = attributes.with("dimnames", RList.of(rowNames, columnNames));
        }
        return RDouble.of(values, attributes);
    }

    Matrix square(String function) {
        if (rows != columns) {
            throw new RError("'" + function + "' (" + rows + " x " + columns + ") must be square");
        }
        return this;
    }
}
