package hermite.r.lib.optimise;

import hermite.r.eval.RError;

/** Nelder &amp; Mead's search in the form of Nash (1990), Compact Numerical Methods, algorithm 19. */
final class Simplex {
    private static final double BIG = 1e35;

    private final Objective objective;
    private final int n;
    /** Vertices by rows; the value in place n. */
    private final double[][] vertex;

    private int count;

    private Simplex(Objective objective, int n) {
        this.objective = objective;
        this.n = n;
        vertex = new double[n + 1][n + 1];
    }

    static Outcome minimise(
            Objective objective, double[] start, double absolute, double relative, double[] factors, int limit) {
        return new Simplex(objective, start.length).search(start, absolute, relative, factors, limit);
    }

    private double value(double[] x) {
        count++;
        double f = objective.at(x);
        return Math.abs(f) <= Double.MAX_VALUE ? f : BIG;
    }

    private Outcome search(double[] start, double absolute, double relative, double[] factors, int limit) {
        double alpha = factors[0];
        double beta = factors[1];
        double gamma = factors[2];
        double f = objective.at(start);
        count = 1;
        if (!(Math.abs(f) <= Double.MAX_VALUE)) {
            throw new RError("function cannot be evaluated at initial parameters");
        }
        double tolerance = relative * (Math.abs(f) + relative);
        double oldSize = start(start, f);
        int low = 0;
        boolean evaluate = true;
        double[] trial = new double[n];
        double[] centre = new double[n];
        int convergence = 0;
        do {
            if (evaluate) {
                for (int j = 0; j <= n; j++) {
                    if (j != low) {
                        System.arraycopy(vertex[j], 0, trial, 0, n);
                        vertex[j][n] = value(trial);
                    }
                }
                evaluate = false;
            }
            double best = vertex[low][n];
            double worst = best;
            int high = low;
            int lowest = low;
            for (int j = 0; j <= n; j++) {
                if (j != low) {
                    f = vertex[j][n];
                    if (f < best) {
                        lowest = j;
                        best = f;
                    }
                    if (f > worst) {
                        high = j;
                        worst = f;
                    }
                }
            }
            low = lowest;
            if (worst <= best + tolerance || best <= absolute) {
                break;
            }
            for (int i = 0; i < n; i++) {
                double sum = -vertex[high][i];
                for (int j = 0; j <= n; j++) {
                    sum += vertex[j][i];
                }
                centre[i] = sum / n;
                trial[i] = (1 + alpha) * centre[i] - alpha * vertex[high][i];
            }
            double reflected = value(trial);
            if (reflected < best) {
                double[] reflection = trial.clone();
                for (int i = 0; i < n; i++) {
                    trial[i] = gamma * trial[i] + (1 - gamma) * centre[i];
                }
                f = value(trial);
                if (f < reflected) {
                    set(high, trial, f);
                } else {
                    set(high, reflection, reflected);
                }
                continue;
            }
            if (reflected < worst) {
                set(high, trial, reflected);
            }
            for (int i = 0; i < n; i++) {
                trial[i] = (1 - beta) * vertex[high][i] + beta * centre[i];
            }
            f = value(trial);
            if (f < vertex[high][n]) {
                set(high, trial, f);
            } else if (reflected >= worst) {
                evaluate = true;
                double size = shrink(low, beta);
                if (size >= oldSize) {
                    convergence = 10;
                    break;
                }
                oldSize = size;
            }
        } while (count <= limit);
        if (count > limit) {
            convergence = 1;
        }
        return new Outcome(java.util.Arrays.copyOf(vertex[low], n), vertex[low][n], count, -1, convergence);
    }

    private double start(double[] start, double f) {
        double step = 0;
        for (double each : start) {
            step = Math.max(step, 0.1 * Math.abs(each));
        }
        if (step == 0) {
            step = 0.1;
        }
        double size = 0;
        set(0, start, f);
        for (int j = 1; j <= n; j++) {
            System.arraycopy(start, 0, vertex[j], 0, n);
            double trial = step;
            while (vertex[j][j - 1] == start[j - 1]) {
                vertex[j][j - 1] = start[j - 1] + trial;
                trial *= 10;
            }
            size += trial;
        }
        return size;
    }

    private void set(int j, double[] x, double f) {
        System.arraycopy(x, 0, vertex[j], 0, n);
        vertex[j][n] = f;
    }

    private double shrink(int low, double beta) {
        double size = 0;
        for (int j = 0; j <= n; j++) {
            if (j != low) {
                for (int i = 0; i < n; i++) {
                    vertex[j][i] = beta * (vertex[j][i] - vertex[low][i]) + vertex[low][i];
                    size += Math.abs(vertex[j][i] - vertex[low][i]);
                }
            }
        }
        return size;
    }
}
