package hermite.sas.proc.marginal.report;

import hermite.model.ClassLevels;
import hermite.model.DesignColumn;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import java.util.ArrayList;
import java.util.List;

/** The parameters as tables list them: names, levels, and their columns of the design. */
public final class Parameters {
    private final List<Parameter> all;
    private final ModelTerms terms;
    private final int levelColumns;

    /**
     * One parameter.
     *
     * @param name effect, cut to the width asked for
     * @param classVariables class variables of the effect
     * @param levels their levels
     * @param members what else tells its column from the effect's others
     * @param column of the design; -1 for the intercept that NOINT leaves out
     */
    public record Parameter(
            String name, List<String> classVariables, List<String> levels, List<String> members, int column) {
        /** What stands beside the name. */
        public List<String> labels() {
            List<String> all = new ArrayList<>(members);
            all.addAll(levels);
            return all;
        }
    }

    public Parameters(ModelTerms terms, int nameLength) {
        this.terms = terms;
        List<Parameter> listed = new ArrayList<>();
        if (!terms.hasIntercept()) {
            listed.add(new Parameter("Intercept", List.of(), List.of(), List.of(), -1));
        }
        for (int j = 0; j < terms.columnCount(); j++) {
            DesignColumn column = terms.columns().get(j);
            Effect effect = terms.effects().get(column.effect());
            boolean threshold = effect.isIntercept() && terms.functions().cumulative();
            String name = threshold ? "Intercept" + (j + 1) : effect.name();
            String cut = name.length() > nameLength ? name.substring(0, nameLength) : name;
            listed.add(new Parameter(cut, column.classVariables(), column.levels(), column.members(), j));
        }
        this.all = List.copyOf(listed);
        this.levelColumns = all.stream().mapToInt(p -> p.labels().size()).max().orElse(0);
    }

    public List<Parameter> all() {
        return all;
    }

    public List<ClassLevels> usedClasses() {
        return terms.usedClasses();
    }

    /** {@code Prm1} … for a parameter in this list's order. */
    public String shortName(Parameter parameter) {
        return "Prm" + (parameter.column() + (terms.hasIntercept() ? 1 : 2));
    }

    /** Those with a column that was estimated. */
    public List<Parameter> estimated(boolean[] aliased) {
        return all.stream().filter(p -> p.column() >= 0 && !aliased[p.column()]).toList();
    }

    /** The name's column and one column a level. */
    public List<OutputColumn> identifiers(String variable, String heading) {
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader(variable, heading));
        for (int v = 1; v <= levelColumns; v++) {
            columns.add(OutputColumn.rowHeader("Level" + v, "")
                    .withLabel("Level" + v)
                    .withGap(v == 1 ? 2 : 1));
        }
        return columns;
    }

    /** The identifiers and an estimate with its standard error and limits. */
    List<OutputColumn> estimates(double alpha) {
        String limits = Rows.percent(alpha) + " Confidence|Limits";
        List<OutputColumn> columns = new ArrayList<>(identifiers("Parm", "Parameter"));
        columns.add(Rows.estimate());
        columns.add(Rows.standardError("Stderr"));
        columns.add(Rows.limit("LowerCL", limits, "Lower Confidence Limit"));
        columns.add(Rows.limit("UpperCL", limits, "Upper Confidence Limit"));
        return columns;
    }

    /** The same with a z test. */
    List<OutputColumn> zTests(double alpha) {
        List<OutputColumn> columns = estimates(alpha);
        columns.add(OutputColumn.number("Z", "Z", NumberFormats.F_2).withGap(1).withMinimumWidth(7));
        // The bar of |Z| would split the heading.
        columns.add(Rows.probability("ProbZ", "")
                .withHeading(List.of("Pr > |Z|"))
                .withLabel("Pr > |Z|")
                .withGap(2));
        return columns;
    }

    public List<Cell> identify(Parameter parameter) {
        List<Cell> cells = named(parameter.name());
        for (int v = 0; v < parameter.labels().size(); v++) {
            cells.set(1 + v, Cell.of(parameter.labels().get(v)));
        }
        return cells;
    }

    /** The identifying cells of a row that is no design column: {@code Alpha1}, {@code Scale}. */
    public List<Cell> named(String name) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(name));
        for (int v = 0; v < levelColumns; v++) {
            cells.add(Cell.of(""));
        }
        return cells;
    }
}
