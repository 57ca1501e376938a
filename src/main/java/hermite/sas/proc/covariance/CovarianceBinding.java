package hermite.sas.proc.covariance;

import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.Effect;
import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.CovarianceStructure.Kind;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import hermite.model.rows.Grouping;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.EffectBinding;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.CovarianceModel.Description;
import hermite.sas.proc.covariance.CovarianceModel.ParameterName;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Binds RANDOM statements and the statement about residuals to the rows of a table. */
public final class CovarianceBinding {
    private final CovarianceStatements statements;
    private final List<ClassVariable> declared;
    private final List<ClassLevels> classes;
    private final Table table;
    private final int[] rows;
    private final ProcContext context;
    private final List<RandomTerm> terms = new ArrayList<>();
    private final List<Description> described = new ArrayList<>();
    private final List<ParameterName> names = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private int stored;

    private CovarianceBinding(
            CovarianceStatements statements,
            List<ClassVariable> declared,
            List<ClassLevels> classes,
            Table table,
            int[] rows,
            ProcContext context) {
        this.statements = statements;
        this.declared = declared;
        this.classes = classes;
        this.table = table;
        this.rows = rows;
        this.context = context;
    }

    /** @throws StepFailure when effects or structures do not fit the data */
    public static CovarianceModel bind(
            CovarianceStatements statements,
            List<ClassVariable> declared,
            List<ClassLevels> classes,
            Table table,
            int[] rows,
            ProcContext context) {
        List<ClassLevels> units = NumericUnits.with(classes, statements, declared, table, rows, context);
        return new CovarianceBinding(statements, declared, units, table, rows, context).build();
    }

    private CovarianceModel build() {
        for (int s = 0; s < statements.random().size(); s++) {
            addRandom(s, statements.random().get(s));
        }
        Residual residual = residual();
        return blocks(residual);
    }

    private boolean isClass(String name) {
        return declared.stream().anyMatch(c -> c.name().equalsIgnoreCase(name));
    }

    private Effect classEffect(EffectTerm term) {
        return EffectBinding.effect(term, table, declared);
    }

    private Grouping grouping(Effect effect) {
        return Grouping.of(effect, classes, table, rows, context.formats());
    }

    private void addRandom(int s, ProcStatement statement) {
        Optional<Effect> subject = statement.options().effect("SUBJECT").map(this::classEffect);
        Optional<Effect> group = statement.options().effect("GROUP").map(this::classEffect);
        List<Effect> effects = EffectBinding.effects(((Body.Effects) statement.body()).effects(), table, declared);
        StructureOption type = StructureOption.of(statement);
        if (type.isSpatial()) {
            throw new StepFailure(statement.place(), CovarianceMessage.SPATIAL_EFFECTS, type.written());
        }
        if (type.isProduct()) {
            throw new StepFailure(statement.place(), CovarianceMessage.PRODUCT_EFFECTS, type.written());
        }
        boolean known = statement.options().dataSet("GDATA").isPresent();
        if (type.isComponents() && !known) {
            for (Effect effect : effects) {
                addComponent(s, effect, subject, group);
            }
            return;
        }
        Effect blocks = subject.orElse(Effect.INTERCEPT);
        addTerm(s, statement, type, new Parts(effects, false, blocks, subject), group);
    }

    private record Parts(List<Effect> effects, boolean component, Effect blocks, Optional<Effect> subject) {}

    private void addComponent(int s, Effect effect, Optional<Effect> subject, Optional<Effect> group) {
        List<String> classPart =
                effect.variables().stream().filter(this::isClass).toList();
        Effect blocks = product(new Effect(classPart, List.of()), subject);
        addTerm(
                s,
                statements.random().get(s),
                StructureOption.of(statements.random().get(s)),
                new Parts(List.of(effect), true, blocks, subject),
                group);
    }

    private static Effect product(Effect effect, Optional<Effect> subject) {
        List<String> crossed = new ArrayList<>(effect.variables());
        subject.ifPresent(e -> e.variables().stream()
                .filter(v -> crossed.stream().noneMatch(v::equalsIgnoreCase))
                .forEach(crossed::add));
        return new Effect(crossed, List.of());
    }

    private void addTerm(int s, ProcStatement statement, StructureOption type, Parts parts, Optional<Effect> group) {
        Optional<Grouping> groups = group.map(this::grouping);
        boolean within = groups.isPresent() && changesWithin(groups.get(), grouping(parts.blocks()));
        // a subject has effects of its own in each group
        Effect units = within ? product(parts.blocks(), group) : parts.blocks();
        Grouping subjects = grouping(units);
        Optional<TermDesign.Units> declaredUnits = parts.subject().map(e -> {
            Grouping own = parts.component() || within ? grouping(e) : subjects;
            return new TermDesign.Units(e, own, own.labels(e, classes));
        });
        TermDesign design = new TermDesign(
                parts.effects(),
                parts.component(),
                declaredUnits,
                units,
                subjects,
                group,
                groups,
                groups.map(g -> g.labels(group.orElseThrow(), classes)).orElse(List.of("")),
                classes);
        List<TermDesign.Column> columns = design.columns(table, rows, context.formats());
        CovarianceStructure structure = structure(statement, type, columns.size());
        terms.add(new RandomTerm(
                structure,
                columns.size(),
                design.z(table, rows, context.formats()),
                subjects.group(),
                subjects.count(),
                groups.map(Grouping::group).orElseGet(() -> new int[rows.length]),
                groups.map(Grouping::count).orElse(1)));
        String subjectName = parts.subject().map(Effect::name).orElse("");
        String variance = parts.component() ? parts.effects().get(0).name() : "Variance";
        addNames(
                structure, ParameterNames.of(structure, variance, type.isCholesky()), subjectName, group, groups, true);
        List<String> labels = parts.component() || parts.subject().isPresent() || within
                ? subjects.labels(units, classes)
                : List.of("");
        described.add(new Description(
                s,
                columns.stream().map(c -> product(c.effect(), parts.subject())).toList(),
                subjectName,
                columns.stream().map(TermDesign.Column::name).toList(),
                labels,
                "",
                new TermReader(design)));
    }

    private static boolean changesWithin(Grouping group, Grouping subject) {
        int[] first = new int[subject.count()];
        Arrays.fill(first, -1);
        for (int i = 0; i < group.group().length; i++) {
            int s = subject.group()[i];
            if (first[s] >= 0 && first[s] != group.group()[i]) {
                return true;
            }
            first[s] = group.group()[i];
        }
        return false;
    }

    private CovarianceStructure structure(ProcStatement statement, StructureOption type, int order) {
        var data = statement.options().dataSet("GDATA");
        if (data.isPresent()) {
            return new CovarianceStructure(
                    Kind.KNOWN, order, order, false, KnownMatrices.read(context, data.get(), 1, order));
        }
        int count = type.knownMatrices();
        if (count == 0) {
            return type.structure(order, List.of());
        }
        var matrices = statement
                .options()
                .dataSet("LDATA")
                .orElseThrow(() -> new StepFailure(
                        statement.place(), CovarianceMessage.WRONG_NUMBER, "LIN", count, "LDATA= names its matrices"));
        return type.structure(order, KnownMatrices.read(context, matrices, count, order));
    }

    private void addNames(
            CovarianceStructure structure,
            List<String> parameters,
            String subject,
            Optional<Effect> group,
            Optional<Grouping> groups,
            boolean random) {
        List<String> labels =
                groups.map(g -> g.labels(group.orElseThrow(), classes)).orElse(List.of(""));
        boolean turned = !random && groups.isEmpty() && ParameterNames.hasLeadingVariance(structure);
        int count = parameters.size();
        for (String label : labels) {
            for (int k = 0; k < count; k++) {
                int own = turned ? (k + 1) % count : k;
                names.add(new ParameterName(
                        parameters.get(own),
                        !random && groups.isEmpty() && parameters.get(own).equals("Residual") ? "" : subject,
                        label,
                        structure.parameters().get(own).role(),
                        random));
                places.add(stored + own);
            }
            stored += count;
        }
    }

    private Residual residual() {
        int n = rows.length;
        if (statements.residual().isEmpty()) {
            names.add(new ParameterName("Residual", "", "", CovarianceStructure.Role.VARIANCE, false));
            places.add(stored++);
            return statements.fixedScale() ? Residual.unit(n) : Residual.variance(n);
        }
        ProcStatement statement = statements.residual().get();
        Optional<EffectTerm> term = statement.options().effect("SUBJECT");
        StructureOption type = StructureOption.of(statement);
        boolean independent = type.isComponents();
        if (term.isEmpty() && !independent && !type.isSpatial()) {
            throw new StepFailure(statement.place(), CovarianceMessage.NO_SUBJECT, type.written());
        }
        Optional<Effect> subject = term.map(this::classEffect);
        int[] subjects = subject.map(e -> grouping(e).group()).orElseGet(() -> new int[n]);
        List<Effect> visits = visits(statement);
        boolean product = type.isProduct();
        if (product && visits.size() != 2) {
            throw new StepFailure(statement.place(), CovarianceMessage.PRODUCT_EFFECTS, type.written());
        }
        int inner = product ? grouping(visits.get(1)).count() : 1;
        int[] position = product
                ? distinct(statement, subjects, pairs(visits, inner))
                : positions(statement, visits, subjects, independent, type.isSpatial());
        int order = product
                ? grouping(visits.get(0)).count() * inner
                : Arrays.stream(position).max().orElse(0) + 1;
        CovarianceStructure structure = product ? type.product(order, inner) : structure(statement, type, order);
        int most = most(subjects);
        if (structure.kind() == Kind.FACTOR
                && terms.isEmpty()
                && structure.bands() < most
                && !statement.options().has("LOCAL")) {
            int q = structure.bands();
            throw new StepFailure(statement.place(), CovarianceMessage.SINGULAR_RESIDUALS, q, q, most, q, q);
        }
        statement.options().word("LOCAL").ifPresent(word -> {
            throw new StepFailure(statement.place(), CovarianceMessage.NOT_BUILT, "LOCAL=" + word);
        });
        if (statement.options().has("LOCAL")) {
            structure = structure.withLocal();
        }
        Optional<Effect> group = statement.options().effect("GROUP").map(this::classEffect);
        Optional<Grouping> groups = group.map(this::grouping);
        String variance = groups.isPresent() && !independent ? "Variance" : statements.residualVariance();
        List<String> parameters = ParameterNames.of(structure, variance, type.isCholesky());
        addNames(
                structure,
                product ? ParameterNames.ofFactors(structure, parameters, visits) : parameters,
                subject.map(Effect::name).orElse(""),
                group,
                groups,
                false);
        return new Residual(
                structure,
                subjects,
                position,
                type.isSpatial() ? points(statement, type) : new double[n],
                groups.map(Grouping::group).orElseGet(() -> new int[n]),
                groups.map(Grouping::count).orElse(1),
                statements.fixedScale() && independent);
    }

    /** Rows of the largest subject. */
    private static int most(int[] subjects) {
        int[] rows = new int[Arrays.stream(subjects).max().orElse(0) + 1];
        for (int s : subjects) {
            rows[s]++;
        }
        return Arrays.stream(rows).max().orElse(0);
    }

    private double[] points(ProcStatement statement, StructureOption type) {
        List<String> coordinates = type.coordinates();
        int d = coordinates.size();
        double[] points = new double[rows.length * d];
        for (int k = 0; k < d; k++) {
            String name = coordinates.get(k);
            if (table.variable(name).filter(v -> v.isNumeric()).isEmpty() || isClass(name)) {
                throw new StepFailure(
                        statement.place(), CovarianceMessage.NO_COORDINATES, type.written(), type.written());
            }
            double[] values = table.numeric(table.indexOf(name)).values();
            for (int i = 0; i < rows.length; i++) {
                points[i * d + k] = values[rows[i]];
            }
        }
        return points;
    }

    /** The effects that tell a subject's rows apart; they are made of class variables. */
    private List<Effect> visits(ProcStatement statement) {
        List<Effect> effects = EffectBinding.effects(
                ((Body.Effects) statement.body())
                        .effects().stream()
                                .filter(e -> !CovarianceStatements.isResidual(e))
                                .toList(),
                table,
                declared);
        for (Effect effect : effects) {
            for (String name : effect.variables()) {
                if (!isClass(name)) {
                    throw new StepFailure(statement.place(), CovarianceMessage.REPEATED_CONTINUOUS, name);
                }
            }
        }
        return effects;
    }

    /** Levels of the second effect within those of the first. */
    private int[] pairs(List<Effect> visits, int inner) {
        int[] first = grouping(visits.get(0)).group();
        int[] second = grouping(visits.get(1)).group();
        int[] result = new int[first.length];
        Arrays.setAll(result, i -> first[i] * inner + second[i]);
        return result;
    }

    /** The level of the residual effect, or the place in the subject's rows where there is no effect. */
    private int[] positions(
            ProcStatement statement, List<Effect> effects, int[] subjects, boolean independent, boolean spatial) {
        if (effects.isEmpty() || effects.get(0).isIntercept()) {
            int[] result = new int[rows.length];
            Map<Integer, Integer> seen = new HashMap<>();
            for (int i = 0; i < result.length; i++) {
                result[i] = spatial ? 0 : seen.merge(subjects[i], 1, Integer::sum) - 1;
            }
            return result;
        }
        int[] levels = grouping(effects.get(0)).group();
        return independent || spatial ? levels : distinct(statement, subjects, levels);
    }

    /** Positions of which no subject has one twice. */
    private static int[] distinct(ProcStatement statement, int[] subjects, int[] position) {
        Set<Long> taken = new HashSet<>();
        for (int i = 0; i < position.length; i++) {
            if (!taken.add((long) subjects[i] << 32 | position[i])) {
                throw new StepFailure(statement.place(), CovarianceMessage.SAME_VISIT);
            }
        }
        return position;
    }

    /** The subject effect whose variables all others have too divides V into blocks. */
    private CovarianceModel blocks(Residual residual) {
        List<ProcStatement> all = new ArrayList<>(statements.random());
        // independent residuals without subjects divide nothing
        statements
                .residual()
                .filter(r -> r.options().effect("SUBJECT").isPresent()
                        || !StructureOption.of(r).isComponents()
                        || all.isEmpty())
                .ifPresent(all::add);
        Optional<Effect> common = Optional.empty();
        boolean every = !all.isEmpty();
        for (ProcStatement statement : all) {
            Optional<Effect> subject = statement.options().effect("SUBJECT").map(this::classEffect);
            every &= subject.isPresent();
            if (subject.isPresent()
                    && (common.isEmpty()
                            || subject.get().variables().size()
                                    < common.get().variables().size())) {
                common = subject;
            }
        }
        for (ProcStatement statement : all) {
            if (every) {
                Effect subject =
                        classEffect(statement.options().effect("SUBJECT").orElseThrow());
                every = common.orElseThrow().variables().stream().allMatch(subject::uses);
            }
        }
        int columns = 0;
        int subjects = 1;
        int largest = rows.length;
        Effect effect = every ? common.orElseThrow() : Effect.INTERCEPT;
        Grouping blocks = grouping(effect);
        if (every) {
            subjects = blocks.count();
            int[] sizes = new int[subjects];
            for (int g : blocks.group()) {
                sizes[g]++;
            }
            largest = Arrays.stream(sizes).max().orElse(0);
        }
        for (RandomTerm term : terms) {
            columns += term.columns() * mostCopies(term, blocks);
        }
        return new CovarianceModel(
                terms,
                described,
                residual,
                names,
                places.stream().mapToInt(i -> i).toArray(),
                subjects,
                largest,
                every,
                columns,
                blocks.group(),
                every ? effect.name() : "",
                every ? blocks.labels(effect, classes) : List.of(""));
    }

    private static int mostCopies(RandomTerm term, Grouping blocks) {
        long[] pairs = new long[term.subject().length];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (long) blocks.group()[i] << 32 | term.subject()[i];
        }
        long[] distinct = Arrays.stream(pairs).sorted().distinct().toArray();
        int most = 0;
        int run = 0;
        for (int i = 0; i < distinct.length; i++) {
            run = i > 0 && distinct[i] >>> 32 == distinct[i - 1] >>> 32 ? run + 1 : 1;
            most = Math.max(most, run);
        }
        return most;
    }
}
