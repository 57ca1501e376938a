package hermite.sas.datastep.statement;

import hermite.data.Missing;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Blanks;
import hermite.sas.datastep.node.Diagnostics;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.node.NumberNode;
import hermite.sas.datastep.node.TextNode;
import hermite.sas.datastep.node.Variables;
import hermite.sas.source.Place;

/** Statements that set a variable. */
public final class Assignments {
    private Assignments() {}

    public static final class SetNumber extends StatementNode {
        private final int slot;
        private final NumberNode value;

        public SetNumber(int slot, NumberNode value) {
            this.slot = slot;
            this.value = value;
        }

        @Override
        public int execute(Frame frame) {
            frame.numbers[slot] = value.number(frame);
            return NEXT;
        }
    }

    public static final class SetText extends StatementNode {
        private final int slot;
        private final int length;
        private final TextNode value;

        public SetText(int slot, int length, TextNode value) {
            this.slot = slot;
            this.length = length;
            this.value = value;
        }

        @Override
        public int execute(Frame frame) {
            frame.texts[slot] = Blanks.fit(value.trimmed(frame), length);
            return NEXT;
        }
    }

    public static final class SetNumberElement extends StatementNode {
        private final Variables.NumberElement element;
        private final NumberNode value;

        public SetNumberElement(Variables.NumberElement element, NumberNode value) {
            this.element = element;
            this.value = value;
        }

        @Override
        public int execute(Frame frame) {
            double result = value.number(frame);
            frame.numbers[element.slot(frame)] = result;
            return NEXT;
        }
    }

    public static final class SetTextElement extends StatementNode {
        private final Variables.TextElement element;
        private final TextNode value;

        public SetTextElement(Variables.TextElement element, TextNode value) {
            this.element = element;
            this.value = value;
        }

        @Override
        public int execute(Frame frame) {
            String result = value.trimmed(frame);
            int index = element.element(frame);
            frame.texts[element.slotOf(index)] = Blanks.fit(result, element.lengthOf(index));
            return NEXT;
        }
    }

    /** {@code v + e;}: missing values of either count as 0. */
    public static final class Accumulate extends StatementNode {
        private final NumberNode target;
        private final Loops.Iterative.Increment set;
        private final NumberNode value;

        public Accumulate(NumberNode target, Loops.Iterative.Increment set, NumberNode value) {
            this.target = target;
            this.set = set;
            this.value = value;
        }

        @Override
        public int execute(Frame frame) {
            double addend = value.number(frame);
            double sum = target.number(frame);
            if (sum != sum) {
                sum = addend != addend ? Missing.DOT : addend;
            } else if (addend == addend) {
                sum += addend;
            }
            set.set(frame, sum);
            return NEXT;
        }
    }

    /** {@code substr(s, p, n) = e}: overwrites a part of a character variable. */
    public static final class SetSubstring extends StatementNode {
        private final TextNode target;
        private final TextTarget assign;
        private final NumberNode position;
        private final NumberNode count;
        private final TextNode value;
        private final Diagnostics diagnostics;
        private final Place place;

        /** Stores a text in a character variable or element. */
        @FunctionalInterface
        public interface TextTarget {
            void set(Frame frame, String value);
        }

        /** @param count characters to replace, or null for all up to the end */
        public SetSubstring(
                TextNode target,
                TextTarget assign,
                NumberNode position,
                NumberNode count,
                TextNode value,
                Diagnostics diagnostics,
                Place place) {
            this.target = target;
            this.assign = assign;
            this.position = position;
            this.count = count;
            this.value = value;
            this.diagnostics = diagnostics;
            this.place = place;
        }

        @Override
        public int execute(Frame frame) {
            String old = target.text(frame);
            double start = position.number(frame);
            if (!(start >= 1 && start < old.length() + 1)) {
                diagnostics.invalidArgument(frame, DataStepMessage.INVALID_SECOND_ARGUMENT, "SUBSTR", place);
                return NEXT;
            }
            int from = (int) start - 1;
            int length = old.length() - from;
            if (count != null) {
                double wanted = count.number(frame);
                if (!(wanted >= 0 && wanted < length + 1)) {
                    diagnostics.invalidArgument(frame, DataStepMessage.INVALID_THIRD_ARGUMENT, "SUBSTR", place);
                } else {
                    length = (int) wanted;
                }
            }
            String replacement = Blanks.pad(value.text(frame), length).substring(0, length);
            assign.set(frame, old.substring(0, from) + replacement + old.substring(from + length));
            return NEXT;
        }
    }
}
