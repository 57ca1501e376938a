package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.sas.log.StepFailure;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * DIST=BYOBS and LINK=BYOBS: binary, Poisson and normal responses of the same subjects with one random intercept. Expected
 * figures by own R code (4.2.2): −2 log likelihood by 40 Gauss-Hermite nodes (statmod 1.5.0) about the mode of each subject,
 * its minimum and second derivatives by nlminb() and numDeriv 2016.8-1.1; pseudo-likelihood by chol() of V = gZZ' + R, R
 * 1/(μ(1 − μ)) in binary rows and σ² in normal ones, updates until nothing moves by 1e-9.
 */
class GlimmixByObservationTest {
    private static Table rows(String... kinds) {
        TableBuilder builder = new TableBuilder(List.of(
                Variable.character("k", 8),
                Variable.character("l", 8),
                Variable.numeric("id"),
                Variable.numeric("t"),
                Variable.numeric("x"),
                Variable.numeric("y")));
        Set<String> wanted = Set.of(kinds);
        for (int id = 1; id <= 40; id++) {
            for (int t = 0; t < 3; t++) {
                double binary = (id * 7 + t * 5) % 11 + id % 4 * 2 > 8 ? 1 : 0;
                double count = (id * 5 + t * 3) % 7 + id % 4;
                double normal = (id * 3 + t * 11) % 13 / 4.0 + id % 4 / 2.0;
                for (String kind : List.of("binary", "POI", "Gaussian")) {
                    if (!wanted.contains(kind)) {
                        continue;
                    }
                    builder.set(0, kind);
                    builder.set(1, kind.equals("binary") ? "Logit" : kind.equals("POI") ? "log" : "ID");
                    builder.set(2, id).set(3, t).set(4, t - 1 + id % 3 / 3.0);
                    builder.set(5, kind.equals("binary") ? binary : kind.equals("POI") ? count : normal);
                    builder.endRow();
                }
            }
        }
        return builder.build();
    }

    private static GlimmixRun joint(Table table, String method, String options, String more) {
        return GlimmixRun.of(
                table,
                "proc glimmix data=a " + method + "; class id k; model y(event='1') = k k*x / noint s " + options
                        + "; random int / subject=id; " + more + " run;");
    }

    @Test
    void binaryAndCountByQuadrature() {
        GlimmixRun run = joint(rows("binary", "POI"), "method=quad(qpoints=30)", "dist=byobs(k)", "");
        assertThat(run.text("ModelInfo", "Value", "Response Distribution")).isEqualTo("Multivariate");
        assertThat(run.text("ModelInfo", "Value", "Link Function")).isEqualTo("Multiple");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(700.75911992, within(1e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "k", "binary")).isCloseTo(-0.17233763, within(2e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "x*k", "POI")).isCloseTo(-0.01321394, within(2e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "k", "POI")).isCloseTo(0.05606559, within(2e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "x*k", "binary")).isCloseTo(0.21488107, within(2e-6));
        assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(0.03573331, within(2e-6));
        assertThat(run.number("CovParms", "StdErr", "Intercept")).isCloseTo(0.02423206, within(5e-6));
    }

    @Test
    void binaryAndNormalByQuadrature() {
        GlimmixRun run = joint(
                rows("binary", "Gaussian"),
                "method=quad(qpoints=30)",
                "dist=byobs(k)",
                "output out=o pred=p pred(ilink)=m resid(ilink)=r variance(ilink)=v;");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(505.25968686, within(1e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "k", "binary")).isCloseTo(-0.18469921, within(2e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "k", "Gaussian"))
                .isCloseTo(2.23682906, within(2e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "x*k", "Gaussian"))
                .isCloseTo(0.09900545, within(2e-6));
        assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(0.27871996, within(2e-6));
        assertThat(run.number("CovParms", "StdErr", "Intercept")).isCloseTo(0.11813501, within(5e-6));
        assertThat(run.number("CovParms", "Estimate", "Residual")).isCloseTo(0.8297108, within(2e-6));
        assertThat(run.number("CovParms", "StdErr", "Residual")).isCloseTo(0.1236342, within(2e-6));
        Table out = run.context().table("WORK.O");
        for (int row = 0; row < 2; row++) {
            double p = number(out, "p", row);
            double y = number(out, "y", row);
            boolean binary = out.character(0).get(row).equals("binary");
            double mean = binary ? 1 / (1 + Math.exp(-p)) : p;
            assertThat(number(out, "m", row)).isCloseTo(mean, within(1e-12));
            assertThat(number(out, "r", row)).isCloseTo(y - mean, within(1e-12));
            double variance = binary ? mean * (1 - mean) : run.number("CovParms", "Estimate", "Residual");
            assertThat(number(out, "v", row)).isCloseTo(variance, within(1e-12));
        }
    }

    private static double number(Table table, String variable, int row) {
        return table.numeric(table.indexOf(variable)).values()[row];
    }

    @Test
    void binaryAndNormalByPseudoLikelihood() {
        GlimmixRun run = joint(
                rows("binary", "Gaussian"),
                "",
                "dist=byobs(k)",
                "output out=o pred=p pred(ilink)=m variance(ilink)=v;");
        assertThat(run.number("FitStatistics", "Value", "-2 Res Log Pseudo-Likelihood"))
                .isCloseTo(865.03091831, within(1e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "k", "binary")).isCloseTo(-0.17987966, within(1e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "x*k", "Gaussian"))
                .isCloseTo(0.02707935, within(1e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "x*k", "binary")).isCloseTo(0.21874081, within(1e-6));
        assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(0.28618735, within(1e-6));
        assertThat(run.number("CovParms", "StdErr", "Intercept")).isCloseTo(0.12120528, within(1e-6));
        assertThat(run.number("CovParms", "Estimate", "Residual")).isCloseTo(0.84184588, within(1e-6));
        assertThat(run.number("CovParms", "StdErr", "Residual")).isCloseTo(0.12644161, within(1e-6));
        Table out = run.context().table("WORK.O");
        assertThat(number(out, "m", 0)).isCloseTo(1 / (1 + Math.exp(-number(out, "p", 0))), within(1e-12));
        assertThat(number(out, "m", 1)).isEqualTo(number(out, "p", 1));
        assertThat(number(out, "v", 1)).isCloseTo(run.number("CovParms", "Estimate", "Residual"), within(1e-9));
    }

    /** Rows of one distribution are the model of this distribution. */
    @ParameterizedTest
    @CsvSource({
        "POI, poisson, method=quad(qpoints=9)",
        "POI, poisson, method=laplace",
        "POI, poisson, ''",
        "Gaussian, normal, method=quad(qpoints=3)",
        "Gaussian, normal, method=mspl",
        "binary, binary, method=rmpl",
    })
    void oneDistributionIsItsModel(String kind, String distribution, String method) {
        GlimmixRun by = joint(rows(kind), method, "dist=byobs(k)", "");
        GlimmixRun own = joint(rows(kind), method, "dist=" + distribution, "");
        for (String column : List.of("Estimate", "StdErr")) {
            assertThat(by.number("CovParms", column, "Intercept"))
                    .isCloseTo(own.number("CovParms", column, "Intercept"), within(1e-7));
            assertThat(by.number("ParameterEstimates", column, "x*k"))
                    .isCloseTo(own.number("ParameterEstimates", column, "x*k"), within(1e-7));
        }
        assertThat(by.table("FitStatistics").rows().get(0).get(0))
                .isEqualTo(own.table("FitStatistics").rows().get(0).get(0));
    }

    /** Links named row by row, those that the distributions have. */
    @ParameterizedTest
    @ValueSource(strings = {"method=quad(qpoints=5)", "method=rspl"})
    void linksOfRows(String method) {
        Table table = rows("binary", "POI", "Gaussian");
        GlimmixRun named = joint(table, method, "dist=byobs(k) link=byobs(l)", "");
        GlimmixRun usual = joint(table, method, "dist=byobs(k)", "");
        assertThat(named.number("ParameterEstimates", "Estimate", "k", "POI"))
                .isEqualTo(usual.number("ParameterEstimates", "Estimate", "k", "POI"));
        assertThat(named.number("CovParms", "StdErr", "Residual"))
                .isEqualTo(usual.number("CovParms", "StdErr", "Residual"));
    }

    /** Without random effects the likelihood is a product: each distribution has the estimates it has alone. */
    @Test
    void withoutRandomEffectsEachHasItsOwnEstimates() {
        String step = "proc glimmix data=a; class k; model y(event='1') = k k*x / noint s dist=";
        GlimmixRun both = GlimmixRun.of(rows("binary", "POI"), step + "byobs(k); run;");
        GlimmixRun binary = GlimmixRun.of(rows("binary"), step + "binary; run;");
        GlimmixRun count = GlimmixRun.of(rows("POI"), step.replace("(event='1')", "") + "poisson; run;");
        assertThat(both.number("FitStatistics", "Value", "-2 Log Likelihood"))
                .isCloseTo(
                        binary.number("FitStatistics", "Value", "-2 Log Likelihood")
                                + count.number("FitStatistics", "Value", "-2 Log Likelihood"),
                        within(1e-8));
        assertThat(both.number("ParameterEstimates", "StdErr", "x*k", "binary"))
                .isCloseTo(binary.number("ParameterEstimates", "StdErr", "x*k", "binary"), within(1e-7));
        assertThat(both.number("ParameterEstimates", "Estimate", "k", "POI"))
                .isCloseTo(count.number("ParameterEstimates", "Estimate", "k", "POI"), within(1e-7));
    }

    @ParameterizedTest
    @CsvSource({
        "dist=byobs(x), '', Variable x of DIST=BYOBS is numeric",
        "dist=byobs(l), '', 'LOGIT'' of variable l is no word of DIST='",
        "dist=byobs, '', DIST=BYOBS takes a variable in parentheses",
        "dist=byobs(zz), '', Variable zz not found",
        "dist=byobs(k), store s;, The STORE statement with several links",
        "dist=byobs(k), lsmeans k / ilink;, The option ILINK of LSMEANS with several links",
    })
    void whatCannotBeFittedIsNamed(String options, String more, String message) {
        assertThatThrownBy(() -> joint(rows("binary", "POI"), "method=laplace", options, more))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining(message);
    }
}
