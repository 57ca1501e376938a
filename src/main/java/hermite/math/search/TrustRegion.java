package hermite.math.search;

import hermite.math.DenseSymmetric;
import hermite.math.Rows;
import java.util.Arrays;

/**
 * Trust-region maximisation with the Hessian from differences of the gradient; the subproblem is solved on the spectrum
 * of the Hessian (Moré and Sorensen 1983), so that indefinite matrices need no special case.
 */
public record TrustRegion(StoppingRule rule) implements Maximiser {
    @Override
    public Maximum maximise(SmoothObjective objective, double[] start) {
        Trajectory way = new Trajectory(objective, start, rule);
        way.checkStart();
        int n = way.size();
        double radius = 1;
        double[] x = new double[n];
        double[] g = new double[n];
        while (!way.isOver()) {
            double[] hessian = way.hessian();
            DenseSymmetric.Spectrum spectrum = DenseSymmetric.spectrum(hessian, n);
            boolean moved = false;
            while (!moved && radius > 1e-14) {
                double[] step = step(spectrum, way.g, radius);
                double predicted = -Rows.dot(step, way.g, n) - 0.5 * quadratic(hessian, step);
                double length = Math.sqrt(Rows.dot(step, step, n));
                for (int i = 0; i < n; i++) {
                    x[i] = way.x[i] + step[i];
                }
                double f = way.evaluate(x, g);
                double ratio = (way.f - f) / predicted;
                if (ratio > 1e-4 && f < way.f) {
                    way.expect(2 * predicted);
                    way.accept(x, f, g);
                    moved = true;
                    if (ratio > 0.75) {
                        radius = Math.max(radius, 2 * length);
                    }
                } else {
                    way.expect(2 * predicted);
                }
                if (!(ratio >= 0.25)) {
                    radius = 0.25 * Math.min(radius, length);
                }
            }
            if (!moved) {
                way.stuck();
            }
        }
        return way.result();
    }

    private static double quadratic(double[] h, double[] s) {
        int n = s.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sum += s[i] * h[i * n + j] * s[j];
            }
        }
        return sum;
    }

    /** Minimiser of g's + ½ s'Hs over ‖s‖ ≤ radius. */
    private static double[] step(DenseSymmetric.Spectrum spectrum, double[] gradient, double radius) {
        int n = gradient.length;
        double[] along = new double[n];
        double smallest = Double.POSITIVE_INFINITY;
        for (int e = 0; e < n; e++) {
            along[e] = Rows.dot(spectrum.vectors()[e], gradient, n);
            smallest = Math.min(smallest, spectrum.values()[e]);
        }
        double floor = Math.max(0, -smallest) + 1e-12;
        double low = floor;
        if (smallest > 0 && length(spectrum, along, 0) <= radius) {
            return combine(spectrum, along, 0);
        }
        double high = floor + 1;
        while (length(spectrum, along, high) > radius) {
            high *= 4;
        }
        for (int k = 0; k < 200 && high - low > 1e-12 * high; k++) {
            double middle = 0.5 * (low + high);
            if (length(spectrum, along, middle) > radius) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return combine(spectrum, along, high);
    }

    private static double length(DenseSymmetric.Spectrum spectrum, double[] along, double shift) {
        double sum = 0;
        for (int e = 0; e < along.length; e++) {
            double s = along[e] / (spectrum.values()[e] + shift);
            sum += s * s;
        }
        return Math.sqrt(sum);
    }

    private static double[] combine(DenseSymmetric.Spectrum spectrum, double[] along, double shift) {
        double[] out = new double[along.length];
        Arrays.fill(out, 0);
        for (int e = 0; e < along.length; e++) {
            Rows.addScaled(out, -along[e] / (spectrum.values()[e] + shift), spectrum.vectors()[e], along.length);
        }
        return out;
    }
}
