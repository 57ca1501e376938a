import com.sun.management.OperatingSystemMXBean;
import hermite.model.Family;
import hermite.model.Observations;
import hermite.model.StandardLink;
import hermite.model.gee.ClusteredObservations;
import hermite.model.gee.GeeFit;
import hermite.model.gee.GeeFitter;
import hermite.model.gee.GeeSpecification;
import hermite.model.gee.WorkingCorrelation;
import hermite.model.glm.GlmFitter;
import hermite.model.glm.GlmSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fits the benchmark's file warm, by structure: grouping, initial fit and GEE apart, each the best of several runs.
 * Prints seconds, and for GEE seconds and processor seconds per million rows. Arguments: file, number of repeats.
 */
final class GeeBench {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        int repeats = Integer.parseInt(arguments[1]);
        int n = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            n = (int) lines.lines().count() - 1;
        }
        double[] x = new double[6 * n];
        double[] y = new double[n];
        int[] cluster = new int[n];
        int[] position = new int[n];
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            lines.readLine();
            for (int i = 0; i < n; i++) {
                String[] cells = lines.readLine().split(",");
                cluster[i] = Integer.parseInt(cells[0]) - 1;
                position[i] = Integer.parseInt(cells[1]);
                double treatment = Double.parseDouble(cells[2]);
                x[6 * i] = 1;
                x[6 * i + 1] = treatment;
                x[6 * i + 2] = position[i];
                x[6 * i + 3] = treatment * position[i];
                x[6 * i + 4] = Double.parseDouble(cells[3]);
                x[6 * i + 5] = Double.parseDouble(cells[4]);
                y[i] = Double.parseDouble(cells[5]);
            }
        }
        Observations rows = Observations.of(x, 6, y);
        Map<String, WorkingCorrelation> structures = new LinkedHashMap<>();
        structures.put("exch", new WorkingCorrelation.Exchangeable());
        structures.put("ar", new WorkingCorrelation.Autoregressive());
        structures.put("un", new WorkingCorrelation.Unstructured());
        System.out.printf(
                "%-6s %10s %10s %10s %12s %12s %10s%n",
                "type", "grouping", "initial", "gee", "s/10^6 rows", "cpu/10^6", "iterations");
        for (Map.Entry<String, WorkingCorrelation> structure : structures.entrySet()) {
            double[] best = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
            double cpu = Double.MAX_VALUE;
            int iterations = 0;
            for (int k = 0; k < repeats; k++) {
                long begin = System.nanoTime();
                ClusteredObservations data = ClusteredObservations.of(rows, cluster, position, new int[n], 4);
                long grouped = System.nanoTime();
                double[] start = GlmFitter.fitInOrder(
                                GlmSpecification.of(Family.BINOMIAL, StandardLink.LOGIT), data.observations())
                        .estimates();
                long busy = PROCESS.getProcessCpuTime();
                long started = System.nanoTime();
                GeeFit fit = GeeFitter.fit(
                        GeeSpecification.of(Family.BINOMIAL, StandardLink.LOGIT, structure.getValue()), data, start);
                long end = System.nanoTime();
                cpu = Math.min(cpu, (PROCESS.getProcessCpuTime() - busy) * 1e-9);
                iterations = fit.trace().size();
                best[0] = Math.min(best[0], (grouped - begin) * 1e-9);
                best[1] = Math.min(best[1], (started - grouped) * 1e-9);
                best[2] = Math.min(best[2], (end - started) * 1e-9);
            }
            System.out.printf(
                    "%-6s %10.3f %10.3f %10.3f %12.3f %12.3f %10d%n",
                    structure.getKey(), best[0], best[1], best[2], best[2] * 1e6 / n, cpu * 1e6 / n, iterations);
        }
    }
}
