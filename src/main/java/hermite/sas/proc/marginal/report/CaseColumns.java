package hermite.sas.proc.marginal.report;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.model.DesignColumn;
import hermite.model.ModelTerms;
import hermite.model.gee.AlrFit;
import hermite.model.gee.GeeFit;
import hermite.model.gee.MarginalFit;
import hermite.model.gee.influence.ObservationDiagnostics;
import hermite.model.glm.CaseStatistics;
import hermite.model.glm.CaseStatistics.Case;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.marginal.binding.GenmodClusters;
import hermite.sas.proc.marginal.binding.GenmodMessage;
import hermite.sas.proc.marginal.fitting.GenmodAnalysis;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The columns of OUTPUT that say what each used observation does to a fit. */
final class CaseColumns {
    private static final int LONGEST_NAME = 32;

    /** @param values one a row of the table, missing where the row was not used */
    record CaseColumn(String name, String label, double[] values) {}

    private record Statistic(String label, ToDoubleFunction<Case> value) {}

    private static final Map<String, Statistic> STATISTICS = statistics();

    private final Table table;
    private final GenmodAnalysis analysis;

    CaseColumns(Table table, GenmodAnalysis analysis) {
        this.table = table;
        this.analysis = analysis;
    }

    private static Map<String, Statistic> statistics() {
        Map<String, Statistic> all = new LinkedHashMap<>();
        all.put("HESSWGT", new Statistic("Hessian Weight", Case::hessianWeight));
        all.put("RESLIK", new Statistic("Likelihood Residual", Case::likelihood));
        all.put("STDRESCHI", new Statistic("Std. Pearson Residual", Case::standardizedPearson));
        all.put("STDRESDEV", new Statistic("Std. Deviance Residual", Case::standardizedDeviance));
        all.put("COOKSD", new Statistic("Cook's Distance", Case::cook));
        all.put("LEVERAGE", new Statistic("Leverage", Case::leverage));
        return Map.copyOf(all);
    }

    List<CaseColumn> of(Options wanted) {
        List<CaseColumn> columns = new ArrayList<>();
        List<Case> cases = new ArrayList<>();
        for (BoundOption option : wanted.all()) {
            String keyword = option.spec().name();
            boolean changes = keyword.equals("DFBETA") || keyword.equals("DFBETAS");
            if (!changes && !STATISTICS.containsKey(keyword)) {
                continue;
            }
            if (analysis.marginal().isPresent() && keyword.equals("HESSWGT")) {
                throw new StepFailure(
                        option.place(), GenmodMessage.OPTION_NEEDS, keyword, "a model without the REPEATED statement");
            }
            if (cases.isEmpty()) {
                analysis.marginal().ifPresent(fit -> check(fit, option));
                cases.addAll(cases(analysis));
            }
            if (changes) {
                columns.addAll(changes(keyword, wanted.variables(keyword), cases));
            } else {
                Statistic statistic = STATISTICS.get(keyword);
                columns.add(new CaseColumn(
                        wanted.variable(keyword).orElse(keyword), statistic.label(), spread(cases, statistic.value())));
            }
        }
        return columns;
    }

    /** What each used observation does to the fit that the step asks for. */
    static List<Case> cases(GenmodAnalysis analysis) {
        if (analysis.marginal().isPresent()) {
            GenmodClusters clusters = analysis.sample().clusters().orElseThrow();
            List<Case> distinct =
                    ObservationDiagnostics.cases(analysis.marginal().get(), clusters.observations());
            return IntStream.of(clusters.standingFor()).mapToObj(distinct::get).toList();
        }
        CaseStatistics statistics =
                new CaseStatistics(analysis.glm(), analysis.sample().observations());
        return IntStream.range(0, analysis.sample().rows().length)
                .mapToObj(statistics::of)
                .toList();
    }

    private void check(MarginalFit fit, BoundOption asking) {
        if (!(fit instanceof GeeFit || fit instanceof AlrFit)) {
            throw new StepFailure(
                    asking.place(), GenmodMessage.CLUSTER_KEYWORD, asking.spec().name());
        }
        if (!fit.hasCovariance()) {
            throw new StepFailure(GenmodMessage.ESTIMATION_ERROR);
        }
    }

    /** Names go to the parameters in their order; {@code _ALL_} makes a name of each parameter's. */
    private List<CaseColumn> changes(String keyword, List<VariableList> names, List<Case> cases) {
        ModelTerms terms = analysis.sample().terms();
        boolean all = names.stream().anyMatch(VariableList.Special.class::isInstance);
        List<String> given = ClusterStatistics.names(names);
        if (!all && given.size() > terms.columnCount()) {
            throw new StepFailure(GenmodMessage.NAME_COUNT, keyword, given.size(), terms.columnCount());
        }
        List<CaseColumn> columns = new ArrayList<>();
        int count = all ? terms.columnCount() : given.size();
        for (int j = 0; j < count; j++) {
            int column = j;
            String parameter = parameter(terms, j);
            String name = all ? keyword + "_" + parameter : given.get(j);
            columns.add(new CaseColumn(
                    name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
                    keyword + " for " + parameter,
                    spread(cases, c -> keyword.equals("DFBETA") ? c.changes()[column] : c.scaledChanges()[column])));
        }
        return columns;
    }

    /** The name of a parameter in names of variables. */
    static String parameter(ModelTerms terms, int column) {
        DesignColumn described = terms.columns().get(column);
        String name = terms.effects().get(described.effect()).name() + String.join("_", described.levels());
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }

    private double[] spread(List<Case> cases, ToDoubleFunction<Case> value) {
        double[] values = new double[table.rowCount()];
        Arrays.fill(values, Missing.DOT);
        int[] used = analysis.sample().rows();
        for (int i = 0; i < used.length; i++) {
            values[used[i]] = Missing.normalise(value.applyAsDouble(cases.get(i)));
        }
        return values;
    }
}
