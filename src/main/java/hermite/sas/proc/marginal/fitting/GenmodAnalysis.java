package hermite.sas.proc.marginal.fitting;

import hermite.model.Verdict;
import hermite.model.gee.MarginalFit;
import hermite.model.gee.influence.SmallSampleCovariance;
import hermite.model.gee.multinomial.MultinomialFit;
import hermite.model.glm.GlmFit;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FittedCoefficients;
import hermite.sas.proc.marginal.binding.GenmodSample;
import hermite.sas.proc.postfit.PostFitModel;
import java.util.List;
import java.util.Optional;

/**
 * What one BY group's model gave.
 *
 * @param marginal with REPEATED; empty where the fit that it would start from is separated
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

    /**
     * Whether a marginal model was asked for and there are no estimates of it: nothing of it can be reported, tested or
     * kept.
     */
    public boolean isWithoutEstimates() {
        return isWithoutEstimates(sample, marginal);
    }

    static boolean isWithoutEstimates(GenmodSample sample, Optional<MarginalFit> marginal) {
        return sample.clusters().isPresent()
                && marginal.map(GenmodAnalysis::isMeaningless).orElse(true);
    }

    /** A multinomial response has no working covariance only where a probability is 0. */
    private static boolean isMeaningless(MarginalFit fit) {
        return switch (fit.verdict().outcome()) {
            case NOT_POSITIVE_DEFINITE, INVALID_MEAN -> true;
            case WORKING_COVARIANCE_NOT_POSITIVE_DEFINITE ->
                fit instanceof MultinomialFit && fit.logOddsRatios().length == 0;
            default -> false;
        };
    }

    /** How the fit that the step asks for ended. */
    public Verdict verdict() {
        return marginal.map(MarginalFit::verdict).orElseGet(glm::verdict);
    }

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

    /** What inference about linear combinations needs: the near fit where columns were moved. */
    public FittedCoefficients fitted() {
        double[] estimates = marginal.map(fit -> fit.nearest().estimates())
                .orElseGet(() -> glm.nearest().estimates());
        double[] near = smallSample
                .map(SmallSampleCovariance::nearCovariance)
                .or(() -> marginal.map(fit -> fit.nearest().empiricalCovariance()))
                .orElseGet(() -> glm.nearest().covariance());
        boolean withDegreesOfFreedom = smallSample.isPresent() && denominatorDf.isPresent();
        return new FittedCoefficients(
                sample.terms(),
                estimates,
                near,
                crossProducts(),
                withDegreesOfFreedom ? DegreesOfFreedom.fixed(denominatorDf.get()) : DegreesOfFreedom.INFINITE,
                marginal.map(MarginalFit::columns).orElseGet(glm::columns));
    }

    public boolean[] aliased() {
        return marginal.map(MarginalFit::aliased).orElse(glm.aliased());
    }

    public double[] crossProducts() {
        return marginal.map(MarginalFit::crossProducts).orElse(glm.crossProducts());
    }
}
