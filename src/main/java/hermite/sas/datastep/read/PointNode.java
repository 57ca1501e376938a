package hermite.sas.datastep.read;

import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.statement.StatementNode;
import java.util.List;

/** SET with POINT=: reads the observation of the number given, counted over all data sets of the statement. */
public final class PointNode extends StatementNode {
    private final DataSource[] sources;
    private final int pointSlot;

    public PointNode(List<DataSource> sources, int pointSlot) {
        this.sources = sources.toArray(DataSource[]::new);
        this.pointSlot = pointSlot;
    }

    @Override
    public int execute(Frame frame) {
        double point = frame.numbers[pointSlot];
        if (point >= 1) {
            double position = Math.floor(point) - 1;
            for (DataSource source : sources) {
                if (position < source.count()) {
                    for (DataSource other : sources) {
                        other.contributes(frame, other == source);
                    }
                    source.readAt(frame, (int) position);
                    return NEXT;
                }
                position -= source.count();
            }
        }
        frame.numbers[Frame.ERROR] = 1;
        return NEXT;
    }
}
