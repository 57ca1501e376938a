package hermite.app;

import hermite.r.Completions;
import hermite.r.ScriptRun;
import hermite.r.eval.session.QuitException;
import hermite.r.eval.session.RSession;
import hermite.r.lib.Libraries;
import hermite.r.syntax.Completeness;
import hermite.r.syntax.RParser;
import hermite.sas.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The R side of the terminal: collects lines to whole expressions and evaluates them beside the SAS session. */
final class RConsole {
    private final RSession session;
    private final LanguageExchange exchange;
    private final ScriptRun run;
    private final StringBuilder pending = new StringBuilder();
    private boolean ended;

    RConsole(PrintWriter writer, Session sas, Path currentDirectory) {
        PrintStream out = new PrintStream(new Written(writer), true, StandardCharsets.UTF_8);
        session = new RSession.Builder()
                .out(out)
                .err(out)
                .directory(currentDirectory)
                .arguments(List.of("hermite"))
                .libraries(Libraries.all())
                .build();
        exchange = new LanguageExchange(sas, session);
        run = ScriptRun.interactive(session);
    }

    /** R sees the data sets made until now. */
    void enter() {
        exchange.showToR();
    }

    /** Whether lines typed so far wait for more. */
    boolean isPending() {
        return !pending.isEmpty();
    }

    boolean hasEnded() {
        return ended;
    }

    void abandon() {
        pending.setLength(0);
    }

    /** Asks the evaluation under way to stop; for the thread of the signal. */
    void interrupt() {
        session.interpreter().interrupt();
    }

    /** What may stand at the cursor. */
    List<Completions.Item> complete(String before, String word) {
        return new Completions(session).at(pending + before, word);
    }

    /** Takes a line; evaluates when the expressions are whole. After an error the next line starts afresh. */
    void feed(String line) {
        pending.append(line).append('\n');
        String text = pending.toString();
        if (RParser.completeness(text) == Completeness.INCOMPLETE) {
            return;
        }
        pending.setLength(0);
        session.interpreter().clearInterrupt();
        try {
            run.evaluate(text, "");
        } catch (QuitException e) {
            ended = true;
        }
        session.out().flush();
    }

    /** Ends what is open, such as a file of graphs. */
    void close() {
        session.end();
        session.out().flush();
    }

    /** Characters of R's output, on their way to the terminal. */
    private static final class Written extends OutputStream {
        private final PrintWriter writer;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Written(PrintWriter writer) {
            this.writer = writer;
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public void flush() {
            writer.print(bytes.toString(StandardCharsets.UTF_8));
            bytes.reset();
            writer.flush();
        }
    }
}
