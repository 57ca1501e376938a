package hermite.sas.proc.sgplot;

import hermite.data.Column;
import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.report.NumberFormat;
import hermite.report.graph.Graph.Axis;
import hermite.report.graph.Graph.AxisPart;
import hermite.report.graph.Graph.Scale;
import hermite.sas.log.Log;
import hermite.sas.proc.ValueFormat;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One axis while plots are gathered: its label and format from the first variable on it, and, where it is discrete,
 * the places of its categories.
 */
final class PlotAxis {
    private final String name;
    private final Options options;
    private final Formats formats;
    private final Log log;
    private final Map<String, Integer> categories = new LinkedHashMap<>();
    private Optional<Variable> variable = Optional.empty();
    private Optional<String> label = Optional.empty();
    private boolean discrete;
    private boolean fixedCategories;
    private boolean reverse;
    private boolean notPositive;

    /** @param options of the axis statement */
    PlotAxis(String name, Options options, Formats formats, Log log) {
        this.name = name;
        this.options = options;
        this.formats = formats;
        this.log = log;
        discrete = isType("DISCRETE");
        List<OptionValue> values = ValueLists.of(options, "VALUES");
        if (!ValueLists.texts(values).isEmpty()) {
            discrete = true;
            fixedCategories = true;
            ValueLists.texts(values).forEach(text -> categories.putIfAbsent(text.strip(), categories.size()));
        }
    }

    private boolean isType(String type) {
        return options.word("TYPE").filter(type::equalsIgnoreCase).isPresent();
    }

    /** A label for axes of statistics; the first one given holds. */
    void suggestLabel(String text) {
        if (label.isEmpty()) {
            label = Optional.of(text);
        }
    }

    /** Categories count from the top unless the program reverses them. */
    void countFromTop() {
        reverse = true;
    }

    /** The variable's values as places on this axis; a NaN where there is none. */
    double[] places(Table table, String variableName) {
        int index = table.indexOf(variableName);
        Variable current = table.variable(index);
        use(current);
        if (!discrete && current.isNumeric()) {
            double[] values = table.numeric(index).values().clone();
            notPositive |= Arrays.stream(values).anyMatch(v -> v <= 0);
            return values;
        }
        discrete = true;
        double[] places = new double[table.rowCount()];
        for (int row = 0; row < places.length; row++) {
            places[row] = place(text(table, index, row));
        }
        return places;
    }

    /** The variable's values as categories in ascending order of their values. */
    double[] sortedPlaces(Table table, String variableName) {
        int index = table.indexOf(variableName);
        Column column = table.column(index);
        Integer[] rows = new Integer[table.rowCount()];
        Arrays.setAll(rows, i -> i);
        Arrays.sort(rows, Comparator.comparing((Integer r) -> r, column::compare));
        discrete = true;
        for (int row : rows) {
            place(text(table, index, row));
        }
        return places(table, variableName);
    }

    /** A single unnamed place, for a box without CATEGORY=. */
    void useSinglePlace() {
        discrete = true;
        place(" ");
        suggestLabel("");
    }

    private void use(Variable current) {
        if (variable.isEmpty()) {
            variable = Optional.of(current);
            suggestLabel(current.labelOrName());
        }
    }

    private String text(Table table, int index, int row) {
        return Values.formatted(table, index, row, formats);
    }

    private double place(String text) {
        if (text.isEmpty() || fixedCategories && !categories.containsKey(text)) {
            return Double.NaN;
        }
        return categories.computeIfAbsent(text, t -> categories.size());
    }

    int categoryCount() {
        return categories.size();
    }

    Axis axis() {
        Set<AxisPart> parts = EnumSet.allOf(AxisPart.class);
        List<String> hidden = ValueLists.words(ValueLists.of(options, "DISPLAY")).stream()
                .map(w -> w.toUpperCase(Locale.ROOT))
                .toList();
        boolean none = hidden.contains("NONE");
        if (none || hidden.contains("NOTICKS")) {
            parts.remove(AxisPart.TICKS);
        }
        if (none || hidden.contains("NOVALUES")) {
            parts.remove(AxisPart.VALUES);
        }
        if (none || hidden.contains("NOLINE")) {
            parts.remove(AxisPart.LINE);
        }
        String shown =
                none || hidden.contains("NOLABEL") ? "" : options.word("LABEL").orElse(label.orElse(""));
        return new Axis(
                shown,
                scale(),
                number("MIN"),
                number("MAX"),
                ticks(),
                List.copyOf(categories.keySet()),
                format(),
                options.has("GRID"),
                options.has("REVERSE") != (reverse && discrete),
                parts);
    }

    /** Zero and negative values have no place on a logarithmic axis: it turns linear. */
    private Scale scale() {
        if (discrete) {
            return Scale.DISCRETE;
        }
        if (isType("LOG") && notPositive) {
            log.write(SgplotMessage.LOG_AXIS, name);
            return Scale.LINEAR;
        }
        return isType("LOG") ? Scale.LOG10 : Scale.LINEAR;
    }

    private OptionalDouble number(String option) {
        return discrete ? OptionalDouble.empty() : options.number(option);
    }

    private List<Double> ticks() {
        List<OptionValue> values = ValueLists.of(options, "VALUES");
        if (values.isEmpty() || discrete) {
            return List.of();
        }
        Optional<List<Double>> numbers = ValueLists.numbers(values);
        if (numbers.isEmpty()) {
            log.write(SgplotMessage.BAD_VALUES, name);
        }
        return numbers.orElse(List.of());
    }

    private Optional<NumberFormat> format() {
        Optional<Format> asked = options.find("TICKVALUEFORMAT")
                .map(o -> o.value())
                .filter(OptionValue.FormatName.class::isInstance)
                .map(v -> ((OptionValue.FormatName) v).format());
        return asked.or(() -> variable.filter(Variable::isNumeric).flatMap(Variable::format))
                .map(f -> new ValueFormat(formats, f));
    }
}
