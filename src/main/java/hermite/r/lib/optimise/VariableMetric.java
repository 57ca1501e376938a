package hermite.r.lib.optimise;

import hermite.r.eval.RError;

/**
 * The variable metric search of Nash (1990), Compact Numerical Methods, algorithm 21 (Fletcher 1970), and the same with
 * bounds: parameters at a bound that the gradient presses against stay there, steps end at the first bound reached.
 */
final class VariableMetric {
    private static final double REDUCTION = 0.2;
    private static final double ACCEPTED = 1e-4;
    private static final double NO_CHANGE = 10;

    private VariableMetric() {}

    /** Is told of every round of the search. */
    interface Trace {
        void round(int iteration, double value);
    }

    static Outcome minimise(
            Objective objective,
            Gradient gradient,
            double[] start,
            double absolute,
            double relative,
            int limit,
            Trace trace) {
        int n = start.length;
        double[] b = start.clone();
        double f = objective.at(b);
        if (!(Math.abs(f) <= Double.MAX_VALUE)) {
            throw new RError("initial value in 'vmmin' is not finite");
        }
        double least = f;
        int functions = 1;
        int gradients = 1;
        int iterations = 1;
        double[] g = gradient.at(b);
        int last = gradients;
        double[][] inverse = new double[n][n];
        double[] direction = new double[n];
        double[] from = new double[n];
        double[] change = new double[n];
        int unchanged;
        do {
            if (last == gradients) {
                identity(inverse);
            }
            System.arraycopy(b, 0, from, 0, n);
            System.arraycopy(g, 0, change, 0, n);
            double slope = 0;
            for (int i = 0; i < n; i++) {
                direction[i] = -row(inverse, i, g);
                slope += direction[i] * g[i];
            }
            if (slope < 0) {
                double step = 1;
                boolean accepted = false;
                do {
                    unchanged = 0;
                    for (int i = 0; i < n; i++) {
                        b[i] = from[i] + step * direction[i];
                        unchanged += NO_CHANGE + from[i] == NO_CHANGE + b[i] ? 1 : 0;
                    }
                    if (unchanged < n) {
                        f = objective.at(b);
                        functions++;
                        accepted = Math.abs(f) <= Double.MAX_VALUE && f <= least + slope * step * ACCEPTED;
                        step *= accepted ? 1 : REDUCTION;
                    }
                } while (!(unchanged == n || accepted));
                boolean enough = f > absolute && Math.abs(f - least) > relative * (Math.abs(least) + relative);
                if (!enough) {
                    unchanged = n;
                    least = f;
                }
                if (unchanged < n) {
                    least = f;
                    g = gradient.at(b);
                    gradients++;
                    iterations++;
                    if (!update(inverse, direction, g, change, step)) {
                        last = gradients;
                    }
                } else if (last < gradients) {
                    unchanged = 0;
                    last = gradients;
                }
            } else {
                unchanged = last == gradients ? n : 0;
                last = gradients;
            }
            trace.round(iterations, f);
            if (iterations >= limit) {
                break;
            }
            if (gradients - last > 2 * n) {
                last = gradients;
            }
        } while (unchanged != n || last != gradients);
        return new Outcome(b, least, functions, gradients, iterations < limit ? 0 : 1);
    }

    private static void identity(double[][] inverse) {
        for (int i = 0; i < inverse.length; i++) {
            java.util.Arrays.fill(inverse[i], 0);
            inverse[i][i] = 1;
        }
    }

    private static double row(double[][] lower, int i, double[] x) {
        double sum = 0;
        for (int j = 0; j <= i; j++) {
            sum += lower[i][j] * x[j];
        }
        for (int j = i + 1; j < x.length; j++) {
            sum += lower[j][i] * x[j];
        }
        return sum;
    }

    private static boolean update(double[][] inverse, double[] t, double[] g, double[] change, double step) {
        int n = t.length;
        double d1 = 0;
        for (int i = 0; i < n; i++) {
            t[i] *= step;
            change[i] = g[i] - change[i];
            d1 += t[i] * change[i];
        }
        if (!(d1 > 0)) {
            return false;
        }
        double[] x = new double[n];
        double d2 = 0;
        for (int i = 0; i < n; i++) {
            x[i] = row(inverse, i, change);
            d2 += x[i] * change[i];
        }
        d2 = 1 + d2 / d1;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                inverse[i][j] += (d2 * t[i] * t[j] - t[i] * x[j] - x[i] * t[j]) / d1;
            }
        }
        return true;
    }

    /** With bounds; ends when the projected gradient or the gain is small. */
    static Outcome bounded(
            Objective objective,
            Gradient gradient,
            double[] start,
            double[] lower,
            double[] upper,
            double gain,
            int limit) {
        int n = start.length;
        double[] b = start.clone();
        for (int i = 0; i < n; i++) {
            b[i] = Math.min(Math.max(b[i], lower[i]), upper[i]);
        }
        double f = objective.at(b);
        if (!(Math.abs(f) <= Double.MAX_VALUE)) {
            throw new RError("L-BFGS-B needs finite values of 'fn'");
        }
        double[] g = gradient.at(b);
        int evaluations = 1;
        double[][] inverse = new double[n][n];
        identity(inverse);
        boolean fresh = true;
        for (int iteration = 0; iteration < limit; iteration++) {
            boolean[] held = new boolean[n];
            double[] free = g.clone();
            double size = 0;
            for (int i = 0; i < n; i++) {
                held[i] = b[i] <= lower[i] && g[i] > 0 || b[i] >= upper[i] && g[i] < 0;
                free[i] = held[i] ? 0 : g[i];
                size = Math.max(size, Math.abs(free[i]));
            }
            if (size == 0) {
                return new Outcome(b, f, evaluations, evaluations, 0);
            }
            double[] direction = new double[n];
            double slope = 0;
            for (int i = 0; i < n; i++) {
                direction[i] = held[i] ? 0 : -row(inverse, i, free);
                slope += direction[i] * g[i];
            }
            if (!(slope < 0)) {
                identity(inverse);
                if (fresh) {
                    return new Outcome(b, f, evaluations, evaluations, 0);
                }
                fresh = true;
                continue;
            }
            double[] next = new double[n];
            double step = fresh ? Math.min(1, 1 / size) : 1;
            double value = Double.NaN;
            for (int tries = 0; tries < 60; tries++, step *= REDUCTION) {
                for (int i = 0; i < n; i++) {
                    next[i] = Math.min(Math.max(b[i] + step * direction[i], lower[i]), upper[i]);
                }
                value = objective.at(next);
                evaluations++;
                if (value <= f + ACCEPTED * step * slope) {
                    break;
                }
            }
            if (!(value < f)) {
                if (fresh) {
                    return new Outcome(b, f, evaluations, evaluations, 0);
                }
                identity(inverse);
                fresh = true;
                continue;
            }
            double[] newGradient = gradient.at(next);
            double[] moved = new double[n];
            for (int i = 0; i < n; i++) {
                moved[i] = next[i] - b[i];
            }
            double[] change = g.clone();
            fresh = !update(inverse, moved, newGradient, change, 1);
            if (fresh) {
                identity(inverse);
            }
            double gained = (f - value) / Math.max(Math.max(Math.abs(f), Math.abs(value)), 1);
            b = next;
            f = value;
            g = newGradient;
            if (gained <= gain && !fresh) {
                return new Outcome(b, f, evaluations, evaluations, 0);
            }
        }
        return new Outcome(b, f, evaluations, evaluations, 1);
    }
}
