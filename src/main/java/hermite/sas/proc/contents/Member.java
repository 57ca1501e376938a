package hermite.sas.proc.contents;

import hermite.data.Library;
import hermite.data.Table;
import hermite.data.Variable;
import java.util.List;

/**
 * A data set to be described.
 *
 * @param name two-level name, upper case
 * @param library where it is kept
 */
record Member(String name, Library library, Table table) {

    String libref() {
        return name.substring(0, Math.max(0, name.indexOf('.')));
    }

    String memberName() {
        return name.substring(name.indexOf('.') + 1);
    }

    /** Bytes of a row: the lengths of its variables. */
    int observationLength() {
        return table.variables().stream().mapToInt(Variable::length).sum();
    }

    /** Offsets of the variables in a row, numbers before texts. */
    int[] positions() {
        List<Variable> variables = table.variables();
        int[] positions = new int[variables.size()];
        int next = 0;
        for (boolean numeric : new boolean[] {true, false}) {
            for (int i = 0; i < positions.length; i++) {
                if (variables.get(i).isNumeric() == numeric) {
                    positions[i] = next;
                    next += variables.get(i).length();
                }
            }
        }
        return positions;
    }
}
