package hermite.sas.proc.freq;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ClassLevels;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The data set of OUT=: a row for each combination with COUNT and PERCENT; missing ones have no percentage. */
final class FreqOutput {
    private final Options options;
    private final List<String> byVariables;
    private final boolean twoWay;
    private final TableBuilder builder;

    FreqOutput(Options options, List<Variable> byVariables, List<Variable> variables) {
        this.options = options;
        this.byVariables = byVariables.stream().map(Variable::name).toList();
        this.twoWay = variables.size() > 1;
        List<Variable> columns = new ArrayList<>(byVariables);
        columns.addAll(variables);
        columns.add(Variable.numeric("COUNT").withLabel("Frequency Count"));
        if (options.has("OUTEXPECT") && twoWay) {
            columns.add(Variable.numeric("EXPECTED").withLabel("Expected Frequency"));
        }
        columns.add(Variable.numeric("PERCENT").withLabel("Percent of Total Frequency"));
        if (options.has("OUTPCT") && twoWay) {
            if (variables.size() > 2) {
                columns.add(Variable.numeric("PCT_TABL").withLabel("Percent of Two-Way Table Frequency"));
            }
            columns.add(Variable.numeric("PCT_ROW").withLabel("Percent of Row Frequency"));
            columns.add(Variable.numeric("PCT_COL").withLabel("Percent of Column Frequency"));
        }
        if (options.has("OUTCUM") && !twoWay) {
            columns.add(Variable.numeric("CUM_FREQ").withLabel("Cumulative Frequency"));
            columns.add(Variable.numeric("CUM_PCT").withLabel("Cumulative Percent"));
        }
        this.builder = new TableBuilder(columns);
    }

    void add(ByGroup group, Tally tally) {
        List<Tally.Cell> cells = options.has("SPARSE") ? withEmpty(tally) : tally.cells();
        Map<String, Double> margins = margins(tally);
        double cumulative = 0;
        for (Tally.Cell cell : cells) {
            cumulative += cell.missing() ? 0 : cell.count();
            int column = 0;
            for (String name : byVariables) {
                int place = group.table().indexOf(name);
                if (group.table().variable(place).isNumeric()) {
                    builder.set(column++, group.table().numeric(place).get(0));
                } else {
                    builder.set(column++, group.table().character(place).get(0));
                }
            }
            for (int v = 0; v < cell.levels().length; v++) {
                setLevel(builder, column++, tally, v, cell.levels()[v]);
            }
            builder.set(column++, cell.count());
            double row = margins.getOrDefault(key(cell.levels(), 1, tally), 0.0);
            double col = margins.getOrDefault(key(cell.levels(), 2, tally), 0.0);
            double stratum = margins.getOrDefault(key(cell.levels(), 3, tally), 0.0);
            if (options.has("OUTEXPECT") && twoWay) {
                builder.set(column++, cell.missing() ? Missing.DOT : row * col / stratum);
            }
            builder.set(column++, percent(cell, tally.total()));
            if (options.has("OUTPCT") && twoWay) {
                if (cell.levels().length > 2) {
                    builder.set(column++, percent(cell, stratum));
                }
                builder.set(column++, percent(cell, row));
                builder.set(column++, percent(cell, col));
            }
            if (options.has("OUTCUM") && !twoWay) {
                builder.set(column++, cell.missing() ? Missing.DOT : cumulative);
                builder.set(column++, cell.missing() ? Missing.DOT : Tally.percent(cumulative, tally.total()));
            }
            builder.endRow();
        }
    }

    private static double percent(Tally.Cell cell, double whole) {
        return cell.missing() ? Missing.DOT : Tally.percent(cell.count(), whole);
    }

    /** Sums over the columns (kind 1), the rows (2), and both (3) of each two-way table. */
    private static Map<String, Double> margins(Tally tally) {
        Map<String, Double> margins = new HashMap<>();
        for (Tally.Cell cell : tally.cells()) {
            for (int kind = 1; !cell.missing() && kind <= 3; kind++) {
                margins.merge(key(cell.levels(), kind, tally), cell.count(), Double::sum);
            }
        }
        return margins;
    }

    private static String key(int[] levels, int kind, Tally tally) {
        int[] part = levels.clone();
        int last = tally.variables().size() - 1;
        if (kind != 2) {
            part[last] = -1;
        }
        if (kind != 1 && last > 0) {
            part[last - 1] = -1;
        }
        return kind + Arrays.toString(part);
    }

    /** All combinations of the levels that occur; those that do not occur count zero. */
    private static List<Tally.Cell> withEmpty(Tally tally) {
        List<Tally.Cell> cells = new ArrayList<>();
        Map<String, Tally.Cell> known = new HashMap<>();
        tally.cells().forEach(c -> known.put(Arrays.toString(c.levels()), c));
        tally.cells().stream().filter(Tally.Cell::missing).forEach(cells::add);
        int k = tally.variables().size();
        int[][] inUse = new int[k][];
        for (int v = 0; v < k; v++) {
            inUse[v] = tally.levelsInUse(v);
        }
        int[] place = new int[k];
        boolean more = Arrays.stream(inUse).allMatch(l -> l.length > 0);
        while (more) {
            int[] levels = new int[k];
            for (int v = 0; v < k; v++) {
                levels[v] = inUse[v][place[v]];
            }
            cells.add(known.getOrDefault(Arrays.toString(levels), new Tally.Cell(levels, 0, false)));
            int v = k - 1;
            while (v >= 0 && ++place[v] == inUse[v].length) {
                place[v--] = 0;
            }
            more = v >= 0;
        }
        cells.sort((a, b) -> Arrays.compare(a.levels(), b.levels()));
        return cells;
    }

    /** Sets the value of a level; -1 gives a missing value. */
    static void setLevel(TableBuilder builder, int column, Tally tally, int variable, int level) {
        ClassLevels levels = tally.variables().get(variable);
        int place = tally.table().indexOf(levels.variable().name());
        if (levels.variable().isNumeric()) {
            builder.set(
                    column,
                    level < 0 ? Missing.DOT : tally.table().numeric(place).get(levels.rows()[level]));
        } else {
            builder.set(column, level < 0 ? "" : tally.table().character(place).get(levels.rows()[level]));
        }
    }

    Table build() {
        return builder.build();
    }
}
