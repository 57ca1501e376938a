package hermite.math.search;

import hermite.math.Rows;

/**
 * Conjugate-gradient maximisation, scaled by the diagonal of the objective's information at the start, restarted with
 * steepest descent when successive gradients are far from orthogonal (Powell 1977).
 */
public record ConjugateGradient(StoppingRule rule, Update update) implements Maximiser {
    /** Formula of the conjugate direction. */
    public enum Update {
        /** Polak–Ribière with Powell's restart. */
        POWELL_BEALE,
        FLETCHER_REEVES,
        POLAK_RIBIERE,
        /** Fletcher's conjugate descent. */
        CONJUGATE_DESCENT
    }

    @Override
    public Maximum maximise(SmoothObjective objective, double[] start) {
        Trajectory way = new Trajectory(objective, start, rule);
        way.checkStart();
        if (way.isOver()) {
            return way.result();
        }
        int n = way.size();
        double[] weight = new double[n];
        double[] information = way.information();
        for (int i = 0; i < n; i++) {
            double d = Math.abs(information[i * n + i]);
            weight[i] = d > 1e-8 && Double.isFinite(d) ? 1 / d : 1;
        }
        WolfeSearch search = new WolfeSearch(way, 0.1);
        double[] direction = steepest(way.g, weight);
        boolean fresh = true;
        double step = 1;
        while (!way.isOver()) {
            double[] gOld = way.g;
            double[] xOld = way.x;
            if (!search.move(direction, step)) {
                if (fresh) {
                    way.stuck();
                    break;
                }
                direction = steepest(way.g, weight);
                fresh = true;
                step = 1;
                continue;
            }
            double slopeOld = Rows.dot(gOld, direction, n);
            double beta = beta(way.g, gOld, weight, slopeOld);
            double[] next = steepest(way.g, weight);
            fresh = update == Update.POWELL_BEALE
                    && Math.abs(weighted(way.g, gOld, weight)) > 0.2 * weighted(way.g, way.g, weight);
            if (!fresh) {
                Rows.addScaled(next, beta, direction, n);
                if (Rows.dot(next, way.g, n) >= 0) {
                    next = steepest(way.g, weight);
                    fresh = true;
                }
            }
            // first step of the next search: as much decrease as the last one gave
            double moved = 0;
            for (int i = 0; i < n; i++) {
                moved += (way.x[i] - xOld[i]) * gOld[i];
            }
            step = Math.max(1e-6, Math.min(1, Math.abs(moved / Rows.dot(next, way.g, n))));
            direction = next;
        }
        return way.result();
    }

    private static double[] steepest(double[] g, double[] weight) {
        double[] out = new double[g.length];
        for (int i = 0; i < g.length; i++) {
            out[i] = -weight[i] * g[i];
        }
        return out;
    }

    private static double weighted(double[] a, double[] b, double[] weight) {
        return Rows.dot(a, b, weight, a.length);
    }

    private double beta(double[] g, double[] gOld, double[] weight, double slopeOld) {
        double now = weighted(g, g, weight);
        return switch (update) {
            case FLETCHER_REEVES -> now / weighted(gOld, gOld, weight);
            case CONJUGATE_DESCENT -> -now / slopeOld;
            default -> Math.max(0, (now - weighted(g, gOld, weight)) / weighted(gOld, gOld, weight));
        };
    }
}
