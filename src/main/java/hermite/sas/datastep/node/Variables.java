package hermite.sas.datastep.node;

import hermite.sas.datastep.DataStepMessage;
import hermite.sas.log.StepFailure;
import hermite.sas.source.Place;

/** Reading variables and array elements. */
public final class Variables {
    private Variables() {}

    public static final class NumberVariable extends NumberNode {
        private final int slot;

        public NumberVariable(int slot) {
            this.slot = slot;
        }

        public int slot() {
            return slot;
        }

        @Override
        public double number(Frame frame) {
            return frame.numbers[slot];
        }
    }

    public static final class TextVariable extends TextNode {
        private final int slot;
        private final int length;
        private final int paddedLength;

        public TextVariable(int slot, int length) {
            this(slot, length, true);
        }

        /** @param padded false for a value that is only as long as it is, like {@code _INFILE_} */
        public TextVariable(int slot, int length, boolean padded) {
            this.slot = slot;
            this.length = length;
            this.paddedLength = padded ? length : 0;
        }

        public int slot() {
            return slot;
        }

        @Override
        public String text(Frame frame) {
            return Blanks.pad(frame.texts[slot], paddedLength);
        }

        @Override
        public String trimmed(Frame frame) {
            return frame.texts[slot];
        }

        @Override
        public int length() {
            return length;
        }
    }

    /** Which element of an array the subscripts name. */
    public static final class Subscript {
        private final String array;
        private final NumberNode[] subscripts;
        private final int[] lower;
        private final int[] upper;
        private final Place place;

        public Subscript(String array, NumberNode[] subscripts, int[] lower, int[] upper, Place place) {
            this.array = array;
            this.subscripts = subscripts;
            this.lower = lower;
            this.upper = upper;
            this.place = place;
        }

        /** The element, from 0, the last subscript running fastest. Fails outside the bounds. */
        public int element(Frame frame) {
            int element = 0;
            for (int d = 0; d < subscripts.length; d++) {
                double value = subscripts[d].number(frame);
                if (!(value >= lower[d] && value < upper[d] + 1.0)) {
                    throw new StepFailure(
                            place,
                            DataStepMessage.SUBSCRIPT_OUT_OF_RANGE,
                            Diagnostics.line(place),
                            Diagnostics.column(place));
                }
                element = element * (upper[d] - lower[d] + 1) + ((int) Math.floor(value) - lower[d]);
            }
            return element;
        }
    }

    public static final class NumberElement extends NumberNode {
        private final Subscript subscript;
        private final int[] slots;

        public NumberElement(Subscript subscript, int[] slots) {
            this.subscript = subscript;
            this.slots = slots;
        }

        public Subscript subscript() {
            return subscript;
        }

        /** Slots of the elements, shared: read only. */
        public int[] slots() {
            return slots;
        }

        public int slot(Frame frame) {
            return slots[subscript.element(frame)];
        }

        @Override
        public double number(Frame frame) {
            return frame.numbers[slots[subscript.element(frame)]];
        }
    }

    public static final class TextElement extends TextNode {
        private final Subscript subscript;
        private final int[] slots;
        private final int[] lengths;

        public TextElement(Subscript subscript, int[] slots, int[] lengths) {
            this.subscript = subscript;
            this.slots = slots;
            this.lengths = lengths;
        }

        public Subscript subscript() {
            return subscript;
        }

        /** Slots of the elements, shared: read only. */
        public int[] slots() {
            return slots;
        }

        /** Lengths of the elements, shared: read only. */
        public int[] lengths() {
            return lengths;
        }

        public int element(Frame frame) {
            return subscript.element(frame);
        }

        public int slotOf(int element) {
            return slots[element];
        }

        public int lengthOf(int element) {
            return lengths[element];
        }

        @Override
        public String text(Frame frame) {
            int element = subscript.element(frame);
            return Blanks.pad(frame.texts[slots[element]], lengths[element]);
        }

        @Override
        public String trimmed(Frame frame) {
            return frame.texts[slots[subscript.element(frame)]];
        }

        @Override
        public int length() {
            int longest = 1;
            for (int length : lengths) {
                longest = Math.max(longest, length);
            }
            return longest;
        }
    }
}
