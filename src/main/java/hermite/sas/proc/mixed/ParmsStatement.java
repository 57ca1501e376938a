package hermite.sas.proc.mixed;

import hermite.model.lmm.CovarianceStructure.Role;
import hermite.model.lmm.LmmControl;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
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
        double[] start = stored(data, start(statement, data, n));
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

    private static double[] start(ProcStatement statement, MixedData data, int n) {
        List<Double> values = ((Body.Values) statement.body())
                .values().stream()
                        .filter(OptionValue.Number.class::isInstance)
                        .map(v -> ((OptionValue.Number) v).value())
                        .toList();
        if (values.size() != n) {
            throw new StepFailure(statement.place(), MixedMessage.PARMS_COUNT, values.size(), n);
        }
        double[] start = values.stream().mapToDouble(Double::doubleValue).toArray();
        if (statement.options().has("RATIOS")) {
            int residual = n - 1;
            for (int k = 0; k < residual; k++) {
                boolean scaled = data.covariance().parameters().get(k).role() == Role.VARIANCE
                        || data.covariance().parameters().get(k).role() == Role.COVARIANCE;
                start[k] *= scaled ? start[residual] : 1;
            }
        }
        return start;
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
