package hermite.sas.proc.postfit;

import hermite.model.ModelTerms;
import hermite.model.inference.LeastSquaresMeans;
import hermite.model.inference.LeastSquaresMeans.Mean;
import hermite.model.inference.Tail;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.postfit.table.CoefficientTable;
import hermite.sas.proc.postfit.table.CombinationTable;
import hermite.sas.proc.postfit.table.CombinationTable.Exponential;
import hermite.sas.proc.postfit.table.CombinationTable.Line;
import hermite.sas.proc.postfit.table.CombinationTable.Shown;
import hermite.sas.proc.postfit.table.MatrixColumns;
import hermite.sas.proc.postfit.table.TestCells;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body.Coefficients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** LSMESTIMATE: linear combinations of least squares means. */
final class MeanEstimateStatement {
    private final ProcStatement statement;
    private final PostFitModel model;
    private final StatementOptions options;
    private final Log log;
    private final String effectName;
    private final List<Mean> means;
    private final List<String> variables;
    private final Set<Integer> involved = new HashSet<>();
    private final List<double[]> weightsOfRows = new ArrayList<>();

    MeanEstimateStatement(ProcStatement statement, PostFitModel model, ProcContext context) {
        this.statement = statement;
        this.model = model;
        this.log = context.log();
        ModelTerms terms = model.coefficients().terms();
        if (terms.hasFullRankCoding()) {
            throw new StepFailure(statement.place(), PostFitMessage.NEEDS_GLM_CODING, "LSMESTIMATE");
        }
        Coefficients body = (Coefficients) statement.body();
        int effect = new CoefficientBinding(terms, "LSMESTIMATE")
                .effect(body.rows().get(0).terms().get(0).effect());
        this.options = StatementOptions.forMeans(statement, model, effect, log);
        this.effectName = terms.effects().get(effect).name();
        if (!LeastSquaresMeans.areDefined(terms, effect)) {
            throw new StepFailure(statement.place(), PostFitMessage.NO_EFFECT_LEVELS, effectName);
        }
        this.variables = LeastSquaresMeans.variables(terms, effect);
        this.means = new LeastSquaresMeans(
                        options.fit(), MeansSetting.of(options, model, context).setting())
                .of(effect);
    }

    List<OutputTable> tables() {
        Coefficients body = (Coefficients) statement.body();
        List<double[]> rows = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < body.rows().size(); i++) {
            double[] row = row(body.rows().get(i).terms().get(0), options.divisor(i));
            String label = EstimateStatements.label(body.rows().get(i).label(), i);
            double expected = options.testValue(i);
            rows.add(row);
            labels.add(label);
            lines.add(Line.of(
                    List.of(Cell.of(effectName), Cell.of(label)),
                    options.combination(row, label).map(c -> c.against(expected)),
                    options.alpha()));
        }
        List<OutputTable> tables = new ArrayList<>();
        tables.add(estimates(lines, rows, labels));
        if (options.has("ELSM")) {
            tables.add(meanCoefficients(labels));
        }
        if (options.has("E")) {
            tables.add(CoefficientTable.of(
                    "Coef",
                    "Coefficients for " + effectName + " Least Squares Means Estimates",
                    model.coefficients().terms(),
                    labels,
                    rows));
        }
        if (options.has("JOINT")) {
            tables.add(joint(rows));
        }
        return tables;
    }

    private OutputTable estimates(List<Line> lines, List<double[]> rows, List<String> labels) {
        Adjustment adjustment = new Adjustment(statement.options(), log);
        Tail tail = options.tail();
        List<Line> adjusted = adjustment.adjust(
                options.fit(),
                lines,
                rows,
                involved.size(),
                tail,
                options.alpha(),
                options.effectDegreesOfFreedom(means));
        List<String> titles = new ArrayList<>();
        titles.add("Least Squares Means Estimate" + (rows.size() > 1 ? "s" : ""));
        adjustment.title("Adjustment for Multiplicity", false).ifPresent(titles::add);
        List<OutputColumn> further = new ArrayList<>();
        double[][] all = rows.toArray(double[][]::new);
        if (options.has("COV")) {
            adjusted = MatrixColumns.add(adjusted, further, "Cov", options.fit().covariance(all));
        }
        if (options.has("CORR")) {
            adjusted =
                    MatrixColumns.add(adjusted, further, "Corr", options.fit().correlation(all));
        }
        Shown shown = new Shown(
                options.has("CL"),
                options.has("ILINK"),
                options.has("EXP") ? Exponential.EXPONENTIATED : Exponential.NONE,
                adjustment.isAsked(),
                tail);
        return new CombinationTable(
                        "LSMEstimates",
                        titles,
                        List.of(OutputColumn.rowHeader("Effect", "Effect"), OutputColumn.rowHeader("Label", "Label")),
                        shown,
                        model.link(),
                        options.isNormal(all))
                .of(adjusted, further);
    }

    private OutputTable meanCoefficients(List<String> labels) {
        List<OutputColumn> columns =
                new ArrayList<>(List.of(OutputColumn.text("Effect", "Effect").onlyInDataSet()));
        variables.forEach(v -> columns.add(OutputColumn.rowHeader(v, v)));
        for (int i = 0; i < labels.size(); i++) {
            columns.add(OutputColumn.number("Row" + (i + 1), "Row" + (i + 1), NumberFormats.BEST8)
                    .withLabel(labels.get(i)));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int m = 0; m < means.size(); m++) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(effectName)));
            means.get(m).levels().forEach(l -> row.add(Cell.of(l)));
            for (double[] weights : weightsOfRows) {
                row.add(Cell.of(weights[m]));
            }
            rows.add(row);
        }
        return OutputTable.of(
                "LSMCoef", "Coefficients of " + effectName + " Least Squares Means", Layout.COLUMNS, columns, rows);
    }

    private OutputTable joint(List<double[]> rows) {
        double[][] hypothesis = rows.toArray(double[][]::new);
        double[] expected = new double[rows.size()];
        Arrays.setAll(expected, options::testValue);
        boolean normal = options.isNormal(hypothesis);
        boolean chiSquare = options.has("CHISQ");
        List<OutputColumn> columns = new ArrayList<>(List.of(OutputColumn.rowHeader("Effect", "Effect")));
        columns.addAll(TestCells.columns(normal, chiSquare));
        List<Cell> row = new ArrayList<>(List.of(Cell.of(effectName)));
        row.addAll(TestCells.cells(options.test(hypothesis, expected, effectName), normal, chiSquare));
        return OutputTable.of(
                "LSMFtest",
                (normal ? "Chi-Square" : "F") + " Test for Least Squares Means Estimates",
                Layout.COLUMNS,
                columns,
                List.of(row));
    }

    /** Coefficients of means, by position or by levels, as coefficients of the model's columns. */
    private double[] row(Coefficients.Term term, double divisor) {
        if (term.values().size() > means.size()) {
            throw new StepFailure(statement.place(), PostFitMessage.TOO_MANY_COEFFICIENTS, effectName);
        }
        double[] weights = new double[means.size()];
        for (int i = 0; i < term.values().size(); i++) {
            weights[i] += term.values().get(i);
        }
        for (Coefficients.Placed placed : term.placed()) {
            weights[meanAt(placed, term)] += placed.value();
        }
        weightsOfRows.add(Arrays.stream(weights).map(w -> w / divisor).toArray());
        double[] row = new double[model.coefficients().columns()];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] != 0) {
                involved.add(i);
                for (int j = 0; j < row.length; j++) {
                    row[j] += weights[i] / divisor * means.get(i).row()[j];
                }
            }
        }
        return row;
    }

    private int meanAt(Coefficients.Placed placed, Coefficients.Term term) {
        List<String> written = new ArrayList<>(term.effect().crossed());
        written.addAll(term.effect().nested());
        if (written.size() != placed.levels().size()) {
            throw new StepFailure(
                    statement.place(),
                    PostFitMessage.BAD_LEVEL,
                    "LSMESTIMATE",
                    placed.levels().size() + " levels for the effect " + effectName);
        }
        String[] wanted = new String[variables.size()];
        for (int v = 0; v < written.size(); v++) {
            int place = CoefficientBinding.indexOf(variables, written.get(v));
            wanted[place] = label(placed.levels().get(v), variables.get(place));
        }
        for (int i = 0; i < means.size(); i++) {
            if (means.get(i).levels().equals(List.of(wanted))) {
                return i;
            }
        }
        throw new StepFailure(
                statement.place(), PostFitMessage.NO_SUCH_LEVEL, "'" + String.join(" ", wanted) + "'", effectName);
    }

    private String label(OptionValue value, String variable) {
        if (value instanceof OptionValue.Text text) {
            return text.text().strip();
        }
        int index = (int) ((OptionValue.Number) value).value() - 1;
        List<String> labels = model.coefficients().terms().classes().stream()
                .filter(c -> c.name().equalsIgnoreCase(variable))
                .findFirst()
                .orElseThrow()
                .labels();
        if (index < 0 || index >= labels.size()) {
            throw new StepFailure(statement.place(), PostFitMessage.NO_SUCH_LEVEL, "number " + (index + 1), variable);
        }
        return labels.get(index);
    }
}
