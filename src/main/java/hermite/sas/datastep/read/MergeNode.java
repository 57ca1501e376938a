package hermite.sas.datastep.read;

import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.statement.StatementNode;
import hermite.sas.log.Log;
import java.util.List;

/** MERGE with a BY statement: match-merge. Within a BY group a data set that is used up keeps its last values. */
public final class MergeNode extends StatementNode {
    private final DataSource[] sources;
    private final ByOrder by;
    private final int endSlot;
    private final Log log;
    private final int[] groupEnd;
    private boolean inGroup;
    private boolean repeatsTold;
    private DataSource previous;
    private int previousPosition;

    public MergeNode(List<DataSource> sources, ByOrder by, int endSlot, Log log) {
        this.sources = sources.toArray(DataSource[]::new);
        this.by = by;
        this.endSlot = endSlot;
        this.log = log;
        this.groupEnd = new int[this.sources.length];
    }

    @Override
    public int execute(Frame frame) {
        boolean starts = !inGroup;
        if (starts) {
            int lowest = lowestSource();
            if (lowest < 0) {
                return STOP;
            }
            beginGroup(frame, lowest);
        }
        if (!starts) {
            by.markFirst(frame, 0);
        }
        boolean more = false;
        for (int i = 0; i < sources.length; i++) {
            if (sources[i].position() < groupEnd[i]) {
                previous = sources[i];
                previousPosition = sources[i].position();
                sources[i].readNext(frame);
                more |= sources[i].position() < groupEnd[i];
            }
        }
        inGroup = more;
        finish(frame, more);
        return NEXT;
    }

    private void beginGroup(Frame frame, int lowest) {
        DataSource key = sources[lowest];
        int keyPosition = key.position();
        by.markFirst(frame, previous == null ? 1 : by.difference(key, keyPosition, previous, previousPosition));
        int withRepeats = 0;
        for (int i = 0; i < sources.length; i++) {
            DataSource source = sources[i];
            int end = source.position();
            while (end < source.count() && by.difference(source, end, key, keyPosition) == 0) {
                by.requireSorted(source, end);
                end++;
            }
            if (end < source.count()) {
                by.requireSorted(source, end);
            }
            groupEnd[i] = end;
            source.clear(frame);
            withRepeats += end - source.position() > 1 ? 1 : 0;
        }
        for (int i = 0; i < sources.length; i++) {
            sources[i].contributes(frame, groupEnd[i] > sources[i].position());
        }
        if (withRepeats > 1 && !repeatsTold) {
            repeatsTold = true;
            log.write(DataStepMessage.REPEATS_OF_BY_VALUES);
        }
    }

    private void finish(Frame frame, boolean more) {
        int after = more ? 0 : lowestSource();
        if (endSlot >= 0) {
            frame.numbers[endSlot] = after < 0 ? 1 : 0;
        }
        if (more) {
            by.markLast(frame, 0);
        } else {
            by.markLast(
                    frame,
                    after < 0
                            ? 1
                            : by.difference(sources[after], sources[after].position(), previous, previousPosition));
        }
    }

    private int lowestSource() {
        int best = -1;
        for (int i = 0; i < sources.length; i++) {
            boolean lower = sources[i].hasNext()
                    && (best < 0
                            || by.difference(sources[i], sources[i].position(), sources[best], sources[best].position())
                                    < 0);
            if (lower) {
                best = i;
            }
        }
        return best;
    }
}
