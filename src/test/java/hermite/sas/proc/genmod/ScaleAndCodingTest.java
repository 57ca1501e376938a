package hermite.sas.proc.genmod;

import static hermite.sas.proc.genmod.LikelihoodOptionsTest.number;
import static hermite.sas.proc.genmod.LikelihoodOptionsTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.PublishedTables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What SCALE= and the class codings do, against their definitions: the scale changes standard errors by its ratio and
 * nothing else; every full-rank coding spans the same model, and its parameters are known functions of the cell means.
 */
class ScaleAndCodingTest {
    private static final double[] MEANS = {2, 5, 3, 10};

    /** Four levels 1, 2, 5, 7 (the documentation's example), three counts each with the means above. */
    private static Table cells() {
        double[] level = {1, 2, 5, 7};
        List<double[]> rows = new ArrayList<>();
        for (int g = 0; g < 4; g++) {
            for (int r = -1; r <= 1; r++) {
                rows.add(new double[] {level[g], MEANS[g] + r, r});
            }
        }
        return PublishedTables.numbers("g y r", rows);
    }

    private static OutputTable fit(String options) {
        return context(options).tablesNamed("ParameterEstimates").get(0);
    }

    private static MemoryContext context(String options) {
        return run("WORK.A", cells(), "proc genmod data=a; class g; model y = g " + options + "; run;");
    }

    /**
     * phi: X² = sum (y - mu)² / V over its 8 degrees of freedom, which is 2 sum 1/V since residuals are -1, 0, 1; the
     * scale printed is its root, for the gamma distribution its inverse.
     */
    @ParameterizedTest
    @CsvSource({
        "normal, pscale, 1",
        "normal, dscale, 1",
        "normal, scale=3 noscale, 9",
        "normal, noscale, 1",
        "poisson, scale=2, 4",
        "poisson, scale=p, 0.2833333333333333",
        "poisson, pscale scale=2, 0.2833333333333333",
        "gamma, pscale, 0.10277777777777777",
        "gamma, scale=4 noscale, 0.25",
        "igaussian, pscale, 0.04275925925925926",
    })
    void standardErrorsAreThoseOfTheScale(String distribution, String options, double phi) {
        OutputTable table = fit("/ link=identity dist=" + distribution + " " + options);
        double printed = distribution.equals("gamma") ? 1 / phi : Math.sqrt(phi);
        assertThat(number(table, 5, "Estimate")).isCloseTo(printed, within(1e-9));
        double variance =
                switch (distribution) {
                    case "normal" -> 1;
                    case "poisson" -> MEANS[3];
                    case "gamma" -> Math.pow(MEANS[3], 2);
                    default -> Math.pow(MEANS[3], 3);
                };
        // The intercept is the mean of the last level: its variance is phi V / 3, by expected as by observed
        // information.
        OutputTable expected = fit("/ link=identity expected dist=" + distribution + " " + options);
        assertThat(number(expected, 0, "Estimate")).isCloseTo(MEANS[3], within(1e-7));
        assertThat(number(expected, 0, "StdErr")).isCloseTo(Math.sqrt(phi * variance / 3), within(1e-7));
    }

    /** Maximum likelihood divides by n: sum of squares 8 over 12. */
    @Test
    void aStartingScaleOfANormalModelChangesNothing() {
        assertThat(number(fit("/ scale=3"), 5, "Estimate")).isCloseTo(Math.sqrt(8.0 / 12), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pscale", "dscale", "scale=pearson"})
    void theDispersionOfANegativeBinomialIsNoMomentScale(String option) {
        assertThatThrownBy(() -> fit("/ dist=negbin " + option))
                .hasMessageContaining("requires another distribution than DIST=NEGBIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"glm", "ref", "effect", "ordinal", "poly", "orthref", "ortheffect", "orthordinal", "orthpoly"})
    void everyCodingSpansTheSameModel(String coding) {
        MemoryContext context = run(
                "WORK.A",
                cells(),
                "proc genmod data=a; class g / param=" + coding + "; model y = g / type3; output out=b p=p; run;");
        Table out = context.table("WORK.B");
        for (int i = 0; i < 12; i++) {
            assertThat(out.numeric(out.indexOf("p")).get(i)).isCloseTo(MEANS[i / 3], within(1e-8));
        }
        // 2 (log likelihood of four means - of one) = 12 log(122 + ... / 8): total sum of squares over residual.
        double between = 0;
        for (double mean : MEANS) {
            between += 3 * (mean - 5) * (mean - 5);
        }
        assertThat(number(context.tablesNamed("Type3").get(0), 0, "ChiSq"))
                .isCloseTo(12 * Math.log((between + 8) / 8), within(1e-8));
    }

    /** Reference: differences from the last mean. Effect: from the average 5. Ordinal: between neighbours. */
    @Test
    void parametersOfTheCodings() {
        assertEstimates("ref", 10, -8, -5, -7);
        assertEstimates("effect", 5, -3, 0, -2);
        assertEstimates("ordinal", 2, 3, -2, 7);
    }

    /** With orthogonal columns of squared length 4 each parameter is the projection of the means: x'm / 4. */
    @Test
    void parametersOfOrthogonalPolynomials() {
        // The documentation's columns of ORTHPOLY for levels 1, 2, 5, 7, to three decimals.
        double[][] columns = {{-1.153, -.734, .524, 1.363}, {.907, -.540, -1.370, 1.004}, {-.921, 1.473, -.921, .368}};
        OutputTable table = withParam("orthpoly");
        assertThat(number(table, 0, "Estimate")).isCloseTo(5, within(1e-9));
        for (int c = 0; c < 3; c++) {
            double projection = 0;
            for (int g = 0; g < 4; g++) {
                projection += columns[c][g] * MEANS[g] / 4;
            }
            assertThat(number(table, 1 + c, "Estimate")).isCloseTo(projection, within(3e-3));
        }
    }

    /**
     * The documentation's columns (CLASS statement of PROC LOGISTIC, levels 1, 2, 5, 7, to five decimals); a parameter is
     * the projection of the means, and the table of levels shows the columns with zeros where they are zero.
     */
    @ParameterizedTest
    @CsvSource({
        "orthref, 1.73205 -.57735 -.57735 -.57735, 0 1.63299 -.81650 -.81650, 0 0 1.41421 -1.41421",
        "ortheffect, 1.41421 0 0 -1.41421, -.81650 1.63299 0 -.81650, -.57735 -.57735 1.73205 -.57735",
        "orthordinal, -1.73205 .57735 .57735 .57735, 0 -1.63299 .81650 .81650, 0 0 -1.41421 1.41421",
    })
    void parametersOfOrthogonalCodings(String coding, String first, String second, String third) {
        MemoryContext context =
                run("WORK.A", cells(), "proc genmod data=a; class g / param=" + coding + "; model y = g; run;");
        OutputTable estimates = context.tablesNamed("ParameterEstimates").get(0);
        OutputTable levels = context.tablesNamed("ClassLevels").get(0);
        assertThat(number(estimates, 0, "Estimate")).isCloseTo(5, within(1e-9));
        List<String> columns = List.of(first, second, third);
        for (int c = 0; c < 3; c++) {
            String[] column = columns.get(c).split(" ");
            double projection = 0;
            for (int g = 0; g < 4; g++) {
                double entry = Double.parseDouble(column[g]);
                projection += entry * MEANS[g] / 4;
                double shown =
                        ((hermite.report.Cell.Number) levels.rows().get(g).get(2 + c)).value();
                assertThat(shown).isCloseTo(entry, within(entry == 0 ? 0 : 5.1e-6));
            }
            assertThat(number(estimates, 1 + c, "Estimate")).isCloseTo(projection, within(5e-5));
        }
    }

    /** Each variable its own coding: cell means of a two by two table, 1 2 / 4 8, from which the effects follow. */
    @ParameterizedTest
    @CsvSource({
        "a(param=ref ref='1') b(param=effect ref='1'), 1.5, 4.5, 0.5, 1.5",
        "a(param=effect ref=first) b(param=ref ref=first), 2.5, 1.5, 2.5, 1.5",
        "a(param=ordinal) b(param=ref descending), 1, 3, 1, 3",
        "a(param=ref) b(param=effect order=data descending), 6, -4.5, 2, -1.5",
    })
    void eachVariableHasItsOwnCoding(String variables, double intercept, double a, double b, double both) {
        List<double[]> rows = new ArrayList<>();
        for (int r = -1; r <= 1; r += 2) {
            rows.add(new double[] {1, 1, 1 + r});
            rows.add(new double[] {1, 2, 2 + r});
            rows.add(new double[] {2, 1, 4 + r});
            rows.add(new double[] {2, 2, 8 + r});
        }
        OutputTable table = run(
                        "WORK.A",
                        PublishedTables.numbers("a b y", rows),
                        "proc genmod data=a; class " + variables + "; model y = a|b; run;")
                .tablesNamed("ParameterEstimates")
                .get(0);
        double[] expected = {intercept, a, b, both};
        for (int i = 0; i < 4; i++) {
            assertThat(number(table, i, "Estimate")).as(variables + " " + i).isCloseTo(expected[i], within(1e-9));
        }
    }

    @Test
    void codingEffectIsParamEffectForAll() {
        OutputTable table = fit("/ coding=effect");
        assertThat(number(table, 0, "Estimate")).isCloseTo(5, within(1e-9));
        assertThat(number(table, 1, "Estimate")).isCloseTo(-3, within(1e-9));
    }

    /** Type III of the only factor under indicator coding: each level against the last. */
    @Test
    void hypothesesArePrinted() {
        OutputTable table = context("/ type3coef").tablesNamed("Type3Coef").get(0);
        assertThat(number(table, 1, "Row1")).isEqualTo(1);
        assertThat(number(table, 4, "Row1")).isEqualTo(-1);
        assertThat(number(table, 4, "Row3")).isEqualTo(-1);
    }

    /** A missing level is a level of its own, first in order; without MISSING its rows are not used. */
    @Test
    void missingValuesAreALevelWhenAsked() {
        List<double[]> rows = List.of(
                new double[] {hermite.data.Missing.DOT, 4},
                new double[] {hermite.data.Missing.DOT, 6},
                new double[] {1, 1},
                new double[] {1, 2},
                new double[] {2, 8},
                new double[] {2, 9});
        Table table = PublishedTables.numbers("g y", rows);
        OutputTable with = run("WORK.A", table, "proc genmod data=a; class g / missing; model y = g / noint; run;")
                .tablesNamed("ParameterEstimates")
                .get(0);
        assertThat(number(with, 1, "Estimate")).isCloseTo(5, within(1e-9));
        assertThat(number(with, 2, "Estimate")).isCloseTo(1.5, within(1e-9));
        OutputTable without = run("WORK.A", table, "proc genmod data=a; class g; model y = g / noint; run;")
                .tablesNamed("ParameterEstimates")
                .get(0);
        assertThat(number(without, 1, "Estimate")).isCloseTo(1.5, within(1e-9));
    }

    /**
     * Levels beta, alpha, gamma, alpine in this order of rows, 1, 3, 2 and 4 of them, means 1, 4, 6, 9: under PARAM=REF the
     * intercept is the mean of the last level in the order, the others are differences from it.
     */
    @ParameterizedTest
    @CsvSource({
        "order=formatted, alpha alpine beta, 6, -2 3 -5",
        "order=internal, alpha alpine beta, 6, -2 3 -5",
        "order=data, beta alpha gamma, 9, -8 -5 -3",
        "order=freq, alpine alpha gamma, 1, 8 3 5",
        "descending, gamma beta alpine, 4, 2 -3 5",
        "order=data descending, alpine gamma alpha, 1, 8 5 3",
        "ref=first, alpine beta gamma, 4, 5 -3 2",
        "truncate=2, al be, 6, 0.857142857142857 -5",
    })
    void ordersAndCutsOfLevels(String option, String levels, double intercept, String others) {
        String[] labels = {"beta", "alpha", "gamma", "alpine", "alpha", "gamma", "alpine", "alpha", "alpine", "alpine"};
        double[] y = {1, 3, 5, 8, 4, 7, 10, 5, 8, 10};
        List<double[]> rows = new ArrayList<>();
        for (double value : y) {
            rows.add(new double[] {value});
        }
        Table table = PublishedTables.withText(PublishedTables.numbers("y", rows), "g", List.of(labels));
        OutputTable estimates = run(
                        "WORK.A", table, "proc genmod data=a; class g / param=ref " + option + "; model y = g; run;")
                .tablesNamed("ParameterEstimates")
                .get(0);
        assertThat(number(estimates, 0, "Estimate")).isCloseTo(intercept, within(1e-9));
        String[] names = levels.split(" ");
        String[] values = others.split(" ");
        for (int i = 0; i < names.length; i++) {
            assertThat(estimates.rows().get(1 + i).get(1)).isEqualTo(hermite.report.Cell.of(names[i]));
            assertThat(number(estimates, 1 + i, "Estimate")).isCloseTo(Double.parseDouble(values[i]), within(1e-9));
        }
    }

    private static OutputTable withParam(String coding) {
        return run("WORK.A", cells(), "proc genmod data=a; class g / param=" + coding + "; model y = g; run;")
                .tablesNamed("ParameterEstimates")
                .get(0);
    }

    private static void assertEstimates(String coding, double... expected) {
        OutputTable table = withParam(coding);
        for (int i = 0; i < expected.length; i++) {
            assertThat(number(table, i, "Estimate")).as(coding + " " + i).isCloseTo(expected[i], within(1e-9));
        }
    }
}
