package hermite.sas.proc.postfit;

import hermite.model.StandardLink;
import hermite.model.Sweep;
import hermite.model.inference.Combination;
import hermite.model.inference.Comparisons;
import hermite.model.inference.FTest;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.LeastSquaresMeans;
import hermite.model.inference.Tail;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Options that the statements have in common, checked, and the fit as the statement wants it used. */
final class StatementOptions {
    private final String statement;
    private final Options options;
    private final PostFitModel model;
    private final FittedCoefficients fit;
    private final Log log;
    private final Sweep sweep;

    StatementOptions(ProcStatement statement, PostFitModel model, Log log) {
        this(statement, model, model.coefficients(), log);
    }

    /** For the means of an effect. */
    static StatementOptions forMeans(ProcStatement statement, PostFitModel model, int effect, Log log) {
        return new StatementOptions(statement, model, model.coefficients().forEffect(effect), log);
    }

    private StatementOptions(ProcStatement statement, PostFitModel model, FittedCoefficients coefficients, Log log) {
        this.statement = statement.spec().name();
        this.options = statement.options();
        this.model = model;
        this.log = log;
        this.sweep = Sweep.of(coefficients.crossProducts(), coefficients.columns(), Sweep.DEFAULT_SINGULAR);
        this.fit =
                options.number("DF").isPresent() ? coefficients.withDegreesOfFreedom(degreesOfFreedom()) : coefficients;
    }

    /** With more coefficients than those of the model. */
    StatementOptions with(ProcStatement of, FittedCoefficients coefficients) {
        return new StatementOptions(of, model, coefficients, log);
    }

    FittedCoefficients fit() {
        return fit;
    }

    Options all() {
        return options;
    }

    /** Whether odds are asked for and exist: only a logit has them. Otherwise a note says that the option is ignored. */
    boolean wantsOdds() {
        if (!has("ODDSRATIO") && !has("ODDS")) {
            return false;
        }
        if (model.link() == StandardLink.LOGIT) {
            return true;
        }
        log.write(
                PostFitMessage.ODDS_NEED_LOGIT,
                has("ODDSRATIO") ? "ODDSRATIO" : "ODDS",
                statement,
                model.link().label());
        return false;
    }

    boolean has(String name) {
        return options.has(name);
    }

    double alpha() {
        double alpha = options.number("ALPHA").orElse(model.alpha());
        if (!(alpha > 0 && alpha < 1)) {
            throw new StepFailure(PostFitMessage.RANGE, Double.toString(alpha), "ALPHA", "a number between 0 and 1");
        }
        return alpha;
    }

    private double degreesOfFreedom() {
        double df = options.number("DF").orElseThrow();
        if (!(df > 0)) {
            throw new StepFailure(PostFitMessage.RANGE, Double.toString(df), "DF", "a positive number");
        }
        return df;
    }

    Tail tail() {
        return has("LOWERTAILED") ? Tail.LOWER : has("UPPERTAILED") ? Tail.UPPER : Tail.TWO_SIDED;
    }

    /** The divisor of a row: its own in the list, or the one for all. */
    double divisor(int row) {
        return ofRow("DIVISOR", row, 1);
    }

    double testValue(int row) {
        return ofRow("TESTVALUE", row, 0);
    }

    private double ofRow(String option, int row, double otherwise) {
        List<Double> values = options.numbers(option);
        double value = values.isEmpty() ? otherwise : values.get(Math.min(row, values.size() - 1));
        if (Double.isNaN(value) || option.equals("DIVISOR") && value == 0) {
            throw new StepFailure(PostFitMessage.RANGE, Double.toString(value), option, "a number other than 0");
        }
        return value;
    }

    /** z and chi-square tests without columns of degrees of freedom. */
    boolean isNormal(double[][] rows) {
        return model.dialect() != Dialect.MIXED
                && Double.isInfinite(fit.degreesOfFreedom().of(rows));
    }

    /** Those of the test that the means of an effect are equal. */
    double effectDegreesOfFreedom(List<LeastSquaresMeans.Mean> means) {
        double[][] rows = Comparisons.equality(means.stream()
                .map(LeastSquaresMeans.Mean::row)
                .filter(this::isEstimable)
                .toList());
        return rows.length == 0 ? Double.NaN : fit.degreesOfFreedom().of(rows);
    }

    boolean isEstimable(double[] row) {
        double tolerance = options.number("SINGULAR").orElse(FittedCoefficients.SINGULAR);
        return fit.isEstimable(row, sweep, tolerance);
    }

    /** The combination; empty with a warning when it is not estimable. */
    Optional<Combination> combination(double[] row, String label) {
        if (isEstimable(row)) {
            return Optional.of(fit.combination(row));
        }
        log.write(PostFitMessage.NOT_ESTIMABLE, statement.toLowerCase(java.util.Locale.ROOT), label);
        return Optional.empty();
    }

    /** The joint test; empty with a warning when a row is not estimable. */
    Optional<FTest> test(double[][] rows, double[] expected, String label) {
        if (Arrays.stream(rows).allMatch(this::isEstimable)) {
            return Optional.of(fit.test(rows, expected));
        }
        log.write(PostFitMessage.NOT_ESTIMABLE, statement.toLowerCase(java.util.Locale.ROOT), label);
        return Optional.empty();
    }
}
