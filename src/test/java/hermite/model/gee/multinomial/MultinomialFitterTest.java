package hermite.model.gee.multinomial;

import static hermite.model.Printed.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.Link;
import hermite.model.StandardLink;
import hermite.model.gee.ClusteredObservations;
import hermite.model.gee.LogOddsRatios;
import hermite.model.inference.ChiSquareTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Multinomial responses of the insomnia trial. Robust figures of the cumulative logit model: the documentation of the
 * R package repolr, corr.mod = "independence". All others: R 4.2.2, the estimating equations written from their
 * definitions (SOURCE.md of the conformance case insomnia says how), derivatives by central differences.
 */
class MultinomialFitterTest {
    private static final ClusteredObservations DATA = Insomnia.clustered();

    private static MultinomialFit cumulative(Link link) {
        double[] start = {-2, -1, 0.3, 0, 0, 0};
        return MultinomialFitter.fit(MultinomialSpecification.of(new CategoryModel.Cumulative(link), 4), DATA, start);
    }

    private static MultinomialSpecification ratios(boolean byCuts) {
        return MultinomialSpecification.of(new CategoryModel.Cumulative(StandardLink.LOGIT), 4)
                .withAssociation(new GlobalOddsRatios(new LogOddsRatios.Exchangeable(), 3, byCuts))
                .withTolerance(1e-12);
    }

    private static double[] errors(double[] covariance) {
        int p = (int) Math.round(Math.sqrt(covariance.length));
        double[] errors = new double[p];
        for (int j = 0; j < p; j++) {
            errors[j] = Math.sqrt(covariance[j * p + j]);
        }
        return errors;
    }

    @Test
    void independenceOfCumulativeLogits() {
        MultinomialFit fit = cumulative(StandardLink.LOGIT);
        assertPrints(fit.estimates(), "-2.26708899 -0.95146176 0.35173977 0.03361002 1.03807641 0.70775891");
        assertPrints(errors(fit.empiricalCovariance()), "0.2187606 0.1809172 0.1784232 0.2384374 0.1675855 0.2435197");
        assertPrints(errors(fit.modelBasedCovariance()), "0.2027367 0.1784822 0.1726860 0.2368973 0.2375992 0.3341759");
    }

    @Test
    void independenceOfOtherCumulativeLinks() {
        MultinomialFit probit = cumulative(StandardLink.PROBIT);
        assertPrints(probit.estimates(), "-1.3309474 -0.5548843 0.2308097 0.0098621 0.6081926 0.4229072");
        assertPrints(
                errors(probit.empiricalCovariance()), "0.1250306 0.1088729 0.1086183 0.1444312 0.1013220 0.1478853");
        MultinomialFit cloglog = cumulative(StandardLink.CLOGLOG);
        assertPrints(cloglog.estimates(), "-2.0403297 -1.0105753 -0.1741865 0.0515369 0.6484625 0.4745793");
        assertPrints(
                errors(cloglog.empiricalCovariance()), "0.1638579 0.1326114 0.1209232 0.1671537 0.1112089 0.1715003");
        assertPrints(
                errors(cloglog.modelBasedCovariance()), "0.1553286 0.1332499 0.1223835 0.1711607 0.1604044 0.2235502");
    }

    /** For each column the levels 1 to 3 against level 4. */
    @Test
    void independenceOfGeneralizedLogits() {
        MultinomialFit fit = MultinomialFitter.fit(
                MultinomialSpecification.of(new CategoryModel.GeneralizedLogit(), 4), DATA, new double[12]);
        assertPrints(
                fit.estimates(),
                "-1.2927683 -0.9360934 -0.3764776 -0.0724726 0.0816780 0.2152094 1.5078797 1.0845134 0.7129498"
                        + " 1.1483455 1.2638270 -0.0051380");
        assertPrints(
                errors(fit.empiricalCovariance()),
                "0.3017224 0.2638330 0.2194978 0.4423193 0.3753458 0.3073367 0.3275683 0.3274360 0.2703902"
                        + " 0.5265739 0.5306614 0.5076873");
        double[][] interaction = new double[3][12];
        for (int r = 0; r < 3; r++) {
            interaction[r][9 + r] = 1;
        }
        ChiSquareTest score = MultinomialFitter.score(fit, DATA, interaction);
        assertThat(score.df()).isEqualTo(3);
        assertThat(score.statistic()).isCloseTo(12.21531151, within(1e-6));
    }

    @Test
    void scoreTestsRefitUnderTheHypothesis() {
        MultinomialFit fit = cumulative(StandardLink.LOGIT);
        double[] expected = {0.01958636691, 29.65575319, 8.333934892};
        for (int j = 0; j < 3; j++) {
            double[][] row = new double[1][6];
            row[0][3 + j] = 1;
            assertThat(MultinomialFitter.score(fit, DATA, row).statistic()).isCloseTo(expected[j], within(1e-6));
        }
        double[][] both = {{0, 0, 0, 1, 0, 0}, {0, 0, 0, 0, 0, 1}};
        assertThat(MultinomialFitter.score(fit, DATA, both).statistic()).isCloseTo(12.42223798, within(1e-6));
    }

    @Test
    void oneGlobalOddsRatio() {
        double[] start = cumulative(StandardLink.LOGIT).estimates();
        MultinomialFit fit = MultinomialFitter.fit(ratios(false), DATA, start);
        assertPrints(fit.estimates(), "-2.2706901 -0.9508943 0.3475328 0.0431987 1.0405911 0.6979308");
        assertPrints(fit.logOddsRatios(), "1.6877088");
        assertPrints(
                errors(fit.jointCovariance()), "0.2183783 0.1810302 0.1785436 0.2383233 0.1678703 0.2434554 0.2481324");
        assertPrints(errors(fit.modelBasedCovariance()), "0.2076652 0.1792774 0.1724625 0.2367738 0.1765566 0.2454995");
    }

    @Test
    void globalOddsRatiosByPairOfCuts() {
        double[] start = cumulative(StandardLink.LOGIT).estimates();
        MultinomialFit fit = MultinomialFitter.fit(ratios(true), DATA, start);
        assertPrints(fit.estimates(), "-2.2605598 -0.9476647 0.3508659 0.0339982 1.0432437 0.7017438");
        assertPrints(fit.logOddsRatios(), "1.1934795 0.5839057 0.3156484 0.6464719 0.4127127 1.1359775");
        assertPrints(
                errors(fit.jointCovariance()),
                "0.2171589 0.1806401 0.1777254 0.2381091 0.1662456 0.2418694 0.4566584 0.3691956 0.4837746 0.5427003"
                        + " 0.5219688 0.6487773");
    }

    /** Where the margins are those of the model the global odds ratio of each pair of cuts is the table's own. */
    @Test
    void saturatedTableOfTwoVisitsHasItsOwnOddsRatios() {
        int[][] table = {{20, 7, 3}, {7, 15, 8}, {3, 8, 29}};
        List<double[]> x = new ArrayList<>();
        List<Integer> y = new ArrayList<>();
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                for (int i = 0; i < table[a][b]; i++) {
                    x.add(new double[] {1});
                    y.add(a);
                    x.add(new double[] {1});
                    y.add(b);
                }
            }
        }
        MultinomialSpecification specification = MultinomialSpecification.of(
                        new CategoryModel.Cumulative(StandardLink.LOGIT), 3)
                .withAssociation(new GlobalOddsRatios(new LogOddsRatios.Exchangeable(), 2, true))
                .withTolerance(1e-12);
        MultinomialFit fit = MultinomialFitter.fit(specification, Insomnia.pairs(x, y), new double[] {-1, 0.5});
        // Cells of the tables cut after (1, 1), (1, 2), (2, 2).
        double first = Math.log(20.0 * 60 / (10 * 10));
        double mixed = Math.log(27.0 * 37 / (3 * 33));
        double second = Math.log(49.0 * 29 / (11 * 11));
        assertThat(fit.logOddsRatios()[0]).isCloseTo(first, within(1e-9));
        assertThat(fit.logOddsRatios()[0] + fit.logOddsRatios()[1]).isCloseTo(mixed, within(1e-9));
        assertThat(fit.logOddsRatios()[0] + fit.logOddsRatios()[2]).isCloseTo(second, within(1e-9));
        assertThat(fit.estimates()[0]).isCloseTo(Math.log(0.3 / 0.7), within(1e-9));
        assertThat(fit.estimates()[1]).isCloseTo(Math.log(0.6 / 0.4), within(1e-9));
    }

    /** With odds ratios that no joint distribution has there are no standard errors, and the verdict says why. */
    @Test
    void responsesThatAlwaysAgreeEndInAVerdict() {
        List<double[]> x = new ArrayList<>();
        List<Integer> y = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            x.add(new double[] {1});
            x.add(new double[] {1});
            y.add(i % 3);
            y.add(i % 3);
        }
        MultinomialSpecification specification = MultinomialSpecification.of(
                        new CategoryModel.Cumulative(StandardLink.LOGIT), 3)
                .withAssociation(new GlobalOddsRatios(new LogOddsRatios.Exchangeable(), 2, false));
        MultinomialFit fit = MultinomialFitter.fit(specification, Insomnia.pairs(x, y), new double[] {-0.7, 0.7});
        assertThat(fit.verdict().isConverged()).isFalse();
        assertThat(fit.verdict().advice()).isNotEmpty();
    }
}
