package hermite.data.engine;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.format.NumberReader;
import java.util.Optional;

/** What the fields of a column may be, in the order in which PROC IMPORT prefers them. */
enum CsvColumnType {
    NUMBER("BEST32.", "BEST12."),
    GROUPED("NLNUM32.", "BEST12."),
    DATE("DATE9.", "DATE9."),
    MONTH_FIRST("MMDDYY10.", "MMDDYY10."),
    DAY_FIRST("DDMMYY10.", "DDMMYY10."),
    YEAR_FIRST("YYMMDD10.", "YYMMDD10."),
    DATETIME("ANYDTDTM40.", "DATETIME."),
    TIME("TIME20.3", "TIME20.3"),
    TEXT("$", "$");

    private final String informat;
    private final String format;

    CsvColumnType(String informat, String format) {
        this.informat = informat;
        this.format = format;
    }

    Optional<Format> informat() {
        return Format.parse(informat);
    }

    Optional<Format> format() {
        return Format.parse(format);
    }

    boolean isPlain() {
        return this == NUMBER || this == TEXT;
    }

    /** Whether the field has the shape of this type and is valid. */
    boolean accepts(CsvField field, Formats formats) {
        return switch (this) {
            case NUMBER -> !NumberReader.isInvalid(NumberReader.read(field));
            case TEXT -> true;
            case GROUPED -> NUMBER.accepts(field, formats) || isGrouped(field);
            default -> hasShape(field) && !NumberReader.isInvalid(read(field, formats));
        };
    }

    /** The value, or {@link NumberReader#INVALID}. */
    double read(CsvField field, Formats formats) {
        if (this == NUMBER) {
            return NumberReader.read(field);
        }
        try {
            return formats.readNumber(field.toString(), INFORMATS[ordinal()]);
        } catch (NumberFormatException e) {
            return NumberReader.INVALID;
        }
    }

    private static final Format[] INFORMATS = new Format[values().length];

    static {
        for (CsvColumnType type : values()) {
            type.informat().ifPresent(f -> INFORMATS[type.ordinal()] = f);
        }
    }

    /** A number with a dollar sign, with commas between groups of three digits, or with both. */
    private static boolean isGrouped(CsvField field) {
        int i = 0;
        int end = field.length();
        if (end > 2 && field.charAt(0) == '(' && field.charAt(end - 1) == ')') {
            i++;
            end--;
        } else if (end > 1 && (field.charAt(0) == '-' || field.charAt(0) == '+')) {
            i++;
        }
        if (i < end && field.charAt(i) == '$') {
            i++;
        }
        int run = 0;
        int commas = 0;
        for (; i < end && field.charAt(i) != '.'; i++) {
            char c = field.charAt(i);
            if (c == ',' && (commas == 0 ? run >= 1 && run <= 3 : run == 3)) {
                commas++;
                run = 0;
            } else if (c >= '0' && c <= '9') {
                run++;
            } else {
                return false;
            }
        }
        boolean whole = run >= 1 && (commas == 0 || run == 3);
        for (i++; i < end; i++) {
            if (field.charAt(i) < '0' || field.charAt(i) > '9') {
                return false;
            }
        }
        return whole;
    }

    /** Dates need marks between their parts, so that version numbers and identifiers stay text. */
    private boolean hasShape(CsvField field) {
        int letters = 0;
        int colons = 0;
        int marks = 0;
        int other = 0;
        int firstNumber = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c >= '0' && c <= '9') {
                firstNumber += firstNumber == i ? 1 : 0;
            } else if (Character.isLetter(c)) {
                letters++;
            } else if (c == ':') {
                colons++;
            } else if (c == '/' || c == '-') {
                marks++;
            } else {
                other++;
            }
        }
        return switch (this) {
            case DATE -> letters == 3 && colons == 0 && field.length() <= 11;
            case MONTH_FIRST, DAY_FIRST ->
                figures(letters, colons, marks, other) && between(firstNumber, 1, 2) && field.length() >= 6;
            case YEAR_FIRST -> figures(letters, colons, marks, other) && firstNumber == 4;
            case DATETIME -> colons >= 1 && (letters >= 3 || marks == 2 || marks == 3) && field.length() > 10;
            case TIME -> colons >= 1 && marks == 0 && (letters == 0 || letters == 2);
            default -> true;
        };
    }

    private static boolean figures(int letters, int colons, int marks, int other) {
        return letters == 0 && colons == 0 && other == 0 && marks == 2;
    }

    private static boolean between(int value, int least, int most) {
        return value >= least && value <= most;
    }
}
