package hermite.r;

import hermite.r.eval.Interruption;
import hermite.r.eval.RError;
import hermite.r.eval.session.QuitException;
import hermite.r.eval.session.RSession;
import hermite.r.print.Printer;
import hermite.r.syntax.ParsedProgram;
import hermite.r.syntax.RParser;
import hermite.r.syntax.TopLevelExpression;
import hermite.r.value.RValue;
import java.util.function.Consumer;

/** Runs a program in a session as Rscript does: autoprint, deferred warnings, stop at the first error. */
public final class ScriptRun {
    private static final System.Logger LOG = System.getLogger(ScriptRun.class.getName());

    /** Exit status of a program that stopped at an error. */
    public static final int FAILED = 1;

    /** Exit status of a program that came to its end with parts skipped. */
    public static final int SKIPPED = 3;

    private final RSession session;
    private final boolean interactive;
    private Consumer<TopLevelExpression> listener = expression -> {};

    public ScriptRun(RSession session) {
        this(session, false);
    }

    private ScriptRun(RSession session, boolean interactive) {
        this.session = session;
        this.interactive = interactive;
    }

    /** For a terminal: an error ends only what was typed. */
    public static ScriptRun interactive(RSession session) {
        session.skipped().keepOlderValues();
        return new ScriptRun(session, true);
    }

    /** Has each expression told before it is evaluated. */
    public ScriptRun telling(Consumer<TopLevelExpression> listener) {
        this.listener = listener;
        return this;
    }

    /** Runs a whole program and returns the exit status; the table of what was skipped goes to standard error. */
    public int run(String text, String file) {
        int status;
        try {
            status = evaluate(text, file) ? 0 : FAILED;
            if (status == 0 && !session.skipped().isEmpty()) {
                status = SKIPPED;
            }
        } catch (QuitException e) {
            status = e.status();
        }
        session.end();
        session.out().flush();
        session.skipped().printTable();
        session.err().flush();
        return status;
    }

    /** Evaluates expression after expression; false when one stopped the program. */
    public boolean evaluate(String text, String file) {
        ParsedProgram program;
        try {
            program = RParser.parse(text, file);
        } catch (RuntimeException e) {
            return defect(e);
        }
        for (TopLevelExpression each : program.expressions()) {
            listener.accept(each);
            if (!evaluate(each)) {
                return false;
            }
        }
        if (program.problem() != null) {
            session.out().flush();
            session.err().println(program.problem().text());
            halted();
            return false;
        }
        return true;
    }

    private boolean evaluate(TopLevelExpression expression) {
        try {
            one(expression.value());
            warnings();
            return true;
        } catch (RError e) {
            session.interpreter().toTopLevel();
            session.out().flush();
            if (!e.unsupportedPart().isEmpty() && !session.isStrict()) {
                session.skipped().leaveOut(expression, "", e.unsupportedPart());
                warnings();
                return true;
            }
            report(e);
            return false;
        } catch (Interruption e) {
            session.interpreter().toTopLevel();
            session.out().println();
            session.out().flush();
            warnings();
            return false;
        } catch (StackOverflowError e) {
            session.interpreter().toTopLevel();
            session.out().flush();
            session.err().println("Error: evaluation nested too deeply: infinite recursion / options(expressions=)?");
            halted();
            return false;
        } catch (OutOfMemoryError e) {
            return failed("the memory does not suffice: start with more, or work on fewer rows at a time");
        } catch (QuitException e) {
            throw e;
        } catch (RuntimeException e) {
            return defect(e);
        }
    }

    private boolean defect(RuntimeException e) {
        LOG.log(System.Logger.Level.DEBUG, "unforeseen failure", e);
        return failed("the interpreter failed, which is its fault and not the script's (" + e + ")");
    }

    private boolean failed(String message) {
        session.interpreter().toTopLevel();
        session.out().flush();
        session.err().println("Error: " + message);
        halted();
        return false;
    }

    private void halted() {
        if (!interactive) {
            session.err().println("Execution halted");
        }
        session.err().flush();
    }

    private void one(RValue expression) {
        RValue value = session.interpreter().evalTopLevel(expression);
        if (session.interpreter().isVisible()) {
            Printer.autoprint(value, session.interpreter());
        }
    }

    private void warnings() {
        String text = session.interpreter().conditions().log().take();
        if (!text.isEmpty()) {
            session.out().flush();
            session.err().print(text);
            session.err().flush();
        }
    }

    private void report(RError error) {
        session.err().println(session.interpreter().conditions().errorText(error));
        String pending = session.interpreter().conditions().log().take();
        if (!pending.isEmpty()) {
            session.err().print("In addition: " + pending);
        }
        if (!error.callStack().isEmpty()) {
            session.err().println("Calls: " + error.callStack());
        }
        halted();
    }
}
