package hermite.sas.datastep.node;

import hermite.data.CharacterColumn;
import hermite.data.Missing;

/** Comparisons and logic; the value is 1 or 0. */
public final class Comparisons {
    private Comparisons() {}

    /** The six relations. */
    public enum Relation {
        EQUAL {
            @Override
            public boolean holds(int order) {
                return order == 0;
            }
        },
        NOT_EQUAL {
            @Override
            public boolean holds(int order) {
                return order != 0;
            }
        },
        LESS {
            @Override
            public boolean holds(int order) {
                return order < 0;
            }
        },
        LESS_EQUAL {
            @Override
            public boolean holds(int order) {
                return order <= 0;
            }
        },
        GREATER {
            @Override
            public boolean holds(int order) {
                return order > 0;
            }
        },
        GREATER_EQUAL {
            @Override
            public boolean holds(int order) {
                return order >= 0;
            }
        };

        public abstract boolean holds(int order);
    }

    /** A condition. */
    public abstract static class Condition extends NumberNode {
        @Override
        public final double number(Frame frame) {
            return test(frame) ? 1 : 0;
        }

        @Override
        public abstract boolean test(Frame frame);
    }

    public static final class CompareNumbers extends Condition {
        private final Relation relation;
        private final NumberNode left;
        private final NumberNode right;

        public CompareNumbers(Relation relation, NumberNode left, NumberNode right) {
            this.relation = relation;
            this.left = left;
            this.right = right;
        }

        @Override
        public boolean test(Frame frame) {
            double a = left.number(frame);
            double b = right.number(frame);
            if (a == a && b == b) {
                switch (relation) {
                    case EQUAL:
                        return a == b;
                    case NOT_EQUAL:
                        return a != b;
                    case LESS:
                        return a < b;
                    case LESS_EQUAL:
                        return a <= b;
                    case GREATER:
                        return a > b;
                    default:
                        return a >= b;
                }
            }
            return relation.holds(Missing.compare(a, b));
        }
    }

    public static final class CompareTexts extends Condition {
        private final Relation relation;
        private final TextNode left;
        private final TextNode right;

        public CompareTexts(Relation relation, TextNode left, TextNode right) {
            this.relation = relation;
            this.left = left;
            this.right = right;
        }

        @Override
        public boolean test(Frame frame) {
            return relation.holds(CharacterColumn.compareText(left.trimmed(frame), right.trimmed(frame)));
        }
    }

    /** {@code =:} and its kin: the longer operand is cut to the length of the shorter, trailing blanks included. */
    public static final class ComparePrefixes extends Condition {
        private final Relation relation;
        private final TextNode left;
        private final TextNode right;

        public ComparePrefixes(Relation relation, TextNode left, TextNode right) {
            this.relation = relation;
            this.left = left;
            this.right = right;
        }

        @Override
        public boolean test(Frame frame) {
            String a = left.text(frame);
            String b = right.text(frame);
            int common = Math.min(a.length(), b.length());
            return relation.holds(CharacterColumn.compareText(a.substring(0, common), b.substring(0, common)));
        }
    }

    public static final class And extends Condition {
        private final NumberNode left;
        private final NumberNode right;

        public And(NumberNode left, NumberNode right) {
            this.left = left;
            this.right = right;
        }

        @Override
        public boolean test(Frame frame) {
            return left.test(frame) && right.test(frame);
        }
    }

    public static final class Or extends Condition {
        private final NumberNode left;
        private final NumberNode right;

        public Or(NumberNode left, NumberNode right) {
            this.left = left;
            this.right = right;
        }

        @Override
        public boolean test(Frame frame) {
            return left.test(frame) || right.test(frame);
        }
    }

    public static final class Not extends Condition {
        private final NumberNode operand;

        public Not(NumberNode operand) {
            this.operand = operand;
        }

        @Override
        public boolean test(Frame frame) {
            return !operand.test(frame);
        }
    }

    /** A comparison of a number's bits, or a text's leading bits, with a mask of 0, 1 and dots. */
    public static final class TestBits extends Condition {
        private final ExpressionNode operand;
        private final String mask;
        private final boolean equal;

        public TestBits(ExpressionNode operand, String mask, boolean equal) {
            this.operand = operand;
            this.mask = mask;
            this.equal = equal;
        }

        @Override
        public boolean test(Frame frame) {
            return matches(frame) == equal;
        }

        private boolean matches(Frame frame) {
            if (operand instanceof NumberNode number) {
                double value = number.number(frame);
                if (value != value) {
                    return false;
                }
                long bits = (long) value;
                for (int i = 0; i < mask.length(); i++) {
                    char wanted = mask.charAt(mask.length() - 1 - i);
                    if (wanted != '.' && (i < 64 ? bits >>> i & 1 : 0) != wanted - '0') {
                        return false;
                    }
                }
                return true;
            }
            String text = ((TextNode) operand).text(frame);
            for (int i = 0; i < mask.length(); i++) {
                char wanted = mask.charAt(i);
                int bit = i / 8 < text.length() ? text.charAt(i / 8) >> (7 - i % 8) & 1 : 0;
                if (wanted != '.' && bit != wanted - '0') {
                    return false;
                }
            }
            return true;
        }
    }
}
