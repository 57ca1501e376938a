package hermite.sas.proc.marginal.fitting;

import hermite.model.glm.ProfileLimits;
import hermite.model.inference.ChiSquareTest;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of the maximum likelihood fit beyond its estimates.
 *
 * @param typeOne the sequence of models, each with one effect more
 * @param profile limits of the coefficients, then of the scale; empty without LRCI
 */
public record LikelihoodAnalysis(List<Step> typeOne, Optional<List<ProfileLimits.Limits>> profile) {
    public static final LikelihoodAnalysis NONE = new LikelihoodAnalysis(List.of(), Optional.empty());

    public LikelihoodAnalysis {
        typeOne = List.copyOf(typeOne);
    }

    /**
     * A model of the sequence.
     *
     * @param fit deviance, or twice the log likelihood where the dispersion is estimated by maximum likelihood
     * @param test against the model before; empty for the first
     */
    public record Step(String source, double fit, Optional<ChiSquareTest> test) {}
}
