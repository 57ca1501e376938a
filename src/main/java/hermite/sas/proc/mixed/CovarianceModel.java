package hermite.sas.proc.mixed;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.DesignMatrix;
import hermite.model.Effect;
import hermite.model.Grouping;
import hermite.model.ModelTerms;
import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.CovarianceStructure.Parameter;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.EffectBinding;
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

/**
 * Random effects and residuals of a step as terms of the model. An effect of TYPE=VC is a term of its own whose
 * subjects are the combinations of SUBJECT= and its class variables.
 *
 * @param described one entry a term
 * @param parameters names of all covariance parameters in order
 * @param subjects blocks that SUBJECT= makes, 1 without
 * @param columnsOfZ per subject, or in all without subjects
 */
record CovarianceModel(
        List<RandomTerm> terms,
        List<Description> described,
        Residual residual,
        List<ParameterName> parameters,
        int subjects,
        int largestSubject,
        boolean bySubject,
        int columnsOfZ) {

    /**
     * What a term stands for.
     *
     * @param statement its RANDOM statement
     * @param wholes for each column its effect in the whole data, SUBJECT= included: {@code time*id}
     * @param columnNames of its columns within a subject
     * @param subjectLabels printed names of its subjects
     */
    record Description(
            int statement, List<Effect> wholes, String subject, List<String> columnNames, List<String> subjectLabels) {}

    /** A covariance parameter as SAS names it. */
    record ParameterName(String parameter, String subject, String group, boolean isVariance) {}

    static CovarianceModel of(
            MixedRequest request,
            List<ClassVariable> declared,
            List<ClassLevels> classes,
            Table table,
            int[] rows,
            Formats formats) {
        return new Builder(request, declared, classes, table, rows, formats).build();
    }

    private static final class Builder {
        private final MixedRequest request;
        private final List<ClassVariable> declared;
        private final List<ClassLevels> classes;
        private final Table table;
        private final int[] rows;
        private final Formats formats;
        private final List<RandomTerm> terms = new ArrayList<>();
        private final List<Description> described = new ArrayList<>();
        private final List<ParameterName> names = new ArrayList<>();

        private Builder(
                MixedRequest request,
                List<ClassVariable> declared,
                List<ClassLevels> classes,
                Table table,
                int[] rows,
                Formats formats) {
            this.request = request;
            this.declared = declared;
            this.classes = classes;
            this.table = table;
            this.rows = rows;
            this.formats = formats;
        }

        private CovarianceModel build() {
            for (int s = 0; s < request.random().size(); s++) {
                addRandom(s, request.random().get(s));
            }
            Residual residual = residual();
            return blocks(residual);
        }

        private boolean isClass(String name) {
            return declared.stream().anyMatch(c -> c.name().equalsIgnoreCase(name));
        }

        private Effect classEffect(EffectTerm term) {
            Effect effect = EffectBinding.effect(term, table, declared);
            for (String name : effect.variables()) {
                if (!isClass(name)) {
                    throw new StepFailure(term.place(), MixedMessage.SUBJECT_NOT_CLASS, name);
                }
            }
            return effect;
        }

        private Grouping grouping(Effect effect) {
            return Grouping.of(effect, classes, table, rows, formats);
        }

        private List<String> labels(Grouping grouping, Effect effect) {
            List<String> result = new ArrayList<>();
            for (int[] levels : grouping.levels()) {
                StringBuilder label = new StringBuilder();
                for (int v = 0; v < levels.length; v++) {
                    String name = effect.variables().get(v);
                    ClassLevels of = classes.stream()
                            .filter(c -> c.name().equalsIgnoreCase(name))
                            .findFirst()
                            .orElseThrow();
                    label.append(v == 0 ? "" : " ")
                            .append(name)
                            .append(' ')
                            .append(of.labels().get(levels[v]));
                }
                result.add(label.toString());
            }
            return result;
        }

        private void addRandom(int s, ProcStatement statement) {
            Optional<Effect> subject = statement.options().effect("SUBJECT").map(this::classEffect);
            Optional<Effect> group = statement.options().effect("GROUP").map(this::classEffect);
            List<Effect> effects = EffectBinding.effects(((Body.Effects) statement.body()).effects(), table, declared);
            boolean components = MixedRequest.structure(statement, 1).isIndependent();
            String subjectName = subject.map(Effect::name).orElse("");
            if (components) {
                for (Effect effect : effects) {
                    addComponent(s, effect, subject, group, subjectName);
                }
                return;
            }
            List<double[]> columns = new ArrayList<>();
            List<String> columnNames = new ArrayList<>();
            List<Effect> wholes = new ArrayList<>();
            for (Effect effect : effects) {
                addColumns(effect, columns, columnNames);
                while (wholes.size() < columns.size()) {
                    wholes.add(product(effect, subject));
                }
            }
            Grouping subjects = subject.map(this::grouping).orElseGet(() -> grouping(Effect.INTERCEPT));
            CovarianceStructure structure = MixedRequest.structure(statement, columns.size());
            addTerm(structure, columns, subjects, group, parameterNames(structure, subjectName, "Variance"));
            List<String> labels = subject.map(e -> labels(subjects, e)).orElse(List.of(""));
            described.add(new Description(s, wholes, subjectName, columnNames, labels));
        }

        private void addComponent(
                int s, Effect effect, Optional<Effect> subject, Optional<Effect> group, String subjectName) {
            Effect whole = product(effect, subject);
            List<String> classPart = new ArrayList<>();
            double[] z = new double[rows.length];
            Arrays.fill(z, 1);
            for (String name : effect.variables()) {
                if (isClass(name)) {
                    classPart.add(name);
                } else {
                    double[] values = MixedData.column(table, name, rows);
                    for (int i = 0; i < z.length; i++) {
                        z[i] *= values[i];
                    }
                }
            }
            Effect own = new Effect(classPart, List.of());
            Effect blocks = product(own, subject);
            Grouping subjects = grouping(blocks);
            addTerm(
                    CovarianceStructure.variance(),
                    List.of(z),
                    subjects,
                    group,
                    List.of(new ParameterName(effect.name(), subjectName, "", true)));
            described.add(
                    new Description(s, List.of(whole), subjectName, List.of(effect.name()), labels(subjects, blocks)));
        }

        private static Effect product(Effect effect, Optional<Effect> subject) {
            List<String> crossed = new ArrayList<>(effect.variables());
            subject.ifPresent(e -> e.variables().stream()
                    .filter(v -> crossed.stream().noneMatch(v::equalsIgnoreCase))
                    .forEach(crossed::add));
            return new Effect(crossed, List.of());
        }

        private void addColumns(Effect effect, List<double[]> columns, List<String> columnNames) {
            if (effect.isIntercept()) {
                double[] ones = new double[rows.length];
                Arrays.fill(ones, 1);
                columns.add(ones);
                columnNames.add("Intercept");
                return;
            }
            ModelTerms own = new ModelTerms(false, List.of(effect), classes);
            DesignMatrix design = own.design(table, rows, formats);
            for (int j = 0; j < design.columns(); j++) {
                double[] column = new double[rows.length];
                for (int i = 0; i < column.length; i++) {
                    column[i] = design.get(i, j);
                }
                columns.add(column);
                List<String> levels = own.columns().get(j).levels();
                columnNames.add(levels.isEmpty() ? effect.name() : effect.name() + " " + String.join(" ", levels));
            }
        }

        private void addTerm(
                CovarianceStructure structure,
                List<double[]> columns,
                Grouping subjects,
                Optional<Effect> group,
                List<ParameterName> parameters) {
            int q = columns.size();
            double[] z = new double[rows.length * q];
            for (int i = 0; i < rows.length; i++) {
                for (int k = 0; k < q; k++) {
                    z[i * q + k] = columns.get(k)[i];
                }
            }
            Optional<Grouping> groups = group.map(this::grouping);
            terms.add(new RandomTerm(
                    structure,
                    q,
                    z,
                    subjects.group(),
                    subjects.count(),
                    groups.map(Grouping::group).orElseGet(() -> new int[rows.length]),
                    groups.map(Grouping::count).orElse(1)));
            addNames(parameters, group, groups);
        }

        private void addNames(List<ParameterName> parameters, Optional<Effect> group, Optional<Grouping> groups) {
            List<String> labels =
                    groups.map(g -> labels(g, group.orElseThrow())).orElse(List.of(""));
            for (String label : labels) {
                parameters.forEach(
                        n -> names.add(new ParameterName(n.parameter(), n.subject(), label, n.isVariance())));
            }
        }

        private static List<ParameterName> parameterNames(
                CovarianceStructure structure, String subject, String variance) {
            List<ParameterName> result = new ArrayList<>();
            for (Parameter p : structure.parameters()) {
                boolean isVariance = p.role() == CovarianceStructure.Role.VARIANCE;
                String name =
                        switch (structure.kind()) {
                            case VARIANCE -> variance;
                            case UNSTRUCTURED -> "UN(" + (p.row() + 1) + "," + (p.column() + 1) + ")";
                            case COMPOUND_SYMMETRY -> isVariance ? variance : "CS";
                            case AUTOREGRESSIVE -> isVariance ? variance : "AR(1)";
                            case HETEROGENEOUS_COMPOUND_SYMMETRY -> isVariance ? "Var(" + (p.row() + 1) + ")" : "CSH";
                            case HETEROGENEOUS_AUTOREGRESSIVE -> isVariance ? "Var(" + (p.row() + 1) + ")" : "ARH(1)";
                            case TOEPLITZ -> isVariance ? variance : "TOEP(" + (p.row() + 1) + ")";
                            case POWER -> isVariance ? variance : "SP(POW)";
                        };
                result.add(new ParameterName(name, subject, "", isVariance));
            }
            return result;
        }

        private Residual residual() {
            int n = rows.length;
            if (request.repeated().isEmpty()) {
                names.add(new ParameterName("Residual", "", "", true));
                return Residual.variance(n);
            }
            ProcStatement statement = request.repeated().get();
            Optional<EffectTerm> term = statement.options().effect("SUBJECT");
            boolean independent = MixedRequest.structure(statement, 1).isIndependent();
            if (term.isEmpty() && !independent) {
                throw new StepFailure(
                        statement.place(),
                        MixedMessage.NO_SUBJECT,
                        statement.options().word("TYPE").orElse("VC"));
            }
            Optional<Effect> subject = term.map(this::classEffect);
            int[] subjects = subject.map(e -> grouping(e).group()).orElseGet(() -> new int[n]);
            int[] position = positions(statement, subjects, independent);
            int order = Arrays.stream(position).max().orElse(0) + 1;
            CovarianceStructure structure = MixedRequest.structure(statement, order);
            Optional<Effect> group = statement.options().effect("GROUP").map(this::classEffect);
            Optional<Grouping> groups = group.map(this::grouping);
            String subjectName = subject.map(Effect::name).orElse("");
            addNames(parameterNames(structure, subjectName, "Residual"), group, groups);
            return new Residual(
                    structure,
                    subjects,
                    position,
                    new double[n],
                    groups.map(Grouping::group).orElseGet(() -> new int[n]),
                    groups.map(Grouping::count).orElse(1),
                    false);
        }

        /** The level of the REPEATED effect, or the place in the subject's rows where there is no effect. */
        private int[] positions(ProcStatement statement, int[] subjects, boolean independent) {
            List<Effect> effects = EffectBinding.effects(((Body.Effects) statement.body()).effects(), table, declared);
            int[] result = new int[rows.length];
            if (effects.isEmpty()) {
                Map<Integer, Integer> seen = new HashMap<>();
                for (int i = 0; i < result.length; i++) {
                    result[i] = seen.merge(subjects[i], 1, Integer::sum) - 1;
                }
                return result;
            }
            for (String name : effects.get(0).variables()) {
                if (!isClass(name)) {
                    throw new StepFailure(statement.place(), MixedMessage.REPEATED_CONTINUOUS, name);
                }
            }
            result = grouping(effects.get(0)).group();
            Set<Long> taken = new HashSet<>();
            for (int i = 0; i < result.length && !independent; i++) {
                if (!taken.add((long) subjects[i] << 32 | result[i])) {
                    throw new StepFailure(statement.place(), MixedMessage.SAME_VISIT);
                }
            }
            return result;
        }

        /** The subject effect whose variables all others have too divides V into blocks. */
        private CovarianceModel blocks(Residual residual) {
            List<ProcStatement> all = new ArrayList<>(request.random());
            request.repeated().ifPresent(all::add);
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
            Grouping blocks = every ? grouping(common.orElseThrow()) : grouping(Effect.INTERCEPT);
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
            return new CovarianceModel(terms, described, residual, names, subjects, largest, every, columns);
        }

        private static int mostCopies(RandomTerm term, Grouping blocks) {
            Map<Integer, Set<Integer>> inside = new HashMap<>();
            for (int i = 0; i < term.subject().length; i++) {
                inside.computeIfAbsent(blocks.group()[i], k -> new HashSet<>()).add(term.subject()[i]);
            }
            return inside.values().stream().mapToInt(Set::size).max().orElse(0);
        }
    }
}
