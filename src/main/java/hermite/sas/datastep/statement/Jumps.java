package hermite.sas.datastep.statement;

import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Diagnostics;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.node.NumberNode;
import hermite.sas.log.StepFailure;
import hermite.sas.source.Place;

/** Statements that change the order of execution. */
public final class Jumps {
    private Jumps() {}

    /** DELETE, STOP, RETURN, LEAVE, CONTINUE and the null statement: nothing but a completion code. */
    public static final class Complete extends StatementNode {
        private final int completion;

        public Complete(int completion) {
            this.completion = completion;
        }

        @Override
        public int execute(Frame frame) {
            return completion;
        }
    }

    /** {@code if e;} */
    public static final class SubsettingIf extends StatementNode {
        private final NumberNode condition;

        public SubsettingIf(NumberNode condition) {
            this.condition = condition;
        }

        @Override
        public int execute(Frame frame) {
            return condition.test(frame) ? NEXT : DELETE;
        }
    }

    public static final class GoTo extends StatementNode {
        private final String label;
        private final Jump jump;

        public GoTo(String label, Jump jump) {
            this.label = label;
            this.jump = jump;
        }

        @Override
        public int execute(Frame frame) {
            jump.to(label);
            return GOTO;
        }
    }

    public static final class Labelled extends StatementNode {
        private final String label;
        private final StatementNode statement;
        private final Jump jump;

        public Labelled(String label, StatementNode statement, Jump jump) {
            this.label = label;
            this.statement = statement;
            this.jump = jump;
        }

        @Override
        public int execute(Frame frame) {
            return statement.execute(frame);
        }

        @Override
        public boolean holds(String wanted) {
            return label.equals(wanted) || statement.holds(wanted);
        }

        @Override
        public int resume(Frame frame) {
            return label.equals(jump.target()) ? statement.execute(frame) : statement.resume(frame);
        }
    }

    /** The step's statements, so that LINK can start at a label of any of them. */
    public static final class Program {
        private StatementNode statements;

        public void statements(StatementNode all) {
            statements = all;
        }
    }

    /** {@code link label;}: runs from the label to the next RETURN, then goes on here. */
    public static final class Link extends StatementNode {
        private static final int DEEPEST = 100;

        private final String label;
        private final Jump jump;
        private final Program program;
        private final Place place;
        private int depth;

        public Link(String label, Jump jump, Program program, Place place) {
            this.label = label;
            this.jump = jump;
            this.program = program;
            this.place = place;
        }

        @Override
        public int execute(Frame frame) {
            if (depth == DEEPEST) {
                throw new StepFailure(
                        place, DataStepMessage.LINK_TOO_DEEP, Diagnostics.line(place), Diagnostics.column(place));
            }
            depth++;
            jump.to(label);
            int completion = program.statements.resume(frame);
            depth--;
            return completion == RETURN ? NEXT : completion;
        }
    }

    /** {@code abort;} */
    public static final class Abort extends StatementNode {
        private final Place place;

        public Abort(Place place) {
            this.place = place;
        }

        @Override
        public int execute(Frame frame) {
            throw new StepFailure(place, DataStepMessage.ABORTED, Diagnostics.line(place), Diagnostics.column(place));
        }
    }
}
