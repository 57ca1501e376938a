package hermite.sas.datastep.node;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.sas.source.Place;

/** Automatic conversion between numbers and texts. */
public final class Conversions {
    private Conversions() {}

    /** Text to number by the {@code w.} informat; what is no number is missing, with a note. */
    public static final class ToNumber extends NumberNode {
        private final TextNode operand;
        private final String shownName;
        private final Place place;
        private final Diagnostics diagnostics;

        /** @param shownName the variable's name in the note, or empty for other expressions */
        public ToNumber(TextNode operand, String shownName, Place place, Diagnostics diagnostics) {
            this.operand = operand;
            this.shownName = shownName;
            this.place = place;
            this.diagnostics = diagnostics;
        }

        @Override
        public double number(Frame frame) {
            String text = operand.trimmed(frame);
            double value = Numerals.parse(text);
            if (value == Numerals.INVALID) {
                String quoted = "'" + Blanks.trim(text) + "'";
                diagnostics.invalidNumericData(frame, shownName.isEmpty() ? quoted : shownName + "=" + quoted, place);
                return Missing.DOT;
            }
            return value;
        }
    }

    /** Number to text by BESTw., right-aligned in w columns. */
    public static final class ToText extends TextNode {
        private final NumberNode operand;
        private final Formats formats;
        private final Format format;

        public ToText(NumberNode operand, int width, Formats formats) {
            this.operand = operand;
            this.formats = formats;
            this.format = new Format("BEST", width, -1);
        }

        @Override
        public String text(Frame frame) {
            double value = operand.number(frame);
            String text = formats.write(value, format);
            int lacking = format.width() - text.length();
            return lacking > 0 ? " ".repeat(lacking) + text : text;
        }

        @Override
        public int length() {
            return format.width();
        }
    }
}
