package hermite.sas.proc.mixed;

import hermite.model.lmm.CovarianceStructure.Role;
import hermite.model.lmm.LmmControl;
import hermite.model.lmm.LmmCriterion;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.covariance.ParmsGrid;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the search goes: PARMS values, HOLD=, bounds, NOITER; NOBOUND, MAXITER= and SCORING= of the procedure. */
final class ParmsStatement {

    private ParmsStatement() {}

    static LmmControl control(MixedData data) {
        Options options = data.request().step().options();
        LmmControl usual = LmmControl.usual();
        int n = data.covariance().places().length;
        Optional<ProcStatement> parms = data.request().step().statement("PARMS");
        boolean bounded = !options.has("NOBOUND")
                && parms.filter(p -> p.options().has("NOBOUND")).isEmpty();
        int iterations = (int) options.number("MAXITER").orElse(usual.maxIterations());
        boolean expected = options.number("SCORING").orElse(options.has("SCORING") ? 100 : 0) >= iterations
                || options.number("SCORING").orElse(0) >= 50;
        if (parms.isEmpty()) {
            return new LmmControl(
                    Optional.empty(), new boolean[0], new double[0], new double[0], bounded, iterations, expected);
        }
        ProcStatement statement = parms.get();
        double[] start = stored(data, best(search(data)).values());
        boolean[] held = new boolean[n];
        for (double place : statement.options().numbers("HOLD")) {
            held[data.covariance().places()[place(statement, "HOLD", place, n)]] = true;
        }
        if (statement.options().has("NOITER")) {
            iterations = 0;
        }
        return new LmmControl(
                Optional.of(start),
                held,
                bounds(statement, data, "LOWERB", n),
                bounds(statement, data, "UPPERB", n),
                bounded,
                iterations,
                expected);
    }

    /** A point of the grid in the order of output, and −2 log likelihood there; NaN where it has none. */
    record Point(double[] values, double minusTwoLog) {}

    /** The points that PARMS gives; empty without the statement. */
    static List<Point> search(MixedData data) {
        return data.request()
                .step()
                .statement("PARMS")
                .map(statement -> {
                    int n = data.covariance().places().length;
                    List<double[]> grid = points(statement, data, n);
                    if (statement.options().has("RATIOS")) {
                        grid.forEach(point -> scale(point, data));
                    }
                    LmmCriterion criterion = new LmmCriterion(data.spec());
                    List<Point> points = new ArrayList<>();
                    for (double[] point : grid) {
                        double value =
                                criterion.minusTwoLog(stored(data, point)).orElse(Double.NaN);
                        points.add(new Point(point, value));
                    }
                    return points;
                })
                .orElse(List.of());
    }

    private static Point best(List<Point> points) {
        Point best = points.get(0);
        for (Point point : points) {
            if (Double.isNaN(best.minusTwoLog()) || point.minusTwoLog() < best.minusTwoLog()) {
                best = point;
            }
        }
        return best;
    }

    private static List<double[]> points(ProcStatement statement, MixedData data, int n) {
        boolean listed = !((Body.Values) statement.body()).values().isEmpty();
        if (listed == data.parmsData().isPresent()) {
            throw new StepFailure(statement.place(), MixedMessage.PARMS_SOURCE);
        }
        return data.parmsData()
                .map(all -> all.stream().map(double[]::clone).toList())
                .orElseGet(() -> ParmsGrid.of(statement, n));
    }

    /** Variances and covariances are given relative to the residual variance, the last parameter. */
    private static void scale(double[] point, MixedData data) {
        int residual = point.length - 1;
        for (int k = 0; k < residual; k++) {
            boolean scaled = data.covariance().parameters().get(k).role() == Role.VARIANCE
                    || data.covariance().parameters().get(k).role() == Role.COVARIANCE;
            point[k] *= scaled ? point[residual] : 1;
        }
    }

    private static int place(ProcStatement statement, String option, double place, int n) {
        if (place != Math.rint(place) || place < 1 || place > n) {
            throw new StepFailure(
                    statement.place(),
                    MixedMessage.PARMS_PLACE,
                    option,
                    place == Math.rint(place) ? (Object) (long) place : place,
                    n);
        }
        return (int) place - 1;
    }

    private static double[] bounds(ProcStatement statement, MixedData data, String option, int n) {
        List<Double> given = statement.options().numbers(option);
        if (given.isEmpty()) {
            return new double[0];
        }
        double[] bounds = new double[n];
        Arrays.fill(bounds, Double.NaN);
        for (int k = 0; k < given.size(); k++) {
            bounds[place(statement, option, k + 1.0, n)] = given.get(k);
        }
        return stored(data, bounds);
    }

    /** Numbers in the order of output by stored place. */
    private static double[] stored(MixedData data, double[] shown) {
        double[] result = new double[shown.length];
        for (int k = 0; k < shown.length; k++) {
            result[data.covariance().places()[k]] = shown[k];
        }
        return result;
    }
}
