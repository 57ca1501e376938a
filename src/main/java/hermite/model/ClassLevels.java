package hermite.model;

import hermite.data.CharacterColumn;
import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The levels of a classification variable, in order, and the rows that code them. A level is a distinct formatted
 * value.
 *
 * @param variable how the variable was declared, its name spelled as in the data
 * @param labels formatted values, blanks at both ends removed, in order
 * @param scores the number each level stands for (polynomial codings); 1, 2, … when the variable is text
 * @param reference index of the reference level
 */
public record ClassLevels(ClassVariable variable, List<String> labels, List<Double> scores, int reference) {
    public ClassLevels {
        labels = List.copyOf(labels);
        scores = List.copyOf(scores);
    }

    /** A reference level was named that does not occur. */
    public static final class UnknownReferenceException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final String variableName;
        private final String level;
        private final transient List<String> levels;

        /** @param levels those that do occur */
        public UnknownReferenceException(String variableName, String level, List<String> levels) {
            super("level '" + level + "' of " + variableName + " does not occur");
            this.variableName = variableName;
            this.level = level;
            this.levels = List.copyOf(levels);
        }

        public String variableName() {
            return variableName;
        }

        public String level() {
            return level;
        }

        /** The levels that do occur. */
        public List<String> levels() {
            return levels;
        }
    }

    /**
     * Reads the levels that occur in the rows given.
     *
     * @throws IllegalArgumentException when the table has no such variable
     * @throws UnknownReferenceException when the reference level does not occur
     */
    public static ClassLevels of(ClassVariable declared, Table table, int[] rows, Formats formats) {
        int place = table.indexOf(declared.name());
        if (place < 0) {
            throw new IllegalArgumentException("no variable " + declared.name());
        }
        Variable variable = table.variable(place);
        // In the order of the rows, which often is that of the levels: sorting costs little then.
        Map<String, Seen> seen = new LinkedHashMap<>();
        DistinctValues values = DistinctValues.of(table.column(place), rows);
        for (int value = 0; value < values.size(); value++) {
            int row = values.firstRow()[value];
            if (!declared.missingIsLevel() && isMissing(table, place, row)) {
                continue;
            }
            String label = label(declared, table, place, row, formats);
            double number = variable.isNumeric() ? table.numeric(place).get(row) : Double.NaN;
            String text = variable.isNumeric() ? "" : table.character(place).get(row);
            int order = seen.size();
            Seen level = seen.computeIfAbsent(label, l -> new Seen(l, order, number, text));
            level.count += values.count()[value];
            if (variable.isNumeric()
                    ? Missing.compare(number, level.number) < 0
                    : CharacterColumn.compareText(text, level.text) < 0) {
                level.number = number;
                level.text = text;
            }
        }
        List<Seen> levels = new ArrayList<>(seen.values());
        levels.sort(comparator(declared, variable, formats));
        if (declared.descending()) {
            Collections.reverse(levels);
        }
        return order(declared, variable, levels);
    }

    private static ClassLevels order(ClassVariable declared, Variable variable, List<Seen> levels) {
        List<String> labels = new ArrayList<>(levels.stream().map(s -> s.label).toList());
        int reference = referenceIndex(declared, variable, labels);
        boolean named = !(declared.reference() instanceof ClassVariable.Reference.Last);
        if (declared.coding() == Coding.GLM && named && reference >= 0) {
            labels.add(labels.remove(reference));
            levels.add(levels.remove(reference));
            reference = labels.size() - 1;
        }
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            double number = levels.get(i).number;
            scores.add(Double.isNaN(number) ? i + 1.0 : number);
        }
        ClassVariable spelled = new ClassVariable(
                variable.name(),
                declared.coding(),
                declared.order(),
                declared.descending(),
                declared.missingIsLevel(),
                declared.reference(),
                declared.labelLength());
        return new ClassLevels(spelled, labels, scores, reference);
    }

    private static int referenceIndex(ClassVariable declared, Variable variable, List<String> labels) {
        if (declared.reference() instanceof ClassVariable.Reference.Level named) {
            int index = labels.indexOf(named.value().strip());
            if (index < 0) {
                throw new UnknownReferenceException(
                        variable.name(), named.value().strip(), labels);
            }
            return index;
        }
        return declared.reference() instanceof ClassVariable.Reference.First && !labels.isEmpty()
                ? 0
                : labels.size() - 1;
    }

    private static Comparator<Seen> comparator(ClassVariable declared, Variable variable, Formats formats) {
        Comparator<Seen> internal = variable.isNumeric()
                ? (a, b) -> Missing.compare(a.number, b.number)
                : (a, b) -> CharacterColumn.compareText(a.text, b.text);
        Comparator<Seen> byLabel = (a, b) -> CharacterColumn.compareText(a.label, b.label);
        return switch (declared.order()) {
            case DATA -> Comparator.comparingInt(s -> s.firstSeen);
            case INTERNAL -> internal.thenComparing(byLabel);
            case FORMATTED ->
                variable.isNumeric()
                        ? variable.format().map(f -> byWriting(f, formats)).orElse(internal)
                        : byLabel;
            case FREQUENCY ->
                Comparator.<Seen>comparingInt(s -> -s.count)
                        .thenComparing(internal)
                        .thenComparing(byLabel);
        };
    }

    /** With the format's leading blanks, so that numbers in a plain format such as BEST12. keep their order. */
    private static Comparator<Seen> byWriting(Format format, Formats formats) {
        return (a, b) -> CharacterColumn.compareText(a.written(format, formats), b.written(format, formats));
    }

    public String name() {
        return variable.name();
    }

    public int count() {
        return labels.size();
    }

    /** One row a level: the values of the design columns. Freshly allocated. */
    public double[][] codingRows() {
        double[] values = scores.stream().mapToDouble(Double::doubleValue).toArray();
        return labels.isEmpty() ? new double[0][0] : variable.coding().matrix(values, reference);
    }

    /** What names each design column. */
    public List<String> columnLabels() {
        return variable.coding().columnLabels(labels, reference);
    }

    /**
     * Index of each row's level, -1 where the value is missing (and missing is no level) or is no level.
     *
     * @param table any table with a variable of this name
     */
    public int[] indices(Table table, int[] rows, Formats formats) {
        int place = table.indexOf(name());
        if (place < 0) {
            throw new IllegalArgumentException("no variable " + name());
        }
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            index.put(labels.get(i), i);
        }
        DistinctValues values = DistinctValues.of(table.column(place), rows);
        int[] levelOf = new int[values.size()];
        for (int value = 0; value < levelOf.length; value++) {
            int row = values.firstRow()[value];
            boolean excluded = !variable.missingIsLevel() && isMissing(table, place, row);
            levelOf[value] = excluded ? -1 : index.getOrDefault(label(variable, table, place, row, formats), -1);
        }
        int[] result = values.code();
        for (int i = 0; i < result.length; i++) {
            result[i] = levelOf[result[i]];
        }
        return result;
    }

    private static String label(ClassVariable declared, Table table, int place, int row, Formats formats) {
        Variable variable = table.variable(place);
        String label = variable.isNumeric()
                ? formats.display(variable, table.numeric(place).get(row))
                : formats.display(variable, table.character(place).get(row)).strip();
        return declared.labelLength() > 0 && label.length() > declared.labelLength()
                ? label.substring(0, declared.labelLength())
                : label;
    }

    private static boolean isMissing(Table table, int place, int row) {
        return table.variable(place).isNumeric()
                ? Missing.isMissing(table.numeric(place).get(row))
                : table.character(place).get(row).isEmpty();
    }

    private static final class Seen {
        private final String label;
        private final int firstSeen;
        private double number;
        private String text;
        private int count;
        private String written;

        private Seen(String label, int firstSeen, double number, String text) {
            this.label = label;
            this.firstSeen = firstSeen;
            this.number = number;
            this.text = text;
        }

        /** The level's number in the columns of a format; written once, however often it is compared. */
        private String written(Format format, Formats formats) {
            if (written == null) {
                written = formats.write(number, format);
            }
            return written;
        }
    }
}
