package hermite.sas.proc.marginal.report;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.model.DesignMatrix;
import hermite.model.UsableRows;
import hermite.model.inference.LinearAlgebra;
import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.fitting.GenmodAnalysis;
import hermite.sas.proc.marginal.fitting.OrdinalAnalysis;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.List;

/** Tables and data set of a cumulative model. */
public final class OrdinalReport {
    private static final List<String> STATISTICS = List.of("PREDICTED", "XBETA", "STDXBETA", "LOWER", "UPPER");
    private static final int LEVEL_WIDTH = 64;

    private final GenmodModel model;
    private final OrdinalAnalysis analysis;
    private final Table table;
    private final ProcContext context;

    public OrdinalReport(GenmodModel model, OrdinalAnalysis analysis, Table table, ProcContext context) {
        this.model = model;
        this.analysis = analysis;
        this.table = table;
        this.context = context;
    }

    public void put() {
        Parameters parameters =
                Parameters.ordinal(analysis.sample().terms(), analysis.thresholds(), model.nameLength());
        InformationReport information = new InformationReport(model, analysis.sample(), table, parameters);
        context.put(information.modelInformation());
        context.put(information.observations());
        information.classLevels().ifPresent(context::put);
        information.responseProfile().ifPresent(context::put);
        InformationReport.modeling(model, analysis.sample())
                .ifPresent(text -> context.put(Rows.sentence("ResponseNote", text, 0)));
        GlmReport report = new GlmReport(model, analysis.fit(), parameters, context.formats());
        if (model.tests().covariance() || model.tests().correlation()) {
            context.put(information.parameterInformation());
        }
        context.put(report.criteria());
        context.put(report.convergence());
        if (model.tests().covariance()) {
            context.put(report.covariance());
        }
        if (model.tests().correlation()) {
            context.put(report.correlation());
        }
        context.put(report.estimates("Analysis Of Maximum Likelihood Parameter Estimates", java.util.Optional.empty()));
        if (!analysis.typeThree().isEmpty()) {
            context.put(typeThree());
        }
    }

    private OutputTable typeThree() {
        boolean joint = analysis.sample().terms().hasFullRankCoding();
        String title = (model.tests().wald() ? "Wald" : "LR") + " Statistics For "
                + (joint ? "Joint Tests" : "Type 3 Analysis");
        List<OutputColumn> columns = List.of(
                OutputColumn.rowHeader("Source", "Source"),
                Rows.degreesOfFreedom("DF", "DF"),
                OutputColumn.number("ChiSq", "Chi-|Square", NumberFormats.F_2).withLabel("Chi-Square"),
                Rows.probability("ProbChiSq", "Pr > ChiSq"));
        List<List<Cell>> rows = new ArrayList<>();
        for (GenmodAnalysis.EffectTest test : analysis.typeThree()) {
            rows.add(List.of(
                    Cell.of(test.source()),
                    Cell.of((double) test.test().df()),
                    Cell.of(Missing.normalise(test.test().statistic())),
                    Cell.of(Missing.normalise(test.test().probability()))));
        }
        return OutputTable.of("Type3", title, Layout.COLUMNS, columns, rows);
    }

    /** OUTPUT: for each row of the input one row a cumulative probability. */
    public void writeOutput() {
        if (model.output().isEmpty()) {
            return;
        }
        Options wanted = model.output().get().statistics();
        List<String> statistics = STATISTICS.stream().filter(wanted::has).toList();
        List<Variable> variables = new ArrayList<>(table.variables());
        variables.add(Variable.character(wanted.variable("LEVEL").orElse("_LEVEL_"), LEVEL_WIDTH));
        statistics.forEach(
                s -> variables.add(Variable.numeric(wanted.variable(s).orElse(s))));
        TableBuilder builder = new TableBuilder(variables);
        int[] rows = UsableRows.all(table);
        DesignMatrix design = analysis.sample().terms().design(table, rows, context.formats());
        List<String> levels = analysis.sample().profile().orElseThrow().levels();
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < analysis.thresholds(); c++) {
                for (int v = 0; v < table.variables().size(); v++) {
                    if (table.variable(v).isNumeric()) {
                        builder.set(v, table.numeric(v).get(i));
                    } else {
                        builder.set(v, table.character(v).get(i));
                    }
                }
                int place = table.variables().size();
                builder.set(place++, levels.get(c));
                double[] values = values(design.row(i), offset(i), c);
                for (String statistic : statistics) {
                    builder.set(place++, Missing.normalise(values[STATISTICS.indexOf(statistic)]));
                }
                builder.endRow();
            }
        }
        context.write(model.output().get().out().orElse(DataSetReference.of("", "_DATA_")), builder.build());
    }

    private double offset(int row) {
        return model.offset().map(o -> table.numeric(table.indexOf(o)).get(row)).orElse(0.0);
    }

    /** In the order of {@link #STATISTICS}. */
    private double[] values(double[] x, double offset, int threshold) {
        int shift = analysis.thresholds() - 1;
        double[] row = new double[x.length + shift];
        row[threshold] = 1;
        System.arraycopy(x, 1, row, shift + 1, x.length - 1);
        double eta = LinearAlgebra.dot(row, analysis.fit().estimates()) + offset;
        double error = Math.sqrt(Math.max(
                0, LinearAlgebra.sandwich(new double[][] {row}, analysis.fit().covariance(), row.length)[0]));
        double z = Tails.normalQuantile(model.output().orElseThrow().alpha());
        return new double[] {
            model.link().inverse(eta),
            eta,
            Double.isNaN(eta) ? Double.NaN : error,
            model.link().inverse(eta - z * error),
            model.link().inverse(eta + z * error)
        };
    }
}
