package hermite.sas.datastep.statement;

import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.node.NumberNode;
import hermite.sas.log.StepFailure;
import hermite.sas.source.Place;

/** DO loops. */
public final class Loops {
    private static final int INTERRUPT_MASK = 0xFFF;

    private Loops() {}

    /** What a loop calls now and then, so that the user can stop an endless one. */
    @FunctionalInterface
    public interface InterruptCheck {
        void check();
    }

    /** A completion code that ends a loop: LEAVE only ends the loop itself. */
    private static boolean endsLoop(int completion) {
        return completion != StatementNode.NEXT && completion != StatementNode.CONTINUE;
    }

    private static int afterLoop(int completion) {
        return completion == StatementNode.LEAVE ? StatementNode.NEXT : completion;
    }

    public static final class While extends StatementNode {
        private final NumberNode condition;
        private final StatementNode body;
        private final InterruptCheck interrupt;
        private int turns;

        public While(NumberNode condition, StatementNode body, InterruptCheck interrupt) {
            this.condition = condition;
            this.body = body;
            this.interrupt = interrupt;
        }

        @Override
        public int execute(Frame frame) {
            while (condition.test(frame)) {
                int completion = body.execute(frame);
                if (endsLoop(completion)) {
                    return afterLoop(completion);
                }
                if ((++turns & INTERRUPT_MASK) == 0) {
                    interrupt.check();
                }
            }
            return NEXT;
        }
    }

    public static final class Until extends StatementNode {
        private final NumberNode condition;
        private final StatementNode body;
        private final InterruptCheck interrupt;
        private int turns;

        public Until(NumberNode condition, StatementNode body, InterruptCheck interrupt) {
            this.condition = condition;
            this.body = body;
            this.interrupt = interrupt;
        }

        @Override
        public int execute(Frame frame) {
            do {
                int completion = body.execute(frame);
                if (endsLoop(completion)) {
                    return afterLoop(completion);
                }
                if ((++turns & INTERRUPT_MASK) == 0) {
                    interrupt.check();
                }
            } while (!condition.test(frame));
            return NEXT;
        }
    }

    /**
     * One specification of an iterative DO.
     *
     * @param set assigns the first value to the index
     * @param to limit, or null when there is none
     * @param by step, or null for 1 or none
     */
    public record Range(
            StatementNode set, NumberNode to, NumberNode by, NumberNode whileCondition, NumberNode untilCondition) {}

    /** {@code do i = a to b by c while(e), d, …;} */
    public static final class Iterative extends StatementNode {
        private final NumberNode index;
        private final Increment increment;
        private final Range[] ranges;
        private final StatementNode body;
        private final Place place;
        private final InterruptCheck interrupt;
        private int turns;

        /** Sets a numeric index. */
        @FunctionalInterface
        public interface Increment {
            void set(Frame frame, double value);
        }

        /** @param index the index read as a number; null for a character index, which has no TO */
        public Iterative(
                NumberNode index,
                Increment increment,
                Range[] ranges,
                StatementNode body,
                Place place,
                InterruptCheck interrupt) {
            this.index = index;
            this.increment = increment;
            this.ranges = ranges;
            this.body = body;
            this.place = place;
            this.interrupt = interrupt;
        }

        @Override
        public int execute(Frame frame) {
            for (Range range : ranges) {
                int completion = range.to() == null && range.by() == null ? once(frame, range) : counted(frame, range);
                if (completion == LEAVE) {
                    return NEXT;
                }
                if (completion != NEXT) {
                    return completion;
                }
            }
            return NEXT;
        }

        private int once(Frame frame, Range range) {
            range.set().execute(frame);
            if (range.whileCondition() != null && !range.whileCondition().test(frame)) {
                return NEXT;
            }
            int completion = body.execute(frame);
            return completion == CONTINUE ? NEXT : completion;
        }

        private int counted(Frame frame, Range range) {
            range.set().execute(frame);
            double limit =
                    range.to() == null ? Double.POSITIVE_INFINITY : range.to().number(frame);
            double step = range.by() == null ? 1 : range.by().number(frame);
            if (range.to() == null && step < 0) {
                limit = Double.NEGATIVE_INFINITY;
            }
            double first = index.number(frame);
            if (step != step || limit != limit || first != first || step == 0) {
                throw new StepFailure(place, DataStepMessage.INVALID_DO);
            }
            while (true) {
                double value = index.number(frame);
                boolean inside = step > 0 ? value <= limit : value >= limit;
                if (!inside
                        || range.whileCondition() != null
                                && !range.whileCondition().test(frame)) {
                    return NEXT;
                }
                int completion = body.execute(frame);
                if (endsLoop(completion)) {
                    return completion;
                }
                if (range.untilCondition() != null && range.untilCondition().test(frame)) {
                    return NEXT;
                }
                increment.set(frame, index.number(frame) + step);
                if ((++turns & INTERRUPT_MASK) == 0) {
                    interrupt.check();
                }
            }
        }
    }
}
