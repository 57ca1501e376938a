package hermite.data.engine.xport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.SharedData;
import hermite.data.CharacterColumn;
import hermite.data.Format;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.data.engine.ExpectedCsv;
import hermite.data.engine.XportLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XportTest {
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 21, 4, 5, 6);

    @TempDir
    Path folder;

    /** Alfalfa.xpt, version 5: SOURCES.md section 3. */
    @Test
    @EnabledIf("hermite.SharedData#available")
    void readsVersion5() throws IOException {
        List<XportMember> members = XportReader.read(SharedData.path("data/sas/Alfalfa.xpt"));
        assertThat(members).hasSize(1);
        ExpectedCsv.assertSame(members.get(0).table(), SharedData.path("data/sas/expected_Alfalfa.csv"));
    }

    /** dates_xpt_v8.xpt: long names, long labels, dates; seconds and missings as the expected file shows them. */
    @Test
    @EnabledIf("hermite.SharedData#available")
    void readsVersion8() throws IOException {
        List<XportMember> members = XportReader.read(SharedData.path("data/sas/dates_xpt_v8.xpt"));
        Table table = members.get(0).table();
        List<String[]> expected = ExpectedCsv.rows(SharedData.path("data/sas/expected_dates_xpt_v8.csv"));
        assertThat(members.get(0).name()).isEqualTo("DATES");
        assertThat(table.label()).isEqualTo("dataset label for the dates test dataset");
        assertThat(table.variables().stream().map(Variable::name)).containsExactly(expected.get(0));
        assertThat(table.rowCount()).isEqualTo(expected.size() - 1);
        assertThat(table.variable("dt").orElseThrow().label())
                .isEqualTo("a very long label for testing accuracy of transformations");
        assertThat(table.variable("dt").orElseThrow().format()).contains(Format.of("DATETIME."));
        for (int row = 0; row < table.rowCount(); row++) {
            String[] cells = expected.get(row + 1);
            assertThat(table.character(1).get(row)).isEqualTo(cells[1]);
            assertThat(table.numeric(7).get(row)).isEqualTo(Double.parseDouble(cells[7]));
            assertThat(table.numeric(0).get(row)).isEqualTo(Double.parseDouble(cells[7]));
            assertThat(Missing.isMissing(table.numeric(8).get(row))).isEqualTo(cells[8].isEmpty());
        }
    }

    /** TS-140 names 1 as 41 10 00…, -1 as C1 10 00…, 0.1 as 40 19 99 99 99 99 99 9A (IBM long), 100 as 42 64. */
    @Test
    void writesIbmFloatingPoint() {
        assertThat(IbmDouble.bits(1)).isEqualTo(0x4110_0000_0000_0000L);
        assertThat(IbmDouble.bits(-1)).isEqualTo(0xC110_0000_0000_0000L);
        assertThat(IbmDouble.bits(100)).isEqualTo(0x4264_0000_0000_0000L);
        assertThat(IbmDouble.bits(0.1)).isEqualTo(0x4019_9999_9999_999AL);
        assertThat(IbmDouble.bits(Missing.DOT)).isEqualTo(0x2E00_0000_0000_0000L);
        assertThat(IbmDouble.bits(Missing.of('Z'))).isEqualTo(0x5A00_0000_0000_0000L);
    }

    @Property
    void numbersWithinTheRangeKeepEveryBit(@ForAll double value) {
        double magnitude = Math.abs(value);
        if (magnitude == 0 || magnitude > 1e-77 && magnitude < 7e75) {
            byte[] bytes = java.nio.ByteBuffer.allocate(8)
                    .putLong(IbmDouble.bits(value))
                    .array();
            assertThat(IbmDouble.read(bytes, 0, 8) + 0.0).isEqualTo(value + 0.0);
        }
    }

    @Test
    void truncatedNumbersAreFilledWithZeros() {
        byte[] bytes = {0x41, 0x18, 0, 0, 0, 0, 0, 0};
        assertThat(IbmDouble.read(bytes, 0, 3)).isEqualTo(1.5);
    }

    @Test
    void keepsTwoMembersWithAllTheirAttributes() throws IOException {
        Path file = folder.resolve("two.xpt");
        List<Variable> variables = List.of(
                Variable.numeric("X")
                        .withLabel("a number")
                        .withFormat(Optional.of(Format.of("DATE9.")))
                        .withInformat(Optional.of(Format.of("MMDDYY10."))),
                Variable.character("NAME", 5).withFormat(Optional.of(Format.of("$CHAR5."))));
        NumericColumn x = new NumericColumn(new double[] {Missing.of('A'), 22_000});
        Table first =
                new Table(variables, List.of(x, CharacterColumn.of(List.of("abc", "é"))), 2, "first label", List.of());
        Table second = new TableBuilder(List.of(Variable.numeric("Y"))).build();
        XportWriter.write(file, List.of(new XportMember("one", first), new XportMember("TWO", second)), NOW);
        assertThat(Files.size(file) % 80).isZero();
        List<XportMember> members = XportReader.read(file);
        assertThat(members.stream().map(XportMember::name)).containsExactly("ONE", "TWO");
        Table read = members.get(0).table();
        assertThat(read.variables()).isEqualTo(first.variables());
        assertThat(read.label()).isEqualTo("first label");
        assertThat(Missing.code(read.numeric(0).get(0))).isEqualTo('A');
        assertThat(read.numeric(0).get(1)).isEqualTo(22_000);
        assertThat(read.character(1).get(1)).isEqualTo("é");
        assertThat(members.get(1).table().rowCount()).isZero();
    }

    @Test
    void refusesWhatTheFormatCannotHold() {
        Path file = folder.resolve("no.xpt");
        Table longName = new TableBuilder(List.of(Variable.numeric("TOOLONGNAME"))).build();
        Table longText = new TableBuilder(List.of(Variable.character("C", 300))).build();
        assertThatThrownBy(() -> XportWriter.write(file, List.of(new XportMember("A", longName)), NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("TOOLONGNAME");
        assertThatThrownBy(() -> XportWriter.write(file, List.of(new XportMember("A", longText)), NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("300");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 79, 80, 240, 500, 700, 900, 1000})
    @EnabledIf("hermite.SharedData#available")
    void aFileCutOffIsAnErrorThatNamesIt(int length) throws IOException {
        byte[] bytes = Files.readAllBytes(SharedData.path("data/sas/Alfalfa.xpt"));
        Path cut = folder.resolve("cut.xpt");
        Files.write(cut, Arrays.copyOf(bytes, length));
        if (length != 240) {
            assertThatThrownBy(() -> XportReader.read(cut))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cut.xpt");
        } else {
            assertThat(XportReader.read(cut)).isEmpty();
        }
    }

    @Test
    void aLibraryWritesReplacesAndDeletesMembers() throws IOException {
        Path file = folder.resolve("lib.xpt");
        XportLibrary library = new XportLibrary(file, () -> NOW);
        assertThat(library.members()).isEmpty();
        Table one = new Table(List.of(Variable.numeric("X")), List.of(new NumericColumn(new double[] {1})), 1);
        library.write("a", one);
        library.write("b", one);
        library.write("A", one.selectRows(new int[] {0, 0}));
        XportLibrary again = new XportLibrary(file, () -> NOW);
        assertThat(again.members()).containsExactly("A", "B");
        assertThat(again.read("a").orElseThrow().rowCount()).isEqualTo(2);
        assertThat(again.delete("b")).isTrue();
        assertThat(again.delete("b")).isFalse();
        assertThat(new XportLibrary(file, () -> NOW).members()).containsExactly("A");
    }
}
