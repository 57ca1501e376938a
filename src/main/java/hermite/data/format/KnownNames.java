package hermite.data.format;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Names of built-in formats and informats that programs use, to suggest one for a misspelled name. */
final class KnownNames {
    private static final List<String> NAMES = List.of(
            "$",
            "$ASCII",
            "$BINARY",
            "$CHAR",
            "$F",
            "$HEX",
            "$OCTAL",
            "$QUOTE",
            "$REVERJ",
            "$UPCASE",
            "$VARYING",
            "ANYDTDTE",
            "ANYDTDTM",
            "ANYDTTME",
            "B8601DA",
            "B8601DT",
            "BEST",
            "BESTD",
            "BINARY",
            "BZ",
            "COMMA",
            "COMMAX",
            "D",
            "DATE",
            "DATEAMPM",
            "DATETIME",
            "DAY",
            "DDMMYY",
            "DOLLAR",
            "DOLLARX",
            "DOWNAME",
            "DTDATE",
            "DTMONYY",
            "DTYEAR",
            "E",
            "E8601DA",
            "E8601DT",
            "E8601TM",
            "EURDFDD",
            "EURO",
            "F",
            "FRACT",
            "HEX",
            "HHMM",
            "HOUR",
            "JULIAN",
            "MMDDYY",
            "MMSS",
            "MMYY",
            "MONNAME",
            "MONTH",
            "MONYY",
            "NEGPAREN",
            "NUMX",
            "OCTAL",
            "ODDSR",
            "PERCENT",
            "PERCENTN",
            "PVALUE",
            "QTR",
            "QTRR",
            "ROMAN",
            "SSN",
            "TIME",
            "TIMEAMPM",
            "TOD",
            "WEEKDATE",
            "WEEKDATX",
            "WEEKDAY",
            "WORDDATE",
            "WORDDATX",
            "WORDF",
            "WORDS",
            "YEAR",
            "YEN",
            "YYMM",
            "YYMMDD",
            "YYMON",
            "YYQ",
            "Z");

    private KnownNames() {}

    /** Those that the catalogue knows, and the user's own. */
    static List<String> all(Predicate<String> known, Collection<String> own) {
        return List.copyOf(new TreeSet<>(Stream.concat(NAMES.stream().filter(known), own.stream())
                .filter(name -> name.length() > 1)
                .toList()));
    }
}
