package hermite.sas.datastep.statement;

import hermite.sas.datastep.node.Frame;
import java.util.List;

/** Statements one after the other: a DO group, the body of a loop, the whole step. */
public final class Block extends StatementNode {
    private final StatementNode[] statements;
    private final Jump jump;

    public Block(List<StatementNode> statements, Jump jump) {
        this.statements = statements.toArray(StatementNode[]::new);
        this.jump = jump;
    }

    @Override
    public int execute(Frame frame) {
        return run(frame, 0, false);
    }

    @Override
    public boolean holds(String label) {
        return indexOf(label) >= 0;
    }

    @Override
    public int resume(Frame frame) {
        return run(frame, indexOf(jump.target()), true);
    }

    private int indexOf(String label) {
        for (int i = 0; i < statements.length; i++) {
            if (statements[i].holds(label)) {
                return i;
            }
        }
        return -1;
    }

    private int run(Frame frame, int first, boolean enterAtLabel) {
        int i = first;
        boolean enter = enterAtLabel;
        while (i < statements.length) {
            int completion = enter ? statements[i].resume(frame) : statements[i].execute(frame);
            enter = false;
            if (completion == GOTO) {
                int target = indexOf(jump.target());
                if (target < 0) {
                    return GOTO;
                }
                i = target;
                enter = true;
            } else if (completion != NEXT) {
                return completion;
            } else {
                i++;
            }
        }
        return NEXT;
    }
}
