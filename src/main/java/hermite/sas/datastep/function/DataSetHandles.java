package hermite.sas.datastep.function;

import hermite.data.Table;
import java.util.Optional;
import java.util.TreeMap;

/** Data sets opened by OPEN, by number. */
public final class DataSetHandles {
    private final TreeMap<Integer, Handle> open = new TreeMap<>();

    /** An open data set and the row FETCH read last; row -1 before the first. */
    public static final class Handle {
        private final String name;
        private final Table table;
        private int row = -1;

        Handle(String name, Table table) {
            this.name = name;
            this.table = table;
        }

        public String name() {
            return name;
        }

        public Table table() {
            return table;
        }

        public int row() {
            return row;
        }

        /** Goes to a row; false when there is none. */
        public boolean goTo(int newRow) {
            if (newRow < -1 || newRow >= table.rowCount()) {
                return false;
            }
            row = newRow;
            return true;
        }
    }

    /** The smallest free number. */
    public int open(String name, Table table) {
        int number = 1;
        while (open.containsKey(number)) {
            number++;
        }
        open.put(number, new Handle(name, table));
        return number;
    }

    public Optional<Handle> find(int number) {
        return Optional.ofNullable(open.get(number));
    }

    public boolean close(int number) {
        return open.remove(number) != null;
    }
}
