package hermite.sas.proc.sort;

import static hermite.sas.proc.StepBuilder.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.data.Missing;
import hermite.data.SortKey;
import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.StepBuilder;
import hermite.sas.proc.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;

class SortProcedureTest {
    private final Table visits =
            Tables.of("id trt x$4", 3, 0, "a", 1, 1, "b", 2, 1, "a", 4, 0, "b", 5, 1, "a", 6, Missing.DOT, "c");

    private MemoryContext run(StepBuilder step) {
        return new MemoryContext().with("WORK.A", visits).run(new SortProcedure(), step);
    }

    @Test
    void keepsTheOrderOfEqualKeysAndPutsMissingLastWhenDescending() {
        Table sorted = run(step().dataSet("DATA", "a").by("-trt")).table("WORK.A");
        assertThat(Tables.numbers(sorted, "id")).containsExactly(1.0, 2.0, 5.0, 3.0, 4.0, 6.0);
        assertThat(sorted.sortedBy()).containsExactly(new SortKey("trt", true));
    }

    @Test
    void sortsByTextThenNumber() {
        Table sorted = run(step().dataSet("OUT", "b").by("x", "-id")).table("WORK.B");
        assertThat(Tables.numbers(sorted, "id")).containsExactly(5.0, 3.0, 2.0, 4.0, 1.0, 6.0);
    }

    @Test
    void ordersMissingValuesAmongThemselvesAndBelowAllNumbers() {
        Table data = Tables.of(
                "x", 0.0, -1e300, Missing.of('Z'), Missing.of('_'), 1e-300, Missing.DOT, -0.5, Missing.of('A'), 7e8);
        Table sorted = new MemoryContext()
                .with("WORK.M", data)
                .run(new SortProcedure(), step().by("x"))
                .table("WORK.M");
        StringBuilder codes = new StringBuilder();
        for (int row = 0; row < 4; row++) {
            codes.append(Missing.code(Tables.number(sorted, row, "x")));
        }
        assertThat(codes).hasToString("_.AZ");
        assertThat(Tables.numbers(sorted, "x").subList(4, 9)).containsExactly(-1e300, -0.5, 0.0, 1e-300, 7e8);
    }

    @Test
    void nodupkeyKeepsTheFirstOfEachKeyAndWritesTheOthersToDupout() {
        MemoryContext context = run(step().flags("NODUPKEY")
                .dataSet("OUT", "u")
                .dataSet("DUPOUT", "d")
                .by("trt"));
        assertThat(Tables.numbers(context.table("WORK.U"), "id")).containsExactly(6.0, 3.0, 1.0);
        assertThat(Tables.numbers(context.table("WORK.D"), "id")).containsExactly(4.0, 2.0, 5.0);
        assertThat(context.logLines())
                .containsExactly(
                        "NOTE: There were 6 observations read from the data set WORK.A.",
                        "NOTE: 3 observations with duplicate key values were deleted.",
                        "NOTE: The data set WORK.U has 3 observations and 3 variables.",
                        "NOTE: The data set WORK.D has 3 observations and 3 variables.");
    }

    @Test
    void noduprecsDropsOnlyNeighboursThatAreEqualInEveryVariable() {
        Table data = Tables.of("k v", 1, 5, 1, 5, 1, 6, 1, 5);
        MemoryContext context = new MemoryContext()
                .with("WORK.R", data)
                .run(new SortProcedure(), step().flags("NODUPRECS").by("k"));
        assertThat(Tables.numbers(context.table("WORK.R"), "v")).containsExactly(5.0, 6.0, 5.0);
        assertThat(context.logLines()).contains("NOTE: 1 duplicate observations were deleted.");
    }

    @Test
    void nouniquekeyKeepsRepeatedKeysOnly() {
        MemoryContext context = run(step().flags("NOUNIQUEKEY")
                .dataSet("OUT", "r")
                .dataSet("UNIQUEOUT", "s")
                .by("x"));
        assertThat(Tables.numbers(context.table("WORK.R"), "id")).containsExactly(3.0, 2.0, 5.0, 1.0, 4.0);
        assertThat(Tables.numbers(context.table("WORK.S"), "id")).containsExactly(6.0);
    }

    @Test
    void doesNotSortAgainWhatIsFlaggedAsSorted() {
        MemoryContext context = run(step().by("trt", "id"));
        context.run(new SortProcedure(), step().by("trt"));
        assertThat(context.logLines()).endsWith("NOTE: Input data set is already sorted, no sorting done.");
    }

    @Test
    void anUnknownKeyFailsAndLeavesTheDataSetAsItWas() {
        MemoryContext context = new MemoryContext().with("WORK.A", visits);
        assertThatThrownBy(() -> context.run(new SortProcedure(), step().by("nosuch")))
                .isInstanceOf(StepFailure.class)
                .hasMessage("Variable NOSUCH not found.");
        assertThat(context.table("WORK.A")).isSameAs(visits);
    }

    @Test
    void aStepWithoutByFails() {
        assertThatThrownBy(() -> run(step())).hasMessage("No BY statement used or no key variables specified.");
    }

    @Test
    void agreesWithAComparisonSortOnManyRows() {
        java.util.Random random = new java.util.Random(1);
        Object[] values = new Object[30_000];
        for (int i = 0; i < values.length; i += 3) {
            values[i] = random.nextInt(50) == 0 ? Missing.DOT : random.nextGaussian() * 1e5;
            values[i + 1] = "k" + random.nextInt(40);
            values[i + 2] = (double) random.nextInt(7);
        }
        Table data = Tables.of("x k$4 g", values);
        List<SortKey> keys = List.of(new SortKey("k", true), new SortKey("g", false), new SortKey("x", true));
        Integer[] expected = new Integer[data.rowCount()];
        java.util.Arrays.setAll(expected, i -> i);
        java.util.Arrays.sort(expected, data.comparator(keys));
        assertThat(data.sortOrder(keys))
                .containsExactly(
                        java.util.Arrays.stream(expected).mapToInt(i -> i).toArray());
    }
}
