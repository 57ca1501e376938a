package hermite.r.eval.session;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Output collected, or written to a file, instead of printed. */
public final class OutputSink {
    private final OutputSink outer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream;
    private final boolean file;

    OutputSink(OutputSink outer) {
        this.outer = outer;
        this.stream = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        this.file = false;
    }

    /** @param file where the output goes; its text is not kept */
    OutputSink(OutputSink outer, OutputStream file) {
        this.outer = outer;
        this.stream = new PrintStream(file, true, StandardCharsets.UTF_8);
        this.file = true;
    }

    boolean isFile() {
        return file;
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
