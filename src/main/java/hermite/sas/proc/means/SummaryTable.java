package hermite.sas.proc.means;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.report.NumberFormat;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputColumn.Align;
import hermite.report.OutputTable;
import hermite.sas.proc.ClassLevels;
import hermite.sas.proc.ProcContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The printed table of PROC MEANS, named Summary, and its ODS data set. */
final class SummaryTable {
    private static final int STATISTIC_WIDTH = 12;

    private final MeansRequest request;
    private final Crossing crossing;
    private final int type;
    private final StatisticFormat format;
    private final List<ClassLevels> classes;
    private final List<Integer> crossed;
    private final List<Variable> variables;
    private final List<Crossing.Group> groups;
    private final List<Map<String, Sample>> samples;

    SummaryTable(MeansRequest request, Crossing crossing, int type, ProcContext context) {
        this.request = request;
        this.crossing = crossing;
        this.type = type;
        this.format = new StatisticFormat(context.formats(), request.maximumDecimals());
        this.classes = crossing.classes();
        this.crossed = IntStream.range(0, classes.size())
                .filter(i -> (type >> classes.size() - 1 - i & 1) == 1)
                .boxed()
                .toList();
        this.variables = request.variables().stream()
                .map(n -> crossing.table().variable(n).orElseThrow())
                .toList();
        this.groups = crossing.groups(type);
        this.samples = groups.stream().map(crossing::samples).toList();
    }

    OutputTable table() {
        boolean several = variables.size() > 1;
        boolean labels = several
                && !request.options().has("NOLABELS")
                && variables.stream().anyMatch(v -> !v.label().isEmpty());
        boolean counts = type != 0 && !request.options().has("NONOBS");
        List<OutputColumn> columns = new ArrayList<>();
        for (int c : crossed) {
            Variable variable = classes.get(c).variable();
            columns.add(OutputColumn.rowHeader(variable.name(), "")
                    .withHeading(List.of(variable.labelOrName()))
                    .withAlign(variable.isNumeric() ? Align.RIGHT : Align.LEFT));
        }
        if (counts || request.counting()) {
            columns.add(OutputColumn.number("NObs", "N|Obs", NumberFormats.INTEGER));
        }
        if (several) {
            columns.add(OutputColumn.rowHeader("Variable", "Variable"));
        }
        if (labels) {
            columns.add(OutputColumn.rowHeader("Label", "Label"));
        }
        if (!request.counting()) {
            request.statistics().forEach(s -> columns.add(column(s)));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            for (int v = 0; v < Math.max(1, variables.size()); v++) {
                rows.add(row(g, v, counts, several, labels));
            }
        }
        return new OutputTable(
                        "Summary", "Summary statistics", titles(), OutputTable.Layout.RULED, columns, rows, List.of())
                .withDataSet(request.options().has("STACKODSOUTPUT") ? stacked() : wide());
    }

    private List<String> titles() {
        if (variables.size() != 1) {
            return List.of();
        }
        Variable only = variables.get(0);
        return List.of(("Analysis Variable : " + only.name() + " " + only.label()).strip());
    }

    private OutputColumn column(Statistic statistic) {
        OutputColumn column = OutputColumn.number(statistic.suffix(), "", format(statistic))
                .withHeading(statistic.heading(confidence()))
                .withLabel(String.join(" ", statistic.heading(confidence())));
        boolean wide = !statistic.isCount() && statistic != Statistic.T && statistic != Statistic.PROBT;
        return wide ? column.withMinimumWidth(STATISTIC_WIDTH) : column;
    }

    private NumberFormat format(Statistic statistic) {
        return switch (statistic) {
            case N, NMISS -> NumberFormats.INTEGER;
            case T -> NumberFormats.F_2;
            case PROBT -> NumberFormats.PVALUE6_4;
            default -> format;
        };
    }

    private String confidence() {
        double percent = 100 * (1 - request.rules().alpha());
        return percent == Math.rint(percent)
                ? String.valueOf((int) percent)
                : String.format(Locale.ROOT, "%.4f", percent).replaceFirst("0+$", "");
    }

    private List<Cell> row(int g, int v, boolean counts, boolean several, boolean labels) {
        List<Cell> cells = new ArrayList<>();
        Crossing.Group group = groups.get(g);
        for (int c : crossed) {
            cells.add(v > 0 ? Cell.BLANK : Cell.of(classes.get(c).texts().get(group.levels()[c])));
        }
        if (counts || request.counting()) {
            cells.add(v > 0 ? Cell.BLANK : Cell.of(group.count()));
        }
        if (several) {
            cells.add(Cell.of(variables.get(v).name()));
        }
        if (labels) {
            cells.add(Cell.of(variables.get(v).label()));
        }
        if (!request.counting()) {
            Sample sample = samples.get(g).get(variables.get(v).name());
            request.statistics().forEach(s -> cells.add(Cell.of(value(sample, s))));
        }
        return cells;
    }

    private double value(Sample sample, Statistic statistic) {
        return request.oneSided().contains(statistic) ? sample.oneSided(statistic) : sample.get(statistic);
    }

    /** One row a group, the statistics of each variable side by side: {@code y_N y_Mean …}. */
    private Table wide() {
        List<Variable> columns = identifiers();
        for (Variable variable : variables) {
            columns.add(Variable.character("VName_" + variable.name(), 32));
            if (!variable.label().isEmpty()) {
                columns.add(Variable.character(
                        "Label_" + variable.name(), variable.label().length()));
            }
            request.statistics()
                    .forEach(s -> columns.add(Variable.numeric(variable.name() + "_" + s.suffix())
                            .withLabel(String.join(" ", s.heading(confidence())))));
        }
        TableBuilder builder = new TableBuilder(columns);
        for (int g = 0; g < groups.size(); g++) {
            int place = setIdentifiers(builder, groups.get(g));
            for (Variable variable : variables) {
                builder.set(place++, variable.name());
                if (!variable.label().isEmpty()) {
                    builder.set(place++, variable.label());
                }
                Sample sample = samples.get(g).get(variable.name());
                for (Statistic statistic : request.statistics()) {
                    builder.set(place++, value(sample, statistic));
                }
            }
            builder.endRow();
        }
        return builder.build();
    }

    /** One row a group and variable. */
    private Table stacked() {
        List<Variable> columns = identifiers();
        columns.add(Variable.character("Variable", 32));
        int longest = variables.stream().mapToInt(v -> v.label().length()).max().orElse(0);
        if (longest > 0) {
            columns.add(Variable.character("Label", longest));
        }
        request.statistics()
                .forEach(s ->
                        columns.add(Variable.numeric(s.suffix()).withLabel(String.join(" ", s.heading(confidence())))));
        TableBuilder builder = new TableBuilder(columns);
        for (int g = 0; g < groups.size(); g++) {
            for (Variable variable : variables) {
                int place = setIdentifiers(builder, groups.get(g));
                builder.set(place++, variable.name());
                if (longest > 0) {
                    builder.set(place++, variable.label());
                }
                for (Statistic statistic : request.statistics()) {
                    builder.set(place++, value(samples.get(g).get(variable.name()), statistic));
                }
                builder.endRow();
            }
        }
        return builder.build();
    }

    private List<Variable> identifiers() {
        List<Variable> columns = new ArrayList<>();
        crossed.forEach(c -> columns.add(classes.get(c).variable()));
        if (type != 0 && !request.options().has("NONOBS") || request.counting()) {
            columns.add(Variable.numeric("NObs").withLabel("N Obs"));
        }
        return columns;
    }

    private int setIdentifiers(TableBuilder builder, Crossing.Group group) {
        int place = 0;
        for (int c : crossed) {
            ClassLevels levels = classes.get(c);
            copyValue(builder, place++, crossing.table(), levels.variable().name(), levels.rows()[group.levels()[c]]);
        }
        if (type != 0 && !request.options().has("NONOBS") || request.counting()) {
            builder.set(place++, group.count());
        }
        return place;
    }

    static void copyValue(TableBuilder builder, int column, Table from, String name, int row) {
        int place = from.indexOf(name);
        if (from.variable(place).isNumeric()) {
            builder.set(column, from.numeric(place).get(row));
        } else {
            builder.set(column, from.character(place).get(row));
        }
    }

    static void setMissing(TableBuilder builder, int column, Variable variable) {
        if (variable.isNumeric()) {
            builder.set(column, Missing.DOT);
        } else {
            builder.set(column, "");
        }
    }
}
