package hermite.math.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Distributions against R 4.2.2 (table and the script that made it: resources, reference.R). */
class DistributionTest {
    private static final double RELATIVE = 2e-12;

    @Test
    void everyFunctionMeetsItsReferenceInBothTailsAndLogarithms() throws IOException {
        List<String> misses = new ArrayList<>();
        int count = 0;
        try (InputStream in = DistributionTest.class.getResourceAsStream("reference.tsv")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] field = line.split("\t");
                double x = number(field[3]);
                boolean lower = field[4].equals("TRUE");
                boolean log = field[5].equals("TRUE");
                Distribution distribution = of(
                        field[1],
                        Arrays.stream(field[2].split(","))
                                .mapToDouble(Double::parseDouble)
                                .toArray());
                double expected = number(field[6]);
                double actual =
                        switch (field[0]) {
                            case "d" -> distribution.density(x, log);
                            case "p" -> distribution.cumulative(x, lower, log);
                            default -> distribution.quantile(x, lower, log);
                        };
                count++;
                if (!(Math.abs(actual - expected) <= RELATIVE * Math.max(Math.abs(expected), 1e-290)
                        || actual == expected)) {
                    misses.add(line + " but " + actual);
                }
            }
        }
        assertThat(misses).isEmpty();
        assertThat(count).isGreaterThan(1300);
    }

    private static double number(String text) {
        return switch (text) {
            case "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static Distribution of(String name, double[] p) {
        return switch (name) {
            case "norm" -> new Normal(p[0], p[1]);
            case "t" -> new StudentT(p[0]);
            case "chisq" -> GammaDistribution.chiSquare(p[0]);
            case "f" -> new FisherF(p[0], p[1]);
            case "gamma" -> new GammaDistribution(p[0], 1 / p[1]);
            case "beta" -> new BetaDistribution(p[0], p[1]);
            case "exp" -> ClosedForm.weibull(1, 1 / p[0]);
            case "unif" -> ClosedForm.uniform(p[0], p[1]);
            case "lnorm" -> ClosedForm.logNormal(p[0], p[1]);
            case "logis" -> ClosedForm.logistic(p[0], p[1]);
            case "weibull" -> ClosedForm.weibull(p[0], p[1]);
            case "cauchy" -> ClosedForm.cauchy(p[0], p[1]);
            case "binom" -> new Discrete.Binomial(p[0], p[1]);
            case "pois" -> new Discrete.Poisson(p[0]);
            case "nbinom" -> new Discrete.NegativeBinomial(p[0], p[1]);
            case "geom" -> new Discrete.NegativeBinomial(1, p[0]);
            case "hyper" -> new Discrete.Hypergeometric(p[0], p[1], p[2]);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
