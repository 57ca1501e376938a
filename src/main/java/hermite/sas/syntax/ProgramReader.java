package hermite.sas.syntax;

import hermite.sas.log.Log;
import hermite.sas.log.Suggestion;
import hermite.sas.source.InputFrames;
import hermite.sas.source.MacroProcessor;
import hermite.sas.source.Place;
import hermite.sas.source.SourceEcho;
import hermite.sas.source.SourceListener;
import hermite.sas.source.SourceMessage;
import hermite.sas.source.Token;
import hermite.sas.source.TokenKind;
import hermite.sas.source.TokenReader;
import hermite.sas.source.macro.MacroHost;
import hermite.sas.syntax.ast.DataStep;
import hermite.sas.syntax.ast.GlobalStatement;
import hermite.sas.syntax.problem.Problems;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import hermite.sas.syntax.tree.SasParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a program and hands over each global statement at once and each step at its boundary: RUN, QUIT, the next
 * DATA or PROC, the end of in-line data, ENDSAS, the end of the input. Text after a boundary is not looked at before
 * the handler has returned. Keeps its state between feeds, so that a REPL can give it line after line.
 */
public final class ProgramReader {
    private final Log log;
    private final MacroHost host;
    private final SourceEcho echo;
    private final InputFrames frames;
    private final Problems problems;
    private final MacroProcessor macro;
    private final TokenReader tokens;
    private final SasParser parser;
    private final GlobalStatementReader globals;
    private final ProcedureLookup procedures;
    private final List<Token> statement = new ArrayList<>();
    private final StringBuilder executed = new StringBuilder();
    private Optional<StepReader> step = Optional.empty();
    private Optional<Token> dataLinesPending = Optional.empty();
    private int previousLine;
    private boolean ended;

    public ProgramReader(Log log, SourceListener listener, ProcedureLookup procedures, MacroHost host) {
        this.log = log;
        this.host = host;
        this.echo = new SourceEcho(listener);
        this.frames = new InputFrames(echo);
        this.problems = new Problems(log, echo);
        this.parser = new SasParser(problems);
        this.globals = new GlobalStatementReader(parser);
        this.procedures = procedures;
        this.macro = new MacroProcessor(frames, host, log);
        this.tokens = new TokenReader(frames, macro, problems);
    }

    /** Puts a program on top of the input; read by the next {@link #run}. */
    public void push(String source, String text) {
        frames.push(source, text);
    }

    /** Reads all there is, the last step included. */
    public void run(ProgramHandler handler) {
        frames.openEnded(false);
        readAll(handler);
        finish(handler);
    }

    /** Reads what there is; an unfinished statement or step waits for more text. */
    public void feed(String source, String text, ProgramHandler handler) {
        frames.append(source, text);
        frames.openEnded(true);
        readAll(handler);
        echo.flush();
    }

    /** What a feed has left open. */
    public Pending pending() {
        if (tokens.isInsideToken()) {
            return Pending.TOKEN;
        }
        if (dataLinesPending.isPresent()) {
            return Pending.DATA_LINES;
        }
        if (!statement.isEmpty()) {
            return Pending.STATEMENT;
        }
        return step.isPresent() ? Pending.STEP : Pending.NOTHING;
    }

    public enum Pending {
        NOTHING,
        /** A step that has not met its boundary. */
        STEP,
        STATEMENT,
        /** In-line data without its end. */
        DATA_LINES,
        /** A string, comment or macro definition. */
        TOKEN
    }

    /** Name of the step being read ({@code DATA}, {@code PROC MEANS}), or empty. */
    public Optional<String> pendingStep() {
        return step.map(s -> s.kind().equals("DATA") ? "DATA" : "PROC " + s.name());
    }

    /** Macro variables, and resolution of text, for the steps that run. */
    public MacroProcessor macro() {
        return macro;
    }

    /** CALL EXECUTE: macro statements in the text act at once, the rest is read after the running step's boundary. */
    public void execute(String text) {
        String resolved = macro.resolve(text);
        if (!resolved.isBlank()) {
            executed.append(resolved).append('\n');
        }
    }

    /** Whether ENDSAS was met. */
    public boolean ended() {
        return ended;
    }

    /** Forgets everything unread and unfinished, after an interrupt. */
    public void abandon() {
        frames.clear();
        statement.clear();
        step = Optional.empty();
        dataLinesPending = Optional.empty();
        executed.setLength(0);
        tokens.reset();
        problems.clear();
    }

    private void readAll(ProgramHandler handler) {
        while (!ended) {
            if (dataLinesPending.isPresent()) {
                if (!readDataLines(handler)) {
                    return;
                }
                continue;
            }
            Token token = tokens.next();
            if (token.kind() == TokenKind.END) {
                return;
            }
            if (token.kind() == TokenKind.SEMICOLON) {
                List<Token> whole = List.copyOf(statement);
                statement.clear();
                previousLine = lineOf(token);
                if (!whole.isEmpty()) {
                    printGenerated(whole);
                    accept(whole, handler);
                }
                continue;
            }
            if (statement.isEmpty() && opensStep(token)) {
                boundaryBefore(token, handler);
            }
            statement.add(token);
            previousLine = lineOf(token);
        }
    }

    /** MPRINT shows each statement a macro has made. */
    private void printGenerated(List<Token> whole) {
        Place place = whole.get(0).place();
        if (place.origin().isPresent() && host.option("MPRINT")) {
            generatingMacro(place).ifPresent(name -> {
                echo.flush();
                log.line("MPRINT(" + name + "):   " + Token.spelling(whole) + ";");
            });
        }
    }

    /** The innermost macro whose text, or a reference or function call in it, made this place. */
    private Optional<String> generatingMacro(Place place) {
        Optional<Place> at = Optional.of(place);
        while (at.isPresent() && at.get().origin().isPresent()) {
            String source = at.get().source();
            if (source.startsWith("%") && macro.isDefined(source.substring(1))) {
                return Optional.of(source.substring(1));
            }
            at = at.get().origin();
        }
        return Optional.empty();
    }

    private static int lineOf(Token token) {
        return token.place().written().logLine();
    }

    /** DATA or PROC where a statement begins; a variable of that name that is assigned to does not count. */
    private boolean opensStep(Token token) {
        return (token.isWord("PROC") || token.isWord("DATA")) && !tokens.nextIsOneOf("=+[{(.,");
    }

    private void boundaryBefore(Token keyword, ProgramHandler handler) {
        if (step.isEmpty()) {
            return;
        }
        int line = lineOf(keyword);
        boolean firstOnLine = previousLine < line;
        if (firstOnLine) {
            echo.flushBefore(line);
            runStep(handler, true);
        } else {
            echo.flush();
            runStep(handler, true);
            frames.resumeLine(keyword.place().column());
        }
    }

    private void accept(List<Token> whole, ProgramHandler handler) {
        Token first = whole.get(0);
        if (opensStepStatement(whole)) {
            begin(whole);
        } else if (first.isWord("RUN") && isBoundary(whole)) {
            run(whole, handler);
        } else if (first.isWord("QUIT") && whole.size() == 1) {
            boundary(handler, true);
        } else if (isGlobal(whole)) {
            global(whole, handler);
        } else if (step.isPresent()) {
            inStep(whole);
        } else {
            outsideSteps(first);
        }
    }

    private static boolean opensStepStatement(List<Token> whole) {
        Token first = whole.get(0);
        boolean assigned = whole.size() > 1
                && (whole.get(1).is("=")
                        || whole.get(1).is("+")
                        || whole.get(1).is("[")
                        || whole.get(1).is("{"));
        return (first.isWord("PROC") || first.isWord("DATA")) && !assigned;
    }

    private static boolean isBoundary(List<Token> whole) {
        return whole.size() == 1 || whole.size() == 2 && whole.get(1).isWord("CANCEL");
    }

    private void begin(List<Token> header) {
        step = Optional.of(
                header.get(0).isWord("DATA")
                        ? new DataStepReader(parser, problems, header)
                        : new ProcStepReader(parser, problems, procedures, header));
    }

    private void run(List<Token> whole, ProgramHandler handler) {
        if (whole.size() == 2 && step.isPresent()) {
            String name = pendingStep().orElse("");
            step = Optional.empty();
            problems.report(whole.get(1).place(), SyntaxMessage.RUN_CANCEL, name);
            return;
        }
        boundary(handler, step.map(s -> !s.staysOpen()).orElse(true));
    }

    private void boundary(ProgramHandler handler, boolean close) {
        if (step.isPresent()) {
            echo.flush();
            runStep(handler, close);
            frames.resumeLine();
        }
    }

    private void runStep(ProgramHandler handler, boolean close) {
        StepReader current = step.orElseThrow();
        if (close) {
            step = Optional.empty();
        }
        current.run(handler);
        if (executed.length() > 0) {
            log.write(SyntaxMessage.EXECUTE_GENERATED);
            frames.push("CALL EXECUTE", executed.toString(), SourceListener.Kind.EXECUTED, Place.UNKNOWN);
            executed.setLength(0);
        }
    }

    private boolean isGlobal(List<Token> whole) {
        return GlobalStatementReader.isGlobal(whole)
                && !step.map(s -> s.owns(whole.get(0))).orElse(false);
    }

    private void global(List<Token> whole, ProgramHandler handler) {
        try {
            GlobalStatement read = globals.read(whole);
            if (read instanceof GlobalStatement.EndSas) {
                boundary(handler, true);
                ended = true;
            }
            echo.flush();
            handler.global(read);
        } catch (SyntaxException e) {
            boolean before = problems.anyErrors();
            problems.report(e);
            if (!before) {
                problems.clear();
            }
        }
    }

    private void inStep(List<Token> whole) {
        Token first = whole.get(0);
        if (step.get() instanceof DataStepReader && DataStepReader.isDataLines(first) && whole.size() == 1) {
            dataLinesPending = Optional.of(first);
            return;
        }
        step.get().accept(whole);
    }

    private boolean readDataLines(ProgramHandler handler) {
        Optional<DataStep.InlineData> data =
                tokens.dataLines(DataStepReader.isDataLines4(dataLinesPending.orElseThrow()), DataStep.InlineData::new);
        if (data.isEmpty()) {
            return false;
        }
        dataLinesPending = Optional.empty();
        ((DataStepReader) step.orElseThrow()).inlineData(data.get());
        boundary(handler, true);
        return true;
    }

    private void outsideSteps(Token first) {
        List<String> words = new ArrayList<>(GlobalStatementReader.names());
        words.add("DATA");
        words.add("PROC");
        words.add("RUN");
        problems.reportWithHint(
                Suggestion.of(first.text(), words).question(), first.place(), SyntaxMessage.NOT_VALID_HERE);
        problems.clear();
    }

    /** The end of the input ends the last step; an unfinished statement is an error unless it is RUN or QUIT. */
    private void finish(ProgramHandler handler) {
        if (!statement.isEmpty() && !ended) {
            List<Token> whole = List.copyOf(statement);
            statement.clear();
            Token first = whole.get(0);
            boolean harmless = whole.size() == 1 && (first.isWord("RUN") || first.isWord("QUIT"));
            if (!harmless && !tokens.endedInsideString()) {
                Token last = whole.get(whole.size() - 1);
                problems.report(last.place(), SourceMessage.OPEN_STATEMENT);
            }
        }
        tokens.reset();
        boundary(handler, true);
        echo.flush();
    }
}
