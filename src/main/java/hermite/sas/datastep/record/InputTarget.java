package hermite.sas.datastep.record;

import hermite.data.Format;
import hermite.sas.datastep.node.Blanks;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.node.Variables.Subscript;
import java.util.Optional;

/** The variable an item of INPUT fills. */
public interface InputTarget {
    String name(Frame frame);

    boolean isText();

    int length();

    /** The informat of an INFORMAT statement. */
    Optional<Format> informat();

    void set(Frame frame, double value);

    void set(Frame frame, String value);

    /** A plain variable. */
    record Variable(String name, boolean isText, int length, int slot, Optional<Format> informat)
            implements InputTarget {
        @Override
        public String name(Frame frame) {
            return name;
        }

        @Override
        public void set(Frame frame, double value) {
            frame.numbers[slot] = value;
        }

        @Override
        public void set(Frame frame, String value) {
            frame.texts[slot] = Blanks.fit(value, length);
        }
    }

    /** An array element, found when the item is reached. */
    record Element(String array, Subscript subscript, int[] slots, int[] lengths, boolean isText)
            implements InputTarget {
        @Override
        public String name(Frame frame) {
            return array;
        }

        @Override
        public int length() {
            return lengths[0];
        }

        @Override
        public Optional<Format> informat() {
            return Optional.empty();
        }

        @Override
        public void set(Frame frame, double value) {
            frame.numbers[slots[subscript.element(frame)]] = value;
        }

        @Override
        public void set(Frame frame, String value) {
            int element = subscript.element(frame);
            frame.texts[slots[element]] = Blanks.fit(value, lengths[element]);
        }
    }
}
