package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.Tables;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** OUTDESIGN=, SUBGRADIENT= and STDCOEF. */
class GlimmixDataSetsTest {
    private static Table small() {
        return Tables.of(
                "id g x y",
                1,
                1,
                2,
                3,
                1,
                1,
                5,
                Missing.DOT,
                2,
                2,
                4,
                6,
                2,
                2,
                1,
                2,
                2,
                2,
                3,
                4,
                3,
                1,
                2,
                5,
                3,
                1,
                1,
                1);
    }

    private static Table run(String procedure, String random) {
        GlimmixRun run = GlimmixRun.of(
                new MemoryContext().with("WORK.A", small()),
                "proc glimmix data=a nofit " + procedure + "; class id g; model y = x g / dist=poisson; random "
                        + random + "; run;");
        return run.context().table("WORK.D");
    }

    private static double[] column(Table table, String name) {
        return table.numeric(table.indexOf(name)).values();
    }

    @Test
    void theColumnsOfXAndOfZOfASubjectStandBesideTheInput() {
        Table d = run("outdesign=d method=quad", "int x / subject=id");
        assertThat(d.variables())
                .extracting(v -> v.name())
                .containsExactly("id", "g", "x", "y", "_X1", "_X2", "_X3", "_X4", "_Z1", "_Z2");
        assertThat(column(d, "_X2")).containsExactly(2, Missing.DOT, 4, 1, 3, 2, 1);
        assertThat(column(d, "_X3")).containsExactly(1, Missing.DOT, 0, 0, 0, 1, 1);
        assertThat(column(d, "_X4")).containsExactly(0, Missing.DOT, 1, 1, 1, 0, 0);
        assertThat(column(d, "_Z1")).containsExactly(1, Missing.DOT, 1, 1, 1, 1, 1);
        assertThat(column(d, "_Z2")).containsExactly(2, Missing.DOT, 4, 1, 3, 2, 1);
    }

    @Test
    void withoutSubjectsZHasTheLevelsOfTheEffect() {
        Table d = run("outdesign(novar nomiss z=q)=d", "id");
        assertThat(d.variables()).extracting(v -> v.name()).containsExactly("q1", "q2", "q3");
        assertThat(column(d, "q2")).containsExactly(0, 1, 1, 1, 0, 0);
        Table groups = run("outdesign(novar nomiss z)=d", "int / subject=id group=g");
        assertThat(column(groups, "_Z1")).containsExactly(1, 0, 0, 0, 1, 1);
        assertThat(column(groups, "_Z2")).containsExactly(0, 1, 1, 1, 0, 0);
        Table levels = run("outdesign(novar nomiss z)=d", "int / subject=g; random int / subject=id(g)");
        assertThat(levels.variables()).hasSize(5);
    }

    @Test
    void namesOfTheColumns() {
        GlimmixRun run = GlimmixRun.of(
                new MemoryContext().with("WORK.A", small()),
                "proc glimmix data=a nofit outdesign(names)=d; class id g; model y = x g / dist=poisson;"
                        + " random int / subject=id; run;");
        assertThat(run.text("ColumnNames", "Effect", "_X4")).isEqualTo("g 2");
        assertThat(run.text("ColumnNames", "Matrix", "_Z1")).isEqualTo("Z");
    }

    /** The gradients of the subjects add up to that of all, which another way of computing gives. */
    @Test
    void gradientsOfTheSubjects() {
        GlimmixRun run = GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a subgradient=d gradient method=quad(qpoints=5); class id; model y = time / dist=nb s;"
                        + " random int time / subject=id type=un; parms (0.5) (0.01) (0.03) (0.4) / noiter; run;");
        Table d = run.context().table("WORK.D");
        assertThat(d.rowCount()).isEqualTo(59);
        String[] names = {"UN(1,1)", "UN(2,1)", "UN(2,2)", "Scale"};
        for (int k = 0; k < names.length; k++) {
            double all = run.number("CovParms", "Gradient", names[k]);
            assertThat(Math.abs(all)).isGreaterThan(1);
            assertThat(Arrays.stream(column(d, "Gradient" + (k + 3))).sum())
                    .isCloseTo(all, within(1e-6 * Math.abs(all)));
        }
        GlimmixRun pseudo = GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a subgradient=d; class id; model y = time / dist=poisson; random int / subject=id; run;");
        assertThat(pseudo.log())
                .anyMatch(l -> l.contains("SUBGRADIENT= was not used: it needs METHOD=QUAD or LAPLACE"));
    }

    /** R 4.2.2: glm(y ~ s(time) + s(trt) + offset(t), poisson) with s(x) = (x - mean(x))/sqrt(sum((x - mean(x))^2)). */
    @Test
    void standardizedCoefficients() {
        GlimmixRun run = GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a; model y = time trt / dist=poisson offset=t s stdcoef; run;");
        assertThat(run.number("StandardizedCoefficients", "Estimate", "Intercept"))
                .isCloseTo(1.39244427, within(1e-7));
        assertThat(run.number("StandardizedCoefficients", "Estimate", "trt")).isCloseTo(-0.331092112, within(1e-7));
        assertThat(run.number("StandardizedCoefficients", "StdErr", "Intercept"))
                .isCloseTo(0.0181913403, within(1e-7));
        GlimmixRun plain = GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a; model y = time trt / dist=poisson offset=t s stdcoef nocenter; run;");
        assertThat(plain.has("StandardizedCoefficients")).isFalse();
    }
}
