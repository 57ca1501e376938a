import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmFitter;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.Quadrature;
import hermite.model.glmm.RandomCovariance;
import hermite.model.glmm.density.BinomialDensity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * {@code data SUBJECTS FILE} writes the benchmark's data; {@code kernel FILE POINTS} fits them warm on one thread and
 * prints time per fit and per row × node × evaluation beside the time of the bare loop on this machine.
 */
final class GlmmBench {
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("data")) {
            write(Integer.parseInt(arguments[1]), Path.of(arguments[2]));
        } else {
            measure(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        }
    }

    /** Up to four visits with drop-out; G = (1.44, −0.10, 0.25). */
    private static void write(int subjects, Path file) throws IOException {
        Random random = new Random(20260101);
        StringBuilder out = new StringBuilder("id,y,x,time\n");
        for (int i = 1; i <= subjects; i++) {
            double u = random.nextGaussian();
            double v = random.nextGaussian();
            double intercept = 1.2 * u;
            double slope = -0.1 / 1.2 * u + Math.sqrt(0.25 - 0.01 / 1.44) * v;
            double x = Math.round(1e4 * random.nextGaussian()) / 1e4;
            for (int t = 0; t < 4 && (t == 0 || random.nextDouble() < 0.85); t++) {
                double eta = -1 + intercept + 0.5 * x + (0.3 + slope) * t;
                int y = random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
                out.append(i + "," + y + "," + x + "," + t + "\n");
            }
        }
        Files.writeString(file, out);
    }

    private static void measure(Path file, int points) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int n = lines.size() - 1;
        double[] y = new double[n];
        double[] x = new double[3 * n];
        double[] z = new double[2 * n];
        int[] subject = new int[n];
        for (int i = 0; i < n; i++) {
            String[] cells = lines.get(i + 1).split(",");
            subject[i] = Integer.parseInt(cells[0]) - 1;
            y[i] = Double.parseDouble(cells[1]);
            x[3 * i] = 1;
            x[3 * i + 1] = Double.parseDouble(cells[2]);
            x[3 * i + 2] = Double.parseDouble(cells[3]);
            z[2 * i] = 1;
            z[2 * i + 1] = x[3 * i + 2];
        }
        GlmmSpec spec = GlmmSpec.of(
                y,
                x,
                3,
                z,
                2,
                subject,
                new BinomialDensity(BinomialDensity.Curve.LOGIT),
                RandomCovariance.unstructured(2),
                Quadrature.points(points));
        double best = Double.POSITIVE_INFINITY;
        GlmmFit fit = new GlmmFitter(1).fit(spec);
        for (int k = 0; k < 12; k++) {
            long begin = System.nanoTime();
            fit = new GlmmFitter(1).fit(spec);
            best = Math.min(best, System.nanoTime() - begin);
        }
        double work = (double) n * points * points * fit.counts().evaluations();
        System.out.printf("warm fit, one thread,,%.3f%n", best * 1e-9);
        System.out.printf("nanoseconds per row x node (all work of the fit shared out),,%.3f%n", best / work);
        System.out.printf("floor: the bare product and quotient in cache,,%.3f%n", floor());
        System.out.printf("log likelihood,,%.6f%n", fit.logLikelihood());
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
        for (int repeat = 0; repeat < 40; repeat++) {
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
