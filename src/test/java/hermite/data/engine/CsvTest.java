package hermite.data.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.SharedData;
import hermite.data.CharacterColumn;
import hermite.data.Format;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.data.format.FormatCatalogue;
import hermite.data.format.calendar.SasCalendar;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
    @TempDir
    Path folder;

    private Table read(String text) throws IOException {
        return read(text, CsvOptions.forLibraries()).table();
    }

    private CsvImport read(String text, CsvOptions options) throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, text);
        return CsvReader.read(file, options);
    }

    /** Counts of SOURCES.md section 1. */
    @Test
    @EnabledIf("hermite.SharedData#available")
    void readsTheHospitalData() throws IOException {
        Table table = CsvReader.read(SharedData.path("data/hdp.csv"), CsvOptions.forLibraries())
                .table();
        assertThat(table.rowCount()).isEqualTo(8525);
        assertThat(table.variables()).hasSize(27);
        assertThat(table.numeric(table.indexOf("remission")).values()).contains(1, 0);
        double remissions = 0;
        for (double r : table.numeric(table.indexOf("remission")).values()) {
            remissions += r;
        }
        assertThat(remissions).isEqualTo(2521);
        assertThat(table.numeric(0).get(0)).isEqualTo(67.9811963087217);
        assertThat(table.character(table.indexOf("Sex")).get(1)).isEqualTo("female");
        assertThat(table.variable("CancerStage").orElseThrow().length()).isEqualTo(3);
    }

    @Test
    void guessesTypesFromTheFields() throws IOException {
        Table table = read("""
                n,txt,d9,us,eu,iso,dt,tm,none
                1,abc,15MAR2020,03/15/2020,15/03/2020,2020-03-15,15MAR2020:10:20:30,10:20:30,
                -2.5e3,"x, ""y""\",1JAN1960,1/2/2020,1/2/2020,2020-01-02,2020-01-01 00:00:01,1:00,
                .,,,,,,,,
                """);
        double day = SasCalendar.day(LocalDate.of(2020, 3, 15));
        assertThat(table.rowCount()).isEqualTo(3);
        assertThat(table.numeric(0).values()[1]).isEqualTo(-2500);
        assertThat(Missing.isMissing(table.numeric(0).get(2))).isTrue();
        assertThat(table.character(1).get(1)).isEqualTo("x, \"y\"");
        assertThat(table.variable(1).length()).isEqualTo(6);
        assertThat(table.numeric(2).get(0)).isEqualTo(day);
        assertThat(table.numeric(2).get(1)).isZero();
        assertThat(table.numeric(3).get(0)).isEqualTo(day);
        assertThat(table.numeric(4).get(1)).isEqualTo(SasCalendar.day(LocalDate.of(2020, 2, 1)));
        assertThat(table.numeric(5).get(0)).isEqualTo(day);
        assertThat(table.numeric(6).get(0)).isEqualTo(day * 86400 + 37230);
        assertThat(table.numeric(7).get(1)).isEqualTo(3600);
        assertThat(table.variables().stream().skip(2).limit(5).map(v -> v.format()
                        .orElseThrow()
                        .toString()))
                .containsExactly("DATE9.", "MMDDYY10.", "DDMMYY10.", "YYMMDD10.", "DATETIME.");
        assertThat(table.variable(8)).isEqualTo(Variable.character("none", 1));
    }

    @Test
    void identifiersThatOnlyLookLikeDatesStayText() throws IOException {
        Table table = read("a,b,c\n1.2.3,2020-3,12:99\n1.2.4,x,1:1:1:1\n");
        assertThat(table.variables()).allMatch(v -> !v.isNumeric());
    }

    @Test
    void groupedDigitsAndDollarsAreNumbers() throws IOException {
        Table table =
                read("price,list,code\n\"$36,945\",900,\"1,2\"\n$500.50,\"1,234,567.8\",\"3,4\"\n,\"(2,000)\",x\n");
        assertThat(table.numeric(0).get(0)).isEqualTo(36945);
        assertThat(table.numeric(0).get(1)).isEqualTo(500.5);
        assertThat(Missing.isMissing(table.numeric(0).get(2))).isTrue();
        assertThat(table.numeric(1).values()).containsExactly(900, 1234567.8, -2000);
        assertThat(table.variable(1).informat()).contains(Format.of("NLNUM32."));
        assertThat(table.character(2).get(0)).isEqualTo("1,2");
    }

    @Test
    void namesBecomeValidAndDistinct() throws IOException {
        Table table = read("id,2nd visit,ID,,a-very-long-name-of-more-than-thirty-two-letters\n1,2,3,4,5\n");
        assertThat(table.variables().stream().map(Variable::name))
                .containsExactly("id", "_2nd_visit", "VAR3", "VAR4", "a_very_long_name_of_more_than_th");
    }

    @Test
    void importGivesFormatsAndLooksAtTwentyRowsOnly() throws IOException {
        String text = "x,c\n" + "1,ab\n".repeat(20) + "oops,abcdef\n";
        CsvImport result = read(text, CsvOptions.ofImport());
        assertThat(result.table().variable(0).format()).contains(Format.of("BEST12."));
        assertThat(result.table().variable(0).informat()).contains(Format.of("BEST32."));
        assertThat(result.table().variable(1).format()).contains(Format.of("$2."));
        assertThat(result.table().character(1).get(20)).isEqualTo("ab");
        assertThat(Missing.isMissing(result.table().numeric(0).get(20))).isTrue();
        assertThat(result.invalidCount()).isEqualTo(1);
        assertThat(result.invalid()).containsExactly(new CsvImport.InvalidField("x", 21, "oops"));
        assertThat(read(text, CsvOptions.ofImport().withGuessingRows(21))
                        .table()
                        .variable(0)
                        .isNumeric())
                .isFalse();
    }

    @Test
    void withoutNamesVariablesAreNumbered() throws IOException {
        Table table = read(
                        "1;a\n2;b\n", CsvOptions.ofImport().withGetNames(false).withDelimiter(';'))
                .table();
        assertThat(table.variables().stream().map(Variable::name)).containsExactly("VAR1", "VAR2");
        assertThat(table.rowCount()).isEqualTo(2);
    }

    @Test
    void dataMayBeginBelowTheNames() throws IOException {
        Table table = read("a,b\nunits,mm\n1,2\n", CsvOptions.ofImport().withDataRow(3))
                .table();
        assertThat(table.variable(0)).matches(Variable::isNumeric);
        assertThat(table.rowCount()).isEqualTo(1);
    }

    @Test
    void shortRowsAreFilledAndLongRowsCut() throws IOException {
        Table table = read("a,b,c\n1\n1,2,x,9\n\n");
        assertThat(table.rowCount()).isEqualTo(3);
        assertThat(table.character(2).get(0)).isEmpty();
        assertThat(Missing.isMissing(table.numeric(1).get(0))).isTrue();
        assertThat(Missing.isMissing(table.numeric(0).get(2))).isTrue();
    }

    @Test
    void byteOrderMarksCarriageReturnsAndOtherEncodingsAreUnderstood() throws IOException {
        Table marked = read("\uFEFFname,n\r\nJosé,1\r\n");
        assertThat(marked.variable(0).name()).isEqualTo("name");
        assertThat(marked.character(0).get(0)).isEqualTo("José");
        Path file = folder.resolve("old.csv");
        Files.write(file, "name,n\nJosé,1\n".getBytes(Charset.forName("windows-1252")));
        assertThat(CsvReader.read(file, CsvOptions.forLibraries())
                        .table()
                        .character(0)
                        .get(0))
                .isEqualTo("José");
    }

    @Test
    void quotedLineBreaksBelongToTheField() throws IOException {
        assertThat(read("a,b\n\"x\ny\",2\n").character(0).get(0)).isEqualTo("x\ny");
    }

    @Test
    void emptyAndAbsentFilesAreErrorsThatNameThem() {
        assertThatThrownBy(() -> read(""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("t.csv")
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> CsvReader.read(folder.resolve("none.csv"), CsvOptions.ofImport()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.csv");
    }

    @Test
    void onlyNamesGiveATableWithoutRows() throws IOException {
        Table table = read("a,b\n");
        assertThat(table.rowCount()).isZero();
        assertThat(table.variables()).hasSize(2);
    }

    @Test
    void writesValuesByTheirFormats() throws IOException {
        List<Variable> variables = List.of(
                Variable.numeric("day").withLabel("Day of visit").withFormat(Optional.of(Format.of("DATE9."))),
                Variable.numeric("x"),
                Variable.character("c", 20));
        Table table = new Table(
                variables,
                List.of(
                        new NumericColumn(new double[] {0, Missing.DOT}),
                        new NumericColumn(new double[] {1.0 / 3, Missing.of('R')}),
                        CharacterColumn.of(List.of("a,b", "say \"no\""))),
                2);
        StringWriter names = new StringWriter();
        new CsvWriter(new FormatCatalogue(), ',', CsvWriter.Heading.NAMES).write(names, table);
        assertThat(names.toString()).isEqualTo("day,x,c\n01JAN1960,0.3333333333,\"a,b\"\n,R,\"say \"\"no\"\"\"\n");
        StringWriter labels = new StringWriter();
        new CsvWriter(new FormatCatalogue(), ';', CsvWriter.Heading.LABELS).write(labels, table);
        assertThat(labels.toString()).startsWith("Day of visit;x;c\n01JAN1960;0.3333333333;a,b\n");
    }

    @Property(tries = 300)
    void textsOfAnyKindReadBackAsWritten(@ForAll @Size(max = 20) List<@StringLength(max = 12) String> texts)
            throws IOException {
        List<String> written = texts.stream()
                .map(t -> "<" + new String(t.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) + ">")
                .toList();
        Table table = new Table(
                List.of(Variable.character("c", 100), Variable.numeric("n")),
                List.of(CharacterColumn.of(written), new NumericColumn(new double[written.size()])),
                written.size());
        Path file = Files.createTempFile("hermite", ".csv");
        try {
            new CsvWriter(new FormatCatalogue(), ';', CsvWriter.Heading.NAMES).write(file, table);
            Table read = CsvReader.read(file, CsvOptions.forLibraries().withDelimiter(';'))
                    .table();
            assertThat(read.rowCount()).isEqualTo(written.size());
            for (int row = 0; row < written.size(); row++) {
                assertThat(read.character(0).get(row)).isEqualTo(written.get(row));
            }
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 300)
    void anyBytesAreReadOrRefusedWithTheFilesName(@ForAll byte[] bytes) throws IOException {
        Path file = Files.createTempFile("hermite", ".csv");
        try {
            Files.write(file, bytes);
            assertThat(CsvReader.read(file, CsvOptions.ofImport()).table().variables())
                    .isNotEmpty();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining(file.getFileName().toString());
        } finally {
            Files.delete(file);
        }
    }
}
