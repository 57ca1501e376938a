package hermite.sas.proc.genmod;

import static hermite.sas.proc.genmod.LikelihoodOptionsTest.number;
import static hermite.sas.proc.genmod.LikelihoodOptionsTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * WEIGHT, limits of the scale on its own scale, and where iterations start. Figures: R 4.2.2; likelihoods as the GENMOD
 * chapter writes them, the weight dividing the dispersion, maximised by nlm and Newton steps of numDeriv 2016.8-1.1,
 * errors sqrt(diag(solve(hessian))); weights 1 + (0:23) %% 3.
 */
class WeightAndStartTest {
    private static Table data() {
        return SmallSample.with("w y", (i, n) -> new double[] {1 + i % 3, n + 0.5 + 0.1 * (i % 4)});
    }

    private static MemoryContext fit(String statements) {
        return run("WORK.A", data(), "proc genmod data=a; " + statements + "; run;");
    }

    private static void check(OutputTable table, String error, double[] estimates, double[] errors) {
        for (int i = 0; i < estimates.length; i++) {
            assertThat(number(table, i, "Estimate")).isCloseTo(estimates[i], within(2e-7));
            assertThat(number(table, i, error)).isCloseTo(errors[i], within(2e-7));
        }
    }

    /**
     * Poisson and binomial also by glm(n ~ x, poisson, weights = w), glm(b ~ x, binomial, weights = w); normal by
     * lm(n ~ x, weights = w) with the variance sum(w e²) / 24 and logLik() of it.
     */
    @ParameterizedTest
    @CsvSource({
        "n = x / dist=poisson, -0.172210120960, 0.345414869923, 1, 0.241239661159, 0.109992936773, 0, -77.8235156482",
        "b(event='1') = x / dist=bin, -0.930633261166, 0.684008749509, 1, 0.524991035006, 0.289613328039, 0, NaN",
        "n = x, 0.758333333333, 0.508333333333, 1.94159513459, 0.468939776399, 0.250658854045, NaN, -42.8117237892",
        "y = x / dist=gamma link=log, 0.147179778427, 0.374595677390, 1.07380844063, 0.256298689504, 0.143430460567,"
                + " 0.285977037086, -38.9336550666",
        "y = x / dist=ig link=log, -0.0894478500419, 0.581319115977, 0.830035756142, 0.258445999562, 0.242915187079,"
                + " 0.119805341811, -38.4529033812",
        "k = x / dist=negbin, 0.794149600475, 0.108726308840, 2.42941411674, 0.489534981666, 0.272453263000,"
                + " 1.08813570579, -52.9506480197",
    })
    void weightsDivideTheDispersion(
            String model,
            double intercept,
            double slope,
            double scale,
            double interceptError,
            double slopeError,
            double scaleError,
            double fullLogLikelihood) {
        MemoryContext context = fit("weight w; model " + model + (model.contains("/") ? "" : " /") + " converge=1e-11");
        OutputTable table = context.tablesNamed("ParameterEstimates").get(0);
        check(table, "StdErr", new double[] {intercept, slope}, new double[] {interceptError, slopeError});
        assertThat(number(table, 2, "Estimate")).isCloseTo(scale, within(1e-6));
        if (!Double.isNaN(scaleError)) {
            assertThat(number(table, 2, "StdErr")).isCloseTo(scaleError, within(1e-6));
        }
        if (!Double.isNaN(fullLogLikelihood)) {
            OutputTable criteria = context.tablesNamed("ModelFit").get(0);
            assertThat(number(criteria, 5, "Value")).isCloseTo(fullLogLikelihood, within(1e-8));
        }
    }

    /**
     * Equations of Liang and Zeger written out in R, V = phi A½ W-½ R W-½ A½, moment estimators as in SAS with residuals
     * times sqrt(w), iterated to 1e-13. geepack 1.3.9, geeglm(n ~ x, poisson, id = id, weights = w), gives the figures of
     * IND: its moment estimators differ for the others.
     */
    @ParameterizedTest
    @CsvSource({
        "ind, -0.17221012096, 0.345414869923, 0.371605245757, 0.136363903993, 0.406783233240, 0.185472331517,"
                + " 1.68622037586",
        "exch, -0.148117725442, 0.346227621601, 0.368744130033, 0.133649140904, 0.412980717445, 0.168119173604,"
                + " 1.66568004251",
        "ar, -0.180385503248, 0.347559145161, 0.373465094059, 0.136635180997, 0.422775959829, 0.189463619279,"
                + " 1.69045323569",
    })
    void weightsInEstimatingEquations(
            String type,
            double intercept,
            double slope,
            double interceptError,
            double slopeError,
            double interceptModelError,
            double slopeModelError,
            double scale) {
        MemoryContext context = fit("class id; weight w; model n = x / dist=poisson; repeated subject=id / modelse"
                + " converge=1e-11 maxiter=300 type=" + type);
        double[] estimates = {intercept, slope};
        check(context.tablesNamed("GEEEmpPEst").get(0), "Stderr", estimates, new double[] {interceptError, slopeError});
        OutputTable modelBased = context.tablesNamed("GEEModPEst").get(0);
        check(modelBased, "Stderr", estimates, new double[] {interceptModelError, slopeModelError});
        assertThat(number(modelBased, 2, "Estimate")).isCloseTo(scale, within(1e-7));
    }

    /** estimate -+ 1.96 errors, of sigma in dnorm(n, a + b x, sigma) and of k in dnbinom(k, size = 1 / k). */
    @Test
    void limitsOfTheScaleOnItsOwnScale() {
        OutputTable normal = fit("model n = x / nologscale")
                .tablesNamed("ParameterEstimates")
                .get(0);
        assertThat(number(normal, 2, "LowerWaldCL")).isCloseTo(0.987012878573, within(1e-8));
        assertThat(number(normal, 2, "UpperWaldCL")).isCloseTo(1.765763497700, within(1e-8));
        OutputTable negative = fit("model k = x / dist=negbin nologscale converge=1e-11")
                .tablesNamed("ParameterEstimates")
                .get(0);
        assertThat(number(negative, 2, "LowerWaldCL")).isCloseTo(0.214908096213, within(1e-6));
        assertThat(number(negative, 2, "UpperWaldCL")).isCloseTo(2.507169661680, within(1e-6));
        OutputTable logarithm =
                fit("model n = x").tablesNamed("ParameterEstimates").get(0);
        assertThat(number(logarithm, 2, "LowerWaldCL")).isCloseTo(1.0372431536, within(1e-8));
    }

    /** uniroot(tol = 1e-13) of twice the drop of logLik(glm(n ~ x, poisson)) with one coefficient in the offset. */
    @ParameterizedTest
    @CsvSource({"1e-1", "1e-4", "1e-9"})
    void profileLimitsAreExactWhateverTheTolerance(String tolerance) {
        OutputTable table = fit("model n = x / dist=poisson lrci ciconv=" + tolerance)
                .tablesNamed("ParameterEstimates")
                .get(0);
        assertThat(number(table, 0, "LowerLRCL")).isCloseTo(-0.979660617804, within(1e-6));
        assertThat(number(table, 0, "UpperLRCL")).isCloseTo(0.397018021648, within(1e-6));
        assertThat(number(table, 1, "LowerLRCL")).isCloseTo(0.0674400580536, within(1e-6));
        assertThat(number(table, 1, "UpperLRCL")).isCloseTo(0.6897106070030, within(1e-6));
    }

    /**
     * One step of the joint equations from the coefficients of glm(b ~ x, binomial) and the log odds ratio given, by the R
     * program conformance/marginal/amenorrhea-odds-ratios/alr.R; and their solution, which no start changes.
     */
    @ParameterizedTest
    @CsvSource({
        "maxiter=1, -1.08732326394, 0.724951006065, 0.251018701137",
        "maxiter=1 alphainit=1, -1.07928283192, 0.724700428855, 0.197399992082",
        "maxiter=1 alphainit=-0.5, -1.09316098803, 0.725145077067, 0.255672033018",
        "alphainit=1, -1.08482883370, 0.724884991968, 0.252743681478",
        "alphainit=-0.5, -1.08482883370, 0.724884991968, 0.252743681478",
    })
    void logOddsRatiosStartWhereAlphainitSays(String options, double intercept, double slope, double alpha) {
        OutputTable table = fit("class id; model b(event='1') = x / dist=bin converge=1e-11; repeated subject=id /"
                        + " logor=exch converge=1e-10 " + options)
                .tablesNamed("GEEEmpPEst")
                .get(0);
        double[] expected = {intercept, slope, alpha};
        for (int i = 0; i < 3; i++) {
            assertThat(number(table, i, "Estimate")).isCloseTo(expected[i], within(1e-8));
        }
    }
}
