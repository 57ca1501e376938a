package hermite.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.SharedData;
import hermite.r.ScriptRun;
import hermite.r.eval.session.RSession;
import hermite.r.lib.Libraries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The two R programs in scripts against the figures of the course page they follow: J. Wang, University of Chicago, STAT
 * 347, data example 7 (2021), as quoted in ../shared/spec/published_results.md, section 1.
 */
class CourseScriptsTest {
    @TempDir
    Path directory;

    @Test
    @EnabledIf("hermite.SharedData#available")
    void smokingStudyPrintsThePublishedLines() throws IOException {
        String out = run(
                "smoking.R",
                SharedData.path("data/Smoking.dat").toAbsolutePath().toString());
        assertThat(out.lines().toList())
                .contains(
                        "Linear mixed model fit by REML ['lmerMod']",
                        "REML criterion at convergence: 5374.3",
                        "-2.5202 -0.6975 -0.0177  0.6875  3.1630 ",
                        " class    (Intercept) 0.06853  0.2618  ",
                        " school   (Intercept) 0.03925  0.1981  ",
                        " Residual             1.60108  1.2653  ",
                        "Number of obs: 1600, groups:  class, 135; school, 28",
                        "(Intercept)  1.78493    0.11295  15.803",
                        "PTHK         0.30524    0.02590  11.786",
                        "SC           0.47147    0.11330   4.161",
                        "TV           0.01956    0.11330   0.173",
                        "PTHK -0.493              ",
                        "SC   -0.503  0.025       ",
                        "TV   -0.521  0.015 -0.002",
                        "Residual standard error: 1.303 on 1596 degrees of freedom",
                        "Multiple R-squared:  0.1136,\tAdjusted R-squared:  0.112 ",
                        "(Intercept)  1.73734    0.07866  22.088  < 2e-16 ***",
                        "PTHK         0.32525    0.02589  12.561  < 2e-16 ***",
                        "SC           0.47987    0.06529   7.350 3.15e-13 ***",
                        "TV           0.04534    0.06518   0.696    0.487    ",
                        "F-statistic: 68.21 on 3 and 1596 DF,  p-value: < 2.2e-16");
        // lme4 stops its search a little short: its predictions agree to five parts in a million
        assertThat(number(out, "193")).isCloseTo(0.013358240, within(1e-6));
        assertThat(number(out, "410")).isCloseTo(-0.264121739, within(2e-6));
        assertThat(number(out, "508")).isCloseTo(0.243465025, within(2e-6));
    }

    @Test
    void abortionSurveyMeetsThePublishedFits() throws IOException {
        String out = run("abortion.R");
        List<String> lines = out.lines().toList();
        assertThat(lines)
                .contains(
                        "Scale parameter in mixing distribution:  8.736 gaussian ",
                        "        LR p-value for H_0: sigma = 0:  0 ",
                        "Residual deviance: 4579 on 5545 degrees of freedom \tAIC: 4589 ",
                        "  4588.5   4621.7  -2289.3   4578.5     5545 ",
                        " case   (Intercept) 76.32    8.736   ",
                        "Number of obs: 5550, groups:  case, 1850",
                        "(Intercept)         0.023940   0.055528   0.431   0.6664  ",
                        "gender              0.003582   0.054138   0.066   0.9472  ",
                        "factor(situation)2 -0.097329   0.065783  -1.480   0.1390  ",
                        "factor(situation)3 -0.149347   0.065825  -2.269   0.0233 *",
                        "AIC: 7692.2",
                        "gender      -0.727              ",
                        "    Null deviance: 7689.5  on 5549  degrees of freedom",
                        "Residual deviance: 7684.2  on 5546  degrees of freedom");
        // glmmML 1.1.6 and glmer: -0.54230 (0.1572), -0.83470 (0.1601); gender 0.01258 differs in its last digit
        // because
        // both stop at a relative change of about 1e-7 of a likelihood that is flat there
        assertThat(lines).anyMatch(l -> l.startsWith("factor(situation)2 -0.54230   0.1572 "));
        assertThat(lines).anyMatch(l -> l.startsWith("factor(situation)3 -0.83470   0.160"));
        assertThat(lines).anyMatch(l -> l.startsWith("(Intercept)         0.21596    0.376"));
        assertThat(lines).anyMatch(l -> l.startsWith("factor(situation)2 -0.54230    0.15715  -3.451"));
        assertThat(Files.readString(directory.resolve("Rplots.svg"))).contains("conditional", "marginal");
    }

    /**
     * The companion notes to Agresti's Categorical Data Analysis (published_results.md, section 2) fit the same model by
     * glmmML with 50 points from sigma 9; more digits, and 70 points, by glmmML 1.1.6. glmmML stops its search with
     * gender 2e-6 and its standard errors up to 4 in the fourth digit beside the maximum, at the same deviance.
     */
    @Test
    @EnabledIf("hermite.SharedData#available")
    void randomInterceptsWithFiftyAndSeventyPointsFromAGivenSigma() throws IOException {
        String out = runText(
                """
                library(glmmML)
                A <- read.table(commandArgs(TRUE)[1], header = TRUE)
                A$z1 <- as.numeric(A$situation == 1)
                A$z2 <- as.numeric(A$situation == 2)
                for (n in c(50, 70)) {
                  g <- glmmML(response ~ gender + z1 + z2, cluster = case, data = A, family = binomial, method = "ghq",
                              n.points = n, start.sigma = 9)
                  cat(format(c(g$coefficients, g$sigma, g$deviance, g$coef.sd), digits = 10), "\\n")
                }
                """, SharedData.path("data/Abortion.dat").toAbsolutePath().toString());
        List<double[]> rows = out.lines()
                .map(line -> Arrays.stream(line.strip().split("\\s+"))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        double[][] expected = {
            {-0.622221, 0.012724, 0.835865, 0.292900, 8.787878, 4578.394, 0.3811, 0.4936, 0.1599, 0.1568},
            {-0.618745, 0.012587, 0.834703, 0.292400, 8.735849, 4578.545}
        };
        assertThat(rows).hasSize(2);
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < expected[row].length; column++) {
                double closeness = column < 5 ? 3.5e-6 : column == 5 ? 1e-3 : 4e-4;
                assertThat(rows.get(row)[column])
                        .as("%d points, figure %d", 50 + 20 * row, column)
                        .isCloseTo(expected[row][column], within(closeness));
            }
        }
    }

    private static double number(String out, String school) {
        return out.lines()
                .filter(line -> line.startsWith(school + " "))
                .mapToDouble(line -> Double.parseDouble(line.strip().split("\\s+")[1]))
                .findFirst()
                .orElseThrow();
    }

    private String run(String script, String... arguments) throws IOException {
        return runText(Files.readString(Path.of("scripts", script)), arguments);
    }

    private String runText(String program, String... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new java.util.ArrayList<>(List.of("hermite", "--args"));
        all.addAll(List.of(arguments));
        RSession session = new RSession.Builder()
                .out(new PrintStream(out, true, StandardCharsets.UTF_8))
                .err(new PrintStream(err, true, StandardCharsets.UTF_8))
                .directory(directory)
                .arguments(all)
                .libraries(Libraries.all())
                .build();
        int status = new ScriptRun(session).run(program, "script.R");
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
