package hermite.r.lib.matrix;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.value.Elements;
import hermite.r.value.ListBuilder;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RSymbol;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** Products, decompositions, solutions, and sums by rows and columns. */
public final class MatrixLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        PackageFunctions base = table.in("base");
        base.function("`%*%`(x, y)", MatrixLibrary::product);
        base.function("crossprod(x, y = NULL)", a -> {
            Matrix x = Matrix.of(a, 0);
            Matrix y = conforming(x, a.isNull(1) ? x : Matrix.of(a, 1));
            RVector product = x.transposed().times(y).value();
            return a.isNull(1) ? classed(product, a.value(0)) : classed(product, a.value(0), a.value(1));
        });
        base.function("tcrossprod(x, y = NULL)", a -> {
            Matrix x = Matrix.of(a, 0);
            Matrix y = a.isNull(1) ? x : Matrix.of(a, 1);
            if (x.columns() != y.columns()) {
                throw new RError("non-conformable arguments");
            }
            RVector product = x.times(y.transposed()).value();
            return a.isNull(1) ? classed(product, a.value(0)) : classed(product, a.value(0), a.value(1));
        });
        base.generic("solve(a, b, ...)", MatrixLibrary::solve);
        base.function(".determinant(x)", MatrixLibrary::determinant);
        base.generic("chol(x, ...)", MatrixLibrary::chol);
        base.function(".qr(x, tol)", MatrixLibrary::qr);
        base.function(".qr_apply(qr, y, transposed)", MatrixLibrary::qrApply);
        base.function(".eigen(x, symmetric)", MatrixLibrary::eigen);
        base.function(".svd(x)", MatrixLibrary::svd);
        base.function("backsolve(r, x, k = ncol(r), upper.tri = TRUE, transpose = FALSE)", a -> triangular(a, true));
        base.function(
                "forwardsolve(l, x, k = ncol(l), upper.tri = FALSE, transpose = FALSE)", a -> triangular(a, false));
        base.function(".group_sums(x, group, groups, na.rm)", MatrixLibrary::groupSums);
        base.script("matrix.R");
    }

    /** Sums of each column of a matrix within groups numbered from 1, a row a group. */
    private static RValue groupSums(Arguments a) {
        RVector x = a.numeric(0);
        int[] group = Elements.integers(a.numeric(1));
        int groups = a.integer(2);
        boolean skipMissing = a.flag(3);
        int columns = x.dim()[1];
        double[] values = Elements.doubles(x);
        double[] out = new double[groups * columns];
        for (int j = 0; j < columns; j++) {
            double[] sum = new double[groups];
            double[] lost = new double[groups];
            for (int i = 0; i < group.length; i++) {
                double v = values[j * group.length + i];
                if (skipMissing && Double.isNaN(v)) {
                    continue;
                }
                int g = group[i] - 1;
                double t = sum[g] + v;
                // what rounding takes from the sum (Neumaier 1974); R adds with longer numbers
                lost[g] += Math.abs(sum[g]) >= Math.abs(v) ? (sum[g] - t) + v : (v - t) + sum[g];
                sum[g] = t;
            }
            for (int g = 0; g < groups; g++) {
                out[j * groups + g] = Double.isFinite(sum[g]) ? sum[g] + lost[g] : sum[g];
            }
        }
        return RDouble.matrix(out, groups, columns);
    }

    private static Matrix conforming(Matrix x, Matrix y) {
        if (x.rows() != y.rows()) {
            throw new RError("non-conformable arguments");
        }
        return y;
    }

    /** A plain vector counts as a row or a column, whichever conforms. */
    private static RValue product(Arguments a) {
        if (a.value(0) instanceof RComplex || a.value(1) instanceof RComplex) {
            return complexProduct(a.vector(0), a.vector(1));
        }
        return classed(product(Matrix.of(a, 0), Matrix.of(a, 1)), a.value(0), a.value(1));
    }

    /** A product of matrices of package Matrix is one: mostly zeros of two such, dense otherwise. */
    private static RValue classed(RVector product, RValue left, RValue right) {
        if (!left.inherits("dpoMatrix") && !right.inherits("dpoMatrix")) {
            return product;
        }
        String kind = sparse(left) && sparse(right) ? "dgCMatrix" : "dgeMatrix";
        return product.withAttribute("class", RCharacter.of(kind, "dpoMatrix"));
    }

    /** The product of a matrix with itself, which is symmetric. */
    private static RValue classed(RVector product, RValue factor) {
        return factor.inherits("dpoMatrix")
                ? product.withAttribute(
                        "class",
                        RCharacter.of(
                                sparse(factor) ? new String[] {"dsCMatrix", "dpoMatrix"} : new String[] {"dpoMatrix"}))
                : product;
    }

    private static boolean sparse(RValue value) {
        return value.inherits("dgCMatrix") || value.inherits("dsCMatrix") || value.inherits("ddiMatrix");
    }

    /** From the four products of real and imaginary parts. */
    private static RValue complexProduct(RVector left, RVector right) {
        RComplex x = RComplex.from(left);
        RComplex y = RComplex.from(right);
        Matrix xr = Matrix.of(RDouble.of(x.real(), left.attributes()));
        Matrix xi = Matrix.of(RDouble.of(x.imaginary(), left.attributes()));
        Matrix yr = Matrix.of(RDouble.of(y.real(), right.attributes()));
        Matrix yi = Matrix.of(RDouble.of(y.imaginary(), right.attributes()));
        RVector re = product(xr, yr);
        RVector im = product(xr, yi);
        double[] real = Elements.doubles(re);
        double[] imaginary = Elements.doubles(im);
        double[] subtracted = Elements.doubles(product(xi, yi));
        double[] added = Elements.doubles(product(xi, yr));
        for (int i = 0; i < real.length; i++) {
            real[i] -= subtracted[i];
            imaginary[i] += added[i];
        }
        return RComplex.of(real, imaginary, re.attributes());
    }

    private static RVector product(Matrix left, Matrix right) {
        Matrix x = left;
        Matrix y = right;
        if (!x.isMatrix() && !y.isMatrix()) {
            x = x.rows() == y.rows() ? plain(x).transposed() : plain(x);
            y = x.columns() == y.rows() ? plain(y) : plain(y).transposed();
        } else if (!x.isMatrix()) {
            x = plain(x).rows() == y.rows() ? plain(x).transposed() : plain(x);
        } else if (!y.isMatrix()) {
            y = x.columns() == y.rows() ? plain(y) : plain(y).transposed();
        }
        if (x.columns() != y.rows()) {
            throw new RError("non-conformable arguments");
        }
        return x.times(y).value();
    }

    private static Matrix plain(Matrix x) {
        return Matrix.of(x.values(), x.rows(), x.columns());
    }

    /** The call of the default method, which R's messages name. */
    private static RCall defaultMethod(Arguments a) {
        RCall call = a.call();
        return call.functionName().equals("solve") ? call.withFunction(RSymbol.of("solve.default")) : call;
    }

    private static RValue solve(Arguments a) {
        Matrix x = Matrix.of(a, 0);
        if (x.rows() != x.columns()) {
            throw new RError("'a' (" + x.rows() + " x " + x.columns() + ") must be square", defaultMethod(a));
        }
        int n = x.rows();
        Lu lu = new Lu(x.values().clone(), n);
        if (lu.singularAt > 0) {
            throw new RError(
                    "Lapack routine dgesv: system is exactly singular: U[" + lu.singularAt + "," + lu.singularAt
                            + "] = 0",
                    defaultMethod(a));
        }
        double condition = lu.reciprocalCondition(x.values());
        if (condition < 2.220446e-16) {
            throw new RError(
                    "system is computationally singular: reciprocal condition number = "
                            + new hermite.r.lib.format.CFormat("", 0, -1, 'g').real(condition),
                    defaultMethod(a));
        }
        if (a.isMissing(1)) {
            double[] identity = new double[n * n];
            for (int i = 0; i < n; i++) {
                identity[i + i * n] = 1;
            }
            lu.solve(identity, n);
            return Matrix.value(identity, n, n, x.columnNames(), x.rowNames());
        }
        Matrix b = Matrix.of(a, 1);
        if (b.rows() != n) {
            throw new RError(
                    "'b' (" + b.rows() + " x " + b.columns() + ") must be compatible with 'a' (" + n + " x " + n + ")");
        }
        double[] solution = b.values();
        lu.solve(solution, b.columns());
        if (!b.isMatrix()) {
            RVector vector = RDouble.of(solution);
            return x.columnNames() == RNull.NULL ? vector : vector.withAttribute("names", x.columnNames());
        }
        return Matrix.value(solution, n, b.columns(), x.columnNames(), b.columnNames());
    }

    private static RValue determinant(Arguments a) {
        Matrix x = Matrix.of(a, 0).square("a");
        Lu lu = new Lu(x.values(), x.rows());
        double logSize = 0;
        int sign = lu.sign;
        for (int i = 0; i < x.rows(); i++) {
            double pivot = lu.values[i + i * x.rows()];
            logSize += Math.log(Math.abs(pivot));
            sign *= pivot < 0 ? -1 : 1;
        }
        return RDouble.of(lu.singularAt > 0 ? Double.NEGATIVE_INFINITY : logSize, sign);
    }

    private static RValue chol(Arguments a) {
        Matrix x = Matrix.of(a, 0).square("a");
        int n = x.rows();
        double[] r = x.values();
        for (int j = 0; j < n; j++) {
            for (int i = 0; i <= j; i++) {
                double sum = r[i + j * n];
                for (int k = 0; k < i; k++) {
                    sum -= r[k + i * n] * r[k + j * n];
                }
                if (i < j) {
                    r[i + j * n] = sum / r[i + i * n];
                } else if (sum > 0) {
                    r[j + j * n] = Math.sqrt(sum);
                } else {
                    throw new RError("the leading minor of order " + (j + 1) + " is not positive definite");
                }
            }
            for (int i = j + 1; i < n; i++) {
                r[i + j * n] = 0;
            }
        }
        return x.value();
    }

    private static RValue qr(Arguments a) {
        Matrix x = Matrix.of(a, 0);
        HouseholderQr qr = new HouseholderQr(x.values(), x.rows(), x.columns(), a.number(1));
        return new ListBuilder()
                .add("qr", Matrix.value(qr.qr, x.rows(), x.columns(), x.rowNames(), x.columnNames()))
                .add("rank", RInteger.of(qr.rank))
                .add("qraux", RDouble.of(qr.auxiliary))
                .add("pivot", RInteger.of(qr.pivot))
                .build();
    }

    /** Q or Q' times the columns of y. */
    private static RValue qrApply(Arguments a) {
        hermite.r.value.RList parts = (hermite.r.value.RList) a.value(0);
        Matrix matrix = Matrix.of((RVector) parts.get("qr"));
        Matrix y = Matrix.of(a, 1);
        Reflections reflections = new Reflections(
                matrix.values(),
                Elements.doubles((RVector) parts.get("qraux")),
                matrix.rows(),
                ((RVector) parts.get("rank")).integerAt(0));
        for (int j = 0; j < y.columns(); j++) {
            reflections.apply(y.values(), j * y.rows(), a.flag(2));
        }
        return y.value();
    }

    private static RValue eigen(Arguments a) {
        Matrix x = Matrix.of(a, 0).square("x");
        int n = x.rows();
        if (a.flag(1)) {
            SymmetricEigen eigen = new SymmetricEigen(x.values(), n);
            return new ListBuilder()
                    .add("values", RDouble.of(eigen.values))
                    .add("vectors", RDouble.matrix(eigen.vectors, n, n))
                    .build();
        }
        GeneralEigen eigen = new GeneralEigen(rows(x));
        return new ListBuilder()
                .add("values", eigen.values())
                .add("vectors", eigen.vectors())
                .build();
    }

    private static Array2DRowRealMatrix rows(Matrix x) {
        double[][] rows = new double[x.rows()][x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                rows[i][j] = x.get(i, j);
            }
        }
        return new Array2DRowRealMatrix(rows, false);
    }

    private static RValue svd(Arguments a) {
        Matrix x = Matrix.of(a, 0);
        SingularValueDecomposition svd = new SingularValueDecomposition(rows(x));
        int k = Math.min(x.rows(), x.columns());
        double[][] u = svd.getU().getData();
        double[][] v = svd.getV().getData();
        double[] left = new double[x.rows() * k];
        double[] right = new double[x.columns() * k];
        for (int j = 0; j < k; j++) {
            // the sign is free; a largest component of v that is negative is what the usual routines give most often
            double sum = 0;
            for (int i = 0; i < x.rows(); i++) {
                sum += u[i][j];
            }
            double sign = sum > 0 && j == 0 ? -1 : 1;
            for (int i = 0; i < x.rows(); i++) {
                left[i + j * x.rows()] = sign * u[i][j];
            }
            for (int i = 0; i < x.columns(); i++) {
                right[i + j * x.columns()] = sign * v[i][j];
            }
        }
        return new ListBuilder()
                .add("d", RDouble.of(java.util.Arrays.copyOf(svd.getSingularValues(), k)))
                .add("u", RDouble.matrix(left, x.rows(), k))
                .add("v", RDouble.matrix(right, x.columns(), k))
                .build();
    }

    private static RValue triangular(Arguments a, boolean upperByDefault) {
        Matrix r = Matrix.of(a, 0);
        Matrix x = Matrix.of(a, 1);
        int k = a.integer(2);
        boolean upper = a.flag(3);
        boolean transpose = a.flag(4);
        double[] out = new double[k * x.columns()];
        for (int j = 0; j < x.columns(); j++) {
            for (int step = 0; step < k; step++) {
                boolean backwards = upper != transpose;
                int i = backwards ? k - 1 - step : step;
                double sum = x.values()[i + j * x.rows()];
                for (int m = backwards ? i + 1 : 0; m < (backwards ? k : i); m++) {
                    sum -= (transpose ? r.get(m, i) : r.get(i, m)) * out[m + j * k];
                }
                if (r.get(i, i) == 0) {
                    throw new RError("singular matrix in '" + (upperByDefault ? "backsolve" : "forwardsolve")
                            + "'. First zero in diagonal [" + (i + 1) + "]");
                }
                out[i + j * k] = sum / r.get(i, i);
            }
        }
        return x.isMatrix() ? RDouble.matrix(out, k, x.columns()) : RDouble.of(out);
    }
}
