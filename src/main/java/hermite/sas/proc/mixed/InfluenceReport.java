package hermite.sas.proc.mixed;

import hermite.model.ClassVariable;
import hermite.model.DesignMatrix;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.lmm.LmmControl;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.influence.CaseDeletion;
import hermite.model.lmm.influence.Deletion;
import hermite.model.lmm.influence.Deletion.Measures;
import hermite.model.lmm.influence.Deletion.Single;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ClassStatement;
import hermite.sas.proc.EffectBinding;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.report.TestColumns;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The table of MODEL / INFLUENCE: rows, tuples of rows or levels of an effect left out in turn. */
final class InfluenceReport {
    private static final int MOST_SETS = 20_000;

    private final MixedData data;
    private final LmmFit fit;
    private final ProcContext context;
    private final BoundOption asked;
    private final Options options;
    private final int iterations;

    private InfluenceReport(MixedData data, LmmFit fit, ProcContext context, BoundOption asked) {
        this.data = data;
        this.fit = fit;
        this.context = context;
        this.asked = asked;
        options = asked.suboptions();
        iterations = (int) options.number("ITER").orElse(0);
    }

    /** The table; empty when the option is not given. */
    static Optional<OutputTable> of(MixedData data, LmmFit fit, ProcContext context) {
        return data.request().model().options().find("INFLUENCE").map(asked -> new InfluenceReport(
                        data, fit, context, asked)
                .table());
    }

    private record Sets(String heading, String title, List<String> labels, List<int[]> rows) {}

    private StepFailure failure(MixedMessage message, Object... values) {
        return new StepFailure(asked.place(), message, values);
    }

    private Sets sets() {
        int size = (int) options.number("SIZE").orElse(1);
        if (size < 1 || options.number("SIZE").orElse(1) != size) {
            throw failure(MixedMessage.INFLUENCE_SIZE);
        }
        Optional<EffectTerm> effect = options.effect("EFFECT");
        if (effect.isPresent()) {
            if (size > 1) {
                throw failure(MixedMessage.INFLUENCE_BOTH);
            }
            return levels(effect.get());
        }
        int n = data.observations();
        double count = 1;
        for (int k = 0; k < size; k++) {
            count *= (n - k) / (k + 1.0);
        }
        if (count > MOST_SETS) {
            throw failure(MixedMessage.INFLUENCE_SETS, Math.round(count), MOST_SETS);
        }
        List<int[]> all = new ArrayList<>();
        tuples(new int[size], 0, 0, n, all);
        List<String> labels = all.stream()
                .map(rows -> String.join(
                        ",",
                        IntStream.of(rows)
                                .mapToObj(i -> Integer.toString(data.rowsUsed()[i] + 1))
                                .toList()))
                .toList();
        return new Sets("Index", "Influence Diagnostics", labels, all);
    }

    private static void tuples(int[] chosen, int place, int from, int n, List<int[]> all) {
        if (place == chosen.length) {
            all.add(chosen.clone());
            return;
        }
        for (int i = from; i < n; i++) {
            chosen[place] = i;
            tuples(chosen, place + 1, i + 1, n, all);
        }
    }

    private Sets levels(EffectTerm term) {
        List<ClassVariable> declared = ClassStatement.bind(
                data.request().step(),
                data.table(),
                context,
                ClassStatement.order(data.request().step().options(), "ORDER", ClassVariable.LevelOrder.FORMATTED));
        Effect effect = EffectBinding.effect(term, data.table(), declared);
        ModelTerms terms = new ModelTerms(false, List.of(effect), data.classes());
        if (effect.isIntercept()
                || terms.columns().get(0).levels().size() < effect.variables().size()) {
            throw failure(MixedMessage.INFLUENCE_EFFECT, effect.name());
        }
        DesignMatrix design = terms.design(data.table(), data.rowsUsed(), context.formats());
        Map<Integer, List<Integer>> byLevel = new TreeMap<>();
        for (int i = 0; i < design.rows(); i++) {
            for (int j = 0; j < design.columns(); j++) {
                if (design.get(i, j) != 0) {
                    byLevel.computeIfAbsent(j, k -> new ArrayList<>()).add(i);
                }
            }
        }
        List<String> labels = byLevel.keySet().stream()
                .map(j -> String.join(" ", terms.columns().get(j).levels()))
                .toList();
        List<int[]> rows = byLevel.values().stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toList();
        return new Sets(effect.name(), "Influence Diagnostics for Levels of " + effect.name(), labels, rows);
    }

    private OutputTable table() {
        if (iterations < 0 || iterations != options.number("ITER").orElse(0)) {
            throw failure(MixedMessage.INFLUENCE_ITER);
        }
        if (iterations > 0 && !data.request().searched()) {
            throw failure(MixedMessage.INFLUENCE_SEARCH, data.request().method());
        }
        Sets sets = selected(sets());
        LmmControl control = ParmsStatement.control(data);
        int factor = data.scale(control);
        List<Optional<Deletion>> deletions =
                new CaseDeletion(data.spec(), fit, control, factor, iterations).of(sets.rows());
        boolean single = sets.rows().stream().allMatch(r -> r.length == 1)
                && options.effect("EFFECT").isEmpty();
        List<OutputColumn> columns = columns(sets.heading(), single, factor >= 0);
        List<List<Cell>> rows = new ArrayList<>();
        for (int i : kept(deletions)) {
            rows.add(row(sets, i, deletions.get(i), single, factor >= 0, columns.size()));
        }
        long left = deletions.stream().filter(Optional::isEmpty).count();
        if (left > 0) {
            context.log().write(MixedMessage.INFLUENCE_RANK, left);
        }
        return OutputTable.of("Influence", sets.title(), Layout.COLUMNS, columns, rows);
    }

    /** SELECT=: sets by their number, rows by theirs in the data. */
    private Sets selected(Sets all) {
        if (!options.has("SELECT")) {
            return all;
        }
        boolean byRow = all.rows().stream().allMatch(r -> r.length == 1)
                && options.effect("EFFECT").isEmpty();
        List<String> labels = new ArrayList<>();
        List<int[]> rows = new ArrayList<>();
        for (double value : options.numbers("SELECT")) {
            String number = NumberFormats.BEST8.print(value).strip();
            int place = byRow ? all.labels().indexOf(number) : (int) value - 1;
            if (place < 0 || place >= all.rows().size() || value != Math.rint(value)) {
                throw failure(MixedMessage.INFLUENCE_SELECT, number, all.rows().size());
            }
            labels.add(all.labels().get(place));
            rows.add(all.rows().get(place));
        }
        return new Sets(all.heading(), all.title(), labels, rows);
    }

    /** KEEP=: the sets with the largest likelihood distances, those first; all in their order without it. */
    private int[] kept(List<Optional<Deletion>> deletions) {
        IntStream all = IntStream.range(0, deletions.size());
        if (!options.has("KEEP")) {
            return all.toArray();
        }
        double count = options.number("KEEP").orElse(0);
        if (count < 1 || count != Math.rint(count)) {
            throw failure(MixedMessage.INFLUENCE_KEEP);
        }
        return all.boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -deletions
                                .get(i)
                                .map(Deletion::likelihoodDistance)
                                .orElse(Double.NEGATIVE_INFINITY))
                        .thenComparingInt(i -> i))
                .limit((long) count)
                .mapToInt(i -> i)
                .toArray();
    }

    private List<OutputColumn> columns(String heading, boolean single, boolean hasFactor) {
        List<OutputColumn> columns = new ArrayList<>();
        if (single) {
            columns.add(
                    OutputColumn.number("Index", heading, NumberFormats.INTEGER).asRowHeader());
        } else {
            columns.add(OutputColumn.rowHeader("Level", heading));
            columns.add(OutputColumn.number("Nobs", "Number of|Observations|in Level", NumberFormats.INTEGER));
        }
        if (iterations > 0) {
            columns.add(OutputColumn.number("Iter", "Iterations", NumberFormats.INTEGER));
        }
        if (single) {
            number(columns, "Observed", "Observed|Value");
            number(columns, "Predicted", "Predicted|Mean");
            number(columns, "Residual", "Residual");
            number(columns, "Leverage", "Leverage");
            number(columns, "PressRes", "PRESS|Residual");
            number(columns, "Student", "Internally|Studentized|Residual");
            number(columns, "RStudent", "Externally|Studentized|Residual");
        } else {
            number(columns, "PRESS", "PRESS|Statistic");
        }
        number(columns, "CookD", "Cook's D");
        number(columns, single ? "DFFITS" : "MDFFITS", single ? "DFFITS" : "MDFFITS");
        number(columns, "CovRatio", "COVRATIO");
        if (!single) {
            number(columns, "CovTrace", "COVTRACE");
        }
        if (iterations > 0) {
            number(columns, "CookDCP", "Cook's D|CovParms");
            number(columns, "MDFFITSCP", "MDFFITS|CovParms");
            number(columns, "CovRatioCP", "COVRATIO|CovParms");
            number(columns, "CovTraceCP", "COVTRACE|CovParms");
        }
        if (hasFactor) {
            number(columns, "RMSE", "RMSE without|Deleted " + (single ? "Obs" : "Level"));
        }
        number(
                columns,
                data.request().restricted() ? "RLD" : "LD",
                data.request().restricted() ? "Restricted|Likelihood|Distance" : "Likelihood|Distance");
        if (options.has("ESTIMATES")) {
            for (int j = 1; j <= data.x().columns(); j++) {
                number(columns, "Parm" + j, "Parm" + j);
            }
            for (int k = 1; k <= data.covariance().places().length && (iterations > 0 || hasFactor); k++) {
                number(columns, "CovP" + k, "CovP" + k);
            }
        }
        return columns;
    }

    private static void number(List<OutputColumn> columns, String name, String heading) {
        columns.add(OutputColumn.number(name, heading, NumberFormats.D8_4));
    }

    private List<Cell> row(
            Sets sets, int place, Optional<Deletion> result, boolean single, boolean hasFactor, int width) {
        List<Cell> row = new ArrayList<>();
        String label = sets.labels().get(place);
        row.add(single ? Cell.of(Double.parseDouble(label)) : Cell.of(label));
        if (!single) {
            row.add(Cell.of((double) sets.rows().get(place).length));
        }
        if (result.isEmpty()) {
            while (row.size() < width) {
                row.add(Cell.missing());
            }
            return row;
        }
        Deletion d = result.get();
        if (iterations > 0) {
            row.add(Cell.of((double) d.iterations()));
        }
        if (single) {
            Single s = d.single().orElseThrow();
            addAll(
                    row,
                    s.observed(),
                    s.predicted(),
                    s.residual(),
                    s.leverage(),
                    s.pressResidual(),
                    s.student(),
                    s.external());
            addAll(row, d.fixed().cook(), s.dffits(), d.fixed().ratio());
        } else {
            addAll(
                    row,
                    d.press(),
                    d.fixed().cook(),
                    d.fixed().mdffits(),
                    d.fixed().ratio(),
                    d.fixed().trace());
        }
        if (iterations > 0) {
            Measures c = d.covariance().orElseThrow();
            addAll(row, c.cook(), c.mdffits(), c.ratio(), c.trace());
        }
        if (hasFactor) {
            addAll(row, d.residualSd());
        }
        addAll(row, d.likelihoodDistance());
        if (options.has("ESTIMATES")) {
            double[] full = new double[data.x().columns()];
            int[] kept = data.design().kept();
            for (int k = 0; k < kept.length; k++) {
                full[kept[k]] = d.beta()[k];
            }
            addAll(row, full);
            if (iterations > 0 || hasFactor) {
                addAll(row, data.covariance().inOrder(d.theta()));
            }
        }
        return row;
    }

    private static void addAll(List<Cell> row, double... values) {
        Arrays.stream(values).forEach(v -> row.add(TestColumns.number(v)));
    }
}
