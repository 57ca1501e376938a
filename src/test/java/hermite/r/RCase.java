package hermite.r;

import hermite.r.eval.session.RSession;
import hermite.r.lib.Libraries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A program with what R printed for it: standard output and standard error. */
record RCase(String title, String code, String out, String err) {
    /** What a program wrote here. */
    record Result(String out, String err, int status) {}

    /** The cases of a resource: "### title", code, "---- out", output, and "---- err" with messages if any. */
    static List<RCase> read(String resource) throws IOException {
        List<RCase> cases = new ArrayList<>();
        try (InputStream in = RCase.class.getResourceAsStream("/hermite/r/cases/" + resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String part : text.split("(?m)^### ")) {
                if (part.isBlank()) {
                    continue;
                }
                int title = part.indexOf('\n');
                int out = part.indexOf("---- out\n");
                int err = part.indexOf("---- err\n");
                int end = err < 0 ? part.length() : err;
                cases.add(new RCase(
                        part.substring(0, title),
                        part.substring(title + 1, out),
                        part.substring(out + "---- out\n".length(), end),
                        err < 0 ? "" : part.substring(err + "---- err\n".length())));
            }
        }
        return cases;
    }

    /** Runs a program in a session of its own. */
    static Result run(String code) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        RSession session = new RSession.Builder()
                .out(new PrintStream(out, false, StandardCharsets.UTF_8))
                .err(new PrintStream(err, false, StandardCharsets.UTF_8))
                .clock(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC))
                .directory(Path.of("target"))
                .libraries(Libraries.all())
                .strict(true)
                .build();
        int status = new ScriptRun(session).run(code, "");
        session.out().flush();
        session.err().flush();
        return new Result(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), status);
    }

    /** Prints the cases of the named resources that differ, with both outputs. */
    public static void main(String[] arguments) throws IOException {
        int same = 0;
        int different = 0;
        for (String resource : arguments) {
            for (RCase each : read(resource)) {
                String actual;
                try {
                    Result result = run(each.code);
                    actual = result.out + (result.err.isEmpty() ? "" : "---- err\n" + result.err);
                } catch (RuntimeException e) {
                    java.io.StringWriter trace = new java.io.StringWriter();
                    e.printStackTrace(new java.io.PrintWriter(trace));
                    actual = trace.toString();
                }
                actual = actual.replaceAll("(?m)^Calls: .*\n", "");
                String expected = each.out + (each.err.isEmpty() ? "" : "---- err\n" + each.err);
                expected = expected.replaceAll("(?m)^Calls: .*\n", "");
                if (actual.equals(expected)) {
                    same++;
                } else {
                    different++;
                    java.nio.file.Files.writeString(Path.of("target/expected.txt"), expected);
                    java.nio.file.Files.writeString(Path.of("target/actual.txt"), actual);
                    Process diff = new ProcessBuilder("diff", "target/expected.txt", "target/actual.txt").start();
                    System.out.println("### " + each.title);
                    System.out.print(new String(diff.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        System.out.println(same + " same, " + different + " different");
    }
}
