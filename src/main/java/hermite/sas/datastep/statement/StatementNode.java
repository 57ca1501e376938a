package hermite.sas.datastep.statement;

import hermite.sas.datastep.node.Frame;

/** A compiled statement. It ends with a completion code that tells the enclosing statements what comes next. */
public abstract class StatementNode {
    /** Go on with the next statement. */
    public static final int NEXT = 0;

    /** End of the iteration, with the implicit output if the step has one. */
    public static final int RETURN = 1;

    /** End of the iteration without output. */
    public static final int DELETE = 2;

    /** End of the step without output. */
    public static final int STOP = 3;

    public static final int LEAVE = 4;

    public static final int CONTINUE = 5;

    /** Go on at the label the {@link Jump} holds. */
    public static final int GOTO = 6;

    public abstract int execute(Frame frame);

    /** Whether the label stands in this statement, so that {@link #resume} can enter it there. */
    public boolean holds(String label) {
        return false;
    }

    /** Executes from the label on that the {@link Jump} holds; called only when the label is here. */
    public int resume(Frame frame) {
        return execute(frame);
    }
}
