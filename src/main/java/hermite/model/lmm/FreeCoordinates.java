package hermite.model.lmm;

import hermite.math.search.SmoothObjective;
import hermite.model.lmm.likelihood.LmmLikelihood.Derivatives;
import hermite.model.lmm.likelihood.LmmLikelihood.Value;
import java.util.Optional;
import java.util.function.Function;

/**
 * The log likelihood as a function without bounds, for techniques that know none: u² above a lower bound or below an
 * upper one, a sine between two.
 */
final class FreeCoordinates implements SmoothObjective {
    private final int[] places;
    private final double[] lower;
    private final double[] upper;
    private final double[] first;
    private final Function<double[], Optional<Value>> likelihood;
    private final Function<Value, Derivatives> derivatives;

    /** @param first θ at the start: what is not searched stays there */
    FreeCoordinates(
            int[] places,
            double[] lower,
            double[] upper,
            double[] first,
            Function<double[], Optional<Value>> likelihood,
            Function<Value, Derivatives> derivatives) {
        this.places = places;
        this.lower = lower;
        this.upper = upper;
        this.first = first;
        this.likelihood = likelihood;
        this.derivatives = derivatives;
    }

    @Override
    public int parameters() {
        return places.length;
    }

    double[] start() {
        double[] u = new double[places.length];
        for (int i = 0; i < u.length; i++) {
            int k = places[i];
            double theta = Math.min(upper[k], Math.max(lower[k], first[k]));
            // not at a bound: no derivative by u leads away from it
            double least = 1e-3 * Math.max(1e-3, Math.abs(theta));
            if (hasLower(k) && hasUpper(k)) {
                double at = 2 * (theta - lower[k]) / (upper[k] - lower[k]) - 1;
                u[i] = StrictMath.asin(Math.min(0.99, Math.max(-0.99, at)));
            } else if (hasLower(k)) {
                u[i] = Math.sqrt(Math.max(least, theta - lower[k]));
            } else {
                u[i] = hasUpper(k) ? Math.sqrt(Math.max(least, upper[k] - theta)) : theta;
            }
        }
        return u;
    }

    private boolean hasLower(int k) {
        return !Double.isInfinite(lower[k]);
    }

    private boolean hasUpper(int k) {
        return !Double.isInfinite(upper[k]);
    }

    /** All parameters at a point. */
    double[] theta(double[] u) {
        double[] theta = first.clone();
        for (int i = 0; i < u.length; i++) {
            int k = places[i];
            if (hasLower(k) && hasUpper(k)) {
                theta[k] = lower[k] + (upper[k] - lower[k]) * (1 + StrictMath.sin(u[i])) / 2;
            } else if (hasLower(k)) {
                theta[k] = lower[k] + u[i] * u[i];
            } else {
                theta[k] = hasUpper(k) ? upper[k] - u[i] * u[i] : u[i];
            }
        }
        return theta;
    }

    private double slope(int i, double u) {
        int k = places[i];
        if (hasLower(k) && hasUpper(k)) {
            return (upper[k] - lower[k]) * StrictMath.cos(u) / 2;
        }
        if (hasLower(k)) {
            return 2 * u;
        }
        return hasUpper(k) ? -2 * u : 1;
    }

    /** Whether a search in these coordinates has come to a bound of a parameter. */
    boolean isAtBound(int k, double theta) {
        double near = 1e-7 * Math.max(1e-3, Math.abs(first[k]));
        return theta - lower[k] <= near || upper[k] - theta <= near;
    }

    /** Derivatives of −2 log likelihood by θ from those of the function; none where u does not move θ. */
    double[] gradient(double[] u, double[] byU) {
        double[] result = new double[first.length];
        for (int i = 0; i < u.length; i++) {
            double slope = slope(i, u[i]);
            result[places[i]] = slope == 0 ? Double.NaN : -2 * byU[i] / slope;
        }
        return result;
    }

    @Override
    public double evaluate(double[] u, double[] gradient) {
        Optional<Value> value = likelihood.apply(theta(u));
        if (value.isEmpty()) {
            return Double.NaN;
        }
        double[] byTheta = derivatives.apply(value.get()).gradient();
        for (int i = 0; i < u.length; i++) {
            gradient[i] = -0.5 * byTheta[places[i]] * slope(i, u[i]);
        }
        return -0.5 * value.get().minusTwoLog();
    }

    @Override
    public void information(double[] u, double[] information) {
        int n = first.length;
        Optional<Value> value = likelihood.apply(theta(u));
        double[] average = value.map(v -> derivatives.apply(v).average()).orElse(new double[n * n]);
        for (int i = 0; i < u.length; i++) {
            for (int j = 0; j < u.length; j++) {
                information[i * u.length + j] =
                        0.5 * average[places[i] * n + places[j]] * slope(i, u[i]) * slope(j, u[j]);
            }
        }
    }
}
