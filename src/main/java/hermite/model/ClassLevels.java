package hermite.model;

import hermite.data.CharacterColumn;
import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.rows.DistinctValues;
import hermite.model.rows.NumberIndex;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/**
 * The levels of a classification variable, in order, and the rows that code them. A level is a distinct formatted
 * value.
 *
 * @param variable how the variable was declared, its name spelled as in the data
 * @param labels formatted values, blanks at both ends removed, in order
 * @param scores the number each level stands for (polynomial codings); 1, 2, … when the variable is text; shared, read
 *     only
 * @param reference index of the reference level
 */
public record ClassLevels(ClassVariable variable, List<String> labels, double[] scores, int reference) {
    /** Below this, BEST12. writes every digit of a whole number. */
    private static final double LARGEST_PLAIN = 1e11;

    private static final int PLAIN_WIDTH = 12;

    public ClassLevels {
        labels = labels instanceof WholeNumbers ? labels : List.copyOf(labels);
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
        DistinctValues values = DistinctValues.of(table.column(place), rows);
        if (isPlain(variable) && keepsOrderOfNumbers(declared)) {
            double[] numbers = numbers(declared, table.numeric(place), values);
            // A minus sign in a format's column has its own order.
            double least = variable.format().isEmpty() ? -LARGEST_PLAIN : 0;
            if (Arrays.stream(numbers).allMatch(number -> number >= least && isPlainNumber(number))) {
                return ofWholeNumbers(declared, variable, numbers);
            }
        }
        // In the order of the rows, which often is that of the levels: sorting costs little then.
        Map<String, Seen> seen = new LinkedHashMap<>();
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

    /** Whether the variable is written without a format or by one that does the same for whole numbers. */
    private static boolean isPlain(Variable variable) {
        return variable.isNumeric()
                && variable.format()
                        .map(f -> f.name().equals("BEST") && f.width() >= PLAIN_WIDTH && f.decimals() <= 0)
                        .orElse(true);
    }

    /** Whether BEST12. writes the number as its digits: a different text for each such number. */
    private static boolean isPlainNumber(double number) {
        return Math.abs(number) < LARGEST_PLAIN
                && number == Math.rint(number)
                && Double.doubleToRawLongBits(number) != Long.MIN_VALUE;
    }

    /** Levels are in the order of their numbers or of the rows, whole, and none of them is moved. */
    private static boolean keepsOrderOfNumbers(ClassVariable declared) {
        boolean last = declared.reference() instanceof ClassVariable.Reference.Last;
        boolean first = declared.reference() instanceof ClassVariable.Reference.First;
        return (last || first && declared.coding() != Coding.GLM)
                && declared.order() != ClassVariable.LevelOrder.FREQUENCY
                && (declared.labelLength() == 0 || declared.labelLength() >= PLAIN_WIDTH);
    }

    /** The distinct numbers, without missing ones unless these are levels. */
    private static double[] numbers(ClassVariable declared, NumericColumn column, DistinctValues values) {
        double[] numbers = new double[values.size()];
        int size = 0;
        for (int row : values.firstRow()) {
            double number = column.get(row);
            if (declared.missingIsLevel() || !Missing.isMissing(number)) {
                numbers[size++] = number;
            }
        }
        return Arrays.copyOf(numbers, size);
    }

    /** What {@link #of} does, without a text for each of perhaps very many levels. */
    private static ClassLevels ofWholeNumbers(ClassVariable declared, Variable variable, double[] numbers) {
        if (declared.order() != ClassVariable.LevelOrder.DATA) {
            Arrays.sort(numbers);
        }
        if (declared.descending()) {
            for (int low = 0, high = numbers.length - 1; low < high; low++, high--) {
                double number = numbers[low];
                numbers[low] = numbers[high];
                numbers[high] = number;
            }
        }
        WholeNumbers labels = new WholeNumbers(numbers);
        return new ClassLevels(
                spelled(declared, variable), labels, numbers, referenceIndex(declared, variable, labels));
    }

    private static ClassVariable spelled(ClassVariable declared, Variable variable) {
        return new ClassVariable(
                variable.name(),
                declared.coding(),
                declared.order(),
                declared.descending(),
                declared.missingIsLevel(),
                declared.reference(),
                declared.labelLength());
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
        double[] scores = new double[levels.size()];
        for (int i = 0; i < scores.length; i++) {
            double number = levels.get(i).number;
            scores[i] = Double.isNaN(number) ? i + 1.0 : number;
        }
        return new ClassLevels(spelled(declared, variable), labels, scores, reference);
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
        return labels.isEmpty() ? new double[0][0] : variable.coding().matrix(scores, reference);
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
        if (labels instanceof WholeNumbers && isPlain(table.variable(place))) {
            int[] found = indices(table.numeric(place).values(), rows);
            if (found.length == rows.length) {
                return found;
            }
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

    /** Index of each row's number among the levels, all of them plain; empty when a row has another number. */
    private int[] indices(double[] values, int[] rows) {
        NumberIndex index = NumberIndex.of(scores);
        int[] indices = new int[rows.length];
        long previous = 0;
        int level = -1;
        for (int i = 0; i < rows.length; i++) {
            double value = values[rows[i]];
            long bits = Double.doubleToRawLongBits(value);
            if (i == 0 || bits != previous) {
                if (!isPlainNumber(value) && !Missing.isMissing(value)) {
                    return new int[0];
                }
                level = index.find(bits);
                previous = bits;
            }
            indices[i] = level;
        }
        return indices;
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

    /** The digits of whole numbers, written when asked for. */
    private static final class WholeNumbers extends AbstractList<String> implements RandomAccess {
        private final double[] numbers;

        private WholeNumbers(double[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public String get(int level) {
            return Long.toString((long) numbers[level]);
        }

        @Override
        public int size() {
            return numbers.length;
        }

        /** Compares numbers, not texts. */
        @Override
        public int indexOf(Object label) {
            double number;
            try {
                number = Long.parseLong(String.valueOf(label));
            } catch (NumberFormatException noWholeNumber) {
                return -1;
            }
            for (int level = 0; level < numbers.length; level++) {
                if (numbers[level] == number) {
                    return get(level).equals(label) ? level : -1;
                }
            }
            return -1;
        }
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
