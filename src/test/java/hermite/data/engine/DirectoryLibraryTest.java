package hermite.data.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.SharedData;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.data.engine.xport.XportMember;
import hermite.data.engine.xport.XportWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLibraryTest {
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 21, 4, 5, 6);

    @TempDir
    Path folder;

    private static Table one(double value) {
        return new Table(List.of(Variable.numeric("X")), List.of(new NumericColumn(new double[] {value})), 1);
    }

    private static double valueOf(Table table) {
        return table.numeric(0).get(0);
    }

    @Test
    void prefersNativeThenTransportThenCommaFiles() throws IOException {
        DirectoryLibrary library = new DirectoryLibrary(folder);
        Files.writeString(folder.resolve("Trial.CSV"), "X\n3\n");
        assertThat(valueOf(library.read("TRIAL").orElseThrow())).isEqualTo(3);
        XportWriter.write(folder.resolve("trial.xpt"), List.of(new XportMember("OTHER", one(2))), NOW);
        assertThat(valueOf(library.read("trial").orElseThrow())).isEqualTo(2);
        library.write("Trial", one(1));
        assertThat(valueOf(library.read("trial").orElseThrow())).isEqualTo(1);
        assertThat(folder.resolve("trial.hdata")).exists();
        assertThat(library.members()).containsExactly("TRIAL");
        assertThat(library.delete("TRIAL")).isTrue();
        assertThat(valueOf(library.read("trial").orElseThrow())).isEqualTo(2);
        assertThatThrownBy(() -> library.delete("TRIAL")).hasMessageContaining("trial.xpt");
    }

    @Test
    void itemStoresAndOtherFilesAreNoMembers() throws IOException {
        Files.writeString(folder.resolve("model.hstore"), "x");
        Files.writeString(folder.resolve("notes.txt"), "x");
        Files.writeString(folder.resolve(".csv"), "x");
        Files.createDirectory(folder.resolve("folder.csv"));
        DirectoryLibrary library = new DirectoryLibrary(folder);
        assertThat(library.members()).isEmpty();
        assertThat(library.read("model")).isEmpty();
        assertThat(library.contains("model")).isFalse();
        assertThat(library.delete("model")).isFalse();
    }

    @Test
    void aTransportFileOfSeveralDataSetsServesTheOneOfItsName() throws IOException {
        Path file = folder.resolve("b.xpt");
        XportWriter.write(file, List.of(new XportMember("A", one(1)), new XportMember("B", one(2))), NOW);
        DirectoryLibrary library = new DirectoryLibrary(folder);
        assertThat(valueOf(library.read("b").orElseThrow())).isEqualTo(2);
        Files.move(file, folder.resolve("c.xpt"));
        assertThatThrownBy(() -> library.read("c"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("XPORT");
    }

    @Test
    void aDamagedMemberIsListedAndItsReadingFailsWithItsName() throws IOException {
        Files.writeString(folder.resolve("bad.hdata"), "nonsense");
        DirectoryLibrary library = new DirectoryLibrary(folder);
        assertThat(library.members()).containsExactly("BAD");
        assertThatThrownBy(() -> library.read("bad"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad.hdata");
    }

    /** The trials of the seed program, by the names it uses. */
    @Test
    @EnabledIf("hermite.SharedData#available")
    void servesTheSeedsDataSets() throws IOException {
        DirectoryLibrary library = new DirectoryLibrary(SharedData.path("data/sas"));
        assertThat(library.read("Amenorrhea").orElseThrow().rowCount()).isEqualTo(4604);
        assertThat(library.read("EPILEPSY").orElseThrow().rowCount()).isEqualTo(59);
        assertThat(library.members()).contains("ALFALFA", "AMENORRHEA", "EPILEPSY");
    }

    @Test
    void memoryKeepsMembersByNameWithoutCase() {
        MemoryLibrary library = new MemoryLibrary("WORK");
        library.write("abc", one(1));
        assertThat(library.contains("ABC")).isTrue();
        assertThat(library.read("Abc").map(DirectoryLibraryTest::valueOf)).contains(1.0);
        assertThat(library.members()).containsExactly("ABC");
        assertThat(library.delete("aBC")).isTrue();
        assertThat(library.read("abc")).isEmpty();
    }
}
