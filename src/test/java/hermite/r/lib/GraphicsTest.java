package hermite.r.lib;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.r.ScriptRun;
import hermite.r.eval.session.RSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What base graphics and ggplot calls leave in the drawing. */
class GraphicsTest {
    @TempDir
    Path directory;

    private String drawn(String code) throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        RSession session = new RSession.Builder()
                .out(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8))
                .err(new PrintStream(err, false, StandardCharsets.UTF_8))
                .directory(directory)
                .libraries(Libraries.all())
                .strict(true)
                .build();
        int status = new ScriptRun(session).run("svg('page.svg')\n" + code + "\ndev.off()\n", "");
        session.err().flush();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(status).isZero();
        return Files.readString(directory.resolve("page.svg"));
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    @Test
    void axesTitlesAndMarginTextAreAdded() throws IOException {
        String page = drawn("""
                plot(1:10, axes = FALSE, xlab = "", ylab = "height")
                axis(1, at = c(2, 8), labels = c("low", "high")); axis(2)
                title("A title", xlab = "class"); mtext("above", side = 3); mtext("below", side = 1)
                """);
        assertThat(page).contains(">low<", ">high<", ">A title<", ">class<", ">above<", ">below<", ">height<");
    }

    @Test
    void withoutAxesThereAreNoTickTexts() throws IOException {
        String bare = drawn("plot(c(0, 100), c(0, 100), axes = FALSE, ann = FALSE, xlab = '', ylab = '')");
        assertThat(bare).doesNotContain(">50<").doesNotContain(">100<");
        assertThat(drawn("plot(c(0, 100), c(0, 100))")).contains(">100<");
    }

    @Test
    void boxesStandAtWholeNumbersNamedBelow() throws IOException {
        String page = drawn("boxplot(list(first = 1:5, second = 2:9)); text(2, 9, 'over the second')");
        assertThat(page).contains(">first<", ">second<", ">over the second<");
        double second = left(page, ">second<");
        assertThat(left(page, ">over the second<")).isCloseTo(second, org.assertj.core.data.Offset.offset(10.0));
    }

    /** The x coordinate of a text. */
    private static double left(String page, String text) {
        String tag = page.substring(page.lastIndexOf("<text", page.indexOf(text)), page.indexOf(text));
        java.util.regex.Matcher x =
                java.util.regex.Pattern.compile(" x=\"([0-9.]+)\"").matcher(tag);
        assertThat(x.find()).as(tag).isTrue();
        return Double.parseDouble(x.group(1));
    }

    @Test
    void aPolygonIsFilledWithItsColour() throws IOException {
        String frame = "plot(0:4, 0:4, type = 'n', xlab = '', ylab = '')\n";
        assertThat(drawn(frame + "polygon(c(1, 3, 2), c(1, 1, 3), col = '#12AB34', border = NA)"))
                .containsIgnoringCase("#12ab34");
        // a shape that folds back on itself has more than one piece
        String folded = drawn(
                frame + "polygon(c(0, 4, 4, 1, 1, 4, 4, 0), c(0, 0, 1, 1, 3, 3, 4, 4), col = '#12AB34', border = NA)");
        assertThat(count(folded.toLowerCase(), "#12ab34")).isGreaterThan(1);
    }

    @Test
    void anArrowHasTheTwoSidesOfItsHead() throws IOException {
        String frame = "plot(0:4, 0:4, type = 'n', xlab = '', ylab = '')\n";
        int shaft = count(drawn(frame + "segments(1, 1, 3, 3, col = '#12AB34')").toLowerCase(), "#12ab34");
        int arrow = count(drawn(frame + "arrows(1, 1, 3, 3, col = '#12AB34')").toLowerCase(), "#12ab34");
        assertThat(arrow).isEqualTo(shaft + 2);
    }

    @Test
    void smoothersAreDrawnByLocalRegressionLinearAndGeneralizedLinearModels() throws IOException {
        for (String method :
                new String[] {"", "method = 'loess'", "method = 'lm'", "method = 'glm'", "method = loess"}) {
            String page = drawn("library(ggplot2); print(ggplot(mtcars, aes(wt, mpg)) + geom_point() + geom_smooth("
                    + method + "))");
            assertThat(page).as(method).containsIgnoringCase("#3366ff");
        }
    }
}
