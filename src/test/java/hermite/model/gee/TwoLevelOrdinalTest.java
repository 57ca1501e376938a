package hermite.model.gee;

import static hermite.model.Printed.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.StandardLink;
import hermite.model.gee.multinomial.CategoryModel;
import hermite.model.gee.multinomial.GlobalOddsRatios;
import hermite.model.gee.multinomial.MultinomialFit;
import hermite.model.gee.multinomial.MultinomialFitter;
import hermite.model.gee.multinomial.MultinomialSpecification;
import org.junit.jupiter.api.Test;

/** Global odds ratios of a response with two levels are those of alternating logistic regressions. */
class TwoLevelOrdinalTest {
    /** SAS/STAT documentation, "Log Odds Ratios and the ALR Algorithm"; the outcome 1 is category 0. */
    @Test
    void respiratoryFiguresOfTheBinaryAlgorithm() {
        MarginalData data = MarginalModels.respiratoryDocumentation();
        ClusteredObservations clustered = data.clustered();
        double[] swapped = clustered.observations().response();
        for (int i = 0; i < swapped.length; i++) {
            swapped[i] = 1 - swapped[i];
        }
        LogOddsRatios structure = new LogOddsRatios.FullyParameterized(4);
        MultinomialSpecification specification = MultinomialSpecification.of(
                        new CategoryModel.Cumulative(StandardLink.LOGIT), 2)
                .withAssociation(new GlobalOddsRatios(structure, 1, false));
        MultinomialFit fit = MultinomialFitter.fit(specification, clustered, new double[6]);
        assertPrints(fit.estimates(), "-0.9266 1.2611 0.6287 0.1024 -0.0162 1.8980");
        assertPrints(fit.logOddsRatios(), "1.6109 1.0771 1.5875 2.1224 1.8818 2.1046");
        assertPrints(
                GeePublishedTest.errors(fit.jointCovariance(), 12),
                "0.4513 0.3406 0.3486 0.4362 0.0125 0.3404 0.4892 0.4834 0.4735 0.5022 0.4686 0.4949");
        AlrFit binary = AlrPublishedTest.fit(data, structure);
        for (int j = 0; j < 6; j++) {
            assertThat(fit.estimates()[j]).isCloseTo(binary.estimates()[j], within(1e-8));
            assertThat(fit.logOddsRatios()[j]).isCloseTo(binary.logOddsRatios()[j], within(1e-7));
        }
        for (int k = 0; k < 144; k++) {
            assertThat(fit.jointCovariance()[k]).isCloseTo(binary.jointCovariance()[k], within(1e-8));
        }
    }
}
