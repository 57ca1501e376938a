package hermite.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableBuilderTest {
    private static final List<Variable> VARIABLES = List.of(Variable.numeric("a"), Variable.numeric("b"));

    private static Table table(List<Table> similar, double... values) {
        TableBuilder builder = new TableBuilder(VARIABLES);
        for (int i = 0; i < values.length; i += 2) {
            builder.set(0, values[i]).set(1, values[i + 1]).endRow();
        }
        return builder.build("", similar);
    }

    @Test
    void columnsWithTheSameBitsAreShared() {
        Table first = table(List.of(), 1, 2, Missing.of('B'), 4);
        Table second = table(List.of(first), 1, 2.5, Missing.of('B'), 4);
        assertThat(second.column(0)).isSameAs(first.column(0));
        assertThat(second.column(1)).isNotSameAs(first.column(1));
        assertThat(second.numeric(1).get(0)).isEqualTo(2.5);
    }

    @Test
    void otherMissingValuesSignsOfZeroAndNumbersOfRowsAreNotTheSame() {
        Table first = table(List.of(), Missing.of('B'), 0.0);
        Table second = table(List.of(first), Missing.of('C'), -0.0);
        assertThat(Missing.code(second.numeric(0).get(0))).isEqualTo('C');
        assertThat(1 / second.numeric(1).get(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        Table longer = table(List.of(first), Missing.of('B'), 0.0, 1, 1);
        assertThat(longer.rowCount()).isEqualTo(2);
        assertThat(longer.column(0)).isNotSameAs(first.column(0));
    }
}
