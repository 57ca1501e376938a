package hermite.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.r.ScriptRun;
import hermite.r.eval.session.RSession;
import hermite.r.lib.Libraries;
import hermite.r.value.RDouble;
import hermite.sas.session.Session;
import hermite.sas.source.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** SAS programs written as R: the calls, and that the R program estimates what the SAS step estimates. */
class ProgramTranslationTest {
    private static final String DATA = """
            data trial;
              do id = 1 to 40;
                trt = mod(id, 3);
                sex = ifc(mod(id, 2), 'F', 'M');
                do visit = 1 to 3;
                  y = mod(id * 7 + visit * 5 + trt * 3, 11) < 4 + visit;
                  k = mod(id * 5 + visit * 3, 7);
                  z = visit + trt / 2 + sin(id) + cos(id * visit) / 2;
                  n = 9;
                  e = mod(id + visit * 2, 9);
                  output;
                end;
              end;
            run;
            """;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "proc genmod data=trial descending; model y = visit / dist=bin link=probit; run;"
                        + "@glm(y ~ visit, family = binomial(link = \"probit\"), data = data)",
                "proc genmod data=trial; model y = visit / dist=bin; run;"
                        + "@glm(as.numeric(y == 0) ~ visit, family = binomial(), data = data)",
                "proc genmod data=trial; class id; model e/n = visit / dist=bin; repeated subject=id / type=ar; run;"
                        + "@gee::gee(cbind(e, n - e) ~ visit, id = id, data = data, family = binomial(),"
                        + " corstr = \"AR-M\", Mv = 1)",
                "proc genmod data=trial; class id visit; model k = trt / dist=poisson;"
                        + " repeated subject=id / within=visit type=un; run;"
                        + "@gee::gee(k ~ trt, id = id, data = data, family = poisson(), corstr = \"unstructured\")",
                // visits that are missing in between have a place of their own
                "data trial; set trial; if id = 3 and visit = 2 then delete; run;"
                        + "proc genmod data=trial; class id visit; model k = trt / dist=poisson;"
                        + " repeated subject=id / within=visit type=un; run;"
                        + "@geepack::geeglm(k ~ trt, id = id, waves = as.integer(factor(visit)), data = data,"
                        + " family = poisson(), corstr = \"unstructured\")",
                "proc glimmix data=trial method=quad(qpoints=7); class id; model y(event='1') = visit / dist=binary;"
                        + " random int / subject=id; run;"
                        + "@lme4::glmer(y ~ visit + (1 | id), data = data, family = binomial(), nAGQ = 7,"
                        + " control = lme4::glmerControl(tolPwrss = 1e-10))",
                "proc glimmix data=trial method=quad(qpoints=5); class id; model k = visit / dist=poisson;"
                        + " random int visit / subject=id type=un; run;"
                        + "@GLMMadaptive::mixed_model(k ~ visit, random = ~ 1 + visit | id, data = data,"
                        + " family = poisson(), nAGQ = 5)",
                "proc mixed data=trial method=ml; class id sex; model z = visit; random int / subject=id(sex); run;"
                        + "@lmerTest::lmer(z ~ visit + (1 | sex:id), data = data, REML = FALSE)",
                "proc mixed data=trial; class id visit; model z = trt|visit; repeated visit / subject=id type=ar(1); run;"
                        + "@nlme::gls(z ~ trt + visit + trt:visit, data = data,"
                        + " correlation = nlme::corAR1(form = ~ position | id), method = \"REML\","
                        + " na.action = na.omit)",
                "proc genmod data=trial; model k = visit / dist=zip; zeromodel trt; run;"
                        + "@glmmTMB::glmmTMB(k ~ visit, ziformula = ~ trt, family = poisson(), data = data)",
                "proc genmod data=trial; model k = visit / dist=geometric; run;"
                        + "@glm(k ~ visit, family = MASS::negative.binomial(1), data = data)",
                "proc genmod data=trial; model k = visit / dist=tweedie; run;"
                        + "@glmmTMB::glmmTMB(k ~ visit, family = glmmTMB::tweedie(link = \"log\"), data = data)",
                "proc genmod data=trial descending; class id; model y = visit / dist=bin;"
                        + " repeated subject=id / logor=exch; run;"
                        + "@geepack::ordgee(ordered(y) ~ visit, id = id, data = data, mean.link = \"logit\","
                        + " corstr = \"exchangeable\", control = geepack::geese.control(epsilon = 1e-8, maxit = 100))",
                "proc genmod data=trial descending; class id; model y = trt / dist=bin;"
                        + " repeated subject=id / logor=fullclust within=visit; run;"
                        + "@geepack::ordgee(ordered(y) ~ trt, id = id, waves = as.integer(factor(data$visit)), data = data,"
                        + " mean.link = \"logit\", corstr = \"unstructured\","
                        + " control = geepack::geese.control(epsilon = 1e-8, maxit = 100))",
                "proc genmod data=trial; class id; model k = visit / dist=multinomial link=cumlogit;"
                        + " repeated subject=id / type=ind; run;"
                        + "@ordinal::clm(factor(k) ~ visit, link = \"logit\", data = data)",
                "proc genmod data=trial; effect p=polynomial(visit / degree=2); model z = p trt; run;"
                        + "@glm(z ~ (visit + I(visit^2)) + trt, family = gaussian(), data = data)",
                "proc glimmix data=trial; effect s=spline(visit / degree=2 knotmethod=list(2)); model z = s / s; run;"
                        + "@lm(z ~ splines::bs(visit, knots = 2, degree = 2), data = data)",
                "proc genmod data=trial; effect s=spline(id / naturalcubic basis=tpf(noint)"
                        + " knotmethod=percentiles(3)); model z = s; run;"
                        + "@glm(z ~ splines::ns(id, knots = sort(quantile(id, 1:3 / 4, type = 2, na.rm = TRUE))[2:2],"
                        + " Boundary.knots = range(quantile(id, 1:3 / 4, type = 2, na.rm = TRUE))), family = gaussian(),"
                        + " data = data)",
                "proc mixed data=trial; class id; model z = visit; repeated / subject=id type=sp(pow)(visit); run;"
                        + "@nlme::gls(z ~ visit, data = data, correlation = nlme::corCAR1(form = ~ visit | id),"
                        + " method = \"REML\", na.action = na.omit)",
                "proc mixed data=trial; class id trt; model z = visit; repeated / group=trt; run;"
                        + "@nlme::gls(z ~ visit, data = data, weights = nlme::varIdent(form = ~ 1 | trt),"
                        + " method = \"REML\", na.action = na.omit)",
                // visits counted from 1 that are no factor are their own places
                "proc mixed data=trial; class id visit; model z = trt; repeated visit / subject=id type=toep; run;"
                        + "@nlme::gls(z ~ trt, data = data, correlation = nlme::corARMA(form = ~ visit | id, p = 2),"
                        + " method = \"REML\", na.action = na.omit)",
                "proc mixed data=trial; class id visit; model z = trt; repeated visit / subject=id type=toep(2); run;"
                        + "@nlme::gls(z ~ trt, data = data, correlation = nlme::corARMA(form = ~ visit | id, q = 1),"
                        + " method = \"REML\", na.action = na.omit)",
                "proc mixed data=trial; class id visit; model z = trt; repeated visit / subject=id type=toeph; run;"
                        + "@nlme::gls(z ~ trt, data = data, correlation = nlme::corARMA(form = ~ visit | id, p = 2),"
                        + " weights = nlme::varIdent(form = ~ 1 | visit), method = \"REML\", na.action = na.omit)",
                "proc mixed data=trial; class id visit; model z = trt; repeated visit / subject=id type=arma(1,1); run;"
                        + "@nlme::gls(z ~ trt, data = data, correlation = nlme::corARMA(form = ~ visit | id, p = 1, q = 1),"
                        + " method = \"REML\", na.action = na.omit)",
                "proc mixed data=trial; class id visit; model z = trt; repeated visit / subject=id type=fa0(3); run;"
                        + "@nlme::gls(z ~ trt, data = data, correlation = nlme::corSymm(form = ~ visit | id),"
                        + " weights = nlme::varIdent(form = ~ 1 | visit), method = \"REML\", na.action = na.omit)",
                "proc mixed data=trial; class id; model z = trt; repeated / subject=id type=sp(exp)(visit) local; run;"
                        + "@nlme::gls(z ~ trt, data = data,"
                        + " correlation = nlme::corExp(form = ~ visit | id, nugget = TRUE), method = \"REML\","
                        + " na.action = na.omit)",
                "proc mixed data=trial method=ml; class id sex visit; model z = trt; random int / subject=id(sex);"
                        + " repeated visit / subject=id(sex) type=ar(1); run;"
                        + "@nlme::lme(z ~ trt, random = ~ 1 | subject, data = data,"
                        + " correlation = nlme::corAR1(form = ~ visit | subject), method = \"ML\", na.action = na.omit)",
                "proc mixed data=trial; class id sex; model z = trt; random int / subject=id group=sex; run;"
                        + "@lmerTest::lmer(z ~ trt + (0 + as.numeric(sex == \"F\") | id) + (0 + as.numeric(sex == \"M\")"
                        + " | id), data = data, REML = TRUE)",
                "proc glimmix data=trial method=laplace; class id visit; model k = trt / dist=poisson;"
                        + " random visit / subject=id type=ar(1); run;"
                        + "@glmmTMB::glmmTMB(k ~ trt + ar1(0 + visit | id), data = data, family = poisson())",
                "proc glimmix data=trial method=mspl; class id visit; model k = trt / dist=poisson;"
                        + " random int / subject=id; random visit / subject=id type=ar(1) residual; run;"
                        + "@MASS::glmmPQL(k ~ trt, random = ~ 1 | id, family = poisson(), data = data,"
                        + " correlation = nlme::corAR1(form = ~ visit | id), niter = 50, verbose = FALSE)",
                "proc glimmix data=trial; class id; model k = trt / dist=poisson; random _residual_ / subject=id type=cs;"
                        + " run;"
                        + "@sas_pseudo_residual(k ~ trt, family = poisson(), data = data, correlation = nlme::corCompSymm(form = ~ 1 | id))",
                "proc glimmix data=trial; class id; model k = trt / dist=poisson; random _residual_; run;"
                        + "@glm(k ~ trt, family = quasipoisson(), data = data)",
                "proc glimmix data=trial method=quad(qpoints=7) empirical; class id; model y = trt / dist=binomial;"
                        + " random int / subject=id; run;"
                        + "@GLMMadaptive::mixed_model(y ~ trt, random = ~ 1 | id, data = data, family = binomial(),"
                        + " nAGQ = 7)",
                // the links of clmm have each other's names
                "proc glimmix data=trial method=laplace; class id; model k = trt / dist=mult link=cumcll;"
                        + " random int / subject=id; run;"
                        + "@ordinal::clmm(factor(k) ~ trt + (1 | id), link = \"loglog\", data = data, nAGQ = 1)",
                "proc glimmix data=trial; model k = trt / dist=mult link=cumcll; run;"
                        + "@ordinal::clm(factor(k) ~ trt, link = \"cloglog\", data = data)",
                // gee takes numbers for clusters
                "data trial; set trial; who = cats('p', id); run;"
                        + "proc genmod data=trial; class who; model k = trt / dist=poisson; repeated subject=who; run;"
                        + "@gee::gee(k ~ trt, id = cluster, data = data, family = poisson(), corstr = \"independence\")",
                "proc glimmix data=trial method=laplace; class id; model k = trt / dist=geometric;"
                        + " random int / subject=id; run;"
                        + "@glmmTMB::glmmTMB(k ~ trt + (1 | id), data = data, family = glmmTMB::nbinom2(link = \"log\"), start ="
                        + " list(betad = 0), map = list(betad = factor(NA)))",
                "proc glimmix data=trial method=laplace; class id; model n = trt / dist=exponential;"
                        + " random int / subject=id; run;"
                        + "@glmmTMB::glmmTMB(n ~ trt + (1 | id), data = data, family = Gamma(link = \"log\"),"
                        + " start = list(betad = 0), map = list(betad = factor(NA)))",
                "proc glimmix data=trial; class id; model n = trt / dist=lognormal; random int / subject=id; run;"
                        + "@lmerTest::lmer(log(n) ~ trt + (1 | id), data = data, REML = TRUE)",
                // numbers with DIST=BINOMIAL are proportions; DIST=BINARY orders levels and models the first
                "proc glimmix data=trial; model y = trt / dist=binomial; run;"
                        + "@glm(y ~ trt, family = binomial(), data = data)",
                "proc glimmix data=trial; model y = trt / dist=binary; run;"
                        + "@glm(as.numeric(y == 0) ~ trt, family = binomial(), data = data)",
                // SAS multiplies columns of its coding, R would give visit all its levels in the product
                "proc genmod data=trial; class visit(ref='1') sex / param=ref; model z = visit visit*sex; run;"
                        + "@glm(z ~ visit2 + visit3 + visit2:sexF + visit3:sexF, family = gaussian(), data = data)",
                "proc mixed data=trial; class id; model z = visit; random int visit / subject=id type=un(1); run;"
                        + "@lmerTest::lmer(z ~ visit + (1 | id) + (0 + visit | id), data = data, REML = TRUE)"
            })
    void writesTheCallOfAModel(String program, String call) throws IOException {
        ProgramTranslation.Result result = translate(DATA + program);
        assertThat(result.problems()).isEmpty();
        assertThat(unbroken(result.text())).contains("fit <- " + call + "\n");
    }

    /** The rows of conformance/translation.md that hold a step and its call. */
    static List<Arguments> rowsOfThePage() throws IOException {
        return Files.readAllLines(Path.of("conformance", "translation.md")).stream()
                .filter(line -> line.matches("\\| `(proc|data) .*"))
                .map(line -> line.split("(?<!\\\\)\\|"))
                .map(cells -> Arguments.of(code(cells[1]), code(cells[2])))
                .toList();
    }

    private static String code(String cell) {
        return cell.strip().replace("`", "").replace("\\|", "|");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rowsOfThePage")
    void writesTheCallsThatThePageNames(String step, String call) throws IOException {
        assertThat(unbroken(translate(DATA + step + " run;").text())).contains("fit <- " + call + "\n");
    }

    @Test
    void expandsMacrosAndAnswersTheDataOfTheStep() throws IOException {
        ProgramTranslation.Result result = translate(DATA + """
                data _null_; call symputx('last', 2); run;
                %macro fit(y); proc genmod data=trial; where visit <= &last; model &y = trt; run; %mend;
                %fit(z) %fit(k)
                """);
        assertThat(result.models()).isEqualTo(2);
        assertThat(unbroken(result.text()))
                .contains("glm(z ~ trt, family = gaussian(), data = data)")
                .contains("glm(k ~ trt, family = gaussian(), data = data)")
                .contains("subset(trial, (((2 >= visit) %in% TRUE | is.na(visit))))")
                .containsOnlyOnce("trial <- data.frame(");
    }

    @Test
    void namesWhatItCannotTranslate() throws IOException {
        ProgramTranslation.Result result = translate(DATA + """
                proc genmod data=trial; class id; model y = visit / dist=bin; repeated subject=id / logor=zfull zdata=trial zrow=(k); run;
                proc plm restore=x; run;
                proc genmod data=trial; model z = visit / obstats type3 dist=normal aggregate; run;
                proc mixed data=trial; class id; model z = visit; random int visit / subject=id type=toep(2); run;
                proc print data=trial; run;
                proc contents data=trial; run;
                """);
        assertThat(result.models()).isEqualTo(1);
        assertThat(unbroken(result.text()))
                .contains(
                        "# Not translated: PROC GENMOD, line 15: LOGOR=ZFULL; nearest is geepack::ordgee with corstr = \"userdefined\"")
                .contains("# Not translated: PROC PLM, line 16: the item store is not made by a translated step of this"
                        + " program.")
                .contains("# Not translated: the option AGGREGATE of MODEL.")
                .contains("# Not translated: PROC MIXED, line 18: TYPE=TOEP with bands; nearest is")
                .contains("# Left out, for they fit no model: PROC PRINT, line 19; PROC CONTENTS, line 20.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "proc glimmix data=trial method=quad(noad); class id; model y = visit / dist=binary; random int / subject=id;"
                        + "|METHOD=QUAD(NOAD)",
                "proc mixed data=trial; class id visit; model z = trt; repeated visit / type=ar(1);"
                        + "|a residual covariance TYPE=AR without SUBJECT=",
                "proc mixed data=trial; class id; model z = trt; random id / type=ar(1);"
                        + "|RANDOM of this form without SUBJECT=",
                "proc glimmix data=trial; class id; model k = trt / dist=mult link=glogit; random int / subject=id;"
                        + "|generalized logits with random effects",
                "proc genmod data=trial; model k = trt / dist=mult noint;|NOINT with a multinomial response"
            })
    void refusesWhatRWouldFitOtherwise(String step, String reason) throws IOException {
        ProgramTranslation.Result result = translate(DATA + step + " run;");
        assertThat(result.models()).isZero();
        assertThat(result.problems()).anySatisfy(p -> assertThat(p).contains(reason));
        assertThat(unbroken(result.text())).contains(reason).doesNotContain("fit <- ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "proc glimmix data=trial; class id; model z = trt; random int / subject=id; parms (1)(1) / hold=1;"
                        + "|PARMS with HOLD",
                "proc mixed data=trial; weight n; class id; model z = trt; random int / subject=id; parms (1)(1) / noiter;"
                        + "|WEIGHT with held parameters",
                "proc glimmix data=trial; class id visit; model k = trt / dist=poisson;"
                        + " random visit / subject=id type=un(2) residual;|TYPE=UN with 2 bands of 3",
                "proc glimmix data=trial; class id visit; model k = trt / dist=poisson;"
                        + " random visit / subject=id type=arh(1);|TYPE=ARH",
                "proc glimmix data=trial; class id visit; model k = trt / dist=poisson;"
                        + " random visit / subject=id type=hf residual;|TYPE=HF",
                "proc glimmix data=trial; class id; model z = trt / dist=t(5); random int / subject=id;|DIST=T"
            })
    void refusesFitsWithoutOneInR(String step, String reason) throws IOException {
        refusesWhatRWouldFitOtherwise(step, reason);
    }

    /** 900 rows of four variables are too many for vectors. */
    @Test
    void manyRowsStandInTheProgramAsText() throws IOException {
        ProgramTranslation.Result result = translate("""
                data many;
                  do id = 1 to 900; text = 'a "word"'; x = mod(id, 7); z = mod(id, 5); output; end;
                run;
                proc genmod data=many; model z = x; run;
                """);
        assertThat(result.data()).isEmpty();
        assertThat(result.text())
                .contains("many <- read.csv(text = \"id,text,x,z\n1,\\\"a \\\"\\\"word\\\"\\\"\\\",1,1\n2,");
        assertThat(result.problems()).isEmpty();
    }

    @Test
    void refusesDataThatOnlyAFitCouldMake() throws IOException {
        ProgramTranslation.Result result = translate(DATA + """
                proc genmod data=trial; model z = visit; output out=o p=p; ods output parameterestimates=pe nobs=no;
                run;
                data rest; set o; r = z - p; run;
                data one; if 1 then do; set pe; end; run;
                proc mixed data=rest; class id; model r = visit; random int / subject=id; run;
                proc mixed data=o; class id; model z = visit; random int / subject=id; run;
                data rest; set trial; run;
                proc mixed data=rest; class id; model z = visit; random int / subject=id; run;
                """);
        assertThat(result.models()).isEqualTo(3);
        assertThat(unbroken(result.text()))
                .contains("pe <- data.frame(parameter = names(coef(fit)), estimate = coef(fit),")
                .contains("# Not translated: the DATA step at line 17, which reads what a model has made")
                .contains("# Not translated: the DATA step at line 18, which reads")
                .contains("line 19: its data set WORK.REST is made from what a model has made")
                .containsOnlyOnce("\no <- ");
    }

    @Test
    void keepsLinesToAWidth() throws IOException {
        ProgramTranslation.Result result = translate(DATA + """
                proc genmod data=trial descending; class id trt sex; model y = visit trt|sex / dist=bin type3;
                  repeated subject=id / logor=exch; estimate 'difference of the first and the second' trt 1 -1 0; run;
                proc glimmix data=trial method=laplace; class id trt sex; model e/n = trt|sex|visit / s oddsratio;
                  random int visit / subject=id type=un; lsmeans trt*sex / diff ilink adjust=tukey; run;
                """);
        assertThat(result.text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void goesOnAfterAStepThatSortsScoredData() throws IOException {
        ProgramTranslation.Result result = translate(DATA + """
                proc genmod data=trial descending; model y = visit / dist=bin; store s; output out=o p=p; run;
                proc plm restore=s; score data=trial out=scored predicted=q; run;
                proc sort data=scored; by q; run;
                proc sort data=o; by p; run;
                data later; set trial; if visit > 1; run;
                proc mixed data=later; class id; model z = visit; random int / subject=id; run;
                """);
        assertThat(result.problems()).isEmpty();
        assertThat(result.models()).isEqualTo(2);
    }

    @Test
    void saysThatPseudoLikelihoodOfCategoriesIsNotWhatRMaximises() throws IOException {
        assertThat(unbroken(translate(DATA + "proc glimmix data=trial; class id; model k = trt / dist=mult;"
                                + " random int / subject=id; run;")
                        .text()))
                .contains("# Note: METHOD=RSPL is pseudo-likelihood; R's call below maximises Laplace's approximation");
    }

    @Test
    void saysThatGlsScalesItsErrorsByMaximumLikelihood() throws IOException {
        String step = "proc mixed data=trial method=%s; class id visit; model z = trt;"
                + " repeated visit / subject=id type=cs; run;";
        String note = "gls takes n - p in its standard errors by ML too";
        assertThat(unbroken(translate(DATA + step.formatted("ml")).text())).contains(note);
        assertThat(unbroken(translate(DATA + step.formatted("reml")).text())).doesNotContain(note);
    }

    @Test
    void leavesPermanentLibrariesAlone() throws IOException {
        Path library = Files.createDirectory(folder.resolve("lib"));
        translate("libname keep '" + library + "';\n" + DATA.replace("data trial", "data keep.trial")
                + "proc genmod data=keep.trial; model z = visit; run;");
        try (var files = Files.list(library)) {
            assertThat(files).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // glm and GENMOD solve the same score equations: equal to the convergence of both.
                "proc genmod data=trial descending; class trt sex; model y = trt sex visit / dist=bin;"
                        + "|ParameterEstimates|coef(fit)|1e-6",
                "proc genmod data=trial; class trt(ref='0') / param=ref; model k = trt visit trt*visit / dist=poisson;"
                        + "|ParameterEstimates|coef(fit)|1e-6",
                // GENMOD stops a GEE at changes below 1e-4, gee at 1e-3.
                "proc genmod data=trial descending; class id trt; model y = trt visit / dist=bin;"
                        + " repeated subject=id / type=exch;|GEEEmpPEst|coef(fit)|2e-3",
                "proc glimmix data=trial method=quad(qpoints=5); class id trt; model y(event='1') = trt visit"
                        + " / dist=binary s; random int / subject=id;|ParameterEstimates|lme4::fixef(fit)|1e-3",
                "proc mixed data=trial; class id trt; model z = trt visit / s; random int / subject=id;"
                        + "|SolutionF|lme4::fixef(fit)|1e-4",
                // both maximise the likelihood by second derivatives
                "proc genmod data=trial; class trt; model k = trt visit / dist=zip; zeromodel;"
                        + "|ParameterEstimates|glmmTMB::fixef(fit)$cond|1e-4",
                "proc genmod data=trial; class trt; model k = trt visit / dist=geometric;"
                        + "|ParameterEstimates|coef(fit)|1e-5",
                // clm has the slopes' other sign; thresholds, weights and a turned order of levels go along
                "proc genmod data=trial; weight visit; model k = trt visit / dist=mult;"
                        + "|ParameterEstimates|c(fit$alpha, -fit$beta)|1e-4",
                "proc genmod data=trial descending; model k = trt visit / dist=mult link=cumprobit;"
                        + "|ParameterEstimates|c(fit$alpha, -fit$beta)|1e-4",
                // FREQ: as many rows
                "proc genmod data=trial; freq visit; class trt; model k = trt id / dist=poisson;"
                        + "|ParameterEstimates|coef(fit)|1e-6"
            })
    void estimatesWhatTheStepEstimates(String step, String table, String coefficients, double tolerance)
            throws IOException {
        List<Double> sas = estimates(step, table);
        List<Double> r = evaluate(translate(DATA + step + " run;").text() + "\nb <- " + coefficients + "\n", "b");
        assertThat(r).hasSizeGreaterThan(2);
        assertThat(sas).hasSize(r.size());
        for (int i = 0; i < r.size(); i++) {
            assertThat(r.get(i)).isCloseTo(sas.get(i), within(tolerance));
        }
    }

    @Test
    void estimatesAndContrastsAgreeByName() throws IOException {
        String step = "proc genmod data=trial; class trt visit; model z = trt visit trt*visit;"
                + " estimate 'd' trt 1 -1 0 trt*visit 0 0 1 0 0 -1;";
        List<Double> sas = column(step, "Estimates", "MeanEstimate", "d");
        String text = translate(DATA + step + " run;").text();
        String rows = text.substring(text.indexOf("print(sas_estimate"));
        List<Double> r = evaluate(text + "\nb <- " + rows.strip().replaceFirst("^print", "") + "$Estimate\n", "b");
        assertThat(r.get(0)).isCloseTo(sas.get(0), within(1e-4));
    }

    @Test
    void estimatesOfCategoriesHaveTheSignOfSas() throws IOException {
        String step = "proc glimmix data=trial; model k = trt visit / dist=mult link=cumlogit; estimate 'd' trt 1;";
        List<Double> sas = column(step, "Estimates", "Estimate", "d");
        List<Double> errors = column(step, "Estimates", "StdErr", "d");
        String text = translate(DATA + step + " run;").text();
        String rows = text.substring(text.indexOf("print(sas_estimate"));
        String call = rows.strip().replaceFirst("^print", "");
        List<Double> r = evaluate(text + "\ne <- " + call + "\nb <- c(e$Estimate, e$StdErr)\n", "b");
        assertThat(r.get(0)).isCloseTo(sas.get(0), within(1e-4));
        assertThat(r.get(1)).isCloseTo(errors.get(0), within(1e-4));
    }

    @Test
    void scoresAlternatingLogisticRegressions() throws IOException {
        ProgramTranslation.Result result = translate(DATA + """
                proc genmod data=trial descending; class id; model y = visit / dist=bin link=probit;
                  repeated subject=id / logor=exch; store s; run;
                proc plm restore=s; score data=trial out=sc p=q / ilink; score data=trial out=sl p=eta; run;
                """);
        assertThat(result.problems()).isEmpty();
        assertThat(unbroken(result.text()))
                .contains("sc$q <- as.vector(make.link(\"probit\")$linkinv(drop(X %*% b)))")
                .contains(
                        "X <- model.matrix(delete.response(terms(formula(fit))), sl)\nsl$eta <- as.vector(drop(X %*% b))");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "effect s=spline(id / naturalcubic basis=tpf(noint) knotmethod=list(10 20 30));",
        "effect s=spline(id / degree=2 knotmethod=list(15 25));",
        "effect s=spline(id / knotmethod=equal(3));",
        "effect s=polynomial(id / degree=3);"
    })
    void constructedEffectsSpanTheSameFunctions(String effect) throws IOException {
        String step = "proc genmod data=trial; " + effect + " model z = s visit;";
        Table found = table(step, "ModelFit");
        double sas = found.numeric(found.indexOf("Value")).get(0);
        List<Double> r = evaluate(translate(DATA + step + " run;").text() + "\nb <- deviance(fit)\n", "b");
        assertThat(r.get(0)).isCloseTo(sas, within(1e-8 * sas));
    }

    @Test
    void writesStoresOutputsAndScores() throws IOException {
        ProgramTranslation.Result result = translate(DATA + """
                proc genmod data=trial; class trt; model k = trt visit / dist=poisson type3 covb;
                  output out=o p=p xbeta=xb lower=l upper=u resdev=rd h=lev; store keep; lsmeans trt / diff ilink; run;
                proc plm restore=keep; estimate 'visit' visit 1; lsmeans trt / at visit=2; score data=trial out=sc p=q / ilink; run;
                """);
        assertThat(result.problems()).isEmpty();
        assertThat(unbroken(result.text()))
                .contains("print(drop1(fit, . ~ ., test = \"Chisq\"))")
                .contains("print(vcov(fit))")
                .contains("emmeans::contrast(means, \"pairwise\", adjust = \"none\")")
                .contains("means <- emmeans::emmeans(fit, ~ trt, at = list(visit = 2))");
        // a fitted mean, from OUTPUT and from SCORE, is the inverse link of its linear predictor: exp for counts
        assertThat(evaluate(result.text() + "\nb <- c(max(abs(o$p - exp(o$xb))), max(abs(sc$q - o$p)))\n", "b"))
                .allSatisfy(d -> assertThat(d).isCloseTo(0, within(1e-12)));
        // fitted means of a model with intercept and factor sum to the observations within each level
        assertThat(evaluate(result.text() + "\nb <- tapply(o$k - o$p, o$trt, sum)\n", "b"))
                .allSatisfy(d -> assertThat(d).isCloseTo(0, within(1e-6)));
    }

    /** The text with each statement and each comment on one line. */
    private static String unbroken(String text) {
        return text.replaceAll("\n *#   ", " ").replaceAll("\n +", " ").replaceAll("([(\\[]) ", "$1");
    }

    private ProgramTranslation.Result translate(String program) throws IOException {
        Path file = Files.writeString(folder.resolve("program.sas"), program);
        return ProgramTranslation.of(file, Session.builder().currentDirectory(folder), "");
    }

    /** Estimates of the step's parameters that are not set to zero, without the scale. */
    private List<Double> estimates(String step, String table) throws IOException {
        Table found = table(step, table);
        List<Double> values = new ArrayList<>();
        int estimate = found.indexOf("Estimate");
        int error = found.variable("StdErr").isPresent() ? found.indexOf("StdErr") : found.indexOf("Stderr");
        int name = found.variable("Parameter").isPresent()
                ? found.indexOf("Parameter")
                : found.variable("Parm").isPresent() ? found.indexOf("Parm") : found.indexOf("Effect");
        for (int row = 0; row < found.rowCount(); row++) {
            double se = found.numeric(error).get(row);
            if (se > 0 && !found.character(name).get(row).equalsIgnoreCase("Scale")) {
                values.add(found.numeric(estimate).get(row));
            }
        }
        return values;
    }

    private List<Double> column(String step, String table, String variable, String label) throws IOException {
        Table found = table(step, table);
        List<Double> values = new ArrayList<>();
        for (int row = 0; row < found.rowCount(); row++) {
            if (found.character(found.indexOf("Label")).get(row).equals(label)) {
                values.add(found.numeric(found.indexOf(variable)).get(row));
            }
        }
        return values;
    }

    private Table table(String step, String table) throws IOException {
        List<String> log = new ArrayList<>();
        try (Session session = Session.builder()
                .currentDirectory(folder)
                .listing(new StringWriter())
                .log(log::add)
                .build()) {
            session.submit("test", DATA + step + " ods output " + table + "=work.found; run;");
            assertThat(log).noneMatch(line -> line.startsWith("ERROR"));
            return session.dataSets().read("WORK.FOUND", Place.UNKNOWN);
        }
    }

    private List<Double> evaluate(String program, String variable) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        RSession session = new RSession.Builder()
                .out(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8))
                .err(new PrintStream(messages, true, StandardCharsets.UTF_8))
                .directory(folder)
                .libraries(Libraries.all())
                .build();
        int status = new ScriptRun(session).run(program, "");
        assertThat(status).as(messages.toString(StandardCharsets.UTF_8)).isZero();
        RDouble values = (RDouble) session.global(variable);
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < values.length(); i++) {
            all.add(values.get(i));
        }
        return all;
    }
}
