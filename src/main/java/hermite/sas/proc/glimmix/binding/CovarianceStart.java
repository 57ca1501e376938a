package hermite.sas.proc.glimmix.binding;

import hermite.data.Missing;
import hermite.model.glmm.covariance.CovarianceRestriction;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.ParmsData;
import hermite.sas.proc.covariance.ParmsGrid;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.ValueKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What PARMS asks for: starting values of the covariance parameters, or a grid of them, and which are held or bounded.
 *
 * @param points candidates for the start, each with a value for every covariance parameter in the order of the table of
 *     their estimates; empty for the automatic start
 * @param restriction of the parameters that are held at their value or bounded
 * @param holdsAll whether only the fixed effects are to be estimated (NOITER)
 * @param held parameters to be held at the chosen point, 0-based
 */
public record CovarianceStart(List<double[]> points, CovarianceRestriction restriction, boolean holdsAll, int[] held) {
    /** PARMS. */
    public static StatementSpec statement() {
        return StatementSpec.of("PARMS", StatementForm.VALUE_GROUPS, "starting values of the covariance parameters")
                .slash(
                        OptionSpec.of("HOLD", ValueKind.NUMBERS, "parameters that keep their value")
                                .alias("EQCONS"),
                        OptionSpec.of("LOWERB", ValueKind.NUMBERS, "lower bounds, . for none"),
                        OptionSpec.of("UPPERB", ValueKind.NUMBERS, "upper bounds, . for none"),
                        OptionSpec.flag("NOITER", "the values are final"),
                        OptionSpec.flag("NOBOUND", "no boundaries of variances"),
                        OptionSpec.of("PARMSDATA", ValueKind.DATA_SET, "the values, as a data set")
                                .alias("PDATA"));
    }

    /**
     * @param parameters number of covariance parameters, the scale included
     * @throws StepFailure when the values do not fit the model
     */
    public static Optional<CovarianceStart> of(ProcStep step, int parameters, ProcContext context) {
        return step.statement("PARMS").map(statement -> of(statement, parameters, context));
    }

    private static CovarianceStart of(ProcStatement statement, int parameters, ProcContext context) {
        Options options = statement.options();
        boolean listed = !((Body.Values) statement.body()).values().isEmpty();
        Optional<DataSetReference> table = options.dataSet("PARMSDATA");
        if (table.isPresent() == listed) {
            throw new StepFailure(statement.place(), GlimmixMessage.PARMS_SOURCE);
        }
        List<double[]> points = table.isPresent()
                ? ParmsData.read(table.get(), parameters, context)
                : ParmsGrid.of(statement, parameters);
        CovarianceRestriction restriction = CovarianceRestriction.none();
        List<Double> lower = options.numbers("LOWERB");
        List<Double> upper = options.numbers("UPPERB");
        if (lower.size() > parameters || upper.size() > parameters) {
            throw new StepFailure(statement.place(), GlimmixMessage.PARMS_BOUNDS, parameters);
        }
        for (int k = 0; k < parameters; k++) {
            double from =
                    k < lower.size() && !Missing.isMissing(lower.get(k)) ? lower.get(k) : Double.NEGATIVE_INFINITY;
            double to = k < upper.size() && !Missing.isMissing(upper.get(k)) ? upper.get(k) : Double.POSITIVE_INFINITY;
            if (from > to) {
                throw new StepFailure(statement.place(), GlimmixMessage.PARMS_EMPTY, k + 1);
            }
            if (!Double.isInfinite(from) || !Double.isInfinite(to)) {
                restriction = restriction.bounded(k, from, to);
            }
        }
        int[] held = options.numbers("HOLD").stream()
                .mapToInt(h -> {
                    if (h < 1 || h > parameters || h % 1 != 0) {
                        throw new StepFailure(statement.place(), GlimmixMessage.PARMS_HOLD, number(h), parameters);
                    }
                    return h.intValue() - 1;
                })
                .distinct()
                .toArray();
        boolean noIterations = options.has("NOITER");
        return new CovarianceStart(
                points,
                restriction,
                noIterations,
                noIterations ? IntStream.range(0, parameters).toArray() : held);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
