package hermite.data.engine;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.data.engine.file.FileFailure;
import hermite.data.engine.file.StoredText;
import hermite.data.format.FormatCatalogue;
import hermite.data.format.NumberReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads delimited text as PROC IMPORT does: names from the first line, types guessed from the first rows, empty fields
 * and lone points missing, quotes removed. Two passes over the file, so that memory holds the result only. Text is
 * UTF-8, or Windows-1252 where it is not valid UTF-8.
 */
public final class CsvReader {
    private final Path file;
    private final CsvOptions options;
    private final Formats formats = new FormatCatalogue();

    private CsvReader(Path file, CsvOptions options) {
        this.file = file;
        this.options = options;
    }

    /** @throws IOException when the file cannot be read or is not delimited text; the message names it */
    public static CsvImport read(Path file, CsvOptions options) throws IOException {
        CsvReader reader = new CsvReader(file, options);
        return FileFailure.explained(file, () -> {
            try {
                return reader.read(StandardCharsets.UTF_8);
            } catch (CharacterCodingException e) {
                return reader.readFallback();
            }
        });
    }

    private CsvImport readFallback() throws IOException {
        try {
            return read(StoredText.FALLBACK);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not readable as delimited text: its encoding is not known.", e);
        }
    }

    private CsvImport read(Charset charset) throws IOException {
        Guess guess = new Guess();
        guess.scan(file, options.delimiter(), charset);
        List<Variable> variables = guess.variables();
        Values values = new Values(variables, guess.types());
        values.scan(file, options.delimiter(), charset);
        return values.result();
    }

    /** First pass: names, and what each column may be. */
    private final class Guess extends CsvRows {
        private final List<String> words = new ArrayList<>();
        private final List<EnumSet<CsvColumnType>> candidates = new ArrayList<>();
        private final List<Integer> lengths = new ArrayList<>();
        private final List<Boolean> filled = new ArrayList<>();

        @Override
        void field(int column, CsvField field) {
            if (record() == 1 && options.getNames()) {
                words.add(field.toString());
            } else if (record() >= options.firstDataRow()) {
                grow(column);
                if (!field.isMissing()) {
                    narrow(column, field);
                }
            }
        }

        private void narrow(int column, CsvField field) {
            filled.set(column, true);
            EnumSet<CsvColumnType> left = candidates.get(column);
            if (left.size() > 1) {
                left.removeIf(type -> !type.accepts(field, formats));
            }
            if (field.length() > lengths.get(column)) {
                lengths.set(column, field.length());
            }
        }

        private void grow(int column) {
            while (candidates.size() <= column) {
                candidates.add(EnumSet.allOf(CsvColumnType.class));
                lengths.add(1);
                filled.add(false);
            }
        }

        @Override
        boolean endRecord(int fields) {
            return (long) record() - options.firstDataRow() + 1 < options.guessingRows();
        }

        /** The columns: those named, or as many as there are in the rows looked at when there are no names. */
        CsvColumnType[] types() {
            int count = options.getNames() && !words.isEmpty() ? words.size() : candidates.size();
            grow(count - 1);
            CsvColumnType[] types = new CsvColumnType[count];
            for (int i = 0; i < count; i++) {
                types[i] = filled.get(i) ? candidates.get(i).iterator().next() : CsvColumnType.TEXT;
            }
            return types;
        }

        List<Variable> variables() throws IOException {
            CsvColumnType[] types = types();
            if (types.length == 0) {
                throw new IOException(file + " is not readable as delimited text: it is empty.");
            }
            while (words.size() < types.length) {
                words.add("");
            }
            String[] names = VariableNames.of(words);
            List<Variable> variables = new ArrayList<>();
            for (int i = 0; i < types.length; i++) {
                variables.add(variable(names[i], types[i], lengths.get(i)));
            }
            return variables;
        }

        private Variable variable(String name, CsvColumnType type, int length) {
            Variable variable = type == CsvColumnType.TEXT ? Variable.character(name, length) : Variable.numeric(name);
            if (type.isPlain() && !options.attachFormats()) {
                return variable;
            }
            if (type == CsvColumnType.TEXT) {
                Optional<Format> format = Optional.of(new Format("$", length, -1));
                return variable.withFormat(format).withInformat(format);
            }
            return variable.withFormat(type.format()).withInformat(type.informat());
        }
    }

    /** Second pass: the values. */
    private final class Values extends CsvRows {
        private final List<Variable> variables;
        private final CsvColumnType[] types;
        private final double[][] numbers;
        private final CharacterColumn.Builder[] texts;
        private final List<CsvImport.InvalidField> invalid = new ArrayList<>();
        private int invalidCount;
        private int rows;

        Values(List<Variable> variables, CsvColumnType[] types) {
            this.variables = variables;
            this.types = types;
            this.numbers = new double[types.length][];
            this.texts = new CharacterColumn.Builder[types.length];
            for (int i = 0; i < types.length; i++) {
                if (types[i] == CsvColumnType.TEXT) {
                    texts[i] = new CharacterColumn.Builder();
                } else {
                    numbers[i] = new double[1024];
                }
            }
        }

        @Override
        void field(int column, CsvField field) {
            if (record() < options.firstDataRow() || column >= types.length) {
                return;
            }
            if (texts[column] != null) {
                int length = Math.min(field.length(), variables.get(column).length());
                texts[column].add(
                        field.isMissing() ? "" : field.subSequence(0, length).toString());
            } else {
                setNumber(column, field);
            }
        }

        private void setNumber(int column, CsvField field) {
            double value = types[column].read(field, formats);
            if (NumberReader.isInvalid(value)) {
                value = Missing.DOT;
                invalidCount++;
                if (invalid.size() < CsvImport.MAX_REPORTED) {
                    invalid.add(new CsvImport.InvalidField(variables.get(column).name(), rows + 1, field.toString()));
                }
            }
            put(column, value);
        }

        private void put(int column, double value) {
            if (rows == numbers[column].length) {
                numbers[column] = Arrays.copyOf(numbers[column], 2 * rows);
            }
            numbers[column][rows] = value;
        }

        @Override
        boolean endRecord(int fields) {
            if (record() < options.firstDataRow()) {
                return true;
            }
            for (int i = fields; i < types.length; i++) {
                if (texts[i] != null) {
                    texts[i].add("");
                } else {
                    put(i, Missing.DOT);
                }
            }
            rows++;
            return true;
        }

        CsvImport result() {
            List<Column> columns = new ArrayList<>();
            for (int i = 0; i < types.length; i++) {
                columns.add(texts[i] != null ? texts[i].build() : new NumericColumn(Arrays.copyOf(numbers[i], rows)));
                // Columns are copied one by one: what is copied need not stay.
                numbers[i] = null;
                texts[i] = null;
            }
            return new CsvImport(new Table(variables, columns, rows), List.copyOf(invalid), invalidCount);
        }
    }
}
