import com.sun.management.OperatingSystemMXBean;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmFitter;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.Quadrature;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Data and warm fits of scripts/bench glmm, one thread. {@code data SUBJECTS FILE} writes the file; {@code warm SUBJECTS}
 * fits its tasks and measures the bare loop; {@code linear SUBJECTS} fits once (run it with little heap);
 * {@code women FILE POINTS} fits the amenorrhea trial.
 */
final class GlmmBench {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Up to four visits with drop-out; G = (1.44, −0.10, 0.25); counts have an exposure. */
    private static final class Trial {
        private final double[] y;
        private final double[] count;
        private final double[] x;
        private final double[] z;
        private final double[] offset;
        private final int[] subject;

        private Trial(int subjects) {
            double[][] columns = new double[5][4 * subjects];
            int[] owner = new int[4 * subjects];
            Random random = new Random(20260101);
            int n = 0;
            for (int i = 0; i < subjects; i++) {
                double u = random.nextGaussian();
                double v = random.nextGaussian();
                double intercept = 1.2 * u;
                double slope = -0.1 / 1.2 * u + Math.sqrt(0.25 - 0.01 / 1.44) * v;
                double covariate = Math.round(1e4 * random.nextGaussian()) / 1e4;
                for (int t = 0; t < 4 && (t == 0 || random.nextDouble() < 0.85); t++) {
                    double eta = -1 + intercept + 0.5 * covariate + (0.3 + slope) * t;
                    columns[0][n] = random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
                    columns[1][n] = covariate;
                    columns[2][n] = t;
                    columns[3][n] = Math.round(1e4 * Math.log(1 + random.nextInt(4))) / 1e4;
                    columns[4][n] = poisson(0.3 * Math.exp(0.4 * (eta - covariate * 0.2) + columns[3][n]), random);
                    owner[n++] = i;
                }
            }
            y = java.util.Arrays.copyOf(columns[0], n);
            count = java.util.Arrays.copyOf(columns[4], n);
            offset = java.util.Arrays.copyOf(columns[3], n);
            subject = java.util.Arrays.copyOf(owner, n);
            x = new double[3 * n];
            z = new double[2 * n];
            for (int i = 0; i < n; i++) {
                x[3 * i] = 1;
                x[3 * i + 1] = columns[1][i];
                x[3 * i + 2] = columns[2][i];
                z[2 * i] = 1;
                z[2 * i + 1] = columns[2][i];
            }
        }

        private static int poisson(double mean, Random random) {
            double limit = Math.exp(-Math.min(mean, 500));
            int k = 0;
            for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
                k++;
            }
            return k;
        }

        private GlmmSpec logit(Quadrature points) {
            return GlmmSpec.of(y, x, 3, z, 2, subject, LOGIT, RandomCovariance.unstructured(2), points);
        }

        private GlmmSpec intercepts(Quadrature points) {
            double[] ones = new double[y.length];
            java.util.Arrays.fill(ones, 1);
            return GlmmSpec.of(y, x, 3, ones, 1, subject, LOGIT, RandomCovariance.unstructured(1), points);
        }

        private GlmmSpec counts(Quadrature points) {
            return GlmmSpec.of(
                            count,
                            x,
                            3,
                            z,
                            2,
                            subject,
                            new PoissonLogDensity(),
                            RandomCovariance.unstructured(2),
                            points)
                    .withOffset(offset);
        }
    }

    private static final ConditionalDensity LOGIT = new BinomialDensity(BinomialDensity.Curve.LOGIT);

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "data" -> write(new Trial(Integer.parseInt(arguments[1])), Path.of(arguments[2]));
            case "warm" -> warm(new Trial(Integer.parseInt(arguments[1])));
            case "linear" -> linear(new Trial(Integer.parseInt(arguments[1])));
            default -> women(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        }
    }

    private static void write(Trial trial, Path file) throws IOException {
        StringBuilder out = new StringBuilder("id,y,x,time,count,exposure\n");
        for (int i = 0; i < trial.y.length; i++) {
            out.append(trial.subject[i] + 1)
                    .append(',')
                    .append((int) trial.y[i])
                    .append(',')
                    .append(trial.x[3 * i + 1])
                    .append(',')
                    .append((int) trial.z[2 * i + 1])
                    .append(',')
                    .append((int) trial.count[i])
                    .append(',')
                    .append(trial.offset[i])
                    .append('\n');
        }
        Files.writeString(file, out);
    }

    private static void warm(Trial trial) {
        System.out.printf(
                "%-38s %8s %8s %6s %14s%n", "warm fit, one thread", "seconds", "cpu s", "evals", "ns/row/node");
        report("logit, intercept and slope, 11 points", trial.logit(Quadrature.points(11)), 121);
        report("logit, intercept and slope, 5 points", trial.logit(Quadrature.points(5)), 25);
        report("Poisson with offset, 11 points", trial.counts(Quadrature.points(11)), 121);
        report("Poisson with offset, 5 points", trial.counts(Quadrature.points(5)), 25);
        report("logit, intercept, 25 points", trial.intercepts(Quadrature.points(25)), 25);
        report("logit, intercept and slope, Laplace", trial.logit(Quadrature.points(1)), 1);
        System.out.printf("%-38s %37.3f%n", "floor: product, quotient, sum in cache", floor());
    }

    /** All work of the fit is shared out over rows, nodes and evaluations. */
    private static void report(String task, GlmmSpec spec, int nodes) {
        double seconds = Double.MAX_VALUE;
        double busy = Double.MAX_VALUE;
        GlmmFit fit = new GlmmFitter(1).fit(spec);
        for (int k = 0; k < 10; k++) {
            long cpu = PROCESS.getProcessCpuTime();
            long begin = System.nanoTime();
            fit = new GlmmFitter(1).fit(spec);
            seconds = Math.min(seconds, (System.nanoTime() - begin) * 1e-9);
            busy = Math.min(busy, (PROCESS.getProcessCpuTime() - cpu) * 1e-9);
        }
        long evaluations = fit.counts().evaluations();
        double unit = busy * 1e9 / ((double) spec.rows() * nodes * evaluations);
        System.out.printf("%-38s %8.3f %8.3f %6d %14.3f%n", task, seconds, busy, evaluations, unit);
    }

    private static void linear(Trial trial) {
        GlmmSpec spec = trial.logit(Quadrature.points(5));
        long cpu = PROCESS.getProcessCpuTime();
        GlmmFit fit = new GlmmFitter(1).fit(spec);
        double busy = (PROCESS.getProcessCpuTime() - cpu) * 1e-9;
        System.out.printf(
                "%9d subjects %9d rows %8.2f cpu s %8.2f us a subject and evaluation, heap of %4d bytes a row%n",
                fit.counts().subjects(),
                spec.rows(),
                busy,
                busy * 1e6 / fit.counts().subjects() / fit.counts().evaluations(),
                Runtime.getRuntime().maxMemory() / spec.rows());
    }

    /** Columns id, trt, time, y; y empty where not observed. */
    private static void women(Path file, int points) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            if (!cells[3].isBlank() && !cells[3].equals(".")) {
                rows.add(cells);
            }
        }
        int n = rows.size();
        double[] y = new double[n];
        double[] x = new double[5 * n];
        double[] z = new double[2 * n];
        int[] subject = new int[n];
        for (int i = 0; i < n; i++) {
            double dose = Double.parseDouble(rows.get(i)[1]);
            double time = Double.parseDouble(rows.get(i)[2]);
            double[] own = {1, time, time * time, dose * time, dose * time * time};
            System.arraycopy(own, 0, x, 5 * i, 5);
            z[2 * i] = 1;
            z[2 * i + 1] = time;
            y[i] = Double.parseDouble(rows.get(i)[3]);
            subject[i] = Integer.parseInt(rows.get(i)[0]) - 1;
        }
        GlmmSpec spec =
                GlmmSpec.of(y, x, 5, z, 2, subject, LOGIT, RandomCovariance.unstructured(2), Quadrature.points(points));
        double best = Double.MAX_VALUE;
        double busy = Double.MAX_VALUE;
        GlmmFit fit = new GlmmFitter(1).fit(spec);
        for (int k = 0; k < 30; k++) {
            long cpu = PROCESS.getProcessCpuTime();
            long begin = System.nanoTime();
            fit = new GlmmFitter(1).fit(spec);
            best = Math.min(best, (System.nanoTime() - begin) * 1e-9);
            busy = Math.min(busy, (PROCESS.getProcessCpuTime() - cpu) * 1e-9);
        }
        System.out.printf(
                "amenorrhea, %d x %d points: warm fit %.3f s, %.3f cpu s, %d women in %d patterns (goal 0.050 s)%n",
                points,
                points,
                best,
                busy,
                fit.counts().subjects(),
                fit.counts().distinctSubjects());
    }

    /** E/(1+E) and the running product over rows of 256 lanes that stay in cache. */
    private static double floor() {
        double[] e = new double[256];
        double[] f = new double[256];
        double[] product = new double[256];
        double[] sum = new double[256];
        Random random = new Random(1);
        for (int i = 0; i < 256; i++) {
            e[i] = random.nextDouble();
            f[i] = random.nextDouble();
        }
        double best = Double.POSITIVE_INFINITY;
        for (int repeat = 0; repeat < 60; repeat++) {
            long begin = System.nanoTime();
            for (int k = 0; k < 20_000; k++) {
                row(e, f, product, sum);
            }
            best = Math.min(best, (System.nanoTime() - begin) / (20_000.0 * 256));
        }
        return sum[3] == 0 ? Double.NaN : best;
    }

    private static void row(double[] e, double[] f, double[] product, double[] sum) {
        for (int i = 0; i < 256; i++) {
            double odds = e[i] * f[i];
            double rest = 1 / (1 + odds);
            product[i] = product[i] * 0.5 + rest;
            sum[i] += odds * rest;
        }
    }
}
