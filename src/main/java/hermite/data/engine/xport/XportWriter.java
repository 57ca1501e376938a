package hermite.data.engine.xport;

import hermite.data.Format;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.data.engine.file.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes transport files of version 5. Names longer than 8 characters, texts longer than 200 bytes and magnitudes
 * beyond 7E75 are refused; labels are cut at 40 bytes, as the format prescribes. Source of the layout: SAS Institute,
 * TS-140. Numbers are written in eight bytes whatever their length;
 * the sort order of a table is not kept: the format has no place for it.
 */
public final class XportWriter {
    private static final int RECORD = 80;
    private static final int NAMESTR = 140;
    private static final int MAX_NAME = 8;
    private static final int MAX_TEXT = 200;
    private static final int MAX_LABEL = 40;
    private static final String ZEROS = "0".repeat(30);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("ddMMMyy:HH:mm:ss", Locale.ENGLISH);

    private final Path file;
    private final String stamp;

    private XportWriter(Path file, LocalDateTime now) {
        this.file = file;
        this.stamp = STAMP.format(now).toUpperCase(Locale.ROOT);
    }

    /**
     * Writes the members in their order, replacing the file as a whole.
     *
     * @param now stored as the times of creation and change
     * @throws IOException when a member does not fit the format or the file cannot be written
     */
    public static void write(Path file, List<XportMember> members, LocalDateTime now) throws IOException {
        XportWriter writer = new XportWriter(file, now);
        for (XportMember member : members) {
            writer.check(member);
        }
        AtomicFile.write(file, out -> writer.writeAll(out, members));
    }

    private void check(XportMember member) throws IOException {
        checkName("data set", member.name());
        for (Variable variable : member.table().variables()) {
            checkName("variable", variable.name());
        }
    }

    private void checkName(String what, String name) throws IOException {
        if (name.length() > MAX_NAME || name.isEmpty()) {
            throw new IOException("The " + what + " name " + name + " cannot be written to " + file
                    + ": a transport file holds names of 1 to " + MAX_NAME + " characters.");
        }
    }

    private void writeAll(OutputStream out, List<XportMember> members) throws IOException {
        out.write(header("LIBRARY ", ZEROS));
        out.write(record("SAS     SAS     SASLIB  9.4     HERMITE " + " ".repeat(24) + stamp));
        out.write(record(stamp));
        for (XportMember member : members) {
            writeMember(out, member);
        }
    }

    private void writeMember(OutputStream out, XportMember member) throws IOException {
        Table table = member.table();
        int[] lengths = lengths(table);
        out.write(header("MEMBER  ", "000000000000000001600000000140"));
        out.write(header("DSCRPTR ", ZEROS));
        out.write(record("SAS     " + field(member.name().toUpperCase(Locale.ROOT), 8) + "SASDATA 9.4     HERMITE "
                + " ".repeat(24) + stamp));
        byte[] second = record(stamp);
        copy(cut(table.label()), second, 32);
        out.write(second);
        int count = table.variables().size();
        out.write(header("NAMESTR ", "000000" + field4(count) + "0".repeat(20)));
        ByteArrayOutputStream descriptions = new ByteArrayOutputStream();
        int offset = 0;
        for (int i = 0; i < count; i++) {
            descriptions.write(namestr(table.variable(i), i + 1, lengths[i], offset));
            offset += lengths[i];
        }
        pad(descriptions);
        descriptions.writeTo(out);
        out.write(header("OBS     ", ZEROS));
        writeRows(out, table, lengths, offset);
    }

    private int[] lengths(Table table) throws IOException {
        int[] lengths = new int[table.variables().size()];
        for (int i = 0; i < lengths.length; i++) {
            Variable variable = table.variable(i);
            lengths[i] = variable.isNumeric() ? 8 : variable.length();
            for (int row = 0; !variable.isNumeric() && row < table.rowCount(); row++) {
                lengths[i] = Math.max(lengths[i], utf8(table.character(i).get(row)).length);
            }
            if (lengths[i] > MAX_TEXT) {
                throw new IOException("Variable " + variable.name() + " cannot be written to " + file
                        + ": a transport file holds texts of at most " + MAX_TEXT + " bytes, this one has "
                        + lengths[i] + ".");
            }
        }
        return lengths;
    }

    private static byte[] namestr(Variable variable, int number, int length, int offset) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(NAMESTR);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(variable.isNumeric() ? 1 : 2);
        out.writeShort(0);
        out.writeShort(length);
        out.writeShort(number);
        out.write(utf8(field(variable.name(), 8)));
        byte[] label = " ".repeat(MAX_LABEL).getBytes(StandardCharsets.US_ASCII);
        copy(cut(variable.label()), label, 0);
        out.write(label);
        writeFormat(out, variable.format().orElse(NO_FORMAT));
        out.writeShort(0);
        out.writeShort(0);
        writeFormat(out, variable.informat().orElse(NO_FORMAT));
        out.writeInt(offset);
        out.write(new byte[52]);
        return bytes.toByteArray();
    }

    private static final Format NO_FORMAT = new Format("", 0, -1);

    private static void writeFormat(DataOutputStream out, Format format) throws IOException {
        String name = format.name();
        out.write(utf8(field(name.length() > 8 ? name.substring(0, 8) : name, 8)));
        out.writeShort(format.width());
        out.writeShort(Math.max(0, format.decimals()));
    }

    private void writeRows(OutputStream out, Table table, int[] lengths, int rowLength) throws IOException {
        byte[] row = new byte[rowLength];
        for (int r = 0; r < table.rowCount(); r++) {
            java.util.Arrays.fill(row, (byte) ' ');
            int at = 0;
            for (int i = 0; i < lengths.length; i++) {
                if (table.variable(i).isNumeric()) {
                    putNumber(table.variable(i), table.numeric(i).get(r), row, at);
                } else {
                    copy(utf8(table.character(i).get(r)), row, at);
                }
                at += lengths[i];
            }
            out.write(row);
        }
        long written = (long) rowLength * table.rowCount();
        out.write(blanks((int) ((RECORD - written % RECORD) % RECORD)));
    }

    private void putNumber(Variable variable, double value, byte[] row, int at) throws IOException {
        long bits;
        try {
            bits = IbmDouble.bits(value);
        } catch (ArithmeticException e) {
            throw new IOException(
                    "Variable " + variable.name() + " cannot be written to " + file + ": " + e.getMessage() + ".", e);
        }
        for (int i = 0; i < 8; i++) {
            row[at + i] = (byte) (bits >>> 56 - 8 * i);
        }
    }

    private static byte[] header(String kind, String tail) {
        return record("HEADER RECORD*******" + kind + "HEADER RECORD!!!!!!!" + tail);
    }

    private static byte[] record(String text) {
        return utf8(field(text, RECORD));
    }

    private static void pad(ByteArrayOutputStream bytes) {
        bytes.writeBytes(blanks((RECORD - bytes.size() % RECORD) % RECORD));
    }

    private static byte[] blanks(int count) {
        return " ".repeat(count).getBytes(StandardCharsets.US_ASCII);
    }

    private static void copy(byte[] from, byte[] to, int at) {
        System.arraycopy(from, 0, to, at, from.length);
    }

    /** At most 40 bytes, no character cut in two. */
    private static byte[] cut(String label) {
        String text = label;
        while (utf8(text).length > MAX_LABEL) {
            text = text.substring(0, text.length() - 1);
        }
        return utf8(text);
    }

    private static String field(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    private static String field4(int number) {
        return Integer.toString(10_000 + number).substring(1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
