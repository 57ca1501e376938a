package hermite.sas.proc.sgplot;

import hermite.report.graph.Graph.Appearance;
import hermite.report.graph.Graph.Band;
import hermite.report.graph.Graph.Bars;
import hermite.report.graph.Graph.Limits;
import hermite.report.graph.Graph.Scatter;
import hermite.report.graph.Graph.Series;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.VariableList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** SERIES, STEP, SCATTER, NEEDLE and BAND: plots of points as the data have them. */
final class PointPlots {
    private final PlotFrame frame;
    private final ProcStatement statement;
    private final Options main;
    private final Options options;

    PointPlots(PlotFrame frame, ProcStatement statement) {
        this.frame = frame;
        this.statement = statement;
        this.main = ((Body.Main) statement.body()).options();
        this.options = statement.options();
    }

    private double[] x() {
        return frame.xAxis().places(frame.table(), frame.required(statement, main, "X"));
    }

    private String yVariable() {
        return frame.required(statement, main, "Y");
    }

    void series() {
        double[] x = x();
        String yVariable = yVariable();
        double[] y = frame.yAxis().places(frame.table(), yVariable);
        for (Groups.Group group : frame.groups(statement).all()) {
            int[] rows = options.has("BREAK") ? group.rows() : complete(group.rows(), x, y);
            addLine(Groups.select(x, rows), Groups.select(y, rows), group, frame.label(yVariable));
        }
    }

    void step() {
        double[] x = x();
        String yVariable = yVariable();
        double[] y = frame.yAxis().places(frame.table(), yVariable);
        for (Groups.Group group : frame.groups(statement).all()) {
            int[] rows = options.has("BREAK") ? group.rows() : complete(group.rows(), x, y);
            double[] stairX = new double[Math.max(0, 2 * rows.length - 1)];
            double[] stairY = new double[stairX.length];
            for (int i = 0; i < rows.length; i++) {
                stairX[2 * i] = x[rows[i]];
                stairY[2 * i] = y[rows[i]];
                if (i + 1 < rows.length) {
                    stairX[2 * i + 1] = x[rows[i + 1]];
                    stairY[2 * i + 1] = y[rows[i]];
                }
            }
            addLine(stairX, stairY, group, frame.label(yVariable), Optional.of(rows), x, y);
        }
    }

    private void addLine(double[] x, double[] y, Groups.Group group, String usual) {
        addLine(x, y, group, usual, Optional.empty(), x, y);
    }

    /** A line and its markers; the corners of a step are not marked, so its points are given apart. */
    private void addLine(
            double[] x,
            double[] y,
            Groups.Group group,
            String usual,
            Optional<int[]> markedRows,
            double[] allX,
            double[] allY) {
        if (x.length == 0) {
            frame.noteEmpty(statement);
            return;
        }
        Appearance look = frame.looks().of(options, group.place());
        Appearance markers = frame.looks().ofMarkers(options, group.place());
        boolean marked = options.has("MARKERS") || options.has("MARKERATTRS");
        boolean apart = markedRows.isPresent()
                || markers.color().isPresent()
                || look.color().isPresent();
        String legend = frame.legend(statement, group, usual);
        Appearance joined = frame.looks().marker(options, look);
        frame.add(new Series(x, y, marked && !apart ? joined : look, legend, marked && !apart));
        if (marked && apart) {
            double[] markX = markedRows.isPresent() ? Groups.select(allX, markedRows.get()) : x;
            double[] markY = markedRows.isPresent() ? Groups.select(allY, markedRows.get()) : y;
            frame.add(new Scatter(markX, markY, List.of(), markers, ""));
        }
    }

    void scatter() {
        double[] x = x();
        String yVariable = yVariable();
        double[] y = frame.yAxis().places(frame.table(), yVariable);
        Optional<String> label = labelVariable(yVariable);
        for (Groups.Group group : frame.groups(statement).all()) {
            int[] rows = complete(group.rows(), x, y);
            if (rows.length == 0) {
                frame.noteEmpty(statement);
                continue;
            }
            Appearance look = frame.looks().ofMarkers(options, group.place());
            errorBars(rows, x, y, look);
            frame.add(new Scatter(
                    Groups.select(x, rows),
                    Groups.select(y, rows),
                    label.isPresent() ? labels(label.get(), rows) : List.of(),
                    look,
                    frame.legend(statement, group, frame.label(yVariable))));
        }
    }

    /** DATALABEL alone labels points with their y values. */
    private Optional<String> labelVariable(String yVariable) {
        if (!options.has("DATALABEL")) {
            return Optional.empty();
        }
        List<VariableList> lists = options.variables("DATALABEL");
        return Optional.of(lists.isEmpty() ? yVariable : frame.variable(lists.get(0)));
    }

    private List<String> labels(String variable, int[] rows) {
        int index = frame.table().indexOf(variable);
        return Arrays.stream(rows)
                .mapToObj(row -> Values.formatted(
                        frame.table(), index, row, frame.context().formats()))
                .toList();
    }

    private void errorBars(int[] rows, double[] x, double[] y, Appearance look) {
        bars(rows, x, y, "YERRORLOWER", "YERRORUPPER", false, look);
        bars(rows, y, x, "XERRORLOWER", "XERRORUPPER", true, look);
    }

    private void bars(
            int[] rows,
            double[] position,
            double[] middle,
            String lowerOption,
            String upperOption,
            boolean horizontal,
            Appearance look) {
        Optional<String> lower = frame.variable(options, lowerOption);
        Optional<String> upper = frame.variable(options, upperOption);
        if (lower.isEmpty() && upper.isEmpty()) {
            return;
        }
        double[] from = lower.isPresent() ? frame.numbers(lower.get()) : middle;
        double[] to = upper.isPresent() ? frame.numbers(upper.get()) : middle;
        frame.add(new Limits(
                Groups.select(position, rows), Groups.select(from, rows), Groups.select(to, rows), horizontal, look));
    }

    void needle() {
        double[] x = x();
        String yVariable = yVariable();
        double[] y = frame.yAxis().places(frame.table(), yVariable);
        double baseline = options.number("BASELINE").orElse(0);
        for (Groups.Group group : frame.groups(statement).all()) {
            int[] rows = complete(group.rows(), x, y);
            if (rows.length == 0) {
                frame.noteEmpty(statement);
                continue;
            }
            double[] base = new double[rows.length];
            Arrays.fill(base, baseline);
            frame.add(new Bars(
                    Groups.select(x, rows),
                    base,
                    Groups.select(y, rows),
                    0,
                    false,
                    frame.looks().of(options, group.place()),
                    frame.legend(statement, group, frame.label(yVariable))));
            if (options.has("MARKERS") || options.has("MARKERATTRS")) {
                Appearance markers = frame.looks().ofMarkers(options, group.place());
                frame.add(new Scatter(Groups.select(x, rows), Groups.select(y, rows), List.of(), markers, ""));
            }
        }
    }

    void band() {
        double[] x = x();
        double[] lower = limit("LOWER");
        double[] upper = limit("UPPER");
        Groups groups = frame.groups(statement);
        for (Groups.Group group : groups.all()) {
            int[] rows = IntStream.of(group.rows())
                    .filter(r -> !Double.isNaN(x[r]) && !Double.isNaN(lower[r]) && !Double.isNaN(upper[r]))
                    .toArray();
            if (rows.length == 0) {
                frame.noteEmpty(statement);
                continue;
            }
            Appearance look = frame.looks().of(options, groups.isGrouped() || group.place() > 0 ? group.place() : -1);
            frame.add(new Band(
                    Groups.select(x, rows),
                    Groups.select(lower, rows),
                    Groups.select(upper, rows),
                    look,
                    frame.legend(statement, group, "Band")));
        }
    }

    /** A limit of a band: a variable or a number. */
    private double[] limit(String option) {
        OptionValue value = main.find(option).map(o -> o.value()).orElse(new OptionValue.None());
        if (value instanceof OptionValue.Number number) {
            double[] constant = new double[frame.table().rowCount()];
            Arrays.fill(constant, number.value());
            return constant;
        }
        if (value instanceof OptionValue.Word word) {
            return yLimit(frame.variable(new VariableList.Name(word.word(), statement.place())));
        }
        return yLimit(frame.required(statement, main, option));
    }

    private double[] yLimit(String variable) {
        frame.numbers(variable);
        return frame.yAxis().places(frame.table(), variable);
    }

    /** The rows with both values. */
    static int[] complete(int[] rows, double[] x, double[] y) {
        return IntStream.of(rows)
                .filter(r -> !Double.isNaN(x[r]) && !Double.isNaN(y[r]))
                .toArray();
    }
}
