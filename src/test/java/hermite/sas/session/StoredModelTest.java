package hermite.sas.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.sas.source.Place;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that keep a fit by STORE and use it by PROC PLM. Ice cream: 141 tastings of three brands in five categories.
 * Figures of generalized logits by own R code (R 4.2.2: Newton's steps from nnet 7.3-18's multinom, covariance the
 * inverse of the information), of cumulative logits by ordinal 2022.11.16, clm(factor(taste) ~ b + x), of beta
 * regression by glmmTMB 1.1.5, beta_family(), whose standard errors of predictors at an observation are delta-method ones.
 */
class StoredModelTest {
    private static final String ICE = "data ice; do brand=1 to 3; do taste=1 to 5; input n @@; do i=1 to n;"
            + " x=mod(i,7)/2; output; end; end; end; datalines;\n7 9 20 10 4 3 6 15 16 10 12 14 8 5 2\n;\nrun;\n";
    private static final String BETA =
            "data b; do i=1 to 40; x=i/40; g=mod(i,2);" + " y=0.2+0.5*x*0.9+0.1*g+0.05*sin(i*i); output; end; run;\n";

    @TempDir
    Path directory;

    private ProgramRunner runner;

    private Session run(String program) {
        runner = new ProgramRunner(directory);
        return runner.run(program);
    }

    private Table table(Session session, String name) {
        assertThat(runner.messages()).noneMatch(l -> l.startsWith("ERROR"));
        return session.dataSets().read("WORK." + name, Place.UNKNOWN);
    }

    private static double number(Table table, String variable, int row) {
        return table.numeric(table.indexOf(variable)).get(row);
    }

    private static String text(Table table, String variable, int row) {
        return table.character(table.indexOf(variable)).get(row).strip();
    }

    @Test
    void probabilitiesOfGeneralizedLogits() {
        Session session = run(ICE + "proc glimmix data=ice; class brand; model taste = brand x / dist=mult link=glogit;"
                + " store s / label='tastes'; run; proc plm restore=s; score data=ice out=p pred=p std=se lclm uclm / ilink;"
                + " score data=ice out=e pred=p std=se; score data=ice out=o pred=p / ilink obscat; run;");
        Table p = table(session, "P");
        double[][] expected = {
            {0.14113109212, 0.0576933487, 0.0602496416, 0.2963506892},
            {0.16841838283, 0.0608152583, 0.0790347336, 0.3233931785},
            {0.38257661775, 0.0819644991, 0.237798644, 0.551698178},
            {0.21015323506, 0.0678696274, 0.105974544, 0.373912418},
            {0.09772067224, 0.0503074179, 0.0338603844, 0.2507606825}
        };
        assertThat(p.rowCount()).isEqualTo(141 * 5);
        String[] names = {"p", "se", "LCLM", "UCLM"};
        for (int level = 0; level < 5; level++) {
            assertThat(text(p, "_LEVEL_", level)).isEqualTo(Integer.toString(level + 1));
            for (int k = 0; k < names.length; k++) {
                assertThat(number(p, names[k], level)).as(names[k]).isCloseTo(expected[level][k], within(1e-7));
            }
        }
        Table e = table(session, "E");
        assertThat(number(e, "p", 0)).isCloseTo(0.367576064, within(1e-7));
        assertThat(number(e, "se", 0)).isCloseTo(0.701307062, within(1e-7));
        assertThat(number(e, "p", 4)).isZero();
        assertThat(Missing.isMissing(number(e, "se", 4))).isTrue();
        Table observed = table(session, "O");
        assertThat(observed.rowCount()).isEqualTo(141);
        assertThat(number(observed, "p", 0)).isEqualTo(number(p, "p", 0));
        assertThat(text(observed, "_LEVEL_", 140)).isEqualTo("5");
    }

    @Test
    void estimatesAndTestsOfGeneralizedLogits() {
        Session session = run(
                ICE + "proc glimmix data=ice; class brand; model taste = brand x / dist=mult link=glogit;"
                        + " store s; run; ods output estimates=e tests3=t parameterestimates=b storeinfo=i lsmeans=l;"
                        + " proc plm restore=s; show parameters; estimate 'one-two' brand 1 -1; test brand; lsmeans brand; run;");
        Table estimates = table(session, "E");
        assertThat(estimates.rowCount()).isEqualTo(4);
        assertThat(text(estimates, "taste", 1)).isEqualTo("2");
        assertThat(number(estimates, "Estimate", 1)).isCloseTo(1.323527159, within(1e-7));
        assertThat(number(estimates, "StdErr", 1)).isCloseTo(0.794440722, within(1e-7));
        Table tests = table(session, "T");
        assertThat(number(tests, "FValue", 0)).isCloseTo(2.9297929, within(1e-6));
        assertThat(number(tests, "NumDF", 0)).isEqualTo(8);
        assertThat(number(tests, "DenDF", 0)).isEqualTo(137);
        Table parameters = table(session, "B");
        assertThat(text(parameters, "taste", 5)).isEqualTo("2");
        assertThat(text(parameters, "brand", 5)).isEqualTo("1");
        Table information = table(session, "I");
        assertThat(text(information, "Value", 5)).isEqualTo("Generalized Logit");
        assertThat(text(information, "Value", 6)).isEqualTo("Multinomial");
        assertThat(table(session, "L").rowCount()).isEqualTo(12);
    }

    /** The predictor of the second threshold at brand 1, x = 0.5, and the difference of brands, which has no level. */
    @Test
    void cumulativeLogits() {
        Session session = run(ICE + "proc glimmix data=ice; class brand; model taste = brand x / dist=mult link=clogit;"
                + " store s; run; ods output estimates=e parameterestimates=b; proc plm restore=s; show parameters;"
                + " score data=ice out=p pred=p std=se; estimate 'one' brand 1 0 -1 / category=separate; run;");
        Table p = table(session, "P");
        assertThat(p.rowCount()).isEqualTo(141 * 4);
        assertThat(number(p, "p", 1)).isCloseTo(-0.703891976, within(1e-6));
        assertThat(number(p, "se", 1)).isCloseTo(0.311562192, within(1e-6));
        Table estimates = table(session, "E");
        assertThat(estimates.rowCount()).isEqualTo(1);
        assertThat(number(estimates, "Estimate", 0)).isCloseTo(-1.01922071757, within(1e-6));
        Table parameters = table(session, "B");
        assertThat(parameters.rowCount()).isEqualTo(8);
        assertThat(number(parameters, "Estimate", 3)).isCloseTo(3.18128503320, within(1e-6));
    }

    @Test
    void categoriesOfAnEstimate() {
        String fit = ICE
                + "proc glimmix data=ice; class brand; model taste = brand x / dist=mult link=glogit; store s; run;";
        Session session = run(fit + " ods output estimates=e; proc plm restore=s; estimate 'one-two' brand 1 -1 /"
                + " category=('2' 4); run;");
        Table estimates = table(session, "E");
        assertThat(estimates.rowCount()).isEqualTo(2);
        assertThat(number(estimates, "Estimate", 0)).isCloseTo(1.323527159, within(1e-7));
        assertThat(text(estimates, "taste", 1)).isEqualTo("4");
        run(fit + " proc plm restore=s; estimate 'e' brand 1 -1 / category='7'; run;");
        assertThat(runner.messages())
                .contains(
                        "ERROR: CATEGORY=7 names no level of taste that has a linear predictor: expecting 1, 2, 3, 4.");
    }

    /**
     * One tasting a person: under independence the probabilities of a one-way model are the proportions, with standard
     * errors √(p(1−p)/n); closed forms.
     */
    @Test
    void nominalEstimatingEquations() {
        Session session = run(ICE + "data ids; set ice; id=_n_; run; proc gee data=ids; class id brand;"
                + " model taste = brand / dist=mult link=glogit; repeated subject=id; store s; run;"
                + " proc plm restore=s; score data=ids out=p pred=p std=se / ilink; run;");
        Table p = table(session, "P");
        double[] counts = {7, 9, 20, 10, 4};
        for (int level = 0; level < 5; level++) {
            double share = counts[level] / 50;
            assertThat(number(p, "p", level)).isCloseTo(share, within(1e-7));
            assertThat(number(p, "se", level)).isCloseTo(Math.sqrt(share * (1 - share) / 50), within(1e-7));
        }
    }

    @Test
    void betaRegression() {
        Session session = run(BETA + "proc glimmix data=b; class g; model y = g x / dist=beta; store s; run;"
                + " ods output storeinfo=i; proc plm restore=s; score data=b out=p pred=p std=se r=r; run;");
        Table p = table(session, "P");
        assertThat(number(p, "p", 0)).isCloseTo(-0.7978613949, within(1e-6));
        assertThat(number(p, "se", 0)).isCloseTo(0.0511558302, within(1e-6));
        assertThat(text(table(session, "I"), "Value", 6)).isEqualTo("Beta");
    }

    /** predict(lm(y ~ g + x), interval = "prediction"), R 4.2.2; GENMOD's: the variance divided by n and normal limits. */
    @Test
    void predictionLimitsOfNormalResponses() {
        String score = " store s; run; proc plm restore=s; score data=b out=p pred=p lcl ucl lclm; run;";
        for (String procedure : List.of("glimmix", "mixed")) {
            Table p = table(run(BETA + "proc " + procedure + " data=b; class g; model y = g x;" + score), "P");
            assertThat(number(p, "LCL", 0)).isCloseTo(0.2362807714, within(1e-8));
            assertThat(number(p, "UCL", 1)).isCloseTo(0.2820505246, within(1e-8));
            assertThat(number(p, "LCLM", 1)).isCloseTo(0.1823683582, within(1e-8));
        }
        double variance = 0.001233817524 * 37 / 40;
        double leverage = Math.pow((0.3868 - 0.2363) / (2 * 2.0261924630291), 2) / 0.001233817524 - 1;
        Table p = table(run(BETA + "proc genmod data=b; class g; model y = g x;" + score), "P");
        assertThat(number(p, "UCL", 0) - number(p, "p", 0))
                .isCloseTo(1.959963985 * Math.sqrt(variance * (1 + leverage)), within(1e-4));
        Table mixed =
                table(run(BETA + "proc mixed data=b; class g; model y = x; random int / subject=g;" + score), "P");
        assertThat(Missing.isMissing(number(mixed, "LCL", 0))).isTrue();
        assertThat(runner.messages())
                .contains("WARNING: Prediction limits (LCL, UCL) exist only for independent normal responses with the"
                        + " identity link; they are missing.");
    }

    private static final String GROUPS = "data g; do t=1 to 2; do i=1 to 6; x=i; y=t*i+mod(i,2); output; end; end; run;"
            + " proc genmod data=g; by t; model y = x; store s; run;";

    /** Each BY group has its own line; its slope by least squares from the sums: 67/35 and 32/35 more than t. */
    @Test
    void rowsAreScoredByTheirGroup() {
        Session session = run(GROUPS + " data n; set g; if i=6 then t=9; run;"
                + " proc plm restore=s; score data=n out=p; where t=2; score data=n out=q; run;");
        Table p = table(session, "P");
        // y = t x + 1, 0, 1, 0, 1, 0: the line through (x, mod) has slope -3/35 and mean 1/2 at 3.5
        for (int row = 0; row < 12; row++) {
            int t = 1 + row / 6;
            double x = 1 + row % 6;
            double expected = t * x + 0.5 - 3.0 / 35 * (x - 3.5);
            double found = number(p, "Predicted", row);
            assertThat(Missing.isMissing(found)).isEqualTo(x == 6);
            if (x < 6) {
                assertThat(found).isCloseTo(expected, within(1e-9));
            }
            boolean chosen = t == 2 && x < 6;
            assertThat(Missing.isMissing(number(table(session, "Q"), "Predicted", row)))
                    .isEqualTo(!chosen);
        }
        assertThat(runner.messages())
                .contains(
                        "NOTE: 2 observations belong to no BY group of the item store that the statement is about; their"
                                + " statistics are missing.");
    }

    @Test
    void whereChoosesGroupsAndFilterRows() {
        Session session = run(GROUPS + " ods output parameterestimates=b estimates=e; proc plm restore=s; where t > 1;"
                + " show parameters; filter estimate > 1.5 and prob < 0.05; estimate 'a' x 1, 'b' x 0.1;"
                + " score data=g out=p; run;");
        assertThat(table(session, "B").rowCount()).isEqualTo(2);
        Table estimates = table(session, "E");
        assertThat(estimates.rowCount()).isEqualTo(1);
        assertThat(number(estimates, "Estimate", 0)).isCloseTo(2 - 3.0 / 35, within(1e-9));
        assertThat(table(session, "P").rowCount()).isEqualTo(12);
        run(GROUPS + " proc plm restore=s; filter estimat > 0; run;");
        assertThat(runner.messages())
                .anyMatch(l -> l.startsWith("ERROR") && l.toLowerCase().contains("estimat"));
        run(GROUPS + " proc plm restore=s; where t=3; run;");
        assertThat(runner.messages())
                .contains("ERROR: No BY group of item store WORK.S satisfies the WHERE statement.");
        run(BETA + "proc genmod data=b; model y=x; store s; run; proc plm restore=s; where x=3; run;");
        assertThat(runner.messages())
                .contains("ERROR: The WHERE statement needs BY groups, and item store WORK.S has none.");
    }
}
