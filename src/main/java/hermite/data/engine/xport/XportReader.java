package hermite.data.engine.xport;

import hermite.data.Format;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.data.engine.file.FileFailure;
import hermite.data.engine.file.StoredText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads transport files of version 5 and 8: all members with names, labels, lengths, formats, informats and the 28
 * missing values. Sources of the layout: SAS Institute, TS-140 (version 5) and "Record Layout of a SAS Version 8 or 9
 * Data Set in SAS Transport Format".
 *
 * <p>The format does not tell blank rows at the end of a member from padding: rows of blanks only that begin in the
 * last 80 bytes are taken for padding.
 */
public final class XportReader {
    private static final int RECORD = 80;
    private static final String HEADER = "HEADER RECORD*******";
    private static final int NAMESTR_MINIMUM = 136;

    private final Path file;
    private final byte[] bytes;
    private int position;

    private XportReader(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** @throws IOException when the file cannot be read or is no transport file; the message names it */
    public static List<XportMember> read(Path file) throws IOException {
        return FileFailure.explained(file, () -> new XportReader(file, Files.readAllBytes(file)).members());
    }

    private List<XportMember> members() throws IOException {
        if (!kindAt(0).startsWith("LIB")) {
            throw malformed("it does not begin with the library header of a transport file");
        }
        requireBytes(3 * RECORD);
        position = 3 * RECORD;
        List<XportMember> members = new ArrayList<>();
        while (position < bytes.length) {
            String kind = kindAt(position);
            if (!kind.startsWith("MEMB")) {
                throw malformed("a member header was expected at byte " + position);
            }
            members.add(member(kind.startsWith("MEMBV8")));
        }
        return members;
    }

    /** The word of a header record at a place, such as MEMBER or NAMSTV8; empty when there is no header record. */
    private String kindAt(int place) {
        return place + RECORD <= bytes.length && ascii(place, 20).equals(HEADER)
                ? ascii(place + 20, 8).strip()
                : "";
    }

    private XportMember member(boolean version8) throws IOException {
        int namestrSize = number(position + 74, 4, "the size of a variable description");
        if (namestrSize < NAMESTR_MINIMUM) {
            throw malformed("variable descriptions of " + namestrSize + " bytes");
        }
        position += 2 * RECORD;
        requireBytes(3 * RECORD);
        String name = text(position + 8, version8 ? 32 : 8);
        String label = text(position + RECORD + 32, 40);
        position += 2 * RECORD;
        if (!kindAt(position).startsWith("NAM")) {
            throw malformed("the variable descriptions of member " + name + " are missing");
        }
        int count = number(position + 48, 10, "the number of variables");
        position += RECORD;
        requireBytes((long) count * namestrSize);
        List<Field> fields = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i < count; i++) {
            fields.add(field(position + i * namestrSize, offset, version8));
            offset += fields.get(i).length();
        }
        position += padded(count * namestrSize);
        while (kindAt(position).startsWith("LABEL")) {
            longLabels(fields, kindAt(position).startsWith("LABELV9"));
        }
        if (!kindAt(position).startsWith("OBS")) {
            throw malformed("the observations of member " + name + " are missing");
        }
        int stated = version8 ? number(position + 48, 15, "the number of observations") : 0;
        position += RECORD;
        return new XportMember(name, rows(fields, label, stated));
    }

    /** A variable and where its value stands in a row. */
    private record Field(int number, Variable variable, int offset, int length) {
        Field withVariable(Variable changed) {
            return new Field(number, changed, offset, length);
        }
    }

    /** The stored position of a value is not used: files of version 8 hold positions of another arrangement there. */
    private Field field(int at, int offset, boolean version8) throws IOException {
        int type = shortAt(at);
        int length = shortAt(at + 4);
        String name = text(at + 8, 8);
        String longName = version8 ? text(at + 88, 32) : "";
        if (!longName.isEmpty()) {
            name = longName;
        }
        if (type != 1 && type != 2 || length < 1 || type == 1 && (length < 2 || length > 8) || name.isEmpty()) {
            throw malformed("the description of variable " + name + " is damaged");
        }
        Variable variable = (type == 1 ? Variable.numeric(name).withLength(length) : Variable.character(name, length))
                .withLabel(text(at + 16, 40))
                .withFormat(format(at + 56, at + 64))
                .withInformat(format(at + 72, at + 80));
        return new Field(shortAt(at + 6), variable, offset, length);
    }

    private Optional<Format> format(int nameAt, int sizeAt) {
        String name = text(nameAt, 8);
        int width = shortAt(sizeAt);
        int decimals = shortAt(sizeAt + 2);
        return name.isEmpty() && width == 0
                ? Optional.empty()
                : Optional.of(new Format(name, width, decimals == 0 ? -1 : decimals));
    }

    /** Labels (and in V9 records formats) too long for the variable descriptions. */
    private void longLabels(List<Field> fields, boolean withFormats) throws IOException {
        int count = number(position + 48, 10, "the number of long labels");
        int at = position + RECORD;
        int lengths = withFormats ? 5 : 3;
        for (int i = 0; i < count; i++) {
            requireBytes((long) at - position + 2L * lengths);
            int number = shortAt(at);
            int nameLength = shortAt(at + 2);
            int labelLength = shortAt(at + 4);
            int formatLength = withFormats ? shortAt(at + 6) : 0;
            int informatLength = withFormats ? shortAt(at + 8) : 0;
            at += 2 * lengths;
            requireBytes((long) at - position + nameLength + labelLength + formatLength + informatLength);
            String name = text(at, nameLength);
            String label = text(at + nameLength, labelLength);
            String format = text(at + nameLength + labelLength, formatLength);
            String informat = text(at + nameLength + labelLength + formatLength, informatLength);
            at += nameLength + labelLength + formatLength + informatLength;
            for (int k = 0; k < fields.size(); k++) {
                if (fields.get(k).number() == number) {
                    Variable changed = fields.get(k).variable().withLabel(label);
                    changed = name.isEmpty() ? changed : changed.withName(name);
                    changed = Format.parse(format).isPresent() ? changed.withFormat(Format.parse(format)) : changed;
                    changed =
                            Format.parse(informat).isPresent() ? changed.withInformat(Format.parse(informat)) : changed;
                    fields.set(k, fields.get(k).withVariable(changed));
                }
            }
        }
        position += RECORD + padded(at - position - RECORD);
    }

    /** @param stated number of rows where the file says it (version 8), else 0 */
    private Table rows(List<Field> fields, String label, int stated) throws IOException {
        int rowLength = 0;
        for (Field field : fields) {
            rowLength = Math.max(rowLength, field.offset() + field.length());
        }
        int end = endOfRows();
        int count = rowLength == 0 ? 0 : (end - position) / rowLength;
        if (stated > count) {
            throw malformed("it is cut off: " + count + " of " + stated + " observations are there");
        }
        count = stated > 0 ? stated : count;
        while (stated == 0
                && count > 0
                && position + (count - 1) * rowLength > end - RECORD
                && isBlankRow(count - 1, rowLength)) {
            count--;
        }
        TableBuilder table =
                new TableBuilder(fields.stream().map(Field::variable).toList());
        for (int row = 0; row < count; row++) {
            int start = position + row * rowLength;
            for (int k = 0; k < fields.size(); k++) {
                Field field = fields.get(k);
                if (field.variable().isNumeric()) {
                    table.set(k, IbmDouble.read(bytes, start + field.offset(), field.length()));
                } else {
                    table.set(k, StoredText.decode(bytes, start + field.offset(), field.length()));
                }
            }
            table.endRow();
        }
        position = end;
        return table.build(label);
    }

    private int endOfRows() throws IOException {
        int end = position;
        while (end + RECORD <= bytes.length && !kindAt(end).startsWith("MEMB")) {
            end += RECORD;
        }
        if (end + RECORD > bytes.length && end != bytes.length) {
            throw malformed("it is cut off: " + bytes.length + " bytes are no multiple of 80");
        }
        return end;
    }

    private boolean isBlankRow(int row, int rowLength) {
        int start = position + row * rowLength;
        for (int i = start; i < start + rowLength; i++) {
            if (bytes[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    private static int padded(int length) {
        return (length + RECORD - 1) / RECORD * RECORD;
    }

    private void requireBytes(long length) throws IOException {
        if (position + length > bytes.length) {
            throw malformed("it is cut off at byte " + bytes.length);
        }
    }

    private int number(int at, int digits, String what) throws IOException {
        if (at + digits > bytes.length) {
            throw malformed("it is cut off at byte " + bytes.length);
        }
        String text = ascii(at, digits).strip();
        try {
            return text.isEmpty() ? 0 : Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw malformed(what + " is not a number: \"" + text + "\"");
        }
    }

    private int shortAt(int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private String ascii(int at, int length) {
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }

    private String text(int at, int length) {
        return StoredText.decode(bytes, at, length);
    }

    private IOException malformed(String cause) {
        return new IOException(file + " is not a readable transport file: " + cause + ".");
    }
}
