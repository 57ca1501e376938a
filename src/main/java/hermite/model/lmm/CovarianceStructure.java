package hermite.model.lmm;

import java.util.ArrayList;
import java.util.List;

/**
 * A covariance matrix as a function of parameters. Each element is a sum of monomials in the parameters, so that
 * values and derivatives of any order follow from one description.
 *
 * @param kind the form of the matrix
 * @param size q, the order of the matrix; for {@link Kind#VARIANCE} and {@link Kind#POWER} of no account
 * @param bands diagonals that are not zero, the main one included; {@code size} for all
 */
public record CovarianceStructure(Kind kind, int size, int bands) {
    /** Forms of covariance matrices, with SAS's TYPE= in brackets. */
    public enum Kind {
        /** σ² I [VC]. */
        VARIANCE,
        /** Every element free [UN, UN(b)]. */
        UNSTRUCTURED,
        /** σ² I + τ J [CS]. */
        COMPOUND_SYMMETRY,
        /** σ_i σ_j ρ [CSH]. */
        HETEROGENEOUS_COMPOUND_SYMMETRY,
        /** σ² ρ^|i−j| [AR(1)]. */
        AUTOREGRESSIVE,
        /** σ_i σ_j ρ^|i−j| [ARH(1)]. */
        HETEROGENEOUS_AUTOREGRESSIVE,
        /** σ_|i−j| [TOEP, TOEP(b)]. */
        TOEPLITZ,
        /** σ² ρ^d, d the distance of two points [SP(POW)]. */
        POWER
    }

    /** What a parameter is: it decides its bounds and its start. */
    public enum Role {
        VARIANCE,
        COVARIANCE,
        CORRELATION
    }

    /** A parameter; row and column (from 0) tell its place where it has one. */
    public record Parameter(Role role, int row, int column) {}

    /** Π θ_k^{e_k}; a parameter that does not occur has exponent 0 and is left out. */
    record Monomial(int[] parameter, double[] exponent) {
        static Monomial of(int parameter) {
            return new Monomial(new int[] {parameter}, new double[] {1});
        }

        double value(double[] theta, int first) {
            return derivative(theta, first, -1, -1);
        }

        /** Derivative by the parameters a and b (−1: not). */
        double derivative(double[] theta, int first, int a, int b) {
            boolean foundA = a < 0;
            boolean foundB = b < 0;
            double product = 1;
            for (int k = 0; k < parameter.length; k++) {
                double e = exponent[k];
                if (parameter[k] == a) {
                    product *= e;
                    e -= 1;
                    foundA = true;
                }
                if (parameter[k] == b) {
                    product *= e;
                    e -= 1;
                    foundB = true;
                }
                if (product == 0) {
                    return 0;
                }
                if (e != 0) {
                    double base = theta[first + parameter[k]];
                    product *= e == 1 ? base : Math.pow(base, e);
                }
            }
            return foundA && foundB ? product : 0;
        }
    }

    public static CovarianceStructure of(Kind kind, int size) {
        return new CovarianceStructure(kind, size, size);
    }

    /** σ² I. */
    public static CovarianceStructure variance() {
        return of(Kind.VARIANCE, 1);
    }

    /** The parameters in the order in which they are reported. */
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        switch (kind) {
            case VARIANCE -> all.add(new Parameter(Role.VARIANCE, 0, 0));
            case UNSTRUCTURED -> {
                for (int i = 0; i < size; i++) {
                    for (int j = Math.max(0, i - bands + 1); j <= i; j++) {
                        all.add(new Parameter(i == j ? Role.VARIANCE : Role.COVARIANCE, i, j));
                    }
                }
            }
            case COMPOUND_SYMMETRY -> {
                all.add(new Parameter(Role.VARIANCE, 0, 0));
                all.add(new Parameter(Role.COVARIANCE, 1, 0));
            }
            case AUTOREGRESSIVE, POWER -> {
                all.add(new Parameter(Role.VARIANCE, 0, 0));
                all.add(new Parameter(Role.CORRELATION, 1, 0));
            }
            case HETEROGENEOUS_COMPOUND_SYMMETRY, HETEROGENEOUS_AUTOREGRESSIVE -> {
                for (int i = 0; i < size; i++) {
                    all.add(new Parameter(Role.VARIANCE, i, i));
                }
                all.add(new Parameter(Role.CORRELATION, 1, 0));
            }
            case TOEPLITZ -> {
                for (int lag = 0; lag < Math.min(bands, size); lag++) {
                    all.add(new Parameter(lag == 0 ? Role.VARIANCE : Role.COVARIANCE, lag, 0));
                }
            }
        }
        return all;
    }

    /** Whether it is a multiple of the identity. */
    public boolean isIndependent() {
        return kind == Kind.VARIANCE;
    }

    /** Element (i, j); {@code distance} is used by {@link Kind#POWER} alone. */
    List<Monomial> element(int i, int j, double distance) {
        int lag = Math.abs(i - j);
        return switch (kind) {
            case VARIANCE -> i == j ? List.of(Monomial.of(0)) : List.of();
            case UNSTRUCTURED -> lag < bands ? List.of(Monomial.of(place(Math.max(i, j), Math.min(i, j)))) : List.of();
            case COMPOUND_SYMMETRY -> i == j ? List.of(Monomial.of(0), Monomial.of(1)) : List.of(Monomial.of(1));
            case AUTOREGRESSIVE -> List.of(times(new int[] {0, 1}, new double[] {1, lag}));
            case POWER -> List.of(times(new int[] {0, 1}, new double[] {1, i == j ? 0 : distance}));
            case HETEROGENEOUS_COMPOUND_SYMMETRY ->
                List.of(i == j ? Monomial.of(i) : times(new int[] {i, j, size}, new double[] {0.5, 0.5, 1}));
            case HETEROGENEOUS_AUTOREGRESSIVE ->
                List.of(i == j ? Monomial.of(i) : times(new int[] {i, j, size}, new double[] {0.5, 0.5, lag}));
            case TOEPLITZ -> lag < bands ? List.of(Monomial.of(lag)) : List.of();
        };
    }

    private int place(int row, int column) {
        int place = 0;
        for (int i = 0; i < row; i++) {
            place += Math.min(i + 1, bands);
        }
        return place + column - Math.max(0, row - bands + 1);
    }

    private static Monomial times(int[] parameter, double[] exponent) {
        int used = 0;
        for (double e : exponent) {
            used += e != 0 ? 1 : 0;
        }
        int[] p = new int[used];
        double[] x = new double[used];
        int k = 0;
        for (int m = 0; m < exponent.length; m++) {
            if (exponent[m] != 0) {
                p[k] = parameter[m];
                x[k++] = exponent[m];
            }
        }
        return new Monomial(p, x);
    }

    /** The matrix, or its derivative by parameters a and b (−1: not), row-major. */
    public double[] matrix(double[] theta, int first, int order, int a, int b) {
        double[] result = new double[order * order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (Monomial m : element(i, j, Math.abs(i - j))) {
                    sum += m.derivative(theta, first, a, b);
                }
                result[i * order + j] = sum;
                result[j * order + i] = sum;
            }
        }
        return result;
    }
}
