package hermite.r.lib.graphics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ggplot leaves in the drawing; the figures of its layers are compared in cases/graphics. */
class GgplotTest {
    @TempDir
    Path directory;

    private Drawing drawn(String code) throws IOException {
        return Drawing.of(directory, "library(ggplot2)\nprint(" + code + ")");
    }

    @Test
    void titlesAxesAndLegendAreNamed() throws IOException {
        Drawing page = drawn("ggplot(mtcars, aes(wt, mpg, colour = factor(cyl))) + geom_point()"
                + " + labs(title = 'T', subtitle = 'S', caption = 'C', x = 'Weight', colour = 'Cylinders')");
        assertThat(page.texts()).contains("T", "S", "C", "Weight", "mpg", "Cylinders", "4", "6", "8");
        assertThat(page.circles()).hasSize(32 + 3);
        assertThat(page.text("T").y()).isLessThan(page.text("S").y());
        assertThat(page.text("Cylinders").x()).isGreaterThan(page.text("Weight").x());
    }

    @Test
    void facetsHaveStripsAndShareTheirAxes() throws IOException {
        Drawing page =
                drawn("ggplot(mtcars, aes(wt, mpg)) + geom_point() + facet_grid(am ~ cyl, labeller = label_both)");
        assertThat(page.texts()).contains("cyl: 4", "cyl: 6", "cyl: 8", "am: 0", "am: 1");
        assertThat(page.text("cyl: 4").y()).isEqualTo(page.text("cyl: 8").y());
        assertThat(page.texts().stream().filter("wt"::equals)).hasSize(1);
        assertThat(page.texts().stream().filter("5"::equals)).hasSize(3);
    }

    @Test
    void smoothersAreDrawnByLocalRegressionLinearAndGeneralizedLinearModels() throws IOException {
        for (String method :
                new String[] {"", "method = 'loess'", "method = 'lm'", "method = 'glm'", "method = loess"}) {
            Drawing page = drawn("ggplot(mtcars, aes(wt, mpg)) + geom_point() + geom_smooth(" + method + ")");
            assertThat(page.count("#3366ff")).as(method).isEqualTo(1);
        }
    }

    @Test
    void themesChangeWhatIsDrawn() throws IOException {
        String plot = "ggplot(mtcars, aes(wt, mpg, colour = factor(am))) + geom_point()";
        assertThat(drawn(plot).count("#ebebeb")).isGreaterThan(0);
        assertThat(drawn(plot + " + theme_classic()").count("#ebebeb")).isZero();
        assertThat(drawn(plot + " + theme(legend.position = 'none')").texts()).doesNotContain("factor(am)");
        Drawing below = drawn(plot + " + theme(legend.position = 'bottom')");
        assertThat(below.text("factor(am)").y()).isGreaterThan(below.text("wt").y());
        assertThat(drawn(plot + " + theme(legend.margin = margin(1))").messages())
                .contains("theme(legend.margin =) has no effect");
    }

    @Test
    void flippedCoordinatesSwapTheAxes() throws IOException {
        Drawing page = drawn("ggplot(mtcars, aes(factor(cyl), mpg)) + geom_boxplot() + coord_flip()");
        assertThat(page.text("mpg").y()).isGreaterThan(page.text("factor(cyl)").y());
        assertThat(page.text("4").y()).isGreaterThan(page.text("8").y());
    }

    @Test
    void savedFilesHaveTheSizeAskedFor() throws IOException {
        Drawing.run(directory, """
                library(ggplot2)
                p <- ggplot(mtcars, aes(wt, mpg)) + geom_point()
                ggsave("a.png", p, width = 4, height = 3, dpi = 100)
                ggsave("a.svg", p, width = 10, height = 5, units = "cm")
                """);
        assertThat(ImageIO.read(directory.resolve("a.png").toFile()).getWidth()).isEqualTo(400);
        assertThat(Files.readString(directory.resolve("a.svg"))).contains("width=\"283\"");
    }

    @Test
    void plotsAreArrangedOnOnePage() throws IOException {
        Drawing page = Drawing.of(directory, """
                library(ggplot2)
                p <- ggplot(mtcars, aes(wt, mpg)) + geom_point()
                gridExtra::grid.arrange(p + ggtitle("left"), p + ggtitle("right"), p + ggtitle("below"), ncol = 2, top = "all")
                """);
        assertThat(page.circles()).hasSize(3 * 32);
        assertThat(page.text("right").y()).isEqualTo(page.text("left").y());
        assertThat(page.text("below").y()).isGreaterThan(page.text("left").y());
        assertThat(page.texts()).contains("all");
    }
}
