package hermite.sas.proc.marginal.report;

import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.model.DesignMatrix;
import hermite.model.inference.Combination;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.Tails;
import hermite.model.rows.UsableRows;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.marginal.binding.GenmodMessage;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.fitting.GenmodAnalysis;
import hermite.sas.proc.marginal.fitting.ZeroInflatedAnalysis;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The OUTPUT statement: all rows of the input with statistics of each. */
public final class OutputWriter {
    private static final List<String> STATISTICS =
            List.of("PREDICTED", "XBETA", "STDXBETA", "LOWER", "UPPER", "RESRAW", "RESCHI", "RESDEV");

    private final GenmodModel model;
    private final ProcContext context;
    private final List<Table> parts = new ArrayList<>();
    private final MultinomialOutput multinomial;

    public OutputWriter(GenmodModel model, ProcContext context) {
        this.model = model;
        this.context = context;
        this.multinomial = new MultinomialOutput(model, context);
    }

    public void add(Table table, GenmodAnalysis analysis) {
        if (model.output().isEmpty()) {
            return;
        }
        if (model.isMultinomial()) {
            multinomial.add(table, analysis);
            return;
        }
        List<BoundOption> wanted = model.output().get().statistics().all().stream()
                .filter(o -> STATISTICS.contains(o.spec().name()))
                .toList();
        int[] rows = UsableRows.all(table);
        double[][] values = statistics(table, rows, analysis);
        List<Variable> variables = new ArrayList<>(table.variables());
        List<Column> columns = new ArrayList<>();
        for (int v = 0; v < table.variables().size(); v++) {
            columns.add(table.column(v));
        }
        for (BoundOption option : wanted) {
            String statistic = option.spec().name();
            String name = name(option);
            variables.add(Variable.numeric(name).withLabel(label(statistic)));
            columns.add(new NumericColumn(values[STATISTICS.indexOf(statistic)]));
        }
        ClusterStatistics.add(model, analysis, table.rowCount(), variables, columns);
        new CaseColumns(table, analysis).of(model.output().get().statistics()).forEach(c -> {
            variables.add(Variable.numeric(c.name()).withLabel(c.label()));
            columns.add(new NumericColumn(c.values()));
        });
        parts.add(new Table(distinct(variables, table.variables().size()), columns, table.rowCount(), "", List.of()));
    }

    /** Rows of a zero-inflated model. */
    public void add(Table table, ZeroInflatedAnalysis analysis) {
        if (model.output().isEmpty()) {
            return;
        }
        double[][] values = ZeroInflatedColumns.of(model, analysis, table, context.formats());
        List<Variable> variables = new ArrayList<>(table.variables());
        List<Column> columns = new ArrayList<>();
        for (int v = 0; v < table.variables().size(); v++) {
            columns.add(table.column(v));
        }
        for (BoundOption option : model.output().get().statistics().all()) {
            String statistic = option.spec().name();
            int place = ZeroInflatedColumns.STATISTICS.indexOf(statistic);
            if (place >= 0) {
                String name =
                        model.output().get().statistics().variable(statistic).orElse(statistic);
                variables.add(Variable.numeric(name).withLabel(label(statistic)));
                columns.add(new NumericColumn(values[place]));
            }
        }
        parts.add(new Table(distinct(variables, table.variables().size()), columns, table.rowCount(), "", List.of()));
    }

    /** The name that a keyword gives its statistic; a keyword may be given twice, with two names. */
    private static String name(BoundOption option) {
        return option.value() instanceof OptionValue.Variables given
                        && !given.lists().isEmpty()
                        && given.lists().get(0) instanceof VariableList.Name first
                ? first.name()
                : option.spec().name();
    }

    /** A statistic whose name is taken gets a number behind it; the log says so. */
    private List<Variable> distinct(List<Variable> variables, int ofInput) {
        List<Variable> distinct = new ArrayList<>(variables.subList(0, ofInput));
        for (Variable variable : variables.subList(ofInput, variables.size())) {
            String name = variable.name();
            for (int number = 2; isTaken(name, distinct); number++) {
                name = variable.name() + number;
            }
            if (!name.equals(variable.name()) && parts.isEmpty()) {
                context.log().write(GenmodMessage.NAME_TAKEN, variable.name(), model.dataSet(), name);
            }
            distinct.add(variable.withName(name));
        }
        return distinct;
    }

    private static boolean isTaken(String name, List<Variable> variables) {
        return variables.stream().anyMatch(v -> v.name().equalsIgnoreCase(name));
    }

    private static String label(String statistic) {
        return switch (statistic) {
            case "PREDICTED" -> "Predicted Value";
            case "XBETA" -> "Linear Predictor";
            case "STDXBETA" -> "Standard Error of Linear Predictor";
            case "LOWER" -> "Lower Confidence Limit";
            case "UPPER" -> "Upper Confidence Limit";
            case "RESRAW" -> "Raw Residual";
            case "RESCHI" -> "Pearson Residual";
            case "PZERO" -> "Zero Inflation Probability";
            default -> "Deviance Residual";
        };
    }

    /** One array a statistic, in the order of {@link #STATISTICS}. */
    private double[][] statistics(Table table, int[] rows, GenmodAnalysis analysis) {
        DesignMatrix design = analysis.sample().terms().design(table, rows, context.formats());
        double[] offset = model.offset()
                .map(o -> table.numeric(table.indexOf(o)).values())
                .orElse(new double[rows.length]);
        double[] response = responses(rows.length, analysis);
        double z = Tails.normalQuantile(model.output().orElseThrow().alpha());
        FittedCoefficients fitted = analysis.fitted();
        double constant = model.intercept() ? 0 : model.likelihood().constant();
        double shape = analysis.glm().shape();
        double[][] values = new double[STATISTICS.size()][rows.length];
        for (int i = 0; i < rows.length; i++) {
            double[] x = design.row(i);
            Combination linear = fitted.combination(x);
            double eta = linear.value() + offset[rows[i]] + constant;
            double error = linear.standardError();
            double mu = model.link().inverse(eta);
            double low = model.link().inverse(eta - z * error);
            double high = model.link().inverse(eta + z * error);
            double raw = response[i] - mu;
            double weight = weight(table, rows[i]);
            double deviance = model.family().unitDeviance(response[i], mu, shape) * weight;
            double[] row = {
                mu,
                eta,
                Double.isNaN(eta) ? Double.NaN : error,
                Math.min(low, high),
                Math.max(low, high),
                raw,
                raw * Math.sqrt(weight / model.family().variance(mu, shape)),
                Math.copySign(Math.sqrt(Math.max(0, deviance)), raw)
            };
            for (int s = 0; s < row.length; s++) {
                values[s][i] = Missing.normalise(Double.isNaN(deviance) && s == 7 ? Double.NaN : row[s]);
            }
        }
        return values;
    }

    /** Response of each row of the table as the fit saw it; missing where the row was not used. */
    private static double[] responses(int count, GenmodAnalysis analysis) {
        double[] response = new double[count];
        Arrays.fill(response, Double.NaN);
        int[] used = analysis.sample().rows();
        for (int i = 0; i < used.length; i++) {
            response[used[i]] = analysis.sample().observations().response()[i];
        }
        return response;
    }

    private double weight(Table table, int row) {
        double weight = model.weight()
                .map(w -> table.numeric(table.indexOf(w)).get(row))
                .orElse(1.0);
        return weight
                * model.response()
                        .trials()
                        .map(t -> table.numeric(table.indexOf(t)).get(row))
                        .orElse(1.0);
    }

    /** Writes the data set, BY groups one after the other. */
    public void write() {
        multinomial.write();
        if (model.output().isEmpty() || parts.isEmpty()) {
            return;
        }
        DataSetReference out = model.output().get().out().orElse(DataSetReference.of("", "_DATA_"));
        context.write(out, parts.size() == 1 ? parts.get(0) : stacked());
    }

    private Table stacked() {
        TableBuilder builder = new TableBuilder(parts.get(0).variables());
        for (Table part : parts) {
            for (int row = 0; row < part.rowCount(); row++) {
                for (int v = 0; v < part.variables().size(); v++) {
                    if (part.variable(v).isNumeric()) {
                        builder.set(v, part.numeric(v).get(row));
                    } else {
                        builder.set(v, part.character(v).get(row));
                    }
                }
                builder.endRow();
            }
        }
        return builder.build();
    }
}
