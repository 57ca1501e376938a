package hermite.sas.datastep.node;

import hermite.data.Missing;
import java.util.Arrays;

/** LAGn and DIFn: a queue of each call site, moved on only when the call is executed. */
public final class Lags {
    private Lags() {}

    public static final class NumberLag extends NumberNode {
        private final NumberNode operand;
        private final double[] queue;
        private int head;

        public NumberLag(NumberNode operand, int depth) {
            this.operand = operand;
            this.queue = new double[depth];
            Arrays.fill(queue, Missing.DOT);
        }

        @Override
        public double number(Frame frame) {
            double oldest = queue[head];
            queue[head] = operand.number(frame);
            head = (head + 1) % queue.length;
            return oldest;
        }
    }

    public static final class TextLag extends TextNode {
        private final TextNode operand;
        private final String[] queue;
        private int head;

        public TextLag(TextNode operand, int depth) {
            this.operand = operand;
            this.queue = new String[depth];
            Arrays.fill(queue, "");
        }

        @Override
        public String text(Frame frame) {
            String oldest = queue[head];
            queue[head] = operand.text(frame);
            head = (head + 1) % queue.length;
            return Blanks.pad(oldest, operand.length());
        }

        @Override
        public int length() {
            return operand.length();
        }
    }

    /** {@code x - lagn(x)}. */
    public static final class Difference extends NumberNode {
        private final NumberNode operand;
        private final double[] queue;
        private final PlaceCounter missing;
        private int head;

        public Difference(NumberNode operand, int depth, PlaceCounter missing) {
            this.operand = operand;
            this.queue = new double[depth];
            this.missing = missing;
            Arrays.fill(queue, Missing.DOT);
        }

        @Override
        public double number(Frame frame) {
            double value = operand.number(frame);
            double oldest = queue[head];
            queue[head] = value;
            head = (head + 1) % queue.length;
            double difference = value - oldest;
            if (difference != difference) {
                missing.count++;
                return Missing.DOT;
            }
            return difference;
        }
    }
}
