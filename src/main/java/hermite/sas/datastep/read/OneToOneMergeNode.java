package hermite.sas.datastep.read;

import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.statement.StatementNode;
import java.util.List;

/** MERGE without BY: observations by position, up to the end of the longest data set. */
public final class OneToOneMergeNode extends StatementNode {
    private final DataSource[] sources;
    private final int endSlot;

    public OneToOneMergeNode(List<DataSource> sources, int endSlot) {
        this.sources = sources.toArray(DataSource[]::new);
        this.endSlot = endSlot;
    }

    @Override
    public int execute(Frame frame) {
        boolean any = false;
        for (DataSource source : sources) {
            any |= source.hasNext();
        }
        if (!any) {
            return STOP;
        }
        for (DataSource source : sources) {
            source.clear(frame);
        }
        boolean more = false;
        for (DataSource source : sources) {
            boolean has = source.hasNext();
            source.contributes(frame, has);
            if (has) {
                source.readNext(frame);
                more |= source.hasNext();
            }
        }
        if (endSlot >= 0) {
            frame.numbers[endSlot] = more ? 0 : 1;
        }
        return NEXT;
    }
}
