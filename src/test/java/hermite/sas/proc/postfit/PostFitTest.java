package hermite.sas.proc.postfit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.CharacterColumn;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.ParsedSteps;
import hermite.sas.proc.genmod.GenmodProcedure;
import hermite.sas.proc.plm.PlmProcedure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Post-fit statements as written, against R 4.2.2 with emmeans 1.8.4-1. Models: {@code g <- glm(y ~ a + b + x, poisson)},
 * {@code h <- glm(y ~ a*b + x, poisson)}, both with epsilon = 1e-14, on the 14 rows of {@link #table}.
 */
class PostFitTest {
    private static final String G = "proc genmod data=d; class a b; model y=a b x / dist=poisson converge=1e-10; ";
    private static final String H = "proc genmod data=d; class a b; model y=a|b x / dist=poisson converge=1e-10; ";

    static Table table() {
        return new Table(
                List.of(
                        Variable.character("a", 1),
                        Variable.character("b", 1),
                        Variable.numeric("x"),
                        Variable.numeric("y"),
                        Variable.numeric("u")),
                List.of(
                        CharacterColumn.of(List.of("11111222233333".split(""))),
                        CharacterColumn.of(List.of("uuvvwuvvwuuvww".split(""))),
                        new NumericColumn(new double[] {1, 3, 2, 5, 4, 2, 6, 1, 3, 5, 2, 4, 1, 7}),
                        new NumericColumn(new double[] {5, 7, 8, 11, 8, 4, 10, 6, 7, 12, 10, 10, 9, 15}),
                        new NumericColumn(new double[] {1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0})),
                14);
    }

    private static MemoryContext run(String program) {
        MemoryContext context = new MemoryContext().with("WORK.D", table());
        return new ParsedSteps(context, new GenmodProcedure(), new PlmProcedure()).run(program + " run;");
    }

    private static double number(OutputTable table, int row, String column) {
        int place = names(table).indexOf(column);
        return ((Cell.Number) table.rows().get(row).get(place)).value();
    }

    /** Printed cells of each row, joined by blanks. */
    private static List<String> rows(OutputTable table) {
        List<String> rows = new ArrayList<>();
        for (List<Cell> row : table.rows()) {
            List<String> cells = new ArrayList<>();
            for (int j = 0; j < row.size(); j++) {
                OutputColumn column = table.columns().get(j);
                Cell cell = row.get(j);
                if (!column.isPrinted() || cell instanceof Cell.Blank) {
                    continue;
                }
                cells.add(
                        cell instanceof Cell.Number number
                                ? column.format().print(number.value())
                                : cell instanceof Cell.Text text ? text.value() : ((Cell.Shown) cell).text());
            }
            rows.add(String.join(" ", cells));
        }
        return rows;
    }

    private static List<String> rows(MemoryContext context, String table) {
        return rows(context.tablesNamed(table).get(0));
    }

    private static List<String> names(OutputTable table) {
        return table.columns().stream().map(OutputColumn::variable).toList();
    }

    /** summary(emmeans(g, ~ a)) and its type = "response". */
    @Test
    void leastSquaresMeansWithLimitsAndMeans() {
        MemoryContext context = run(G + "lsmeans a / cl ilink;");
        assertThat(rows(context, "LSMeans"))
                .containsExactly(
                        "1 2.0668 0.1623 12.73 <.0001 0.05 1.7486 2.3849 7.8993 1.2823 5.7467 10.8583",
                        "2 1.8932 0.1976 9.58 <.0001 0.05 1.5059 2.2805 6.6407 1.3122 4.5084 9.7817",
                        "3 2.3553 0.1447 16.27 <.0001 0.05 2.0716 2.6390 10.5416 1.5258 7.9379 13.9993");
        assertThat(names(context.tablesNamed("LSMeans").get(0)))
                .containsExactly(
                        "Effect",
                        "a",
                        "Estimate",
                        "StdErr",
                        "zValue",
                        "Probz",
                        "Alpha",
                        "Lower",
                        "Upper",
                        "Mu",
                        "StdErrMu",
                        "LowerMu",
                        "UpperMu");
    }

    /** summary(pairs(emmeans(g, ~ a)), adjust = "tukey", infer = TRUE). */
    @Test
    void differencesAdjustedByTukey() {
        MemoryContext context = run(G + "lsmeans a / diff adjust=tukey cl nomeans;");
        assertThat(context.tablesNamed("LSMeans")).isEmpty();
        assertThat(rows(context, "Diffs"))
                .containsExactly(
                        "1 2 0.1736 0.2518 0.69 0.4907 0.7698 0.05 -0.3200 0.6671 -0.4167 0.7638",
                        "1 3 -0.2885 0.2208 -1.31 0.1912 0.3912 0.05 -0.7212 0.1441 -0.8059 0.2288",
                        "2 3 -0.4621 0.2491 -1.85 0.0636 0.1521 0.05 -0.9504 0.02621 -1.0460 0.1218");
        assertThat(context.tablesNamed("Diffs").get(0).titles())
                .containsExactly(
                        "Differences of a Least Squares Means", "Adjustment for Multiple Comparisons: Tukey-Kramer");
    }

    /**
     * e2 &lt;- emmeans(g, ~ a, at = list(x = 2), weights = "proportional"); contrast(e2, "trt.vs.ctrl", ref = 3), adjust =
     * "mvt": adjusted probabilities 0.3271 and 0.1166.
     */
    @Test
    void comparisonsWithAControlAtAValueAndByObservedMargins() {
        MemoryContext context = run(G + "lsmeans a / diff=control('3') adjust=dunnett at x=2 om;");
        assertThat(rows(context, "LSMeans"))
                .containsExactly(
                        "1 2 1.9397 0.1724 11.25 <.0001",
                        "2 2 1.7661 0.2063 8.56 <.0001",
                        "3 2 2.2282 0.1778 12.53 <.0001");
        assertThat(rows(context, "Diffs"))
                .containsExactly(
                        "1 3 2 -0.2885 0.2208 -1.31 0.1912 0.3271", "2 3 2 -0.4621 0.2491 -1.85 0.0636 0.1166");
    }

    /** joint_tests(h, by = "b"): F 1.632, 0.193, 0.674 with 2 degrees of freedom; pairs(emmeans(h, ~ a | b)). */
    @Test
    void slicesAndSimpleEffects() {
        MemoryContext context = run(H + "lsmeans a*b / slice=b slicediff=b nomeans;");
        assertThat(rows(context, "Slices")).containsExactly("u 2 3.26 0.1956", "v 2 0.39 0.8243", "w 2 1.35 0.5095");
        assertThat(rows(context, "SliceDiffs"))
                .hasSize(9)
                .contains("b u 2 3 -0.8661 0.5502 -1.57 0.1155", "b v 1 2 0.1882 0.3398 0.55 0.5797");
    }

    /** summary(pairs(emmeans(h, ~ a | b)), adjust = "sidak"). */
    @Test
    void sliceStatementTestsEachLevelByItself() {
        MemoryContext context = run(H + "slice a*b / sliceby=b diff adjust=sidak;");
        assertThat(context.tablesNamed("SliceTests")).hasSize(3);
        assertThat(rows(context.tablesNamed("SliceTests").get(1))).containsExactly("b v 2 0.39 0.8243");
        assertThat(rows(context, "SliceDiffs"))
                .containsExactly(
                        "b u 1 2 0.4013 0.5774 0.70 0.4870 0.8650",
                        "b u 1 3 -0.4647 0.3679 -1.26 0.2065 0.5003",
                        "b u 2 3 -0.8661 0.5502 -1.57 0.1155 0.3080");
    }

    /** summary(pairs(emmeans(h, ~ b | a)), adjust = "tukey"), its second part, and one slice of two variables. */
    @Test
    void slicesOfNamedLevels() {
        MemoryContext context = run(H + "slice a*b / sliceby(a='2') diff adjust=tukey;");
        assertThat(context.tablesNamed("SliceTests")).hasSize(1);
        assertThat(rows(context, "SliceDiffs"))
                .containsExactly(
                        "a 2 u v -0.5313 0.5685 -0.93 0.3500 0.6183",
                        "a 2 u w -0.4688 0.6288 -0.75 0.4560 0.7363",
                        "a 2 v w 0.06253 0.4563 0.14 0.8910 0.9897");
        assertThat(run(H + "slice a*b / sliceby(b='w' 'u') nof means;").tablesNamed("SliceLSMeans"))
                .hasSize(2);
        assertThatThrownBy(() -> run(H + "slice a*b / sliceby(a='7');"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("The level '7' of a does not occur");
    }

    /** summary(contrast(emmeans(h, ~ a | b), "trt.vs.ctrl", ref = 2), adjust = "none"), the same for ~ b | a, ref = 3. */
    @Test
    void theControlOfASliceIsInEachSlice() {
        MemoryContext context = run(H + "lsmeans a*b / slicediff=(b a) slicedifftype=control('2' 'w');");
        assertThat(rows(context.tablesNamed("SliceDiffs").get(0)))
                .containsExactly(
                        "b u 1 2 0.4013 0.5774 0.70 0.4870",
                        "b u 3 2 0.8661 0.5502 1.57 0.1155",
                        "b v 1 2 0.1882 0.3398 0.55 0.5797",
                        "b v 3 2 0.2033 0.4031 0.50 0.6141",
                        "b w 1 2 0.04268 0.5200 0.08 0.9346",
                        "b w 3 2 0.4115 0.4389 0.94 0.3485");
        assertThat(rows(context.tablesNamed("SliceDiffs").get(1)))
                .containsExactly(
                        "a 1 u w -0.1101 0.4664 -0.24 0.8134",
                        "a 1 v w 0.2080 0.4217 0.49 0.6218",
                        "a 2 u w -0.4688 0.6288 -0.75 0.4560",
                        "a 2 v w 0.06253 0.4563 0.14 0.8910",
                        "a 3 u w -0.01415 0.3002 -0.05 0.9624",
                        "a 3 v w -0.1456 0.3785 -0.38 0.7004");
    }

    /** emmeans(g, ~ a, weights = c(4, 1, 3)): the margins of b in the other data set. */
    @Test
    void marginsOfAnotherDataSet() {
        Table other = new Table(
                List.of(Variable.character("a", 1), Variable.character("b", 1), Variable.numeric("x")),
                List.of(
                        CharacterColumn.of(List.of("123112231".split(""))),
                        CharacterColumn.of(List.of("uuuuvwwwu".split(""))),
                        new NumericColumn(new double[] {1, 1, 1, 1, 1, 1, 1, 1, hermite.data.Missing.DOT})),
                9);
        MemoryContext context = new MemoryContext().with("WORK.OM", other).with("WORK.D", table());
        new ParsedSteps(context, new GenmodProcedure()).run(G + "lsmeans a / om=om; run;");
        OutputTable means = context.tablesNamed("LSMeans").get(0);
        double[] estimates = {2.03574762, 1.86219142, 2.32429555};
        double[] errors = {0.173003421, 0.211742685, 0.142419432};
        for (int i = 0; i < 3; i++) {
            assertThat(number(means, i, "Estimate")).isCloseTo(estimates[i], within(1e-7));
            assertThat(number(means, i, "StdErr")).isCloseTo(errors[i], within(1e-7));
        }
        MemoryContext without = new MemoryContext()
                .with("WORK.OM", hermite.sas.proc.PublishedTables.numbers("x", List.of(new double[] {1})))
                .with("WORK.D", table());
        assertThatThrownBy(() -> new ParsedSteps(without, new GenmodProcedure()).run(G + "lsmeans a / om=om; run;"))
                .hasMessageContaining("The data set WORK.OM of the OM= option has no variable a");
    }

    /** contrast(emmeans(h, ~ a), list(c(1, -.5, -.5), c(0, 1, -1))), adjust = "bonferroni"; joint: F 1.816, p 0.1627. */
    @Test
    void estimatesOfMeans() {
        MemoryContext context =
                run(H + "lsmestimate a '1 vs avg' 2 -1 -1 divisor=2, '2 vs 3' [1, 2] [-1, '3'] / joint cl adjust=bon;");
        assertThat(rows(context, "LSMEstimates"))
                .containsExactly(
                        "a 1 vs avg -0.03607 0.2171 -0.17 0.8680 1.0000 0.05 -0.4615 0.3894 -0.5226 0.4504",
                        "a 2 vs 3 -0.4936 0.2733 -1.81 0.0709 0.1418 0.05 -1.0293 0.04206 -1.1062 0.1190");
        assertThat(rows(context, "LSMFtest")).containsExactly("a 2 3.63 0.1627");
    }

    /**
     * Wald as the joint test above; likelihood ratio by the deviances of h with contr.sum for a and b, with and without
     * the columns of a: 3.69380285, p 0.15772513.
     */
    @Test
    void contrastsByWaldAndLikelihoodRatio() {
        MemoryContext context =
                run(H + "contrast 'w' a 1 0 -1, a 0 1 -1 / wald; contrast 'l' a 1 0 -1, a 0 1 -1; contrast 'n' a 1;");
        assertThat(rows(context, "Contrasts").get(0)).isEqualTo("w 2 3.63 0.1627 Wald");
        assertThat(rows(context, "Contrasts").get(1)).isEqualTo("l 2 3.69 0.1577 LR");
        assertThat(rows(context, "Contrasts").get(2)).isEqualTo("n . . . Non-est");
        assertThat(context.logLines()).anyMatch(l -> l.contains("The contrast 'n' is not estimable."));
    }

    /** pairs(emmeans(h, ~ a)), adjust = "scheffe"; the row of cells is a1 - a3 at b = v of pairs(emmeans(h, ~ a | b)). */
    @Test
    void itemStoresAnswerWithoutData() {
        MemoryContext context = run(H + "store s; run; proc plm restore=s;"
                + " lsmeans a / diff adjust=scheffe nomeans;"
                + " estimate 'cells' a [1, 1] [-1, 3] a*b [1, 1 2] [-1, 3 'v'] / exp;");
        assertThat(rows(context, "Diffs"))
                .containsExactly(
                        "1 2 0.2107 0.2824 0.75 0.4555 0.7570",
                        "1 3 -0.2829 0.2277 -1.24 0.2141 0.4621",
                        "2 3 -0.4936 0.2733 -1.81 0.0709 0.1957");
        assertThat(rows(context, "Estimates")).containsExactly("cells -0.01513 0.3910 -0.04 0.9691 0.9850");
    }

    /** Closed form: the covariance of a mean with itself is its squared standard error 0.1623250493² (emmeans(g, ~ a)). */
    @Test
    void covariancesOfMeans() {
        MemoryContext context = run(G + "lsmeans a / cov corr;");
        assertThat(rows(context, "LSMeans").get(0)).matches("1 2.0668 0.1623 12.73 <.0001 0.02635 .* 1.0000 .*");
    }

    /** The joint test of the means of a (see {@link #estimatesOfMeans}) is the Type III test of a. */
    @Test
    void testsOfEffectsFromAnItemStore() {
        MemoryContext context = run(H + "store s; run; proc plm restore=s; test a / e;");
        assertThat(rows(context, "Tests3")).containsExactly("a 2 3.63 0.1627");
        assertThat(context.tablesNamed("Coef")).hasSize(1);
    }

    @Test
    void oddsAreShownForALogitOnly() {
        MemoryContext poisson = run(G + "lsmeans a / diff oddsratio;");
        assertThat(names(poisson.tablesNamed("Diffs").get(0))).doesNotContain("OddsRatio");
        assertThat(poisson.logLines()).anyMatch(l -> l.contains("odds need a logit"));
        MemoryContext logit = run("proc genmod data=d; class a; model u(event='1')=a / dist=binomial converge=1e-10;"
                + " lsmeans a / diff oddsratio;");
        // 2 of 5, 1 of 4, 2 of 5: odds 2/3, 1/3, 2/3.
        assertThat(rows(logit, "LSMeans"))
                .extracting(r -> r.replaceAll(".* ", ""))
                .containsExactly("0.6667", "0.3333", "0.6667");
        assertThat(rows(logit, "Diffs"))
                .extracting(r -> r.replaceAll(".* ", ""))
                .containsExactly("2.0000", "1.0000", "0.5000");
    }

    @Test
    void withoutEffectsAllThatHaveMeansAreShown() {
        assertThat(run(G + "lsmeans;").tablesNamed("LSMeans"))
                .extracting(t -> t.titles().get(0))
                .containsExactly("a Least Squares Means", "b Least Squares Means");
    }

    @Test
    void aContrastOfZerosHasNothingToTest() {
        assertThat(rows(run(G + "contrast 'z' a 0 0;"), "Contrasts")).containsExactly("z 0 . . LR");
    }

    /** m = colMeans(model.matrix(g)[a == i, ]), sum(m * coef(g)), sqrt(m %*% vcov(g) %*% m). */
    @Test
    void meansByLevelAverageTheRowsOfEachLevel() {
        OutputTable table =
                run(G + "lsmeans a / bylevel;").tablesNamed("LSMeans").get(0);
        double[][] expected = {{2.036318781, 0.1609960642}, {1.884853619, 0.1936907554}, {2.390081962, 0.1354826428}};
        for (int i = 0; i < 3; i++) {
            assertThat(number(table, i, "Estimate")).isCloseTo(expected[i][0], within(1e-8));
            assertThat(number(table, i, "StdErr")).isCloseTo(expected[i][1], within(1e-8));
        }
    }

    /** That by-level means of an identity model are raw means is held in LeastSquaresMeansTest. */
    @Test
    void meansByLevelIgnoreAtAndSayIt() {
        MemoryContext context = run(G + "lsmeans a / bylevel at x=1 ilink;");
        assertThat(context.logLines()).anyMatch(l -> l.contains("The AT option is ignored"));
        assertThat(names(context.tablesNamed("LSMeans").get(0))).doesNotContain("x");
    }

    /**
     * mvtnorm 1.1-3, 1 - pmvnorm(rep(-z, 3), rep(z, 3), corr = diag(3)) for z = 0.689163203448, 1.307066329816,
     * 1.854782658766 of pairs(emmeans(g, ~ a)): 0.8679104667, 0.4708982011, 0.1789941104; limits with the quantile
     * qnorm((1 + .95^(1/3)) / 2) = 2.387737887.
     */
    @Test
    void differencesAdjustedByTheStudentizedMaximumModulus() {
        MemoryContext context = run(G + "lsmeans a / diff adjust=smm cl nomeans;");
        OutputTable table = context.tablesNamed("Diffs").get(0);
        double[][] expected = {
            {0.8679104667, -0.4277624992, 0.7748749071},
            {0.4708982011, -0.8156648967, 0.2385690289},
            {0.1789941104, -1.056989772, 0.1327814961}
        };
        for (int i = 0; i < 3; i++) {
            assertThat(number(table, i, "Adjp")).isCloseTo(expected[i][0], within(1e-8));
            assertThat(number(table, i, "AdjLower")).isCloseTo(expected[i][1], within(1e-8));
            assertThat(number(table, i, "AdjUpper")).isCloseTo(expected[i][2], within(1e-8));
        }
        assertThat(table.titles()).contains("Adjustment for Multiple Comparisons: SMM");
    }

    /**
     * The same with corr = cov2cor(vcov(pairs(emmeans(g, ~ a)))), GenzBretz(abseps = 1e-7): 0.7692635407, 0.3902877322,
     * 0.1514797437. A share p of n samples has the standard error sqrt(p (1 - p) / n); four of them are allowed.
     */
    @Test
    void differencesAdjustedBySimulation() {
        OutputTable table = run(G + "lsmeans a / diff adjust=simulate(nsamp=400000 seed=3) nomeans;")
                .tablesNamed("Diffs")
                .get(0);
        double[] expected = {0.7692635407, 0.3902877322, 0.1514797437};
        for (int i = 0; i < 3; i++) {
            double error = Math.sqrt(expected[i] * (1 - expected[i]) / 400000);
            assertThat(number(table, i, "Adjp")).isCloseTo(expected[i], within(4 * error));
        }
    }

    @Test
    void simulationIsRepeatableAndSaysWhatItDid() {
        String program = G + "lsmeans a / diff adjust=simulate(nsamp=20000 seed=11) nomeans;";
        MemoryContext first = run(program);
        assertThat(rows(first, "Diffs")).isEqualTo(rows(run(program), "Diffs"));
        assertThat(first.logLines()).anyMatch(l -> l.contains("ADJUST=SIMULATE used 20000 samples with seed 11."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            lsmeans a*b;                          # The effect a*b is not in the model.
            lsmeans x;                            # Least squares means need class variables: the effect x has a continuous variable.
            lsmeans a / at z=1;                   # The variable z in the AT option is not a covariate of the model.
            lsmeans a / diff=control('9');        # The level '9' of a does not occur.
            lsmeans a / slice=b;                  # The effect b in the SLICE option must be part of the effect a.
            lsmeans a / diff=all adjust=dunnett;  # ADJUST=DUNNETT requires DIFF=CONTROL.
            lsmeans a / alpha=2;                  # The value 2.0 of the option ALPHA is out of range: a number between 0 and 1 is expected.
            estimate 'e' a 1 2 3 4;               # More coefficients specified than levels of effect a.
            estimate 'e' a [1, 5];                # The coefficients of the ESTIMATE statement are in error: a has 3 levels, 5 was given.
            estimate 'e' a 1 -1, 'f' b 1 -1;      # The ESTIMATE statement of this procedure has one row; 2 were given.
            contrast 'c' q 1;                     # The effect q is not in the model.
            slice a / diff;                       # The SLICEBY= option is required in the SLICE statement.
            estimate 'e' a 1 -1 | u 1;            # The ESTIMATE statement has coefficients of random effects, but they are not known here: the model has none, or its fit was stored without them.
            lsmestimate a [1, 'k'];               # The level 'k' of a does not occur.
            """)
    void saysWhatIsWrong(String statement, String message) {
        assertThatThrownBy(() -> run(G + statement))
                .isInstanceOf(StepFailure.class)
                .hasMessage(message);
    }
}
