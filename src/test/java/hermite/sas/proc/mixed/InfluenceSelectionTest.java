package hermite.sas.proc.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.ParsedSteps;
import hermite.sas.proc.Tables;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SELECT= and KEEP= of MODEL / INFLUENCE: rows of the table of all sets, unchanged. */
class InfluenceSelectionTest {
    private static OutputTable influence(String suboptions) {
        Object[] values = new Object[24 * 3];
        for (int i = 0; i < 24; i++) {
            values[3 * i] = 1 + i / 4;
            values[3 * i + 1] = i % 4;
            values[3 * i + 2] = (i * 37 % 11) / 2.0 + i % 4;
        }
        MemoryContext context = new MemoryContext().with("WORK.A", Tables.of("id t y", values));
        return new ParsedSteps(context, new MixedProcedure())
                .run("proc mixed data=a; class id; model y = t / influence" + suboptions
                        + "; random int / subject=id; run;")
                .tablesNamed("Influence")
                .get(0);
    }

    private static double distance(List<Cell> row) {
        Cell last = row.get(row.size() - 1);
        return last instanceof Cell.Shown shown ? shown.value() : ((Cell.Number) last).value();
    }

    @Test
    void selectTakesRowsAndLevelsByNumber() {
        OutputTable all = influence("");
        assertThat(influence("(select=2 7 24)").rows())
                .containsExactly(
                        all.rows().get(1), all.rows().get(6), all.rows().get(23));
        OutputTable levels = influence("(effect=id)");
        assertThat(influence("(effect=id select=5 1)").rows())
                .containsExactly(levels.rows().get(4), levels.rows().get(0));
    }

    @Test
    void keepShowsTheLargestDistancesFirst() {
        OutputTable all = influence("(effect=id)");
        List<List<Cell>> sorted = all.rows().stream()
                .sorted(Comparator.comparingDouble(r -> -distance(r)))
                .toList();
        assertThat(influence("(effect=id keep=3)").rows()).containsExactlyElementsOf(sorted.subList(0, 3));
    }

    /** Each level of a single row is fitted exactly, so its variance has no estimate. */
    @Test
    void setsWithoutADistanceAreListedAllTheSame() {
        Object[] values = {
            1, 164, 1, 172, 1, 168, 1, 177, 1, 156, 1, 195, 2, 178, 2, 191, 2197, 2, 182, 2, 185, 2, 177, 3, 175, 3,
            193, 3, 178, 3, 171, 3, 163, 3, 176, 4, 155, 4, 166, 4, 149, 4, 164, 4, 170, 4
        };
        OutputTable table = new ParsedSteps(
                        new MemoryContext().with("WORK.A", Tables.of("a y", values)), new MixedProcedure())
                .run("proc mixed data=a; class a; model y = a / influence(iter=20); repeated / group=a; run;")
                .tablesNamed("Influence")
                .get(0);
        assertThat(table.rows()).hasSize(23);
    }
}
