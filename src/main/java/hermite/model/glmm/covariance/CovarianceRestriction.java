package hermite.model.glmm.covariance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Linear equations and bounds that the covariance parameters of a fit must satisfy. Parameters are the reported ones of
 * {@link RandomCovariance#reported()}, the dispersion after them where the density has one.
 *
 * @param equations Σ coefficient·parameter = value
 * @param bounds limits of single parameters
 */
public record CovarianceRestriction(List<Equation> equations, List<Bound> bounds) {
    /** @param coefficients one for each parameter; missing ones at the end are 0 */
    public record Equation(double[] coefficients, double value) {
        double coefficient(int parameter) {
            return parameter < coefficients.length ? coefficients[parameter] : 0;
        }
    }

    /** @param lower −∞ for none; @param upper ∞ for none */
    public record Bound(int parameter, double lower, double upper) {}

    public CovarianceRestriction {
        equations = List.copyOf(equations);
        bounds = List.copyOf(bounds);
    }

    public static CovarianceRestriction none() {
        return new CovarianceRestriction(List.of(), List.of());
    }

    public boolean isNone() {
        return equations.isEmpty() && bounds.isEmpty();
    }

    /** Also keeps a parameter at a value. */
    public CovarianceRestriction hold(int parameter, double value) {
        double[] coefficients = new double[parameter + 1];
        coefficients[parameter] = 1;
        return with(coefficients, value);
    }

    /** Also keeps two parameters equal. */
    public CovarianceRestriction equal(int one, int other) {
        double[] coefficients = new double[Math.max(one, other) + 1];
        coefficients[one] = 1;
        coefficients[other] = -1;
        return with(coefficients, 0);
    }

    public CovarianceRestriction with(double[] coefficients, double value) {
        List<Equation> more = new ArrayList<>(equations);
        more.add(new Equation(coefficients.clone(), value));
        return new CovarianceRestriction(more, bounds);
    }

    public CovarianceRestriction bounded(int parameter, double lower, double upper) {
        List<Bound> more = new ArrayList<>(bounds);
        more.add(new Bound(parameter, lower, upper));
        return new CovarianceRestriction(equations, more);
    }

    /** All equations of both. */
    public CovarianceRestriction and(CovarianceRestriction other) {
        List<Equation> all = new ArrayList<>(equations);
        all.addAll(other.equations);
        List<Bound> limits = new ArrayList<>(bounds);
        limits.addAll(other.bounds);
        return new CovarianceRestriction(all, limits);
    }

    /**
     * The solutions of the equations as x = origin + basis·free, by Gaussian elimination with the largest pivots.
     *
     * @param free which parameters stay free, in order
     * @param origin length c
     * @param basis row-major c × number of free parameters
     */
    public record Solutions(int[] free, double[] origin, double[] basis) {
        public double[] at(double[] values) {
            double[] x = origin.clone();
            for (int r = 0; r < x.length; r++) {
                for (int k = 0; k < free.length; k++) {
                    x[r] += basis[r * free.length + k] * values[k];
                }
            }
            return x;
        }
    }

    /**
     * @param parameters c
     * @throws IllegalArgumentException when the equations contradict each other
     */
    public Solutions solve(int parameters) {
        int rows = equations.size();
        double[][] a = new double[rows][parameters + 1];
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < parameters; k++) {
                a[r][k] = equations.get(r).coefficient(k);
            }
            a[r][parameters] = equations.get(r).value();
        }
        int[] pivotOf = new int[rows];
        boolean[] pivot = new boolean[parameters];
        int rank = 0;
        for (int r = 0; r < rows; r++) {
            int best = -1;
            // the last of equally large ones, so that what is tied follows the first of its kind
            for (int k = 0; k < parameters; k++) {
                if (!pivot[k] && Math.abs(a[r][k]) > 1e-12 && (best < 0 || Math.abs(a[r][k]) >= Math.abs(a[r][best]))) {
                    best = k;
                }
            }
            if (best < 0) {
                if (Math.abs(a[r][parameters]) > 1e-10) {
                    throw new IllegalArgumentException(
                            "the restrictions of the covariance parameters contradict each other");
                }
                pivotOf[r] = -1;
                continue;
            }
            pivot[best] = true;
            pivotOf[r] = best;
            rank++;
            double scale = a[r][best];
            for (int k = 0; k <= parameters; k++) {
                a[r][k] /= scale;
            }
            for (int other = 0; other < rows; other++) {
                double factor = a[other][best];
                if (other != r && factor != 0) {
                    for (int k = 0; k <= parameters; k++) {
                        a[other][k] -= factor * a[r][k];
                    }
                }
            }
        }
        int[] free = new int[parameters - rank];
        for (int k = 0, f = 0; k < parameters; k++) {
            if (!pivot[k]) {
                free[f++] = k;
            }
        }
        double[] origin = new double[parameters];
        double[] basis = new double[parameters * free.length];
        for (int f = 0; f < free.length; f++) {
            basis[free[f] * free.length + f] = 1;
        }
        for (int r = 0; r < rows; r++) {
            if (pivotOf[r] >= 0) {
                origin[pivotOf[r]] = a[r][parameters];
                for (int f = 0; f < free.length; f++) {
                    basis[pivotOf[r] * free.length + f] = -a[r][free[f]];
                }
            }
        }
        return new Solutions(free, origin, basis);
    }

    /** Rank of the equations. */
    public int rank(int parameters) {
        return parameters - solve(parameters).free().length;
    }

    /** Whether the parameter is kept at this value. */
    boolean isHeldAt(int parameter, double value, int parameters) {
        return isHeld(parameter, parameters) && solve(parameters).origin()[parameter] == value;
    }

    /** Whether the parameter is kept at one value. */
    public boolean isHeld(int parameter, int parameters) {
        Solutions solutions = solve(parameters);
        int k = solutions.free().length;
        double[] row = Arrays.copyOfRange(solutions.basis(), parameter * k, (parameter + 1) * k);
        return Arrays.stream(row).allMatch(v -> v == 0);
    }
}
