package hermite.sas.datastep.read;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Frame;
import hermite.sas.log.StepFailure;
import hermite.sas.source.Place;

/**
 * The order a BY statement asks for, and the FIRST. and LAST. variables.
 *
 * @param descending for each BY variable
 * @param firstSlots slots of FIRST.x
 * @param lastSlots slots of LAST.x
 */
public record ByOrder(boolean[] descending, boolean notSorted, int[] firstSlots, int[] lastSlots, Place place) {

    /** 0 when two rows have equal keys; otherwise ±(level + 1) of the first BY variable that differs. */
    int difference(DataSource a, int positionA, DataSource b, int positionB) {
        int rowA = a.row(positionA);
        int rowB = b.row(positionB);
        for (int level = 0; level < descending.length; level++) {
            int order = compare(a.key(level), rowA, b.key(level), rowB);
            if (order != 0) {
                return order > 0 == descending[level] ? -(level + 1) : level + 1;
            }
        }
        return 0;
    }

    private static int compare(Column a, int rowA, Column b, int rowB) {
        if (a == b) {
            return a.compare(rowA, rowB);
        }
        return a instanceof NumericColumn number
                ? Missing.compare(number.get(rowA), ((NumericColumn) b).get(rowB))
                : CharacterColumn.compareText(((CharacterColumn) a).get(rowA), ((CharacterColumn) b).get(rowB));
    }

    /** Fails when the row at the position comes before its predecessor. */
    void requireSorted(DataSource source, int position) {
        if (!notSorted && position > 0 && difference(source, position, source, position - 1) < 0) {
            throw new StepFailure(place, DataStepMessage.NOT_SORTED, source.name());
        }
    }

    /** Sets FIRST. variables: those from the level on at which the key changed. @param change 0 for an equal key */
    void markFirst(Frame frame, int change) {
        mark(frame, firstSlots, change);
    }

    void markLast(Frame frame, int change) {
        mark(frame, lastSlots, change);
    }

    private static void mark(Frame frame, int[] slots, int change) {
        int level = Math.abs(change);
        for (int i = 0; i < slots.length; i++) {
            frame.numbers[slots[i]] = level != 0 && i + 1 >= level ? 1 : 0;
        }
    }
}
