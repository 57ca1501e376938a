package hermite.model.glmm;

import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A whole fit of 2,000 subjects with 4 visits each, random intercept and slope, one thread, in milliseconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class QuadratureBench {
    private static final int SUBJECTS = 2000;

    @Param({"logit", "poisson"})
    public String density;

    @Param({"1", "5", "11"})
    public int points;

    private GlmmSpec spec;

    @Setup
    public void fill() {
        Random random = new Random(3);
        int n = 4 * SUBJECTS;
        double[] y = new double[n];
        double[] x = new double[3 * n];
        double[] z = new double[2 * n];
        int[] subject = new int[n];
        for (int i = 0; i < SUBJECTS; i++) {
            double intercept = random.nextGaussian();
            double slope = 0.4 * random.nextGaussian();
            double covariate = random.nextGaussian();
            for (int t = 0; t < 4; t++) {
                int row = 4 * i + t;
                double eta = -1 + intercept + 0.5 * covariate + (0.3 + slope) * t;
                subject[row] = i;
                x[3 * row] = 1;
                x[3 * row + 1] = covariate;
                x[3 * row + 2] = t;
                z[2 * row] = 1;
                z[2 * row + 1] = t;
                y[row] = density.equals("logit")
                        ? random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0
                        : Math.floor(Math.exp(0.4 * eta) - Math.log(random.nextDouble()));
            }
        }
        ConditionalDensity family =
                density.equals("logit") ? new BinomialDensity(BinomialDensity.Curve.LOGIT) : new PoissonLogDensity();
        spec = GlmmSpec.of(y, x, 3, z, 2, subject, family, RandomCovariance.unstructured(2), Quadrature.points(points));
    }

    @Benchmark
    public Object fit() {
        return new GlmmFitter(1).fit(spec);
    }
}
