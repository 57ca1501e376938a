package hermite.model.lmm;

import hermite.model.CentredColumns;
import hermite.model.lmm.likelihood.PredictionVariance;
import hermite.model.lmm.likelihood.PredictionVariance.Part;
import hermite.model.lmm.likelihood.PredictionVariance.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Combinations of fixed and random effects of a fit, and predictions of rows, with their standard errors. */
public final class LmmPredictor {
    private final LmmSpec spec;
    private final CentredColumns centred;
    private final LmmFit fit;
    private final PredictionVariance variances;

    /** @param variances of the model with centred columns */
    LmmPredictor(LmmSpec spec, CentredColumns centred, LmmFit fit, PredictionVariance variances) {
        this.spec = spec;
        this.centred = centred;
        this.fit = fit;
        this.variances = variances;
    }

    /**
     * Coefficients of a combination, to be filled in.
     *
     * @param fixed one a column of X
     */
    public final class Combination {
        private final double[] fixed;
        private final List<Part> parts = new ArrayList<>();

        private Combination(double[] fixed) {
            this.fixed = fixed;
        }

        /** @param subject −1 for one that is not in the data: predicted as zero */
        public Combination with(int term, int subject, int group, double[] coefficients) {
            parts.add(new Part(term, subject, group, coefficients.clone()));
            return this;
        }

        public double estimate() {
            double sum = 0;
            for (int j = 0; j < fixed.length; j++) {
                sum += fixed[j] * fit.beta()[j];
            }
            for (Part part : parts) {
                int q = part.coefficients().length;
                for (int c = 0; c < q && part.subject() >= 0; c++) {
                    sum += part.coefficients()[c]
                            * fit.effects().get(part.term()).estimates()[part.subject() * q + c];
                }
            }
            return sum;
        }

        private Target target() {
            return new Target(centred.combination(fixed), parts);
        }
    }

    public Combination combination(double[] fixed) {
        return new Combination(fixed.clone());
    }

    /** Standard error of prediction, the estimation of β taken into account. */
    public double standardError(Combination combination) {
        return Math.sqrt(Math.max(0, covariance(List.of(combination))[0]));
    }

    /** Of each combination the weights of the responses; empty where V is not kept by blocks. */
    public Optional<double[][]> weights(List<Combination> combinations) {
        return variances.byResponses().map(v -> v.weights(targets(combinations)));
    }

    /** Covariances of the responses weighted so, row-major; empty where there are no weights. */
    public Optional<double[]> covarianceOfWeights(double[][] weights) {
        return variances.byResponses().map(v -> v.covarianceOfWeights(weights));
    }

    /** Covariances of several combinations, row-major. */
    public double[] covariance(List<Combination> combinations) {
        return variances.covariance(targets(combinations));
    }

    private static List<Target> targets(List<Combination> combinations) {
        return combinations.stream().map(Combination::target).toList();
    }
}
