package hermite.sas.session;

import hermite.sas.log.Log;
import hermite.sas.session.library.FileReferences;
import hermite.sas.session.library.LibnameStatement;
import hermite.sas.session.output.OdsStatements;
import hermite.sas.syntax.ast.GlobalStatement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/** Acts on statements that take effect at once. */
final class GlobalStatements {
    private static final Set<String> COMMANDS = Set.of("X", "SYSTASK", "WAITFOR", "SIGNON", "SIGNOFF", "RSUBMIT");

    private final SystemOptions options;
    private final TitleLines titles;
    private final TitleLines footnotes;
    private final LibnameStatement libname;
    private final FileReferences filerefs;
    private final OdsStatements ods;
    private final BiConsumer<String, String> macroVariable;
    private final Log log;
    private final Set<String> warned = new HashSet<>();
    private String missingLetters = "";

    /** @param macroVariable sets a global macro variable */
    GlobalStatements(
            SystemOptions options,
            TitleLines titles,
            TitleLines footnotes,
            LibnameStatement libname,
            FileReferences filerefs,
            OdsStatements ods,
            BiConsumer<String, String> macroVariable,
            Log log) {
        this.options = options;
        this.titles = titles;
        this.footnotes = footnotes;
        this.libname = libname;
        this.filerefs = filerefs;
        this.ods = ods;
        this.macroVariable = macroVariable;
        this.log = log;
    }

    /** Letters of the MISSING statement, upper case. */
    String missingLetters() {
        return missingLetters;
    }

    void execute(GlobalStatement statement) {
        if (statement instanceof GlobalStatement.Libname s) {
            macroVariable.accept("SYSLIBRC", libname.execute(s) ? "0" : "1");
        } else if (statement instanceof GlobalStatement.Filename s) {
            macroVariable.accept("SYSFILRC", filerefs.execute(s) ? "0" : "1");
        } else if (statement instanceof GlobalStatement.SystemOptions s) {
            s.items().forEach(item -> options.apply(item, log));
        } else if (statement instanceof GlobalStatement.Title s) {
            (s.footnote() ? footnotes : titles).set(s.number(), s.text());
        } else if (statement instanceof GlobalStatement.Ods s) {
            ods.execute(s);
        } else if (statement instanceof GlobalStatement.MissingLetters s) {
            missingLetters = s.letters().toUpperCase(Locale.ROOT).replace(" ", "");
        } else if (statement instanceof GlobalStatement.Unsupported s) {
            unsupported(s);
        }
    }

    /** Commands of the system are refused each time; the rest is named once. */
    private void unsupported(GlobalStatement.Unsupported statement) {
        String keyword = statement.keyword().toUpperCase(Locale.ROOT);
        if (COMMANDS.contains(keyword)) {
            log.write(statement.place(), SessionMessage.COMMAND_REFUSED, keyword);
        } else if (warned.add(keyword)) {
            log.write(statement.place(), SessionMessage.STATEMENT_NOT_SUPPORTED, keyword);
        }
    }
}
