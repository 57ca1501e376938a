package hermite.sas.datastep.read;

import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.statement.StatementNode;
import hermite.sas.log.Log;

/**
 * UPDATE: values of transactions replace those of the master where they are not missing. Each transaction is one
 * iteration; only the last of a BY group is written.
 */
public final class UpdateNode extends StatementNode {
    private final DataSource master;
    private final DataSource transactions;
    private final ByOrder by;
    private final int endSlot;
    private final boolean replacesWithMissing;
    private final Log log;
    private boolean pending;
    private boolean repeatsTold;
    private DataSource previous;
    private int previousPosition;
    private boolean last = true;

    /** @param replacesWithMissing UPDATEMODE=NOMISSINGCHECK: missing values of transactions count */
    public UpdateNode(
            DataSource master, DataSource transactions, ByOrder by, int endSlot, boolean replacesWithMissing, Log log) {
        this.master = master;
        this.transactions = transactions;
        this.by = by;
        this.endSlot = endSlot;
        this.replacesWithMissing = replacesWithMissing;
        this.log = log;
    }

    /** Whether the implicit output of this iteration is due. */
    public boolean completesGroup() {
        return last;
    }

    @Override
    public int execute(Frame frame) {
        if (!pending) {
            DataSource key = lowest();
            if (key == null) {
                return STOP;
            }
            beginGroup(frame, key);
        } else {
            by.markFirst(frame, 0);
            apply(frame);
        }
        pending = transactions.hasNext()
                && by.difference(transactions, transactions.position(), previous, previousPosition) == 0;
        last = !pending;
        DataSource next = pending ? transactions : lowest();
        by.markLast(frame, next == null ? 1 : by.difference(next, next.position(), previous, previousPosition));
        if (endSlot >= 0) {
            frame.numbers[endSlot] = next == null ? 1 : 0;
        }
        return NEXT;
    }

    private void beginGroup(Frame frame, DataSource key) {
        int position = key.position();
        by.markFirst(frame, previous == null ? 1 : by.difference(key, position, previous, previousPosition));
        boolean inMaster = key == master;
        boolean inTransactions =
                transactions.hasNext() && by.difference(transactions, transactions.position(), key, position) == 0;
        previous = key;
        previousPosition = position;
        master.clear(frame);
        transactions.clear(frame);
        master.contributes(frame, inMaster);
        transactions.contributes(frame, inTransactions);
        if (inMaster) {
            by.requireSorted(master, position);
            boolean repeated = position > 0 && by.difference(master, position, master, position - 1) == 0;
            if (repeated && !repeatsTold) {
                repeatsTold = true;
                log.write(DataStepMessage.MASTER_REPEATS);
            }
            master.readNext(frame);
        }
        if (inTransactions) {
            apply(frame);
        }
    }

    private void apply(Frame frame) {
        by.requireSorted(transactions, transactions.position());
        if (replacesWithMissing) {
            transactions.readNext(frame);
        } else {
            transactions.updateNext(frame);
        }
    }

    private DataSource lowest() {
        if (!master.hasNext()) {
            return transactions.hasNext() ? transactions : null;
        }
        if (!transactions.hasNext()) {
            return master;
        }
        return by.difference(transactions, transactions.position(), master, master.position()) < 0
                ? transactions
                : master;
    }
}
