package hermite.sas.proc.glimmix.output;

import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.rows.UsableRows;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.StackedTables;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What OUTPUT asks for, and its data set: the input with new variables, over all BY groups. */
public final class OutputStatement {
    private static final List<String> STATISTICS =
            List.of("PREDICTED", "STDERR", "RESIDUAL", "PEARSON", "STUDENT", "VARIANCE", "LCL", "UCL");

    private final ProcContext context;
    private final KeptVariables keptVariables;
    private final List<Wanted> wanted = new ArrayList<>();
    private final List<DataSetReference> target = new ArrayList<>();
    private final List<Table> groups = new ArrayList<>();
    private boolean observedCategory;
    private double alpha = 0.05;
    private boolean onlyUsed;
    private boolean conditionalPseudo;
    private boolean withoutVariables;
    private boolean notUnique;

    /** A new variable: a statistic with or without random effects, of the linear predictor or of the mean. */
    public record Wanted(String statistic, boolean blup, boolean inverseLink, String name, String label) {}

    public OutputStatement(ProcStep step, InputData input, ProcContext context) {
        this.context = context;
        keptVariables = new KeptVariables(step, input, context);
        step.statement("OUTPUT").ifPresent(this::read);
    }

    /** Whether marginal residuals are those of the conditional pseudo-responses. */
    public boolean isConditionalPseudo() {
        return conditionalPseudo;
    }

    public boolean isAsked() {
        return !target.isEmpty();
    }

    public List<Wanted> wanted() {
        return wanted;
    }

    public double alpha() {
        return alpha;
    }

    /** Whether a multinomial response has the row of the category observed only. */
    boolean observedCategory() {
        return observedCategory;
    }

    /** Whether rows that the fit does not use are left out. */
    boolean usedOnly() {
        return onlyUsed;
    }

    private void read(ProcStatement statement) {
        Options options = ((Body.Main) statement.body()).options();
        target.add(options.dataSet("OUT").orElse(DataSetReference.of("", "_DATA_")));
        Options slash = statement.options();
        conditionalPseudo = slash.has("CPSEUDO");
        observedCategory = slash.has("OBSCAT");
        alpha = slash.number("ALPHA").orElse(alpha);
        onlyUsed = slash.has("NOMISS");
        withoutVariables = slash.has("NOVAR");
        notUnique = slash.has("NOUNIQUE");
        for (BoundOption option : options.all()) {
            String statistic = option.spec().name();
            if (STATISTICS.contains(statistic)) {
                boolean blup = !option.suboptions().has("NOBLUP");
                boolean mean = option.suboptions().has("ILINK");
                String name = option.value() instanceof OptionValue.Variables v
                                && v.lists().size() == 1
                                && v.lists().get(0) instanceof VariableList.Name given
                        ? given.name()
                        : standardName(statistic, blup, mean);
                want(statistic, blup, mean, name);
            }
        }
        if (slash.has("ALLSTATS")) {
            for (String statistic : STATISTICS) {
                for (boolean mean : List.of(false, true)) {
                    for (boolean blup : List.of(true, false)) {
                        boolean there = wanted.stream()
                                .anyMatch(
                                        w -> w.statistic.equals(statistic) && w.blup == blup && w.inverseLink == mean);
                        if (!there) {
                            want(statistic, blup, mean, standardName(statistic, blup, mean));
                        }
                    }
                }
            }
        }
    }

    private void want(String statistic, boolean blup, boolean mean, String name) {
        wanted.add(new Wanted(statistic, blup, mean, name, label(statistic, blup, mean)));
    }

    private static String standardName(String statistic, boolean blup, boolean mean) {
        return stem(statistic) + (mean ? "Mu" : "") + (blup ? "" : "PA");
    }

    private static String stem(String statistic) {
        return switch (statistic) {
            case "PREDICTED" -> "Pred";
            case "STDERR" -> "StdErr";
            case "RESIDUAL" -> "Resid";
            case "STUDENT" -> "Student";
            case "VARIANCE" -> "Variance";
            case "PEARSON" -> "Pearson";
            default -> statistic;
        };
    }

    private static String label(String statistic, boolean blup, boolean mean) {
        String what =
                switch (statistic) {
                    case "PREDICTED" -> mean ? "Predicted Mean" : "Linear Predictor";
                    case "STDERR" -> "Standard Error of " + (mean ? "Predicted Mean" : "Linear Predictor");
                    case "RESIDUAL" -> mean ? "Residual" : "Residual of the Linear Predictor";
                    case "STUDENT" -> "Studentized Residual";
                    case "VARIANCE" -> mean ? "Variance" : "Variance of the Linear Predictor";
                    case "LCL" -> "Lower Limit of " + (mean ? "Predicted Mean" : "Linear Predictor");
                    case "UCL" -> "Upper Limit of " + (mean ? "Predicted Mean" : "Linear Predictor");
                    default -> "Pearson Residual";
                };
        return what + (blup ? "" : " (PA)");
    }

    /**
     * @param columns one for each variable wanted, with a value for every row of the table
     * @param used rows of the fit
     */
    public void add(Table table, List<double[]> columns, int[] used) {
        int[] rows = onlyUsed ? Arrays.stream(used).distinct().sorted().toArray() : UsableRows.all(table);
        add(
                table,
                rows,
                List.of(),
                columns.stream()
                        .map(all -> Arrays.stream(rows).mapToDouble(r -> all[r]).toArray())
                        .toList());
    }

    /** A variable that is no statistic, with the values of the rows written. */
    record Added(Variable variable, Column column) {}

    /**
     * @param rows of the table that are written, each as often as wanted
     * @param more variables before those wanted
     * @param columns one for each variable wanted, with a value for every row written
     */
    void add(Table table, int[] rows, List<Added> more, List<double[]> columns) {
        groups.add(extended(table, rows, more, columns));
    }

    /** A group without estimates. */
    public void addWithout(Table table) {
        List<double[]> columns = new ArrayList<>();
        for (int k = 0; k < wanted.size(); k++) {
            double[] out = new double[table.rowCount()];
            Arrays.fill(out, Missing.DOT);
            columns.add(out);
        }
        add(table, columns, new int[0]);
    }

    private Table extended(Table table, int[] rows, List<Added> more, List<double[]> added) {
        List<Variable> variables = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        if (!withoutVariables) {
            Table kept = keptVariables.of(table).selectRows(rows);
            variables.addAll(kept.variables());
            for (int c = 0; c < kept.variables().size(); c++) {
                columns.add(kept.column(c));
            }
        }
        for (Added one : more) {
            variables.add(one.variable());
            columns.add(one.column());
        }
        for (int k = 0; k < wanted.size(); k++) {
            String name = wanted.get(k).name;
            int taken = place(name, variables);
            if (taken >= 0 && notUnique) {
                variables.remove(taken);
                columns.remove(taken);
            } else if (taken >= 0) {
                name = unique(name, variables);
            }
            variables.add(Variable.numeric(name).withLabel(wanted.get(k).label));
            columns.add(new NumericColumn(added.get(k)));
        }
        return new Table(variables, columns, rows.length);
    }

    /** With the first number behind it that makes a new name. */
    private static String unique(String name, List<Variable> taken) {
        int suffix = 2;
        while (place(name + suffix, taken) >= 0) {
            suffix++;
        }
        return name + suffix;
    }

    private static int place(String name, List<Variable> variables) {
        for (int v = 0; v < variables.size(); v++) {
            if (variables.get(v).name().equalsIgnoreCase(name)) {
                return v;
            }
        }
        return -1;
    }

    public void write() {
        if (!target.isEmpty() && !groups.isEmpty()) {
            context.write(target.get(0), StackedTables.of(groups));
        }
    }
}
