package hermite.r.lib.language;

import hermite.r.eval.Arguments;
import hermite.r.eval.Conditions;
import hermite.r.eval.Frame;
import hermite.r.eval.Interpreter;
import hermite.r.eval.RError;
import hermite.r.print.Deparser;
import hermite.r.print.Printer;
import hermite.r.syntax.ParsedProgram;
import hermite.r.syntax.RParser;
import hermite.r.syntax.TopLevelExpression;
import hermite.r.value.RCharacter;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import hermite.r.value.language.REnvironment;

/** A file that {@code source()} reads: its expressions are evaluated in turn, and left out one by one as the program's are. */
final class SourcedProgram {
    /** The call that R's source() evaluates an expression by, which errors of its own name. */
    private static final RCall EVALUATION =
            (RCall) RParser.parseAll("eval(ei, envir)", "").get(0).value();

    private final Interpreter interpreter;
    private final String file;
    private final REnvironment where;
    private final boolean echo;
    private final boolean shows;
    private final String prompt;
    private final String continued;
    private final double longest;

    private SourcedProgram(Arguments a) {
        interpreter = a.interpreter();
        file = a.string(1);
        where = (REnvironment) a.value(2);
        echo = a.flag(3);
        shows = a.flag(4);
        prompt = a.string(5);
        continued = a.string(6);
        longest = a.number(7);
    }

    /** The last value and whether it is visible; a text in place of both when the file is not R's language. */
    static RValue run(Arguments a) {
        ParsedProgram program = RParser.parse(a.string(0), a.string(1));
        if (program.problem() != null) {
            return RCharacter.of(program.problem().parseText());
        }
        SourcedProgram sourced = new SourcedProgram(a);
        RValue value = RNull.NULL;
        boolean visible = false;
        for (TopLevelExpression each : program.expressions()) {
            value = sourced.evaluate(each);
            visible = sourced.interpreter.isVisible();
        }
        return RList.named(new String[] {"value", "visible"}, new RValue[] {value, RLogical.of(visible)});
    }

    private RValue evaluate(TopLevelExpression expression) {
        if (echo) {
            interpreter.session().out().println("\n" + echoed(expression.value()));
        }
        Conditions conditions = interpreter.conditions();
        Conditions.Handler handlers = conditions.handlers();
        Conditions.Restart restarts = conditions.restarts();
        Frame frame = interpreter.frame();
        int depth = interpreter.depth();
        try {
            interpreter.setVisible(true);
            interpreter.setFrame(Frame.form(frame, EVALUATION, where));
            RValue value = interpreter.eval(expression.value(), where);
            if (shows && interpreter.isVisible()) {
                Printer.autoprint(value, interpreter);
            }
            return value;
        } catch (RError e) {
            boolean ofProgram = where == interpreter.session().globalEnvironment();
            if (e.unsupportedPart().isEmpty()
                    || !ofProgram
                    || interpreter.session().isStrict()) {
                throw e;
            }
            conditions.setHandlers(handlers);
            conditions.setRestarts(restarts);
            interpreter.setDepth(depth);
            interpreter.session().skipped().leaveOut(expression, file, e.unsupportedPart());
            interpreter.setVisible(false);
            return RNull.NULL;
        } finally {
            interpreter.setFrame(frame);
        }
    }

    /** An expression behind the prompt, cut where it is too long. */
    private String echoed(RValue expression) {
        String text = prompt + String.join("\n" + continued, Deparser.lines(expression, 60));
        if (text.length() <= longest) {
            return text;
        }
        String shown = text.substring(0, (int) longest);
        long quotes = shown.chars().filter(c -> c == '"').count();
        return shown + (quotes % 2 == 1 ? " ...\" ..." : " ....") + " [TRUNCATED] ";
    }
}
