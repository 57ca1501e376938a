package hermite.math.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sequences after set.seed against R 4.2.2 (table and the script that made it: resources, sequences.R). */
class SequenceTest {
    static String[] sequences() throws IOException {
        try (InputStream in = SequenceTest.class.getResourceAsStream("sequences.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
        }
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void givesTheNumbersOfR(String line) {
        String[] field = line.split("\t");
        double[] expected = numbers(field[3]);
        double[] p = numbers(field[2]);
        Variates variates = new Variates(new UniformStream(Integer.parseInt(field[0])));
        double[] actual = draw(field[1], p, variates, expected.length);
        for (int i = 0; i < expected.length; i++) {
            // the last digits of logarithms and exponentials differ between mathematical libraries
            assertThat(actual[i])
                    .as("%s number %d", line.substring(0, 20), i + 1)
                    .isCloseTo(
                            expected[i],
                            org.assertj.core.data.Offset.offset(1e-13 * Math.max(1e-3, Math.abs(expected[i]))));
        }
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();
    }

    private static double[] draw(String name, double[] p, Variates v, int count) {
        UniformStream stream = v.stream();
        return switch (name) {
            case "sample" -> plusOne(Sampling.withoutReplacement(stream, (int) p[0], count));
            case "sampleReplace" -> plusOne(Sampling.withReplacement(stream, (int) p[0], count));
            case "sampleProb" -> plusOne(Sampling.withReplacement(stream, p, count));
            case "sampleProbNo" -> plusOne(Sampling.withoutReplacement(stream, p, count));
            case "walker" -> plusOne(Sampling.withReplacement(stream, triangle((int) p[0]), count));
            default -> {
                DoubleSupplier next = supplier(name, p, v);
                yield java.util.stream.DoubleStream.generate(next).limit(count).toArray();
            }
        };
    }

    private static double[] triangle(int n) {
        double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = (i + 1) / (n * (n + 1) / 2.0);
        }
        return p;
    }

    private static double[] plusOne(int[] places) {
        return Arrays.stream(places).mapToDouble(i -> i + 1).toArray();
    }

    private static DoubleSupplier supplier(String name, double[] p, Variates v) {
        return switch (name) {
            case "unif" -> () -> v.uniform(p[0], p[1]);
            case "norm" -> () -> v.normal(p[0], p[1]);
            case "exp" -> () -> v.exponential() / p[0];
            case "gamma" -> () -> v.gamma(p[0], 1 / p[1]);
            case "beta" -> () -> v.beta(p[0], p[1]);
            case "chisq" -> () -> v.chiSquare(p[0]);
            case "t" -> () -> v.studentT(p[0]);
            case "f" -> () -> v.fisherF(p[0], p[1]);
            case "logis" -> () -> v.logistic(p[0], p[1]);
            case "weibull" -> () -> v.weibull(p[0], p[1]);
            case "cauchy" -> () -> v.cauchy(p[0], p[1]);
            case "binom" -> () -> v.counts().binomial(p[0], p[1]);
            case "pois" -> () -> v.counts().poisson(p[0]);
            case "geom" -> () -> v.counts().geometric(p[0]);
            case "nbinom" -> () -> v.counts().negativeBinomial(p[0], p[1]);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
