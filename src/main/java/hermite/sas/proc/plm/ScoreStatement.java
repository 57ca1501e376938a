package hermite.sas.proc.plm;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.ClassLevels;
import hermite.model.DesignMatrix;
import hermite.model.ResponseFunctions;
import hermite.model.Sweep;
import hermite.model.estimability.EstimableFunctions;
import hermite.model.inference.LinearAlgebra;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** SCORE: each row of a data set with predictions of the stored model. */
final class ScoreStatement {
    private static final double ESTIMABLE = 1e-8;
    /** Statistics and the names they have unless others are given. */
    private static final Map<String, String> NAMES =
            Map.of("PREDICTED", "Predicted", "STDERR", "StdErr", "RESIDUAL", "Resid", "LCLM", "LCLM", "UCLM", "UCLM");

    private final Options main;
    private final Options options;
    private final Options procedure;
    private final ItemStore store;
    private final String storeName;
    private final StoredFit fit;
    private final ProcContext context;

    ScoreStatement(ProcStatement statement, Options procedure, ItemStore store, String storeName, ProcContext context) {
        this.main = ((Body.Main) statement.body()).options();
        this.options = statement.options();
        this.procedure = procedure;
        this.store = store;
        this.storeName = storeName;
        this.fit = store.groups().get(0);
        this.context = context;
    }

    void run() {
        ResponseFunctions functions = fit.terms().functions();
        if (!functions.isOne() && !functions.cumulative()) {
            throw new StepFailure(PlmMessage.MULTINOMIAL, storeName);
        }
        if (store.groups().size() > 1) {
            throw new StepFailure(
                    PlmMessage.BY_GROUPS, storeName, store.groups().size());
        }
        InputData input = context.input(
                java.util.Optional.of(main.dataSet("DATA").orElseThrow(() -> new StepFailure(PlmMessage.NO_DATA))));
        check(input);
        Table table = functions.cumulative() ? byLevel(input.table(), functions) : input.table();
        Map<String, double[]> statistics = statistics(table);
        DataSetReference out = main.dataSet("OUT").orElse(DataSetReference.of("", "_DATA_"));
        context.write(out, scored(table, statistics));
    }

    /** Each row once a level but the last, which {@code _LEVEL_} names. */
    private static Table byLevel(Table table, ResponseFunctions functions) {
        int count = functions.count();
        int[] rows =
                IntStream.range(0, table.rowCount() * count).map(i -> i / count).toArray();
        Table repeated = table.selectRows(rows);
        List<Variable> variables = new ArrayList<>(repeated.variables());
        List<Column> columns = new ArrayList<>();
        for (int v = 0; v < variables.size(); v++) {
            columns.add(repeated.column(v));
        }
        int width = functions.levels().stream().mapToInt(String::length).max().orElse(1);
        variables.add(Variable.character("_LEVEL_", width).withLabel("Level of the Response"));
        columns.add(CharacterColumn.of(IntStream.range(0, rows.length)
                .mapToObj(i -> functions.levels().get(i % count))
                .toList()));
        return new Table(variables, columns, rows.length);
    }

    /** The coefficients of one row of the design for the response function it is about. */
    private double[] coefficients(double[] x, int row) {
        ResponseFunctions functions = fit.terms().functions();
        if (!functions.cumulative()) {
            return x;
        }
        double[] wide = new double[fit.estimates().length];
        wide[row % functions.count()] = 1;
        System.arraycopy(x, 1, wide, functions.count(), x.length - 1);
        return wide;
    }

    private void check(InputData input) {
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
        noteUnknownLevels(table);
    }

    private void noteUnknownLevels(Table table) {
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

    /** Names of statistics in the order asked for, with one value a row. */
    private Map<String, double[]> statistics(Table table) {
        int[] rows = UsableRows.all(table);
        DesignMatrix design = fit.terms().withFunctions(ResponseFunctions.ONE).design(table, rows, context.formats());
        double[] offset =
                usesOffset() ? table.numeric(table.indexOf(store.offset())).values() : new double[rows.length];
        double quantile = Tails.studentQuantile(alpha(), degreesOfFreedom());
        boolean inverse = options.has("ILINK");
        int p = fit.estimates().length;
        Sweep sweep = Sweep.of(fit.crossProducts(), p, Sweep.DEFAULT_SINGULAR);
        boolean mustCheck = sweep.rank() < p;
        Map<String, double[]> values = new LinkedHashMap<>();
        NAMES.keySet().forEach(name -> values.put(name, new double[rows.length]));
        double[] response = main.has("RESIDUAL") ? responses(table) : new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double[] x = coefficients(design.row(i), i);
            double eta = LinearAlgebra.dot(x, fit.estimates()) + offset[i];
            if (mustCheck && !EstimableFunctions.isEstimable(x, fit.crossProducts(), sweep, ESTIMABLE)) {
                eta = Double.NaN;
            }
            double error = Double.isNaN(eta)
                    ? Double.NaN
                    : Math.sqrt(Math.max(0, LinearAlgebra.sandwich(new double[][] {x}, fit.covariance(), p)[0]));
            double low = eta - quantile * error;
            double high = eta + quantile * error;
            double prediction = eta;
            if (inverse) {
                prediction = fit.link().inverse(eta);
                error *= Math.abs(fit.link().firstDerivative(eta));
                double a = fit.link().inverse(low);
                double b = fit.link().inverse(high);
                low = Math.min(a, b);
                high = Math.max(a, b);
            }
            values.get("PREDICTED")[i] = Missing.normalise(prediction);
            values.get("STDERR")[i] = Missing.normalise(error);
            values.get("RESIDUAL")[i] = Missing.normalise(response[i] - prediction);
            values.get("LCLM")[i] = Missing.normalise(low);
            values.get("UCLM")[i] = Missing.normalise(high);
        }
        return values;
    }

    private double alpha() {
        double alpha = options.number("ALPHA").orElse(procedure.number("ALPHA").orElse(store.alpha()));
        if (!(alpha > 0 && alpha < 1)) {
            throw new StepFailure(
                    ProcMessage.OPTION_OUT_OF_RANGE, Double.toString(alpha), "ALPHA", "a number between 0 and 1");
        }
        return alpha;
    }

    private double degreesOfFreedom() {
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
        java.util.Arrays.fill(response, Double.NaN);
        int place = table.indexOf(names[0]);
        if (place < 0 || fit.terms().functions().cumulative()) {
            return response;
        }
        Variable variable = table.variable(place);
        int trials = names.length > 1 ? table.indexOf(names[1]) : -1;
        for (int row = 0; row < response.length; row++) {
            if (!store.event().isEmpty()) {
                boolean missing = variable.isNumeric()
                        ? Missing.isMissing(table.numeric(place).get(row))
                        : table.character(place).get(row).isEmpty();
                String text = variable.isNumeric()
                        ? context.formats()
                                .display(variable, table.numeric(place).get(row))
                        : context.formats()
                                .display(variable, table.character(place).get(row))
                                .strip();
                response[row] = missing ? Double.NaN : text.equals(store.event()) ? 1 : 0;
            } else if (variable.isNumeric()) {
                double y = table.numeric(place).get(row);
                response[row] = trials < 0 ? y : y / table.numeric(trials).get(row);
            }
        }
        return response;
    }

    private Table scored(Table table, Map<String, double[]> statistics) {
        List<Variable> variables = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        if (!options.has("NOVAR")) {
            for (int v = 0; v < table.variables().size(); v++) {
                variables.add(table.variable(v));
                columns.add(table.column(v));
            }
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
        return new Table(variables, columns, table.rowCount());
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
            default -> "Upper Confidence Limit";
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
