package hermite.sas.proc.postfit;

import hermite.model.ModelTerms;
import hermite.model.inference.Combination;
import hermite.model.inference.Comparisons;
import hermite.model.inference.Comparisons.Pair;
import hermite.model.inference.FTest;
import hermite.model.inference.LeastSquaresMeans;
import hermite.model.inference.LeastSquaresMeans.Mean;
import hermite.model.inference.Tail;
import hermite.report.Cell;
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
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue.Slices.Slice;
import hermite.sas.syntax.ast.ProcStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** LSMEANS and SLICE. */
final class MeansStatement {
    private final ProcStatement statement;
    private final PostFitModel model;
    private final ModelTerms terms;
    private final StatementOptions options;
    private final MeansSetting setting;
    private final Adjustment adjustment;
    private final Means ofEffect;
    private final boolean odds;
    private final boolean ratios;
    private final Log log;

    /**
     * @param term an effect of the statement
     * @throws StepFailure when the effect has no means, or an option does not fit it
     */
    MeansStatement(ProcStatement statement, EffectTerm term, PostFitModel model, ProcContext context) {
        this.statement = statement;
        this.log = context.log();
        this.model = model;
        this.terms = model.coefficients().terms();
        String keyword = statement.spec().name();
        if (terms.hasFullRankCoding()) {
            throw new StepFailure(statement.place(), PostFitMessage.NEEDS_GLM_CODING, keyword);
        }
        int effect = new CoefficientBinding(terms, keyword).effect(term);
        String name = terms.effects().get(effect).name();
        if (!LeastSquaresMeans.areDefined(terms, effect)) {
            throw new StepFailure(term.place(), PostFitMessage.NO_EFFECT_LEVELS, name);
        }
        this.options = StatementOptions.forMeans(statement, model, effect, log);
        this.odds = options.wantsOdds();
        this.ratios = odds && options.has("ODDSRATIO");
        if (options.has("AT") && options.has("BYLEVEL")) {
            log.write(PostFitMessage.AT_IGNORED);
        }
        this.setting = MeansSetting.of(options, model, context);
        this.adjustment = new Adjustment(statement.options(), log);
        this.ofEffect = new Means(
                name,
                LeastSquaresMeans.variables(terms, effect),
                new LeastSquaresMeans(options.fit(), setting.setting()).of(effect));
    }

    /** An effect with its means, or some of them. */
    private record Means(String name, List<String> variables, List<Mean> all) {
        List<double[]> rows() {
            return all.stream().map(Mean::row).toList();
        }
    }

    List<OutputTable> tables() {
        List<OutputTable> tables = new ArrayList<>();
        if (statement.spec().name().equals("SLICE")) {
            addSlices(tables, ofEffect);
        } else {
            addMeans(tables, ofEffect);
        }
        return tables;
    }

    private void addMeans(List<OutputTable> tables, Means means) {
        if (!options.has("NOMEANS")) {
            tables.add(meansTable(means, "LSMeans", means.name() + " Least Squares Means"));
        }
        if (options.has("E")) {
            tables.add(CoefficientTable.of(
                    "Coef",
                    "Coefficients for " + means.name() + " Least Squares Means",
                    terms,
                    means.all().stream().map(m -> String.join(" ", m.levels())).toList(),
                    means.rows()));
        }
        if (options.has("DIFF") || ratios || adjustment.isAsked()) {
            List<Integer> all = IntStream.range(0, means.all().size()).boxed().toList();
            String title = "Differences of " + means.name() + " Least Squares Means";
            tables.add(differences(
                    means, List.of(new Compared("", all)), new Heading("Diffs", title, Optional.empty(), List.of())));
        }
        if (options.has("LINES")) {
            tables.add(new LinesDisplay(options, adjustment, log).table(means.name(), means.variables(), means.all()));
        }
        for (EffectTerm by : options.all().effects("SLICE")) {
            tables.add(sliceTests(means, by));
        }
        for (EffectTerm by : options.all().effects("SLICEDIFF")) {
            tables.add(simpleEffects(means, by));
        }
    }

    private List<OutputColumn> levelColumns(List<String> variables, String prefix) {
        return variables.stream()
                .map(v -> OutputColumn.rowHeader(prefix + v, prefix + v))
                .toList();
    }

    private static List<Cell> levelCells(Mean mean) {
        return mean.levels().stream().map(Cell::of).toList();
    }

    private boolean isNormal(Means means) {
        return options.isNormal(means.rows().toArray(double[][]::new));
    }

    private OutputTable meansTable(Means means, String name, String title) {
        List<OutputColumn> identity = new ArrayList<>();
        identity.add(OutputColumn.text("Effect", "Effect").onlyInDataSet());
        identity.addAll(levelColumns(means.variables(), ""));
        identity.addAll(setting.columns());
        List<Line> lines = new ArrayList<>();
        for (Mean mean : means.all()) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(means.name())));
            cells.addAll(levelCells(mean));
            cells.addAll(setting.cells());
            String label = means.name() + " " + String.join(" ", mean.levels());
            lines.add(Line.of(cells, options.combination(mean.row(), label), options.alpha()));
        }
        List<OutputColumn> further = new ArrayList<>();
        double[][] rows = means.rows().toArray(double[][]::new);
        if (options.has("COV")) {
            lines = MatrixColumns.add(lines, further, "Cov", options.fit().covariance(rows));
        }
        if (options.has("CORR")) {
            lines = MatrixColumns.add(lines, further, "Corr", options.fit().correlation(rows));
        }
        Exponential exponential =
                odds ? Exponential.ODDS : options.has("EXP") ? Exponential.EXPONENTIATED : Exponential.NONE;
        Shown shown = new Shown(options.has("CL"), options.has("ILINK"), exponential, false, Tail.TWO_SIDED);
        return new CombinationTable(name, List.of(title), identity, shown, model.link(), isNormal(means))
                .of(lines, further);
    }

    /**
     * A table of differences.
     *
     * @param slice the column that names the slice; empty when all means are compared
     * @param hidden places of variables that are the same in all rows
     */
    private record Heading(String name, String title, Optional<OutputColumn> slice, List<Integer> hidden) {
        /** The option that says which means are compared. */
        String typeOption() {
            return title.startsWith("Simple Effect") ? "SLICEDIFFTYPE" : "DIFF";
        }
    }

    /** Means that are compared with each other, as a family. */
    private record Compared(String slice, List<Integer> members) {}

    private OutputTable differences(Means means, List<Compared> families, Heading heading) {
        List<String> shownVariables = visible(means.variables(), heading.hidden());
        List<OutputColumn> identity = new ArrayList<>();
        heading.slice().ifPresent(identity::add);
        identity.add(OutputColumn.text("Effect", "Effect").onlyInDataSet());
        identity.addAll(levelColumns(shownVariables, ""));
        identity.addAll(levelColumns(shownVariables, "_"));
        identity.addAll(setting.columns());
        List<Line> lines = new ArrayList<>();
        families.forEach(f -> lines.addAll(differenceLines(means, f, heading)));
        List<String> titles = new ArrayList<>(List.of(heading.title()));
        adjustment
                .title("Adjustment for Multiple Comparisons", equalErrors(lines))
                .ifPresent(titles::add);
        Exponential exponential =
                ratios ? Exponential.ODDS_RATIO : options.has("EXP") ? Exponential.EXPONENTIATED : Exponential.NONE;
        Shown shown = new Shown(options.has("CL"), false, exponential, adjustment.isAsked(), tail(heading));
        return new CombinationTable(heading.name(), titles, identity, shown, model.link(), isNormal(means))
                .of(lines, List.of());
    }

    private List<Line> differenceLines(Means means, Compared family, Heading heading) {
        List<Mean> chosen = family.members().stream().map(means.all()::get).toList();
        List<Line> lines = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        for (Pair pair : pairs(means, chosen, heading)) {
            Mean first = chosen.get(pair.first());
            Mean second = chosen.get(pair.second());
            double[] row = Comparisons.difference(first.row(), second.row());
            List<Cell> cells = new ArrayList<>();
            heading.slice().ifPresent(c -> cells.add(Cell.of(family.slice())));
            cells.add(Cell.of(means.name()));
            visible(first.levels(), heading.hidden()).forEach(l -> cells.add(Cell.of(l)));
            visible(second.levels(), heading.hidden()).forEach(l -> cells.add(Cell.of(l)));
            cells.addAll(setting.cells());
            String label = String.join(" ", first.levels()) + " - " + String.join(" ", second.levels());
            rows.add(row);
            lines.add(Line.of(cells, options.combination(row, label), options.alpha()));
        }
        return adjustment.adjust(
                options.fit(),
                lines,
                rows,
                chosen.size(),
                tail(heading),
                options.alpha(),
                options.effectDegreesOfFreedom(means.all()));
    }

    private static List<String> visible(List<String> all, List<Integer> hidden) {
        return IntStream.range(0, all.size())
                .filter(i -> !hidden.contains(i))
                .mapToObj(all::get)
                .toList();
    }

    /** Whether all standard errors are the same. */
    static boolean equalErrors(List<Line> lines) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (Line line : lines) {
            double error = line.combination().map(Combination::standardError).orElse(Double.NaN);
            if (!Double.isNaN(error)) {
                smallest = Math.min(smallest, error);
                largest = Math.max(largest, error);
            }
        }
        return largest - smallest <= 1e-8 * largest;
    }

    private String differenceType(Heading heading) {
        return options.all().word(heading.typeOption()).orElse(adjustment.isDunnett() ? "CONTROL" : "ALL");
    }

    private Tail tail(Heading heading) {
        return switch (differenceType(heading)) {
            case "CONTROLL" -> Tail.LOWER;
            case "CONTROLU" -> Tail.UPPER;
            default -> Tail.TWO_SIDED;
        };
    }

    private List<Pair> pairs(Means means, List<Mean> chosen, Heading heading) {
        String type = differenceType(heading);
        if (adjustment.isDunnett() && type.equals("ALL")) {
            throw new StepFailure(statement.place(), PostFitMessage.ADJUST_NEEDS, "DUNNETT", "DIFF=CONTROL");
        }
        if (type.equals("ALL")) {
            return Comparisons.allPairs(chosen.size());
        }
        if (adjustment.isAsked()
                && List.of("TUKEY").contains(options.all().word("ADJUST").orElse(""))) {
            throw new StepFailure(statement.place(), PostFitMessage.ADJUST_NEEDS, "TUKEY", "DIFF=ALL");
        }
        List<String> control = ControlLevel.of(options.all(), heading.typeOption());
        if (control.isEmpty()) {
            return Comparisons.withControl(chosen.size(), 0);
        }
        boolean within =
                control.size() == means.variables().size() - heading.hidden().size();
        if (!within && control.size() != means.variables().size()) {
            throw new StepFailure(statement.place(), PostFitMessage.NO_CONTROL, type, means.name());
        }
        // In a slice the control is the mean with the control's levels of the other variables.
        List<String> wanted = within ? control : visible(control, heading.hidden());
        for (int i = 0; i < chosen.size(); i++) {
            if (visible(chosen.get(i).levels(), heading.hidden()).equals(wanted)) {
                return Comparisons.withControl(chosen.size(), i);
            }
        }
        throw new StepFailure(
                statement.place(), PostFitMessage.NO_SUCH_LEVEL, "'" + String.join(" ", control) + "'", means.name());
    }

    /** Places of a slicing effect's variables among those of the means. */
    private List<Integer> places(Means means, EffectTerm by) {
        List<Integer> places = new ArrayList<>();
        for (String variable : new ArrayList<>(by.crossed())) {
            int place = CoefficientBinding.indexOf(means.variables(), variable);
            if (place < 0) {
                throw new StepFailure(
                        by.place(),
                        PostFitMessage.NOT_IN_EFFECT,
                        String.join("*", by.crossed()),
                        "SLICE",
                        means.name());
            }
            places.add(place);
        }
        return places;
    }

    private static String sliceName(Means means, List<Integer> places, List<String> levels) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            parts.add(means.variables().get(places.get(i)) + " " + levels.get(i));
        }
        return String.join(" ", parts);
    }

    private Optional<FTest> equality(Means means, List<Integer> members, String label) {
        double[][] rows = Comparisons.equality(
                members.stream().map(m -> means.all().get(m).row()).toList());
        return options.test(rows, new double[rows.length], label);
    }

    private OutputTable sliceTests(Means means, EffectTerm by) {
        List<Integer> places = places(means, by);
        boolean normal = isNormal(means);
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.text("Effect", "Effect").onlyInDataSet());
        places.forEach(p -> columns.add(OutputColumn.rowHeader(
                means.variables().get(p), means.variables().get(p))));
        columns.addAll(TestCells.columns(normal, false));
        List<List<Cell>> rows = new ArrayList<>();
        Comparisons.slices(means.all(), places).forEach((levels, members) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(means.name())));
            levels.forEach(l -> row.add(Cell.of(l)));
            row.addAll(TestCells.cells(
                    equality(means, members, means.name() + " " + String.join(" ", levels)), normal, false));
            rows.add(row);
        });
        return OutputTable.of(
                "Slices",
                "Tests of Effect Slices for " + means.name() + " Sliced By " + String.join("*", by.crossed()),
                Layout.COLUMNS,
                columns,
                rows);
    }

    private OutputTable simpleEffects(Means means, EffectTerm by) {
        List<Integer> places = places(means, by);
        List<Compared> families = new ArrayList<>();
        Comparisons.slices(means.all(), places)
                .forEach((levels, members) -> families.add(new Compared(sliceName(means, places, levels), members)));
        return differences(
                means,
                families,
                new Heading(
                        "SliceDiffs",
                        "Simple Effect Comparisons of " + means.name() + " Least Squares Means By "
                                + String.join("*", by.crossed()),
                        Optional.of(OutputColumn.rowHeader("Slice", "Simple|Effect|Level")),
                        places));
    }

    /** SLICE: for each level a test of equality, and what else is asked for. */
    private void addSlices(List<OutputTable> tables, Means means) {
        if (options.all().slices("SLICEBY").isEmpty()) {
            throw new StepFailure(statement.place(), PostFitMessage.NO_SLICE);
        }
        for (Slice slice : options.all().slices("SLICEBY")) {
            List<Integer> places = places(means, slice.effect());
            Map<List<String>, List<Integer>> all = Comparisons.slices(means.all(), places);
            checkLevels(slice, all);
            all.forEach((levels, members) -> {
                if (isMeant(slice, levels)) {
                    addSlice(tables, means, places, new Compared(sliceName(means, places, levels), members));
                }
            });
        }
    }

    private static boolean isMeant(Slice slice, List<String> levels) {
        return slice.levels().isEmpty()
                || IntStream.range(0, levels.size())
                        .allMatch(i -> slice.levels().get(i).contains(levels.get(i)));
    }

    private static void checkLevels(Slice slice, Map<List<String>, List<Integer>> all) {
        for (int i = 0; i < slice.levels().size(); i++) {
            int variable = i;
            for (String level : slice.levels().get(i)) {
                if (all.keySet().stream().noneMatch(l -> l.get(variable).equals(level))) {
                    throw new StepFailure(
                            slice.effect().place(),
                            PostFitMessage.NO_SUCH_LEVEL,
                            "'" + level + "'",
                            slice.effect().crossed().get(i));
                }
            }
        }
    }

    private void addSlice(List<OutputTable> tables, Means means, List<Integer> places, Compared slice) {
        boolean normal = isNormal(means);
        if (!options.has("NOF")) {
            List<OutputColumn> columns = new ArrayList<>(List.of(OutputColumn.rowHeader("Slice", "Slice")));
            columns.addAll(TestCells.columns(normal, false));
            List<Cell> row = new ArrayList<>(List.of(Cell.of(slice.slice())));
            row.addAll(TestCells.cells(equality(means, slice.members(), slice.slice()), normal, false));
            String test = normal ? "Chi-Square" : "F";
            tables.add(OutputTable.of(
                    "SliceTests",
                    test + " Test for " + means.name() + " Least Squares Means Slice",
                    Layout.COLUMNS,
                    columns,
                    List.of(row)));
        }
        if (options.has("MEANS")) {
            Means sliced = new Means(
                    means.name(),
                    means.variables(),
                    slice.members().stream().map(means.all()::get).toList());
            tables.add(
                    meansTable(sliced, "SliceLSMeans", means.name() + " Least Squares Means Slice " + slice.slice()));
        }
        if (options.has("DIFF") || ratios || adjustment.isAsked()) {
            tables.add(differences(
                    means,
                    List.of(slice),
                    new Heading(
                            "SliceDiffs",
                            "Simple Differences of " + means.name() + " Least Squares Means",
                            Optional.of(OutputColumn.rowHeader("Slice", "Slice")),
                            places)));
        }
    }
}
