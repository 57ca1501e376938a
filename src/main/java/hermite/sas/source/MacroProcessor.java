package hermite.sas.source;

import hermite.sas.log.Log;
import hermite.sas.log.Message;
import hermite.sas.source.macro.MacroBodyParser;
import hermite.sas.source.macro.MacroDefinition;
import hermite.sas.source.macro.MacroExpression;
import hermite.sas.source.macro.MacroFailure;
import hermite.sas.source.macro.MacroFunctions;
import hermite.sas.source.macro.MacroHost;
import hermite.sas.source.macro.MacroMessage;
import hermite.sas.source.macro.SymbolTables;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The macro processor: acts when the token reader reaches {@code &} or {@code %}. What a reference or call stands for
 * is put on top of the input and read on from there.
 */
public final class MacroProcessor implements Triggers {
    private static final int DEEPEST = 300;
    private static final Set<String> UNSUPPORTED =
            Set.of("WINDOW", "DISPLAY", "INPUT", "SYSEXEC", "SYSCALL", "SYSLPUT", "SYSRPUT", "COPY", "SYSMACDELETE");

    private final InputFrames frames;
    private final MacroHost host;
    private final Log log;
    private final SymbolTables tables;
    private final MacroFunctions functions;
    private final MacroText text;
    private final MacroStatements statements;
    private final Map<String, MacroDefinition> macros = new TreeMap<>();
    private int expansions;
    private int calls;

    public MacroProcessor(InputFrames frames, MacroHost host, Log log) {
        this.frames = frames;
        this.host = host;
        this.log = log;
        this.tables = new SymbolTables(host);
        this.functions = new MacroFunctions(tables, host);
        this.text = new MacroText(frames);
        this.statements = new MacroStatements(this, frames, text, host, log);
    }

    /** The macro variables. */
    public SymbolTables tables() {
        return tables;
    }

    /** The value of a macro variable as a running step sees it. */
    public Optional<String> get(String name) {
        return tables.get(name).map(Characters::unmask);
    }

    /** References and calls in the text resolved: the RESOLVE function, the macro statements of CALL EXECUTE. */
    public String resolve(String unresolved) {
        try {
            return Characters.unmask(resolve(unresolved, Place.UNKNOWN));
        } catch (MacroFailure failure) {
            report(Place.UNKNOWN, failure);
            return unresolved;
        }
    }

    void report(Place place, Message message, Object... arguments) {
        frames.echo().flush();
        log.write(place, message, arguments);
    }

    private void report(Place place, MacroFailure failure) {
        report(place, failure.failure(), failure.arguments());
    }

    void define(MacroDefinition definition) {
        macros.put(definition.name(), definition);
    }

    @Override
    public boolean act(int trigger) {
        return trigger == '&' ? reference() : percent();
    }

    // ---- references

    private boolean reference() {
        int run = 1;
        while (frames.peekAhead(run) == '&') {
            run++;
        }
        if (!Characters.isNameStart(frames.peekAhead(run))) {
            return false;
        }
        Frame.Mark mark = frames.mark();
        String written = run == 1 ? text.takeReference() : text.takeIndirectReference();
        Place place = mark.place(written.length());
        String name = run == 1 ? nameOf(written) : written;
        push(name, run == 1 ? value(written, place) : indirect(written, place), place);
        return true;
    }

    private static String nameOf(String reference) {
        return reference.endsWith(".") ? reference.substring(1, reference.length() - 1) : reference.substring(1);
    }

    /** The value of {@code &name} or {@code &name.}; the text itself, masked, where there is none. */
    private String value(String reference, Place place) {
        String name = nameOf(reference);
        Optional<String> value = tables.get(name);
        if (value.isEmpty()) {
            if (host.option("SERROR")) {
                report(place, MacroMessage.REFERENCE_NOT_RESOLVED, name.toUpperCase(Locale.ROOT));
            }
            return Characters.mask('&') + reference.substring(1);
        }
        if (host.option("SYMBOLGEN")) {
            frames.echo().flush();
            log.line("SYMBOLGEN:  Macro variable " + name.toUpperCase(Locale.ROOT) + " resolves to "
                    + Characters.unmask(value.get()));
        }
        return value.get();
    }

    /** {@code &&x&i}: pass by pass, two ampersands become one and references are replaced, until none is left. */
    private String indirect(String written, Place place) {
        String current = written;
        for (int pass = 0; pass < 100 && hasReference(current); pass++) {
            StringBuilder result = new StringBuilder();
            int i = 0;
            while (i < current.length()) {
                char c = current.charAt(i);
                boolean ampersand = c == '&' && i + 1 < current.length();
                if (ampersand && current.charAt(i + 1) == '&') {
                    result.append('&');
                    i += 2;
                } else if (ampersand && Characters.isNameStart(current.charAt(i + 1))) {
                    int end = MacroText.referenceEnd(current, i);
                    result.append(value(current.substring(i, end), place));
                    i = end;
                } else {
                    result.append(c);
                    i++;
                }
            }
            current = result.toString();
        }
        return current;
    }

    private static boolean hasReference(String text) {
        for (int i = 0; i + 1 < text.length(); i++) {
            if (text.charAt(i) == '&' && (text.charAt(i + 1) == '&' || Characters.isNameStart(text.charAt(i + 1)))) {
                return true;
            }
        }
        return false;
    }

    private void push(String name, String value, Place place) {
        if (value.isEmpty()) {
            return;
        }
        if (frames.isTooDeep()) {
            report(place, MacroMessage.ENDLESS, name);
            return;
        }
        String readable = expansions > 0 ? value : Characters.unmaskForCompiler(value);
        frames.push(Frame.Text.generated(name, readable, place));
    }

    // ---- calls and statements

    private boolean percent() {
        int following = frames.peekAhead(1);
        if (following == '*') {
            Frame.Mark start = frames.mark();
            text.skipComment();
            return text.endedOr(start, () -> report(start.place(2), MacroMessage.OPEN_STATEMENT));
        }
        if (!Characters.isNameStart(following)) {
            return false;
        }
        Frame.Mark mark = frames.mark();
        String name = text.takeMacroName();
        String key = name.toUpperCase(Locale.ROOT);
        Place place = mark.place(name.length() + 1);
        try {
            if (statements.run(key, mark, place)) {
                return true;
            }
            if (MacroFunctions.isFunction(key)) {
                callFunction(key, mark, place);
            } else if (UNSUPPORTED.contains(key)) {
                text.takeToSemicolon(mark);
                report(place, MacroMessage.UNKNOWN_STATEMENT, key);
            } else {
                callMacro(name, mark, place);
            }
        } catch (MacroFailure failure) {
            report(place, failure);
        }
        return true;
    }

    private void callFunction(String key, Frame.Mark mark, Place place) {
        boolean constants = MacroFunctions.quotesConstants(key);
        String raw = text.takeGroup(mark, constants).orElse("");
        String argument = constants ? MacroFunctions.quoteConstant(key, raw) : raw;
        push("%" + key, functions.call(key, resolve(argument, place)), place);
    }

    private void callMacro(String name, Frame.Mark mark, Place place) {
        Optional<MacroDefinition> definition = find(name);
        if (definition.isEmpty()) {
            if (host.option("MERROR")) {
                report(place, MacroMessage.INVOCATION_NOT_RESOLVED, name.toUpperCase(Locale.ROOT));
            }
            push("%" + name, Characters.mask('%') + name, place);
            return;
        }
        if (tables.depth() >= DEEPEST || expansions >= DEEPEST) {
            report(place, MacroMessage.ENDLESS, name.toUpperCase(Locale.ROOT));
            return;
        }
        MacroDefinition macro = definition.get();
        Optional<String> arguments = macro.takesParameters() ? text.takeGroup(mark, false) : Optional.empty();
        Map<String, String> values = statements.bind(macro, arguments.orElse(""), place);
        SymbolTables.Scope scope = tables.enter(macro.name());
        values.forEach(scope::set);
        calls++;
        if (macro.parameterBuffer()) {
            scope.set("SYSPBUFF", arguments.map(a -> "(" + a + ")").orElse(""));
        }
        if (host.option("MLOGIC")) {
            trace("Beginning execution.", macro.name());
        }
        frames.push(new MacroFrame(macro.name(), macro.body(), this, place, () -> {
            if (host.option("MLOGIC")) {
                trace("Ending execution.", macro.name());
            }
            tables.leave(scope);
        }));
    }

    private void trace(String what, String macro) {
        frames.echo().flush();
        log.line("MLOGIC(" + macro + "):  " + what);
    }

    private Optional<MacroDefinition> find(String name) {
        MacroDefinition defined = macros.get(name.toUpperCase(Locale.ROOT));
        if (defined != null) {
            return Optional.of(defined);
        }
        Optional<MacroHost.Included> file = host.autocall(name.toLowerCase(Locale.ROOT));
        if (file.isPresent()) {
            resolve(file.get().text(), Place.UNKNOWN);
        }
        return Optional.ofNullable(macros.get(name.toUpperCase(Locale.ROOT)));
    }

    /** Whether there is a macro of that name; in any case of letters. */
    public boolean isDefined(String name) {
        return macros.containsKey(name.toUpperCase(Locale.ROOT));
    }

    // ---- resolution of a piece of text

    /** Resolves text to the end, quietly keeping what single quotes hide. Masks stay. */
    String resolve(String unresolved, Place place) {
        return expand(unresolved, place, true);
    }

    @Override
    public String resolveQuoted(String content, Place place) {
        try {
            return Characters.unmask(expand(content, place, false));
        } catch (MacroFailure failure) {
            report(place, failure);
            return content;
        }
    }

    private String expand(String unresolved, Place place, boolean quotesHide) {
        if (unresolved.indexOf('&') < 0 && unresolved.indexOf('%') < 0 && !unresolved.contains("/*")) {
            return unresolved;
        }
        if (expansions > DEEPEST) {
            throw new MacroFailure(MacroMessage.ENDLESS, tables.runningMacro());
        }
        frames.push(new Frame.Barrier());
        frames.push(Frame.Text.generated("", unresolved, place));
        boolean wasOpenEnded = frames.isOpenEnded();
        frames.openEnded(false);
        expansions++;
        try {
            return text.readResolved(this, quotesHide);
        } finally {
            expansions--;
            frames.openEnded(wasOpenEnded);
            frames.popThroughBarrier();
        }
    }

    /** Value of a condition; empty, with the reason in the log, when it has none. */
    Optional<Boolean> condition(String written, String macro, Place place) {
        try {
            boolean value = MacroExpression.isTrue(resolve(written, place), host.option("MINOPERATOR"));
            if (host.option("MLOGIC")) {
                trace("%IF condition " + written + " is " + (value ? "TRUE" : "FALSE"), macro);
            }
            return Optional.of(value);
        } catch (MacroFailure failure) {
            report(place, failure.failure(), withCondition(failure, written));
            return Optional.empty();
        }
    }

    private static Object[] withCondition(MacroFailure failure, String written) {
        return failure.failure() == MacroMessage.CHARACTER_OPERAND ? new Object[] {written} : failure.arguments();
    }

    Optional<Long> wholeNumber(String written, Place place) {
        try {
            return Optional.of(MacroExpression.wholeNumber(resolve(written, place)));
        } catch (MacroFailure failure) {
            report(place, failure.failure(), withCondition(failure, written));
            return Optional.empty();
        }
    }

    /** An %IF or %DO of open code: its text is run like a macro's, without variables of its own. */
    void runOpenCode(String construct, Frame.Mark mark, Place place) {
        frames.push(new MacroFrame(
                "open code", MacroBodyParser.parse(construct, mark.line(), mark.column()), this, place, () -> {}));
    }
}
