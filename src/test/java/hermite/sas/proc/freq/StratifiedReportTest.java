package hermite.sas.proc.freq;

import static hermite.sas.proc.StepBuilder.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.Tables;
import hermite.sas.syntax.ast.OptionValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * CMH and RELRISK. The first table is the migraine trial of the FREQ chapter's example of these statistics. Figures: R
 * 4.2.2, mantelhaen.test(a, correct = FALSE) for statistic, common odds ratio and its limits; the formulas that
 * StratifiedTables names written out in R for the others (uniroot for Breslow and Day's expected counts).
 */
class StratifiedReportTest {
    private static final Table MIGRAINE = Tables.of(
            "g$1 t$1 r$1 n",
            "f",
            "A",
            "B",
            16,
            "f",
            "A",
            "S",
            11,
            "f",
            "P",
            "B",
            5,
            "f",
            "P",
            "S",
            20,
            "m",
            "A",
            "B",
            12,
            "m",
            "A",
            "S",
            16,
            "m",
            "P",
            "B",
            7,
            "m",
            "P",
            "S",
            19);

    private static MemoryContext freq(Table table, String tables, String... flags) {
        Map<String, OptionValue> options = new HashMap<>();
        List.of(flags).forEach(f -> options.put(f, new OptionValue.None()));
        options.put("NOPRINT", new OptionValue.None());
        return new MemoryContext()
                .with("WORK.A", table)
                .run(
                        new FreqProcedure(),
                        step().effects("TABLES", options, tables).variables("WEIGHT", "n"));
    }

    private static double number(OutputTable table, int row, String variable) {
        int column = table.columns().stream().map(c -> c.variable()).toList().indexOf(variable);
        return ((Cell.Number) table.rows().get(row).get(column)).value();
    }

    private static void check(OutputTable table, int row, double... expected) {
        String[] columns = {"Value", "LowerCL", "UpperCL"};
        for (int i = 0; i < expected.length; i++) {
            assertThat(number(table, row, columns[i])).isCloseTo(expected[i], within(1e-8));
        }
    }

    @Test
    void commonRatiosOfTwoByTwoTables() {
        MemoryContext context = freq(MIGRAINE, "g*t*r", "CMH");
        OutputTable tests = context.tablesNamed("CMH").get(0);
        for (int row = 0; row < 3; row++) {
            assertThat(number(tests, row, "Value")).isCloseTo(8.305169335, within(1e-8));
        }
        OutputTable ratios = context.tablesNamed("CommonRelRisks").get(0);
        check(ratios, 0, 3.313168069, 1.445613190, 7.593374721);
        check(ratios, 1, 3.294132977, 1.418193811, 7.651501496);
        check(ratios, 2, 2.163596842, 1.233567951, 3.794806190);
        check(ratios, 3, 2.105914328, 1.195128402, 3.710793877);
        check(ratios, 4, 0.6420174574, 0.4704549376, 0.8761443076);
        check(ratios, 5, 0.6613288752, 0.4852361704, 0.9013258035);
        OutputTable homogeneity = context.tablesNamed("BreslowDayTest").get(0);
        assertThat(number(homogeneity, 0, "nValue1")).isCloseTo(1.4929284980, within(1e-8));
        assertThat(number(homogeneity, 2, "nValue1")).isCloseTo(0.2217626422, within(1e-8));
        assertThat(tests.titles())
                .containsExactly(
                        "Summary Statistics for t by r",
                        "Controlling for g",
                        "Cochran-Mantel-Haenszel Statistics (Based on Table Scores)");
    }

    @Test
    void ratiosOfEachTable() {
        List<OutputTable> tables = freq(MIGRAINE, "g*t*r", "RELRISK").tablesNamed("RelativeRisks");
        check(tables.get(0), 0, 5.818181818, 1.675525101, 20.203361711);
        check(tables.get(0), 1, 2.962962963, 1.273951162, 6.891276354);
        check(tables.get(1), 0, 2.0357142857, 0.6477706526, 6.3975307255);
        check(tables.get(1), 1, 1.591836735, 0.741349626, 3.418015065);
    }

    /** R: mantelhaen.test(b) 10.62981874; the other two by the generalized statistic with scores 1, 2, 3. */
    @Test
    void generalTables() {
        Table three = Tables.of(
                "g r c n", 1, 1, 1, 5, 1, 2, 1, 9, 1, 3, 1, 4, 1, 1, 2, 7, 1, 2, 2, 6, 1, 3, 2, 8, 1, 1, 3, 3, 1, 2, 3,
                5, 1, 3, 3, 12, 2, 1, 1, 10, 2, 2, 1, 4, 2, 3, 1, 6, 2, 1, 2, 6, 2, 2, 2, 9, 2, 3, 2, 2, 2, 1, 3, 5, 2,
                2, 3, 5, 2, 3, 3, 11);
        MemoryContext context = freq(three, "g*r*c", "CMH");
        OutputTable tests = context.tablesNamed("CMH").get(0);
        double[] expected = {7.300450249, 7.965905417, 10.62981874};
        double[] df = {1, 2, 4};
        for (int row = 0; row < 3; row++) {
            assertThat(number(tests, row, "Value")).isCloseTo(expected[row], within(1e-8));
            assertThat(number(tests, row, "DF")).isEqualTo(df[row]);
        }
        assertThat(context.tablesNamed("CommonRelRisks")).isEmpty();
        assertThat(freq(three, "g*r*c", "CMH2").tablesNamed("CMH").get(0).rows())
                .hasSize(2);
        assertThat(freq(three, "g*r*c", "RELRISK").logLines())
                .contains("WARNING: RELRISK gives odds ratios and relative risks of 2 by 2 tables only, not of table r"
                        + " * c.");
    }

    /** A cell of zero: no odds ratio of the table itself, half a count in the logit estimate over strata. */
    @Test
    void emptyCells() {
        Table zero = Tables.of("t$1 r$1 n", "A", "B", 3, "P", "B", 5, "P", "S", 20);
        OutputTable own =
                freq(zero, "t*r", "RELRISK").tablesNamed("RelativeRisks").get(0);
        assertThat(own.rows().get(0).get(1)).isEqualTo(Cell.missing());
        OutputTable common =
                freq(zero, "t*r", "CMH").tablesNamed("CommonRelRisks").get(0);
        assertThat(number(common, 1, "Value")).isCloseTo(3.5 * 20.5 / (0.5 * 5.5), within(1e-10));
    }

    @Test
    void oneVariableHasNoStrata() {
        assertThat(freq(MIGRAINE, "g", "CMH").logLines())
                .contains("WARNING: CMH is ignored for Table g, which has one variable.");
    }
}
