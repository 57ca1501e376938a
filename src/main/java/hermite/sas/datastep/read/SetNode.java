package hermite.sas.datastep.read;

import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.statement.StatementNode;
import java.util.List;

/** SET: concatenates its data sets, or interleaves them with a BY statement. */
public final class SetNode extends StatementNode {
    private final DataSource[] sources;
    private final ByOrder by;
    private final int endSlot;
    private final int nameSlot;
    private int current = -1;
    private int previousPosition = -1;

    /**
     * @param by the BY statement's order, or null without one
     * @param endSlot slot of the END= variable, or -1
     * @param nameSlot text slot of the INDSNAME= variable, or -1
     */
    public SetNode(List<DataSource> sources, ByOrder by, int endSlot, int nameSlot) {
        this.sources = sources.toArray(DataSource[]::new);
        this.by = by;
        this.endSlot = endSlot;
        this.nameSlot = nameSlot;
    }

    @Override
    public int execute(Frame frame) {
        int next = nextSource();
        if (next < 0) {
            return STOP;
        }
        int position = sources[next].position();
        if (by != null) {
            by.requireSorted(sources[next], position);
            by.markFirst(
                    frame,
                    current < 0 ? 1 : by.difference(sources[next], position, sources[current], previousPosition));
        }
        if (next != current) {
            changeSource(frame, next);
        }
        sources[next].readNext(frame);
        current = next;
        previousPosition = position;
        if (by != null || endSlot >= 0) {
            lookAhead(frame, position);
        }
        return NEXT;
    }

    private void changeSource(Frame frame, int next) {
        for (int i = 0; i < sources.length; i++) {
            if (current >= 0) {
                sources[i].clear(frame);
            }
            sources[i].contributes(frame, i == next);
        }
        // the data set read may share its IN= variable with no other, so its own flag comes last
        sources[next].contributes(frame, true);
        if (nameSlot >= 0) {
            frame.texts[nameSlot] = sources[next].name();
        }
    }

    private void lookAhead(Frame frame, int position) {
        int after = nextSource();
        if (endSlot >= 0) {
            frame.numbers[endSlot] = after < 0 ? 1 : 0;
        }
        if (by != null) {
            by.markLast(
                    frame,
                    after < 0
                            ? 1
                            : by.difference(sources[after], sources[after].position(), sources[current], position));
        }
    }

    /** The data set the next observation comes from, or -1 at the end. */
    private int nextSource() {
        int best = -1;
        for (int i = Math.max(0, by == null ? current : 0); i < sources.length; i++) {
            if (!sources[i].hasNext()) {
                continue;
            }
            if (by == null || by.notSorted()) {
                return i;
            }
            if (best < 0
                    || by.difference(sources[i], sources[i].position(), sources[best], sources[best].position()) < 0) {
                best = i;
            }
        }
        return best;
    }
}
