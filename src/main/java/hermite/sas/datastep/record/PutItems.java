package hermite.sas.datastep.record;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.sas.datastep.node.Blanks;
import hermite.sas.datastep.node.ExpressionNode;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.node.NumberNode;
import hermite.sas.datastep.node.TextNode;
import hermite.sas.syntax.ast.DataStatement.PointerMove;
import java.util.Optional;
import java.util.function.Function;

/** The items of a PUT statement. */
public final class PutItems {
    private PutItems() {}

    /** One item. */
    public interface Item {
        void put(Frame frame, OutputLines lines);
    }

    /** A text constant. */
    public record Text(String text) implements Item {
        @Override
        public void put(Frame frame, OutputLines lines) {
            lines.text(text);
        }
    }

    /** A text made when the item is reached: {@code _ALL_}, {@code _INFILE_}. */
    public record Computed(Function<Frame, String> text) implements Item {
        @Override
        public void put(Frame frame, OutputLines lines) {
            lines.text(text.apply(frame));
        }
    }

    /**
     * A variable.
     *
     * @param name its name for {@code x=}; empty otherwise
     * @param format written in the PUT statement: the value takes the format's width
     * @param ownFormat of a FORMAT statement or the input data set: list output
     * @param align L, C or R after the format
     */
    public record Value(
            ExpressionNode value,
            String name,
            Optional<Format> format,
            Optional<Format> ownFormat,
            Optional<Character> align,
            Formats formats)
            implements Item {
        @Override
        public void put(Frame frame, OutputLines lines) {
            if (format.isEmpty()) {
                lines.value((name.isEmpty() ? "" : name + "=") + listed(frame));
                return;
            }
            String written = write(frame, format.get());
            if (!name.isEmpty()) {
                lines.value(name + "=" + written.strip());
            } else {
                lines.text(align.map(a -> aligned(written, a)).orElse(written));
            }
        }

        private String listed(Frame frame) {
            if (value instanceof TextNode text) {
                String shown = Blanks.trim(text.trimmed(frame));
                return ownFormat
                        .map(f -> formats.write(shown, f).stripTrailing())
                        .orElse(shown);
            }
            double number = ((NumberNode) value).number(frame);
            return formats.write(number, ownFormat.orElse(Formats.BEST12)).strip();
        }

        private String write(Frame frame, Format wanted) {
            if (value instanceof TextNode text) {
                String name = wanted.isCharacter() ? wanted.name() : "$" + wanted.name();
                int width = wanted.width() == 0 && name.length() == 1 ? text.length() : wanted.width();
                return formats.write(text.text(frame), new Format(name, width, wanted.decimals()));
            }
            return formats.write(((NumberNode) value).number(frame), wanted);
        }

        private static String aligned(String written, char align) {
            String stripped = written.strip();
            int room = written.length() - stripped.length();
            int before = align == 'L' ? 0 : align == 'R' ? room : room / 2;
            return " ".repeat(before) + stripped + " ".repeat(room - before);
        }
    }

    /** A variable in fixed columns, from 1. */
    public record Columns(ExpressionNode value, int first, int last, int decimals, Formats formats) implements Item {
        @Override
        public void put(Frame frame, OutputLines lines) {
            int width = last - first + 1;
            lines.toColumn(first);
            if (value instanceof TextNode text) {
                lines.text(Blanks.pad(text.text(frame), width).substring(0, width));
            } else {
                Format format = decimals >= 0 ? new Format("", width, decimals) : new Format("BEST", width, -1);
                lines.text(formats.write(((NumberNode) value).number(frame), format));
            }
        }
    }

    /** A pointer control. */
    public record Move(PointerMove.Kind kind, Optional<ExpressionNode> amount) implements Item {
        @Override
        public void put(Frame frame, OutputLines lines) {
            if (kind == PointerMove.Kind.NEXT_LINE) {
                lines.newLine();
                return;
            }
            double value = amount.orElseThrow() instanceof NumberNode number ? number.number(frame) : 1;
            int whole = value == value ? (int) value : 0;
            if (kind == PointerMove.Kind.COLUMN) {
                lines.toColumn(whole);
            } else if (kind == PointerMove.Kind.RELATIVE) {
                lines.move(whole);
            } else {
                lines.newLine();
            }
        }
    }
}
