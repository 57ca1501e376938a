package hermite.r.lib.matrix;

import hermite.r.value.Attributes;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RVector;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Eigenvalues of a matrix that is not symmetric, by decreasing size, and vectors of length 1. Of a complex vector the
 * largest component is real, as LAPACK's dgeev turns it.
 */
final class GeneralEigen {
    private final int n;
    private final boolean complex;
    private final double[] real;
    private final double[] imaginary;
    private final double[] vectorReal;
    private final double[] vectorImaginary;

    GeneralEigen(Array2DRowRealMatrix x) {
        n = x.getRowDimension();
        EigenDecomposition eigen = new EigenDecomposition(x);
        complex = eigen.hasComplexEigenvalues();
        double[] re = eigen.getRealEigenvalues();
        double[] im = eigen.getImagEigenvalues();
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(Math.hypot(re[j], im[j]), Math.hypot(re[i], im[i])));
        real = new double[n];
        imaginary = new double[n];
        vectorReal = new double[n * n];
        vectorImaginary = new double[n * n];
        double[][] v = eigen.getV().getData();
        for (int k = 0; k < n; k++) {
            int at = order[k];
            real[k] = re[at];
            imaginary[k] = im[at];
            int first = im[at] < 0 ? at - 1 : at;
            for (int i = 0; i < n; i++) {
                vectorReal[i + k * n] = v[i][first];
                vectorImaginary[i + k * n] = im[at] == 0 ? 0 : Math.signum(im[at]) * v[i][first + 1];
            }
            normalize(k * n);
        }
    }

    private void normalize(int from) {
        double norm = 0;
        int largest = from;
        double most = -1;
        for (int i = from; i < from + n; i++) {
            double square = vectorReal[i] * vectorReal[i] + vectorImaginary[i] * vectorImaginary[i];
            norm += square;
            if (square > most * (1 + 1e-12)) {
                most = square;
                largest = i;
            }
        }
        double length = Math.sqrt(norm);
        boolean turns = complex && hasImaginary(from);
        double cosine = turns ? vectorReal[largest] / Math.sqrt(most) : 1;
        double sine = turns ? -vectorImaginary[largest] / Math.sqrt(most) : 0;
        for (int i = from; i < from + n; i++) {
            double re = vectorReal[i] / length;
            double im = vectorImaginary[i] / length;
            vectorReal[i] = re * cosine - im * sine;
            vectorImaginary[i] = i == largest ? 0 : re * sine + im * cosine;
        }
    }

    private boolean hasImaginary(int from) {
        for (int i = from; i < from + n; i++) {
            if (vectorImaginary[i] != 0) {
                return true;
            }
        }
        return false;
    }

    RVector values() {
        return complex ? RComplex.of(real, imaginary) : RDouble.of(real);
    }

    RVector vectors() {
        Attributes dim = Attributes.of("dim", RInteger.of(n, n));
        return complex ? RComplex.of(vectorReal, vectorImaginary, dim) : RDouble.of(vectorReal, dim);
    }
}
