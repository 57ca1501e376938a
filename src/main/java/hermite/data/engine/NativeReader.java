package hermite.data.engine;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Format;
import hermite.data.NumericColumn;
import hermite.data.SortKey;
import hermite.data.Table;
import hermite.data.ValueType;
import hermite.data.Variable;
import hermite.data.engine.file.FileFailure;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads data sets in the native format ({@link NativeLayout}). */
public final class NativeReader {
    private static final int MAX_BLOCK = 1 << 30;

    private final Path file;
    private final ByteBuffer bytes;
    private final Inflater inflater = new Inflater();

    private NativeReader(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** @throws IOException when the file cannot be read or is damaged; the message names it */
    public static Table read(Path file) throws IOException {
        NativeReader reader = new NativeReader(file, FileFailure.explained(file, () -> Files.readAllBytes(file)));
        try {
            return reader.table();
        } catch (BufferUnderflowException e) {
            throw reader.damaged("it is cut off", e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw reader.damaged("its contents contradict each other", e);
        } finally {
            reader.inflater.end();
        }
    }

    private Table table() throws IOException {
        if (bytes.remaining() < NativeLayout.MAGIC.length
                || !Arrays.equals(take(NativeLayout.MAGIC.length), NativeLayout.MAGIC)) {
            throw damaged("it does not begin as such a file does", null);
        }
        int version = bytes.getInt();
        if (version != NativeLayout.VERSION) {
            throw damaged("its version " + version + " is not known here", null);
        }
        ByteBuffer header = block();
        int rows = count(header.getInt());
        String label = text(header);
        List<SortKey> sortedBy = new ArrayList<>();
        for (int keys = count(header.getInt()); keys > 0; keys--) {
            sortedBy.add(new SortKey(text(header), header.get() != 0));
        }
        List<Variable> variables = new ArrayList<>();
        for (int left = count(header.getInt()); left > 0; left--) {
            variables.add(variable(header));
        }
        List<Column> columns = new ArrayList<>();
        for (Variable variable : variables) {
            columns.add(variable.isNumeric() ? numbers(rows) : texts(rows));
        }
        if (!Arrays.equals(take(NativeLayout.END.length), NativeLayout.END)) {
            throw damaged("its end mark is missing", null);
        }
        return new Table(variables, columns, rows, label, sortedBy);
    }

    private Variable variable(ByteBuffer header) throws IOException {
        String name = text(header);
        ValueType type = header.get() == 1 ? ValueType.NUMERIC : ValueType.CHARACTER;
        int length = header.getInt();
        String label = text(header);
        Optional<Format> format = format(header);
        return new Variable(name, type, length, label, format, format(header));
    }

    private Optional<Format> format(ByteBuffer header) throws IOException {
        if (header.get() == 0) {
            return Optional.empty();
        }
        String name = text(header);
        int width = header.getInt();
        return Optional.of(new Format(name, width, header.getInt()));
    }

    private NumericColumn numbers(int size) throws IOException {
        double[] values = new double[size];
        for (int start = 0; start < size; start += NativeLayout.BLOCK_ROWS) {
            int rows = Math.min(NativeLayout.BLOCK_ROWS, size - start);
            byte[] planes = block(8 * rows);
            for (int i = 0; i < rows; i++) {
                long bits = 0;
                for (int plane = 0; plane < 8; plane++) {
                    bits = bits << 8 | planes[plane * rows + i] & 0xFF;
                }
                values[start + i] = Double.longBitsToDouble(bits);
            }
        }
        return new NumericColumn(values);
    }

    private CharacterColumn texts(int size) throws IOException {
        ByteBuffer block = block();
        String[] dictionary = new String[count(block.getInt())];
        for (int i = 0; i < dictionary.length; i++) {
            dictionary[i] = text(block);
        }
        int width = NativeLayout.codeBytes(dictionary.length);
        int[] codes = new int[size];
        for (int start = 0; start < size; start += NativeLayout.BLOCK_ROWS) {
            int rows = Math.min(NativeLayout.BLOCK_ROWS, size - start);
            byte[] packed = block(width * rows);
            int at = 0;
            for (int i = 0; i < rows; i++) {
                int code = 0;
                for (int b = 0; b < width; b++) {
                    code = code << 8 | packed[at++] & 0xFF;
                }
                codes[start + i] = code;
            }
        }
        return CharacterColumn.ofCodes(dictionary, codes);
    }

    private byte[] block(int expectedLength) throws IOException {
        ByteBuffer block = block();
        if (block.remaining() != expectedLength) {
            throw damaged("a block holds " + block.remaining() + " bytes in place of " + expectedLength, null);
        }
        return block.array();
    }

    private ByteBuffer block() throws IOException {
        int rawLength = bytes.getInt();
        int packedLength = bytes.getInt();
        int checksum = bytes.getInt();
        if (rawLength < 0 || rawLength > MAX_BLOCK || packedLength < 0 || packedLength > bytes.remaining()) {
            throw damaged("it is cut off or a length in it is wrong", null);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), bytes.position(), packedLength);
        if ((int) crc.getValue() != checksum) {
            throw damaged("a checksum does not agree", null);
        }
        inflater.reset();
        inflater.setInput(bytes.array(), bytes.position(), packedLength);
        bytes.position(bytes.position() + packedLength);
        byte[] raw = new byte[rawLength];
        try {
            int size = 0;
            while (size < rawLength && !inflater.finished() && !inflater.needsInput()) {
                size += inflater.inflate(raw, size, rawLength - size);
            }
            if (size < rawLength) {
                throw damaged("a block is too short", null);
            }
        } catch (DataFormatException e) {
            throw damaged("a block cannot be unpacked", e);
        }
        return ByteBuffer.wrap(raw);
    }

    private byte[] take(int length) {
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }

    private int count(int number) throws IOException {
        if (number < 0) {
            throw damaged("a count in it is negative", null);
        }
        return number;
    }

    private String text(ByteBuffer from) throws IOException {
        int length = count(from.getInt());
        if (length > from.remaining()) {
            throw damaged("a text in it is longer than its block", null);
        }
        String text = new String(from.array(), from.position(), length, StandardCharsets.UTF_8);
        from.position(from.position() + length);
        return text;
    }

    private IOException damaged(String cause, Exception because) {
        return new IOException(file + " is not a readable data set file: " + cause + ".", because);
    }
}
