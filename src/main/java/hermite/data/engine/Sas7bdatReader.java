package hermite.data.engine;

import com.epam.parso.ColumnFormat;
import com.epam.parso.SasFileProperties;
import com.epam.parso.SasFileReader;
import com.epam.parso.date.OutputDateType;
import com.epam.parso.impl.SasFileReaderImpl;
import hermite.data.Format;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.data.engine.file.FileFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads sas7bdat files through Parso: names, labels, formats, lengths, rows with all 28 missing values, the data set's
 * label; row and binary compression. Numbers keep every bit.
 *
 * <p>Parso 2.0.14 does not carry informats and the sort order.
 */
public final class Sas7bdatReader {
    private static final int[] MAGIC = {
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xC2, 0xEA, 0x81, 0x60, 0xB3, 0x14, 0x11, 0xCF, 0xBD, 0x92, 0x08, 0x00,
        0x09, 0xC7, 0x31, 0x8C, 0x18, 0x1F, 0x10, 0x11
    };

    private static final int MAX_TEXT = 32_767;

    private Sas7bdatReader() {}

    /** @throws IOException when the file cannot be read or is damaged; the message names it */
    public static Table read(Path file) throws IOException {
        return FileFailure.explained(file, () -> open(file));
    }

    private static Table open(Path file) throws IOException {
        checkMagic(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(file, in);
        } catch (RuntimeException e) {
            throw new IOException(
                    damaged(file, "its structure is broken (" + e.getClass().getSimpleName() + ")"), e);
        }
    }

    private static Table read(Path file, InputStream in) throws IOException {
        SasFileReader reader = new SasFileReaderImpl(in, null, OutputDateType.SAS_VALUE);
        SasFileProperties properties = reader.getSasFileProperties();
        List<Variable> variables = variables(reader);
        checkLengths(file, variables);
        keepNumbersAsStored(reader);
        if (variables.isEmpty() || variables.size() != properties.getColumnsCount()) {
            throw new IOException(damaged(file, "the description of its variables is incomplete"));
        }
        TableBuilder table = new TableBuilder(variables);
        Object[] row;
        while ((row = reader.readNext()) != null) {
            for (int i = 0; i < variables.size(); i++) {
                if (variables.get(i).isNumeric()) {
                    table.set(i, number(row[i]));
                } else {
                    table.set(i, row[i] == null ? "" : row[i].toString());
                }
            }
            table.endRow();
        }
        long expected = properties.getRowCount() - properties.getDeletedRowCount();
        if (table.rowCount() < expected) {
            throw new IOException(damaged(
                    file, "it is cut off: " + table.rowCount() + " of " + expected + " observations are there"));
        }
        String label = properties.getFileLabel();
        return table.build(label == null ? "" : label.strip());
    }

    private static List<Variable> variables(SasFileReader reader) {
        List<Variable> variables = new ArrayList<>();
        for (com.epam.parso.Column column : reader.getColumns()) {
            boolean numeric = column.getType() == Number.class;
            Variable variable = numeric
                    ? Variable.numeric(column.getName()).withLength(column.getLength())
                    : Variable.character(column.getName(), column.getLength());
            String label = column.getLabel() == null ? "" : column.getLabel();
            variables.add(variable.withLabel(label).withFormat(format(column.getFormat())));
        }
        return variables;
    }

    /** Wrong lengths would make Parso ask for more memory than there is. */
    private static void checkLengths(Path file, List<Variable> variables) throws IOException {
        for (Variable variable : variables) {
            int limit = variable.isNumeric() ? 8 : MAX_TEXT;
            if (variable.length() < 1 || variable.length() > limit) {
                throw new IOException(damaged(
                        file, "variable " + variable.name() + " has a length of " + variable.length() + " bytes"));
            }
        }
    }

    /**
     * Parso rounds numbers that are nearly whole and drops the kind of a missing value, except in columns whose format
     * is one of datetimes: these it hands over as stored when asked for SAS values.
     */
    private static void keepNumbersAsStored(SasFileReader reader) {
        ColumnFormat datetime = new ColumnFormat("DATETIME");
        for (com.epam.parso.Column column : reader.getColumns()) {
            if (column.getType() == Number.class) {
                column.setFormat(datetime);
            }
        }
    }

    private static Optional<Format> format(ColumnFormat format) {
        if (format == null || format.isEmpty()) {
            return Optional.empty();
        }
        int decimals = format.getPrecision();
        return Optional.of(new Format(format.getName(), format.getWidth(), decimals == 0 ? -1 : decimals));
    }

    private static double number(Object value) {
        double number = value instanceof Number n ? n.doubleValue() : Missing.DOT;
        return number == number ? number : missing(Double.doubleToRawLongBits(number));
    }

    /**
     * The kind of a missing value is the complement of the third byte: 0 is {@code ._}, 1 is {@code .}, 2 and more count
     * from {@code .A}; some writers put the letter itself there.
     */
    private static double missing(long bits) {
        int tag = (int) ~(bits >>> 40) & 0xFF;
        if (tag == 0 || tag == '_') {
            return Missing.of('_');
        }
        if (tag >= 2 && tag < 28) {
            return Missing.of((char) ('A' + tag - 2));
        }
        return tag >= 'A' && tag <= 'Z' ? Missing.of((char) tag) : Missing.DOT;
    }

    private static void checkMagic(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(MAGIC.length);
        }
        int[] found = new int[start.length];
        for (int i = 0; i < start.length; i++) {
            found[i] = start[i] & 0xFF;
        }
        if (!Arrays.equals(found, MAGIC)) {
            throw new IOException(damaged(file, "it does not begin as such a file does"));
        }
    }

    private static String damaged(Path file, String cause) {
        return file + " is not a readable sas7bdat file: " + cause + ".";
    }
}
