package hermite.model.gee.dropout;

import hermite.model.Family;
import hermite.model.Observations;
import hermite.model.glm.GlmFit;
import hermite.model.glm.GlmFitter;
import hermite.model.glm.GlmSpecification;
import java.util.ArrayList;
import java.util.List;

/**
 * The probability that a visit after the first is kept by a subject who kept the one before: a logistic regression
 * over the visits up to the drop-out (Robins, Rotnitzky &amp; Zhao 1995, section 3).
 */
final class DropoutModel {
    private final DropoutObservations data;
    private final GlmFit fit;

    DropoutModel(DropoutObservations data) {
        this.data = data;
        List<Integer> rows = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        for (int i = 0; i < data.subjects(); i++) {
            int seen = data.observed(i);
            for (int j = 1; j <= Math.min(seen, data.dimension() - 1); j++) {
                rows.add(data.start()[i] + j);
                kept.add(j < seen ? 1.0 : 0.0);
                counts.add(data.frequency()[i]);
            }
        }
        int m = data.dropoutColumns();
        double[] z = new double[rows.size() * m];
        for (int r = 0; r < rows.size(); r++) {
            System.arraycopy(data.z(), rows.get(r) * m, z, r * m, m);
        }
        this.fit = GlmFitter.fit(
                GlmSpecification.of(Family.BINOMIAL),
                Observations.of(z, m, toArray(kept)).withFrequency(toArray(counts)));
    }

    private static double[] toArray(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    GlmFit fit() {
        return fit;
    }

    private double keeps(int row) {
        int m = data.dropoutColumns();
        double eta = 0;
        for (int k = 0; k < m; k++) {
            eta += data.z()[row * m + k] * fit.estimates()[k];
        }
        return 1 / (1 + Math.exp(-eta));
    }

    /** Inverse probabilities to be seen up to each visit; one for visits that are not seen. */
    double[] observationWeights(double most) {
        double[] weights = new double[data.response().length];
        for (int i = 0; i < data.subjects(); i++) {
            double probability = 1;
            for (int j = 0; j < data.observed(i); j++) {
                int row = data.start()[i] + j;
                probability *= j == 0 ? 1 : keeps(row);
                weights[row] = Math.min(most, 1 / probability);
            }
        }
        return weights;
    }

    /** Inverse probabilities to drop out when the subject did, or not at all. */
    double[] subjectWeights(double most) {
        double[] weights = new double[data.response().length];
        for (int i = 0; i < data.subjects(); i++) {
            int seen = data.observed(i);
            double probability = 1;
            for (int j = 1; j < seen; j++) {
                probability *= keeps(data.start()[i] + j);
            }
            if (seen < data.dimension()) {
                probability *= 1 - keeps(data.start()[i] + seen);
            }
            for (int j = 0; j < seen; j++) {
                weights[data.start()[i] + j] = Math.min(most, 1 / probability);
            }
        }
        return weights;
    }

    /** The score of one subject, written over {@code into}. */
    void score(int subject, double[] into) {
        java.util.Arrays.fill(into, 0);
        int m = data.dropoutColumns();
        int seen = data.observed(subject);
        for (int j = 1; j <= Math.min(seen, data.dimension() - 1); j++) {
            int row = data.start()[subject] + j;
            double residual = (j < seen ? 1 : 0) - keeps(row);
            for (int k = 0; k < m; k++) {
                into[k] += residual * data.z()[row * m + k];
            }
        }
    }
}
