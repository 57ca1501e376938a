package hermite.model.glmm.quadrature;

import java.util.Arrays;

/**
 * How the random columns of each visit follow from those before it, in every lane of a block: the same again, as for a
 * random intercept, or one more step of the same length, as for visits at equal distances.
 */
final class VisitSpacing {
    /** Visits after which a chain of steps begins anew, so that rounding does not build up. */
    static final int LONGEST_CHAIN = 8;

    enum Kind {
        OWN,
        SAME,
        STEP
    }

    private final int effects;
    /** visit·q + effect. */
    private final Kind[] kinds;
    /** 1 for lanes with more than one visit, else 0. */
    final double[] hasSecond;

    /**
     * @param z visit·q + column → row
     * @param weight visit → row; lanes of weight 0 may follow from anything
     */
    VisitSpacing(double[][] z, double[][] weight, int visits, int effects, int lanes) {
        this.effects = effects;
        kinds = new Kind[visits * effects];
        Arrays.fill(kinds, Kind.OWN);
        hasSecond = new double[lanes];
        for (int j = 1; j < visits; j++) {
            for (int i = 0; i < lanes; i++) {
                if (weight[j][i] != 0) {
                    hasSecond[i] = 1;
                }
            }
        }
        for (int d = 0; d < effects; d++) {
            boolean steps = false;
            for (int j = 1; j < visits; j++) {
                Kind kind = kind(z, weight[j], j, d, lanes);
                kinds[j * effects + d] = kind;
                steps |= kind == Kind.STEP && j > 1;
            }
            if (!steps && visits > 1 && kinds[effects + d] == Kind.STEP) {
                kinds[effects + d] = Kind.OWN;
            }
        }
    }

    /** What η of the visit at a node takes from effect {@code d} depends on the columns from d on. */
    private Kind kind(double[][] z, double[] weight, int visit, int d, int lanes) {
        boolean same = true;
        boolean step = visit % LONGEST_CHAIN != 0;
        for (int c = d; c < effects; c++) {
            double[] here = z[visit * effects + c];
            double[] before = z[(visit - 1) * effects + c];
            double[] first = z[c];
            double[] second = z[effects + c];
            for (int i = 0; i < lanes; i++) {
                if (weight[i] != 0) {
                    same &= here[i] == before[i];
                    step &= here[i] - before[i] == second[i] - first[i];
                }
            }
        }
        return same ? Kind.SAME : step ? Kind.STEP : Kind.OWN;
    }

    Kind of(int visit, int effect) {
        return kinds[visit * effects + effect];
    }

    boolean hasSteps(int effect) {
        return kinds.length > effects && kinds[effects + effect] == Kind.STEP;
    }
}
