package hermite.math.search;

import hermite.math.DenseSymmetric;
import hermite.math.Rows;

/**
 * Double-dogleg maximisation: steps on the path from the steepest-descent minimum to the quasi-Newton point within a
 * trust radius, the Hessian by dual BFGS (Dennis and Mei 1979; Dennis and Schnabel 1983, section 6.4.2).
 */
public record DoubleDogleg(StoppingRule rule) implements Maximiser {
    @Override
    public Maximum maximise(SmoothObjective objective, double[] start) {
        Trajectory way = new Trajectory(objective, start, rule);
        way.checkStart();
        if (way.isOver()) {
            return way.result();
        }
        int n = way.size();
        double[] b = QuasiNewton.positive(way.information(), n);
        double radius = Double.NaN;
        boolean fresh = true;
        while (!way.isOver()) {
            double[] newton = newton(b, way.g);
            double newtonLength = Math.sqrt(Rows.dot(newton, newton, n));
            double decrement = -Rows.dot(newton, way.g, n);
            way.expect(decrement);
            if (Double.isNaN(radius)) {
                radius = newtonLength;
            }
            double[] s = step(b, way.g, newton, newtonLength, decrement, radius);
            double[] x = new double[n];
            for (int i = 0; i < n; i++) {
                x[i] = way.x[i] + s[i];
            }
            double[] g = new double[n];
            double f = way.evaluate(x, g);
            double predicted = -Rows.dot(s, way.g, n) - 0.5 * Rows.dot(s, times(b, s), n);
            double ratio = (way.f - f) / predicted;
            double length = Math.sqrt(Rows.dot(s, s, n));
            if (Double.isFinite(f)) {
                update(b, s, g, way.g);
            }
            if (ratio > 1e-4 && f < way.f) {
                way.accept(x, f, g);
                fresh = false;
                radius = ratio > 0.75 ? Math.max(radius, 2 * length) : ratio < 0.1 ? 0.5 * length : radius;
            } else {
                radius = 0.25 * length;
                if (radius < 1e-13 * Math.max(1, Math.sqrt(Rows.dot(way.x, way.x, n)))) {
                    if (fresh) {
                        way.stuck();
                        break;
                    }
                    b = QuasiNewton.positive(way.information(), n);
                    radius = Double.NaN;
                    fresh = true;
                }
            }
        }
        return way.result();
    }

    private static double[] newton(double[] b, double[] g) {
        int n = g.length;
        double[] factor = new double[n * n];
        double[] out = g.clone();
        if (DenseSymmetric.cholesky(b, factor, n)) {
            DenseSymmetric.solve(factor, out, n);
        }
        for (int i = 0; i < n; i++) {
            out[i] = -out[i];
        }
        return out;
    }

    private static double[] times(double[] b, double[] v) {
        int n = v.length;
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                out[i] += b[i * n + j] * v[j];
            }
        }
        return out;
    }

    private static double[] step(
            double[] b, double[] g, double[] newton, double newtonLength, double decrement, double radius) {
        if (newtonLength <= radius) {
            return newton;
        }
        int n = g.length;
        double gg = Rows.dot(g, g, n);
        double gbg = Rows.dot(g, times(b, g), n);
        double cauchy = gg / gbg;
        double gnorm = Math.sqrt(gg);
        double bias = 0.2 + 0.8 * gg * gg / (gbg * decrement);
        double[] s = new double[n];
        if (bias * newtonLength <= radius) {
            Rows.addScaled(s, radius / newtonLength, newton, n);
            return s;
        }
        if (cauchy * gnorm >= radius) {
            Rows.addScaled(s, -radius / gnorm, g, n);
            return s;
        }
        // where the leg from the Cauchy point to the biased Newton point leaves the region
        double[] from = new double[n];
        double[] leg = new double[n];
        for (int i = 0; i < n; i++) {
            from[i] = -cauchy * g[i];
            leg[i] = bias * newton[i] - from[i];
        }
        double a = Rows.dot(leg, leg, n);
        double half = Rows.dot(from, leg, n);
        double c = Rows.dot(from, from, n) - radius * radius;
        double t = (-half + Math.sqrt(half * half - a * c)) / a;
        for (int i = 0; i < n; i++) {
            s[i] = from[i] + t * leg[i];
        }
        return s;
    }

    private static void update(double[] b, double[] s, double[] g, double[] gOld) {
        int n = s.length;
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = g[i] - gOld[i];
        }
        double ys = Rows.dot(y, s, n);
        if (ys <= 1e-10 * Math.sqrt(Rows.dot(y, y, n) * Rows.dot(s, s, n))) {
            return;
        }
        double[] bs = times(b, s);
        double sbs = Rows.dot(s, bs, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                b[i * n + j] += y[i] * y[j] / ys - bs[i] * bs[j] / sbs;
            }
        }
    }
}
