package hermite.sas.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.sas.source.Place;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kenward and Roger's method for combinations of fixed and random effects where V is not linear in its parameters: a
 * random intercept and autoregressive residuals. Figures by own R code (R 4.2.2, dense matrices; derivatives of the
 * weights b of b'y and of C by numDeriv 2016.8-1.1, second derivatives of V written out; W twice the inverse of the Hessian of −2 log residual likelihood).
 */
class CurvedPredictionsTest {
    private static final String DATA = "data a; do id=1 to 10; do t=1 to 4; x=mod(id,3)+t/3;"
            + " y=2+x+1.5*sin(id*2)+0.9*cos(id*t*1.3)+0.6*sin(id+t); output; end; end; run;\n";

    @TempDir
    Path directory;

    private Table estimates(String method, String statement) {
        ProgramRunner runner = new ProgramRunner(directory);
        Session session = runner.run(DATA + "ods output estimates=e; proc mixed data=a; class id; model y = x / ddfm="
                + method + "; random int / subject=id; repeated / type=ar(1) subject=id; " + statement + " run;");
        assertThat(runner.messages()).noneMatch(l -> l.startsWith("ERROR") || l.startsWith("WARNING"));
        return session.dataSets().read("WORK.E", Place.UNKNOWN);
    }

    private static double number(Table table, String variable, int row) {
        return table.numeric(table.indexOf(variable)).get(row);
    }

    @ParameterizedTest
    @CsvSource({"kr(firstorder), 0.3836311995", "kr, 0.3731552801", "kr2, 0.3614978831", "satterthwaite, 0.3654354147"})
    void standardErrorsOfAPrediction(String method, double error) {
        Table e = estimates(method, "estimate 'a' intercept 1 x 3 | int 1 / subject 1;");
        assertThat(number(e, "Estimate", 0)).isCloseTo(5.954293243, within(1e-6));
        assertThat(number(e, "StdErr", 0)).isCloseTo(error, within(1e-6));
        assertThat(number(e, "DF", 0)).isCloseTo(9.38999561, within(1e-4));
    }

    /** A vanishing random part leaves the fixed effects' covariance, which has a formula without differences. */
    @ParameterizedTest
    @CsvSource({"kr(firstorder)", "kr", "kr2"})
    void withoutRandomPartItIsThatOfTheFixedEffects(String method) {
        Table e = estimates(
                method, "estimate 'f' intercept 1 x 3; estimate 'p' intercept 1 x 3 | int 0.000000001 / subject 1;");
        assertThat(number(e, "StdErr", 1)).isCloseTo(number(e, "StdErr", 0), within(1e-7));
        assertThat(number(e, "DF", 1)).isCloseTo(number(e, "DF", 0), within(1e-4));
    }

    @Test
    void solutionsOfRandomEffectsHaveDegreesOfTheirOwn() {
        ProgramRunner runner = new ProgramRunner(directory);
        runner.run(DATA + "proc mixed data=a; class id; model y = x / ddfm=kr; random int / subject=id s;"
                + " repeated / type=ar(1) subject=id; run;");
        assertThat(runner.messages()).noneMatch(l -> l.contains("degrees of freedom"));
    }
}
