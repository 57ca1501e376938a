package hermite.sas.proc.marginal.binding;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.Effect;
import hermite.model.gee.LogOddsRatios;
import hermite.model.rows.Grouping;
import hermite.model.rows.UsableRows;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.OptionValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Rows of the Z matrix: from a data set for each cluster, or written in the program for all. */
final class PairRows {
    private PairRows() {}

    /** {@code (1 2) 1 0, (1 3) 0 1}: the rows in the order of the pairs (1,2), (1,3), …, (2,3), … */
    static List<double[]> inline(List<OptionValue> written) {
        Map<List<Integer>, double[]> rows = new TreeMap<>(PairRows::compare);
        List<Double> pair = new ArrayList<>();
        List<Double> row = new ArrayList<>();
        boolean inside = false;
        for (OptionValue value : written) {
            if (value instanceof OptionValue.Word word && word.word().equals("(")) {
                add(rows, pair, row);
                inside = true;
            } else if (value instanceof OptionValue.Word word && word.word().equals(")")) {
                inside = false;
            } else if (value instanceof OptionValue.Number number) {
                (inside ? pair : row).add(number.value());
            } else {
                throw malformed();
            }
        }
        add(rows, pair, row);
        if (rows.isEmpty()
                || rows.values().stream().mapToInt(r -> r.length).distinct().count() != 1) {
            throw malformed();
        }
        return List.copyOf(rows.values());
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        int c = Integer.compare(a.get(0), b.get(0));
        return c != 0 ? c : Integer.compare(a.get(1), b.get(1));
    }

    private static void add(Map<List<Integer>, double[]> rows, List<Double> pair, List<Double> row) {
        if (pair.isEmpty() && row.isEmpty()) {
            return;
        }
        if (pair.size() != 2 || row.isEmpty()) {
            throw malformed();
        }
        int j = (int) Math.min(pair.get(0), pair.get(1));
        int k = (int) Math.max(pair.get(0), pair.get(1));
        rows.put(List.of(j, k), row.stream().mapToDouble(Double::doubleValue).toArray());
        pair.clear();
        row.clear();
    }

    private static StepFailure malformed() {
        return new StepFailure(
                GenmodMessage.OPTION_NEEDS,
                "LOGOR=ZREP",
                "rows of one length, each after its pair, as in" + " LOGOR=ZREP((1 2) 1 0, (1 3) 0 1, (2 3) 1 0)");
    }

    /** Rows of a data set for each cluster. Clusters with equal rows share a number. */
    static final class Full {
        private final Map<Integer, List<double[]>> byTag = new HashMap<>();
        private final int[] tagOfSubject;
        private final int parameters;
        private final int dimension;

        Full(
                GenmodModel.LogOddsStructure.Full structure,
                Effect subject,
                Grouping subjects,
                List<ClassLevels> classes,
                int dimension,
                Formats formats) {
            this.dimension = dimension;
            this.parameters = structure.rows().size();
            Table z = structure.table();
            Map<List<Integer>, List<double[]>> rowsOf = new HashMap<>();
            Grouping own = Grouping.of(subject, classes, z, UsableRows.all(z), formats);
            for (int row = 0; row < z.rowCount(); row++) {
                if (own.group()[row] >= 0) {
                    add(structure, z, row, rowsOf.computeIfAbsent(key(own, own.group()[row]), k -> empty()));
                }
            }
            Map<List<List<Double>>, Integer> tags = new HashMap<>();
            tagOfSubject = new int[subjects.count()];
            for (int g = 0; g < subjects.count(); g++) {
                List<double[]> rows = rowsOf.get(key(subjects, g));
                if (rows == null) {
                    throw new StepFailure(
                            GenmodMessage.ZDATA_INVALID,
                            "has no rows for a subject: " + label(subjects, g, subject, classes) + ".");
                }
                List<List<Double>> content = rows.stream()
                        .map(r -> Arrays.stream(r).boxed().toList())
                        .toList();
                Integer tag = tags.computeIfAbsent(content, c -> tags.size());
                byTag.put(tag, rows);
                tagOfSubject[g] = tag;
            }
        }

        private static List<Integer> key(Grouping grouping, int group) {
            return Arrays.stream(grouping.levelsOf(group)).boxed().toList();
        }

        private static String label(Grouping subjects, int group, Effect subject, List<ClassLevels> classes) {
            List<String> labels = new ArrayList<>();
            for (int v = 0; v < subject.variables().size(); v++) {
                String name = subject.variables().get(v);
                int level = subjects.level(group, v);
                classes.stream()
                        .filter(c -> c.name().equalsIgnoreCase(name))
                        .forEach(c -> labels.add(name + "=" + c.labels().get(level)));
            }
            return String.join(" ", labels);
        }

        private List<double[]> empty() {
            List<double[]> rows = new ArrayList<>();
            IntStream.range(0, dimension * (dimension - 1) / 2).forEach(i -> rows.add(new double[0]));
            return rows;
        }

        private void add(GenmodModel.LogOddsStructure.Full structure, Table z, int row, List<double[]> rows) {
            int place;
            if (structure.pair().isEmpty()) {
                place = (int) rows.stream().filter(r -> r.length > 0).count();
            } else {
                int j = (int) z.numeric(z.indexOf(structure.pair().get(0))).get(row);
                int k = (int) z.numeric(z.indexOf(structure.pair().get(1))).get(row);
                int low = Math.min(j, k) - 1;
                int high = Math.max(j, k) - 1;
                if (low < 0 || low == high || high >= dimension) {
                    throw new StepFailure(
                            GenmodMessage.ZDATA_INVALID,
                            "names the pair (" + j + ", " + k + "), the occasions are 1 to " + dimension + ".");
                }
                place = low * (2 * dimension - low - 1) / 2 + high - low - 1;
            }
            if (place >= rows.size()) {
                throw new StepFailure(
                        GenmodMessage.ZDATA_INVALID,
                        "has more than " + rows.size() + " rows for a subject, one for each pair is expected.");
            }
            rows.set(
                    place,
                    structure.rows().stream()
                            .mapToDouble(name -> z.numeric(z.indexOf(name)).get(row))
                            .toArray());
        }

        int[] tags(Grouping subjects) {
            return IntStream.of(subjects.group()).map(g -> tagOfSubject[g]).toArray();
        }

        /** @throws StepFailure when a pair that occurs has no row */
        LogOddsRatios structure(Grouping subjects, int[] position) {
            List<List<Integer>> occasions = new ArrayList<>();
            IntStream.range(0, subjects.count()).forEach(g -> occasions.add(new ArrayList<>()));
            for (int i = 0; i < position.length; i++) {
                occasions.get(subjects.group()[i]).add(position[i]);
            }
            for (int g = 0; g < subjects.count(); g++) {
                List<Integer> own = occasions.get(g).stream().sorted().toList();
                for (int a = 0; a < own.size(); a++) {
                    for (int b = a + 1; b < own.size(); b++) {
                        int j = own.get(a);
                        int k = own.get(b);
                        int place = j * (2 * dimension - j - 1) / 2 + k - j - 1;
                        if (byTag.get(tagOfSubject[g]).get(place).length == 0) {
                            throw new StepFailure(
                                    GenmodMessage.ZDATA_INVALID,
                                    "has no row for the pair (" + (j + 1) + ", " + (k + 1) + ") of a subject.");
                        }
                    }
                }
            }
            return new LogOddsRatios.Full(dimension, parameters, Map.copyOf(byTag));
        }
    }
}
