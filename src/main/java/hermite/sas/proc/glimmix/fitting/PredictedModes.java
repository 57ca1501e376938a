package hermite.sas.proc.glimmix.fitting;

import hermite.model.ClassLevels;
import hermite.model.DesignColumn;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.prediction.PredictionError;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixData.RandomColumn;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.SubjectLevel;
import hermite.sas.proc.postfit.random.RandomEffect;
import hermite.sas.proc.postfit.random.RandomEffects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Conditional modes as CONTRAST and ESTIMATE use them, with conditional mean squared errors of prediction. */
final class PredictedModes implements RandomEffects {
    private final GlimmixData data;
    private final FixedEffects fixed;
    private final PredictionError errors;
    private final List<Place> places = new ArrayList<>();
    private final Map<String, Integer> unobserved = new HashMap<>();

    /** An effect and its columns of Z, those of the first group first. */
    private record Place(RandomEffect effect, int level, int[] columns) {}

    PredictedModes(GlimmixData data, GlmmFit fit, FixedEffects fixed) {
        this.data = data;
        this.fixed = fixed;
        double[] covariance = data.request().empirical() ? fit.empiricalCovariance() : fit.modelCovariance();
        errors = new PredictionError(fit.spec(), fit, covariance);
        List<RandomColumn> all = data.randomColumns();
        Set<List<Object>> seen = new LinkedHashSet<>();
        for (RandomColumn column : all) {
            if (seen.add(List.of(column.statement(), column.effect()))) {
                places.add(place(column));
            }
        }
    }

    private Place place(RandomColumn of) {
        int[] columns = IntStream.range(0, data.randomColumns().size())
                .filter(d -> data.randomColumns().get(d).statement() == of.statement()
                        && data.randomColumns().get(d).effect().equals(of.effect()))
                .toArray();
        List<String> groups = IntStream.of(columns)
                .mapToObj(d -> data.randomColumns().get(d).group())
                .distinct()
                .toList();
        SubjectLevel level = data.levels().get(of.level());
        List<ClassLevels> classes = data.classes();
        List<String> subjects = level.declared() ? level.labels() : List.of("");
        return new Place(
                new RandomEffect(
                        of.effect(),
                        RandomEffect.columnsOf(of.effect(), classes),
                        level.declared() ? level.name() : "",
                        subjects,
                        groups,
                        copies(columns, groups.size(), level)),
                of.level(),
                columns);
    }

    /** Subjects of each group: those with a row whose columns are not all zero, or all without groups. */
    private List<RandomEffect.Copy> copies(int[] columns, int groups, SubjectLevel level) {
        int q = data.randomColumns().size();
        int width = columns.length / groups;
        boolean[][] occurs = new boolean[level.declared() ? level.labels().size() : 1][groups];
        for (int i = 0; i < data.rowsUsed().length; i++) {
            int subject = level.declared() ? level.unit()[i] : 0;
            for (int g = 0; g < groups; g++) {
                for (int k = 0; k < width; k++) {
                    occurs[subject][g] |= groups == 1 || data.z()[i * q + columns[g * width + k]] != 0;
                }
            }
        }
        List<RandomEffect.Copy> copies = new ArrayList<>();
        for (int s = 0; s < occurs.length; s++) {
            for (int g = 0; g < groups; g++) {
                if (occurs[s][g]) {
                    copies.add(new RandomEffect.Copy(s, g));
                }
            }
        }
        return copies;
    }

    @Override
    public List<RandomEffect> effects() {
        return places.stream().map(Place::effect).toList();
    }

    @Override
    public double estimate(List<Part> random) {
        return errors.estimate(located(random));
    }

    @Override
    public double[] covariance(List<Target> targets) {
        int[] kept = data.sweep().kept();
        try {
            return errors.covariance(targets.stream()
                    .map(t -> new PredictionError.Target(
                            IntStream.of(kept).mapToDouble(j -> t.fixed()[j]).toArray(), located(t.random())))
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new StepFailure(data.request().step().place(), GlimmixMessage.TOO_MANY_NODES, e.getMessage());
        }
    }

    @Override
    public double degreesOfFreedom() {
        return fixed.residualDegreesOfFreedom();
    }

    private List<PredictionError.Part> located(List<Part> random) {
        return random.stream().map(this::located).toList();
    }

    private PredictionError.Part located(Part part) {
        Place place = places.get(part.effect());
        SubjectLevel level = data.levels().get(place.level());
        int width = place.columns().length / place.effect().groups().size();
        if (level.declared()) {
            int column = place.columns()[part.copy().group() * width + part.column()];
            return new PredictionError.Part(column, part.copy().subject(), part.coefficient());
        }
        DesignColumn column = place.effect().columns().columns().get(part.column());
        StringBuilder label = new StringBuilder();
        for (String variable : level.variables()) {
            int at = column.classVariables().indexOf(variable);
            label.append(label.isEmpty() ? "" : " ")
                    .append(variable)
                    .append(' ')
                    .append(column.levels().get(at));
        }
        int unit = level.labels().indexOf(label.toString());
        if (unit < 0) {
            unit = unobserved.computeIfAbsent(place.level() + " " + label, k -> -2 - unobserved.size());
        }
        return new PredictionError.Part(place.columns()[part.copy().group() * width], unit, part.coefficient());
    }
}
