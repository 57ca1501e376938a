package hermite.r.eval.session;

import hermite.r.syntax.TopLevelExpression;
import hermite.r.value.RValue;
import hermite.r.value.language.RClosure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The top-level expressions, of the program and of files it reads by {@code source()}, that were left out. */
public final class SkippedExpressions {
    /**
     * An expression left out.
     *
     * @param place its line, behind the file's name where it stands in another file than the program's
     * @param cause what is not supported, as "ggsave()"
     * @param names it would have made
     */
    private record Skip(String place, String cause, List<String> names) {}

    private final RSession session;
    private final List<Skip> skips = new ArrayList<>();
    private boolean keepsOlderValues;

    SkippedExpressions(RSession session) {
        this.session = session;
    }

    /** For a terminal, where the user sees what happened: names keep the values they had. */
    public void keepOlderValues() {
        keepsOlderValues = true;
    }

    /**
     * Leaves an expression out and says so. What it would have changed is not there for the rest of the program, lest
     * later lines compute from an older value.
     *
     * @param file whose expression it is; empty for the program itself
     * @param cause what is not supported, as "ggsave()"
     */
    public void leaveOut(TopLevelExpression expression, String file, String cause) {
        Set<String> names = AssignedNames.of(expression.value(), this::bodyOfOwnFunction);
        for (String name : names) {
            if (!keepsOlderValues) {
                session.unavailable().withdraw(session.globalEnvironment(), name, cause);
            } else if (session.globalEnvironment().getLocalIfSet(name) == null) {
                session.unavailable().mark(name, cause);
            }
        }
        int line = expression.source().line();
        skips.add(new Skip(file.isEmpty() ? "" + line : file + ":" + line, cause, List.copyOf(names)));
        session.out().flush();
        session.err()
                .println("skipped line " + line + (file.isEmpty() ? "" : " of " + file) + ": " + cause
                        + " is not supported");
        session.err().flush();
    }

    private RValue bodyOfOwnFunction(String name) {
        return session.globalEnvironment().getLocalIfSet(name) instanceof RClosure own ? own.body() : null;
    }

    public boolean isEmpty() {
        return skips.isEmpty();
    }

    /** What a program ends with: every expression left out, a line each. */
    public void printTable() {
        if (isEmpty()) {
            return;
        }
        int widest = skips.stream().mapToInt(s -> s.place().length()).max().orElse(0);
        String form = "  %" + Math.max(4, widest) + "s  %-25s %s";
        session.err().println();
        session.err().println(skips.size() + " expression" + (skips.size() == 1 ? "" : "s") + " skipped:");
        session.err().println(String.format(form, "line", "not supported", "names not made"));
        for (Skip each : skips) {
            String line = String.format(form, each.place(), each.cause(), String.join(", ", each.names()));
            session.err().println(line.stripTrailing());
        }
    }
}
