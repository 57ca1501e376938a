package hermite.r.eval.session;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Output collected instead of printed. */
public final class OutputSink {
    private final OutputSink outer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8);

    OutputSink(OutputSink outer) {
        this.outer = outer;
    }

    OutputSink outer() {
        return outer;
    }

    PrintStream stream() {
        return stream;
    }

    /** What was written so far. */
    public String text() {
        stream.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
