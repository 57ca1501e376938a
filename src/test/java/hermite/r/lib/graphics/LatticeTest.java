package hermite.r.lib.graphics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What trellis displays leave in the drawing. */
class LatticeTest {
    @TempDir
    Path directory;

    private Drawing drawn(String code) throws IOException {
        Drawing drawing = Drawing.of(directory, "library(lattice)\nprint(" + code + ")");
        assertThat(drawing.messages()).isEmpty();
        return drawing;
    }

    @Test
    void panelsBeginAtTheLowerLeft() throws IOException {
        Drawing page = drawn("xyplot(mpg ~ wt | factor(carb), mtcars, layout = c(3, 2))");
        assertThat(page.texts()).contains("1", "2", "3", "4", "6", "8", "mpg", "wt");
        assertThat(page.circles()).hasSize(32);
        Drawing table = drawn("xyplot(mpg ~ wt | c('a', 'b')[am + 1], mtcars, layout = c(1, 2), as.table = TRUE)");
        assertThat(table.text("a").y()).isLessThan(table.text("b").y());
        Drawing usual = drawn("xyplot(mpg ~ wt | c('a', 'b')[am + 1], mtcars, layout = c(1, 2))");
        assertThat(usual.text("a").y()).isGreaterThan(usual.text("b").y());
    }

    @Test
    void groupsHaveColoursAndAKey() throws IOException {
        Drawing page = drawn("xyplot(mpg ~ wt, mtcars, groups = cyl, auto.key = list(space = 'right', title = 'cyl'))");
        assertThat(page.texts()).contains("cyl", "4", "6", "8");
        assertThat(page.circles()).hasSize(32 + 3);
        // eleven cars of four cylinders and their entry
        assertThat(page.count("#0080ff")).isEqualTo(11 + 1);
    }

    @Test
    void panelFunctionsOfTheScriptAreCalledForEachPanel() throws IOException {
        Drawing page = drawn("xyplot(mpg ~ wt | factor(cyl), mtcars, panel = function(x, y, ...) {"
                + " panel.xyplot(x, y, ...); panel.lmline(x, y, col = '#123456'); panel.text(3, 20, 'here') })");
        assertThat(page.count("#123456")).isEqualTo(3);
        assertThat(page.texts().stream().filter("here"::equals)).hasSize(3);
    }

    @Test
    void distributionsHaveTheirOwnDisplays() throws IOException {
        assertThat(drawn("histogram(~ mpg | am, transform(mtcars, am = factor(am, labels = c('auto', 'manual'))))")
                        .texts())
                .contains("Percent of Total", "auto", "manual");
        assertThat(drawn("densityplot(~ mpg, mtcars, plot.points = FALSE)").texts())
                .contains("Density", "mpg");
        assertThat(drawn("bwplot(factor(cyl) ~ mpg, mtcars)").texts()).contains("4", "6", "8", "mpg");
        assertThat(drawn("qqmath(~ mpg, mtcars)").circles()).hasSize(32);
    }
}
