package hermite.sas.proc.datasets;

import static hermite.sas.proc.StepBuilder.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.Tables;
import org.junit.jupiter.api.Test;

class DatasetsProceduresTest {
    private final MemoryContext context = new MemoryContext()
            .with("WORK.A", Tables.of("x name$3", 1, "one"))
            .with("WORK.B", Tables.of("name$5 x", "twoxx", 2))
            .with("WORK.C", Tables.of("x", 3))
            .with("OTHER.A", Tables.of("y", 9));

    @Test
    void deletesWhatIsNamedAndNotesWhatIsNotThere() {
        context.run(new DatasetsProcedure(), step().flags("NOLIST").variables("DELETE", "a", "nosuch"));
        assertThat(context.table("WORK.A")).isNull();
        assertThat(context.table("OTHER.A")).isNotNull();
        assertThat(context.logLines())
                .containsExactly(
                        "NOTE: The file WORK.NOSUCH (memtype=DATA) was not found, but appears on a DELETE statement.",
                        "NOTE: Deleting WORK.A (memtype=DATA).");
        assertThat(context.output()).isEmpty();
    }

    @Test
    void killEmptiesOneLibraryOnly() {
        context.run(new DatasetsProcedure(), step().word("LIBRARY", "work").flags("KILL", "NOLIST"));
        assertThat(context.library("WORK").members()).isEmpty();
        assertThat(context.library("OTHER").members()).containsExactly("A");
    }

    @Test
    void saveDeletesAllOthers() {
        context.run(new DatasetsProcedure(), step().variables("SAVE", "b"));
        assertThat(context.library("WORK").members()).containsExactly("B");
        assertThat(context.tablesNamed("Members").get(0).rows()).hasSize(3);
    }

    @Test
    void deleteRemovesOneDataSetAndWarnsWhenThereIsNone() {
        context.run(new DeleteProcedure(), step().dataSet("DATA", "other.a"));
        assertThat(context.table("OTHER.A")).isNull();
        context.run(new DeleteProcedure(), step().dataSet("DATA", "other.a"));
        assertThat(context.logLines()).endsWith("WARNING: File OTHER.A.DATA does not exist.");
    }

    @Test
    void copiesTheSelectedDataSets() {
        context.run(
                new CopyProcedure(),
                step().word("IN", "work").word("OUT", "other").variables("SELECT", "b"));
        assertThat(context.library("OTHER").members()).containsExactly("A", "B");
        assertThat(context.logLines()).startsWith("NOTE: Copying WORK.B to OTHER.B (memtype=DATA).");
    }

    @Test
    void appendMatchesVariablesByNameAndFillsMissingOnes() {
        context.run(new AppendProcedure(), step().dataSet("BASE", "a").dataSet("DATA", "c"));
        Table table = context.table("WORK.A");
        assertThat(Tables.numbers(table, "x")).containsExactly(1.0, 3.0);
        assertThat(Tables.text(table, 1, "name")).isEmpty();
    }

    @Test
    void longerTextNeedsForceAndIsCut() {
        assertThatThrownBy(() -> context.run(
                        new AppendProcedure(), step().dataSet("BASE", "a").dataSet("DATA", "b")))
                .hasMessage("No appending done because of anomalies listed above. "
                        + "Use FORCE option to append these files.");
        assertThat(context.table("WORK.A").rowCount()).isEqualTo(1);
        context.run(
                new AppendProcedure(),
                step().dataSet("BASE", "a").dataSet("DATA", "b").flags("FORCE"));
        assertThat(Tables.text(context.table("WORK.A"), 1, "name")).isEqualTo("two");
    }

    @Test
    void appendToNothingCopies() {
        context.run(new AppendProcedure(), step().dataSet("BASE", "fresh").dataSet("DATA", "c"));
        assertThat(Tables.numbers(context.table("WORK.FRESH"), "x")).containsExactly(3.0);
    }

    @Test
    void otherTypesAreMissingUnderForce() {
        context.with("WORK.T", Tables.of("x$2", "12"));
        context.run(
                new AppendProcedure(),
                step().dataSet("BASE", "c").dataSet("DATA", "t").flags("FORCE"));
        assertThat(Missing.isMissing(Tables.number(context.table("WORK.C"), 1, "x")))
                .isTrue();
    }
}
