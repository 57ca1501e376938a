package hermite.sas.proc.glimmix.binding;

import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.DesignColumn;
import hermite.model.DesignMatrix;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.glmm.CategoricalDesign;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.SubjectNesting;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.rows.UsableRows;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.EffectBinding;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.GlimmixRequest.RandomStatement;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The data of one BY group made ready for a fit.
 *
 * @param randomColumns what the columns of Z within a subject are
 * @param z random-effects design with one row for each row used, row-major
 * @param levels subject effects of the RANDOM statements; without any the specification has one effect that no row has
 * @param subject of each row used, 0-based: the outermost if subjects nest, one for all rows if they cross
 */
public record GlimmixData(
        GlimmixRequest request,
        String dataSet,
        FixedPart fixed,
        Optional<String> offset,
        Optional<String> frequency,
        SurveyWeights weights,
        List<SubjectLevel> levels,
        int[] subject,
        List<RandomColumn> randomColumns,
        double[] z,
        GlmmSpec spec)
        implements FixedModel {

    /**
     * A column of Z within a subject: its RANDOM statement, the effect's place in it, names for output, the block of G it
     * belongs to (a statement has one, or one for each level of GROUP=), the printed level of GROUP= or "", and the place
     * of its subject effect among the levels.
     */
    public record RandomColumn(int statement, Effect effect, String name, int block, String group, int level) {}

    public static GlimmixData of(GlimmixRequest request, String dataSet, Table table, ProcContext context) {
        DeclaredModel declared = DeclaredModel.of(request.step(), table, context);
        List<List<Effect>> random = request.random().stream()
                .map(r -> EffectBinding.effects(r.effects(), table, declared.classes()))
                .toList();
        SurveyWeights weights = SurveyWeights.of(request, declared.weight(), table);
        int[] rows = usable(request, declared, random, weights);
        if (rows.length == 0) {
            throw new StepFailure(GlimmixMessage.NO_OBSERVATIONS);
        }
        double[] counts = floor(UsableRows.valuesOrOnes(table, declared.frequency(), rows));
        FixedPart fixed = declared.read(rows, counts, context);
        GlimmixResponse response = fixed.response();
        if (weights.row().isPresent() && !weights.declared() && !response.hasUnitScale()) {
            throw new StepFailure(request.step().place(), GlimmixMessage.WEIGHT_DISTRIBUTION, response.distribution());
        }
        List<SubjectLevel> levels =
                SubjectLevel.of(request.random(), random, table, declared.classes(), fixed.classes(), rows, context);
        Optional<Categories> nominal = response.categories().filter(Categories::nominal);
        response.categories().ifPresent(c -> requireCategoryGroups(request, response.name(), c.nominal()));
        Random narrow = random(request, levels, declared.classes(), random, table, fixed.classes(), rows, context);
        Random z =
                nominal.map(c -> narrow.forEach(c.modelled(), response.name())).orElse(narrow);
        List<GlmmSpec.Level> specLevels = request.isPlain()
                ? List.of(new GlmmSpec.Level(
                        new int[] {0}, IntStream.range(0, rows.length).toArray()))
                : specLevels(
                        levels,
                        z.columns,
                        levels.stream()
                                .map(l -> weights.ofUnits(l, request.random(), table, rows))
                                .toList());
        int[] nesting = SubjectNesting.outermostFirst(specLevels);
        if (nesting.length == 0) {
            refuseCrossed(request, levels, specLevels);
        }
        int[] subject = nesting.length == 0
                ? new int[rows.length]
                : specLevels.get(nesting[0]).unit();
        Optional<CategoricalDesign> design = response.categories()
                .map(c -> categorical(c, fixed.kept(), fixed.sweep().rank(), fixed.terms(), narrow));
        GlmmSpec spec = spec(request, declared, fixed, counts, weights, z, design, subject, specLevels);
        return new GlimmixData(
                request,
                dataSet,
                fixed,
                declared.offset(),
                declared.frequency(),
                weights,
                levels,
                subject,
                z.columns,
                z.values,
                spec);
    }

    private static GlmmSpec spec(
            GlimmixRequest request,
            DeclaredModel declared,
            FixedPart fixed,
            double[] counts,
            SurveyWeights weights,
            Random z,
            Optional<CategoricalDesign> design,
            int[] subject,
            List<GlmmSpec.Level> levels) {
        Table table = fixed.table();
        int[] rows = fixed.rows();
        GlimmixResponse response = fixed.response();
        boolean plain = request.isPlain();
        int predictors = design.map(d -> d.response().predictors()).orElse(1);
        return new GlmmSpec(
                design.map(CategoricalDesign::y).orElse(response.y()),
                response.trials(),
                offsets(table, declared.offset(), rows, response),
                weights.row().map(v -> UsableRows.values(table, v, rows)).orElse(new double[0]),
                declared.frequency().isPresent() ? counts : new double[0],
                design.map(CategoricalDesign::x).orElseGet(fixed::kept),
                design.map(CategoricalDesign::fixedColumns).orElse(fixed.sweep().rank()),
                plain
                        ? new double[rows.length * predictors]
                        : design.map(CategoricalDesign::z).orElse(z.values),
                plain ? 1 : z.columns.size(),
                subject,
                design.map(CategoricalDesign::response).orElse(response.density()),
                plain
                        ? RandomCovariance.builder().components(new int[] {0}).build()
                        : covariance(request.random(), z.columns),
                request.quadrature(),
                design.map(d -> new GlmmSpec.Start(d.start(), new double[0], new double[0]))
                        .orElse(GlmmSpec.Start.automatic()),
                levels);
    }

    /** Ends a step whose subject effects do not nest where that is asked for. */
    private static void refuseCrossed(
            GlimmixRequest request, List<SubjectLevel> levels, List<GlmmSpec.Level> specLevels) {
        String names = levels.stream().map(SubjectLevel::name).collect(Collectors.joining(", "));
        if (!request.laplace()) {
            throw new StepFailure(request.step().place(), GlimmixMessage.SUBJECTS_CROSS, names);
        }
        if (specLevels.stream().anyMatch(l -> l.weight().length > 0)) {
            throw new StepFailure(request.step().place(), GlimmixMessage.WEIGHTS_CROSS);
        }
        if (request.empirical()) {
            throw new StepFailure(request.step().place(), GlimmixMessage.EMPIRICAL_NEEDS_SUBJECTS, names);
        }
    }

    @Override
    public ProcStep step() {
        return request.step();
    }

    @Override
    public double[] rowWeights() {
        return UsableRows.valuesOrOnes(table(), weights.row(), rowsUsed());
    }

    @Override
    public double[] counts() {
        double[] ones = new double[rowsUsed().length];
        Arrays.fill(ones, 1);
        return spec.frequency().length > 0 ? spec.frequency() : ones;
    }

    /** Empty without any. A predictor of the reference category other than 0 is taken from the others. */
    private static double[] offsets(Table table, Optional<String> variable, int[] rows, GlimmixResponse response) {
        double reference =
                response.categories().map(Categories::referencePredictor).orElse(0.0);
        if (variable.isEmpty() && reference == 0) {
            return new double[0];
        }
        double[] own = variable.map(v -> UsableRows.values(table, v, rows)).orElseGet(() -> new double[rows.length]);
        Arrays.setAll(own, i -> own[i] - reference);
        return own;
    }

    private static List<String> subjectVariables(GlimmixRequest request, Table table) {
        List<String> names = new ArrayList<>();
        for (RandomStatement statement : request.random()) {
            statement.subject().ifPresent(term -> {
                names.addAll(term.crossed());
                names.addAll(term.nested());
            });
        }
        return names.stream()
                .map(n -> InputVariable.spelled(table, n))
                .distinct()
                .toList();
    }

    private static List<GlmmSpec.Level> specLevels(
            List<SubjectLevel> levels, List<RandomColumn> columns, List<double[]> weights) {
        List<GlmmSpec.Level> out = new ArrayList<>();
        for (int l = 0; l < levels.size(); l++) {
            int level = l;
            out.add(new GlmmSpec.Level(
                    IntStream.range(0, columns.size())
                            .filter(d -> columns.get(d).level() == level)
                            .toArray(),
                    levels.get(l).unit(),
                    weights.get(l)));
        }
        return out;
    }

    /** Whether the subject effects nest, so that the likelihood is a product over the outermost subjects. */
    public boolean isProcessedBySubjects() {
        return !levels.isEmpty()
                && levels.stream().allMatch(SubjectLevel::declared)
                && SubjectNesting.outermostFirst(spec.levels()).length > 0;
    }

    /** The effect that the variance matrix is blocked by. */
    public String subjectEffect() {
        return levels.get(SubjectNesting.outermostFirst(spec.levels())[0]).name();
    }

    private static int[] usable(
            GlimmixRequest request, DeclaredModel declared, List<List<Effect>> random, SurveyWeights weights) {
        Table table = declared.table();
        Set<String> needed = declared.needed();
        random.forEach(list -> list.forEach(e -> needed.addAll(e.variables())));
        needed.addAll(subjectVariables(request, table));
        request.random().forEach(s -> s.group()
                .filter(g -> !CategoryGroups.isOnly(
                        request.body().response().variables().get(0), g))
                .ifPresent(g -> needed.addAll(
                        EffectBinding.effect(g, table, declared.classes()).variables())));
        needed.addAll(weights.variables());
        int[] complete = weights.positive(table, UsableRows.complete(table, UsableRows.all(table), needed));
        if (declared.frequency().isEmpty()) {
            return complete;
        }
        double[] counts =
                table.numeric(table.indexOf(declared.frequency().get())).values();
        return IntStream.of(complete).filter(r -> counts[r] >= 1).toArray();
    }

    private static double[] floor(double[] values) {
        return Arrays.stream(values).map(Math::floor).toArray();
    }

    private record Random(double[] values, List<RandomColumn> columns) {
        int[] blockSizes() {
            int blocks = columns.stream().mapToInt(RandomColumn::block).max().orElse(-1) + 1;
            int[] sizes = new int[blocks];
            columns.forEach(c -> sizes[c.block()]++);
            return sizes;
        }

        /** Every block once for each response category: their effects differ, their values do not. */
        Random forEach(List<String> categories, String response) {
            int m = categories.size();
            List<RandomColumn> wide = new ArrayList<>();
            List<Integer> source = new ArrayList<>();
            int first = 0;
            int block = 0;
            for (int size : blockSizes()) {
                for (int c = 0; c < m; c++, block++) {
                    for (int k = first; k < first + size; k++) {
                        RandomColumn of = columns.get(k);
                        String group = (of.group.isEmpty() ? "" : of.group + " ") + response + " " + categories.get(c);
                        wide.add(new RandomColumn(of.statement, of.effect, of.name, block, group, of.level));
                        source.add(k);
                    }
                }
                first += size;
            }
            int n = columns.isEmpty() ? 0 : values.length / columns.size();
            double[] spread = new double[n * wide.size()];
            for (int i = 0; i < n; i++) {
                for (int d = 0; d < wide.size(); d++) {
                    spread[i * wide.size() + d] = values[i * columns.size() + source.get(d)];
                }
            }
            return new Random(spread, wide);
        }
    }

    private static void requireCategoryGroups(GlimmixRequest request, String response, boolean nominal) {
        for (RandomStatement statement : request.random()) {
            CategoryGroups.require(
                    response, nominal, statement.effects(), statement.subject(), statement.group(), statement.place());
        }
    }

    private static CategoricalDesign categorical(
            Categories categories, double[] x, int columns, ModelTerms terms, Random z) {
        int count = categories.levels().size();
        int q = z.columns.size();
        if (categories.nominal()) {
            return CategoricalDesign.nominal(categories.index(), count, x, columns, z.values, z.blockSizes());
        }
        boolean intercept = !terms.effects().isEmpty() && terms.effects().get(0).isIntercept();
        int skip = intercept ? 1 : 0;
        int n = categories.index().length;
        double[] slopes = new double[n * (columns - skip)];
        for (int i = 0; i < n; i++) {
            System.arraycopy(x, i * columns + skip, slopes, i * (columns - skip), columns - skip);
        }
        return CategoricalDesign.cumulative(
                categories.index(), count, slopes, columns - skip, z.values, q, categories.curve());
    }

    /** Z of the rows given, row-major; NaN where a variable is missing. */
    public double[] randomDesign(Table other, int[] rows, ProcContext context) {
        List<List<Effect>> statements = new ArrayList<>();
        for (int s = 0; s < request.random().size(); s++) {
            int statement = s;
            statements.add(randomColumns.stream()
                    .filter(c -> c.statement() == statement)
                    .map(RandomColumn::effect)
                    .distinct()
                    .toList());
        }
        var declared = classes().stream().map(ClassLevels::variable).toList();
        Random narrow = random(request, levels, declared, statements, other, classes(), rows, context);
        return response()
                .categories()
                .filter(Categories::nominal)
                .map(c -> narrow.forEach(c.modelled(), response().name()))
                .orElse(narrow)
                .values;
    }

    /** Unit of every row of the table at a level, −1 where it is none that was used. */
    public int[] unitsOf(int level, Table other, ProcContext context) {
        return levels.get(level).unitsOf(other, rowsUsed(), classes(), context);
    }

    private static Random random(
            GlimmixRequest request,
            List<SubjectLevel> levels,
            List<ClassVariable> declared,
            List<List<Effect>> statements,
            Table table,
            List<ClassLevels> classes,
            int[] rows,
            ProcContext context) {
        List<RandomColumn> columns = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        int block = 0;
        for (int s = 0; s < statements.size(); s++) {
            List<RandomColumn> mine = new ArrayList<>();
            List<double[]> of = new ArrayList<>();
            RandomStatement statement = request.random().get(s);
            for (Effect effect : statements.get(s)) {
                int level = SubjectLevel.place(levels, statement, effect, declared);
                Effect within =
                        statement.subject().isPresent() ? effect : SubjectLevel.continuousPart(effect, declared);
                int before = mine.size();
                effectColumns(within, s, level, table, classes, rows, context, mine, of);
                for (int k = before; k < mine.size() && statement.subject().isEmpty(); k++) {
                    mine.set(k, new RandomColumn(s, effect, effect.name(), 0, "", level));
                }
            }
            Optional<EffectTerm> group = request.random()
                    .get(s)
                    .group()
                    .filter(g -> !CategoryGroups.isOnly(
                            request.body().response().variables().get(0), g));
            if (group.isEmpty()) {
                for (RandomColumn c : mine) {
                    columns.add(new RandomColumn(s, c.effect, c.name, block, "", c.level));
                }
                values.addAll(of);
                block++;
                continue;
            }
            ModelTerms terms =
                    new ModelTerms(false, List.of(EffectBinding.effect(group.get(), table, declared)), classes);
            DesignMatrix membership = terms.design(table, rows, context.formats());
            for (int g = 0; g < membership.columns(); g++, block++) {
                String label = columnName(terms, terms.columns().get(g));
                for (int d = 0; d < mine.size(); d++) {
                    columns.add(
                            new RandomColumn(s, mine.get(d).effect, mine.get(d).name, block, label, mine.get(d).level));
                    double[] column = of.get(d).clone();
                    for (int i = 0; i < rows.length; i++) {
                        column[i] *= membership.get(i, g);
                    }
                    values.add(column);
                }
            }
        }
        int q = columns.size();
        double[] z = new double[rows.length * q];
        for (int d = 0; d < q; d++) {
            for (int i = 0; i < rows.length; i++) {
                z[i * q + d] = values.get(d)[i];
            }
        }
        return new Random(z, columns);
    }

    private static void effectColumns(
            Effect effect,
            int statement,
            int level,
            Table table,
            List<ClassLevels> classes,
            int[] rows,
            ProcContext context,
            List<RandomColumn> columns,
            List<double[]> values) {
        if (effect.isIntercept()) {
            columns.add(new RandomColumn(statement, effect, "Intercept", 0, "", level));
            double[] ones = new double[rows.length];
            Arrays.fill(ones, 1);
            values.add(ones);
            return;
        }
        ModelTerms terms = new ModelTerms(false, List.of(effect), classes);
        DesignMatrix design = terms.design(table, rows, context.formats());
        for (int j = 0; j < design.columns(); j++) {
            DesignColumn column = terms.columns().get(j);
            columns.add(new RandomColumn(statement, terms.effects().get(0), columnName(terms, column), 0, "", level));
            double[] of = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                of[i] = design.get(i, j);
            }
            values.add(of);
        }
    }

    private static String columnName(ModelTerms terms, DesignColumn column) {
        String name = terms.effects().get(column.effect()).name();
        return column.labels().isEmpty() ? name : name + " " + String.join(" ", column.labels());
    }

    private static RandomCovariance covariance(List<RandomStatement> statements, List<RandomColumn> columns) {
        RandomCovariance.Builder builder = RandomCovariance.builder();
        int blocks = columns.stream().mapToInt(RandomColumn::block).max().orElse(-1) + 1;
        for (int b = 0; b < blocks; b++) {
            int block = b;
            List<RandomColumn> mine =
                    columns.stream().filter(c -> c.block() == block).toList();
            int q = mine.size();
            GlimmixRequest.Structure structure =
                    statements.get(mine.get(0).statement()).structure();
            int order = structure.order() == 0 ? q : structure.order();
            switch (structure.kind()) {
                case UNSTRUCTURED -> builder.unstructured(q);
                case CORRELATIONS -> builder.correlations(q);
                case CHOLESKY -> builder.cholesky(q);
                case BANDED -> builder.banded(q, order);
                case FACTOR -> builder.factor(q, order);
                case TOEPLITZ -> builder.toeplitz(q, order);
                case COMPONENTS -> {
                    List<Effect> effects =
                            mine.stream().map(RandomColumn::effect).distinct().toList();
                    builder.components(mine.stream()
                            .mapToInt(c -> effects.indexOf(c.effect()))
                            .toArray());
                }
                default -> builder.correlated(structure.kind(), q);
            }
        }
        return builder.build();
    }

    /** Observations used, frequencies counted. */
    public double observations() {
        if (spec.frequency().length == 0) {
            return rowsUsed().length;
        }
        return Arrays.stream(spec.frequency()).sum();
    }
}
