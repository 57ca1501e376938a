package hermite.sas.proc.gee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.ParsedSteps;
import hermite.sas.proc.PublishedTables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * MISSMODEL of PROC GEE. Two visits, the second missed more often after a 1 at the first; figures of whole trials stand in
 * the conformance case amenorrhea-dropout.
 */
class DropoutTest {
    /** First response, second response (-1: missed), subjects. */
    private static final int[][] CELLS = {{0, 0, 30}, {0, 1, 15}, {0, -1, 5}, {1, 0, 8}, {1, 1, 22}, {1, -1, 20}};

    private static final String STEP = "proc gee data=d descending; class id visit / param=ref ref=first;"
            + " missmodel prev / type=%s; model y = visit / dist=bin %s; repeated subject=id / within=visit %s; run;";

    private static List<double[]> rows() {
        List<double[]> rows = new ArrayList<>();
        double id = 0;
        for (int[] cell : CELLS) {
            for (int i = 0; i < cell[2]; i++) {
                id++;
                rows.add(new double[] {id, 1, cell[0], Missing.DOT});
                rows.add(new double[] {id, 2, cell[1] < 0 ? Missing.DOT : cell[1], cell[0]});
            }
        }
        return rows;
    }

    private static MemoryContext run(List<double[]> rows, String program) {
        Table table = PublishedTables.numbers("id visit y prev", rows);
        return new ParsedSteps(new MemoryContext().with("WORK.D", table), new GeeProcedure()).run(program);
    }

    private static double number(OutputTable table, int row, String column) {
        for (int j = 0; j < table.columns().size(); j++) {
            if (table.columns().get(j).variable().equalsIgnoreCase(column)) {
                return ((Cell.Number) table.rows().get(row).get(j)).value();
            }
        }
        throw new AssertionError("no column " + column);
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }

    /** Weighting by the first response standardizes the second visit's share to all subjects. */
    @Test
    void weightsOfObservationsStandardizeToAllSubjects() {
        MemoryContext context = run(rows(), String.format(STEP, "obslevel", "", "converge=1e-12"));
        OutputTable estimates = context.tablesNamed("GEEEmpPEst").get(0);
        double first = 50.0 / 100;
        double second = 0.5 * 15 / 45 + 0.5 * 22 / 30;
        assertThat(number(estimates, 0, "Estimate")).isCloseTo(logit(first), within(1e-9));
        assertThat(number(estimates, 1, "Estimate")).isCloseTo(logit(second) - logit(first), within(1e-9));
        OutputTable keeps = context.tablesNamed("MissModelPEst").get(0);
        assertThat(number(keeps, 0, "Estimate")).isCloseTo(logit(45.0 / 50), within(1e-7));
        assertThat(number(keeps, 1, "Estimate")).isCloseTo(logit(30.0 / 50) - logit(45.0 / 50), within(1e-7));
        assertThat(context.logLines()).anyMatch(l -> l.startsWith("NOTE: 25 of the 100 subjects drop out."));
        assertThat(context.tablesNamed("GEEFitCriteria")).isEmpty();
    }

    /**
     * Closed form. A standardized share has variance sum over strata of (n/N)² s(1-s)/seen plus the variance between
     * strata, here (s1 - s0)² / 4N.
     */
    @Test
    void covarianceAllowsForTheEstimatedWeights() {
        MemoryContext context = run(
                rows(),
                "proc gee data=d descending; class id visit; missmodel prev; model y = visit / dist=bin link=identity"
                        + " noint; repeated subject=id / within=visit converge=1e-12; run;");
        OutputTable estimates = context.tablesNamed("GEEEmpPEst").get(0);
        double s0 = 15.0 / 45;
        double s1 = 22.0 / 30;
        double variance = 0.25 * s0 * (1 - s0) / 45 + 0.25 * s1 * (1 - s1) / 30 + (s1 - s0) * (s1 - s0) / 400;
        int last = estimates.rows().size() - 1;
        assertThat(number(estimates, last, "Estimate")).isCloseTo(0.5 * s0 + 0.5 * s1, within(1e-9));
        assertThat(number(estimates, last, "Stderr")).isCloseTo(Math.sqrt(variance), within(1e-9));
    }

    @Test
    void typeThreeTestsAreWaldTests() {
        MemoryContext context = run(rows(), String.format(STEP, "sublevel", "type3", "type=exch corrw"));
        OutputTable tests = context.tablesNamed("Type3").get(0);
        assertThat(tests.titles()).containsExactly("Wald Statistics For Joint Tests For GEE");
        OutputTable estimates = context.tablesNamed("GEEEmpPEst").get(0);
        double z = number(estimates, 1, "Estimate") / number(estimates, 1, "Stderr");
        assertThat(number(tests, 0, "ChiSq")).isCloseTo(z * z, within(1e-9));
        assertThat(context.tablesNamed("GEEWCorr")).hasSize(1);
        assertThat(context.logLines()).contains("NOTE: Tests with the MISSMODEL statement are Wald tests.");
    }

    @Test
    void orderOfRowsDoesNotMatter() {
        String program = String.format(STEP, "obslevel", "type3", "type=exch");
        List<double[]> reversed = rows();
        Collections.reverse(reversed);
        assertThat(run(reversed, program).tablesNamed("GEEEmpPEst").get(0).rows())
                .isEqualTo(run(rows(), program).tablesNamed("GEEEmpPEst").get(0).rows());
    }

    @Test
    void dataThatTheMethodIsNotForEndTheStep() {
        String program = String.format(STEP, "obslevel", "", "");
        List<double[]> intermittent = rows();
        intermittent.get(0)[2] = Missing.DOT;
        assertThatThrownBy(() -> run(intermittent, program))
                .hasMessage(
                        "The pattern of missing responses is intermittent: subject id=1 has a response at visit 2 after"
                                + " one that is missing. The MISSMODEL statement is for drop-out only.");
        List<double[]> withoutRow = rows();
        withoutRow.remove(91);
        assertThatThrownBy(() -> run(withoutRow, program))
                .hasMessage(
                        "The MISSMODEL statement requires an observation, with a missing response, for the first visit"
                                + " that a subject misses: subject id=46 has none for visit 2.");
        List<double[]> unknown = rows();
        unknown.get(1)[3] = Missing.DOT;
        assertThatThrownBy(() -> run(unknown, program))
                .hasMessage("A variable of the MISSMODEL statement is missing for visit 2 of subject id=1.");
        List<double[]> complete = rows();
        complete.forEach(row -> row[2] = Double.isNaN(row[2]) ? 1 : row[2]);
        assertThatThrownBy(() -> run(complete, program))
                .hasMessage("No subject drops out: there is nothing for the MISSMODEL statement to estimate.");
    }

    @Test
    void refusesWhatWeightedEquationsLack() {
        String[][] cases = {
            {
                "obslevel",
                "",
                "modelse",
                "The option MODELSE of the REPEATED statement cannot be used with the MISSMODEL" + " statement."
            },
            {
                "obslevel",
                "",
                "logor=exch",
                "The option LOGOR of the REPEATED statement cannot be used with the MISSMODEL" + " statement."
            },
            {
                "obslevel maxweight=0.5",
                "",
                "",
                "The value 0.5 of the option MAXWEIGHT is out of range: a number not below 1 is" + " expected."
            }
        };
        for (String[] c : cases) {
            assertThatThrownBy(() -> run(rows(), String.format(STEP, c[0], c[1], c[2])))
                    .hasMessage(c[3]);
        }
    }
}
