package hermite.sas.datastep.node;

import hermite.data.Missing;
import hermite.sas.datastep.node.Comparisons.Condition;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** IN, and the operators that only WHERE has. */
public final class Membership {
    private Membership() {}

    /** {@code x in (1, 3:5)}: single values and ranges of whole numbers. */
    public static final class NumberIn extends Condition {
        private final NumberNode operand;
        private final double[] numbers;
        private final double[] missing;
        private final double[] from;
        private final double[] to;
        private final boolean negated;

        public NumberIn(NumberNode operand, double[] values, double[] from, double[] to, boolean negated) {
            this.operand = operand;
            this.numbers = Arrays.stream(values).filter(v -> v == v).toArray();
            this.missing = Arrays.stream(values).filter(v -> v != v).toArray();
            Arrays.sort(numbers);
            this.from = from;
            this.to = to;
            this.negated = negated;
        }

        @Override
        public boolean test(Frame frame) {
            return contains(operand.number(frame)) != negated;
        }

        private boolean contains(double value) {
            if (value != value) {
                for (double m : missing) {
                    if (Missing.compare(value, m) == 0) {
                        return true;
                    }
                }
                return false;
            }
            // + 0.0 turns minus zero to zero, which binary search tells apart
            if (Arrays.binarySearch(numbers, value + 0.0) >= 0) {
                return true;
            }
            for (int i = 0; i < from.length; i++) {
                if (value >= from[i] && value <= to[i] && value == Math.rint(value)) {
                    return true;
                }
            }
            return false;
        }
    }

    public static final class TextIn extends Condition {
        private final TextNode operand;
        private final Set<String> values = new HashSet<>();
        private final boolean negated;

        public TextIn(TextNode operand, Iterable<String> values, boolean negated) {
            this.operand = operand;
            values.forEach(v -> this.values.add(Blanks.trim(v)));
            this.negated = negated;
        }

        @Override
        public boolean test(Frame frame) {
            return values.contains(Blanks.trim(operand.trimmed(frame))) != negated;
        }
    }

    /** {@code x in a} with an array. */
    public static final class InElements extends Condition {
        private final ExpressionNode operand;
        private final int[] slots;
        private final boolean negated;

        public InElements(ExpressionNode operand, int[] slots, boolean negated) {
            this.operand = operand;
            this.slots = slots;
            this.negated = negated;
        }

        @Override
        public boolean test(Frame frame) {
            return contains(frame) != negated;
        }

        private boolean contains(Frame frame) {
            if (operand instanceof NumberNode number) {
                double value = number.number(frame);
                for (int slot : slots) {
                    if (Missing.compare(value, frame.numbers[slot]) == 0) {
                        return true;
                    }
                }
                return false;
            }
            String value = Blanks.trim(((TextNode) operand).trimmed(frame));
            for (int slot : slots) {
                if (value.equals(frame.texts[slot])) {
                    return true;
                }
            }
            return false;
        }
    }

    public static final class Contains extends Condition {
        private final TextNode operand;
        private final TextNode part;

        public Contains(TextNode operand, TextNode part) {
            this.operand = operand;
            this.part = part;
        }

        @Override
        public boolean test(Frame frame) {
            return operand.trimmed(frame).contains(Blanks.trim(part.trimmed(frame)));
        }
    }

    /** {@code like}: {@code %} is any text, {@code _} any character; trailing blanks of the value do not count. */
    public static final class Like extends Condition {
        private final TextNode operand;
        private final TextNode pattern;
        private final boolean negated;

        public Like(TextNode operand, TextNode pattern, boolean negated) {
            this.operand = operand;
            this.pattern = pattern;
            this.negated = negated;
        }

        @Override
        public boolean test(Frame frame) {
            return matches(Blanks.trim(operand.trimmed(frame)), Blanks.trim(pattern.trimmed(frame))) != negated;
        }

        private static boolean matches(String text, String pattern) {
            int t = 0;
            int p = 0;
            int star = -1;
            int mark = 0;
            while (t < text.length()) {
                if (p < pattern.length() && pattern.charAt(p) == '%') {
                    star = p++;
                    mark = t;
                } else if (p < pattern.length() && (pattern.charAt(p) == '_' || pattern.charAt(p) == text.charAt(t))) {
                    p++;
                    t++;
                } else if (star >= 0) {
                    p = star + 1;
                    t = ++mark;
                } else {
                    return false;
                }
            }
            while (p < pattern.length() && pattern.charAt(p) == '%') {
                p++;
            }
            return p == pattern.length();
        }
    }

    public static final class SoundsLike extends Condition {
        private final TextNode left;
        private final TextNode right;

        public SoundsLike(TextNode left, TextNode right) {
            this.left = left;
            this.right = right;
        }

        @Override
        public boolean test(Frame frame) {
            return Soundex.of(left.trimmed(frame)).equals(Soundex.of(right.trimmed(frame)));
        }
    }

    public static final class IsMissing extends Condition {
        private final ExpressionNode operand;
        private final boolean negated;

        public IsMissing(ExpressionNode operand, boolean negated) {
            this.operand = operand;
            this.negated = negated;
        }

        @Override
        public boolean test(Frame frame) {
            if (operand instanceof NumberNode number) {
                double value = number.number(frame);
                return (value != value) != negated;
            }
            return Blanks.isBlank(((TextNode) operand).trimmed(frame)) != negated;
        }
    }
}
