package hermite.sas.proc.marginal.report;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.model.DesignMatrix;
import hermite.model.ModelTerms;
import hermite.model.ResponseFunctions;
import hermite.model.gee.multinomial.CategoryModel;
import hermite.model.inference.Combination;
import hermite.model.inference.FunctionCoefficients;
import hermite.model.inference.LinearAlgebra;
import hermite.model.inference.Tails;
import hermite.model.rows.UsableRows;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.fitting.GenmodAnalysis;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.List;

/**
 * OUTPUT of a multinomial model: for each row of the input one row a level but the last. Cumulative links predict the
 * probability of a level or a lower one, generalized logits that of the level.
 */
public final class MultinomialOutput {
    private static final List<String> STATISTICS = List.of("PREDICTED", "XBETA", "STDXBETA", "LOWER", "UPPER");
    private static final int LEVEL_WIDTH = 64;

    private final GenmodModel model;
    private final ProcContext context;
    private final List<String> statistics;
    private TableBuilder builder;

    public MultinomialOutput(GenmodModel model, ProcContext context) {
        this.model = model;
        this.context = context;
        this.statistics = model.output()
                .map(o -> STATISTICS.stream().filter(o.statistics()::has).toList())
                .orElse(List.of());
    }

    /** Adds a BY group's rows. */
    public void add(Table table, GenmodAnalysis analysis) {
        if (model.output().isEmpty()) {
            return;
        }
        if (builder == null) {
            builder = new TableBuilder(variables(table));
        }
        int[] rows = UsableRows.all(table);
        ModelTerms terms = analysis.sample().terms();
        DesignMatrix design = terms.withFunctions(ResponseFunctions.ONE).design(table, rows, context.formats());
        List<String> levels = analysis.sample().profile().orElseThrow().levels();
        for (int i = 0; i < rows.length; i++) {
            double offset = offset(table, i);
            double[] x = design.row(i);
            for (int c = 0; c < terms.functions().count(); c++) {
                for (int v = 0; v < table.variables().size(); v++) {
                    if (table.variable(v).isNumeric()) {
                        builder.set(v, table.numeric(v).get(i));
                    } else {
                        builder.set(v, table.character(v).get(i));
                    }
                }
                int place = table.variables().size();
                builder.set(place++, c + 1.0);
                builder.set(place++, levels.get(c));
                double[] values = values(
                        model,
                        analysis,
                        x,
                        offset,
                        c,
                        model.output().orElseThrow().alpha());
                for (String statistic : statistics) {
                    builder.set(place++, Missing.normalise(values[STATISTICS.indexOf(statistic)]));
                }
                builder.endRow();
            }
        }
    }

    public void write() {
        if (builder != null) {
            context.write(
                    model.output().orElseThrow().out().orElse(DataSetReference.of("", "_DATA_")), builder.build());
        }
    }

    private List<Variable> variables(Table table) {
        Options wanted = model.output().orElseThrow().statistics();
        List<Variable> variables = new ArrayList<>(table.variables());
        variables.add(Variable.numeric("_ORDER_").withLabel("Ordered Value"));
        variables.add(Variable.character(wanted.variable("LEVEL").orElse("_LEVEL_"), LEVEL_WIDTH)
                .withLabel("Level of the Response"));
        statistics.forEach(
                s -> variables.add(Variable.numeric(wanted.variable(s).orElse(s))));
        return variables;
    }

    private double offset(Table table, int row) {
        return model.offset().map(o -> table.numeric(table.indexOf(o)).get(row)).orElse(0.0);
    }

    /**
     * In the order of {@link #STATISTICS}.
     *
     * @param x row of the design with a constant first
     * @param alpha 1 - confidence level
     */
    static double[] values(
            GenmodModel model, GenmodAnalysis analysis, double[] x, double offset, int function, double alpha) {
        ResponseFunctions functions = analysis.sample().terms().functions();
        double[] row = FunctionCoefficients.wide(analysis.sample().terms(), x, function);
        Combination linear = analysis.fitted().combination(row);
        double eta = linear.value() + offset;
        double error = linear.standardError();
        double z = Tails.normalQuantile(alpha);
        double known = Double.isNaN(eta) ? Double.NaN : error;
        if (functions.cumulative()) {
            double low = model.link().inverse(eta - z * error);
            double high = model.link().inverse(eta + z * error);
            return new double[] {model.link().inverse(eta), eta, known, low, high};
        }
        return nominal(analysis, x, offset, function, eta, known, z);
    }

    /** The probability of a level with limits by the delta method on the logit scale. */
    private static double[] nominal(
            GenmodAnalysis analysis, double[] x, double offset, int function, double eta, double error, double z) {
        int functions = analysis.sample().terms().functions().count();
        double[] estimates = analysis.coefficients();
        double[] mean = new double[functions];
        double[] derivative = new double[functions * estimates.length];
        new CategoryModel.GeneralizedLogit()
                .evaluate(new CategoryModel.Point(x, 0, x.length, offset), estimates, functions, mean, derivative, 0);
        double p = mean[function];
        double[] gradient = new double[estimates.length];
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] = derivative[function * estimates.length + j] / (p * (1 - p));
        }
        double own = Math.sqrt(Math.max(
                0, LinearAlgebra.sandwich(new double[][] {gradient}, analysis.covariance(), gradient.length)[0]));
        double logit = Math.log(p / (1 - p));
        return new double[] {
            p, eta, error, 1 / (1 + Math.exp(-(logit - z * own))), 1 / (1 + Math.exp(-(logit + z * own)))
        };
    }
}
