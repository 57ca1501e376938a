package hermite.sas.proc.marginal.fitting;

import hermite.model.gee.MarginalFit;
import hermite.model.gee.influence.SmallSampleCovariance;
import hermite.model.glm.GlmFit;
import hermite.model.inference.ChiSquareTest;
import hermite.sas.proc.marginal.binding.GenmodSample;
import hermite.sas.proc.postfit.PostFitModel;
import java.util.List;
import java.util.Optional;

/**
 * What one BY group's model gave.
 *
 * @param marginal with REPEATED
 * @param smallSample with COVARIANCE= of REPEATED: takes the place of the empirical covariance in tests
 * @param contrastTest of CONTRAST unless Wald tests are wanted
 * @param denominatorDf n - p where the scale was estimated by Pearson's chi-square or the deviance: tests are F tests too
 */
public record GenmodAnalysis(
        GenmodSample sample,
        GlmFit glm,
        Optional<MarginalFit> marginal,
        Optional<SmallSampleCovariance> smallSample,
        List<EffectTest> typeThree,
        PostFitModel.ContrastTest contrastTest,
        Optional<Double> denominatorDf,
        LikelihoodAnalysis likelihood) {

    public record EffectTest(String source, ChiSquareTest test) {}

    /** The estimates that are reported and stored. */
    public double[] coefficients() {
        return marginal.map(MarginalFit::estimates).orElse(glm.estimates());
    }

    /** Their covariance: empirical for marginal models. */
    public double[] covariance() {
        if (smallSample.isPresent()) {
            return smallSample.get().covariance();
        }
        return marginal.map(MarginalFit::empiricalCovariance).orElse(glm.covariance());
    }

    public boolean[] aliased() {
        return marginal.map(MarginalFit::aliased).orElse(glm.aliased());
    }

    public double[] crossProducts() {
        return marginal.map(MarginalFit::crossProducts).orElse(glm.crossProducts());
    }
}
