package hermite.app;

import hermite.r.ScriptRun;
import hermite.r.eval.session.RSession;
import hermite.r.lib.graphics.GraphicsLibrary;
import hermite.r.lib.graphics.PageListener;
import hermite.report.destination.html.ScriptPage;
import hermite.report.destination.html.ScriptPage.Kind;
import hermite.report.graph.Scene;
import hermite.report.style.Styles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The HTML page of an R script: takes down code, output, messages and graphs while the script runs. */
final class RReport {
    private final ScriptPage page;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private Kind kind = Kind.OUTPUT;

    RReport(Path file, String script) {
        page = new ScriptPage(file, script.isEmpty() ? "R" : script, Styles.HTML_BLUE);
    }

    /** A stream that prints on another, too. */
    PrintStream printing(PrintStream out) {
        return copy(out, Kind.OUTPUT);
    }

    /** The same for messages. */
    PrintStream saying(PrintStream err) {
        return copy(err, Kind.MESSAGE);
    }

    private PrintStream copy(PrintStream target, Kind of) {
        OutputStream both = new OutputStream() {
            @Override
            public void write(int b) {
                target.write(b);
                take(of).write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                target.write(bytes, offset, length);
                take(of).write(bytes, offset, length);
            }

            @Override
            public void flush() {
                target.flush();
            }
        };
        return new PrintStream(both, false, StandardCharsets.UTF_8);
    }

    private ByteArrayOutputStream take(Kind of) {
        if (of != kind) {
            settle();
            kind = of;
        }
        return pending;
    }

    private void settle() {
        page.add(kind, pending.toString(StandardCharsets.UTF_8));
        pending.reset();
    }

    /** Takes down the code and the graphs of this run. */
    void follow(RSession session, ScriptRun script) {
        script.telling(expression -> {
            session.out().flush();
            settle();
            page.add(Kind.CODE, expression.source().text());
        });
        GraphicsLibrary.listen(session, new PageListener() {
            @Override
            public void begun() {
                session.out().flush();
                settle();
                page.beginGraph();
            }

            @Override
            public void finished(Scene graph) {
                page.finishGraph(graph);
            }
        });
    }

    void close() throws IOException {
        settle();
        page.close();
    }
}
