package hermite.sas.datastep.node;

import hermite.data.Missing;
import hermite.sas.source.Place;

/**
 * Arithmetic with SAS's missing values: a missing operand gives {@code .} and is counted by place; what cannot be
 * computed or overflows gives {@code .} and is counted as a mathematical failure.
 */
public final class Arithmetic {
    private Arithmetic() {}

    /** An operation on two numbers. */
    public abstract static class Binary extends NumberNode {
        protected final NumberNode left;
        protected final NumberNode right;
        protected final Diagnostics diagnostics;
        protected final PlaceCounter missing;
        protected final PlaceCounter mathematical;

        protected Binary(NumberNode left, NumberNode right, Place place, Diagnostics diagnostics) {
            this.left = left;
            this.right = right;
            this.diagnostics = diagnostics;
            this.missing = diagnostics.missingAt(place);
            this.mathematical = diagnostics.mathematicalAt(place);
        }

        /** The result of a computation that came out as NaN or infinite. */
        protected final double failed(double a, double b) {
            if (a != a || b != b) {
                missing.count++;
            } else {
                mathematical.count++;
            }
            return Missing.DOT;
        }
    }

    public static final class Add extends Binary {
        public Add(NumberNode left, NumberNode right, Place place, Diagnostics diagnostics) {
            super(left, right, place, diagnostics);
        }

        @Override
        public double number(Frame frame) {
            double a = left.number(frame);
            double b = right.number(frame);
            double result = a + b;
            return Math.abs(result) <= Double.MAX_VALUE ? result : failed(a, b);
        }
    }

    public static final class Subtract extends Binary {
        public Subtract(NumberNode left, NumberNode right, Place place, Diagnostics diagnostics) {
            super(left, right, place, diagnostics);
        }

        @Override
        public double number(Frame frame) {
            double a = left.number(frame);
            double b = right.number(frame);
            double result = a - b;
            return Math.abs(result) <= Double.MAX_VALUE ? result : failed(a, b);
        }
    }

    public static final class Multiply extends Binary {
        public Multiply(NumberNode left, NumberNode right, Place place, Diagnostics diagnostics) {
            super(left, right, place, diagnostics);
        }

        @Override
        public double number(Frame frame) {
            double a = left.number(frame);
            double b = right.number(frame);
            double result = a * b;
            return Math.abs(result) <= Double.MAX_VALUE ? result : failed(a, b);
        }
    }

    public static final class Divide extends Binary {
        public Divide(NumberNode left, NumberNode right, Place place, Diagnostics diagnostics) {
            super(left, right, place, diagnostics);
        }

        @Override
        public double number(Frame frame) {
            double a = left.number(frame);
            double b = right.number(frame);
            if (b == 0 && a == a) {
                return diagnostics.divisionByZero(frame, mathematical);
            }
            double result = a / b;
            return Math.abs(result) <= Double.MAX_VALUE ? result : failed(a, b);
        }
    }

    public static final class Power extends Binary {
        public Power(NumberNode left, NumberNode right, Place place, Diagnostics diagnostics) {
            super(left, right, place, diagnostics);
        }

        @Override
        public double number(Frame frame) {
            double a = left.number(frame);
            double b = right.number(frame);
            if (a != a || b != b) {
                return failed(a, b);
            }
            if (a == 0 && b < 0) {
                return diagnostics.divisionByZero(frame, mathematical);
            }
            double result = b == 2 ? a * a : Math.pow(a, b);
            return Math.abs(result) <= Double.MAX_VALUE ? result : failed(a, b);
        }
    }

    /** {@code ><} and {@code <>}: a missing value is the smallest. */
    public static final class Extreme extends NumberNode {
        private final NumberNode left;
        private final NumberNode right;
        private final boolean largest;

        public Extreme(NumberNode left, NumberNode right, boolean largest) {
            this.left = left;
            this.right = right;
            this.largest = largest;
        }

        @Override
        public double number(Frame frame) {
            double a = left.number(frame);
            double b = right.number(frame);
            int order = Missing.compare(a, b);
            return largest == order >= 0 ? a : b;
        }
    }

    public static final class Negate extends NumberNode {
        private final NumberNode operand;
        private final PlaceCounter missing;

        public Negate(NumberNode operand, Place place, Diagnostics diagnostics) {
            this.operand = operand;
            this.missing = diagnostics.missingAt(place);
        }

        @Override
        public double number(Frame frame) {
            double value = operand.number(frame);
            if (value != value) {
                missing.count++;
                return Missing.DOT;
            }
            // 0 - x keeps the sign of zero plain, as SAS prints it
            return value == 0 ? 0 : -value;
        }
    }
}
