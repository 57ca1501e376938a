package hermite.model.glmm;

import java.util.function.ToDoubleBiFunction;

/** Derivatives by differences of fourth order, f' ≈ (8 (f₊₁ − f₋₁) − (f₊₂ − f₋₂)) / 12h, to compare gradients with. */
public final class CentralDifferences {
    private static final double STEP = 2e-3;
    private static final double[] WEIGHTS = {8, -8, -1, 1};
    private static final double[] SHIFTS = {STEP, -STEP, 2 * STEP, -2 * STEP};

    private CentralDifferences() {}

    /** @param function a value, and its gradient into the second argument */
    public static double[] of(ToDoubleBiFunction<double[], double[]> function, double[] point) {
        double[] result = new double[point.length];
        double[] scratch = new double[point.length];
        for (int r = 0; r < point.length; r++) {
            for (int s = 0; s < WEIGHTS.length; s++) {
                double[] moved = point.clone();
                moved[r] += SHIFTS[s];
                result[r] += WEIGHTS[s] * function.applyAsDouble(moved, scratch);
            }
            result[r] /= 12 * STEP;
        }
        return result;
    }
}
