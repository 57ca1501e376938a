package hermite.model.glm;

import hermite.math.DenseSymmetric;
import hermite.model.Family;
import hermite.model.Link;
import hermite.model.Observations;
import hermite.model.StandardLink;
import hermite.model.Sweep;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A direction in which the likelihood of a model never falls, so that no finite estimate maximises it (Albert &amp;
 * Anderson 1984, Biometrika 71, 1–10). For a binomial response x'd is not negative where all trials are events, not
 * positive where none is, and zero where both occur; for counts it is zero where y exceeds 0 and not positive where y
 * is 0 (Santos Silva &amp; Tenreyro 2010).
 *
 * @param complete whether x'd differs from zero in every row
 * @param direction d, one element a design column, the largest x'd being 1 in size
 * @param separated rows with x'd other than zero, ascending
 */
public record Separation(boolean complete, double[] direction, int[] separated) {
    /** Size of x'd, relative to the largest, below which it is zero. */
    private static final double ZERO = 1e-5;

    private static final double SATURATED = 1e-7;
    private static final int MOST_PROJECTIONS = 5000;
    private static final double MOST_WORK = 2e9;

    /** Whether means reach the edge of the response's range only at an infinite linear predictor. */
    public static boolean canOccur(Family family, Link link) {
        return switch (family) {
            case BINOMIAL ->
                link == StandardLink.LOGIT
                        || link == StandardLink.PROBIT
                        || link == StandardLink.CLOGLOG
                        || link == StandardLink.LOGLOG;
            case POISSON, NEGATIVE_BINOMIAL, GEOMETRIC -> link == StandardLink.LOG;
            default -> false;
        };
    }

    /** Whether a row at the edge of the response's range has a fitted mean that is there too. */
    static boolean isSaturated(Family family, double y, double mu) {
        return y == 0 && mu < SATURATED || family == Family.BINOMIAL && y == 1 && mu > 1 - SATURATED;
    }

    /** +1 where x'd may be positive, -1 where it may be negative, 0 where it must be zero. */
    private static int side(Family family, double y) {
        return y == 0 ? -1 : family == Family.BINOMIAL && y == 1 ? 1 : 0;
    }

    /**
     * Whether the data are separated: first along the direction in which a fit ran off, then by alternating
     * projections. Those keep the inner product with any separating vector, so that a projection shorter than 1 proves
     * that there is none (the rectifier of Correia, Guimarães &amp; Zylkin 2019, arXiv 1903.01633, section 4).
     *
     * @param along a direction to try first; one element a design column
     * @return empty when there is no separation, or none was found within the work allowed
     */
    public static Optional<Separation> find(Family family, Observations data, double[] along) {
        Optional<Separation> found = along(family, data, along);
        return found.isPresent() ? found : new Projections(family, data).find();
    }

    /**
     * The separation that ended a fit, by the rows of the observations given.
     *
     * @param observations those of the fit, in any order
     */
    public static Optional<Separation> of(GlmFit fit, Observations observations) {
        if (!canOccur(fit.specification().family(), fit.specification().link())
                || fit.trace().isEmpty()) {
            return Optional.empty();
        }
        double[] before = fit.trace().get(fit.trace().size() - 1).estimates();
        double[] along = new double[before.length];
        Arrays.setAll(along, j -> fit.estimates()[j] - before[j]);
        return find(fit.specification().family(), observations, along);
    }

    /** The separation along one direction; empty when the likelihood falls along it. */
    static Optional<Separation> along(Family family, Observations data, double[] direction) {
        int p = data.columns();
        double[] product = new double[data.rows()];
        double largest = 0;
        for (int i = 0; i < product.length; i++) {
            for (int j = 0; j < p; j++) {
                product[i] += data.x()[i * p + j] * direction[j];
            }
            largest = Math.max(largest, Math.abs(product[i]));
        }
        if (!(largest > 0) || Double.isInfinite(largest)) {
            return Optional.empty();
        }
        int[] separated = new int[product.length];
        int count = 0;
        for (int i = 0; i < product.length; i++) {
            if (Math.abs(product[i]) <= ZERO * largest) {
                continue;
            }
            if (Math.signum(product[i]) != side(family, data.response()[i])) {
                return Optional.empty();
            }
            separated[count++] = i;
        }
        double size = largest;
        return Optional.of(new Separation(
                count == product.length,
                Arrays.stream(direction).map(d -> d / size).toArray(),
                Arrays.copyOf(separated, count)));
    }

    /** Projections onto the span of the signed rows and onto the vectors without negative elements, in turn. */
    private static final class Projections {
        private final Family family;
        private final Observations data;
        private final double[] scale;

        Projections(Family family, Observations data) {
            this.family = family;
            this.data = data;
            this.scale = new double[data.columns()];
            for (int i = 0; i < data.rows(); i++) {
                for (int j = 0; j < scale.length; j++) {
                    scale[j] = Math.max(scale[j], Math.abs(data.x()[i * scale.length + j]));
                }
            }
            for (int j = 0; j < scale.length; j++) {
                scale[j] = scale[j] > 0 ? scale[j] : 1;
            }
        }

        Optional<Separation> find() {
            int p = data.columns();
            double[] basis = orthogonalToMixedRows();
            int k = basis.length / p;
            int[] pure = IntStream.range(0, data.rows())
                    .filter(i -> side(family, data.response()[i]) != 0)
                    .toArray();
            if (k == 0 || pure.length == 0 || (double) pure.length * k * k > MOST_WORK) {
                return Optional.empty();
            }
            double[] z = signedRows(pure, basis, k);
            double[] inverse = inverseCrossProducts(z, k);
            double[] u = new double[pure.length];
            Arrays.fill(u, 1);
            double budget = MOST_WORK / ((double) pure.length * k);
            for (int step = 0; step < Math.min(MOST_PROJECTIONS, budget); step++) {
                double[] gamma = coefficients(z, inverse, u, k);
                double length = 0;
                for (int i = 0; i < u.length; i++) {
                    double fitted = 0;
                    for (int a = 0; a < k; a++) {
                        fitted += z[i * k + a] * gamma[a];
                    }
                    u[i] = Math.max(0, fitted);
                    length += u[i] * u[i];
                }
                if (length < 1) {
                    return Optional.empty();
                }
                Optional<Separation> found = along(family, data, direction(basis, gamma, k));
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        /** Directions, as columns of a p × k matrix over scaled columns, in which mixed rows do not change. */
        private double[] orthogonalToMixedRows() {
            int p = data.columns();
            double[] products = new double[p * p];
            for (int i = 0; i < data.rows(); i++) {
                if (side(family, data.response()[i]) == 0) {
                    for (int a = 0; a < p; a++) {
                        for (int b = 0; b < p; b++) {
                            products[a * p + b] += data.x()[i * p + a] * data.x()[i * p + b] / (scale[a] * scale[b]);
                        }
                    }
                }
            }
            DenseSymmetric.Spectrum spectrum = DenseSymmetric.spectrum(products, p);
            double largest = Arrays.stream(spectrum.values()).max().orElse(0);
            int[] flat = IntStream.range(0, p)
                    .filter(j -> spectrum.values()[j] <= 1e-10 * largest)
                    .toArray();
            double[] basis = new double[p * flat.length];
            for (int c = 0; c < flat.length; c++) {
                for (int a = 0; a < p; a++) {
                    basis[a * flat.length + c] = spectrum.vectors()[flat[c]][a];
                }
            }
            return basis;
        }

        private double[] signedRows(int[] pure, double[] basis, int k) {
            int p = data.columns();
            double[] z = new double[pure.length * k];
            for (int i = 0; i < pure.length; i++) {
                int side = side(family, data.response()[pure[i]]);
                for (int a = 0; a < p; a++) {
                    double x = side * data.x()[pure[i] * p + a] / scale[a];
                    for (int c = 0; c < k && x != 0; c++) {
                        z[i * k + c] += x * basis[a * k + c];
                    }
                }
            }
            return z;
        }

        private static double[] inverseCrossProducts(double[] z, int k) {
            double[] products = new double[k * k];
            for (int i = 0; i < z.length / k; i++) {
                for (int a = 0; a < k; a++) {
                    for (int b = 0; b < k; b++) {
                        products[a * k + b] += z[i * k + a] * z[i * k + b];
                    }
                }
            }
            return Sweep.of(products, k, 1e-10).inverse();
        }

        private static double[] coefficients(double[] z, double[] inverse, double[] u, int k) {
            double[] products = new double[k];
            for (int i = 0; i < u.length; i++) {
                for (int a = 0; a < k && u[i] != 0; a++) {
                    products[a] += z[i * k + a] * u[i];
                }
            }
            double[] result = new double[k];
            for (int a = 0; a < k; a++) {
                for (int b = 0; b < k; b++) {
                    result[a] += inverse[a * k + b] * products[b];
                }
            }
            return result;
        }

        private double[] direction(double[] basis, double[] gamma, int k) {
            double[] direction = new double[scale.length];
            for (int a = 0; a < direction.length; a++) {
                for (int c = 0; c < k; c++) {
                    direction[a] += basis[a * k + c] * gamma[c] / scale[a];
                }
            }
            return direction;
        }
    }
}
