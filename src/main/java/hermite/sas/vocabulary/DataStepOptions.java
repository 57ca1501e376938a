package hermite.sas.vocabulary;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The options of data sets and of the DATA step's statements that read and write, with how far each is supported. */
public enum DataStepOptions {
    DATA_SET(
            "FIRSTOBS IN LABEL OBS",
            "BUFNO BUFSIZE CNTLLEV COMPRESS IDXNAME IDXWHERE INDEX OBSBUF POINTOBS REUSE SPILL",
            "ALTER DLDMGACTION ENCODING ENCRYPT ENCRYPTKEY EXTENDOBSCOUNTER FILECLOSE GENMAX GENNUM OUTREP PW READ"
                    + " REPEMPTY REPLACE ROLE SORTEDBY TYPE WHEREUP WRITE",
            ""),
    INFILE(
            "COL COLUMN DELIMITER DLM DLMSTR DSD ENCODING END EOF EXPANDTABS FIRSTOBS FLOWOVER LENGTH LINESIZE LRECL LS"
                    + " MISSOVER NOEXPANDTABS NOPAD OBS PAD RECFM STOPOVER TERMSTR TRUNCOVER",
            "BLKSIZE BLOCK IGNOREDOSEOF SHAREBUFFERS UNBUF UNBUFFERED",
            "DLMSOPT EOV LINE N NBYTE PRINT NOPRINT START",
            "FILENAME FILEVAR MEMVAR SCANOVER"),
    FILE(
            "DELIMITER DLM DSD ENCODING LINESIZE LRECL LS MOD RECFM TERMSTR",
            "BLKSIZE BLOCK NOPRINT NOTITLE NOTITLES NOFOOTNOTE NOFOOTNOTES OLD PAGESIZE PS TITLE TITLES",
            "COL COLUMN DLMSTR DROPOVER FLOWOVER FOOTNOTES HEADER LINE LINESLEFT LL N PAD PERMISSION PRINT STOPOVER",
            "FILENAME FILEVAR"),
    FILE_PRINT(
            "DELIMITER DLM DSD LINESIZE LS",
            "MOD OLD PRINT TITLE TITLES",
            "COL COLUMN DROPOVER FLOWOVER FOOTNOTES HEADER LINE LINESLEFT LL LRECL N NOFOOTNOTE NOFOOTNOTES NOTITLE"
                    + " NOTITLES ODS PAGESIZE PS STOPOVER",
            "FILENAME FILEVAR"),
    SET("END INDSNAME NOBS POINT", "OPEN", "CUROBS", "KEY KEYRESET"),
    MERGE("END NOBS", "OPEN", "CUROBS", "INDSNAME"),
    UPDATE("END NOBS UPDATEMODE", "OPEN", "CUROBS", "INDSNAME KEY");

    private final Map<String, Status> status = new TreeMap<>();

    DataStepOptions(String acting, String withoutEffect, String later, String refused) {
        add(acting, Status.SUPPORTED);
        add(withoutEffect, Status.NO_EFFECT);
        add(later, Status.KNOWN);
        add(refused, Status.REFUSED);
    }

    private void add(String names, Status of) {
        for (String name : names.split(" ")) {
            if (!name.isEmpty()) {
                status.put(name, of);
            }
        }
    }

    /** How far an option is supported; empty when there is none of that name. */
    public Optional<Status> find(String name) {
        return Optional.ofNullable(status.get(name.toUpperCase(Locale.ROOT)));
    }

    /** The names that can be written, in order. */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>(status.keySet());
        if (this == DATA_SET) {
            names.addAll(List.of("DROP", "KEEP", "RENAME", "WHERE"));
        }
        return List.copyOf(names);
    }
}
