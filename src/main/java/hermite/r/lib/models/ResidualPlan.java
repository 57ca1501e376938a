package hermite.r.lib.models;

import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.Residual;
import hermite.r.value.Elements;
import hermite.r.value.RList;
import hermite.r.value.RVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The covariance of the residuals as R describes it: a list of {@code kind} (name of a {@link CovarianceStructure.Kind}),
 * {@code size}, and by row from 0 {@code subject}, {@code position}, {@code group}; {@code point} for distances.
 */
final class ResidualPlan {
    private ResidualPlan() {}

    static Residual residual(RList plan) {
        CovarianceStructure.Kind kind = CovarianceStructure.Kind.valueOf(
                vector(plan, "kind").stringAt(0).toUpperCase(Locale.ROOT));
        int size = vector(plan, "size").integerAt(0);
        CovarianceStructure structure = kind == CovarianceStructure.Kind.LINEAR
                ? new CovarianceStructure(kind, size, size, false, freeCorrelations(size))
                : CovarianceStructure.of(kind, size);
        return new Residual(
                structure,
                Elements.integers(vector(plan, "subject")),
                Elements.integers(vector(plan, "position")),
                Elements.doubles(vector(plan, "point")),
                Elements.integers(vector(plan, "group")),
                vector(plan, "groups").integerAt(0),
                false);
    }

    /** One variance for all positions, and a covariance of its own for every pair, by columns of the lower triangle. */
    private static List<double[]> freeCorrelations(int size) {
        List<double[]> matrices = new ArrayList<>();
        double[] identity = new double[size * size];
        for (int i = 0; i < size; i++) {
            identity[i * size + i] = 1;
        }
        matrices.add(identity);
        for (int j = 0; j < size; j++) {
            for (int i = j + 1; i < size; i++) {
                double[] pair = new double[size * size];
                pair[i * size + j] = 1;
                pair[j * size + i] = 1;
                matrices.add(pair);
            }
        }
        return matrices;
    }

    private static RVector vector(RList plan, String name) {
        return (RVector) plan.get(plan.indexOfName(name));
    }
}
