package hermite.sas.session;

import static hermite.sas.vocabulary.ValueKind.FLAG;
import static hermite.sas.vocabulary.ValueKind.INTEGER;
import static hermite.sas.vocabulary.ValueKind.TEXT_OR_WORD;
import static hermite.sas.vocabulary.ValueKind.WORD;

import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The system options Hermite knows. A FLAG is turned off by {@code NO} before its name. What holds at the start is the
 * default text ({@code ON} or {@code OFF} for flags).
 */
public final class SystemOptionTable {
    static final String ON = "ON";
    static final String OFF = "OFF";
    /** Flags about storage and windows that change nothing that a program computes or prints. */
    private static final List<String> FLAGS_WITHOUT_EFFECT = List.of(
            "WORKTERM",
            "DMSSYNCHK",
            "MAUTOSOURCE",
            "MAUTOLOCDISPLAY",
            "SPOOL",
            "THREADS",
            "OVP",
            "ECHOAUTO",
            "TOOLSMENU",
            "CARDIMAGE",
            "XWAIT",
            "XSYNC",
            "XMIN",
            "MULTENVAPPL",
            "MSTORED",
            "DETAILS",
            "DTRESET",
            "SPLASH",
            "NEWS",
            "LOGO",
            "TERMINAL",
            "DMS",
            "BOMFILE",
            "COLORPRINTING",
            "DUPLEX",
            "GSTYLE");

    /** Likewise with a value. */
    private static final List<String> VALUES_WITHOUT_EFFECT = List.of(
            "COMPRESS",
            "VALIDMEMNAME",
            "MSGLEVEL",
            "REUSE",
            "BUFSIZE",
            "BUFNO",
            "CPUCOUNT",
            "MEMSIZE",
            "SORTSIZE",
            "SUMSIZE",
            "DEVICE",
            "HELPBROWSER",
            "SVGTITLE",
            "STIMEFMT",
            "PRINTERPATH",
            "CMPOPT",
            "MCOMPILENOTE");

    private static final List<OptionSpec> TABLE = table();

    private SystemOptionTable() {}

    public static List<OptionSpec> all() {
        return TABLE;
    }

    /** The option of a name as written, {@code NODATE} included. */
    public static Optional<OptionSpec> find(String written) {
        Optional<OptionSpec> direct = named(written);
        if (direct.isPresent() || written.length() < 3 || !written.regionMatches(true, 0, "NO", 0, 2)) {
            return direct;
        }
        return named(written.substring(2)).filter(o -> o.kind() == FLAG);
    }

    /** Whether the written name turns a flag off. */
    public static boolean isNegated(String written) {
        return named(written).isEmpty() && find(written).isPresent();
    }

    private static Optional<OptionSpec> named(String word) {
        return TABLE.stream().filter(o -> o.isNamed(word)).findFirst();
    }

    private static List<OptionSpec> table() {
        List<OptionSpec> all = new ArrayList<>();
        all.add(number("LINESIZE", "132", "columns of a log and listing line, 64 to 256")
                .alias("LS"));
        all.add(number("PAGESIZE", "60", "lines of a listing page, 15 to 32767, or MAX")
                .alias("PS"));
        all.add(number("PAGENO", "1", "number of the next listing page").alias("PAGNO"));
        all.add(number("OBS", "MAX", "last observation to read"));
        all.add(number("FIRSTOBS", "1", "first observation to read"));
        all.add(number("ERRORS", "20", "observations whose data errors are shown in full"));
        all.add(number("YEARCUTOFF", "1926", "first year of the century of two-digit years"));
        all.add(flag("DATE", true, "date and time in the listing's page header"));
        all.add(flag("NUMBER", true, "page numbers in the listing"));
        all.add(flag("CENTER", true, "centred output").alias("CENTRE"));
        all.add(flag("BYLINE", true, "the BY line above each group's output"));
        all.add(flag("LABEL", true, "variable labels in output"));
        all.add(flag("NOTES", true, "notes in the log"));
        all.add(flag("SOURCE", true, "program lines in the log"));
        all.add(flag("SOURCE2", false, "lines of included files in the log"));
        all.add(flag("MPRINT", false, "statements that macros generate, in the log"));
        all.add(flag("MLOGIC", false, "the macro processor's decisions, in the log"));
        all.add(flag("SYMBOLGEN", false, "values of macro variables as they resolve, in the log")
                .alias("SGEN"));
        all.add(flag("MERROR", true, "warning about unknown macros"));
        all.add(flag("SERROR", true, "warning about unknown macro variables"));
        all.add(flag("FULLSTIMER", false, "more resources in the notes about time"));
        all.add(flag("STIMER", true, "notes about time"));
        all.add(flag("SYNTAXCHECK", true, "after an error in batch, later steps are only checked"));
        all.add(flag("ERRORABEND", false, "end the program at the first error").alias("ERRABEND"));
        all.add(flag("FMTERR", true, "an unknown format is an error"));
        all.add(flag("MINOPERATOR", false, "IN as an operator of macro expressions"));
        all.add(flag("DLCREATEDIR", false, "LIBNAME makes a directory that does not exist"));
        all.add(flag("QUOTELENMAX", true, "warning about quoted text of more than 262 characters"));
        all.add(word("ORIENTATION", "PORTRAIT", "how sheets of RTF and PDF files lie")
                .oneOf("PORTRAIT", "LANDSCAPE"));
        all.add(text("PAPERSIZE", "LETTER", "sheets of RTF and PDF files: LETTER, LEGAL, A4 …, or width and height"));
        for (String side : List.of("TOP", "BOTTOM", "LEFT", "RIGHT")) {
            all.add(text(side + "MARGIN", "", "margin of RTF and PDF files, as 1in or 2cm"));
        }
        all.add(text("MISSING", ".", "what a missing number prints as"));
        all.add(later("MERGENOBY", WORD, "NOWARN"));
        all.add(later("DSNFERR", FLAG, ON));
        all.add(later("VNFERR", FLAG, ON));
        all.add(later("REPLACE", FLAG, ON));
        all.add(later("DKRICOND", WORD, "ERROR"));
        all.add(later("DKROCOND", WORD, "WARN"));
        all.add(later("VARINITCHK", WORD, "NOTE"));
        all.add(later("ERRORCHECK", WORD, "NORMAL"));
        all.add(later("FORMCHAR", TEXT_OR_WORD, ""));
        all.add(later("FORMDLIM", TEXT_OR_WORD, ""));
        all.add(later("FMTSEARCH", TEXT_OR_WORD, ""));
        all.add(later("INITSTMT", TEXT_OR_WORD, ""));
        all.add(later("TERMSTMT", TEXT_OR_WORD, ""));
        all.add(text("SYSPARM", "", "text for the program: &SYSPARM"));
        all.add(text("SASAUTOS", "", "directories of macro files"));
        all.add(later("USER", WORD, "WORK"));
        all.add(later("VALIDVARNAME", WORD, "V7").oneOf("V7", "ANY"));
        all.add(later("LOCALE", WORD, "EN_US"));
        all.add(later("ENCODING", TEXT_OR_WORD, "UTF-8"));
        all.add(later("CMPLIB", TEXT_OR_WORD, ""));
        all.add(later("CAPS", FLAG, OFF));
        all.add(later("IMPLMAC", FLAG, OFF));
        FLAGS_WITHOUT_EFFECT.forEach(name -> all.add(withoutEffect(name, FLAG)));
        VALUES_WITHOUT_EFFECT.forEach(name -> all.add(withoutEffect(name, TEXT_OR_WORD)));
        return List.copyOf(all);
    }

    private static OptionSpec withoutEffect(String name, ValueKind kind) {
        return OptionSpec.of(name, kind, "no effect here").withStatus(Status.NO_EFFECT);
    }

    private static OptionSpec number(String name, String start, String help) {
        return OptionSpec.of(name, INTEGER, help).otherwise(start);
    }

    private static OptionSpec flag(String name, boolean on, String help) {
        return OptionSpec.of(name, FLAG, help).otherwise(on ? ON : OFF);
    }

    /** Not built yet: what holds is the value given here, or one of several, and asking for it is no news. */
    private static OptionSpec later(String name, ValueKind kind, String holds) {
        return OptionSpec.known(name, kind).otherwise(holds);
    }

    private static OptionSpec text(String name, String start, String help) {
        return OptionSpec.of(name, TEXT_OR_WORD, help).otherwise(start);
    }

    private static OptionSpec word(String name, String start, String help) {
        return OptionSpec.of(name, ValueKind.WORD, help).otherwise(start);
    }
}
