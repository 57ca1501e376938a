package hermite.sas.proc.glimmix.output;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.SubjectNesting;
import hermite.model.glmm.score.SubjectScores;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.StackedTables;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.SubjectLevel;
import hermite.sas.proc.glimmix.report.ExtensionTables;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** SUBGRADIENT=: the gradient of −2 log likelihood by each parameter, one row a subject. */
public final class SubjectGradientOutput {
    private final ProcStep step;
    private final ProcContext context;
    private final List<Table> groups = new ArrayList<>();

    public SubjectGradientOutput(ProcStep step, ProcContext context) {
        this.step = step;
        this.context = context;
    }

    public void add(GlimmixData data, GlmmFit fit) {
        if (!step.options().has("SUBGRADIENT")) {
            return;
        }
        if (!data.isProcessedBySubjects()) {
            context.log().write(GlimmixMessage.SUBGRADIENT_SUBJECTS);
            return;
        }
        int[] subject = data.spec().subject();
        int[] numbers = Arrays.stream(subject).distinct().sorted().toArray();
        int[] first = Arrays.stream(numbers)
                .map(s -> {
                    int row = 0;
                    while (subject[row] != s) {
                        row++;
                    }
                    return data.rowsUsed()[row];
                })
                .toArray();
        SubjectLevel level =
                data.levels().get(SubjectNesting.outermostFirst(data.spec().levels())[0]);
        List<Variable> variables = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        Table rows = data.table().selectRows(first);
        for (String name : level.variables()) {
            variables.add(rows.variable(rows.indexOf(name)));
            columns.add(rows.column(rows.indexOf(name)));
        }
        variables.add(Variable.character("Subject", 1).withLabel("Subject"));
        columns.add(CharacterColumn.of(
                Arrays.stream(numbers).mapToObj(s -> level.labels().get(s)).toList()));
        double[][] gradients = gradients(fit, numbers);
        for (int k = 0; k < fit.parameters(); k++) {
            int parameter = k;
            variables.add(Variable.numeric("Gradient" + (k + 1)).withLabel(ExtensionTables.parameterName(data, k)));
            columns.add(new NumericColumn(
                    Arrays.stream(gradients).mapToDouble(g -> g[parameter]).toArray()));
        }
        groups.add(new Table(variables, columns, numbers.length));
    }

    private double[][] gradients(GlmmFit fit, int[] subjects) {
        SubjectScores scores = new SubjectScores(fit);
        double[][] out = new double[subjects.length][];
        for (int i = 0; i < out.length; i++) {
            context.checkInterrupt();
            double[] score = scores.of(subjects[i]);
            for (int k = 0; k < score.length; k++) {
                score[k] = Double.isNaN(fit.gradient()[k]) ? Missing.DOT : -2 * score[k];
            }
            out[i] = score;
        }
        return out;
    }

    public void write() {
        if (!groups.isEmpty()) {
            context.write(step.options().dataSet("SUBGRADIENT").orElseThrow(), StackedTables.of(groups));
        }
    }
}
