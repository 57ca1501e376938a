package hermite.data.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.SharedData;
import hermite.data.Format;
import hermite.data.Missing;
import hermite.data.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and expected values: SOURCES.md section 3 (values read by pandas and by the data's authors). */
@EnabledIf("hermite.SharedData#available")
class Sas7bdatReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "data/sas/amenorrhea.sas7bdat, data/amenorrhea.csv",
        "data/sas/epilepsy.sas7bdat, data/epilepsy.csv",
        "data/sas/extend_yes.sas7bdat, data/sas/expected_extend_yes.csv",
        "data/sas/mixed_data_two.sas7bdat, data/sas/expected_mixed_data_two.csv"
    })
    void readsEveryCell(String file, String expected) throws IOException {
        ExpectedCsv.assertSame(Sas7bdatReader.read(SharedData.path(file)), SharedData.path(expected));
    }

    @Test
    void amenorrheaHas988MissingResponses() throws IOException {
        Table table = Sas7bdatReader.read(SharedData.path("data/sas/amenorrhea.sas7bdat"));
        int y = table.indexOf("y");
        assertThat(Arrays.stream(table.numeric(y).values()).filter(Missing::isMissing))
                .hasSize(988);
    }

    /** Both files are the same data set, plain and with binary compression; dates are day numbers, not Java dates. */
    @ParameterizedTest
    @ValueSource(strings = {"sample", "sample_bincompressed"})
    void readsDatesTimesAndText(String name) throws IOException {
        Table table = Sas7bdatReader.read(SharedData.path("data/sas/" + name + ".sas7bdat"));
        assertThat(table.variables().stream().map(v -> v.name()))
                .containsExactly("mychar", "mynum", "mydate", "dtime", "mylabl", "myord", "mytime");
        assertThat(table.character(0).get(2)).isEqualTo("c");
        assertThat(table.numeric(1).get(2)).isEqualTo(-1000.3);
        assertThat(table.numeric(2).get(0)).isEqualTo(LocalDate.of(2018, 5, 6).toEpochDay() + 3653);
        assertThat(table.numeric(3).get(0)).isEqualTo((LocalDate.of(2018, 5, 6).toEpochDay() + 3653) * 86400.0 + 36610);
        assertThat(table.numeric(6).get(1)).isEqualTo(23 * 3600 + 610);
        assertThat(Missing.isMissing(table.numeric(2).get(4))).isTrue();
        assertThat(table.variable(2).format().map(Format::isCharacter)).contains(false);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 100, 900, 1024, 2000, 5000, 8000})
    void aFileCutOffIsAnErrorThatNamesIt(int length) throws IOException {
        byte[] bytes = Files.readAllBytes(SharedData.path("data/sas/epilepsy.sas7bdat"));
        Path cut = folder.resolve("cut.sas7bdat");
        Files.write(cut, Arrays.copyOf(bytes, length));
        assertThatThrownBy(() -> Sas7bdatReader.read(cut))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut.sas7bdat");
    }

    @Test
    void aFileOfAnotherKindIsAnErrorThatNamesIt() throws IOException {
        Path other = folder.resolve("other.sas7bdat");
        Files.writeString(other, "a,b\n1,2\n".repeat(1000));
        assertThatThrownBy(() -> Sas7bdatReader.read(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other.sas7bdat")
                .hasMessageContaining("does not begin");
    }

    /** Missing values in sas7bdat: FF FF FE is {@code .}, FF FF FF is {@code ._}, FF FF FD is {@code .A} … FF FF E4 is {@code .Z}. */
    @ParameterizedTest
    @CsvSource({"FFFFFE0000000000, .", "FFFFFF0000000000, _", "FFFFFD0000000000, A", "FFFFE40000000000, Z"})
    void tellsTheKindsOfMissingValuesApart(String stored, char code) throws IOException {
        assertThat(Missing.code(firstAge(Long.parseUnsignedLong(stored, 16)))).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.0000000000000002, 1e-15, -1e-15, 1e-310, 2.9999999999999996, 1e300})
    void numbersKeepEveryBit(double value) throws IOException {
        assertThat(firstAge(Double.doubleToLongBits(value))).isEqualTo(value);
    }

    /** The first AGE of a copy of epilepsy.sas7bdat (31, after ID 1 and TRT 0) replaced by the bits given. */
    private double firstAge(long bits) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(SharedData.path("data/sas/epilepsy.sas7bdat")))
                .order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (bytes.getDouble(at) != 1 || bytes.getDouble(at + 8) != 0 || bytes.getDouble(at + 16) != 31) {
            at += 4;
        }
        bytes.putLong(at + 16, bits);
        Path changed = folder.resolve("changed.sas7bdat");
        Files.write(changed, bytes.array());
        Table table = Sas7bdatReader.read(changed);
        return table.numeric(table.indexOf("age")).get(0);
    }

    /** A thousand copies with a few bytes changed: each is read or refused with the file's name, nothing else escapes. */
    @Test
    void changedBytesNeverEscapeAsAnythingButAnIoException() throws IOException {
        byte[] whole = Files.readAllBytes(SharedData.path("data/sas/epilepsy.sas7bdat"));
        Path changed = folder.resolve("changed.sas7bdat");
        Random random = new Random(20261121);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = whole.clone();
            for (int k = random.nextInt(8); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(changed, bytes);
            try {
                assertThat(Sas7bdatReader.read(changed).variables()).isNotEmpty();
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("changed.sas7bdat");
            }
        }
    }

    @Test
    void anAbsentFileIsAnErrorThatSaysSo() {
        assertThatThrownBy(() -> Sas7bdatReader.read(folder.resolve("none.sas7bdat")))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("none.sas7bdat does not exist.");
    }
}
