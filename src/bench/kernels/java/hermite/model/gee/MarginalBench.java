package hermite.model.gee;

import hermite.model.Family;
import hermite.model.Observations;
import hermite.model.StandardLink;
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

/** Passes of a GEE iteration over 200,000 rows of 6 columns in clusters of 4, in nanoseconds a row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MarginalBench {
    private static final int ROWS = 200_000;
    private static final int COLUMNS = 6;

    private ClusteredObservations data;
    private GeeEquations equations;
    private GeeEquations.Residuals residuals;
    private final double[] beta = {-1, 0, 0.2, -0.1, 0.5, -0.3};

    @Setup
    public void fill() {
        Random random = new Random(1);
        double[] x = new double[ROWS * COLUMNS];
        double[] y = new double[ROWS];
        int[] cluster = new int[ROWS];
        int[] position = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            cluster[i] = i / 4;
            position[i] = i % 4;
            x[i * COLUMNS] = 1;
            for (int j = 1; j < COLUMNS; j++) {
                x[i * COLUMNS + j] = random.nextDouble();
            }
            y[i] = random.nextBoolean() ? 1 : 0;
        }
        data = ClusteredObservations.of(Observations.of(x, COLUMNS, y), cluster, position, new int[ROWS], 4);
        equations = new GeeEquations(data, Family.BINOMIAL, StandardLink.LOGIT, 1);
        residuals = equations.residuals(beta);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Object residuals() {
        equations.fill(residuals, beta);
        return residuals;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Object exchangeableSums() {
        return equations.sums(
                residuals, new Whitening(new WorkingCorrelation.Exchangeable(), new double[] {0.2}, data), false);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Object unstructuredSums() {
        double[] correlations = {0.2, 0.2, 0.2, 0.2, 0.2, 0.2};
        return equations.sums(
                residuals, new Whitening(new WorkingCorrelation.Unstructured(), correlations, data), false);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Object independenceBread() {
        return equations.independenceBread(residuals);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Object crossProducts() {
        return data.observations().crossProducts();
    }
}
