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
import hermite.r.value.language.RClosure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Runs a program in a session as Rscript does: autoprint, deferred warnings, stop at the first error. */
public final class ScriptRun {
    private static final System.Logger LOG = System.getLogger(ScriptRun.class.getName());

    /** Exit status of a program that stopped at an error. */
    public static final int FAILED = 1;

    /** Exit status of a program that came to its end with parts skipped. */
    public static final int SKIPPED = 3;

    /**
     * A top-level expression left out.
     *
     * @param cause what is not supported, as "ggsave()"
     * @param names it would have made
     */
    public record Skip(int line, String cause, List<String> names) {}

    private final RSession session;
    private final boolean interactive;
    private final List<Skip> skips = new ArrayList<>();
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
            if (status == 0 && !skips.isEmpty()) {
                status = SKIPPED;
            }
        } catch (QuitException e) {
            status = e.status();
        }
        session.end();
        session.out().flush();
        closingTable();
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
                skip(expression, e.unsupportedPart());
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

    /**
     * Leaves an expression out. What it would have changed is not there for the rest of the program, lest later lines
     * compute from an older value; at a terminal older values stay, for the user sees what happened.
     */
    private void skip(TopLevelExpression expression, String cause) {
        Set<String> names = AssignedNames.of(expression.value(), this::bodyOfOwnFunction);
        for (String name : names) {
            if (!interactive) {
                session.unavailable().withdraw(session.globalEnvironment(), name, cause);
            } else if (session.globalEnvironment().getLocalIfSet(name) == null) {
                session.unavailable().mark(name, cause);
            }
        }
        int line = expression.source().line();
        skips.add(new Skip(line, cause, List.copyOf(names)));
        session.err().println("skipped line " + line + ": " + cause + " is not supported");
        session.err().flush();
    }

    private RValue bodyOfOwnFunction(String name) {
        return session.globalEnvironment().getLocalIfSet(name) instanceof RClosure own ? own.body() : null;
    }

    private void closingTable() {
        if (skips.isEmpty()) {
            return;
        }
        session.err().println();
        session.err().println(skips.size() + " expression" + (skips.size() == 1 ? "" : "s") + " skipped:");
        session.err().println("  line  not supported             names not made");
        for (Skip each : skips) {
            session.err()
                    .println(
                            String.format("  %4d  %-25s %s", each.line(), each.cause(), String.join(", ", each.names()))
                                    .stripTrailing());
        }
    }
}
