package hermite.data.engine;

import hermite.data.CharacterColumn;
import hermite.data.Format;
import hermite.data.NumericColumn;
import hermite.data.SortKey;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.data.engine.file.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes data sets in the native format ({@link NativeLayout}). */
public final class NativeWriter {
    private final DataOutputStream out;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private byte[] packed = new byte[1 << 16];

    private NativeWriter(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    /** Writes the table, replacing the file as a whole. */
    public static void write(Path file, Table table) throws IOException {
        AtomicFile.write(file, out -> {
            NativeWriter writer = new NativeWriter(out);
            try {
                writer.writeAll(table);
            } finally {
                writer.deflater.end();
            }
        });
    }

    private void writeAll(Table table) throws IOException {
        out.write(NativeLayout.MAGIC);
        out.writeInt(NativeLayout.VERSION);
        byte[] header = header(table);
        writeBlock(header, header.length);
        for (int i = 0; i < table.variables().size(); i++) {
            if (table.variable(i).isNumeric()) {
                writeNumbers(table.numeric(i));
            } else {
                writeTexts(table.character(i));
            }
        }
        out.write(NativeLayout.END);
        out.flush();
    }

    private static byte[] header(Table table) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(bytes);
        header.writeInt(table.rowCount());
        writeText(header, table.label());
        header.writeInt(table.sortedBy().size());
        for (SortKey key : table.sortedBy()) {
            writeText(header, key.variable());
            header.writeByte(key.descending() ? 1 : 0);
        }
        header.writeInt(table.variables().size());
        for (Variable variable : table.variables()) {
            writeText(header, variable.name());
            header.writeByte(variable.isNumeric() ? 1 : 2);
            header.writeInt(variable.length());
            writeText(header, variable.label());
            writeFormat(header, variable.format());
            writeFormat(header, variable.informat());
        }
        return bytes.toByteArray();
    }

    private static void writeFormat(DataOutputStream header, Optional<Format> format) throws IOException {
        header.writeByte(format.isPresent() ? 1 : 0);
        if (format.isPresent()) {
            writeText(header, format.get().name());
            header.writeInt(format.get().width());
            header.writeInt(format.get().decimals());
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private void writeNumbers(NumericColumn column) throws IOException {
        byte[] planes = new byte[8 * Math.min(column.size(), NativeLayout.BLOCK_ROWS)];
        for (int start = 0; start < column.size(); start += NativeLayout.BLOCK_ROWS) {
            int rows = Math.min(NativeLayout.BLOCK_ROWS, column.size() - start);
            for (int i = 0; i < rows; i++) {
                long bits = Double.doubleToRawLongBits(column.get(start + i));
                for (int plane = 0; plane < 8; plane++) {
                    planes[plane * rows + i] = (byte) (bits >>> 56 - 8 * plane);
                }
            }
            writeBlock(planes, 8 * rows);
        }
    }

    private void writeTexts(CharacterColumn column) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream dictionary = new DataOutputStream(bytes);
        dictionary.writeInt(column.dictionarySize());
        for (int code = 0; code < column.dictionarySize(); code++) {
            writeText(dictionary, column.dictionaryValue(code));
        }
        writeBlock(bytes.toByteArray(), bytes.size());
        int width = NativeLayout.codeBytes(column.dictionarySize());
        byte[] codes = new byte[width * Math.min(column.size(), NativeLayout.BLOCK_ROWS)];
        for (int start = 0; start < column.size(); start += NativeLayout.BLOCK_ROWS) {
            int rows = Math.min(NativeLayout.BLOCK_ROWS, column.size() - start);
            int at = 0;
            for (int i = 0; i < rows; i++) {
                int code = column.code(start + i);
                for (int b = width - 1; b >= 0; b--) {
                    codes[at++] = (byte) (code >>> 8 * b);
                }
            }
            writeBlock(codes, at);
        }
    }

    private void writeBlock(byte[] raw, int length) throws IOException {
        deflater.reset();
        deflater.setInput(raw, 0, length);
        deflater.finish();
        int size = 0;
        while (!deflater.finished()) {
            if (size == packed.length) {
                packed = java.util.Arrays.copyOf(packed, 2 * size);
            }
            size += deflater.deflate(packed, size, packed.length - size);
        }
        CRC32 crc = new CRC32();
        crc.update(packed, 0, size);
        out.writeInt(length);
        out.writeInt(size);
        out.writeInt((int) crc.getValue());
        out.write(packed, 0, size);
    }
}
