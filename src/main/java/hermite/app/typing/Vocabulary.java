package hermite.app.typing;

import java.util.ArrayList;
import java.util.List;

/** The words of the language outside procedures, for completion and highlighting. */
public final class Vocabulary {
    private static final List<String> GLOBAL = List.of(
            "LIBNAME",
            "FILENAME",
            "OPTIONS",
            "TITLE",
            "TITLE1",
            "TITLE2",
            "TITLE3",
            "FOOTNOTE",
            "FOOTNOTE1",
            "ODS",
            "MISSING",
            "ENDSAS",
            "RUN",
            "QUIT");
    private static final List<String> DATA_STEP = List.of(
            "SET",
            "MERGE",
            "UPDATE",
            "BY",
            "WHERE",
            "IF",
            "ELSE",
            "DO",
            "END",
            "OUTPUT",
            "DELETE",
            "STOP",
            "RETURN",
            "KEEP",
            "DROP",
            "RENAME",
            "RETAIN",
            "LENGTH",
            "FORMAT",
            "INFORMAT",
            "LABEL",
            "ATTRIB",
            "ARRAY",
            "INPUT",
            "INFILE",
            "FILE",
            "PUT",
            "PUTLOG",
            "DATALINES",
            "CARDS",
            "SELECT",
            "WHEN",
            "OTHERWISE",
            "CALL",
            "LEAVE",
            "CONTINUE",
            "LINK",
            "GOTO",
            "ABORT");
    private static final List<String> ODS = List.of(
            "HTML",
            "LISTING",
            "RTF",
            "PDF",
            "CSV",
            "SELECT",
            "EXCLUDE",
            "OUTPUT",
            "TRACE",
            "GRAPHICS",
            "NOPROCTITLE",
            "PROCTITLE",
            "_ALL_");

    private Vocabulary() {}

    public static List<String> global() {
        return GLOBAL;
    }

    public static List<String> dataStep() {
        return DATA_STEP;
    }

    public static List<String> ods() {
        return ODS;
    }

    /** Every word that may begin a statement outside procedures or in a DATA step. */
    public static List<String> statementWords() {
        List<String> words = new ArrayList<>(GLOBAL);
        words.addAll(DATA_STEP);
        words.add("PROC");
        words.add("DATA");
        return words;
    }
}
