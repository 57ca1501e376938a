package hermite.sas.datastep.statement;

import hermite.sas.datastep.compile.OutputDataSet;
import hermite.sas.datastep.node.Frame;
import java.util.List;

/** OUTPUT: writes the program data vector to one or several data sets. */
public final class OutputNode extends StatementNode {
    private final OutputDataSet[] outputs;

    public OutputNode(List<OutputDataSet> outputs) {
        this.outputs = outputs.toArray(OutputDataSet[]::new);
    }

    @Override
    public int execute(Frame frame) {
        for (OutputDataSet output : outputs) {
            output.write(frame);
        }
        return NEXT;
    }
}
