package hermite.data.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Format;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.SortKey;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.data.engine.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFormatTest {
    @TempDir
    Path folder;

    private static Table example() {
        List<Variable> variables = List.of(
                Variable.numeric("Weight")
                        .withLength(5)
                        .withLabel("Gewicht in g, µg")
                        .withFormat(Optional.of(Format.of("8.2")))
                        .withInformat(Optional.of(Format.of("COMMA10."))),
                Variable.character("name", 300).withFormat(Optional.of(Format.of("$20."))));
        double[] values = new double[29];
        List<String> texts = new ArrayList<>();
        values[0] = Missing.of('_');
        values[1] = Missing.DOT;
        for (int i = 2; i < 28; i++) {
            values[i] = Missing.of((char) ('A' + i - 2));
        }
        values[28] = -0.0;
        for (int i = 0; i < 29; i++) {
            texts.add(i % 3 == 0 ? "" : " leading " + i + " ü€");
        }
        List<Column> columns = List.of(new NumericColumn(values), CharacterColumn.of(texts));
        List<SortKey> order = List.of(new SortKey("Weight", false), new SortKey("name", true));
        return new Table(variables, columns, 29, "a data set", order);
    }

    @Test
    void keepsEveryAttributeAndAll28MissingValues() throws IOException {
        Path file = folder.resolve("a.hdata");
        NativeWriter.write(file, example());
        Table read = NativeReader.read(file);
        assertThat(read.variables()).isEqualTo(example().variables());
        assertThat(read.label()).isEqualTo("a data set");
        assertThat(read.sortedBy()).isEqualTo(example().sortedBy());
        assertSameValues(read, example());
    }

    private static void assertSameValues(Table read, Table written) {
        assertThat(read.rowCount()).isEqualTo(written.rowCount());
        for (int i = 0; i < written.variables().size(); i++) {
            for (int row = 0; row < written.rowCount(); row++) {
                if (written.variable(i).isNumeric()) {
                    assertThat(Double.doubleToRawLongBits(read.numeric(i).get(row)))
                            .isEqualTo(Double.doubleToRawLongBits(
                                    written.numeric(i).get(row)));
                } else {
                    assertThat(read.character(i).get(row))
                            .isEqualTo(written.character(i).get(row));
                }
            }
        }
    }

    @Property(tries = 200)
    void anyNumbersAndTextsReadBackBitForBit(
            @ForAll @Size(max = 40) List<Double> numbers,
            @ForAll @Size(max = 40) List<@IntRange(max = 2000) Integer> seeds)
            throws IOException {
        int rows = Math.min(numbers.size(), seeds.size());
        double[] values = new double[rows];
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            values[i] = numbers.get(i);
            texts.add(Character.toString(0x20 + seeds.get(i)).repeat(seeds.get(i) % 7));
        }
        Table table = new Table(
                List.of(Variable.numeric("x"), Variable.character("c", 20)),
                List.of(new NumericColumn(values), CharacterColumn.of(texts)),
                rows);
        Path file = Files.createTempFile("hermite", ".hdata");
        try {
            NativeWriter.write(file, table);
            assertSameValues(NativeReader.read(file), table);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void severalBlocksAndWideDictionariesReadBack() throws IOException {
        int rows = 150_000;
        double[] values = new double[rows];
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            values[i] = Math.sin(i);
            texts.add("t" + i % 70_000);
        }
        Table table = new Table(
                List.of(Variable.numeric("x"), Variable.character("c", 20)),
                List.of(new NumericColumn(values), CharacterColumn.of(texts)),
                rows);
        Path file = folder.resolve("big.hdata");
        NativeWriter.write(file, table);
        Table read = NativeReader.read(file);
        assertThat(read.numeric(0).values()).isEqualTo(values);
        assertThat(read.character(1).get(149_999)).isEqualTo("t" + 149_999 % 70_000);
        assertThat(read.character(1).get(69_999)).isEqualTo("t69999");
    }

    @Test
    void emptyTablesReadBack() throws IOException {
        Path file = folder.resolve("empty.hdata");
        NativeWriter.write(file, new Table(List.of(), List.of(), 0));
        assertThat(NativeReader.read(file).variables()).isEmpty();
        NativeWriter.write(file, new Table(List.of(), List.of(), 7));
        assertThat(NativeReader.read(file).rowCount()).isEqualTo(7);
    }

    @Test
    void everyCutAndEveryChangedByteIsAnErrorThatNamesTheFile() throws IOException {
        Path file = folder.resolve("whole.hdata");
        NativeWriter.write(file, example());
        byte[] bytes = Files.readAllBytes(file);
        Path broken = folder.resolve("broken.hdata");
        for (int length = 0; length < bytes.length; length++) {
            Files.write(broken, Arrays.copyOf(bytes, length));
            assertRefused(broken);
        }
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 0x55;
            Files.write(broken, changed);
            assertRefused(broken);
        }
    }

    private static void assertRefused(Path broken) {
        assertThatThrownBy(() -> NativeReader.read(broken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken.hdata");
    }

    @Test
    void aFailedWriteLeavesTheFileAsItWas() throws IOException {
        Path file = folder.resolve("kept.hdata");
        NativeWriter.write(file, example());
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (var entries = Files.list(folder)) {
            assertThat(entries).hasSize(1);
        }
    }

    /** As any new file: what the user's mask allows, not for the owner alone. */
    @Test
    void othersMayReadAFileAsTheMaskSays() throws IOException {
        Path file = folder.resolve("shared.hdata");
        AtomicFile.write(file, out -> out.write(1));
        Path usual = Files.createFile(folder.resolve("usual"));
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(usual));
        }
    }
}
