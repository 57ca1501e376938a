package hermite.sas.datastep.record;

import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.record.InputItems.Item;
import hermite.sas.datastep.statement.Jump;
import hermite.sas.datastep.statement.StatementNode;
import hermite.sas.log.Log;
import java.util.List;

/** An INPUT statement. At the end of the input it ends the step, or goes to the label of EOF=. */
public final class InputNode extends StatementNode {
    private final Current current;
    private final Item[] items;
    private final int hold;
    private final Jump jump;
    private final Log log;

    /** The INFILE that was executed last. */
    public static final class Current {
        private InputBuffer buffer;

        public InputBuffer buffer() {
            return buffer;
        }

        public void buffer(InputBuffer newBuffer) {
            buffer = newBuffer;
        }
    }

    public InputNode(Current current, List<Item> items, int hold, Jump jump, Log log) {
        this.current = current;
        this.items = items.toArray(Item[]::new);
        this.hold = hold;
        this.jump = jump;
        this.log = log;
    }

    @Override
    public int execute(Frame frame) {
        InputBuffer buffer = current.buffer();
        if (!buffer.begin(frame)) {
            return atEnd(buffer);
        }
        for (Item item : items) {
            item.read(frame, buffer);
            if (buffer.ended()) {
                if (buffer.anyRead()) {
                    log.write(DataStepMessage.LOST_CARD);
                    for (InputBuffer.ShownRecord shown : buffer.shown()) {
                        log.line(String.format("%-10s %s", shown.number(), shown.text()));
                    }
                }
                return atEnd(buffer);
            }
        }
        buffer.end(frame, hold);
        return NEXT;
    }

    private int atEnd(InputBuffer buffer) {
        String label = buffer.settings().endLabel();
        if (label.isEmpty()) {
            return STOP;
        }
        jump.to(label);
        return GOTO;
    }

    /** An executed INFILE statement: INPUT reads from its file from here on. */
    public static final class Infile extends StatementNode {
        private final Current current;
        private final InputBuffer buffer;

        public Infile(Current current, InputBuffer buffer) {
            this.current = current;
            this.buffer = buffer;
        }

        @Override
        public int execute(Frame frame) {
            current.buffer(buffer);
            return NEXT;
        }
    }
}
