package hermite.r.lib.graphics;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program drew on one SVG page, and what it said meanwhile. */
record Drawing(String page, String messages) {
    private static final Pattern TEXT = Pattern.compile("<text x=\"([-0-9.]+)\" y=\"([-0-9.]+)\"[^>]*>([^<]*)<");
    private static final Pattern CIRCLE = Pattern.compile("<circle cx=\"([-0-9.]+)\" cy=\"([-0-9.]+)\"");

    /** A place on the page in points from the upper left corner. */
    record Place(double x, double y) {}

    /** Runs a program that need not open a device: the page is seven inches wide and high. */
    static Drawing of(Path directory, String code) throws IOException {
        String messages = run(directory, "svg('page.svg')\n" + code + "\ninvisible(dev.off())\n");
        return new Drawing(Files.readString(directory.resolve("page.svg")), messages);
    }

    /** Runs a program in a directory; it must end well. Gives its messages. */
    static String run(Path directory, String code) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        RSession session = new RSession.Builder()
                .out(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8))
                .err(new PrintStream(err, false, StandardCharsets.UTF_8))
                .directory(directory)
                .libraries(Libraries.all())
                .strict(true)
                .build();
        int status = new ScriptRun(session).run(code, "");
        session.err().flush();
        String messages = err.toString(StandardCharsets.UTF_8);
        assertThat(status).as(messages).isZero();
        return messages;
    }

    /** Where a text stands; it must be there. */
    Place text(String words) {
        Matcher each = TEXT.matcher(page);
        while (each.find()) {
            if (each.group(3).equals(words)) {
                return new Place(Double.parseDouble(each.group(1)), Double.parseDouble(each.group(2)));
            }
        }
        throw new AssertionError("no text \"" + words + "\" among " + texts());
    }

    List<String> texts() {
        List<String> all = new ArrayList<>();
        Matcher each = TEXT.matcher(page);
        while (each.find()) {
            all.add(each.group(3));
        }
        return all;
    }

    /** Centres of all circles in drawing order. */
    List<Place> circles() {
        List<Place> all = new ArrayList<>();
        Matcher each = CIRCLE.matcher(page);
        while (each.find()) {
            all.add(new Place(Double.parseDouble(each.group(1)), Double.parseDouble(each.group(2))));
        }
        return all;
    }

    /** How often a colour code occurs. */
    int count(String color) {
        return page.toLowerCase(Locale.ROOT).split(Pattern.quote(color.toLowerCase(Locale.ROOT)), -1).length - 1;
    }
}
