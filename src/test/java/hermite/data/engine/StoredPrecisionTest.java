package hermite.data.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredPrecisionTest {
    /** SAS documentation of LENGTH: three bytes hold whole numbers up to 8192 exactly; 0.1 loses its low bytes. */
    @Test
    void shortNumbersLoseTheirLastBytesWhenWritten() {
        double[] values = {8192, 8193, 0.1, Missing.of('C'), -5};
        Table table = new Table(
                List.of(Variable.numeric("X").withLength(3), Variable.numeric("Y")),
                List.of(new NumericColumn(values), new NumericColumn(values)),
                5);
        MemoryLibrary library = new MemoryLibrary("WORK");
        library.write("A", table);
        Table written = library.read("A").orElseThrow();
        assertThat(written.numeric(0).get(0)).isEqualTo(8192);
        assertThat(written.numeric(0).get(1)).isEqualTo(8192);
        assertThat(Double.doubleToLongBits(written.numeric(0).get(2))).isEqualTo(0x3FB9_9900_0000_0000L);
        assertThat(Missing.code(written.numeric(0).get(3))).isEqualTo('C');
        assertThat(written.numeric(0).get(4)).isEqualTo(-5);
        assertThat(written.numeric(1).values()).isEqualTo(values);
        assertThat(table.numeric(0).get(2)).isEqualTo(0.1);
    }
}
