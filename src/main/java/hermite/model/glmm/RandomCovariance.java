package hermite.model.glmm;

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
        COMPONENTS
    }

    /** A reported parameter: block number, kind, and its row and column within the block (component for COMPONENTS). */
    public record Reported(int block, Kind kind, int row, int column) {
        /** Whether the parameter is a variance or the diagonal of a factor, and so cannot be negative. */
        public boolean isBoundedBelow() {
            return row == column;
        }
    }

    private record Block(Kind kind, int first, int size, int[] component) {}

    private final List<Block> blocks;
    private final int dimension;
    /** row·q + column of L → parameter, −1 where L is zero. */
    private final int[] parameterOfElement;

    private final List<Reported> reported;

    private RandomCovariance(List<Block> blocks) {
        this.blocks = List.copyOf(blocks);
        int q = blocks.stream().mapToInt(Block::size).sum();
        dimension = q;
        parameterOfElement = new int[q * q];
        Arrays.fill(parameterOfElement, -1);
        reported = new ArrayList<>();
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            if (block.kind == Kind.COMPONENTS) {
                int base = reported.size();
                int components = Arrays.stream(block.component).max().orElse(-1) + 1;
                for (int c = 0; c < components; c++) {
                    reported.add(new Reported(b, block.kind, c, c));
                }
                for (int d = 0; d < block.size; d++) {
                    int at = block.first + d;
                    parameterOfElement[at * q + at] = base + block.component[d];
                }
            } else {
                for (int r = 0; r < block.size; r++) {
                    for (int c = 0; c <= r; c++) {
                        parameterOfElement[(block.first + r) * q + block.first + c] = reported.size();
                        reported.add(new Reported(b, block.kind, r, c));
                    }
                }
            }
        }
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

        public Builder cholesky(int q) {
            return add(Kind.CHOLESKY, q, new int[0]);
        }

        /** Independent columns; columns with the same component number share a variance. */
        public Builder components(int[] component) {
            return add(Kind.COMPONENTS, component.length, component.clone());
        }

        private Builder add(Kind kind, int size, int[] component) {
            blocks.add(new Block(kind, columns, size, component));
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
    int parameterOfElement(int row, int column) {
        return parameterOfElement[row * dimension + column];
    }

    /** L, row-major q×q, from the optimisation parameters. */
    double[] factor(double[] theta) {
        double[] l = new double[dimension * dimension];
        for (int e = 0; e < l.length; e++) {
            if (parameterOfElement[e] >= 0) {
                l[e] = theta[parameterOfElement[e]];
            }
        }
        return l;
    }

    /** G = LL', row-major q×q. */
    static double[] covariance(double[] factor, int q) {
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
    double[] canonical(double[] theta) {
        double[] out = theta.clone();
        for (Block block : blocks) {
            if (block.kind == Kind.COMPONENTS) {
                for (int d = 0; d < block.size; d++) {
                    int k = parameterOfElement(block.first + d, block.first + d);
                    out[k] = Math.abs(out[k]);
                }
            } else {
                for (int c = 0; c < block.size; c++) {
                    if (out[parameterOfElement(block.first + c, block.first + c)] < 0) {
                        for (int r = c; r < block.size; r++) {
                            int k = parameterOfElement(block.first + r, block.first + c);
                            out[k] = -out[k] + 0.0;
                        }
                    }
                }
            }
        }
        return out;
    }

    /** The reported parameters at theta. */
    double[] report(double[] theta) {
        double[] out = new double[parameters()];
        for (int k = 0; k < out.length; k++) {
            Reported r = reported.get(k);
            out[k] = switch (r.kind) {
                case COMPONENTS -> theta[k] * theta[k];
                case CHOLESKY -> theta[k];
                case UNSTRUCTURED -> {
                    double s = 0;
                    for (int c = 0; c <= r.column; c++) {
                        s += element(theta, r.block, r.row, c) * element(theta, r.block, r.column, c);
                    }
                    yield s;
                }
            };
        }
        return out;
    }

    private double element(double[] theta, int block, int row, int column) {
        int first = blocks.get(block).first;
        return theta[parameterOfElement(first + row, first + column)];
    }

    /** Jacobian of {@link #report}, row-major. */
    double[] reportJacobian(double[] theta) {
        int t = parameters();
        double[] jacobian = new double[t * t];
        for (int k = 0; k < t; k++) {
            Reported r = reported.get(k);
            switch (r.kind) {
                case COMPONENTS -> jacobian[k * t + k] = 2 * theta[k];
                case CHOLESKY -> jacobian[k * t + k] = 1;
                case UNSTRUCTURED -> {
                    int first = blocks.get(r.block).first;
                    for (int c = 0; c <= r.column; c++) {
                        int left = parameterOfElement(first + r.row, first + c);
                        int right = parameterOfElement(first + r.column, first + c);
                        jacobian[k * t + left] += theta[right];
                        jacobian[k * t + right] += theta[left];
                    }
                }
            }
        }
        return jacobian;
    }
}
