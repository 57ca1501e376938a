package hermite.math;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Leaf loops over 256 lanes, in nanoseconds a lane. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowsBench {
    private static final int N = 256;

    private final double[] a = new double[N];
    private final double[] b = new double[N];
    private final double[] c = new double[N];
    private final double[] d = new double[N];
    private final double[] e = new double[N];
    private final double[] y = new double[N];
    private final double[] scratch = new double[N];
    private final double[] matrix = new double[6 * N];
    private final double[] sums = new double[4];

    @Setup
    public void fill() {
        Random random = new Random(1);
        for (int i = 0; i < N; i++) {
            a[i] = random.nextDouble();
            b[i] = random.nextDouble();
            c[i] = random.nextDouble();
            d[i] = random.nextDouble();
            e[i] = random.nextGaussian();
        }
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public double[] addProduct() {
        Rows.addProduct(y, a, b, N);
        return y;
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public double dot() {
        return Rows.dot(a, b, N);
    }

    @Benchmark
    @OperationsPerInvocation(4 * N)
    public double[] fourDots() {
        Rows.addDots(y, a, b, c, d, N, sums, 0);
        return sums;
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public double[] gatherFourColumns() {
        Rows.gather(matrix, 0, 6, a, b, c, d, N);
        return a;
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public double[] exponential() {
        Exponential.exp(e, y, scratch, N);
        return y;
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public double[] logOnePlusFraction() {
        Exponential.log1pOfFractions(a, y, N);
        return y;
    }

    /** The bare loop that nodes of a logit model need at least: product, quotient, running product and sum. */
    @Benchmark
    @OperationsPerInvocation(N)
    public double[] floor() {
        sweep(a, b, c, y);
        return y;
    }

    private static void sweep(double[] base, double[] f, double[] product, double[] sum) {
        for (int i = 0; i < N; i++) {
            double odds = base[i] * f[i];
            double rest = 1 / (1 + odds);
            product[i] = product[i] * 0.5 + rest;
            sum[i] += odds * rest;
        }
    }
}
