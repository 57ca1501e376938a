package hermite.sas.proc.marginal.binding;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.Effect;
import hermite.model.Family;
import hermite.model.Observations;
import hermite.model.gee.ClusteredObservations;
import hermite.model.gee.LogOddsRatios;
import hermite.model.gee.WorkingCorrelation;
import hermite.model.rows.Grouping;
import hermite.model.rows.UsableRows;
import hermite.sas.log.StepFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Groups the used rows into clusters and occasions. */
public final class ClusterBuilder {
    private final GenmodModel model;
    private final GenmodModel.Repeated repeated;
    private final Table table;
    private final Formats formats;

    public ClusterBuilder(GenmodModel model, GenmodModel.Repeated repeated, Table table, Formats formats) {
        this.model = model;
        this.repeated = repeated;
        this.table = table;
        this.formats = formats;
    }

    public GenmodClusters build(int[] rows, List<ClassLevels> classes, Observations observations) {
        Grouping subjects = Grouping.of(repeated.subject(), classes, table, rows, formats);
        checkFrequencies(subjects, observations);
        int[] position = new int[rows.length];
        int size;
        Optional<Grouping> occasions = Optional.empty();
        Optional<String> within = Optional.empty();
        if (repeated.within().isPresent()) {
            Effect effect = repeated.within().get();
            occasions = Optional.of(Grouping.of(effect, classes, table, rows, formats));
            position = occasions.get().group();
            size = occasions.get().count();
            within = Optional.of(effect.name() + " (" + size + " levels)");
        } else {
            int[] seen = new int[subjects.count()];
            int[] group = subjects.group();
            for (int i = 0; i < rows.length; i++) {
                position[i] = seen[group[i]]++;
            }
            size = IntStream.of(seen).max().orElse(0);
        }
        int dimension = size;
        int[] places = position;
        Optional<PairRows.Full> full = repeated.logOddsRatios()
                .filter(s -> s instanceof GenmodModel.LogOddsStructure.Full)
                .map(s -> new PairRows.Full(
                        (GenmodModel.LogOddsStructure.Full) s,
                        repeated.subject(),
                        subjects,
                        classes,
                        dimension,
                        formats));
        int[] tags = full.map(f -> f.tags(subjects)).orElseGet(() -> tags(rows, classes, subjects));
        ClusteredObservations clustered;
        try {
            if (repeated.request().time().isPresent()) {
                double[] times = times(repeated.request().time().get(), rows);
                position = ranks(times, subjects, classes);
                clustered = ClusteredObservations.of(observations, subjects.group(), position, tags, times, dimension);
            } else {
                clustered = ClusteredObservations.of(observations, subjects.group(), position, tags, dimension);
            }
        } catch (ClusteredObservations.RepeatedPositionException repeatedPosition) {
            throw new StepFailure(
                    GenmodMessage.NONUNIQUE_WITHIN,
                    label(repeated.subject(), subjects, repeatedPosition.cluster(), classes),
                    label(
                            repeated.within().orElseThrow(),
                            occasions.orElseThrow(),
                            repeatedPosition.position(),
                            classes));
        }
        checkMatrix(dimension);
        List<String> groups = new ArrayList<>();
        Optional<LogOddsRatios> logOddsRatios = full.isPresent()
                ? Optional.of(full.get().structure(subjects, places))
                : repeated.logOddsRatios().map(structure -> resolve(structure, dimension, classes, groups));
        return new GenmodClusters(
                clustered,
                repeated.subject().name() + " (" + subjects.count() + " levels)",
                within,
                withMissing(rows, classes),
                logOddsRatios,
                groups,
                subjects.group(),
                position);
    }

    private double[] times(String variable, int[] rows) {
        int place = table.indexOf(variable);
        return IntStream.of(rows)
                .mapToDouble(row -> table.numeric(place).get(row))
                .toArray();
    }

    /** Places of the rows of each subject in the order of their times. */
    private int[] ranks(double[] times, Grouping subjects, List<ClassLevels> classes) {
        int[] group = subjects.group();
        Integer[] order = IntStream.range(0, times.length).boxed().toArray(Integer[]::new);
        java.util.Arrays.sort(order, (a, b) -> {
            int c = Integer.compare(group[a], group[b]);
            return c != 0 ? c : Double.compare(times[a], times[b]);
        });
        int[] rank = new int[times.length];
        for (int i = 1; i < order.length; i++) {
            int row = order[i];
            int before = order[i - 1];
            if (group[row] == group[before]) {
                if (times[row] == times[before]) {
                    throw new StepFailure(
                            GenmodMessage.NONUNIQUE_TIME,
                            label(repeated.subject(), subjects, group[row], classes),
                            repeated.request().time().orElseThrow());
                }
                rank[row] = rank[before] + 1;
            }
        }
        return rank;
    }

    /** {@code id=3}, {@code center=1 id=3}. */
    static String label(Effect effect, Grouping grouping, int group, List<ClassLevels> classes) {
        List<String> parts = new ArrayList<>();
        for (int v = 0; v < effect.variables().size(); v++) {
            String name = effect.variables().get(v);
            parts.add(name + "=" + find(name, classes).labels().get(grouping.level(group, v)));
        }
        return String.join(" ", parts);
    }

    private void checkFrequencies(Grouping subjects, Observations observations) {
        double[] first = new double[subjects.count()];
        int[] group = subjects.group();
        double[] frequency = observations.frequency();
        for (int i = 0; i < group.length; i++) {
            int g = group[i];
            double f = frequency[i];
            if (first[g] == 0) {
                first[g] = f;
            } else if (first[g] != f) {
                throw new StepFailure(GenmodMessage.FREQUENCY_NOT_CONSTANT);
            }
        }
    }

    private void checkMatrix(int dimension) {
        if (repeated.correlation() instanceof WorkingCorrelation.Fixed fixed && fixed.dimension() < dimension) {
            throw new StepFailure(GenmodMessage.WRONG_MATRIX, "USER", fixed.matrix().length, dimension * dimension);
        }
    }

    /** Number of clusters that have both rows that are used and rows that are not. */
    private int withMissing(int[] rows, List<ClassLevels> classes) {
        if (rows.length == table.rowCount()) {
            return 0;
        }
        Grouping all = Grouping.of(repeated.subject(), classes, table, UsableRows.all(table), formats);
        boolean[] isUsed = new boolean[table.rowCount()];
        for (int row : rows) {
            isUsed[row] = true;
        }
        boolean[] used = new boolean[all.count()];
        boolean[] missing = new boolean[all.count()];
        for (int row = 0; row < isUsed.length; row++) {
            int group = all.group()[row];
            if (group >= 0) {
                used[group] |= isUsed[row];
                missing[group] |= !isUsed[row];
            }
        }
        return (int) IntStream.range(0, all.count())
                .filter(g -> used[g] && missing[g])
                .count();
    }

    private int[] tags(int[] rows, List<ClassLevels> classes, Grouping subjects) {
        Optional<GenmodModel.LogOddsStructure> structure = repeated.logOddsRatios();
        if (structure.isEmpty()) {
            return new int[rows.length];
        }
        if (structure.get() instanceof GenmodModel.LogOddsStructure.Nested nested) {
            return level(nested.subcluster(), rows, classes);
        }
        if (structure.get() instanceof GenmodModel.LogOddsStructure.ByVariable by) {
            int[] tags = level(by.variable(), rows, classes);
            int[] first = new int[subjects.count()];
            java.util.Arrays.fill(first, -1);
            for (int i = 0; i < tags.length; i++) {
                int g = subjects.group()[i];
                if (first[g] >= 0 && first[g] != tags[i]) {
                    throw new StepFailure(GenmodMessage.NOT_CONSTANT, by.variable());
                }
                first[g] = tags[i];
            }
            return tags;
        }
        return new int[rows.length];
    }

    private int[] level(String variable, int[] rows, List<ClassLevels> classes) {
        return Grouping.of(Effect.of(variable), classes, table, rows, formats).group();
    }

    private LogOddsRatios resolve(
            GenmodModel.LogOddsStructure structure, int dimension, List<ClassLevels> classes, List<String> groups) {
        if (model.family() != Family.BINOMIAL
                || model.hasTrials()
                || model.categories() == GenmodModel.Categories.NOMINAL) {
            throw new StepFailure(GenmodMessage.LOGOR_NEEDS_BINARY);
        }
        if (structure instanceof GenmodModel.LogOddsStructure.FullClusters) {
            groups.addAll(pairs(dimension));
            return new LogOddsRatios.FullyParameterized(dimension);
        }
        if (structure instanceof GenmodModel.LogOddsStructure.ByVariable by) {
            ClassLevels levels = find(by.variable(), classes);
            groups.addAll(levels.labels());
            return new LogOddsRatios.ByGroup(levels.count());
        }
        if (structure instanceof GenmodModel.LogOddsStructure.Nested nested) {
            ClassLevels levels = find(nested.subcluster(), classes);
            if (!nested.each()) {
                groups.addAll(List.of("Within", "Between"));
                return new LogOddsRatios.OneNested();
            }
            groups.add("Between");
            groups.addAll(levels.labels());
            return new LogOddsRatios.KNested(levels.count());
        }
        if (structure instanceof GenmodModel.LogOddsStructure.Replicated replicated) {
            int expected = dimension * (dimension - 1) / 2;
            if (replicated.rows().size() != expected) {
                throw new StepFailure(
                        GenmodMessage.ZDATA_INVALID,
                        "has " + replicated.rows().size() + " rows, " + expected + " are expected, one for each pair.");
            }
            groups.addAll(pairs(dimension));
            return new LogOddsRatios.Replicated(dimension, replicated.rows());
        }
        return new LogOddsRatios.Exchangeable();
    }

    private static ClassLevels find(String name, List<ClassLevels> classes) {
        return classes.stream()
                .filter(c -> c.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> pairs(int dimension) {
        List<String> pairs = new ArrayList<>();
        for (int j = 1; j <= dimension; j++) {
            for (int k = j + 1; k <= dimension; k++) {
                pairs.add("(" + j + ", " + k + ")");
            }
        }
        return pairs;
    }
}
