package hermite.r.lib.files;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.SharedData;
import hermite.r.ScriptRun;
import hermite.r.eval.session.RSession;
import hermite.r.lib.Libraries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that R 4.2.2 stored (stored.R beside them), SAS data sets, and what is written is read again. */
class StoredFilesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void layOut() throws IOException {
        for (String name : new String[] {"version2.rds", "version3.rds", "workspace.rda", "fits.rds"}) {
            try (InputStream in = StoredFilesTest.class.getResourceAsStream(name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
    }

    private String printed(String script) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RSession session = new RSession.Builder()
                .out(new PrintStream(out, false, StandardCharsets.UTF_8))
                .err(new PrintStream(out, false, StandardCharsets.UTF_8))
                .directory(folder)
                .libraries(Libraries.all())
                .build();
        new ScriptRun(session).run(script, "stored.R");
        session.out().flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version2.rds", "version3.rds"})
    void readsBothVersionsOfTheSerialization(String file) {
        assertThat(printed("x <- readRDS('" + file + "'); x$d; x$f; x$m; x$dt; x$seq; x$e; x$lg; attr(x$d$a, 'label')"))
                .isEqualTo("""
                      a   b g    s
                    1 1 1.5 x    u
                    2 2  NA y    é
                    3 3 3.0 x <NA>
                    y ~ x + (1 | g)
                       [,1] [,2]
                    r1    1    3
                    r2    2    4
                    [1] "2024-01-02"
                     [1]  1  2  3  4  5  6  7  8  9 10
                    a + b
                    [1] TRUE   NA
                    [1] "An A"
                    """);
    }

    @Test
    void loadsAWorkspace() {
        assertThat(printed("print(load('workspace.rda')); nrow(d); length(l)"))
                .isEqualTo("[1] \"d\" \"l\"\n[1] 3\n[1] 8\n");
    }

    /** The figures are R's for the same calls. */
    @Test
    void usesFitsAndCompiledFunctionsThatRSaved() {
        assertThat(printed("k <- readRDS('fits.rds'); coef(summary(k$fit)); k$area(5, 1); vcov(k$line);"
                        + " predict(k$fit, data.frame(dose = 3), type = 'response')"))
                .isEqualTo("""
                                  Estimate Std. Error    z value  Pr(>|z|)
                    (Intercept) -1.2588529  1.5856391 -0.7939088 0.4272485
                    dose         0.4196176  0.4806775  0.8729712 0.3826788
                     a\s
                    13\s
                                (Intercept)  dead
                    (Intercept)        0.46 -0.46
                    dead              -0.46  0.92
                      1\s
                    0.5\s
                    """);
    }

    @Test
    void readsWhatItWrote() {
        assertThat(printed("x <- readRDS('version3.rds'); saveRDS(x, 'own.rds'); y <- readRDS('own.rds');"
                        + " identical(x$d, y$d); identical(x$m, y$m); save(x, file = 'own.rda'); rm(x); load('own.rda');"
                        + " identical(x$d, y$d)"))
                .isEqualTo("[1] TRUE\n[1] TRUE\n[1] TRUE\n");
    }

    @Test
    void namesAFileThatIsNone() {
        assertThat(printed("writeLines('no data', 'text.rds'); readRDS('text.rds')"))
                .contains("unknown input format");
    }

    /** Figures: R 4.2.2, haven 2.5.1: read_sas of the same file. */
    @Test
    @EnabledIf("hermite.SharedData#available")
    void readsASasDataSetWithMissingValues() {
        String file =
                SharedData.path("data/sas/amenorrhea.sas7bdat").toAbsolutePath().toString();
        assertThat(printed("d <- haven::read_sas('" + file + "'); dim(d); sum(is.na(d$Y)); sum(d$Y, na.rm = TRUE)"))
                .isEqualTo("[1] 4604    4\n[1] 988\n[1] 1231\n");
    }
}
