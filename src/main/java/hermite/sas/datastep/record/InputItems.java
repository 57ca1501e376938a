package hermite.sas.datastep.record;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Blanks;
import hermite.sas.datastep.node.Diagnostics;
import hermite.sas.datastep.node.ExpressionNode;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.node.NumberNode;
import hermite.sas.datastep.node.Numerals;
import hermite.sas.datastep.node.TextNode;
import hermite.sas.syntax.ast.DataStatement.PointerMove;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The items of an INPUT statement. */
public final class InputItems {
    private InputItems() {}

    /** One item; reads from the buffer into the frame. The buffer knows afterwards whether the input has ended. */
    public interface Item {
        void read(Frame frame, InputBuffer buffer);
    }

    /** Turns fields into values and reports invalid ones. */
    public record Decoder(Formats formats, Diagnostics diagnostics, String missingLetters) {
        private void store(
                Frame frame, InputBuffer buffer, InputTarget target, String field, Format informat, String modifiers) {
            if (target.isText()) {
                target.set(frame, text(field, informat));
                return;
            }
            String stripped = Blanks.strip(field);
            if (stripped.length() == 1 && missingLetters.indexOf(Character.toUpperCase(stripped.charAt(0))) >= 0) {
                target.set(frame, Missing.of(stripped.charAt(0)));
                return;
            }
            double value = number(field, informat);
            if (value == Numerals.INVALID) {
                invalid(frame, buffer, target, modifiers);
                value = Missing.DOT;
            }
            target.set(frame, value);
        }

        private String text(String field, Format informat) {
            boolean plain = informat.name().equals("$") || informat.name().isEmpty();
            String value = plain ? Blanks.strip(field) : formats.readText(field, informat);
            return plain && value.equals(".") ? "" : value;
        }

        private double number(String field, Format informat) {
            boolean plain = (informat.name().isEmpty()
                            || informat.name().equals("BEST")
                            || informat.name().equals("F"))
                    && informat.decimals() <= 0;
            if (plain) {
                return Numerals.parse(field);
            }
            try {
                return formats.readNumber(field, informat);
            } catch (NumberFormatException notANumber) {
                return Numerals.INVALID;
            }
        }

        private void invalid(Frame frame, InputBuffer buffer, InputTarget target, String modifiers) {
            int marks = (int) modifiers.chars().filter(c -> c == '?').count();
            if (marks == 0) {
                diagnostics.fault(
                        frame,
                        DataStepMessage.INVALID_DATA,
                        target.name(frame),
                        buffer.lineNumber(),
                        buffer.fieldColumns());
            } else if (marks == 1) {
                frame.numbers[Frame.ERROR] = 1;
            }
        }
    }

    private static Format standard(InputTarget target) {
        return target.informat().orElse(new Format(target.isText() ? "$" : "", 0, -1));
    }

    /** List input, simple or modified. */
    public record ListField(InputTarget target, Optional<Format> informat, String modifiers, Decoder decoder)
            implements Item {
        @Override
        public void read(Frame frame, InputBuffer buffer) {
            String field = buffer.token(frame, modifiers.contains("&"), modifiers.contains("~"));
            if (!buffer.ended()) {
                decoder.store(frame, buffer, target, field, informat.orElse(standard(target)), modifiers);
            }
        }
    }

    /** Fixed columns, from 1. */
    public record ColumnField(InputTarget target, int first, int last, int decimals, String modifiers, Decoder decoder)
            implements Item {
        @Override
        public void read(Frame frame, InputBuffer buffer) {
            int width = last - first + 1;
            String field = buffer.field(frame, first - 1, width);
            if (!buffer.ended()) {
                Format informat = new Format(target.isText() ? "$" : "", width, decimals);
                decoder.store(frame, buffer, target, field, informat, modifiers);
            }
        }
    }

    /** An informat at the pointer. */
    public record FormattedField(InputTarget target, Format informat, String modifiers, Decoder decoder)
            implements Item {
        @Override
        public void read(Frame frame, InputBuffer buffer) {
            int width = informat.width();
            if (width == 0) {
                width = target.isText() ? target.length() : decoder.formats().defaultWidth(informat);
            }
            String field = buffer.field(frame, -1, width);
            if (!buffer.ended()) {
                decoder.store(frame, buffer, target, field, informat, modifiers);
            }
        }
    }

    /** {@code name=value} pairs up to the end of the record. */
    public record NamedFields(List<InputTarget> targets, Decoder decoder) implements Item {
        @Override
        public void read(Frame frame, InputBuffer buffer) {
            String name = buffer.name(frame);
            while (!name.isEmpty()) {
                String value = buffer.namedValue();
                String wanted = name.toUpperCase(Locale.ROOT);
                for (InputTarget target : targets) {
                    if (target.name(frame).toUpperCase(Locale.ROOT).equals(wanted)) {
                        decoder.store(frame, buffer, target, value, standard(target), "");
                    }
                }
                name = buffer.name(frame);
            }
        }
    }

    /** A pointer control; the amount is absent for {@code /}. */
    public record Move(PointerMove.Kind kind, Optional<ExpressionNode> amount) implements Item {
        @Override
        public void read(Frame frame, InputBuffer buffer) {
            if (kind == PointerMove.Kind.NEXT_LINE) {
                buffer.nextLine(frame);
                return;
            }
            ExpressionNode node = amount.orElseThrow();
            if (node instanceof TextNode text) {
                buffer.after(Blanks.trim(text.text(frame)));
                return;
            }
            double value = ((NumberNode) node).number(frame);
            int whole = value == value ? (int) value : 0;
            if (kind == PointerMove.Kind.COLUMN) {
                buffer.toColumn(whole);
            } else if (kind == PointerMove.Kind.RELATIVE) {
                buffer.move(whole);
            } else {
                buffer.toLine(frame, whole);
            }
        }
    }
}
