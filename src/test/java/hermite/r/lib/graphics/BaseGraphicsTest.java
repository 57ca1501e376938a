package hermite.r.lib.graphics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What base graphics leave in the drawing. */
class BaseGraphicsTest {
    private static final String FRAME = "plot(0:4, 0:4, type = 'n', xlab = '', ylab = '')\n";

    @TempDir
    Path directory;

    private Drawing drawn(String code) throws IOException {
        Drawing drawing = Drawing.of(directory, code);
        assertThat(drawing.messages()).isEmpty();
        return drawing;
    }

    @Test
    void axesTitlesAndMarginTextAreAdded() throws IOException {
        Drawing page = drawn("""
                plot(1:10, axes = FALSE, xlab = "", ylab = "height")
                axis(1, at = c(2, 8), labels = c("low", "high")); axis(2)
                title("A title", xlab = "class"); mtext("above", side = 3); mtext("below", side = 1)
                """);
        assertThat(page.texts()).contains("low", "high", "A title", "class", "above", "below", "height");
    }

    @Test
    void withoutAxesThereAreNoTickTexts() throws IOException {
        assertThat(drawn("plot(c(0, 100), c(0, 100), axes = FALSE, ann = FALSE, xlab = '', ylab = '')")
                        .texts())
                .isEmpty();
        assertThat(drawn("plot(c(0, 100), c(0, 100))").texts()).contains("0", "20", "40", "60", "80", "100");
    }

    /** R's plot region on seven inches: margins of 4.1 and 2.1 lines of 14.4 points, and 4 % beyond the data. */
    @Test
    void pointsStandWhereRPutsThem() throws IOException {
        List<Drawing.Place> points = drawn("plot(c(0, 1, 4), c(0, 2, 10))").circles();
        double left = 4.1 * 14.4;
        double width = 504 - 6.2 * 14.4;
        for (int i = 0; i < 3; i++) {
            double[] x = {0, 1, 4};
            double[] y = {0, 2, 10};
            assertThat(points.get(i).x()).isCloseTo(left + (x[i] + 0.16) / 4.32 * width, within(0.02));
            double height = 504 - 9.2 * 14.4;
            assertThat(points.get(i).y()).isCloseTo(504 - 5.1 * 14.4 - (y[i] + 0.4) / 10.8 * height, within(0.02));
        }
    }

    @Test
    void logarithmicAxesSpacePowersOfTenEvenly() throws IOException {
        Drawing page = drawn("plot(c(1, 10, 1000), 1:3, log = 'x')");
        List<Drawing.Place> points = page.circles();
        double decade = points.get(1).x() - points.get(0).x();
        assertThat(points.get(2).x() - points.get(1).x()).isCloseTo(2 * decade, within(0.05));
        assertThat(page.texts()).contains("1", "1000");
    }

    @Test
    void axesStandOnAllFourSides() throws IOException {
        Drawing page = drawn(FRAME + "axis(4, 1:3, c('a', 'b', 'c')); axis(3, 2, 'above'); mtext('beside', 4, 2)");
        assertThat(page.text("b").x()).isGreaterThan(504 - 2.1 * 14.4);
        assertThat(page.text("beside").x()).isGreaterThan(page.text("b").x());
        assertThat(page.text("above").y()).isLessThan(4.1 * 14.4);
    }

    @Test
    void boxesStandAtWholeNumbersNamedBelow() throws IOException {
        Drawing page = drawn("boxplot(list(first = 1:5, second = 2:9)); text(2, 9, 'over the second')");
        assertThat(page.text("over the second").x())
                .isCloseTo(page.text("second").x(), within(0.1));
        assertThat(page.text("first").x()).isLessThan(page.text("second").x());
    }

    @Test
    void aPolygonIsFilledWithItsColour() throws IOException {
        assertThat(drawn(FRAME + "polygon(c(1, 3, 2), c(1, 1, 3), col = '#12AB34', border = NA)")
                        .count("#12ab34"))
                .isEqualTo(1);
        // NA parts one polygon from the next
        String two = "polygon(c(0, 1, 1, NA, 2, 3, 3), c(0, 0, 1, NA, 2, 2, 3), col = '#12AB34', border = NA)";
        assertThat(drawn(FRAME + two).count("#12ab34")).isEqualTo(2);
    }

    @Test
    void anArrowHasTheTwoSidesOfItsHead() throws IOException {
        int shaft = drawn(FRAME + "segments(1, 1, 3, 3, col = '#12AB34')").count("#12ab34");
        int arrow = drawn(FRAME + "arrows(1, 1, 3, 3, col = '#12AB34')").count("#12ab34");
        assertThat(arrow).isEqualTo(shaft + 2);
    }

    @Test
    void aLegendNamesItsEntriesInOrder() throws IOException {
        Drawing page =
                drawn(FRAME + "legend('topright', legend = c('one', 'two'), col = c('#111213', '#212223'), lty = 1:2,"
                        + " pch = 16, title = 'Which')");
        assertThat(page.text("one").y()).isLessThan(page.text("two").y());
        assertThat(page.text("Which").y()).isLessThan(page.text("one").y());
        assertThat(page.count("#111213")).isGreaterThanOrEqualTo(2);
        assertThat(page.count("#212223")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void figuresShareAPageRowByRow() throws IOException {
        Drawing page = drawn("par(mfrow = c(2, 2)); for (i in 1:4) plot(1, main = paste('figure', i))");
        assertThat(page.text("figure 2").y()).isEqualTo(page.text("figure 1").y());
        assertThat(page.text("figure 3").x()).isEqualTo(page.text("figure 1").x());
        assertThat(page.text("figure 4").y())
                .isGreaterThan(page.text("figure 2").y());
    }

    @Test
    void diagnosticPlotsNameTheRowsFarthestOut() throws IOException {
        Drawing.run(directory, "svg('fit%d.svg'); plot(lm(mpg ~ wt, mtcars)); invisible(dev.off())");
        // R 4.2.2 names the same three cars
        assertThat(Files.readString(directory.resolve("fit1.svg")))
                .contains(">Residuals vs Fitted<", ">Fiat 128<", ">Toyota Corolla<", ">Chrysler Imperial<");
        assertThat(Files.readString(directory.resolve("fit4.svg")))
                .contains(">Residuals vs Leverage<", ">Cook's distance<");
    }

    @Test
    void expressionsAreWrittenWithGreekLettersAndSmallDigits() throws IOException {
        Drawing page = drawn("plot(1, xlab = expression(beta[1] * x^2), ylab = 'y')");
        assertThat(page.texts()).contains("\u03b2\u2081x\u00b2");
    }

    @Test
    void devicesWriteTheirOwnFormats() throws IOException {
        Drawing.run(directory, """
                png('p%02d.png', width = 6, height = 4, units = 'in', res = 100); plot(1); plot(2); invisible(dev.off())
                pdf('all.pdf', width = 5, height = 4); plot(1); plot(2); hist(c(1, 2, 2)); invisible(dev.off())
                """);
        assertThat(ImageIO.read(directory.resolve("p02.png").toFile()).getWidth())
                .isEqualTo(600);
        try (PDDocument document = Loader.loadPDF(directory.resolve("all.pdf").toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(3);
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(360);
        }
    }

    @Test
    void whatHasNoEffectIsSaidOnceAndWrongWordsAreWarnedOf() throws IOException {
        String messages = Drawing.run(directory, "par(family = 'serif'); par(family = 'mono'); plot(1, foo = 2)");
        assertThat(messages.split("par\\(family=\\) has no effect", -1)).hasSize(2);
        assertThat(messages).contains("\"foo\" is not a graphical parameter");
    }
}
