package hermite.r;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Counts with a zero part by mixed_model. The package is not in Debian; expected figures were found with R 4.2.2 by maximising
 * (optim, BFGS, reltol 1e-13) the marginal likelihood of these data, integrated with 61 Gauss-Hermite points at the mode of
 * every group.
 */
class ZeroPartTest {
    private static final String DATA = String.join(
            "\n",
            "library(GLMMadaptive)",
            "set.seed(4)",
            "g <- factor(rep(1:40, each = 10))",
            "x <- round(rnorm(400), 3)",
            "mean <- exp(0.8 + 0.4 * x + rnorm(40, sd = 0.6)[g])",
            "zero <- runif(400) < plogis(-1 + 0.7 * x)",
            "d <- data.frame(y = ifelse(zero, 0, rpois(400, mean)), x = x, g = g)",
            "");

    @Test
    void poissonCountsWithAModelledZeroPart() {
        double[] got =
                numbers("m <- mixed_model(y ~ x, random = ~ 1 | g, data = d, family = zi.poisson(), zi_fixed = ~ x,"
                        + " nAGQ = 25)\n"
                        + "cat(fixef(m), fixef(m, 'zero_part'), log(sqrt(m$D)), logLik(m), sep = ' ')\n");
        double[] expected = {0.842498747, 0.379008860, -0.959884892, 0.666377200, -0.392756535, -690.761996579};
        for (int i = 0; i < expected.length; i++) {
            assertThat(got[i]).isCloseTo(expected[i], within(2e-6 * Math.abs(expected[i])));
        }
    }

    @Test
    void aFamilyWithAZeroPartNeedsOne() {
        RCase.Result result =
                RCase.run(DATA + "mixed_model(y ~ x, random = ~ 1 | g, data = d, family = zi.poisson())\n");
        assertThat(result.status()).isNotZero();
        assertThat(result.err()).contains("'zi_fixed' needs to be defined");
    }

    private static double[] numbers(String code) {
        RCase.Result result = RCase.run(DATA + "options(digits = 12)\n" + code);
        assertThat(result.err()).isEmpty();
        return java.util.Arrays.stream(result.out().strip().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
