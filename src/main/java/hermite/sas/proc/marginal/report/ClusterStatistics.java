package hermite.sas.proc.marginal.report;

import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Variable;
import hermite.model.gee.AlrFit;
import hermite.model.gee.GeeFit;
import hermite.model.gee.MarginalFit;
import hermite.model.gee.influence.ClusterDiagnostics;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.marginal.binding.GenmodClusters;
import hermite.sas.proc.marginal.binding.GenmodMessage;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.fitting.GenmodAnalysis;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The statistics of OUTPUT that are one a cluster, repeated on each of its rows. */
final class ClusterStatistics {
    private static final List<String> KEYWORDS =
            List.of("CLUSTER", "CLEVERAGE", "CLUSTERCOOKSD", "MCLUSTERDFIT", "DFBETAC", "DFBETACS");

    private final GenmodAnalysis analysis;
    private final GenmodClusters clusters;
    private final int rowCount;
    private final List<Variable> variables;
    private final List<Column> columns;

    private ClusterStatistics(GenmodAnalysis analysis, int rowCount, List<Variable> variables, List<Column> columns) {
        this.analysis = analysis;
        this.clusters = analysis.sample().clusters().orElseThrow();
        this.rowCount = rowCount;
        this.variables = variables;
        this.columns = columns;
    }

    /** Appends what OUTPUT names, in the order of its keywords. */
    static void add(
            GenmodModel model, GenmodAnalysis analysis, int rowCount, List<Variable> variables, List<Column> columns) {
        List<BoundOption> wanted = model.output().orElseThrow().statistics().all().stream()
                .filter(o -> KEYWORDS.contains(o.spec().name()))
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        MarginalFit fit = analysis.marginal().orElse(null);
        if (!(fit instanceof GeeFit || fit instanceof AlrFit)) {
            throw new StepFailure(
                    GenmodMessage.CLUSTER_KEYWORD, wanted.get(0).spec().name());
        }
        if (!fit.hasCovariance()) {
            throw new StepFailure(GenmodMessage.ESTIMATION_ERROR);
        }
        ClusterStatistics writer = new ClusterStatistics(analysis, rowCount, variables, columns);
        ClusterDiagnostics of = ClusterDiagnostics.of(fit, writer.clusters.observations());
        for (BoundOption option : wanted) {
            writer.write(option, of, model);
        }
    }

    private void write(BoundOption option, ClusterDiagnostics of, GenmodModel model) {
        String keyword = option.spec().name();
        String name =
                model.output().orElseThrow().statistics().variable(keyword).orElse(keyword);
        switch (keyword) {
            case "CLUSTER" -> column(name, "Cluster", c -> c + 1);
            case "CLEVERAGE" -> column(name, "Cluster Leverage", c -> of.leverage()[c]);
            case "CLUSTERCOOKSD" -> column(name, "Cluster Cook's D", c -> of.cook()[c]);
            case "MCLUSTERDFIT" -> column(name, "Studentized Cluster DFFIT", c -> of.fit()[c]);
            case "DFBETAC" -> parameters(option, "DBETAC", "Cluster DFBETA", of.dfbeta());
            default -> parameters(option, "DBETACS", "Standardized Cluster DFBETA", of.standardizedDfbeta());
        }
    }

    /** One variable a parameter that is estimated: names as listed, or the prefix and Prm1, Prm2, … for _ALL_. */
    private void parameters(BoundOption option, String prefix, String label, double[][] values) {
        Parameters parameters = new Parameters(analysis.sample().terms(), 20);
        List<Parameters.Parameter> estimated = parameters.estimated(analysis.aliased());
        List<String> names = option.value() instanceof OptionValue.Variables listed ? names(listed.lists()) : List.of();
        boolean all = names.isEmpty();
        if (!all && names.size() != estimated.size()) {
            throw new StepFailure(GenmodMessage.NAME_COUNT, option.spec().name(), names.size(), estimated.size());
        }
        for (int j = 0; j < estimated.size(); j++) {
            int place = estimated.get(j).column();
            String shortName = parameters.shortName(estimated.get(j));
            column(all ? prefix + shortName : names.get(j), label + " " + shortName, c -> values[c][place]);
        }
    }

    /** New names as they are listed, {@code b0 b1} or {@code b0-b3}; none of {@code _ALL_}. */
    static List<String> names(List<VariableList> lists) {
        List<String> names = new ArrayList<>();
        for (VariableList list : lists) {
            if (list instanceof VariableList.Name one) {
                names.add(one.name());
            } else if (list instanceof VariableList.Numbered range) {
                IntStream.rangeClosed(range.first(), range.last()).forEach(i -> names.add(range.prefix() + i));
            }
        }
        return names;
    }

    private void column(String name, String label, IntToDoubleFunction ofCluster) {
        double[] values = new double[rowCount];
        Arrays.fill(values, Missing.DOT);
        int[] rows = analysis.sample().rows();
        IntStream.range(0, rows.length)
                .forEach(i -> values[rows[i]] = Missing.normalise(ofCluster.applyAsDouble(clusters.clusterOf()[i])));
        variables.add(Variable.numeric(name).withLabel(label));
        columns.add(new NumericColumn(values));
    }
}
