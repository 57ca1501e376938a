package hermite.sas.datastep.statement;

import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Diagnostics;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.node.NumberNode;
import hermite.sas.log.StepFailure;
import hermite.sas.source.Place;

/** IF and SELECT. */
public final class Branches {
    private Branches() {}

    public static final class If extends StatementNode {
        private final NumberNode condition;
        private final StatementNode then;
        private final StatementNode otherwise;
        private final Jump jump;

        public If(NumberNode condition, StatementNode then, StatementNode otherwise, Jump jump) {
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
            this.jump = jump;
        }

        @Override
        public int execute(Frame frame) {
            return condition.test(frame) ? then.execute(frame) : otherwise.execute(frame);
        }

        @Override
        public boolean holds(String label) {
            return then.holds(label) || otherwise.holds(label);
        }

        @Override
        public int resume(Frame frame) {
            return then.holds(jump.target()) ? then.resume(frame) : otherwise.resume(frame);
        }
    }

    /** The first WHEN that holds is executed; none and no OTHERWISE fails. */
    public static final class Select extends StatementNode {
        private final StatementNode before;
        private final NumberNode[][] conditions;
        private final StatementNode[] bodies;
        private final StatementNode otherwise;

        /** @param before evaluates the selector into its slot */
        public Select(
                StatementNode before, NumberNode[][] conditions, StatementNode[] bodies, StatementNode otherwise) {
            this.before = before;
            this.conditions = conditions;
            this.bodies = bodies;
            this.otherwise = otherwise;
        }

        @Override
        public int execute(Frame frame) {
            before.execute(frame);
            for (int i = 0; i < bodies.length; i++) {
                for (NumberNode condition : conditions[i]) {
                    if (condition.test(frame)) {
                        return bodies[i].execute(frame);
                    }
                }
            }
            return otherwise.execute(frame);
        }
    }

    /** What stands for a missing OTHERWISE. */
    public static final class Unmatched extends StatementNode {
        private final Place place;

        public Unmatched(Place place) {
            this.place = place;
        }

        @Override
        public int execute(Frame frame) {
            throw new StepFailure(
                    place, DataStepMessage.SELECT_UNMATCHED, Diagnostics.line(place), Diagnostics.column(place));
        }
    }
}
