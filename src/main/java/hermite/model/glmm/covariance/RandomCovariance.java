package hermite.model.glmm.covariance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Structure of the covariance matrix G = LL' of a subject's random effects: which elements of the lower triangular
 * factor L are free, which share a parameter, and which elements are reported. Optimisation is over the free elements
 * of L, whose diagonal may take either sign while a fit runs.
 */
public final class RandomCovariance {
    /** What a block of random effects looks like. */
    public enum Kind {
        /** Every variance and covariance is a parameter; reported as elements of G, row by row. */
        UNSTRUCTURED,
        /** As UNSTRUCTURED, reported as elements of L. */
        CHOLESKY,
        /** Independent effects, one variance per component. */
        COMPONENTS,
        /** As UNSTRUCTURED, with L (and so G) zero outside a band; reported as elements of G. */
        BANDED,
        /** G = ΛΛ' with Λ lower triangular of a few columns; reported as elements of Λ. */
        FACTOR,
        /** As UNSTRUCTURED, reported as all variances and then the correlations, row by row. */
        CORRELATIONS,
        /** One variance and one covariance. */
        COMPOUND_SYMMETRY,
        /** A variance for each effect, one correlation. */
        HETEROGENEOUS_COMPOUND_SYMMETRY,
        /** One variance, correlation ρ to the power of the distance in the list of effects. */
        AUTOREGRESSIVE,
        /** A variance for each effect, correlations as AUTOREGRESSIVE. */
        HETEROGENEOUS_AUTOREGRESSIVE,
        /** One variance, one covariance for each distance within the band. */
        TOEPLITZ;

        boolean isCorrelation() {
            return ordinal() >= COMPOUND_SYMMETRY.ordinal();
        }
    }

    /**
     * A reported parameter: block number, kind, and its row and column within the block. For COMPONENTS both are the
     * component; for structures of correlations a variance has its effect as both, and a correlation or covariance has
     * column −1 and its distance (1 if there is only one) as row.
     */
    public record Reported(int block, Kind kind, int row, int column) {
        /** Whether the parameter is a variance or the diagonal of a factor, and so cannot be negative. */
        public boolean isBoundedBelow() {
            return row == column;
        }
    }

    private record Block(Kind kind, int first, int size, int[] component, int base) {
        CorrelationBlock correlation() {
            return new CorrelationBlock(kind, size, component.length == 0 ? size : component[0]);
        }
    }

    /** How far from the edge of positive definite matrices correlations count as being there. */
    private static final double NEAR_EDGE = 0.01;

    private final List<Block> blocks;
    private final int dimension;
    /** row·q + column of L → parameter, −1 where L is zero. */
    private final int[] parameterOfElement;

    private final List<Reported> reported;

    private final boolean direct;

    private RandomCovariance(List<Block> given) {
        blocks = new ArrayList<>();
        direct = given.stream().noneMatch(b -> b.kind.isCorrelation());
        int q = given.stream().mapToInt(Block::size).sum();
        dimension = q;
        parameterOfElement = new int[q * q];
        Arrays.fill(parameterOfElement, -1);
        reported = new ArrayList<>();
        for (int b = 0; b < given.size(); b++) {
            Block old = given.get(b);
            Block block = new Block(old.kind, old.first, old.size, old.component, reported.size());
            blocks.add(block);
            int base = reported.size();
            if (block.kind.isCorrelation()) {
                reported.addAll(block.correlation().reported(b));
            } else if (block.kind == Kind.COMPONENTS) {
                int components = Arrays.stream(block.component).max().orElse(-1) + 1;
                for (int c = 0; c < components; c++) {
                    reported.add(new Reported(b, block.kind, c, c));
                }
                for (int d = 0; d < block.size; d++) {
                    int at = block.first + d;
                    parameterOfElement[at * q + at] = base + block.component[d];
                }
            } else if (block.kind == Kind.CORRELATIONS) {
                for (int r = 0; r < block.size; r++) {
                    place(b, r, r);
                }
                for (int r = 0; r < block.size; r++) {
                    for (int c = 0; c < r; c++) {
                        place(b, r, c);
                    }
                }
            } else {
                for (int r = 0; r < block.size; r++) {
                    for (int c = 0; c <= r; c++) {
                        if (block.kind == Kind.BANDED && r - c >= block.component[0]
                                || block.kind == Kind.FACTOR && c >= block.component[0]) {
                            continue;
                        }
                        place(b, r, c);
                    }
                }
            }
        }
    }

    /** The next parameter: element (r, c) of L for the search, of G or R in reports. */
    private void place(int b, int r, int c) {
        Block block = blocks.get(b);
        parameterOfElement[(block.first + r) * dimension + block.first + c] = reported.size();
        reported.add(new Reported(b, block.kind, r, c));
    }

    /** One unstructured block of q random effects. */
    public static RandomCovariance unstructured(int q) {
        return builder().unstructured(q).build();
    }

    /** q independent random effects, each with its own variance. */
    public static RandomCovariance components(int q) {
        int[] own = new int[q];
        Arrays.setAll(own, i -> i);
        return builder().components(own).build();
    }

    /** One block reported through its Cholesky factor. */
    public static RandomCovariance cholesky(int q) {
        return builder().cholesky(q).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects independent blocks of random effects, in the order of the columns of z. */
    public static final class Builder {
        private final List<Block> blocks = new ArrayList<>();
        private int columns;

        public Builder unstructured(int q) {
            return add(Kind.UNSTRUCTURED, q, new int[0]);
        }

        /** Unstructured, reported as variances and correlations. */
        public Builder correlations(int q) {
            return add(Kind.CORRELATIONS, q, new int[0]);
        }

        public Builder cholesky(int q) {
            return add(Kind.CHOLESKY, q, new int[0]);
        }

        /** Independent columns; columns with the same component number share a variance. */
        public Builder components(int[] component) {
            return add(Kind.COMPONENTS, component.length, component.clone());
        }

        /** Unstructured within {@code band} diagonals (1 = variances only), zero outside. */
        public Builder banded(int q, int band) {
            return add(Kind.BANDED, q, new int[] {Math.min(band, q)});
        }

        /** ΛΛ' with {@code factors} columns in Λ. */
        public Builder factor(int q, int factors) {
            return add(Kind.FACTOR, q, new int[] {Math.min(factors, q)});
        }

        /** A structure of correlations: compound symmetry or autoregressive, with one or with several variances. */
        public Builder correlated(Kind kind, int q) {
            if (!kind.isCorrelation()) {
                throw new IllegalArgumentException(kind + " is not a structure of correlations");
            }
            return add(kind, q, new int[0]);
        }

        /** Toeplitz with {@code band} diagonals, the main one included. */
        public Builder toeplitz(int q, int band) {
            return add(Kind.TOEPLITZ, q, new int[] {Math.min(band, q)});
        }

        private Builder add(Kind kind, int size, int[] component) {
            blocks.add(new Block(kind, columns, size, component, 0));
            columns += size;
            return this;
        }

        public RandomCovariance build() {
            return new RandomCovariance(blocks);
        }
    }

    /** Number of random effects, q. */
    public int dimension() {
        return dimension;
    }

    /** Number of parameters, the same for optimisation and report. */
    public int parameters() {
        return reported.size();
    }

    /** The reported parameters in order. */
    public List<Reported> reported() {
        return List.copyOf(reported);
    }

    /** The parameter of element (row, column) of L, or −1 where L is zero by structure. */
    public int parameterOfElement(int row, int column) {
        return parameterOfElement[row * dimension + column];
    }

    /** Whether every free element of L is a parameter, so that {@link #parameterOfElement} says everything. */
    public boolean isDirect() {
        return direct;
    }

    /**
     * Where few correlations make a whole matrix, the parameter at its limit when those before it determine effect d; −1 if
     * there is none.
     */
    public int correlationParameter(int d) {
        for (Block block : blocks) {
            int within = d - block.first;
            if (block.kind.isCorrelation() && within > 0 && within < block.size) {
                CorrelationBlock of = block.correlation();
                int k = block.kind == Kind.TOEPLITZ ? within - 1 : 0;
                return block.base + of.scales() + k < block.base + of.parameters() ? block.base + of.scales() + k : -1;
            }
        }
        return -1;
    }

    /** Whether correlations of a matrix a little further off would not be positive definite. */
    public boolean isAtEdge(double[] theta) {
        return blocks.stream().filter(b -> b.kind == Kind.TOEPLITZ).anyMatch(b -> b.correlation()
                .isAtEdge(
                        Arrays.copyOfRange(
                                theta, b.base, b.base + b.correlation().parameters()),
                        NEAR_EDGE));
    }

    /** The parameter that makes row d of L vanish when it goes to zero variance, or −1 if there is none of its own. */
    public int scaleParameter(int d) {
        for (Block block : blocks) {
            if (block.kind.isCorrelation() && d >= block.first && d < block.first + block.size) {
                return block.base + block.correlation().scaleParameter(d - block.first);
            }
        }
        return parameterOfElement(d, d);
    }

    /** Sets a standard deviation at the start of a fit. */
    public void setScale(double[] theta, int offset, int d, double sd) {
        int at = scaleParameter(d);
        if (at >= 0) {
            boolean logarithm = blocks.stream()
                    .anyMatch(b -> d >= b.first
                            && d < b.first + b.size
                            && b.kind.isCorrelation()
                            && b.correlation().isHeterogeneous());
            theta[offset + at] = logarithm ? StrictMath.log(sd) : sd;
        }
    }

    /** ∂L/∂θ: element a(a+1)/2 + b of the lower triangle by parameter, row-major. */
    public double[] factorJacobian(double[] theta) {
        int t = parameters();
        double[] jacobian = new double[dimension * (dimension + 1) / 2 * t];
        for (int a = 0; a < dimension; a++) {
            for (int b = 0; b <= a; b++) {
                int at = parameterOfElement(a, b);
                if (at >= 0) {
                    jacobian[(a * (a + 1) / 2 + b) * t + at] = 1;
                }
            }
        }
        for (Block block : blocks) {
            if (block.kind.isCorrelation()) {
                CorrelationBlock c = block.correlation();
                double[] own = Arrays.copyOfRange(theta, block.base, block.base + c.parameters());
                for (int k = 0; k < own.length; k++) {
                    double[] derivative = c.factorDerivative(own, k);
                    for (int a = 0; a < block.size; a++) {
                        for (int b = 0; b <= a; b++) {
                            int row = block.first + a;
                            jacobian[(row * (row + 1) / 2 + block.first + b) * t + block.base + k] =
                                    derivative[a * block.size + b];
                        }
                    }
                }
            }
        }
        return jacobian;
    }

    /** ∂G/∂(reported parameter k), row-major q×q, at the reported parameters. */
    public double[] covarianceDerivative(double[] values, int k) {
        double[] out = new double[dimension * dimension];
        Reported r = reported.get(k);
        Block block = blocks.get(r.block);
        int first = block.first;
        switch (r.kind) {
            case COMPONENTS -> {
                for (int d = 0; d < block.size; d++) {
                    if (block.component[d] == r.row) {
                        out[(first + d) * dimension + first + d] = 1;
                    }
                }
            }
            case UNSTRUCTURED, BANDED -> {
                out[(first + r.row) * dimension + first + r.column] = 1;
                out[(first + r.column) * dimension + first + r.row] = 1;
            }
            case CORRELATIONS -> correlationDerivative(values, r, out);
            case CHOLESKY, FACTOR -> {
                for (int d = r.column; d < block.size; d++) {
                    int at = parameterOfElement(first + d, first + r.column);
                    if (at >= 0) {
                        out[(first + r.row) * dimension + first + d] += values[at];
                        out[(first + d) * dimension + first + r.row] += values[at];
                    }
                }
            }
            default -> {
                CorrelationBlock c = block.correlation();
                double[] own = Arrays.copyOfRange(values, block.base, block.base + c.parameters());
                double[] derivative = c.covarianceDerivative(own, k - block.base);
                for (int a = 0; a < block.size; a++) {
                    System.arraycopy(derivative, a * block.size, out, (first + a) * dimension + first, block.size);
                }
            }
        }
        return out;
    }

    /** ∂G/∂ a variance or correlation of a block whose element (a, b) of G is ρ√(v_a v_b). */
    private void correlationDerivative(double[] values, Reported r, double[] out) {
        Block block = blocks.get(r.block);
        int first = block.first;
        double variance = values[parameterOfElement(first + r.row, first + r.row)];
        if (r.row != r.column) {
            double root = Math.sqrt(variance * values[parameterOfElement(first + r.column, first + r.column)]);
            out[(first + r.row) * dimension + first + r.column] = root;
            out[(first + r.column) * dimension + first + r.row] = root;
            return;
        }
        for (int d = 0; d < block.size; d++) {
            int at = parameterOfElement(first + Math.max(d, r.row), first + Math.min(d, r.row));
            double other = values[parameterOfElement(first + d, first + d)];
            double slope = d == r.row ? 1 : 0.5 * values[at] * Math.sqrt(other / variance);
            out[(first + r.row) * dimension + first + d] = slope;
            out[(first + d) * dimension + first + r.row] = slope;
        }
    }

    /** L, row-major q×q, from the optimisation parameters. */
    public double[] factor(double[] theta) {
        double[] l = new double[dimension * dimension];
        for (Block block : blocks) {
            if (block.kind.isCorrelation()) {
                CorrelationBlock c = block.correlation();
                double[] own = c.factor(Arrays.copyOfRange(theta, block.base, block.base + c.parameters()));
                for (int a = 0; a < block.size; a++) {
                    System.arraycopy(own, a * block.size, l, (block.first + a) * dimension + block.first, block.size);
                }
            }
        }
        for (int e = 0; e < l.length; e++) {
            if (parameterOfElement[e] >= 0) {
                l[e] = theta[parameterOfElement[e]];
            }
        }
        return l;
    }

    /** G = LL', row-major q×q. */
    public static double[] covariance(double[] factor, int q) {
        double[] g = new double[q * q];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                double s = 0;
                for (int k = 0; k <= Math.min(a, b); k++) {
                    s += factor[a * q + k] * factor[b * q + k];
                }
                g[a * q + b] = s;
            }
        }
        return g;
    }

    /** Flips columns of L so that its diagonal is not negative; changes neither G nor the likelihood. */
    public double[] canonical(double[] theta) {
        double[] out = theta.clone();
        for (Block block : blocks) {
            if (block.kind.isCorrelation()) {
                if (!block.correlation().isHeterogeneous()) {
                    out[block.base] = Math.abs(out[block.base]);
                }
            } else if (block.kind == Kind.COMPONENTS) {
                for (int d = 0; d < block.size; d++) {
                    int k = parameterOfElement(block.first + d, block.first + d);
                    out[k] = Math.abs(out[k]);
                }
            } else {
                for (int c = 0; c < block.size; c++) {
                    int diagonal = parameterOfElement(block.first + c, block.first + c);
                    if (diagonal >= 0 && out[diagonal] < 0) {
                        for (int r = c; r < block.size; r++) {
                            int k = parameterOfElement(block.first + r, block.first + c);
                            if (k < 0) {
                                continue;
                            }
                            out[k] = -out[k] + 0.0;
                        }
                    }
                }
            }
        }
        return out;
    }

    /** The reported parameters at theta. */
    public double[] report(double[] theta) {
        double[] out = new double[parameters()];
        for (int k = 0; k < out.length; k++) {
            Reported r = reported.get(k);
            out[k] = switch (r.kind) {
                case COMPONENTS -> theta[k] * theta[k];
                case CHOLESKY, FACTOR -> theta[k];
                case UNSTRUCTURED, BANDED -> product(theta, r.block, r.row, r.column);
                case CORRELATIONS -> {
                    double s = product(theta, r.block, r.row, r.column);
                    double scale = r.row == r.column
                            ? 1
                            : Math.sqrt(product(theta, r.block, r.row, r.row)
                                    * product(theta, r.block, r.column, r.column));
                    yield scale == 0 ? 0 : s / scale;
                }
                default -> {
                    Block block = blocks.get(r.block);
                    CorrelationBlock c = block.correlation();
                    yield c.report(Arrays.copyOfRange(theta, block.base, block.base + c.parameters()))[k - block.base];
                }
            };
        }
        return out;
    }

    /** Element of G. */
    private double product(double[] theta, int block, int row, int column) {
        double s = 0;
        for (int c = 0; c <= Math.min(row, column); c++) {
            s += element(theta, block, row, c) * element(theta, block, column, c);
        }
        return s;
    }

    /** Optimisation parameters that give these reported values; NaN where G would be no covariance matrix. */
    public double[] optimization(double[] values) {
        double[] theta = new double[parameters()];
        for (int b = 0; b < blocks.size(); b++) {
            int base = blocks.get(b).base;
            int end = b + 1 < blocks.size() ? blocks.get(b + 1).base : theta.length;
            double[] own = blockOptimization(b, Arrays.copyOfRange(values, base, end));
            System.arraycopy(own, 0, theta, base, own.length);
        }
        return theta;
    }

    /** {@link #optimization} of one block. */
    double[] blockOptimization(int b, double[] values) {
        Block block = blocks.get(b);
        return switch (block.kind) {
            case COMPONENTS -> Arrays.stream(values).map(Math::sqrt).toArray();
            case CHOLESKY, FACTOR -> values.clone();
            case UNSTRUCTURED, BANDED -> cholesky(block, values);
            case CORRELATIONS -> {
                double[] elements = values.clone();
                for (int r = 0; r < block.size; r++) {
                    for (int c = 0; c < r; c++) {
                        int at = parameterOfElement(block.first + r, block.first + c) - block.base;
                        elements[at] = values[at] * Math.sqrt(values[r] * values[c]);
                    }
                }
                yield cholesky(block, elements);
            }
            default -> block.correlation().optimization(values);
        };
    }

    /** Elements of the factor of a matrix given by its elements; a row of zeros has a factor of zeros. */
    private double[] cholesky(Block block, double[] values) {
        int q = block.size;
        double[] l = new double[q * q];
        double[] out = new double[values.length];
        for (int r = 0; r < q; r++) {
            for (int c = 0; c <= r; c++) {
                int at = parameterOfElement(block.first + r, block.first + c);
                double s = at < 0 ? 0 : values[at - block.base];
                for (int k = 0; k < c; k++) {
                    s -= l[r * q + k] * l[c * q + k];
                }
                if (r == c) {
                    l[r * q + c] =
                            s > -1e-12 * Math.abs(values[at - block.base]) ? Math.sqrt(Math.max(s, 0)) : Double.NaN;
                } else {
                    double pivot = l[c * q + c];
                    l[r * q + c] = pivot == 0 ? (s == 0 ? 0 : Double.NaN) : s / pivot;
                }
                if (at >= 0) {
                    out[at - block.base] = l[r * q + c];
                }
            }
        }
        return out;
    }

    private double element(double[] theta, int block, int row, int column) {
        int first = blocks.get(block).first;
        int at = parameterOfElement(first + row, first + column);
        return at < 0 ? 0 : theta[at];
    }

    /** Jacobian of {@link #report}, row-major. */
    public double[] reportJacobian(double[] theta) {
        int t = parameters();
        double[] jacobian = new double[t * t];
        for (int k = 0; k < t; k++) {
            Reported r = reported.get(k);
            switch (r.kind) {
                case COMPONENTS -> jacobian[k * t + k] = 2 * theta[k];
                case CHOLESKY, FACTOR -> jacobian[k * t + k] = 1;
                case UNSTRUCTURED, BANDED -> addSlopes(theta, r.block, r.row, r.column, 1, jacobian, k * t);
                case CORRELATIONS -> {
                    double row = product(theta, r.block, r.row, r.row);
                    double column = product(theta, r.block, r.column, r.column);
                    if (r.row == r.column) {
                        addSlopes(theta, r.block, r.row, r.row, 1, jacobian, k * t);
                    } else if (row > 0 && column > 0) {
                        double scale = 1 / Math.sqrt(row * column);
                        double correlation = product(theta, r.block, r.row, r.column) * scale;
                        addSlopes(theta, r.block, r.row, r.column, scale, jacobian, k * t);
                        addSlopes(theta, r.block, r.row, r.row, -0.5 * correlation / row, jacobian, k * t);
                        addSlopes(theta, r.block, r.column, r.column, -0.5 * correlation / column, jacobian, k * t);
                    }
                }
                default -> {
                    Block block = blocks.get(r.block);
                    CorrelationBlock c = block.correlation();
                    int m = c.parameters();
                    double[] own = c.reportJacobian(Arrays.copyOfRange(theta, block.base, block.base + m));
                    System.arraycopy(own, (k - block.base) * m, jacobian, k * t + block.base, m);
                }
            }
        }
        return jacobian;
    }

    /** Adds a multiple of the derivatives of an element of G by the elements of L to a row. */
    private void addSlopes(double[] theta, int block, int row, int column, double factor, double[] out, int offset) {
        int first = blocks.get(block).first;
        for (int c = 0; c <= Math.min(row, column); c++) {
            int left = parameterOfElement(first + row, first + c);
            int right = parameterOfElement(first + column, first + c);
            if (left >= 0 && right >= 0) {
                out[offset + left] += factor * theta[right];
                out[offset + right] += factor * theta[left];
            }
        }
    }
}
