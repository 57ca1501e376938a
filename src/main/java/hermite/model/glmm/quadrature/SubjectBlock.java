package hermite.model.glmm.quadrature;

import hermite.math.Rows;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Data of a fixed number of distinct subjects laid out for row kernels: lanes are subjects, and each column of each
 * visit is one row of lanes. Subjects with fewer visits than {@code visits} are padded by visits of weight zero.
 */
final class SubjectBlock {
    final int lanes;
    final int visits;
    final int firstPattern;
    /** visit·p + column → row. */
    final double[][] x;
    /** visit·q + column → row. */
    final double[][] z;

    final double[][] offset;
    final double[][] y;
    final double[][] trials;
    final double[][] weight;
    /** How many subjects each lane stands for, times their weight; 0 for the padding after the last one. */
    final double[] count;
    /** The weight of each of the lane's subjects. */
    final double[] subjectWeight;
    /** Multipliers of products of two scores: numbers of subjects times their weights squared. */
    final double[] square;
    /** Terms of the log likelihood that no parameter moves, per lane. */
    final double[] constant;
    /** Whether every weight times trials is 0 or 1, which lets products replace sums of logarithms. */
    final boolean unitTrials;

    final VisitSpacing spacing;
    /** Visits whose last random column is 0 in every lane, as that of time is at the start, and all others. */
    final int[] still;

    final int[] moving;
    /** Conditional modes in the spherical scale, kept from one evaluation to start the next. */
    final double[][] mode;

    SubjectBlock(
            int lanes,
            int visits,
            int firstPattern,
            double[][] x,
            double[][] z,
            double[][] offset,
            double[][] y,
            double[][] trials,
            double[][] weight,
            double[] count,
            double[] subjectWeight,
            double[] constant,
            int randomEffects) {
        this.lanes = lanes;
        this.visits = visits;
        this.firstPattern = firstPattern;
        this.x = x;
        this.z = z;
        this.offset = offset;
        this.y = y;
        this.trials = trials;
        this.weight = weight;
        this.count = count;
        this.subjectWeight = subjectWeight;
        square = new double[lanes];
        for (int i = 0; i < lanes; i++) {
            square[i] = count[i] * subjectWeight[i];
        }
        this.constant = constant;
        mode = new double[randomEffects][lanes];
        boolean unit = true;
        for (int j = 0; j < visits; j++) {
            for (int i = 0; i < lanes; i++) {
                double m = weight[j][i] * trials[j][i];
                unit &= m == 1 || m == 0;
            }
        }
        unitTrials = unit;
        spacing = new VisitSpacing(z, weight, visits, randomEffects, lanes);
        int last = randomEffects - 1;
        still = visitsWhere(j -> Rows.maxAbs(z[j * randomEffects + last], lanes) == 0);
        moving = visitsWhere(j -> Rows.maxAbs(z[j * randomEffects + last], lanes) != 0);
    }

    private int[] visitsWhere(IntPredicate condition) {
        return IntStream.range(0, visits).filter(condition).toArray();
    }
}
