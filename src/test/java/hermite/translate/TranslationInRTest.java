package hermite.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hermite.data.Table;
import hermite.sas.session.Session;
import hermite.sas.source.Place;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs translations in the R of this machine, where there is one with the packages, and compares its figures with those of
 * the SAS steps: two programs that share no code. Tolerances are shares of a figure; each says where the two stop.
 */
class TranslationInRTest {
    /** Four visits of forty subjects, a tenth of them missing in between. */
    private static final String DATA = """
            data trial;
              retain e 0;
              do id = 1 to 40;
                trt = mod(id, 3);
                sex = ifc(mod(id, 2), 'F', 'M');
                do visit = 1 to 4;
                  if ranuni(77) < 0.9 then do;
                    y = ranuni(3) < 0.2 + visit / 8 + 0.3 * (mod(id, 4) = 0);
                    k = ranpoi(5, exp(visit / 4 + 0.4 * (mod(id, 5) - 2)));
                    e = 0.6 * e + rannor(4);
                    z = visit + trt / 2 + mod(id, 3) + e;
                    output;
                  end;
                end;
              end;
            run;
            """;

    private static final List<String> PACKAGES =
            List.of("nlme", "lme4", "lmerTest", "pbkrtest", "emmeans", "car", "gee", "MASS", "glmmTMB", "clubSandwich");

    /** A step, the table and column of its figures, R code of the same ones, and how closely they agree. */
    private record Case(String step, String table, String column, String figures, double share) {
        @Override
        public String toString() {
            return step + " " + table;
        }
    }

    private static final String LOWER =
            "local({ v <- nlme::getVarCov(fit, individual = \"1\"); v[upper.tri(v, TRUE)] })";

    static List<Case> cases() {
        return List.of(
                // both maximise the same likelihood; nlme stops at relative changes of 1e-6
                new Case(
                        "proc mixed data=trial; class id visit trt; model z = trt|visit / s;"
                                + " repeated visit / subject=id type=toep;",
                        "Tests3",
                        "FValue",
                        "as.data.frame(emmeans::joint_tests(fit, cov.reduce = emmeans::symmint(0), cov.keep = 0,"
                                + " mode = \"df.error\"))$F.ratio",
                        1e-3),
                new Case(
                        "proc mixed data=trial; class id visit trt; model z = trt visit / s;"
                                + " repeated visit / subject=id type=ar(1);",
                        "CovParms",
                        "Estimate",
                        "c(coef(fit$modelStruct$corStruct, unconstrained = FALSE), fit$sigma^2)",
                        1e-4),
                new Case(
                        "proc mixed data=trial; class id visit trt; model z = trt visit / s;"
                                + " repeated visit / subject=id type=un;",
                        "CovParms",
                        "Estimate",
                        LOWER,
                        1e-4),
                new Case(
                        "proc mixed data=trial; class id visit trt; model z = trt visit / s;"
                                + " repeated visit / subject=id type=toeph;",
                        "SolutionF",
                        "StdErr",
                        "sqrt(diag(vcov(fit)))",
                        1e-4),
                new Case(
                        "proc mixed data=trial; class id visit trt; model z = trt visit / s;"
                                + " repeated visit / subject=id type=arma(1,1);",
                        "SolutionF",
                        "Estimate",
                        "coef(fit)",
                        1e-4),
                new Case(
                        "proc mixed data=trial method=ml; class id visit trt; model z = trt visit / s;"
                                + " repeated visit / subject=id type=cs;",
                        "SolutionF",
                        "StdErr",
                        "sqrt(diag(vcov(fit) * (1 - fit$dims$p / fit$dims$N)))",
                        1e-4),
                // lmer stops at relative changes of about 1e-3 of a variance; pbkrtest has the expected information
                new Case(
                        "proc mixed data=trial scoring=100; class id trt; model z = trt visit / s ddfm=kr;"
                                + " random int visit / subject=id type=un;",
                        "Tests3",
                        "DenDF",
                        "anova(fit, type = 3, ddf = \"Kenward-Roger\")$DenDF",
                        2e-3),
                new Case(
                        "proc mixed data=trial; class id trt sex; model z = visit trt|sex / s;"
                                + " random int / subject=id;",
                        "Tests3",
                        "FValue",
                        "anova(fit, type = 3)$`F value`",
                        2e-3),
                // Laplace's approximation in both, its second derivatives by differences in lme4
                new Case(
                        "proc glimmix data=trial method=laplace; class id trt; model k = trt visit / s dist=poisson;"
                                + " random int / subject=id;",
                        "ParameterEstimates",
                        "StdErr",
                        "sqrt(diag(as.matrix(vcov(fit))))",
                        1e-3),
                new Case(
                        "proc glimmix data=trial method=laplace; class id trt visit; model k = trt / s dist=poisson;"
                                + " random visit / subject=id type=ar(1);",
                        "ParameterEstimates",
                        "Estimate",
                        "glmmTMB::fixef(fit)$cond",
                        2e-3),
                // numbers with DIST=BINOMIAL: the probability of 1
                new Case(
                        "proc glimmix data=trial method=quad(qpoints=9); class id trt; model y = trt visit"
                                + " / s dist=binomial; random int / subject=id;",
                        "ParameterEstimates",
                        "Estimate",
                        "lme4::fixef(fit)",
                        1e-3),
                // maximum pseudo-likelihood in both; glmmPQL stops at changes of 1e-6 of the predictor
                new Case(
                        "proc glimmix data=trial method=mspl; class id trt visit; model k = trt visit"
                                + " / s dist=poisson; random int / subject=id; random visit / subject=id type=ar(1) residual;",
                        "ParameterEstimates",
                        "StdErr",
                        "sqrt(diag(vcov(fit)))",
                        1e-3),
                new Case(
                        "proc glimmix data=trial method=laplace; class id trt; model k = trt visit / dist=poisson;"
                                + " random int / subject=id; covtest 'none' glm;",
                        "CovTests",
                        "ChiSq",
                        "chisq",
                        1e-3),
                // score equations of the same coding; likelihood ratios of terms of Type 3
                new Case(
                        "proc genmod data=trial; class trt sex; model k = visit trt|sex / dist=poisson type3;",
                        "Type3",
                        "ChiSq",
                        "drop1(update(fit, contrasts = list(trt = \"contr.sum\", sex = \"contr.sum\")), . ~ ."
                                + ", test = \"Chisq\")$LRT[-1]",
                        1e-4),
                new Case(
                        "proc genmod data=trial; class id visit(ref='1') sex / param=ref; model k = visit visit*sex"
                                + " / dist=poisson; repeated subject=id / type=ind;",
                        "GEEEmpPEst",
                        "Stderr",
                        "sqrt(diag(fit$robust.variance))",
                        1e-3),
                // pseudo-likelihood about the random effects, and with an autoregression of the residuals
                new Case(
                        "proc glimmix data=trial; class id trt; model k = trt visit / s dist=poisson;"
                                + " random int / subject=id;",
                        "ParameterEstimates",
                        "StdErr",
                        "sqrt(diag(vcov(fit)$cond))",
                        1e-3),
                new Case(
                        "proc glimmix data=trial method=rmpl; class id trt; model k = trt visit / s dist=poisson;"
                                + " random int / subject=id;",
                        "CovParms",
                        "Estimate",
                        "unlist(glmmTMB::VarCorr(fit)$cond)",
                        2e-3),
                new Case(
                        "proc glimmix data=trial; class id trt visit; model k = trt / s dist=poisson;"
                                + " random visit / subject=id type=ar(1) residual;",
                        "ParameterEstimates",
                        "StdErr",
                        "sqrt(diag(vcov(fit)))",
                        1e-3),
                // factors and groups of residuals: the same restricted likelihood
                new Case(
                        "proc mixed data=trial; class id trt visit; model z = trt visit / s;"
                                + " repeated visit / subject=id type=fa(1);",
                        "SolutionF",
                        "StdErr",
                        "sqrt(diag(vcov(fit)$cond))",
                        1e-3),
                new Case(
                        "proc mixed data=trial; class id trt visit sex; model z = trt visit / s;"
                                + " repeated visit / subject=id type=cs group=sex;",
                        "SolutionF",
                        "Estimate",
                        "glmmTMB::fixef(fit)$cond",
                        1e-3),
                // the same sandwich over subjects: exact but for the end of lmer's search
                new Case(
                        "proc glimmix data=trial empirical=firores; class id trt; model z = trt visit / s;"
                                + " random int / subject=id;",
                        "ParameterEstimates",
                        "StdErr",
                        "sqrt(diag(V))",
                        1e-3),
                new Case(
                        "proc genmod data=trial; class trt sex; model k = visit trt sex / dist=poisson scale=deviance"
                                + " type3; ods output type3=t3;",
                        "Type3",
                        "ChiSq",
                        "t3$`scaled dev.`[-1]",
                        1e-4),
                // levels of the rows that WHERE leaves: visit 3 is the reference
                new Case(
                        "proc mixed data=trial; where visit < 4; class id trt visit; model z = trt visit / s;"
                                + " random int / subject=id; lsmeans trt visit / diff; ods output diffs=d;",
                        "Diffs",
                        "Estimate",
                        "d$estimate",
                        1e-3),
                // covariances written out: the same restricted likelihood, at held parameters and from mean squares
                new Case(
                        "proc mixed data=trial; class id trt visit; model z = trt visit / s;"
                                + " repeated visit / subject=id type=hf;",
                        "SolutionF",
                        "StdErr",
                        "sqrt(diag(fit$vcov))",
                        1e-4),
                new Case(
                        "proc mixed data=trial; class id trt visit; model z = trt visit / s;"
                                + " repeated visit / subject=id type=ante(1);",
                        "CovParms",
                        "Estimate",
                        "fit$parameters",
                        1e-3),
                new Case(
                        "proc mixed data=trial method=ml; class id trt; model z = trt visit / s;"
                                + " random int visit / subject=id type=un; parms (0.5) (0.01) (0.2) (0.4) / hold=1 4;",
                        "CovParms",
                        "Estimate",
                        "fit$parameters",
                        1e-3),
                new Case(
                        "proc mixed data=trial method=type3; class id trt visit; model z = trt visit / s;"
                                + " random id(trt);",
                        "CovParms",
                        "Estimate",
                        "fit$parameters",
                        1e-6),
                new Case(
                        "proc mixed data=trial method=mivque0; class id trt; model z = trt visit / s;"
                                + " random int / subject=id;",
                        "CovParms",
                        "Estimate",
                        "fit$parameters",
                        1e-6),
                // MODELSE takes the scale 1 of the binomial distribution
                new Case(
                        "proc genmod data=trial descending; class id; model y = visit / dist=bin;"
                                + " repeated subject=id / type=exch modelse;",
                        "GEEModPEst",
                        "Stderr",
                        "sqrt(diag(fit$naive.variance / fit$scale))",
                        1e-3));
    }

    @TempDir
    static Path folder;

    private static final Map<Case, List<Double>> IN_R = new HashMap<>();

    @BeforeAll
    static void runsR() throws Exception {
        assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "Rscript"))),
                "no Rscript on the PATH");
        StringBuilder script = new StringBuilder("for (p in c(\"" + String.join("\", \"", PACKAGES)
                + "\")) if (!requireNamespace(p, quietly = TRUE)) quit(status = 77)\n");
        List<Case> cases = cases();
        for (Case each : cases) {
            script.append(translate(each.step()).text())
                    .append("\ncat(\"\\n@@@\", format(unname(c(")
                    .append(each.figures())
                    .append(")), digits = 12, trim = TRUE), \"\\n\")\n");
        }
        Path file = Files.writeString(folder.resolve("all.R"), script);
        Path out = folder.resolve("out.txt");
        Path messages = folder.resolve("err.txt");
        Process process = new ProcessBuilder("Rscript", "--vanilla", file.toString())
                .redirectOutput(out.toFile())
                .redirectError(messages.toFile())
                .start();
        int status = process.waitFor();
        assumeTrue(status != 77, "R lacks one of " + PACKAGES);
        assertThat(status).as(Files.readString(messages)).isZero();
        List<List<Double>> found = Files.readAllLines(out).stream()
                .filter(line -> line.startsWith("@@@"))
                .map(line -> Arrays.stream(line.substring(3).strip().split("\\s+"))
                        .map(Double::valueOf)
                        .toList())
                .toList();
        for (int i = 0; i < cases.size(); i++) {
            IN_R.put(cases.get(i), found.get(i));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void rGivesTheFiguresOfTheStep(Case given) throws IOException {
        List<Double> sas = figures(given);
        List<Double> r = IN_R.get(given);
        assertThat(sas).isNotEmpty().hasSameSizeAs(r);
        for (int i = 0; i < r.size(); i++) {
            assertThat(r.get(i)).isCloseTo(sas.get(i), within(given.share() * Math.abs(sas.get(i))));
        }
    }

    private static ProgramTranslation.Result translate(String step) throws IOException {
        Path program = Files.writeString(folder.resolve("program.sas"), DATA + step + " run;");
        return ProgramTranslation.of(program, Session.builder().currentDirectory(folder), "");
    }

    /** The column of the table, without parameters that are set to zero and without scales that are held. */
    private static List<Double> figures(Case given) throws IOException {
        List<String> log = new ArrayList<>();
        try (Session session = Session.builder()
                .currentDirectory(folder)
                .listing(new StringWriter())
                .log(log::add)
                .build()) {
            session.submit("test", DATA + given.step() + " ods output " + given.table() + "=work.found; run;");
            assertThat(log).noneMatch(line -> line.startsWith("ERROR"));
            Table found = session.dataSets().read("WORK.FOUND", Place.UNKNOWN);
            String errors = found.variable("StdErr").isPresent() ? "StdErr" : "Stderr";
            boolean parameters =
                    found.variable(errors).isPresent() && !given.table().equals("CovParms");
            List<Double> values = new ArrayList<>();
            for (int row = 0; row < found.rowCount(); row++) {
                if (!parameters || found.numeric(found.indexOf(errors)).get(row) > 0) {
                    values.add(found.numeric(found.indexOf(given.column())).get(row));
                }
            }
            return values;
        }
    }
}
