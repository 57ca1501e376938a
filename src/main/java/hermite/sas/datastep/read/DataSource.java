package hermite.sas.datastep.read;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.sas.datastep.InputSelection;
import hermite.sas.datastep.node.Frame;
import java.util.ArrayList;
import java.util.List;

/** One data set of a SET, MERGE or UPDATE statement: its rows in order, and the slots its variables go to. */
public final class DataSource {
    private static final int[] NO_ROWS = new int[0];

    private final String name;
    private final InputSelection selection;
    private final NumericColumn[] numberColumns;
    private final int[] numberSlots;
    private final CharacterColumn[] textColumns;
    private final int[] textSlots;
    private final int[] textLengths;
    private final boolean selected;
    private final int[] rows;
    private final int count;
    private final int inSlot;
    private Column[] keys = new Column[0];
    private int next;
    private long read;

    /**
     * @param slots the slot of each variable of the selection's table
     * @param lengths the length of each variable in the program data vector
     * @param inSlot slot of the IN= variable, or -1
     */
    public DataSource(String name, InputSelection selection, int[] slots, int[] lengths, int inSlot) {
        this.name = name;
        this.selection = selection;
        this.inSlot = inSlot;
        this.selected = selection.rows().isPresent();
        this.rows = selection.rows().orElse(NO_ROWS);
        this.count = selection.rowCount();
        List<NumericColumn> numbers = new ArrayList<>();
        List<CharacterColumn> texts = new ArrayList<>();
        List<Integer> slotsOfNumbers = new ArrayList<>();
        List<Integer> slotsOfTexts = new ArrayList<>();
        List<Integer> lengthsOfTexts = new ArrayList<>();
        for (int i = 0; i < slots.length; i++) {
            if (selection.table().column(i) instanceof NumericColumn number) {
                numbers.add(number);
                slotsOfNumbers.add(slots[i]);
            } else {
                texts.add(selection.table().character(i));
                slotsOfTexts.add(slots[i]);
                lengthsOfTexts.add(lengths[i]);
            }
        }
        numberColumns = numbers.toArray(NumericColumn[]::new);
        textColumns = texts.toArray(CharacterColumn[]::new);
        numberSlots = slotsOfNumbers.stream().mapToInt(Integer::intValue).toArray();
        textSlots = slotsOfTexts.stream().mapToInt(Integer::intValue).toArray();
        textLengths = lengthsOfTexts.stream().mapToInt(Integer::intValue).toArray();
    }

    public String name() {
        return name;
    }

    public InputSelection selection() {
        return selection;
    }

    /** Observations read so far. */
    public long observationsRead() {
        return read;
    }

    /** The BY variables' columns; given once, before anything is read. */
    public void setKeys(Column[] byColumns) {
        keys = byColumns;
    }

    Column key(int level) {
        return keys[level];
    }

    int count() {
        return count;
    }

    boolean hasNext() {
        return next < count;
    }

    /** Place of the row that the next read gives, among the rows selected. */
    int position() {
        return next;
    }

    /** The row of the table at a place among the rows selected. */
    int row(int position) {
        return selected ? rows[position] : position;
    }

    /** Reads the next row into the frame. */
    void readNext(Frame frame) {
        load(frame, row(next++));
    }

    /** Reads the row at a place among those selected. */
    void readAt(Frame frame, int position) {
        load(frame, row(position));
    }

    private void load(Frame frame, int row) {
        for (int i = 0; i < numberColumns.length; i++) {
            frame.numbers[numberSlots[i]] = numberColumns[i].get(row);
        }
        for (int i = 0; i < textColumns.length; i++) {
            String text = textColumns[i].get(row);
            frame.texts[textSlots[i]] = text.length() > textLengths[i]
                    ? text.substring(0, textLengths[i]).stripTrailing()
                    : text;
        }
        read++;
    }

    /** Reads the next row, but keeps what the frame has where the row is missing; {@code ._} stands for missing. */
    void updateNext(Frame frame) {
        int row = row(next++);
        for (int i = 0; i < numberColumns.length; i++) {
            double value = numberColumns[i].get(row);
            if (value == value) {
                frame.numbers[numberSlots[i]] = value;
            } else if (Missing.code(value) != '.') {
                frame.numbers[numberSlots[i]] = Missing.code(value) == '_' ? Missing.DOT : value;
            }
        }
        for (int i = 0; i < textColumns.length; i++) {
            String text = textColumns[i].get(row);
            if (!text.isEmpty()) {
                frame.texts[textSlots[i]] = text.length() > textLengths[i] ? text.substring(0, textLengths[i]) : text;
            }
        }
        read++;
    }

    void clear(Frame frame) {
        for (int slot : numberSlots) {
            frame.numbers[slot] = Missing.DOT;
        }
        for (int slot : textSlots) {
            frame.texts[slot] = "";
        }
    }

    void contributes(Frame frame, boolean contributes) {
        if (inSlot >= 0) {
            frame.numbers[inSlot] = contributes ? 1 : 0;
        }
    }
}
