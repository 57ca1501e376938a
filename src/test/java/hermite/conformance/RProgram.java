package hermite.conformance;

import hermite.r.ScriptRun;
import hermite.r.eval.session.RSession;
import hermite.r.lib.Libraries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program under conformance/r. Where its folder has a file {@code tolerance}, numbers may differ by that share of their
 * size, and by two units of their last printed digit; SOURCE.md says why. Everything else must be the same to the letter.
 */
record RProgram(Path folder) {
    static final Path ALL = Path.of("conformance", "r");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)(e[-+]?\\d+)?");
    private static final Pattern PACKAGE = Pattern.compile("\\blibrary\\(([\\w.]+)\\)");
    private static final Map<RProgram, Run> RUNS = new ConcurrentHashMap<>();

    /** What Hermite made of a program. */
    record Run(int status, List<String> lines, String messages) {}

    static List<RProgram> all() throws IOException {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.filter(each -> Files.exists(each.resolve("program.R")))
                    .sorted()
                    .map(RProgram::new)
                    .toList();
        }
    }

    Path file() {
        return folder.resolve("program.R");
    }

    /** Names of the packages it loads. */
    List<String> packages() throws IOException {
        return PACKAGE.matcher(Files.readString(file()))
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    List<String> expected() throws IOException {
        return Files.readAllLines(folder.resolve("expected.txt"));
    }

    /** Runs it with Hermite, once however often it is asked. */
    Run run() throws IOException {
        Run run = RUNS.get(this);
        if (run == null) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            RSession session = new RSession.Builder()
                    .out(new PrintStream(out, true, StandardCharsets.UTF_8))
                    .err(new PrintStream(err, true, StandardCharsets.UTF_8))
                    .libraries(Libraries.all())
                    .build();
            int status = new ScriptRun(session).run(Files.readString(file()), "program.R");
            run = new Run(
                    status,
                    out.toString(StandardCharsets.UTF_8).lines().toList(),
                    err.toString(StandardCharsets.UTF_8));
            RUNS.put(this, run);
        }
        return run;
    }

    /** The lines that are not the same within the program's tolerance. */
    List<String> differences(List<String> expected, List<String> got) throws IOException {
        Path tolerance = folder.resolve("tolerance");
        double share = Files.exists(tolerance)
                ? Double.parseDouble(Files.readString(tolerance).strip())
                : 0;
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(expected.size(), got.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "(nothing)";
            String line = i < got.size() ? got.get(i) : "(nothing)";
            if (!(share == 0 ? wanted.equals(line) : agree(wanted, line, share))) {
                differences.add((i + 1) + " expected " + wanted + "\n" + (i + 1) + " got      " + line);
            }
        }
        return differences;
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }

    /** The same words in the same order, and numbers as near as the case allows. */
    private static boolean agree(String wanted, String line, double share) {
        String[] a = wanted.strip().split("\\s+");
        String[] b = line.strip().split("\\s+");
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (!a[i].equals(b[i]) && !near(a[i], b[i], share)) {
                return false;
            }
        }
        return true;
    }

    private static boolean near(String wanted, String got, double share) {
        Matcher a = NUMBER.matcher(wanted);
        Matcher b = NUMBER.matcher(got);
        if (!a.find() || !b.find() || !frame(wanted, a).equals(frame(got, b))) {
            return false;
        }
        double x = Double.parseDouble(a.group());
        double y = Double.parseDouble(b.group());
        double unit = Math.max(unit(a), unit(b));
        return Math.abs(x - y) <= Math.abs(x) * share + 2.0001 * unit;
    }

    private static String frame(String word, Matcher number) {
        return word.substring(0, number.start()) + word.substring(number.end());
    }

    private static double unit(Matcher number) {
        String mantissa = number.group(1);
        int point = mantissa.indexOf('.');
        int decimals = point < 0 ? 0 : mantissa.length() - point - 1;
        int exponent =
                number.group(2) == null ? 0 : Integer.parseInt(number.group(2).substring(1));
        return Math.pow(10, exponent - decimals);
    }
}
