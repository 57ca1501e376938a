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
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.report.TestColumns;
import hermite.sas.proc.glimmix.binding.FixedModel;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.fitting.CovariateSetting;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Table of odds ratios: class main effects against their last level, continuous variables one unit above their mean
 * against the mean, at each level of the class variables they interact with.
 */
public final class OddsRatios {
    private final ModelTerms terms;
    private final CovariateSetting reference;
    private final Map<String, Double> units;
    private final String difference;
    private final boolean labelled;
    private final boolean usual;
    private final FittedCoefficients fixed;
    private final List<ClassLevels> classes;
    private final List<String> continuous;
    private final double alpha;

    /** @throws StepFailure when AT or UNIT of ODDSRATIO name a variable that is not continuous in the model */
    public OddsRatios(FixedModel data, FittedCoefficients fixed) {
        this.fixed = fixed;
        alpha = data.alpha();
        Options options = data.modelOptions().suboptions("ODDSRATIO");
        terms = fixed.terms();
        classes = terms.usedClasses();
        continuous = CovariateSetting.continuous(terms);
        CovariateSetting at = CovariateSetting.atMeans(data);
        for (var setting : settings(options, "AT").entrySet()) {
            at = at.withValue(setting.getKey(), setting.getValue());
        }
        reference = at;
        units = settings(options, "UNIT");
        difference = options.word("DIFF").orElse("LAST");
        labelled = options.has("LABEL");
        usual = !options.has("AT") && units.isEmpty();
    }

    /** Puts the table, for the logit link alone. */
    public static void put(FixedModel data, FittedCoefficients fixed, ProcContext context) {
        if (data.response().link().equals("Logit")) {
            context.put(new OddsRatios(data, fixed).table());
        } else {
            context.log().write(GlimmixMessage.ODDS_RATIO_LINK);
        }
    }

    private Map<String, Double> settings(Options options, String name) {
        Map<String, Double> out = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (BoundOption option : options.findAll(name)) {
            for (OptionValue.Settings.Setting setting : ((OptionValue.Settings) option.value()).settings()) {
                String variable = continuous.stream()
                        .filter(setting.variable()::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow(() -> new StepFailure(
                                option.place(), GlimmixMessage.UNKNOWN_COVARIATE, name, setting.variable()));
                out.put(variable, setting.value());
            }
        }
        return out;
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
        if (labelled) {
            columns.add(OutputColumn.rowHeader("Label", "Comparison"));
        }
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
            double unit = units.getOrDefault(variable, 1.0);
            for (CovariateSetting from : reference.overLevels(interacting)) {
                double value = from.values().get(variable);
                rows.add(row(continuousLabel(variable, unit, from), from.withValue(variable, value + unit), from));
            }
        }
        List<String> notes = continuous.isEmpty() || !usual
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

    private static String continuousLabel(String variable, double unit, CovariateSetting from) {
        StringBuilder label = new StringBuilder("%s +%s from %s"
                .formatted(variable, text(unit), text(from.values().get(variable))));
        from.levels()
                .forEach((name, level) ->
                        label.append(" at ").append(name).append(' ').append(level));
        return label.toString();
    }

    /** Levels against the last, against the first, or every one against every one after it. */
    private void levelRows(ClassLevels variable, List<List<Cell>> rows) {
        int last = variable.count() - 1;
        for (int i = 0; i <= last; i++) {
            for (int j = 0; j <= last; j++) {
                boolean compared =
                        switch (difference) {
                            case "ALL" -> i < j;
                            case "FIRST" -> j == 0 && i > 0;
                            default -> j == last && i < last;
                        };
                if (compared) {
                    String one = variable.labels().get(i);
                    String other = variable.labels().get(j);
                    rows.add(row(
                            variable.name() + " " + one + " vs " + other,
                            reference.withLevel(variable.name(), one),
                            reference.withLevel(variable.name(), other)));
                }
            }
        }
    }

    private List<Cell> row(String label, CovariateSetting setting, CovariateSetting against) {
        List<Cell> row = new ArrayList<>();
        if (labelled) {
            row.add(Cell.of(label));
        }
        for (CovariateSetting side : List.of(setting, against)) {
            classes.forEach(c -> row.add(Cell.of(side.levels().getOrDefault(c.name(), ""))));
            continuous.forEach(v -> row.add(shown(side.values().get(v))));
        }
        double[] coefficients = CovariateSetting.difference(setting.coefficients(terms), against.coefficients(terms));
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
        row.add(TestColumns.number(Math.exp(linear.value() - half)));
        row.add(TestColumns.number(Math.exp(linear.value() + half)));
        return row;
    }

    private static Cell shown(double value) {
        return new Cell.Shown(value, text(value));
    }

    private static String text(double value) {
        return new BigDecimal(value)
                .round(new MathContext(5))
                .stripTrailingZeros()
                .toPlainString();
    }
}
