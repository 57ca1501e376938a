package hermite.sas.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Small data on which a GENMOD fit must fail, and what the log then says: SAS's own line first, the levels and
 * observations at fault, a statement to try. That the responses are separated, cells empty and columns dependent is
 * seen in the data lines; numbers of observations are their places in them.
 */
class MarginalVerdictsTest {
    private static final String[] DATA = {
        "options ls=256;",
        "data sites; input g $ y n x @@; datalines;",
        "a 0 10 1 a 3 10 2 b 5 10 1 b 6 10 2 c 0 10 1 c 0 10 2",
        ";",
        "data dose; input id t y x @@; z = 2*x + 1; k = 7; datalines;",
        "1 1 0 1 1 2 0 2 2 1 0 3 2 2 0 4 3 1 1 5 3 2 1 6 4 1 1 7 4 2 1 8",
        ";",
        "data cells; input a $ b $ y @@; datalines;",
        "p u 1 p v 2 q u 3 p u 2 p v 4 q u 5 r u 1 r v 2 r u 3 r v 7",
        ";",
        "data counts; input trt $ n x @@; datalines;",
        "A 3 1 A 1 2 A 4 3 B 0 1 B 0 2 B 0 3",
        ";",
        "data plane; input y x1 x2 @@; datalines;",
        "1 1 3 1 2 4 1 3 5 0 1 1 0 2 2 0 3 3 1 1 2 0 2 2.5",
        ";",
        "data grades; input g $ x y @@; z = 2*x + 1; id = _n_; datalines;",
        "a 1 1 a 2 1 a 3 1 a 4 1 b 1 1 b 2 2 b 3 3 b 4 2 c 1 1 c 2 3 c 3 2 c 4 3 c 5 3 b 5 1",
        ";",
        "data steps; input x y v $ @@; id = _n_; datalines;",
        "1 1 p 2 1 p 3 1 p 4 2 q 5 2 q 6 3 r 7 3 r",
        ";",
        "data kinds; input g $ y n @@; do i = 1 to n; id + 1; x = mod(id*7, 5); output; end; datalines;",
        "a 1 3 a 3 4 b 1 2 b 2 3 b 3 1 c 1 4 c 2 1",
        ";",
        "data far; do t = 1 to 9; x = 1e8 + t; y = mod(t, 4); output; end; run;",
        "data twins; do id = 1 to 6; do t = 1 to 3; x = mod(7*id + 3*t, 5); y = (id > 3) + 0;"
                + " if id = 3 and t = 3 then y = 1; output; end; end; run;",
        "data pairs; do id = 1 to 8; y = (id > 4); do t = 1 to 3; x = t; w = -1; output; end; end; run;",
        "data nothing; do i = 1 to 6; x = i; g = mod(i, 2); y = 0; n = g*i; o = .; big = 1e300*i; output; end; run;",
    };
    private static final String QUESTIONABLE =
            "WARNING: The negative of the Hessian is not positive definite. The convergence is questionable.";
    private static final String INFINITE =
            "NOTE: The maximum likelihood estimate does not exist (it would be infinite). To get one, ";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        proc genmod data=sites; class g; model y/n = g x / dist=bin; # NOTE: Quasi-complete separation: every observation with g=c has no event (observations 5-6). # merge g=c with other levels by a format in a FORMAT statement, or leave the effect out of the MODEL statement.
        proc genmod data=sites; class g / param=ref; model y/n = g x / dist=bin link=cll; # NOTE: Quasi-complete separation: every observation with g=c has no event (observations 5-6). # merge g=c with other levels by a format in a FORMAT statement, or leave the effect out of the MODEL statement.
        proc genmod data=dose descending; model y = x / dist=bin; # NOTE: Complete separation: x alone predicts the response without error: y=0 for values up to 4 and y=1 from 5 (observations 1-8). # leave it out of the MODEL statement, or use coarser values.
        proc genmod data=dose; model y = x / dist=bin link=probit; # NOTE: Complete separation: x alone predicts the response without error: y=0 for values up to 4 and y=1 from 5 (observations 1-8). # leave it out of the MODEL statement, or use coarser values.
        proc genmod data=dose descending; class id; model y = id / dist=bin; # NOTE: Complete separation: every observation with id=1 has y=0 (observations 1-2). # merge id=1, id=2, id=3, id=4 with other levels by a format in a FORMAT statement, or leave the effect out of the MODEL statement.
        proc genmod data=counts; class trt; model n = trt x / dist=poisson; # NOTE: Quasi-complete separation: every observation with trt=B has n=0 (observations 4-6). # merge trt=B with other levels by a format in a FORMAT statement, or leave the effect out of the MODEL statement.
        proc genmod data=counts; class trt; model n = trt x / dist=geometric; # NOTE: Quasi-complete separation: every observation with trt=B has n=0 (observations 4-6). # merge trt=B with other levels by a format in a FORMAT statement, or leave the effect out of the MODEL statement.
        proc genmod data=plane descending; model y = x1 x2 / dist=bin; # NOTE: Complete separation: x1, x2 together predict the response of observations 1-8 without error. # leave one of them out of the MODEL statement, or use coarser values.
        """)
    void separationNamesWhatSeparates(String program, String finding, String advice) {
        List<String> messages = messages(program);
        assertThat(messages).contains(finding, INFINITE + advice);
        assertThat(messages.indexOf(QUESTIONABLE)).isNotNegative().isLessThan(messages.indexOf(finding));
    }

    /** Levels of a multinomial response that covariates rule out: which, by what, where. */
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        proc genmod data=grades; class g; model y = g / dist=mult; # NOTE: Quasi-complete separation: every observation with g=a has y=1 (observations 1-4). # merge g=a with other levels by a format in a FORMAT statement, or leave the effect out of the MODEL statement.
        proc genmod data=grades; class g; model y = g x / dist=mult link=cumprobit; # NOTE: Quasi-complete separation: every observation with g=a has y=1 (observations 1-4). # merge g=a with other levels by a format in a FORMAT statement, or leave the effect out of the MODEL statement.
        proc genmod data=steps; model y = x / dist=mult; # NOTE: Complete separation: x alone predicts the response without error: y=1 from 1 to 3, y=2 from 4 to 5, y=3 from 6 to 7 (observations 1-7). # leave it out of the MODEL statement, or use coarser values.
        proc gee data=steps; class id; model v = x / dist=mult link=glogit; repeated subject=id; # NOTE: Complete separation: x alone predicts the response without error: v=p from 1 to 3, v=q from 4 to 5, v=r from 6 to 7 (observations 1-7). # leave it out of the MODEL statement, or use coarser values.
        proc gee data=kinds; class g id; model y = g x / dist=mult link=glogit; repeated subject=id; # NOTE: Quasi-complete separation: no observation with g=a has y=2 (observations 1-7). # merge g=a, g=c with other levels by a format in a FORMAT statement, or leave the effect out of the MODEL statement.
        proc gee data=kinds; class g id; model y = g x / dist=mult link=glogit; repeated subject=id; # NOTE: Quasi-complete separation: no observation with g=c has y=3 (observations 14-18). # merge g=a, g=c with other levels by a format in a FORMAT statement, or leave the effect out of the MODEL statement.
        """)
    void levelsOfAMultinomialResponseThatAreRuledOutAreNamed(String program, String finding, String advice) {
        assertThat(messages(program)).contains(finding, INFINITE + advice);
    }

    /** g=a has no y=2, yet the model of cumulative logits has finite estimates. */
    @org.junit.jupiter.api.Test
    void anAbsentMiddleLevelDoesNotSeparateCumulativeLogits() {
        assertThat(messages("proc genmod data=kinds; class g; model y = g x / dist=mult;"))
                .contains("NOTE: Algorithm converged.")
                .noneMatch(m -> m.contains("separation"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        proc genmod data=grades; class g; model y = x z / dist=mult; # NOTE: z is a linear combination of other columns of the model, Intercept + 2*x: its parameter is set to 0. Leave one of them out of the MODEL statement.
        proc gee data=kinds; class g id; model y = x i n / dist=mult link=glogit; repeated subject=id; #
        proc genmod data=sites; class g; model n = g x; #
        proc genmod data=sites; class g; model x = g y; #
        proc genmod data=cells; class a b; model y = a b; #
        proc genmod data=cells; class a b; model y = a b(a); #
        proc genmod data=cells; class a b; model y = a|b; # NOTE: No observation has a=q and b=v, an empty cell of a*b: parameters set to 0 for that reason: 1. Merge levels, or leave the effect out of the MODEL statement.
        proc genmod data=dose; model y = x z; # NOTE: z is a linear combination of other columns of the model, Intercept + 2*x: its parameter is set to 0. Leave one of them out of the MODEL statement.
        proc genmod data=dose; model y = x k; # NOTE: k is 7*Intercept in all observations, or differs from it too little to be told apart: its parameter is set to 0. Leave it out of the MODEL statement, or subtract its mean in a DATA step.
        proc mixed data=dose; class id; model y = x k; random intercept / subject=id; # NOTE: k is 7*Intercept in all observations, or differs from it too little to be told apart: its parameter is set to 0. Leave it out of the MODEL statement, or subtract its mean in a DATA step.
        proc glimmix data=dose method=quad; class id; model t = x k / dist=poisson; random intercept / subject=id; # NOTE: k is 7*Intercept in all observations, or differs from it too little to be told apart: its parameter is set to 0. Leave it out of the MODEL statement, or subtract its mean in a DATA step.
        proc glimmix data=dose; class id; model t = x k / dist=poisson; random intercept / subject=id; # NOTE: k is 7*Intercept in all observations, or differs from it too little to be told apart: its parameter is set to 0. Leave it out of the MODEL statement, or subtract its mean in a DATA step.
        proc mixed data=far; model y = x; # NOTE: x is 1.0E8*Intercept in all observations, or differs from it too little to be told apart: its parameter is set to 0. Leave it out of the MODEL statement, or subtract its mean in a DATA step.
        proc genmod data=dose; class id; model y = id|x z; # NOTE: z is a linear combination of other columns of the model, Intercept + 2*x: its parameter is set to 0. Leave one of them out of the MODEL statement.
        proc genmod data=dose; class id / param=ref; model y = z x; # NOTE: x is a linear combination of other columns of the model, -0.5*Intercept + 0.5*z: its parameter is set to 0. Leave one of them out of the MODEL statement.
        """)
    void parametersThatTheDataDoNotDetermineAreNamed(String program, String finding) {
        List<String> found =
                messages(program).stream().filter(m -> m.contains("set to 0")).toList();
        assertThat(found).isEqualTo(finding == null ? List.of() : List.of(finding));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        proc genmod data=twins descending; class id t; model y = x / dist=bin; repeated subject=id / within=t type=un; # NOTE: Try REPEATED ... / TYPE=EXCH or TYPE=AR.
        """)
    void clustersWithoutVariationAreNamed(String program, String advice) {
        assertThat(messages(program))
                .containsSubsequence(
                        "ERROR: Error in estimation routine.",
                        "NOTE: In 5 of the 6 clusters of two observations and more all responses are equal, for example"
                                + " in observations 1-6, 10-15: a correlation within clusters can hardly be estimated.",
                        advice);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        proc genmod data=twins; class id t; model x = y; repeated subject=id / within=t type=user(1 .9 -.9 .9 1 .9 -.9 .9 1); # ERROR: Error in estimation routine. # NOTE: Try another matrix in REPEATED ... / TYPE=USER(...), or TYPE=EXCH.
        proc genmod data=twins; class id t; model y = x / dist=bin maxiter=1; # WARNING: Iteration limit exceeded. # NOTE: Try MODEL ... / MAXITER=4.
        proc genmod data=twins; class id t; model x = y / dist=poisson; repeated subject=id / type=ar maxiter=1; # WARNING: Iteration limit exceeded. # NOTE: Try REPEATED ... / MAXITER=4, or REPEATED ... / TYPE=IND.
        proc genmod data=dose descending; class id; model y = x / dist=bin; repeated subject=id / initial=0; # ERROR: Error in estimation routine. # NOTE: The information matrix is singular at the last estimates: fitted means are at a limit of their range; leave out covariates that predict the response without error, or use a simpler working correlation.
        """)
    void otherFailuresComeWithAStatementToTry(String program, String first, String advice) {
        assertThat(messages(program)).containsSubsequence(first, advice);
    }

    /** What runs to infinity is no start for estimating equations: no table, data set or store of a marginal model. */
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        proc genmod data=dose descending; class id; model y = x / dist=bin type3; repeated subject=id / type=exch modelse
        proc genmod data=dose descending; class id; model y = x / dist=bin type3 wald; repeated subject=id / logor=exch
        proc gee data=dose descending; class id; model y = x / dist=bin type3; repeated subject=id / type=ar
        proc genmod data=steps; class id; model y = x / dist=mult type3; repeated subject=id
        """)
    void aSeparatedStartEndsAMarginalModel(String program) {
        ProgramRunner runner =
                run(program + "; estimate 'x' x 1; output out=o pred=p; store s; run; proc plm restore=s; run;");
        assertThat(runner.messages())
                .contains("ERROR: Error in estimation routine.", "ERROR: Item store WORK.S does not exist.")
                .noneMatch(m -> m.contains("WORK.O") || m.contains("defect"))
                .anyMatch(m -> m.startsWith("NOTE: Complete separation: x alone predicts the response without error"));
        assertThat(runner.listing())
                .contains("WARNING: The algorithm did not converge")
                .doesNotContain("Standard Error Estimates")
                .doesNotContain("Standard Error")
                .doesNotContain("Estimate Results")
                .doesNotContain("Type 3");
    }

    @org.junit.jupiter.api.Test
    void aNominalResponseThatIsSeparatedHasNoTableEither() {
        ProgramRunner runner = run(
                "proc gee data=steps; class id; model v = x / dist=mult link=glogit type3; repeated subject=id; run;");
        assertThat(runner.messages()).contains("ERROR: Error in estimation routine.");
        assertThat(runner.listing())
                .contains("WARNING: The algorithm did not converge")
                .doesNotContain("Parameter Estimates")
                .doesNotContain("Type 3");
    }

    /** One group without variation of the response does not take the others along. */
    @org.junit.jupiter.api.Test
    void aGroupThatCannotBeFittedDoesNotStopTheOthers() {
        ProgramRunner runner =
                run("data both; set twins; y2 = (mod(id + t, 2) = 0); g = (id > 3); if g = 0 then y2 = 1; run;"
                        + " proc genmod data=both; by g; class id; model y2 = t / dist=bin; repeated subject=id;"
                        + " ods output geeemppest=e; run; proc print data=e; var g parm; run;");
        assertThat(runner.messages())
                .containsSubsequence(
                        "ERROR: All observations have the same response.  No statistics are computed.",
                        "NOTE: The above message was for the following BY group: g=0",
                        "NOTE: Algorithm converged.",
                        "NOTE: The data set WORK.E has 2 observations and 8 variables.");
    }

    /** What the data are that leave no estimate, whatever the distribution. */
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        proc genmod data=nothing; model y = x / dist=poisson; # NOTE: The response is y=0 in all observations: a mean of 0 is the limit of the fit, and no coefficient has an estimate. There is nothing to model.
        proc genmod data=nothing; model y = x / dist=negbin; # NOTE: The response is y=0 in all observations: a mean of 0 is the limit of the fit, and no coefficient has an estimate. There is nothing to model.
        proc genmod data=nothing; model y = x / dist=zip; zeromodel; # NOTE: The response is y=0 in all observations: a mean of 0 is the limit of the fit, and no coefficient has an estimate. There is nothing to model.
        proc genmod data=nothing; model y = x / dist=tweedie; # NOTE: The response is y=0 in all observations: a mean of 0 is the limit of the fit, and no coefficient has an estimate. There is nothing to model.
        proc genmod data=nothing; class g; model n = g / dist=zip; zeromodel; # NOTE: Quasi-complete separation: every observation with g=0 has n=0 (observations 2, 4, 6).
        proc genmod data=nothing; class g; model n = g / dist=tweedie; # NOTE: Quasi-complete separation: every observation with g=0 has n=0 (observations 2, 4, 6).
        proc genmod data=nothing; model x = big / dist=poisson; # NOTE: The squares of big are too large to compute with: its parameter is set to 0. Divide it by a power of ten in a DATA step.
        proc genmod data=nothing; model x = i / dist=poisson offset=o; # NOTE: None of the 6 observations is used: o is missing in 6.
        proc genmod data=pairs; weight w; model y = x / dist=normal; # NOTE: None of the 24 observations is used: the weight w is not positive in 24.
        proc genmod data=pairs descending; class id; model y = x / dist=bin; repeated subject=id / type=exch; # NOTE: The exchangeable correlation 1.0000 is not positive definite for clusters of 3 observations; use a working correlation with fewer parameters.
        proc genmod data=pairs descending; class id; model y = x / dist=bin; repeated subject=id / type=exch; # NOTE: In 8 of the 8 clusters of two observations and more all responses are equal, for example in observations 1-12: a correlation within clusters can hardly be estimated.
        proc genmod data=pairs; class id; model y = x / dist=normal; repeated subject=id / type=user(1 .9 -.9 .9 1 .9 -.9 .9 1); # NOTE: Try another matrix in REPEATED ... / TYPE=USER(...), or TYPE=EXCH.
        """)
    void dataWithoutAnEstimateAreDescribed(String program, String finding) {
        assertThat(messages(program)).contains(finding);
    }

    /** Programs write either of two names for the table of Type 3 tests. */
    @org.junit.jupiter.api.Test
    void theTableOfTypeThreeTestsHasTwoNames() {
        ProgramRunner runner = run("proc genmod data=dose; class id; model x = id / type3; ods select ModelANOVA;"
                + " ods output genmod.ModelANOVA=t; run;");
        assertThat(runner.listing())
                .contains("LR Statistics For Type 3 Analysis")
                .doesNotContain("Model Information");
        assertThat(runner.messages()).contains("NOTE: The data set WORK.T has 1 observations and 4 variables.");
    }

    /** Names after a keyword of OUTPUT are new ones: they need not be in the data set. */
    @org.junit.jupiter.api.Test
    void namesOfDeletionStatisticsAreNew() {
        List<String> found = messages("proc genmod data=dose; class id; model x = t;"
                + " repeated subject=id; output out=o dfbeta=b0 b1 dfbetac=c0 c1; run;");
        assertThat(found).noneMatch(m -> m.startsWith("ERROR"));
        assertThat(found).contains("NOTE: The data set WORK.O has 8 observations and 10 variables.");
    }

    private List<String> messages(String program) {
        return run(program).messages();
    }

    private ProgramRunner run(String program) {
        ProgramRunner runner = new ProgramRunner(directory).interactive();
        String[] lines = java.util.Arrays.copyOf(DATA, DATA.length + 1);
        lines[DATA.length] = program + " run;";
        runner.run(lines);
        return runner;
    }
}
