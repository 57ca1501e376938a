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
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Words of PROC MIXED and PROC GLIMMIX about covariances. Two responses at up to three visits of twenty subjects; figures
 * of direct products by own R code (R 4.2.2: the residual log likelihood written out, optim, standard errors by
 * optimHess), of SP(LIN) by nlme 3.1-162, gls(y ~ factor(t), correlation = corLin(form = ~x|id)), whose range is the
 * inverse of the parameter.
 */
class CovarianceWordsTest {
    private static final String VISITS = "data g; do id=1 to 20; do v=1 to 2; do t=1 to 3; x=t+mod(id,3)/2;"
            + " y=10*v+t*(1+v/3)+3*sin(id)*(v=1)+2*sin(id+0.5)*(v=2)+cos(id*t*v*1.7)+0.8*cos(id*7+v+t/2);"
            + " if mod(id*t*v,11) ne 5 then output; end; end; end; run;\n";
    private static final String PAIRS = "data a; do id=1 to 12; g=mod(id,2); do t=1 to 4; x=id+t/10;"
            + " y=t+id*.3+mod(id*t*7,5); b=mod(id*t*3+id,5)>1; output; end; end; run;\n";

    @TempDir
    Path directory;

    private ProgramRunner runner;

    private Session run(String program) {
        runner = new ProgramRunner(directory);
        return runner.run(program);
    }

    private Table table(Session session, String name) {
        assertThat(runner.messages()).noneMatch(l -> l.startsWith("ERROR") || l.startsWith("WARNING"));
        return session.dataSets().read("WORK." + name, Place.UNKNOWN);
    }

    private static double number(Table table, String variable, int row) {
        return table.numeric(table.indexOf(variable)).get(row);
    }

    private void product(String type, double likelihood, double[] estimates, double[] errors, String names) {
        Session session = run(VISITS + "ods output covparms=c fitstatistics=f; proc mixed data=g covtest; class id v t;"
                + " model y = v v*t; repeated v t / type=" + type + " subject=id; run;");
        assertThat(number(table(session, "F"), "Value", 0)).isCloseTo(likelihood, within(1e-6));
        Table parameters = table(session, "C");
        assertThat(parameters.rowCount()).isEqualTo(estimates.length);
        StringBuilder found = new StringBuilder();
        for (int k = 0; k < estimates.length; k++) {
            assertThat(number(parameters, "Estimate", k))
                    .isCloseTo(estimates[k], within(1e-4 * Math.abs(estimates[k])));
            assertThat(number(parameters, "StdErr", k)).isCloseTo(errors[k], within(1e-3 * errors[k]));
            found.append(parameters.character(0).get(k).strip()).append(';');
        }
        assertThat(found).hasToString(names);
    }

    @Test
    void directProductsOfAFreeMatrix() {
        product(
                "un@ar(1)",
                373.458095863,
                new double[] {4.01234575, 0.67020378, 3.24028836, 0.807351601},
                new double[] {0.92777634, 0.58122170, 0.85501361, 0.057349231},
                "v UN(1,1);UN(2,1);UN(2,2);t AR(1);");
        product(
                "un@cs",
                368.304972616,
                new double[] {3.99122605, 0.94118693, 3.29447945, 0.794484971},
                new double[] {0.93591483, 0.57439237, 0.86428162, 0.061043398},
                "v UN(1,1);UN(2,1);UN(2,2);t Corr;");
        product(
                "un@un",
                364.045620755,
                new double[] {
                    4.0751503, 1.08171471, 3.45577572, 0.77236827, 1.08927707, 0.721916741, 0.79157593, 0.81291748
                },
                new double[] {
                    1.0618501, 0.64900991, 0.99795678, 0.13664362, 0.24811182, 0.094262661, 0.170265, 0.16543146
                },
                "v UN(1,1);UN(2,1);UN(2,2);t UN(2,1);UN(2,2);UN(3,1);UN(3,2);UN(3,3);");
    }

    @Test
    void linearDeclineWithDistance() {
        Session session = run(VISITS + "ods output covparms=c fitstatistics=f; proc mixed data=g(where=(v=1));"
                + " class id t; model y = t; repeated / type=sp(lin)(x) subject=id; run;");
        Table parameters = table(session, "C");
        assertThat(number(parameters, "Estimate", 0)).isCloseTo(0.117924566, within(1e-6));
        assertThat(number(parameters, "Estimate", 1)).isCloseTo(5.19587287, within(1e-5));
        assertThat(number(table(session, "F"), "Value", 0)).isCloseTo(190.467197998, within(1e-6));
    }

    /** Morel, Bokossa and Neerchal's covariance about least squares, written out in R 4.2.2 (lm, 12 clusters of 4 rows). */
    @ParameterizedTest
    @CsvSource({
        "mbn, 0.08263618543",
        "mbn(nodf), 0.07645151194",
        "mbn(df d=4 r=0.25), 0.0762012190" + "",
        "mbn(nodf d=1 r=0), 0.08038457625"
    })
    void constantsOfMorelBokossaAndNeerchal(String option, double error) {
        Session session = run(PAIRS + "ods output parameterestimates=p; proc glimmix data=a empirical=" + option
                + "; class id t; model y = x t / s ddfm=none; random _residual_ / subject=id; run;");
        assertThat(number(table(session, "P"), "StdErr", 1)).isCloseTo(error, within(1e-9));
    }

    @Test
    void constantsThatMbnCannotHave() {
        for (String option : new String[] {"mbn(d=0.5)", "mbn(r=2)", "mbn(df nodf)", "root(nodf)"}) {
            run(PAIRS + "proc glimmix data=a empirical=" + option
                    + "; class id; model y = x; random int / subject=id; run;");
            assertThat(runner.messages()).anyMatch(l -> l.startsWith("ERROR: Only EMPIRICAL=MBN takes DF or NODF"));
        }
    }

    /** The odds are the exponentials of the means. */
    @Test
    void oddsWithoutRatios() {
        Session session = run(PAIRS + "ods output lsmeans=l; proc glimmix data=a; class g; model b = g x / dist=binary;"
                + " lsmeans g / odds; run;");
        Table means = table(session, "L");
        assertThat(number(means, "Odds", 0)).isCloseTo(Math.exp(number(means, "Estimate", 0)), within(1e-12));
        assertThat(runner.listing()).doesNotContain("Differences");
    }

    /** Two words for a method of degrees of freedom, and the limits' level of OUTPM= alone. */
    @Test
    void otherNamesOfOptionsOfMixed() {
        String step =
                "ods output tests3=t; proc mixed data=a %s; class id t; model y = x t / %s; random int / subject=id;"
                        + " run;";
        String[][] same = {{"", "ddfm=bw", "dfbw", ""}, {"", "ddfm=contain", "dfbw", "contain"}};
        for (String[] pair : same) {
            Session one = run(PAIRS + step.formatted(pair[0], pair[1]));
            double df = number(table(one, "T"), "DenDF", 0);
            Session other = run(PAIRS + step.formatted(pair[2], pair[3]));
            assertThat(number(table(other, "T"), "DenDF", 0)).isEqualTo(df);
        }
        Session limits = run(PAIRS + "proc mixed data=a; model y = x / alphap=0.5 outpm=o; run;");
        Table out = table(limits, "O");
        assertThat(number(out, "Alpha", 0)).isEqualTo(0.5);
        // the quartile of Student's t with 46 degrees of freedom, qt(0.75, 46) of R 4.2.2
        assertThat((number(out, "Upper", 0) - number(out, "Pred", 0)) / number(out, "StdErrPred", 0))
                .isCloseTo(0.6798606271, within(1e-6));
    }

    /** Words of SAS that are not built are named, and no word of SAS is a syntax error. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repeated t / subject=id type=sp(matern)(x)|ERROR: TYPE=SP(MATERN)(x) is not built yet.",
                "repeated t / subject=id type=sp(expga)(x y)|ERROR: TYPE=SP(EXPGA)(x y) is not built yet.",
                "repeated t / subject=id type=sp(linl)(x)|ERROR: TYPE=SP(LINL)(x) is not built yet.",
                "repeated t / subject=id type=ar(1) local=exp(x)|ERROR: LOCAL=EXP is not built yet.",
                "repeated t / subject=id type=un@ar(1)|ERROR: TYPE=UN@AR(1) needs two CLASS effects",
                "random t / subject=id type=un@cs|ERROR: TYPE=UN@CS needs two CLASS effects",
                "repeated t g / subject=id type=un@ar(2)|ERROR: TYPE=UN@AR cannot have the number 2 here",
                "repeated t / subject=id sscp|WARNING: The option SSCP is not supported yet",
                "random int / subject=id; parms (1) (1) / noprint|WARNING: The option NOPRINT is not supported yet",
            })
    void wordsThatAreNotBuiltAreNamed(String statement, String message) {
        run(PAIRS + "proc mixed data=a; class id t g; model y = x; " + statement + "; run;");
        assertThat(runner.messages()).anyMatch(l -> l.startsWith(message)).noneMatch(l -> l.contains("22-322"));
    }

    @ParameterizedTest
    @CsvSource({
        "ABSOLUTE, proc",
        "ANOVAF, proc",
        "ORD, proc",
        "RANKS, proc",
        "FULLX, model",
        "XPVIX, model",
        "XPVIXI, model"
    })
    void optionsOfMixedThatAreNotBuiltAreNamed(String word, String place) {
        String proc = place.equals("proc") ? word : "";
        String model = place.equals("proc") ? "" : word;
        run(PAIRS + "proc mixed data=a " + proc + "; class id; model y = x / " + model
                + "; random int / subject=id; run;");
        assertThat(runner.messages()).contains("WARNING: The option " + word + " is not supported yet and is ignored.");
    }

    /** The rows stand in the order of id, so that it may be left out of CLASS. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mixed data=a; class %s g; model y = x; random int / subject=id",
                "mixed data=a; class %s t; model y = x; repeated t / subject=id type=ar(1)",
                "glimmix data=a; class %s g; model b = x / dist=binary; random int / subject=id",
                "glimmix data=a; class %s t; model y = x; random t / subject=id type=cs residual",
                "glimmix data=a method=laplace; class %s t; model b = x / dist=binary; random int / subject=id"
            })
    void subjectsBeginWhereANumberChanges(String step) {
        double[] estimates = new double[2];
        for (int k = 0; k < 2; k++) {
            Session session =
                    run(PAIRS + "ods output covparms=c; proc " + String.format(step, k == 0 ? "id" : "") + "; run;");
            estimates[k] = number(table(session, "C"), "Estimate", 0);
        }
        assertThat(estimates[1]).isCloseTo(estimates[0], within(1e-9));
    }

    @Test
    void numbersThatStandApartAreNoSubjects() {
        run(PAIRS + "proc mixed data=a; class id; model y = x; random int / subject=t; run;");
        assertThat(runner.messages())
                .anyMatch(l -> l.startsWith("ERROR: Numeric variable t of SUBJECT= or GROUP= is not in the CLASS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rspl", "laplace"})
    void aNegativeBinomialScaleOfZeroIsSaidToBePoisson(String method) {
        run(
                "data c; do id=1 to 15; do t=1 to 4; y=3+mod(id*t*5+id,3); output; end; end; run; proc glimmix data=c method="
                        + method + "; class id; model y = t / dist=negbin; random int / subject=id; run;");
        assertThat(runner.messages())
                .anyMatch(l ->
                        l.startsWith("NOTE: The scale of the negative binomial distribution was estimated as zero"));
    }
}
