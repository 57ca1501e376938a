package hermite.sas.proc.importexport;

import static hermite.sas.proc.StepBuilder.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.StepBuilder;
import hermite.sas.proc.Tables;
import hermite.sas.syntax.ast.OptionValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportExportTest {
    @TempDir
    Path folder;

    private MemoryContext context;

    @BeforeEach
    void open() {
        context = new MemoryContext(folder);
    }

    private void importing(StepBuilder step) {
        context.run(new ImportProcedure(), step);
    }

    private void exporting(StepBuilder step) {
        context.run(new ExportProcedure(), step);
    }

    private void file(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name), List.of(lines));
    }

    private static OptionValue word(String word) {
        return new OptionValue.Word(word);
    }

    @Test
    void readsNamesNumbersAndText() throws IOException {
        file("a.csv", "id,name,score", "1,Ann,2.5", "2,\"Bo, B\",", "3,Cy,.");
        importing(step().text("DATAFILE", "a.csv").dataSet("OUT", "a").word("DBMS", "CSV"));
        Table table = context.table("WORK.A");
        assertThat(Tables.names(table)).containsExactly("id", "name", "score");
        assertThat(Tables.text(table, 1, "name")).isEqualTo("Bo, B");
        assertThat(Tables.number(table, 0, "score")).isEqualTo(2.5);
        assertThat(Missing.isMissing(Tables.number(table, 1, "score"))).isTrue();
        assertThat(context.logLines())
                .contains(
                        "NOTE: The data set WORK.A has 3 observations and 3 variables.",
                        "3 rows created in WORK.A from " + folder.resolve("a.csv") + ".",
                        "NOTE: WORK.A data set was successfully created.");
    }

    @Test
    void statementsChangeDelimiterFirstRowAndNames() throws IOException {
        file("b.txt", "skip", "1;x", "2;y");
        importing(step().text("DATAFILE", "b.txt")
                .dataSet("OUT", "b")
                .word("DBMS", "DLM")
                .values("DELIMITER", new OptionValue.Text(";"))
                .values("GETNAMES", word("no"))
                .values("DATAROW", new OptionValue.Number(2))
                .values("GUESSINGROWS", word("max")));
        Table table = context.table("WORK.B");
        assertThat(Tables.names(table)).containsExactly("VAR1", "VAR2");
        assertThat(Tables.numbers(table, "VAR1")).containsExactly(1.0, 2.0);
    }

    @Test
    void anExistingDataSetIsKeptUnlessReplaceIsGiven() throws IOException {
        file("a.csv", "x", "7");
        context.with("WORK.A", Tables.of("x", 1));
        importing(step().text("DATAFILE", "a.csv").dataSet("OUT", "a"));
        assertThat(Tables.numbers(context.table("WORK.A"), "x")).containsExactly(1.0);
        assertThat(context.logLines())
                .endsWith("NOTE: Import cancelled.  Output dataset WORK.A already exists.  "
                        + "Specify REPLACE option to overwrite it.");
        importing(step().text("DATAFILE", "a.csv").dataSet("OUT", "a").flags("REPLACE"));
        assertThat(Tables.numbers(context.table("WORK.A"), "x")).containsExactly(7.0);
    }

    @Test
    void namesTheFileThatIsNotThere() {
        assertThatThrownBy(() -> importing(step().text("DATAFILE", "none.csv").dataSet("OUT", "a")))
                .hasMessage("Physical file does not exist, " + folder.resolve("none.csv") + ".");
    }

    @Test
    void saysWhichKindsOfFileItKnows() {
        assertThatThrownBy(() -> importing(
                        step().text("DATAFILE", "a.xlsx").dataSet("OUT", "a").word("DBMS", "XLSX")))
                .hasMessage("DBMS type XLSX is not supported for import. Use CSV, TAB or DLM (delimited text).");
    }

    @Test
    void writesNamesAndValues() throws IOException {
        context.with("WORK.A", Tables.of("x name$9", 1.5, "a,b", Missing.DOT, "c"));
        exporting(step().text("OUTFILE", "o.csv").word("DBMS", "CSV"));
        assertThat(Files.readAllLines(folder.resolve("o.csv"))).containsExactly("x,name", "1.5,\"a,b\"", ",c");
        assertThat(context.logLines()).contains("2 records created in " + folder.resolve("o.csv") + " from WORK.A.");
    }

    @Test
    void writesLabelsOrNoHeadingAndTabs() throws IOException {
        Table table =
                Tables.of("x", 1).withVariables(List.of(Variable.numeric("x").withLabel("The x")));
        context.with(
                "WORK.A",
                table.selectVariables(List.of(0, 0))
                        .withVariables(List.of(Variable.numeric("x").withLabel("The x"), Variable.numeric("y"))));
        exporting(step().text("OUTFILE", "o.txt").flags("LABEL"));
        assertThat(Files.readAllLines(folder.resolve("o.txt"))).containsExactly("The x\ty", "1\t1");
        exporting(step().text("OUTFILE", "o.txt").flags("REPLACE").values("PUTNAMES", word("NO")));
        assertThat(Files.readAllLines(folder.resolve("o.txt"))).containsExactly("1\t1");
    }

    @Test
    void anExistingFileIsKeptUnlessReplaceIsGiven() throws IOException {
        file("o.csv", "precious");
        context.with("WORK.A", Tables.of("x", 1));
        exporting(step().text("OUTFILE", "o.csv"));
        assertThat(Files.readAllLines(folder.resolve("o.csv"))).containsExactly("precious");
        assertThat(context.logLines()).last().asString().contains("Export cancelled.");
    }

    @Test
    void aFailingExportLeavesTheFileAsItWas() throws IOException {
        file("o.csv", "precious");
        assertThatThrownBy(() -> exporting(step().dataSet("DATA", "nosuch")
                        .text("OUTFILE", "o.csv")
                        .flags("REPLACE")))
                .hasMessage("File WORK.NOSUCH.DATA does not exist.");
        assertThat(Files.readAllLines(folder.resolve("o.csv"))).containsExactly("precious");
    }
}
