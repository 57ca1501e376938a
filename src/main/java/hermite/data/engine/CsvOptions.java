package hermite.data.engine;

import java.util.OptionalInt;

/**
 * How delimited text is read, with the words of PROC IMPORT.
 *
 * @param delimiter DELIMITER=, one character
 * @param getNames GETNAMES=: the first line holds the variables' names
 * @param guessingRows GUESSINGROWS=: data lines that decide on types and lengths
 * @param dataRow DATAROW=: line of the first observation, counted from 1; when absent, the one after the names or the
 *     first
 * @param attachFormats whether numbers get BEST12. and texts $w., as PROC IMPORT gives them; dates and times have
 *     their formats in any case
 */
public record CsvOptions(
        char delimiter, boolean getNames, int guessingRows, OptionalInt dataRow, boolean attachFormats) {
    /** PROC IMPORT's default for GUESSINGROWS. */
    public static final int DEFAULT_GUESSING_ROWS = 20;

    /** GUESSINGROWS=MAX. */
    public static final int ALL_ROWS = Integer.MAX_VALUE;

    public CsvOptions {
        if (guessingRows < 1 || dataRow.isPresent() && dataRow.getAsInt() < 1) {
            throw new IllegalArgumentException("GUESSINGROWS and DATAROW count from 1");
        }
    }

    /** What PROC IMPORT DBMS=CSV does without statements. */
    public static CsvOptions ofImport() {
        return new CsvOptions(',', true, DEFAULT_GUESSING_ROWS, OptionalInt.empty(), true);
    }

    /** For CSV files as members of a library: all lines decide, plain values stay without formats. */
    public static CsvOptions forLibraries() {
        return new CsvOptions(',', true, ALL_ROWS, OptionalInt.empty(), false);
    }

    public CsvOptions withDelimiter(char newDelimiter) {
        return new CsvOptions(newDelimiter, getNames, guessingRows, dataRow, attachFormats);
    }

    public CsvOptions withGetNames(boolean newGetNames) {
        return new CsvOptions(delimiter, newGetNames, guessingRows, dataRow, attachFormats);
    }

    public CsvOptions withGuessingRows(int newGuessingRows) {
        return new CsvOptions(delimiter, getNames, newGuessingRows, dataRow, attachFormats);
    }

    public CsvOptions withDataRow(int newDataRow) {
        return new CsvOptions(delimiter, getNames, guessingRows, OptionalInt.of(newDataRow), attachFormats);
    }

    int firstDataRow() {
        return dataRow.orElse(getNames ? 2 : 1);
    }
}
