package hermite.sas.datastep.record;

import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.record.PutItems.Item;
import hermite.sas.datastep.statement.StatementNode;
import java.util.List;

/** A PUT, PUTLOG or ERROR statement. */
public final class PutNode extends StatementNode {
    private final Current current;
    private final Item[] items;
    private final int hold;
    private final boolean error;

    /** The FILE that was executed last; the log before any was. */
    public static final class Current {
        private OutputLines lines;

        public Current(OutputLines first) {
            lines = first;
        }

        public void lines(OutputLines newLines) {
            lines = newLines;
        }
    }

    /** @param error an ERROR statement: sets {@code _ERROR_} */
    public PutNode(Current current, List<Item> items, int hold, boolean error) {
        this.current = current;
        this.items = items.toArray(Item[]::new);
        this.hold = hold;
        this.error = error;
    }

    @Override
    public int execute(Frame frame) {
        OutputLines lines = current.lines;
        for (Item item : items) {
            item.put(frame, lines);
        }
        lines.end(hold);
        if (error) {
            frame.numbers[Frame.ERROR] = 1;
        }
        return NEXT;
    }

    /** An executed FILE statement: PUT writes there from here on. */
    public static final class File extends StatementNode {
        private final Current current;
        private final OutputLines lines;

        public File(Current current, OutputLines lines) {
            this.current = current;
            this.lines = lines;
        }

        @Override
        public int execute(Frame frame) {
            current.lines(lines);
            return NEXT;
        }
    }
}
