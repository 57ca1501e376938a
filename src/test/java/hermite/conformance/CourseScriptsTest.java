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
                        "Multiple R-squared:  0.1136,\tAdjusted R-squared:  0.112 ");
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
                        "factor(situation)3 -0.149347   0.065825  -2.269   0.0233 *",
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

    private static double number(String out, String school) {
        return out.lines()
                .filter(line -> line.startsWith(school + " "))
                .mapToDouble(line -> Double.parseDouble(line.strip().split("\\s+")[1]))
                .findFirst()
                .orElseThrow();
    }

    private String run(String script, String... arguments) throws IOException {
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
        int status = new ScriptRun(session).run(Files.readString(Path.of("scripts", script)), script);
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
