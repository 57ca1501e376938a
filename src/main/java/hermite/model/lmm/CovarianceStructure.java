package hermite.model.lmm;

import hermite.model.lmm.CovarianceElement.Decay;
import hermite.model.lmm.CovarianceElement.Decline;
import hermite.model.lmm.CovarianceElement.Monomial;
import hermite.model.lmm.CovarianceElement.Spherical;
import java.util.ArrayList;
import java.util.List;

/**
 * A covariance matrix as a function of parameters. Each element is a sum of simple terms in the parameters, so that
 * values and derivatives of any order follow from one description.
 *
 * @param kind the form of the matrix
 * @param size q, the order of the matrix; of no account for {@link Kind#VARIANCE} and spatial forms
 * @param bands diagonals that are not zero, the main one included, {@code size} for all; the number of factors for
 *     {@link Kind#FACTOR} and its relatives; the order of the second factor for direct products, whose rows are those of
 *     the second factor within those of the first
 * @param local whether a further parameter is added to the diagonal
 * @param known the matrices of {@link Kind#LINEAR} and {@link Kind#KNOWN}, each row-major size × size
 */
public record CovarianceStructure(Kind kind, int size, int bands, boolean local, List<double[]> known) {
    /** Forms of covariance matrices, with SAS's TYPE= in brackets. */
    public enum Kind {
        /** σ² I [VC]. */
        VARIANCE,
        /** Every element free [UN, UN(b)]. */
        UNSTRUCTURED,
        /** σ_i σ_j ρ_ij [UNR, UNR(b)]. */
        UNSTRUCTURED_CORRELATIONS,
        /** σ² I + τ J [CS]. */
        COMPOUND_SYMMETRY,
        /** σ_i σ_j ρ [CSH]. */
        HETEROGENEOUS_COMPOUND_SYMMETRY,
        /** σ² ρ^|i−j| [AR(1)]. */
        AUTOREGRESSIVE,
        /** σ_i σ_j ρ^|i−j| [ARH(1)]. */
        HETEROGENEOUS_AUTOREGRESSIVE,
        /** σ² γ ρ^(|i−j|−1) off the diagonal [ARMA(1,1)]. */
        MOVING_AVERAGE,
        /** σ_i σ_j Π ρ_k over the steps between [ANTE(1)]. */
        ANTEDEPENDENT,
        /** σ_|i−j| [TOEP, TOEP(b)]. */
        TOEPLITZ,
        /** σ_i σ_j ρ_|i−j| [TOEPH, TOEPH(b)]. */
        HETEROGENEOUS_TOEPLITZ,
        /** ΛΛ', Λ lower trapezoidal with q columns [FA0(q)]. */
        FACTOR,
        /** ΛΛ' + D [FA(q)]. */
        FACTOR_SPECIFIC,
        /** ΛΛ' + d I [FA1(q)]. */
        FACTOR_COMMON,
        /** (σ_i² + σ_j²)/2 − λ off the diagonal [HF]. */
        HUYNH_FELDT,
        /** Σ θ_k A_k with known A_k [LIN(q)]. */
        LINEAR,
        /** Σ ⊗ R with Σ free and R = ρ^|i−j| [UN@AR(1)]. */
        UNSTRUCTURED_BY_AUTOREGRESSIVE,
        /** Σ ⊗ R with Σ free and R of ones and ρ [UN@CS]. */
        UNSTRUCTURED_BY_COMPOUND_SYMMETRY,
        /** Σ ⊗ Τ, both free but for τ₁₁ = 1 [UN@UN]. */
        UNSTRUCTURED_BY_UNSTRUCTURED,
        /** Wholly known: nothing to estimate [GDATA=]. */
        KNOWN,
        /** σ² ρ^d, d the distance of two points [SP(POW)]. */
        POWER,
        /** σ² exp(−d/θ) [SP(EXP)]. */
        EXPONENTIAL,
        /** σ² exp(−d²/θ²) [SP(GAU)]. */
        GAUSSIAN,
        /** σ² (1 − ρd) up to d = 1/ρ [SP(LIN)]. */
        LINEAR_DECLINE,
        /** σ² (1 − 3d/2θ + d³/2θ³) up to d = θ [SP(SPH)]. */
        SPHERICAL;

        /** Whether elements depend on distances of points rather than on positions. */
        public boolean isSpatial() {
            return switch (this) {
                case POWER, EXPONENTIAL, GAUSSIAN, LINEAR_DECLINE, SPHERICAL -> true;
                default -> false;
            };
        }
    }

    /** What a parameter is: it decides its bounds and its start. */
    public enum Role {
        VARIANCE,
        COVARIANCE,
        CORRELATION,
        /** A correlation between 0 and 1. */
        DECAY,
        /** A positive distance. */
        RANGE,
        /** The positive inverse of a distance. */
        DECLINE,
        /** A variance relative to another. */
        RELATIVE_VARIANCE,
        /** A covariance relative to a variance. */
        RELATIVE_COVARIANCE,
        /** A diagonal element of a factor, of either sign. */
        LOADING,
        /** The part that is taken from mean variances. */
        SPHERICITY
    }

    /** A parameter; row and column (from 0) tell its place where it has one. */
    public record Parameter(Role role, int row, int column) {}

    public CovarianceStructure {
        known = List.copyOf(known);
    }

    public CovarianceStructure(Kind kind, int size, int bands) {
        this(kind, size, bands, false, List.of());
    }

    public static CovarianceStructure of(Kind kind, int size) {
        return new CovarianceStructure(kind, size, size);
    }

    /** σ² I. */
    public static CovarianceStructure variance() {
        return of(Kind.VARIANCE, 1);
    }

    /** The same with a further variance on the diagonal. */
    public CovarianceStructure withLocal() {
        return new CovarianceStructure(kind, size, bands, true, known);
    }

    /** The parameters in the order in which they are stored. */
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
            case UNSTRUCTURED_CORRELATIONS -> {
                addVariances(all, size);
                for (int i = 1; i < size; i++) {
                    for (int j = Math.max(0, i - bands + 1); j < i; j++) {
                        all.add(new Parameter(Role.CORRELATION, i, j));
                    }
                }
            }
            case COMPOUND_SYMMETRY -> {
                all.add(new Parameter(Role.VARIANCE, 0, 0));
                all.add(new Parameter(Role.COVARIANCE, 1, 0));
            }
            case AUTOREGRESSIVE -> {
                all.add(new Parameter(Role.VARIANCE, 0, 0));
                all.add(new Parameter(Role.CORRELATION, 1, 0));
            }
            case POWER -> {
                all.add(new Parameter(Role.VARIANCE, 0, 0));
                all.add(new Parameter(Role.DECAY, 1, 0));
            }
            case LINEAR_DECLINE -> {
                all.add(new Parameter(Role.VARIANCE, 0, 0));
                all.add(new Parameter(Role.DECLINE, 1, 0));
            }
            case UNSTRUCTURED_BY_AUTOREGRESSIVE, UNSTRUCTURED_BY_COMPOUND_SYMMETRY -> {
                addTriangle(all, 0, size / bands, Role.VARIANCE, Role.COVARIANCE);
                all.add(new Parameter(Role.CORRELATION, 1, 0));
            }
            case UNSTRUCTURED_BY_UNSTRUCTURED -> {
                addTriangle(all, 0, size / bands, Role.VARIANCE, Role.COVARIANCE);
                addTriangle(all, 1, bands, Role.RELATIVE_VARIANCE, Role.RELATIVE_COVARIANCE);
            }
            case EXPONENTIAL, GAUSSIAN, SPHERICAL -> {
                all.add(new Parameter(Role.VARIANCE, 0, 0));
                all.add(new Parameter(Role.RANGE, 1, 0));
            }
            case MOVING_AVERAGE -> {
                all.add(new Parameter(Role.VARIANCE, 0, 0));
                all.add(new Parameter(Role.CORRELATION, 1, 0));
                all.add(new Parameter(Role.CORRELATION, 2, 0));
            }
            case HETEROGENEOUS_COMPOUND_SYMMETRY, HETEROGENEOUS_AUTOREGRESSIVE -> {
                addVariances(all, size);
                all.add(new Parameter(Role.CORRELATION, 1, 0));
            }
            case ANTEDEPENDENT -> {
                addVariances(all, size);
                for (int i = 1; i < size; i++) {
                    all.add(new Parameter(Role.CORRELATION, i, i - 1));
                }
            }
            case TOEPLITZ -> {
                for (int lag = 0; lag < Math.min(bands, size); lag++) {
                    all.add(new Parameter(lag == 0 ? Role.VARIANCE : Role.COVARIANCE, lag, 0));
                }
            }
            case HETEROGENEOUS_TOEPLITZ -> {
                addVariances(all, size);
                for (int lag = 1; lag < Math.min(bands, size); lag++) {
                    all.add(new Parameter(Role.CORRELATION, lag, 0));
                }
            }
            case FACTOR, FACTOR_SPECIFIC, FACTOR_COMMON -> {
                for (int i = 0; i < size; i++) {
                    for (int j = 0; j <= Math.min(i, bands - 1); j++) {
                        all.add(new Parameter(i == j ? Role.LOADING : Role.COVARIANCE, i, j));
                    }
                }
                addVariances(all, kind == Kind.FACTOR_SPECIFIC ? size : kind == Kind.FACTOR_COMMON ? 1 : 0);
            }
            case HUYNH_FELDT -> {
                addVariances(all, size);
                all.add(new Parameter(Role.SPHERICITY, 1, 0));
            }
            case LINEAR -> {
                for (int k = 0; k < known.size(); k++) {
                    all.add(new Parameter(isDiagonal(known.get(k)) ? Role.VARIANCE : Role.COVARIANCE, k, 0));
                }
            }
            case KNOWN -> {
                // nothing to estimate
            }
        }
        if (local) {
            all.add(new Parameter(Role.VARIANCE, 0, 0));
        }
        return all;
    }

    /** Matrices with a positive diagonal are variances: their parameter starts above zero. */
    private boolean isDiagonal(double[] matrix) {
        for (int i = 0; i < size; i++) {
            if (matrix[i * size + i] > 0) {
                return true;
            }
        }
        return false;
    }

    /** The rows of a lower triangle from one on. */
    private static void addTriangle(List<Parameter> all, int from, int order, Role diagonal, Role other) {
        for (int i = from; i < order; i++) {
            for (int j = 0; j <= i; j++) {
                all.add(new Parameter(i == j ? diagonal : other, i, j));
            }
        }
    }

    private static void addVariances(List<Parameter> all, int count) {
        for (int i = 0; i < count; i++) {
            all.add(new Parameter(Role.VARIANCE, i, i));
        }
    }

    /** Whether it is a multiple of the identity. */
    public boolean isIndependent() {
        return kind == Kind.VARIANCE;
    }

    /** Whether every element is a linear function of the parameters. */
    public boolean isLinear() {
        return switch (kind) {
            case VARIANCE, UNSTRUCTURED, COMPOUND_SYMMETRY, TOEPLITZ, HUYNH_FELDT, LINEAR, KNOWN -> true;
            default -> false;
        };
    }

    /** Whether standard deviations occur, which have no derivative where a variance is zero. */
    public boolean hasRoots() {
        return switch (kind) {
            case HETEROGENEOUS_AUTOREGRESSIVE,
                    HETEROGENEOUS_COMPOUND_SYMMETRY,
                    HETEROGENEOUS_TOEPLITZ,
                    UNSTRUCTURED_CORRELATIONS,
                    ANTEDEPENDENT -> true;
            default -> false;
        };
    }

    /** Element (i, j); {@code distance} is used by spatial forms alone. */
    public List<CovarianceElement> element(int i, int j, double distance) {
        if (!local || i != j) {
            return structured(i, j, distance);
        }
        List<CovarianceElement> sum = new ArrayList<>(structured(i, j, distance));
        sum.add(Monomial.of(parameters().size() - 1));
        return sum;
    }

    private List<CovarianceElement> structured(int i, int j, double distance) {
        int lag = Math.abs(i - j);
        int high = Math.max(i, j);
        int low = Math.min(i, j);
        return switch (kind) {
            case VARIANCE -> i == j ? List.of(Monomial.of(0)) : List.of();
            case UNSTRUCTURED -> lag < bands ? List.of(Monomial.of(place(high, low))) : List.of();
            case UNSTRUCTURED_CORRELATIONS ->
                lag < bands ? List.of(correlated(i, j, correlationPlace(high, low))) : List.of();
            case COMPOUND_SYMMETRY -> i == j ? List.of(Monomial.of(0), Monomial.of(1)) : List.of(Monomial.of(1));
            case AUTOREGRESSIVE -> List.of(Monomial.times(new int[] {0, 1}, new double[] {1, lag}));
            case POWER -> List.of(Monomial.times(new int[] {0, 1}, new double[] {1, i == j ? 0 : distance}));
            case EXPONENTIAL -> List.of(new Decay(i == j ? 0 : distance, 1));
            case GAUSSIAN -> List.of(new Decay(i == j ? 0 : distance, 2));
            case LINEAR_DECLINE -> List.of(new Decline(i == j ? 0 : distance));
            case UNSTRUCTURED_BY_AUTOREGRESSIVE, UNSTRUCTURED_BY_COMPOUND_SYMMETRY, UNSTRUCTURED_BY_UNSTRUCTURED ->
                List.of(product(high, low));
            case SPHERICAL -> List.of(new Spherical(i == j ? 0 : distance));
            case MOVING_AVERAGE ->
                List.of(i == j ? Monomial.of(0) : Monomial.times(new int[] {0, 1, 2}, new double[] {1, lag - 1.0, 1}));
            case HETEROGENEOUS_COMPOUND_SYMMETRY -> List.of(correlated(i, j, size));
            case HETEROGENEOUS_AUTOREGRESSIVE ->
                List.of(i == j ? Monomial.of(i) : Monomial.times(new int[] {i, j, size}, new double[] {0.5, 0.5, lag}));
            case ANTEDEPENDENT -> List.of(antedependent(high, low));
            case TOEPLITZ -> lag < bands ? List.of(Monomial.of(lag)) : List.of();
            case HETEROGENEOUS_TOEPLITZ -> lag < bands ? List.of(correlated(i, j, size + lag - 1)) : List.of();
            case FACTOR, FACTOR_SPECIFIC, FACTOR_COMMON -> factor(high, low);
            case HUYNH_FELDT ->
                i == j
                        ? List.of(Monomial.of(i))
                        : List.of(Monomial.of(0.5, i), Monomial.of(0.5, j), Monomial.of(-1, size));
            case LINEAR -> linear(i, j);
            case KNOWN -> List.of(Monomial.constant(known.get(0)[i * size + j]));
        };
    }

    private Monomial product(int row, int column) {
        int outer = triangle(row / bands, column / bands);
        int order = size / bands;
        int next = order * (order + 1) / 2;
        int lag = Math.abs(row % bands - column % bands);
        return switch (kind) {
            case UNSTRUCTURED_BY_AUTOREGRESSIVE -> Monomial.times(new int[] {outer, next}, new double[] {1, lag});
            case UNSTRUCTURED_BY_COMPOUND_SYMMETRY ->
                Monomial.times(new int[] {outer, next}, new double[] {1, Math.min(lag, 1)});
            default -> {
                int inner = triangle(row % bands, column % bands);
                yield inner == 0
                        ? Monomial.of(outer)
                        : Monomial.times(new int[] {outer, next + inner - 1}, new double[] {1, 1});
            }
        };
    }

    /** Place in a full lower triangle, rows after one another. */
    private static int triangle(int i, int j) {
        int high = Math.max(i, j);
        return high * (high + 1) / 2 + Math.min(i, j);
    }

    private static Monomial correlated(int i, int j, int correlation) {
        return i == j ? Monomial.of(i) : Monomial.times(new int[] {i, j, correlation}, new double[] {0.5, 0.5, 1});
    }

    private Monomial antedependent(int high, int low) {
        if (high == low) {
            return Monomial.of(high);
        }
        int[] parameter = new int[2 + high - low];
        double[] exponent = new double[parameter.length];
        parameter[0] = low;
        parameter[1] = high;
        exponent[0] = 0.5;
        exponent[1] = 0.5;
        for (int k = low; k < high; k++) {
            parameter[2 + k - low] = size + k;
            exponent[2 + k - low] = 1;
        }
        return Monomial.times(parameter, exponent);
    }

    private List<CovarianceElement> factor(int high, int low) {
        List<CovarianceElement> sum = new ArrayList<>();
        for (int k = 0; k <= Math.min(low, bands - 1); k++) {
            sum.add(Monomial.times(new int[] {loading(high, k), loading(low, k)}, new double[] {1, 1}));
        }
        if (high == low && kind != Kind.FACTOR) {
            int first = loading(size, 0);
            sum.add(Monomial.of(kind == Kind.FACTOR_SPECIFIC ? first + high : first));
        }
        return sum;
    }

    private int loading(int row, int column) {
        int place = 0;
        for (int i = 0; i < row; i++) {
            place += Math.min(i + 1, bands);
        }
        return place + column;
    }

    private List<CovarianceElement> linear(int i, int j) {
        List<CovarianceElement> sum = new ArrayList<>();
        for (int k = 0; k < known.size(); k++) {
            double a = known.get(k)[i * size + j];
            if (a != 0) {
                sum.add(Monomial.of(a, k));
            }
        }
        return sum;
    }

    /** Place of an element of a banded lower triangle, rows after one another. */
    private int place(int row, int column) {
        int place = 0;
        for (int i = 0; i < row; i++) {
            place += Math.min(i + 1, bands);
        }
        return place + column - Math.max(0, row - bands + 1);
    }

    /** After the variances; the diagonal is left out. */
    private int correlationPlace(int row, int column) {
        return row == column ? row : size + place(row, column) - row;
    }

    /** The matrix, or its derivative by parameters a and b (−1: not), row-major. */
    public double[] matrix(double[] theta, int first, int order, int a, int b) {
        double[] result = new double[order * order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (CovarianceElement m : element(i, j, Math.abs(i - j))) {
                    sum += m.derivative(theta, first, a, b);
                }
                result[i * order + j] = sum;
                result[j * order + i] = sum;
            }
        }
        return result;
    }
}
