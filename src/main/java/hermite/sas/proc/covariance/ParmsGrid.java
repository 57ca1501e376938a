package hermite.sas.proc.covariance;

import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.List;

/** Points that the lists of a PARMS statement give. */
public final class ParmsGrid {
    private static final int MOST_POINTS = 100_000;

    private ParmsGrid() {}

    /**
     * All combinations of the lists, the first list slowest.
     *
     * @throws StepFailure when there is not a list for each parameter, or there are too many points
     */
    public static List<double[]> of(ProcStatement statement, int parameters) {
        List<List<Double>> lists = ((Body.Values) statement.body())
                .values().stream().map(v -> ((OptionValue.Numbers) v).values()).toList();
        if (lists.size() != parameters) {
            throw new StepFailure(statement.place(), CovarianceMessage.VALUES_COUNT, lists.size(), parameters);
        }
        double count = lists.stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
        if (count > MOST_POINTS) {
            throw new StepFailure(statement.place(), CovarianceMessage.VALUES_GRID, (long) count, MOST_POINTS);
        }
        List<double[]> points = List.of(new double[parameters]);
        for (int k = 0; k < parameters; k++) {
            List<double[]> longer = new ArrayList<>();
            for (double[] point : points) {
                for (double value : lists.get(k)) {
                    double[] next = point.clone();
                    next[k] = value;
                    longer.add(next);
                }
            }
            points = longer;
        }
        return points;
    }
}
