package hermite.model.glmm.levels;

import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.Posterior;

/** Conditional modes and variances of the random effects of nested subjects, and the fit given the modes. */
final class NestedPosterior {
    private NestedPosterior() {}

    static Posterior read(
            GlmmSpec spec, Levels levels, UnitTree tree, RowDensity density, double[] factor, double logDispersion) {
        int length = spec.firstMode(spec.levels().size());
        double[] modes = new double[length];
        double[] variances = new double[length];
        for (int level = 0; level < levels.depth(); level++) {
            int first = spec.firstMode(levels.place[level]);
            int own = levels.size[level];
            for (int u = 0; u < tree.standsFor[level].length; u++) {
                Unit unit = tree.standsFor[level][u];
                if (unit != null) {
                    random(levels, unit, factor, modes, variances, first + u * own);
                }
            }
        }
        double[] sums = new double[2];
        for (Unit unit : tree.top) {
            conditional(unit, unit.count, density, logDispersion, sums);
        }
        return new Posterior(modes, variances, new GlmmFit.Conditional(-2 * sums[0], sums[1]));
    }

    /** b̂ = Lv̂ and the diagonal of L S S' L', S the unit's rows along the path. */
    private static void random(Levels levels, Unit unit, double[] factor, double[] modes, double[] variances, int at) {
        int q = levels.q;
        int first = levels.first[unit.level];
        int width = levels.end(unit.level);
        int own = unit.mode.length;
        for (int a = 0; a < own; a++) {
            double b = 0;
            for (int c = 0; c <= a; c++) {
                b += factor[(first + a) * q + first + c] * unit.mode[c];
            }
            double variance = 0;
            for (int d = 0; d < width; d++) {
                double row = 0;
                for (int c = 0; c <= a; c++) {
                    row += factor[(first + a) * q + first + c] * unit.root[c * width + d];
                }
                variance += row * row;
            }
            modes[at + a] = b;
            variances[at + a] = variance;
        }
    }

    private static void conditional(Unit unit, double times, RowDensity density, double logDispersion, double[] sums) {
        if (unit.isInnermost()) {
            double[] l = new double[unit.rows.n];
            double value = density.value(unit.rows, unit.rows.eta, logDispersion, l, unit.rows.d1);
            sums[0] += times * (value + unit.rows.constant);
            sums[1] += times * density.pearson(unit.rows, unit.rows.eta, logDispersion);
        }
        for (Unit child : unit.children) {
            conditional(child, times * child.count, density, logDispersion, sums);
        }
    }
}
