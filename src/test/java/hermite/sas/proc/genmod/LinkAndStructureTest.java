package hermite.sas.proc.genmod;

import static hermite.sas.proc.genmod.LikelihoodOptionsTest.number;
import static hermite.sas.proc.genmod.LikelihoodOptionsTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Options that other tests do not reach. Figures: R 4.2.2; coefficients by glm(control = glm.control(epsilon = 1e-14)),
 * standard errors from numDeriv 2016.8-1.1: sqrt(diag(solve(-hessian(log likelihood)))), unless a test says otherwise.
 */
class LinkAndStructureTest {
    private static Table data() {
        return SmallSample.with("s u", (i, n) -> new double[] {i / 4 % 2, i / 8});
    }

    private static MemoryContext fit(String model) {
        return run("WORK.A", data(), "proc genmod data=a; " + model + "; run;");
    }

    private static void check(OutputTable table, String error, double[] estimates, double[] errors) {
        for (int i = 0; i < estimates.length; i++) {
            assertThat(number(table, i, "Estimate")).isCloseTo(estimates[i], within(5e-6));
            assertThat(number(table, i, error)).isCloseTo(errors[i], within(5e-6));
        }
    }

    private static void check(String model, double[] estimates, double[] errors) {
        check(fit(model).tablesNamed("ParameterEstimates").get(0), "StdErr", estimates, errors);
    }

    /** glm(b ~ x, binomial("cloglog")). */
    @Test
    void complementaryLogLog() {
        check("model b(event='1') = x / dist=bin link=cll", new double[] {-1.12808269, 0.47695989}, new double[] {
            0.59282564, 0.27389028
        });
    }

    /** Each names the level 1: the figures of the fit above; of the other level -log(-log(1 - p)) has them with another sign. */
    @ParameterizedTest
    @CsvSource({
        "b(ref='0'), cll, 1",
        "b(ref=first), cll, 1",
        "b(event=last), cll, 1",
        "b(descending), cll, 1",
        "b(order=data descending), cll, 1",
        "b(order=freq), loglog, -1",
        "b(ref='1'), loglog, -1",
    })
    void responseOptionsNameTheModelledLevel(String response, String link, double sign) {
        check(
                "model " + response + " = x / dist=bin link=" + link,
                new double[] {sign * -1.12808269, sign * 0.47695989},
                new double[] {0.59282564, 0.27389028});
    }

    /** optim of sum(dbinom(b, 1, exp(-exp(-eta)), log = TRUE)); glm with that link agrees. */
    @Test
    void logLog() {
        check("model b(event='1') = x / dist=bin link=loglog", new double[] {-0.40843188, 0.54757678}, new double[] {
            0.45887031, 0.29665797
        });
    }

    private static final String CAUCHIT =
            "fwdlink f = tan(constant('pi') * (_mean_ - .5));" + " invlink i = .5 + atan(_xbeta_) / constant('pi');";

    /**
     * glm(b ~ x, binomial("cauchit"), epsilon = 1e-14); without EXPECTED the errors are from numDeriv::hessian of the
     * log likelihood at the estimates; the sandwich of the clusters from its definition, H the expected information.
     */
    @Test
    void aLinkOfTheProgram() {
        String model = CAUCHIT + " model b(event='1') = x / dist=bin converge=1e-10 ";
        double[] estimates = {-0.913210666, 0.647390334};
        check(model + "expected", estimates, new double[] {0.774327568, 0.454172757});
        check(model, estimates, new double[] {0.733571952, 0.456854661});
        check(
                fit("class id; " + model + "; repeated subject=id / converge=1e-10")
                        .tablesNamed("GEEEmpPEst")
                        .get(0),
                "Stderr",
                estimates,
                new double[] {0.798520900, 0.327669492});
    }

    /** The same model by the name of its link and as formulas: every function that a formula may use. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "log(_mean_/(1-_mean_)) | logistic(_xbeta_) | logit",
                "log(_mean_/(1-_mean_)) | (1+tanh(_xbeta_/2))/2 | logit",
                "log10(_mean_/(1-_mean_))*log(10) | exp(_xbeta_)/(1+exp(_xbeta_)) | logit",
                "log2(_mean_/(1-_mean_))*log(2) | exp(_xbeta_/2)/(exp(_xbeta_/2)+exp(-_xbeta_/2)) | logit",
                "2*log(sqrt(_mean_/(1-_mean_))) | .5*(1 + sinh(_xbeta_/2)/cosh(_xbeta_/2)) | logit",
                "probit(_mean_) | probnorm(_xbeta_) | probit",
                "log(-log(1-_mean_)) | 1 - constant('e')**(-exp(_xbeta_)) | cll",
                "_mean_**0.5 | abs(_xbeta_)**2 | power(0.5)",
                "log(_mean_) | 2**(_xbeta_/log(2)) | log",
            })
    void linksAsFormulas(String forward, String inverse, String link) {
        String model = link.startsWith("p") && link.contains("(") || link.equals("log")
                ? "model n = x / dist=poisson"
                : "model b(event='1') = x / dist=bin";
        OutputTable own = fit("fwdlink f = " + forward + "; invlink i = " + inverse + "; " + model)
                .tablesNamed("ParameterEstimates")
                .get(0);
        OutputTable named =
                fit(model + " link=" + link).tablesNamed("ParameterEstimates").get(0);
        for (int i = 0; i < 2; i++) {
            assertThat(number(own, i, "Estimate")).isCloseTo(number(named, i, "Estimate"), within(1e-7));
            assertThat(number(own, i, "StdErr")).isCloseTo(number(named, i, "StdErr"), within(1e-7));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "fwdlink f = log(_mean_); # The option FWDLINK requires the statement INVLINK.",
                "invlink f = exp(_xbeta_); # The option INVLINK requires the statement FWDLINK.",
                "fwdlink f = log(x); invlink i = exp(_xbeta_); # FWDLINK statement is in error: the variable x is not supported",
                "fwdlink f = log(_mean_); invlink i = gamma(_xbeta_); # INVLINK statement is in error: the function gamma is not",
                "fwdlink log(_mean_); invlink i = exp(_xbeta_); # it is written as FWDLINK variable = expression",
            })
    void aLinkOfTheProgramNeedsBothFormulas(String statements, String message) {
        assertThatThrownBy(() -> fit(statements + " model n = x / dist=poisson"))
                .hasMessageContaining(message);
    }

    /** glm(n ~ x, poisson("sqrt")). */
    @Test
    void powerOfTheMean() {
        check("model n = x / dist=poisson link=power(0.5)", new double[] {0.83666003, 0.23904572}, new double[] {
            0.17705422, 0.09510873
        });
    }

    /** glm(n ~ x, MASS::negative.binomial(1)); log likelihood sum(dgeom(n, 1 / (1 + mu), log = TRUE)). */
    @Test
    void geometric() {
        check("model n = x / dist=geometric", new double[] {-0.29519650, 0.40595171}, new double[] {
            0.51169406, 0.25745715
        });
    }

    /** nlm(gradtol = 1e-10) of sum(dnbinom(k, size = 1 / k0, mu, log = TRUE)); limits k0 exp(-+ 1.96 se / k0). */
    @Test
    void negativeBinomialWithLimitsOfItsLogarithm() {
        MemoryContext context = fit("model k = x / dist=negbin lognb");
        OutputTable table = context.tablesNamed("ParameterEstimates").get(0);
        check(table, "StdErr", new double[] {0.88117322, 0.05492179, 1.36103886}, new double[] {
            0.48675666, 0.26806702, 0.58477134
        });
        assertThat(number(table, 2, "LowerWaldCL")).isCloseTo(0.58634221, within(1e-5));
        assertThat(number(table, 2, "UpperWaldCL")).isCloseTo(3.15929287, within(1e-5));
    }

    /** cov2cor(vcov(glm(n ~ x, poisson)))[1, 2]. */
    @Test
    void correlationOfTheEstimates() {
        OutputTable table =
                fit("model n = x / dist=poisson corrb").tablesNamed("CorrB").get(0);
        assertThat(number(table, 0, "Prm2")).isCloseTo(-0.87860891, within(1e-7));
    }

    /** Equations of Liang and Zeger with R held, V = sqrt(mu) R sqrt(mu), solved to 1e-14; sandwich covariance. */
    @Test
    void correlationsOfTheUser() {
        String matrix = "(1 .4 .2 .1  .4 1 .3 .2  .2 .3 1 .5  .1 .2 .5 1)";
        for (String type : new String[] {"user", "fixed"}) {
            check(
                    fit("class id; model n = x / dist=poisson; repeated subject=id / converge=1e-10 type=" + type
                                    + matrix)
                            .tablesNamed("GEEEmpPEst")
                            .get(0),
                    "Stderr",
                    new double[] {-0.24143990, 0.35866276},
                    new double[] {0.51732109, 0.21618860});
        }
    }

    /** The same equations with R = toeplitz(1, a1, a2, 0), a_j = sum of products at lag j / phi / (6 (4 - j) - 2). */
    @ParameterizedTest
    @ValueSource(strings = {"id", "s*u", "u*s", "s(u)", "id(u)", "id*s*u"})
    void dependenceAtTwoLags(String subject) {
        check(
                fit("class id s u; model n = x / dist=poisson; repeated subject=" + subject
                                + " / converge=1e-10 maxiter=300 type=mdep(2)")
                        .tablesNamed("GEEEmpPEst")
                        .get(0),
                "Stderr",
                new double[] {-0.22172432, 0.35268699},
                new double[] {0.51940095, 0.21461870});
    }
}
