package hermite.sas.proc.marginal.binding;

import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.DesignMatrix;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.Observations;
import hermite.model.ResponseFunctions;
import hermite.model.rows.UsableRows;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Takes from a table what a model can use: rows without missing values, levels, design, response. */
public final class SampleBuilder {
    private final GenmodModel model;
    private final Table table;
    private final Formats formats;
    private final Log log;

    public SampleBuilder(GenmodModel model, Table table, Formats formats, Log log) {
        this.model = model;
        this.table = table;
        this.formats = formats;
        this.log = log;
    }

    public GenmodSample build() {
        int[] rows = usable();
        if (rows.length == 0) {
            throw new StepFailure(GenmodMessage.NO_OBSERVATIONS);
        }
        List<ClassLevels> classes = levels(rows);
        double[] ones = new double[rows.length];
        Arrays.fill(ones, 1);
        double[] frequency = frequencies(rows).orElse(ones);
        Response response = response(rows, frequency, ones);
        double[] y = response.y;
        double[] trials = response.trials;
        List<Effect> all = new ArrayList<>(model.effects());
        model.zeroInflation().ifPresent(z -> all.addAll(z.effects()));
        ModelTerms terms = new ModelTerms(
                model.intercept(),
                model.effects(),
                classes,
                model.constructed().construct(all, table, rows, frequency));
        DesignMatrix design = terms.design(table, rows, formats);
        Observations observations = Observations.of(design.values(), design.columns(), y)
                .withTrials(trials)
                .withFrequency(frequency)
                .withWeight(model.weight().map(w -> values(w, rows)).orElse(ones))
                .withOffset(offset(rows));
        double events = 0;
        double allTrials = 0;
        for (int i = 0; i < y.length; i++) {
            events += frequency[i] * y[i] * trials[i];
            allTrials += frequency[i] * trials[i];
        }
        Optional<GenmodClusters> clusters = model.repeated()
                .map(repeated ->
                        new ClusterBuilder(model, repeated, table, formats).build(rows, classes, observations));
        if (model.isMultinomial()) {
            terms = terms.withFunctions(functions(response.profile.orElseThrow()));
        }
        return new GenmodSample(
                table,
                rows,
                table.rowCount(),
                frequencyRead(),
                Arrays.stream(frequency).sum(),
                events,
                allTrials,
                terms,
                classes,
                observations,
                response.profile,
                clusters);
    }

    /** @param y proportions of the trials; for a response in categories their numbers */
    private record Response(double[] y, double[] trials, Optional<GenmodSample.ResponseProfile> profile) {}

    private Response response(int[] rows, double[] frequency, double[] ones) {
        if (model.isMultinomial()) {
            ClassLevels levels = ordinalLevels(rows);
            int[] index = levels.indices(table, rows, formats);
            return new Response(
                    IntStream.of(index).asDoubleStream().toArray(),
                    ones,
                    Optional.of(new GenmodSample.ResponseProfile(
                            levels.name(), levels.labels(), counts(index, frequency, levels.count()), 0)));
        }
        if (model.isBinary()) {
            ClassLevels levels = responseLevels(rows);
            int modelled = modelled(levels);
            int[] index = levels.indices(table, rows, formats);
            return new Response(
                    IntStream.of(index).mapToDouble(i -> i == modelled ? 1 : 0).toArray(),
                    ones,
                    Optional.of(new GenmodSample.ResponseProfile(
                            levels.name(), levels.labels(), counts(index, frequency, 2), modelled)));
        }
        double[] y = values(model.response().variable(), rows);
        if (!model.hasTrials()) {
            return new Response(y, ones, Optional.empty());
        }
        double[] trials = values(model.response().trials().orElseThrow(), rows);
        Arrays.setAll(y, i -> y[i] / trials[i]);
        return new Response(y, trials, Optional.empty());
    }

    private ResponseFunctions functions(GenmodSample.ResponseProfile profile) {
        List<String> levels = profile.levels().subList(0, profile.levels().size() - 1);
        return switch (model.categories()) {
            case NONE -> ResponseFunctions.ONE;
            case ORDERED -> ResponseFunctions.thresholds(levels);
            case NOMINAL -> ResponseFunctions.separate(levels);
        };
    }

    /** OFFSET=, and with NOINT the constant of INTERCEPT=. */
    private double[] offset(int[] rows) {
        double[] offset = model.offset().map(o -> values(o, rows)).orElse(new double[rows.length]);
        double constant = model.intercept() ? 0 : model.likelihood().constant();
        for (int i = 0; i < offset.length; i++) {
            offset[i] += constant;
        }
        return offset;
    }

    private int[] usable() {
        Set<String> needed = new LinkedHashSet<>();
        needed.add(model.response().variable());
        model.response().trials().ifPresent(needed::add);
        needed.addAll(model.constructed().variables(model.effects()));
        model.zeroInflation().ifPresent(z -> needed.addAll(model.constructed().variables(z.effects())));
        model.offset().ifPresent(needed::add);
        model.weight().ifPresent(needed::add);
        model.frequency().ifPresent(needed::add);
        for (ClassVariable variable : model.classes()) {
            if (variable.missingIsLevel()) {
                needed.remove(variable.name());
            } else {
                needed.add(variable.name());
            }
        }
        int[] complete = UsableRows.complete(table, UsableRows.all(table), needed);
        boolean weighted = model.weight().isPresent() || model.frequency().isPresent();
        int[] counted = !weighted
                ? complete
                : IntStream.of(complete)
                        .filter(row ->
                                model.weight().map(w -> value(w, row) > 0).orElse(true)
                                        && model.frequency()
                                                .map(f -> value(f, row) >= 1)
                                                .orElse(true))
                        .toArray();
        if (counted.length == 0 && table.rowCount() > 0) {
            tellWhyNone(needed, complete);
        }
        int[] valid = model.isBinary() || model.isMultinomial()
                ? counted
                : IntStream.of(counted).filter(this::hasValidResponse).toArray();
        if (valid.length < counted.length) {
            log.write(
                    GenmodMessage.INVALID_RESPONSE,
                    counted.length - valid.length,
                    model.family().label());
        }
        return valid;
    }

    /** Which variables leave no observation: those that are missing, and weights that are not positive. */
    private void tellWhyNone(Set<String> needed, int[] complete) {
        List<String> causes = new ArrayList<>();
        int[] all = UsableRows.all(table);
        for (String variable : needed) {
            int missing = all.length - UsableRows.complete(table, all, Set.of(variable)).length;
            if (missing > 0) {
                causes.add(variable + " is missing in " + missing);
            }
        }
        model.weight().ifPresent(w -> {
            long refused =
                    IntStream.of(complete).filter(row -> !(value(w, row) > 0)).count();
            if (refused > 0) {
                causes.add("the weight " + w + " is not positive in " + refused);
            }
        });
        model.frequency().ifPresent(f -> {
            long refused =
                    IntStream.of(complete).filter(row -> !(value(f, row) >= 1)).count();
            if (refused > 0) {
                causes.add("the frequency " + f + " is below 1 in " + refused);
            }
        });
        log.write(GenmodMessage.NONE_USED, all.length, String.join(", ", causes));
    }

    private boolean hasValidResponse(int row) {
        double y = value(model.response().variable(), row);
        if (model.hasTrials()) {
            double n = value(model.response().trials().orElseThrow(), row);
            return n > 0 && y >= 0 && y <= n;
        }
        return model.family().isValidResponse(y);
    }

    private List<ClassLevels> levels(int[] rows) {
        List<ClassLevels> all = new ArrayList<>();
        for (ClassVariable variable : model.classes()) {
            all.add(ClassLevels.of(variable, table, rows, formats));
        }
        return all;
    }

    private ClassLevels ordinalLevels(int[] rows) {
        ClassLevels levels = ClassLevels.of(responseVariable(), table, rows, formats);
        if (levels.count() == 1) {
            throw new StepFailure(GenmodMessage.ONE_RESPONSE);
        }
        return levels;
    }

    private ClassVariable responseVariable() {
        return ClassVariable.of(model.response().variable())
                .withOrder(model.response().order())
                .withDescending(model.response().descending());
    }

    private ClassLevels responseLevels(int[] rows) {
        ClassLevels levels = ClassLevels.of(responseVariable(), table, rows, formats);
        if (levels.count() == 1) {
            throw new StepFailure(GenmodMessage.ONE_RESPONSE);
        }
        if (levels.count() != 2) {
            throw new StepFailure(GenmodMessage.NOT_BINARY, levels.name(), levels.count());
        }
        return levels;
    }

    private int modelled(ClassLevels levels) {
        if (model.response().event().isEmpty()) {
            return 0;
        }
        GenmodModel.Event event = model.response().event().get();
        if (event instanceof GenmodModel.Event.First) {
            return 0;
        }
        if (event instanceof GenmodModel.Event.Last) {
            return 1;
        }
        boolean negated = event instanceof GenmodModel.Event.NotLevel;
        String named = event instanceof GenmodModel.Event.NotLevel not
                ? not.value()
                : ((GenmodModel.Event.Level) event).value();
        int index = levels.labels().indexOf(named);
        if (index < 0) {
            throw new ClassLevels.UnknownReferenceException(levels.name(), named, levels.labels());
        }
        return negated ? 1 - index : index;
    }

    private Optional<double[]> frequencies(int[] rows) {
        return model.frequency()
                .map(f -> Arrays.stream(values(f, rows)).map(Math::floor).toArray());
    }

    private double frequencyRead() {
        return model.frequency()
                .map(f -> IntStream.range(0, table.rowCount())
                        .mapToDouble(row -> value(f, row))
                        .filter(v -> v >= 1)
                        .map(Math::floor)
                        .sum())
                .orElse((double) table.rowCount());
    }

    private static List<Double> counts(int[] index, double[] frequency, int levels) {
        double[] counts = new double[levels];
        for (int i = 0; i < index.length; i++) {
            counts[index[i]] += frequency[i];
        }
        return Arrays.stream(counts).boxed().toList();
    }

    private double[] values(String variable, int[] rows) {
        int place = table.indexOf(variable);
        double[] values = new double[rows.length];
        if (!table.variable(place).isNumeric()) {
            Arrays.fill(values, Missing.DOT);
            return values;
        }
        double[] column = table.numeric(place).values();
        for (int i = 0; i < rows.length; i++) {
            values[i] = column[rows[i]];
        }
        return values;
    }

    private double value(String variable, int row) {
        int place = table.indexOf(variable);
        return table.variable(place).isNumeric() ? table.numeric(place).get(row) : Missing.DOT;
    }
}
