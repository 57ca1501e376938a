package hermite.r.lib.matrix;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.lib.math.Sums;
import hermite.r.value.Attributes;
import hermite.r.value.Elements;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;

/** Transposition, places in a matrix, sums and means by rows and columns, covariances. */
public final class MarginLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        PackageFunctions base = table.in("base");
        base.generic("t(x)", MarginLibrary::transposed);
        base.function("rowSums(x, na.rm = FALSE, dims = 1L)", a -> margins(a, true, false));
        base.function("colSums(x, na.rm = FALSE, dims = 1L)", a -> margins(a, false, false));
        base.function("rowMeans(x, na.rm = FALSE, dims = 1L)", a -> margins(a, true, true));
        base.function("colMeans(x, na.rm = FALSE, dims = 1L)", a -> margins(a, false, true));
        base.function("row(x)", a -> places(a, true));
        base.function("col(x)", a -> places(a, false));
        base.function(".bind(parts, labels, columns)", Binding::bind);
        table.in("stats").function(".covariance(x, y, correlation)", MarginLibrary::covariance);
    }

    private static RValue transposed(Arguments a) {
        if (!(a.value(0) instanceof RVector x)) {
            throw new RError("argument is not a matrix");
        }
        int[] dim = x.dim();
        if (dim != null && dim.length > 2) {
            throw new RError("argument is not a matrix");
        }
        if (dim == null || dim.length == 1) {
            RValue names = x.names() == null ? RNull.NULL : x.names();
            Attributes attributes = Attributes.of("dim", RInteger.of(1, x.length()));
            if (names != RNull.NULL) {
                attributes = attributes.with("dimnames", RList.of(RNull.NULL, names));
            }
            return x.bare().copy().withAttributes(attributes);
        }
        int[] from = new int[x.length()];
        for (int i = 0; i < dim[0]; i++) {
            for (int j = 0; j < dim[1]; j++) {
                from[j + i * dim[1]] = i + j * dim[0];
            }
        }
        Attributes attributes = x.attributes().with("dim", RInteger.of(dim[1], dim[0]));
        if (x.attribute("dimnames") instanceof RList names) {
            RList turned = RList.of(names.get(1), names.get(0));
            RCharacter of = names.names();
            attributes = attributes.with("dimnames", of == null ? turned : turned.withNames(of.get(1), of.get(0)));
        }
        return x.select(from).withAttributes(attributes);
    }

    private static RValue margins(Arguments a, boolean byRow, boolean means) {
        RValue given = a.value(0);
        if (given instanceof RList list && list.isDataFrame()) {
            given = a.interpreter().invoke("as.matrix", given);
        }
        if (!(given instanceof RVector x) || x.dim() == null || x.dim().length < 2) {
            throw new RError("'x' must be an array of at least two dimensions");
        }
        if (x instanceof RCharacter || x instanceof RList) {
            throw new RError("'x' must be numeric");
        }
        int[] dim = x.dim();
        int rows = dim[0];
        int columns = rows == 0 ? 0 : x.length() / rows;
        if (!byRow && dim.length > 2) {
            throw new RError("column sums of arrays with more than two dimensions are not supported");
        }
        double[] values = Elements.doubles(x);
        boolean drop = a.flag(1);
        double[] out = new double[byRow ? rows : columns];
        double[] line = new double[byRow ? columns : rows];
        for (int k = 0; k < out.length; k++) {
            int count = 0;
            for (int m = 0; m < line.length; m++) {
                double value = byRow ? values[k + m * rows] : values[m + k * rows];
                if (!(drop && value != value)) {
                    line[count++] = value;
                }
            }
            double sum = Sums.sum(line, 0, count);
            out[k] = means ? (count == 0 ? Double.NaN : sum / count) : sum;
        }
        RVector result = RDouble.of(out);
        if (x.attribute("dimnames") instanceof RList names && names.get(byRow ? 0 : 1) instanceof RCharacter kept) {
            return result.withAttribute("names", kept);
        }
        return result;
    }

    private static RValue places(Arguments a, boolean byRow) {
        int[] dim = a.vector(0).dim();
        if (dim == null || dim.length != 2) {
            throw new RError("a matrix-like object is required as argument to 'row'/'col'");
        }
        int[] out = new int[dim[0] * dim[1]];
        for (int i = 0; i < out.length; i++) {
            out[i] = byRow ? i % dim[0] + 1 : i / dim[0] + 1;
        }
        return RInteger.of(out, Attributes.of("dim", RInteger.of(dim)));
    }

    /** Covariances or correlations of the columns of two complete matrices. */
    private static RValue covariance(Arguments a) {
        Matrix x = Matrix.of(a, 0);
        Matrix y = a.isNull(1) ? x : Matrix.of(a, 1);
        boolean correlation = a.flag(2);
        int n = x.rows();
        double[][] left = centred(x);
        double[][] right = a.isNull(1) ? left : centred(y);
        double[] out = new double[x.columns() * y.columns()];
        double[] products = new double[n];
        boolean constant = false;
        for (int j = 0; j < y.columns(); j++) {
            for (int i = 0; i < x.columns(); i++) {
                double sum = sumOfProducts(left[i], right[j], products);
                double value = n < 2 ? RDouble.NA : sum / (n - 1);
                if (correlation) {
                    double sdX = Math.sqrt(sumOfProducts(left[i], left[i], products));
                    double sdY = Math.sqrt(sumOfProducts(right[j], right[j], products));
                    constant |= sdX == 0 || sdY == 0;
                    value = sdX == 0 || sdY == 0 || n < 2 ? RDouble.NA : Math.max(-1, Math.min(1, sum / (sdX * sdY)));
                    value = left == right && i == j && value == value ? 1 : value;
                }
                out[i + j * x.columns()] = value;
            }
        }
        if (constant) {
            a.warn("the standard deviation is zero");
        }
        if (!x.isMatrix() && !y.isMatrix()) {
            return RDouble.of(out);
        }
        return Matrix.value(out, x.columns(), y.columns(), x.columnNames(), y.columnNames());
    }

    private static double sumOfProducts(double[] x, double[] y, double[] products) {
        for (int k = 0; k < x.length; k++) {
            products[k] = x[k] * y[k];
        }
        return Sums.sum(products);
    }

    private static double[][] centred(Matrix x) {
        double[][] columns = new double[x.columns()][x.rows()];
        for (int j = 0; j < x.columns(); j++) {
            double mean = Sums.mean(x.values(), j * x.rows(), (j + 1) * x.rows());
            for (int i = 0; i < x.rows(); i++) {
                columns[j][i] = x.get(i, j) - mean;
            }
        }
        return columns;
    }
}
