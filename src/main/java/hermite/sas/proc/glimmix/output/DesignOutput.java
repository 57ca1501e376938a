package hermite.sas.proc.glimmix.output;

import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.DesignColumn;
import hermite.model.DesignMatrix;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.rows.UsableRows;
import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.EffectBinding;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.StackedTables;
import hermite.sas.proc.covariance.CovarianceStatements;
import hermite.sas.proc.glimmix.binding.FixedPart;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * OUTDESIGN=: the input with the columns of X and of Z over all BY groups. Where one subject effect makes the blocks Z has
 * the columns of one subject, otherwise those of the whole data.
 */
public final class DesignOutput {
    private final ProcStep step;
    private final ProcContext context;
    private final boolean asked;
    private final Options options;
    private final List<ProcStatement> random;
    private final List<Table> groups = new ArrayList<>();

    private record Named(String name, String label, String matrix, double[] values) {}

    public DesignOutput(ProcStep step, ProcContext context) {
        this.step = step;
        this.context = context;
        asked = step.options().has("OUTDESIGN");
        options = step.options().suboptions("OUTDESIGN");
        random = step.statements("RANDOM").stream()
                .filter(s -> !s.options().has("RESIDUAL")
                        && ((Body.Effects) s.body()).effects().stream().noneMatch(CovarianceStatements::isResidual))
                .toList();
    }

    public void add(FixedPart fixed) {
        if (!asked) {
            return;
        }
        Table table = fixed.table();
        int[] rows = fixed.rows();
        boolean both = !options.has("X") && !options.has("Z");
        List<Named> columns = new ArrayList<>();
        if (both || options.has("X")) {
            addDesign(fixed.terms(), fixed.x(), table.rowCount(), rows, columns);
        }
        if (both || options.has("Z")) {
            addRandom(table, rows, fixed.classes(), columns);
        }
        int[] kept =
                options.has("NOMISS") ? Arrays.stream(rows).distinct().sorted().toArray() : UsableRows.all(table);
        groups.add(extended(table, kept, columns));
        if (options.has("NAMES")) {
            context.put(names(columns));
        }
    }

    private void addDesign(ModelTerms terms, DesignMatrix x, int length, int[] rows, List<Named> columns) {
        String prefix = options.variable("X").orElse("_X");
        for (int j = 0; j < x.columns(); j++) {
            double[] values = missing(length);
            for (int i = 0; i < rows.length; i++) {
                values[rows[i]] = x.get(i, j);
            }
            columns.add(new Named(prefix + (j + 1), label(terms, terms.columns().get(j)), "X", values));
        }
    }

    private void addRandom(Table table, int[] rows, List<ClassLevels> classes, List<Named> columns) {
        List<ClassVariable> declared =
                classes.stream().map(ClassLevels::variable).toList();
        boolean bySubject = random.stream()
                        .map(s -> s.options().effect("SUBJECT").map(t -> bound(t, table, declared)))
                        .distinct()
                        .count()
                == 1;
        String prefix = options.variable("Z").orElse("_Z");
        for (ProcStatement statement : random) {
            List<Named> mine = new ArrayList<>();
            for (EffectTerm term : ((Body.Effects) statement.body()).effects()) {
                mine.addAll(design(bound(term, table, declared), table, rows, classes));
            }
            Optional<EffectTerm> subject = statement.options().effect("SUBJECT").filter(t -> !bySubject);
            mine = within(subject, mine, table, rows, classes);
            mine = within(statement.options().effect("GROUP"), mine, table, rows, classes);
            int before =
                    (int) columns.stream().filter(c -> c.matrix.equals("Z")).count();
            for (int k = 0; k < mine.size(); k++) {
                Named column = mine.get(k);
                columns.add(new Named(prefix + (before + k + 1), column.label, "Z", column.values));
            }
        }
    }

    private static Effect bound(EffectTerm term, Table table, List<ClassVariable> declared) {
        return EffectBinding.effect(term, table, declared);
    }

    /** Every column once for each level of the effect that splits them. */
    private List<Named> within(
            Optional<EffectTerm> by, List<Named> columns, Table table, int[] rows, List<ClassLevels> classes) {
        if (by.isEmpty()) {
            return columns;
        }
        List<ClassVariable> declared =
                classes.stream().map(ClassLevels::variable).toList();
        List<Named> all = new ArrayList<>();
        for (Named level : design(bound(by.get(), table, declared), table, rows, classes)) {
            for (Named column : columns) {
                double[] values = column.values.clone();
                for (int r : rows) {
                    values[r] *= level.values[r];
                }
                // combinations that do not occur have no column
                if (IntStream.of(rows).anyMatch(r -> values[r] != 0)) {
                    all.add(new Named("", column.label + " " + level.label, "Z", values));
                }
            }
        }
        return all;
    }

    private List<Named> design(Effect effect, Table table, int[] rows, List<ClassLevels> classes) {
        ModelTerms terms = effect.isIntercept()
                ? new ModelTerms(true, List.of(), classes)
                : new ModelTerms(false, List.of(effect), classes);
        DesignMatrix x = terms.design(table, rows, context.formats());
        List<Named> columns = new ArrayList<>();
        addDesign(terms, x, table.rowCount(), rows, columns);
        return columns;
    }

    private static double[] missing(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Missing.DOT);
        return values;
    }

    private static String label(ModelTerms terms, DesignColumn column) {
        String name = terms.effects().get(column.effect()).name();
        return column.labels().isEmpty() ? name : name + " " + String.join(" ", column.labels());
    }

    private Table extended(Table table, int[] kept, List<Named> added) {
        List<Variable> variables = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        if (!options.has("NOVAR")) {
            Table rows = table.selectRows(kept);
            for (int c = 0; c < rows.variables().size(); c++) {
                String name = rows.variable(c).name();
                if (added.stream().noneMatch(a -> a.name.equalsIgnoreCase(name))) {
                    variables.add(rows.variable(c));
                    columns.add(rows.column(c));
                }
            }
        }
        for (Named column : added) {
            variables.add(Variable.numeric(column.name).withLabel(column.label));
            columns.add(new NumericColumn(
                    Arrays.stream(kept).mapToDouble(r -> column.values[r]).toArray()));
        }
        return new Table(variables, columns, kept.length);
    }

    private static OutputTable names(List<Named> columns) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Named column : columns) {
            rows.add(List.of(Cell.of(column.name), Cell.of(column.matrix), Cell.of(column.label)));
        }
        return OutputTable.of(
                "ColumnNames",
                "Column Names",
                Layout.COLUMNS,
                List.of(
                        OutputColumn.rowHeader("Column", "Column"),
                        OutputColumn.text("Matrix", "Matrix"),
                        OutputColumn.text("Effect", "Effect")),
                rows);
    }

    public void write() {
        if (!groups.isEmpty()) {
            DataSetReference target = step.options().dataSet("OUTDESIGN").orElse(DataSetReference.of("", "_DATA_"));
            context.write(target, StackedTables.of(groups));
        }
    }
}
