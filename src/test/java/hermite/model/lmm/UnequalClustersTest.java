package hermite.model.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnequalClustersTest {
    /**
     * Ten clusters of one row, one of 50,000, twenty of three. R 4.2.2, lme4 1.1.31: {@code size <- c(rep(1, 10), 50000,
     * rep(3, 20)); g <- rep(seq_along(size), size); i <- seq_along(g) - 1; x <- (i*7) %% 11; y <- ((g*37) %% 13)/4 +
     * 0.25*x + ((i*53) %% 17)/8; lmer(y ~ x + (1|g), control = lmerControl(optCtrl = list(ftol_abs = 1e-14, ftol_rel =
     * 1e-15, xtol_abs = 1e-10, xtol_rel = 1e-12)))}; nlme 3.1.162 gives the variance 1.0092367.
     */
    @Test
    void clustersOfOneRowBesideOneOfFiftyThousand() {
        int[] size = IntStream.range(0, 31)
                .map(k -> k < 10 ? 1 : k == 10 ? 50_000 : 3)
                .toArray();
        int[] cluster = IntStream.range(0, 31)
                .flatMap(k -> IntStream.range(0, size[k]).map(r -> k))
                .toArray();
        int n = cluster.length;
        double[] y = new double[n];
        double[] x = new double[2 * n];
        double[] one = new double[n];
        for (int i = 0; i < n; i++) {
            one[i] = 1;
            x[2 * i] = 1;
            x[2 * i + 1] = i * 7 % 11;
            y[i] = (cluster[i] + 1) * 37 % 13 / 4.0 + 0.25 * x[2 * i + 1] + i * 53L % 17 / 8.0;
        }
        LmmFit fit = new LmmFitter()
                .fit(LmmSpec.of(
                        y,
                        x,
                        2,
                        java.util.List.of(RandomTerm.component(one, cluster, size.length)),
                        Residual.variance(n),
                        true));
        assertThat(fit.verdict().kind()).isEqualTo(LmmVerdict.Kind.CONVERGED);
        assertThat(fit.minusTwoLog()).isCloseTo(93056.0444307, within(1e-5));
        assertThat(fit.beta()[0]).isCloseTo(2.491874605, within(2e-7));
        assertThat(fit.beta()[1]).isCloseTo(0.25000588429, within(1e-9));
        assertThat(Math.sqrt(fit.betaCovariance()[0])).isCloseTo(0.1967366, within(2e-6));
        assertThat(Math.sqrt(fit.betaCovariance()[3])).isCloseTo(0.000865467045, within(1e-11));
        assertThat(fit.theta()[0]).isCloseTo(1.009232, within(1e-5));
        assertThat(fit.theta()[1]).isCloseTo(0.374947564, within(2e-9));
    }
}
