package hermite.model.lmm.likelihood;

import java.util.List;
import java.util.Optional;

/** Variances and covariances of l'β̂ + m'(û − u) (Henderson 1975, Biometrics 31, 423–447). */
public interface PredictionVariance {
    /**
     * Coefficients of the effects of one subject of a term.
     *
     * @param subject −1 for one that is not in the data, other negative numbers for one that several targets share
     */
    record Part(int term, int subject, int group, double[] coefficients) {}

    /** A combination of fixed and random effects. */
    record Target(double[] fixed, List<Part> random) {}

    /** Row-major covariance matrix of the targets. */
    double[] covariance(List<Target> targets);

    /** The same targets as combinations of the responses; empty where V is not kept by blocks. */
    default Optional<ByResponses> byResponses() {
        return Optional.empty();
    }

    /** Targets as l'β̂ + m'û = b'y, y in the order of the factors of V. */
    interface ByResponses {
        /** b of each target. */
        double[][] weights(List<Target> targets);

        /** Row-major b'V b. */
        double[] covarianceOfWeights(double[][] b);
    }
}
