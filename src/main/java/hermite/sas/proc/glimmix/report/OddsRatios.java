package hermite.sas.proc.glimmix.report;

import hermite.data.Missing;
import hermite.model.ClassLevels;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.inference.Combination;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.NumberFormat;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.covariance.TestColumns;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.fitting.CovariateSetting;
import hermite.sas.proc.glimmix.fitting.FixedEffects;
import hermite.sas.proc.glimmix.fitting.PostFitInput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Table of odds ratios: class main effects against their last level, continuous variables one unit above their mean
 * against the mean, at each level of the class variables they interact with.
 */
public final class OddsRatios {
    private final ModelTerms terms;
    private final CovariateSetting means;
    private final FittedCoefficients fixed;
    private final List<ClassLevels> classes;
    private final List<String> continuous;
    private final double alpha;

    public OddsRatios(GlimmixData data, FixedEffects fixed) {
        this(
                CovariateSetting.atMeans(data),
                PostFitInput.coefficients(data, fixed),
                data.request().alpha());
    }

    /** @param means of the continuous variables over the rows used */
    public OddsRatios(CovariateSetting means, FittedCoefficients fixed, double alpha) {
        this.means = means;
        this.fixed = fixed;
        this.alpha = alpha;
        terms = fixed.terms();
        classes = terms.usedClasses();
        continuous = CovariateSetting.continuous(terms);
    }

    /** Three decimals, as odds ratios are printed. */
    private enum ThreeDecimals implements NumberFormat {
        INSTANCE;

        @Override
        public String print(double value) {
            return Missing.isMissing(value) || Double.isNaN(value)
                    ? "."
                    : Double.isInfinite(value) || Math.abs(value) >= 1e7
                            ? NumberFormats.BEST8.print(value)
                            : String.format(Locale.ROOT, "%.3f", value);
        }

        @Override
        public String sasFormat() {
            return "8.3";
        }
    }

    public OutputTable table() {
        List<OutputColumn> columns = new ArrayList<>();
        for (String mark : List.of("", "_")) {
            classes.forEach(c -> columns.add(OutputColumn.rowHeader(mark + c.name(), mark + c.name())));
            continuous.forEach(v -> columns.add(OutputColumn.number(mark + v, mark + v, NumberFormats.BEST8)));
        }
        String percent = NumberFormats.BEST8.print(100 * (1 - alpha)) + "% Confidence|Limits";
        columns.add(OutputColumn.number("Estimate", "Estimate", ThreeDecimals.INSTANCE));
        columns.add(OutputColumn.number("DF", "DF", NumberFormats.INTEGER));
        columns.add(OutputColumn.number("Lower", "", ThreeDecimals.INSTANCE)
                .withLabel("Lower Confidence Limit")
                .withSpan(percent));
        columns.add(OutputColumn.number("Upper", "", ThreeDecimals.INSTANCE)
                .withLabel("Upper Confidence Limit")
                .withSpan(percent));
        List<List<Cell>> rows = new ArrayList<>();
        for (Effect effect : terms.effects()) {
            classes.stream()
                    .filter(c -> effect.variables().size() == 1 && effect.uses(c.name()))
                    .forEach(c -> levelRows(c, rows));
        }
        for (String variable : continuous) {
            List<ClassLevels> interacting = classes.stream()
                    .filter(c -> terms.effects().stream().anyMatch(e -> isMadeOf(e, variable) && e.uses(c.name())))
                    .toList();
            for (CovariateSetting reference : means.overLevels(interacting)) {
                rows.add(row(reference.withValue(variable, reference.values().get(variable) + 1), reference));
            }
        }
        List<String> notes = continuous.isEmpty()
                ? List.of()
                : List.of("Effects of continuous variables are assessed as one unit offsets from the mean. The AT "
                        + "suboption modifies the reference value and the UNIT suboption modifies the offsets.");
        return new OutputTable(
                "OddsRatios",
                "Odds Ratio Estimates",
                List.of("Odds Ratio Estimates"),
                Layout.COLUMNS,
                columns,
                rows,
                notes);
    }

    private boolean isMadeOf(Effect effect, String variable) {
        return effect.uses(variable)
                || terms.constructedIn(effect).stream()
                        .anyMatch(c -> c.variables().stream().anyMatch(variable::equalsIgnoreCase));
    }

    private void levelRows(ClassLevels variable, List<List<Cell>> rows) {
        int last = variable.count() - 1;
        CovariateSetting reference =
                means.withLevel(variable.name(), variable.labels().get(last));
        for (int i = 0; i < last; i++) {
            rows.add(row(means.withLevel(variable.name(), variable.labels().get(i)), reference));
        }
    }

    private List<Cell> row(CovariateSetting setting, CovariateSetting reference) {
        List<Cell> row = new ArrayList<>();
        for (CovariateSetting side : List.of(setting, reference)) {
            classes.forEach(c -> row.add(Cell.of(side.levels().getOrDefault(c.name(), ""))));
            continuous.forEach(v -> row.add(shown(side.values().get(v))));
        }
        double[] coefficients = CovariateSetting.difference(setting.coefficients(terms), reference.coefficients(terms));
        if (!fixed.isEstimable(coefficients, 1e-6)) {
            for (int k = 0; k < 4; k++) {
                row.add(Cell.missing());
            }
            return row;
        }
        Combination linear = fixed.combination(coefficients);
        double half = Tails.studentQuantile(alpha, linear.df()) * linear.standardError();
        row.add(Cell.of(Math.exp(linear.value())));
        row.add(TestColumns.df(linear.df()));
        row.add(FixedEffectTables.number(Math.exp(linear.value() - half)));
        row.add(FixedEffectTables.number(Math.exp(linear.value() + half)));
        return row;
    }

    private static Cell shown(double value) {
        return new Cell.Shown(
                value,
                new BigDecimal(value)
                        .round(new MathContext(5))
                        .stripTrailingZeros()
                        .toPlainString());
    }
}
