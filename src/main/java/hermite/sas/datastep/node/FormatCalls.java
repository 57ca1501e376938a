package hermite.sas.datastep.node;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.source.Place;

/** The functions PUT and INPUT. */
public final class FormatCalls {
    private FormatCalls() {}

    public static final class PutNumber extends TextNode {
        private final NumberNode operand;
        private final Format format;
        private final Formats formats;

        public PutNumber(NumberNode operand, Format format, Formats formats) {
            this.operand = operand;
            this.format = format;
            this.formats = formats;
        }

        @Override
        public String text(Frame frame) {
            return formats.write(operand.number(frame), format);
        }

        @Override
        public int length() {
            return width(format, formats);
        }
    }

    public static final class PutText extends TextNode {
        private final TextNode operand;
        private final Format format;
        private final Formats formats;

        public PutText(TextNode operand, Format format, Formats formats) {
            this.operand = operand;
            this.format = format;
            this.formats = formats;
        }

        @Override
        public String text(Frame frame) {
            return formats.write(operand.text(frame), format);
        }

        @Override
        public int length() {
            boolean plain = format.width() == 0
                    && (format.name().equals("$") || format.name().equals("$CHAR"));
            return plain ? operand.length() : width(format, formats);
        }
    }

    private static int width(Format format, Formats formats) {
        return Math.max(1, format.width() > 0 ? format.width() : formats.defaultWidth(format));
    }

    public static final class InputNumber extends NumberNode {
        private final TextNode operand;
        private final Format informat;
        private final Formats formats;
        private final int questionMarks;
        private final Diagnostics diagnostics;
        private final Place place;

        /** @param questionMarks 1 keeps the note from the log, 2 also keeps {@code _ERROR_} */
        public InputNumber(
                TextNode operand,
                Format informat,
                Formats formats,
                int questionMarks,
                Diagnostics diagnostics,
                Place place) {
            this.operand = operand;
            this.informat = informat;
            this.formats = formats;
            this.questionMarks = questionMarks;
            this.diagnostics = diagnostics;
            this.place = place;
        }

        @Override
        public double number(Frame frame) {
            String text = operand.trimmed(frame);
            try {
                return formats.readNumber(cut(text, informat), informat);
            } catch (NumberFormatException notANumber) {
                if (questionMarks == 0) {
                    diagnostics.invalidArgument(frame, DataStepMessage.INVALID_ARGUMENT, "INPUT", place);
                } else if (questionMarks == 1) {
                    frame.numbers[Frame.ERROR] = 1;
                }
                return Missing.DOT;
            }
        }
    }

    public static final class InputText extends TextNode {
        private final TextNode operand;
        private final Format informat;
        private final Formats formats;

        public InputText(TextNode operand, Format informat, Formats formats) {
            this.operand = operand;
            this.informat = informat;
            this.formats = formats;
        }

        @Override
        public String text(Frame frame) {
            return formats.readText(cut(operand.text(frame), informat), informat);
        }

        @Override
        public int length() {
            return informat.width() > 0 ? informat.width() : operand.length();
        }
    }

    private static String cut(String text, Format informat) {
        return informat.width() > 0 && text.length() > informat.width() ? text.substring(0, informat.width()) : text;
    }
}
