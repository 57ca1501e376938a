package hermite.sas.proc.transpose;

import static hermite.sas.proc.StepBuilder.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.data.Format;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.StepBuilder;
import hermite.sas.proc.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules of the SAS 9.4 Base Procedures Guide, chapter TRANSPOSE: output data set, names, ID, COPY. */
class TransposeProcedureTest {
    private final Table visits = Tables.of(
            "id visit y c$2", 1, 1, 5, "a", 1, 2, 6, "b", 1, 4, 7.5, "c", 2, 1, 1, "d", 2, 2, Missing.DOT, "e");

    private static MemoryContext run(Table table, StepBuilder step) {
        return new MemoryContext().with("WORK.A", table).run(new TransposeProcedure(), step.dataSet("OUT", "t"));
    }

    private static List<String> names(Table table) {
        return table.variables().stream().map(Variable::name).toList();
    }

    @Test
    void longToWideNamesVariablesByIdInOrderOfAppearance() {
        Table wide = run(
                        visits,
                        step().text("PREFIX", "v")
                                .by("id")
                                .variables("ID", "visit")
                                .variables("VAR", "y"))
                .table("WORK.T");
        assertThat(names(wide)).containsExactly("id", "_NAME_", "v1", "v2", "v4");
        assertThat(Tables.numbers(wide, "v1")).containsExactly(5.0, 1.0);
        assertThat(Tables.numbers(wide, "v4")).containsExactly(7.5, Missing.DOT);
        assertThat(wide.variable(1).label()).isEqualTo("NAME OF FORMER VARIABLE");
    }

    @Test
    void wideToLongNumbersColumnsAndCopiesOnlyTheRowsThereAre() {
        Table wide = Tables.of("id x1 x2", 1, 3, 4, 2, 5, 6);
        Table tall = run(wide, step().by("id").variables("COPY", "x1")).table("WORK.T");
        assertThat(names(tall)).containsExactly("id", "x1", "_NAME_", "COL1");
        assertThat(Tables.numbers(tall, "COL1")).containsExactly(4.0, 6.0);
        Table both = run(wide, step().by("id").variables("COPY", "x1").variables("VAR", "x1", "x2"))
                .table("WORK.T");
        assertThat(Tables.numbers(both, "x1")).containsExactly(3.0, Missing.DOT, 5.0, Missing.DOT);
        assertThat(Tables.numbers(both, "COL1")).containsExactly(3.0, 4.0, 5.0, 6.0);
    }

    @Test
    void numbersBesideTextBecomeTextByTheirFormat() {
        Table mixed = run(visits, step().by("id").variables("VAR", "y", "c")).table("WORK.T");
        assertThat(mixed.variable("COL1").orElseThrow().length()).isEqualTo(12);
        int column = mixed.indexOf("COL3");
        assertThat(mixed.character(column).get(0)).isEqualTo("         7.5");
        assertThat(mixed.character(column).get(1)).isEqualTo("c");
        assertThat(mixed.character(column).get(2)).isEmpty();
    }

    @Test
    void idValuesBecomeNames() {
        Table data = Tables.of("k$12 y", "-1.5", 1, "1e+3", 2, "a b", 3, "x-1", 4, "2nd", 5);
        Table row = run(data, step().variables("ID", "k")).table("WORK.T");
        assertThat(names(row)).containsExactly("_NAME_", "N1D5", "_1eP3", "a_b", "x_1", "_2nd");
    }

    @Test
    void severalIdsAreJoinedAndLabelled() {
        Table row = run(
                        visits,
                        step().text("DELIMITER", "_")
                                .text("SUFFIX", "z")
                                .variables("ID", "c", "id")
                                .variables("IDLABEL", "visit")
                                .variables("VAR", "y"))
                .table("WORK.T");
        assertThat(names(row)).containsExactly("_NAME_", "a_1z", "b_1z", "c_1z", "d_2z", "e_2z");
        assertThat(row.variables().stream().map(Variable::label).skip(1)).containsExactly("1", "2", "4", "1", "2");
    }

    @Test
    void namesComeFromAVariableCalledNameWithoutIdAndPrefix() {
        Table data = Tables.of("_NAME_$8 COL1", "alpha", 1, "beta", 2);
        assertThat(names(run(data, step()).table("WORK.T"))).containsExactly("_NAME_", "alpha", "beta");
        assertThat(names(run(data, step().text("PREFIX", "p")).table("WORK.T"))).containsExactly("_NAME_", "p1", "p2");
    }

    @Test
    void labelsAndOneSharedFormatAreKept() {
        List<Variable> changed = new ArrayList<>(visits.variables());
        changed.set(2, changed.get(2).withLabel("Response").withFormat(Optional.of(Format.of("8.2"))));
        Table wide = run(visits.withVariables(changed), step().by("id").variables("VAR", "y"))
                .table("WORK.T");
        assertThat(names(wide)).containsExactly("id", "_NAME_", "_LABEL_", "COL1", "COL2", "COL3");
        assertThat(wide.character(wide.indexOf("_LABEL_")).get(0)).isEqualTo("Response");
        assertThat(wide.variable("COL1").orElseThrow().format()).contains(Format.of("8.2"));
    }

    @Test
    void aRepeatedIdStopsTheStepAndWithLetItsLastRowCounts() {
        Table twice = Tables.of("id k y", 1, 1, 2, 1, 1, 3, 2, 1, 4);
        MemoryContext context = new MemoryContext().with("WORK.A", twice);
        StepBuilder repeated = step().by("id").variables("ID", "k");
        assertThatThrownBy(() -> context.run(new TransposeProcedure(), repeated))
                .isInstanceOf(StepFailure.class);
        assertThat(context.logLines())
                .contains(
                        "ERROR: The ID value \"_1\" occurs twice in the same BY group.",
                        "NOTE: The above message was for the following BY group: id=1");
        MemoryContext allowed = run(twice, step().flags("LET").by("id").variables("ID", "k"));
        assertThat(Tables.numbers(allowed.table("WORK.T"), "_1")).containsExactly(3.0, 4.0);
        assertThat(allowed.logLines()).contains("WARNING: The ID value \"_1\" occurs twice in the same BY group.");
    }

    @Test
    void rowsWithoutIdAreLeftOutWithAWarning() {
        Table data = Tables.of("k y", 1, 2, Missing.DOT, 3, 4, 5);
        MemoryContext context = run(data, step().variables("ID", "k"));
        assertThat(names(context.table("WORK.T"))).containsExactly("_NAME_", "_1", "_4");
        assertThat(context.logLines()).contains("WARNING: 1 observations omitted due to missing ID values.");
    }

    @Test
    void aNameThatIsTakenIsNotOverwritten() {
        Table data = Tables.of("id k$4 y", 1, "id", 2, 1, "b", 3);
        MemoryContext context = run(data, step().by("id").variables("ID", "k"));
        assertThat(names(context.table("WORK.T"))).containsExactly("id", "_NAME_", "b");
        assertThat(context.logLines()).contains("WARNING: Variable id already exists on file WORK.T.");
    }
}
