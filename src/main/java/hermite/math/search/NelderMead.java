package hermite.math.search;

import hermite.math.Rows;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Maximisation by the simplex of Nelder and Mead (1965), which looks at function values alone; gradients are computed
 * only to report the largest element. Converges when the values at the corners agree (FCONV2) or the simplex is small
 * (XCONV); rebuilt once around its best corner to guard against collapse.
 */
public record NelderMead(StoppingRule rule) implements Maximiser {
    private record Corner(double[] x, double f) {}

    @Override
    public Maximum maximise(SmoothObjective objective, double[] start) {
        Trajectory way = new Trajectory(objective, start, withoutGradient(rule));
        double spread = tolerance(StoppingRule.Criterion.FCONV2, 1e-6);
        double size = tolerance(StoppingRule.Criterion.XCONV, 1e-8);
        boolean rebuilt = false;
        while (!way.isOver()) {
            Corner[] simplex = simplex(way);
            boolean collapsed = false;
            while (!collapsed && !way.isOver()) {
                Arrays.sort(simplex, Comparator.comparingDouble(Corner::f));
                double mean =
                        Arrays.stream(simplex).mapToDouble(Corner::f).average().orElseThrow();
                double variance = Arrays.stream(simplex)
                                .mapToDouble(c -> (c.f - mean) * (c.f - mean))
                                .sum()
                        / simplex.length;
                if (Math.sqrt(variance) <= spread * 1e-2 || extent(simplex) <= size) {
                    collapsed = true;
                    continue;
                }
                turn(way, simplex);
                Arrays.sort(simplex, Comparator.comparingDouble(Corner::f));
                double[] g = new double[way.size()];
                double f = way.evaluate(simplex[0].x, g);
                way.accept(simplex[0].x, f, g);
            }
            if (collapsed) {
                if (rebuilt) {
                    way.expect(0);
                    way.stuck();
                }
                rebuilt = true;
            }
        }
        return way.result();
    }

    private double tolerance(StoppingRule.Criterion criterion, double otherwise) {
        double given = rule.tolerance(criterion);
        return Double.isNaN(given) ? otherwise : given;
    }

    /** Criteria of steps and gradients would end the search at every iteration that does not move the best corner. */
    private static StoppingRule withoutGradient(StoppingRule rule) {
        var kept = new java.util.EnumMap<StoppingRule.Criterion, StoppingRule.Tolerance>(StoppingRule.Criterion.class);
        if (rule.tolerances().containsKey(StoppingRule.Criterion.ABSCONV)) {
            kept.put(StoppingRule.Criterion.ABSCONV, rule.tolerances().get(StoppingRule.Criterion.ABSCONV));
        }
        return new StoppingRule(
                rule.scale(),
                rule.minIterations(),
                rule.maxIterations(),
                rule.maxEvaluations(),
                rule.maxSeconds(),
                kept);
    }

    private static Corner[] simplex(Trajectory way) {
        int n = way.size();
        double[] information = way.information();
        Corner[] corners = new Corner[n + 1];
        corners[0] = new Corner(way.x.clone(), way.f);
        for (int i = 0; i < n; i++) {
            double[] x = way.x.clone();
            double d = information[i * n + i];
            x[i] += d > 1e-8 && Double.isFinite(d) ? 1 / Math.sqrt(d) : 0.1 * Math.max(1, Math.abs(x[i]));
            corners[i + 1] = corner(way, x);
        }
        return corners;
    }

    private static Corner corner(Trajectory way, double[] x) {
        return new Corner(x, way.evaluate(x, new double[x.length]));
    }

    private static double extent(Corner[] simplex) {
        double largest = 0;
        for (Corner c : simplex) {
            for (int i = 0; i < c.x.length; i++) {
                double size = Math.max(1e-3, Math.abs(simplex[0].x[i]));
                largest = Math.max(largest, Math.abs(c.x[i] - simplex[0].x[i]) / size);
            }
        }
        return largest;
    }

    private static void turn(Trajectory way, Corner[] simplex) {
        int n = way.size();
        double[] centre = new double[n];
        for (int c = 0; c < n; c++) {
            Rows.addScaled(centre, 1.0 / n, simplex[c].x, n);
        }
        Corner worst = simplex[n];
        Corner reflected = along(way, centre, worst, -1);
        if (reflected.f < simplex[0].f) {
            Corner expanded = along(way, centre, worst, -2);
            simplex[n] = expanded.f < reflected.f ? expanded : reflected;
        } else if (reflected.f < simplex[n - 1].f) {
            simplex[n] = reflected;
        } else {
            Corner contracted = along(way, centre, worst, reflected.f < worst.f ? -0.5 : 0.5);
            if (contracted.f < Math.min(reflected.f, worst.f)) {
                simplex[n] = contracted;
            } else {
                for (int c = 1; c <= n; c++) {
                    simplex[c] = along(way, simplex[0].x, simplex[c], 0.5);
                }
            }
        }
    }

    private static Corner along(Trajectory way, double[] centre, Corner corner, double factor) {
        double[] x = new double[centre.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = centre[i] + factor * (corner.x[i] - centre[i]);
        }
        return corner(way, x);
    }
}
