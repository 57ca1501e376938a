package hermite.sas.proc.plm;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.ClassLevels;
import hermite.model.inference.Tails;
import hermite.model.rows.UsableRows;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.proc.store.ItemStore;
import hermite.sas.proc.store.StoredFit;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** SCORE: each row of a data set with predictions of the stored model. */
final class ScoreStatement {
    /** Statistics and the names they have unless others are given. */
    private static final Map<String, String> NAMES = Map.of(
            "PREDICTED", "Predicted",
            "STDERR", "StdErr",
            "RESIDUAL", "Resid",
            "LCLM", "LCLM",
            "UCLM", "UCLM",
            "LCL", "LCL",
            "UCL", "UCL");

    private final Options main;
    private final Options options;
    private final Options procedure;
    private final ItemStore store;
    private final ResultFilter filter;
    private final ProcContext context;

    ScoreStatement(
            ProcStatement statement, Options procedure, ItemStore store, ResultFilter filter, ProcContext context) {
        this.main = ((Body.Main) statement.body()).options();
        this.options = statement.options();
        this.procedure = procedure;
        this.store = store;
        this.filter = filter;
        this.context = context;
    }

    void run() {
        InputData input =
                context.input(Optional.of(main.dataSet("DATA").orElseThrow(() -> new StepFailure(PlmMessage.NO_DATA))));
        Table table = input.table();
        int[] group = StoredGroups.of(table, input.name(), store.groups());
        for (StoredFit fit : store.groups()) {
            check(input, fit);
        }
        List<String> limits =
                Stream.of("LCL", "UCL").filter(wanted()::containsKey).toList();
        if (!limits.isEmpty() && Double.isNaN(first().residualVariance())) {
            context.log().write(PlmMessage.NO_PREDICTION_LIMITS, String.join(", ", limits));
        }
        long without = Arrays.stream(group).filter(g -> g < 0).count();
        if (without > 0) {
            context.log().write(PlmMessage.OTHER_GROUPS, without);
        }
        List<ScoredRows.Row> rows = scored(table, group);
        Map<String, double[]> statistics = new LinkedHashMap<>();
        NAMES.keySet()
                .forEach(name -> statistics.put(
                        name, rows.stream().mapToDouble(r -> r.statistic(name)).toArray()));
        int[] passing = filter.rows(statistics, rows.size());
        DataSetReference out = main.dataSet("OUT").orElse(DataSetReference.of("", "_DATA_"));
        context.write(out, written(table, rows, statistics).selectRows(passing));
    }

    private StoredFit first() {
        return store.groups().get(0);
    }

    /** A row for each of the table, or for each of its levels where the response is multinomial. */
    private List<ScoredRows.Row> scored(Table table, int[] group) {
        List<List<ScoredRows.Row>> ofRow = new ArrayList<>(Collections.nCopies(table.rowCount(), null));
        for (int g = -1; g < store.groups().size(); g++) {
            int of = g;
            int[] rows = IntStream.range(0, table.rowCount())
                    .filter(r -> group[r] == of)
                    .toArray();
            StoredFit fit = store.groups().get(Math.max(0, g));
            if (rows.length > 0) {
                ScoredRows scored = new ScoredRows(fit, table, rows, setting(fit, table, rows), context.formats());
                for (int i = 0; i < rows.length; i++) {
                    ofRow.set(rows[i], scored.levels(i, g >= 0));
                }
            }
        }
        boolean multinomial = !first().terms().functions().isOne();
        String[] observed = multinomial && options.has("OBSCAT") ? levels(table) : null;
        List<ScoredRows.Row> all = new ArrayList<>();
        for (int row = 0; row < ofRow.size(); row++) {
            for (ScoredRows.Row level : ofRow.get(row)) {
                if (observed == null || level.level().equals(observed[row])) {
                    all.add(level);
                }
            }
        }
        return all;
    }

    private ScoredRows.Setting setting(StoredFit fit, Table table, int[] rows) {
        double[] offset = new double[rows.length];
        if (usesOffset()) {
            double[] all = table.numeric(table.indexOf(store.offset())).values();
            Arrays.setAll(offset, i -> all[rows[i]]);
        }
        double[] response = new double[rows.length];
        Arrays.fill(response, Double.NaN);
        if (main.has("RESIDUAL")) {
            double[] all = responses(table);
            Arrays.setAll(response, i -> all[rows[i]]);
        }
        double quantile = Tails.studentQuantile(alpha(), degreesOfFreedom(fit));
        return new ScoredRows.Setting(offset, response, quantile, options.has("ILINK"));
    }

    private void check(InputData input, StoredFit fit) {
        Table table = input.table();
        for (String name : fit.terms().variables()) {
            Variable variable = table.variable(name)
                    .orElseThrow(() -> new StepFailure(PlmMessage.VARIABLE_MISSING, name, input.name()));
            boolean isClass = fit.terms().classNames().stream().anyMatch(c -> c.equalsIgnoreCase(name));
            if (!isClass && !variable.isNumeric()) {
                throw new StepFailure(PlmMessage.WRONG_TYPE, name);
            }
        }
        if (usesOffset() && table.indexOf(store.offset()) < 0) {
            throw new StepFailure(PlmMessage.VARIABLE_MISSING, store.offset(), input.name());
        }
        noteUnknownLevels(table, fit);
    }

    private void noteUnknownLevels(Table table, StoredFit fit) {
        int[] rows = UsableRows.all(table);
        for (ClassLevels levels : fit.terms().usedClasses()) {
            int[] index = levels.indices(table, rows, context.formats());
            int place = table.indexOf(levels.name());
            for (int row : rows) {
                boolean missing = table.variable(place).isNumeric()
                        ? Missing.isMissing(table.numeric(place).get(row))
                        : table.character(place).get(row).isEmpty();
                if (index[row] < 0 && !missing) {
                    context.log().write(PlmMessage.UNKNOWN_LEVELS);
                    return;
                }
            }
        }
    }

    private boolean usesOffset() {
        return !store.offset().isEmpty() && !options.has("NOOFFSET");
    }

    private double alpha() {
        double alpha = options.number("ALPHA").orElse(procedure.number("ALPHA").orElse(store.alpha()));
        if (!(alpha > 0 && alpha < 1)) {
            throw new StepFailure(
                    ProcMessage.OPTION_OUT_OF_RANGE, Double.toString(alpha), "ALPHA", "a number between 0 and 1");
        }
        return alpha;
    }

    private double degreesOfFreedom(StoredFit fit) {
        if (options.number("DF").isPresent()) {
            return options.number("DF").getAsDouble();
        }
        return procedure.word("DDFMETHOD").filter("NONE"::equals).isPresent()
                ? Double.POSITIVE_INFINITY
                : fit.degreesOfFreedom();
    }

    /** The response as the fit saw it: 1 for the level modelled, or the proportion of events. */
    private double[] responses(Table table) {
        String[] names = store.response().split("/");
        double[] response = new double[table.rowCount()];
        Arrays.fill(response, Double.NaN);
        int place = table.indexOf(names[0]);
        if (place < 0 || !first().terms().functions().isOne()) {
            return response;
        }
        Variable variable = table.variable(place);
        int trials = names.length > 1 ? table.indexOf(names[1]) : -1;
        for (int row = 0; row < response.length; row++) {
            if (!store.event().isEmpty()) {
                String text = shown(table, place, row);
                response[row] = text.isEmpty() ? Double.NaN : text.equals(store.event()) ? 1 : 0;
            } else if (variable.isNumeric()) {
                double y = table.numeric(place).get(row);
                response[row] = trials < 0 ? y : y / table.numeric(trials).get(row);
            }
        }
        return response;
    }

    /** A value as it is shown; empty when it is missing. */
    private String shown(Table table, int place, int row) {
        Variable variable = table.variable(place);
        if (variable.isNumeric()) {
            double value = table.numeric(place).get(row);
            return Missing.isMissing(value) ? "" : context.formats().display(variable, value);
        }
        String text = table.character(place).get(row);
        return text.isEmpty() ? "" : context.formats().display(variable, text).strip();
    }

    /** The level of a multinomial response that each row has; empty where it has none. */
    private String[] levels(Table table) {
        int place = table.indexOf(store.response());
        if (place < 0) {
            throw new StepFailure(PlmMessage.VARIABLE_MISSING, store.response(), "DATA=");
        }
        String[] levels = new String[table.rowCount()];
        Arrays.setAll(levels, row -> shown(table, place, row).strip());
        return levels;
    }

    private Table written(Table table, List<ScoredRows.Row> rows, Map<String, double[]> statistics) {
        Table repeated =
                table.selectRows(rows.stream().mapToInt(ScoredRows.Row::row).toArray());
        List<Variable> variables = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        if (!options.has("NOVAR")) {
            for (int v = 0; v < table.variables().size(); v++) {
                variables.add(table.variable(v));
                columns.add(repeated.column(v));
            }
        }
        if (!first().terms().functions().isOne()) {
            List<String> levels = rows.stream().map(ScoredRows.Row::level).toList();
            int width = levels.stream().mapToInt(String::length).max().orElse(1);
            variables.add(Variable.character("_LEVEL_", width).withLabel("Level of the Response"));
            columns.add(CharacterColumn.of(levels));
        }
        for (Map.Entry<String, String> wanted : wanted().entrySet()) {
            String statistic = wanted.getKey();
            String name = wanted.getValue();
            int existing = place(variables, name);
            if (existing >= 0 && options.has("NOUNIQUE")) {
                variables.remove(existing);
                columns.remove(existing);
            } else if (existing >= 0) {
                name = unique(variables, name);
                context.log().write(PlmMessage.RENAMED, wanted.getValue(), name);
            }
            variables.add(Variable.numeric(name).withLabel(label(statistic)));
            columns.add(new NumericColumn(statistics.get(statistic)));
        }
        return new Table(variables, columns, rows.size());
    }

    /** Statistics asked for with their names; the prediction when none is. */
    private Map<String, String> wanted() {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (BoundOption option : main.all()) {
            String statistic = option.spec().name();
            if (NAMES.containsKey(statistic)) {
                wanted.put(statistic, main.variable(statistic).orElse(NAMES.get(statistic)));
            }
        }
        if (wanted.isEmpty()) {
            wanted.put("PREDICTED", NAMES.get("PREDICTED"));
        }
        return wanted;
    }

    private String label(String statistic) {
        boolean inverse = options.has("ILINK");
        return switch (statistic) {
            case "PREDICTED" -> inverse ? "Predicted Value" : "Linear Predictor";
            case "STDERR" -> "Standard Error";
            case "RESIDUAL" -> "Residual";
            case "LCLM" -> "Lower Confidence Limit";
            case "UCLM" -> "Upper Confidence Limit";
            case "LCL" -> "Lower Prediction Limit";
            default -> "Upper Prediction Limit";
        };
    }

    private static int place(List<Variable> variables, String name) {
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i).isNamed(name)) {
                return i;
            }
        }
        return -1;
    }

    private static String unique(List<Variable> variables, String name) {
        int suffix = 2;
        while (place(variables, name + suffix) >= 0) {
            suffix++;
        }
        return name + suffix;
    }
}
