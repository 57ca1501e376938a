package hermite.r;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * glmmML and mixed_model, whose packages are not in Debian. Expected figures are from the likelihood written out in R and
 * maximised there: {@code Rscript src/test/resources/hermite/r/quadrature.R} (R 4.2.2, numDeriv 2016.8-1.1); layouts are those
 * that print.glmmML of glmmML 1.1 and the vignette "Methods for MixMod Objects" of GLMMadaptive 0.9-7 have.
 */
class QuadratureModelsTest {
    private static final String DATA = String.join(
            "\n",
            "library(glmmML)",
            "library(GLMMadaptive)",
            "set.seed(21)",
            "d <- data.frame(id = rep(1:24, each = 4), t = rep(0:3, 24))",
            "u <- rep(rnorm(24), each = 4)",
            "d$b <- rbinom(96, 1, plogis(-0.5 + 0.5 * d$t + u))",
            "d$p <- rpois(96, exp(0.3 + 0.2 * d$t + 0.6 * u))",
            "d$s <- rbinom(96, 10, plogis(-0.5 + 0.4 * d$t + 0.7 * u + 0.3 * rep(rnorm(24), each = 4) * d$t))",
            "");

    @Test
    void complementaryLogLogByEightPoints() {
        assertFigures(
                "f <- glmmML(b ~ t, binomial(cloglog), d, cluster = id, method = 'ghq', n.points = 8)\n"
                        + "cat(f$coefficients, f$sigma, f$coef.sd, f$sigma.sd, -f$deviance / 2)\n",
                -0.8764850,
                0.2722320,
                0.8285494,
                0.3500011,
                0.1534249,
                0.3016347,
                -62.64570027);
    }

    @Test
    void countsByLaplace() {
        assertFigures(
                "f <- glmmML(p ~ t, poisson, d, cluster = id)\n"
                        + "cat(f$coefficients, f$sigma, f$coef.sd, f$sigma.sd, sum(dpois(d$p, d$p, log = TRUE)) - f$deviance / 2)\n",
                0.2258544,
                0.20231000,
                0.6881112,
                0.1984545,
                0.06249792,
                0.1345913,
                -174.8820944);
    }

    @Test
    void countsByElevenPoints() {
        assertFigures(
                "m <- mixed_model(p ~ t, ~ 1 | id, d, poisson())\n"
                        + "cat(fixef(m), sqrt(m$D), sqrt(diag(vcov(m))) * c(1, 1, sqrt(m$D)), logLik(m))\n",
                0.2250828,
                0.20230990,
                0.6926444,
                0.1991469,
                0.06249808,
                0.1361086,
                -174.8292988);
    }

    @Test
    void binaryByElevenPoints() {
        assertFigures(
                "m <- mixed_model(b ~ t, ~ 1 | id, d, binomial())\n"
                        + "cat(fixef(m), sqrt(m$D), sqrt(diag(vcov(m))) * c(1, 1, sqrt(m$D)), logLik(m))\n",
                -0.5807380,
                0.3572340,
                1.0912180,
                0.4532821,
                0.2121569,
                0.4317194,
                -63.09708921);
    }

    /**
     * The vignette's lines with its figures as 9 and our names; GLMMadaptive 0.8-5 has log likelihood -190.8737649 at these
     * estimates (its initial_values, with iter_EM = 0 and iter_qN_outer = 0), from which AIC has four decimals.
     */
    @Test
    void summariesAreLaidOutAsInTheVignette() {
        RCase.Result result = RCase.run(DATA
                + "m <- mixed_model(cbind(s, 10 - s) ~ t, ~ t | id, d, binomial(), nAGQ = 5)\n"
                + "out <- capture.output(summary(m), vcov(m), confint(m, 'var-cov'))\n"
                + "cat(gsub('[0-9]', '9', out[10:22]), sep = '\\n')\n"
                + "dimnames(vcov(m))[[1]]\nrownames(confint(m, 'var-cov'))\n");
        assertThat(result.out().lines())
                .containsExactly(
                        "Model:",
                        " family: binomial",
                        " link: logit ",
                        "",
                        "Fit statistics:",
                        "   log.Lik      AIC      BIC",
                        " -999.9999 999.9999 999.9999",
                        "",
                        "Random effects covariance matrix:",
                        "             StdDev    Corr",
                        "(Intercept)  9.9999        ",
                        "t            9.9999  9.9999",
                        "",
                        "[1] \"(Intercept)\" \"t\"           \"D_11\"        \"D_12\"        \"D_22\"       ",
                        "[1] \"var.(Intercept)\" \"cov.(Int)_t\"     \"var.t\"          ");
    }

    private static final String TWELVE = "set.seed(31)\n"
            + "e <- data.frame(id = rep(1:12, each = 6), t = rep(0:5, 12))\n"
            + "e$y <- rpois(72, exp(0.3 + 0.1 * e$t + 0.5 * rep(rnorm(12), each = 6)))\n";

    /** Refits by glmer of lme4 1.1-31 (nAGQ = 11, tolPwrss = 1e-12) without each of the first four groups. */
    @Test
    void cooksDistancesOfGroups() {
        assertFigures(
                TWELVE + "cat(cooks.distance(mixed_model(y ~ t, ~ 1 | id, e, poisson()))[1:4])\n",
                0.07862557,
                0.11152632,
                0.10768818,
                0.39374485);
    }

    /**
     * The groups' log likelihoods by 61 points written out in R, their weighted sum maximised by optim, derivatives by
     * numDeriv: H^-1 (sum of w^2 s s') H^-1.
     */
    @Test
    void sandwichOfWeightedGroups() {
        assertFigures(
                TWELVE
                        + "cat(vcov(mixed_model(y ~ t, ~ 1 | id, e, poisson(), weights = rep(1:2, 6)), sandwich = TRUE)[-(7:8)])\n",
                0.050746900,
                -0.008940922,
                -0.015270936,
                -0.008940922,
                0.003399008,
                0.002204202,
                0.042047536);
    }

    /** Rows as rms's cr.setup, on which the package's is based, has them; probabilities by R 4.2.2's plogis. */
    @Test
    void continuationRatios() {
        RCase.Result result = RCase.run(DATA
                + "for (way in c('forward', 'backward')) {\n"
                + "  s <- cr_setup(c(4, 2, 1, 3), way)\n"
                + "  cat(s$y, s$subs, s$reps, as.character(s$cohort), '\\n')\n"
                + "  cat(round(cr_marg_probs(rbind(c(-1, 0, 0.5)), way), 6), '\\n')\n"
                + "}\n");
        assertThat(result.out().lines())
                .containsExactly(
                        "0 0 0 0 1 1 0 0 1 1 1 1 2 2 3 4 4 4 3 2 1 3 all y>=2 y>=3 all y>=2 all all y>=2 y>=3 ",
                        "0.268941 0.365529 0.227527 0.138002 ",
                        "1 0 0 1 0 0 0 0 1 1 2 2 2 3 3 3 4 4 1 3 3 2 all all y<=3 y<=2 all y<=3 y<=2 all y<=3 ",
                        "0.138002 0.050768 0.18877 0.622459 ");
    }

    /** PROC GLIMMIX DIST=GAMMA prints the reciprocal of the shape; no other package needs to be loaded. */
    @Test
    void differencesFromGlimmixAreNamed() {
        RCase.Result result = RCase.run(DATA
                + "f <- glmmML(b ~ t, binomial, d, cluster = id, prior = 'logistic')\n"
                + "m <- mixed_model(I(s + 1) ~ t, ~ 1 | id, d, Gamma.fam(), nAGQ = 7)\n"
                + "out <- c(capture.output(x <- why_different(f)), capture.output(y <- why_different(m)))\n"
                + "cat(x[c(2, 3)], y[c(1, 3)], sep = '\\n')\n");
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .containsExactly(
                        "Integration: 1 adaptive points, as METHOD=QUAD(QPOINTS=1).",
                        "Scale: that of a logistic distribution of the intercepts; PROC GLIMMIX has normal ones only.",
                        "Integration: 7 adaptive points a random effect; METHOD=QUAD(QPOINTS=7) in PROC GLIMMIX maximises the"
                                + " same likelihood, here its score is zero with the nodes held: estimates and errors differ from"
                                + " the fourth to sixth digit, the likelihood hardly.",
                        "Dispersion: phi is the log of the shape, which is 1 / Scale of PROC GLIMMIX DIST=GAMMA.");
    }

    /** Columns and class as broom.mixed 0.2.9.4 has them; limits by the normal distribution. */
    @Test
    void tidyTableOfFixedEffects() {
        RCase.Result result = RCase.run("suppressMessages(library(broom.mixed))\n"
                + DATA
                + "m <- mixed_model(p ~ t, ~ 1 | id, d, poisson())\n"
                + "x <- tidy(m)\nclass(x)\nnames(x)\nx$term\n"
                + "s <- sqrt(diag(vcov(m)))[1:2]\n"
                + "all.equal(x$conf.high, unname(fixef(m) + qnorm(0.975) * s))\nnames(tidy(m, conf.int = FALSE))\n");
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .containsExactly(
                        "[1] \"data.frame\"",
                        "[1] \"term\"      \"estimate\"  \"std.error\" \"statistic\" \"p.value\"   \"conf.low\" ",
                        "[7] \"conf.high\"",
                        "[1] \"(Intercept)\" \"t\"          ",
                        "[1] TRUE",
                        "[1] \"term\"      \"estimate\"  \"std.error\" \"statistic\" \"p.value\"  ");
    }

    private static void assertFigures(String code, double... expected) {
        RCase.Result result = RCase.run(DATA + "options(digits = 10)\n" + code);
        assertThat(result.err()).isEmpty();
        String[] words = result.out().strip().split("\\s+");
        assertThat(words).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            // optim's BFGS and numDeriv's differences leave the sixth digit open
            assertThat(Double.parseDouble(words[i])).isCloseTo(expected[i], within(2e-5 * Math.abs(expected[i])));
        }
    }
}
