package hermite.sas.proc.transpose;

import hermite.data.Table;
import java.util.Arrays;

/**
 * The rows of a BY group and the new variable each becomes.
 *
 * @param places index of the new variable by row; -1: the row is left out
 */
record TransposedGroup(Table rows, int[] places) {

    int rowsWithoutPlace() {
        return (int) Arrays.stream(places).filter(place -> place < 0).count();
    }

    /** Row by new variable, the last one where several have it; -1: none. */
    int[] rowByPlace(int newVariables) {
        int[] rows = new int[newVariables];
        Arrays.fill(rows, -1);
        for (int row = 0; row < places.length; row++) {
            if (places[row] >= 0) {
                rows[places[row]] = row;
            }
        }
        return rows;
    }
}
