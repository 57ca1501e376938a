package hermite.sas.datastep.statement;

import hermite.sas.datastep.node.Frame;

/** A statement that does one thing and goes on: CALL routines. */
public final class Actions extends StatementNode {
    private final Action action;

    /** What is done. */
    @FunctionalInterface
    public interface Action {
        void run(Frame frame);
    }

    public Actions(Action action) {
        this.action = action;
    }

    @Override
    public int execute(Frame frame) {
        action.run(frame);
        return NEXT;
    }
}
