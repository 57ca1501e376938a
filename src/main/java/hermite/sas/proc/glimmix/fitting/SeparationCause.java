package hermite.sas.proc.glimmix.fitting;

import hermite.model.Effect;
import hermite.model.Family;
import hermite.model.Observations;
import hermite.model.glm.CategorySeparation;
import hermite.model.glm.Separation;
import hermite.sas.log.Log;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.binding.FixedModel;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.GlimmixResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What separates the response of a fit that has no estimates: a level, or the effect that moves linear predictors most
 * along the direction in which the likelihood never falls.
 *
 * @param detail kind of separation and the observations it shows in
 * @param culprit the level or the effect
 * @param others the effects that stay when that of the culprit leaves
 */
public record SeparationCause(String detail, String culprit, List<Effect> others) {

    /** Empty when the response is not separated, or no separation was found within the work allowed. */
    public static Optional<SeparationCause> of(FixedModel data) {
        return data.response().categories().isPresent()
                ? ofCategories(data, data.response().categories().get())
                : ofNumbers(data);
    }

    /** Writes the verdict and a statement to try. */
    public void write(FixedModel data, Log log) {
        log.write(GlimmixMessage.SEPARATION, detail, culprit);
        String effects = others.stream()
                .filter(e -> !e.isIntercept())
                .map(e -> " " + e.name())
                .collect(Collectors.joining());
        String response = data.response().name()
                + data.response().trialsName().map(t -> "/" + t).orElse("");
        log.write(GlimmixMessage.SEPARATION_TRY, response, effects);
    }

    private static Optional<SeparationCause> ofNumbers(FixedModel data) {
        GlimmixResponse response = data.response();
        Family family =
                switch (response.distribution()) {
                    case "Binary", "Binomial" -> Family.BINOMIAL;
                    case "Poisson" -> Family.POISSON;
                    case "Negative Binomial" -> Family.NEGATIVE_BINOMIAL;
                    case "Geometric" -> Family.GEOMETRIC;
                    default -> Family.NORMAL;
                };
        if (response.byObservation().isPresent() || !Separation.canOccur(family, response.linkFunction())) {
            return Optional.empty();
        }
        int[] kept = data.sweep().kept();
        double[] y = response.y().clone();
        Arrays.setAll(y, i -> y[i] / response.trials()[i]);
        Observations observations = Observations.of(data.x().select(kept), kept.length, y);
        return Separation.find(family, observations, new double[kept.length]).map(found -> {
            double[] moved = new double[data.terms().effects().size()];
            for (int k = 0; k < kept.length; k++) {
                move(data, moved, kept[k], found.direction()[k]);
            }
            Map<String, Set<Integer>> rows = new HashMap<>();
            for (int i : found.separated()) {
                rows.computeIfAbsent("have " + value(response, y[i]), v -> new HashSet<>())
                        .add(i);
            }
            return cause(data, kind(found.complete()), rows, found.separated().length, moved);
        });
    }

    private static Optional<SeparationCause> ofCategories(FixedModel data, Categories categories) {
        int[] kept = data.sweep().kept();
        int levels = categories.levels().size();
        int functions = levels - 1;
        boolean intercept = data.terms().effects().get(0).isIntercept();
        boolean added = !categories.nominal() && !intercept;
        double[] y = Arrays.stream(categories.index()).asDoubleStream().toArray();
        double[] x = data.x().select(kept);
        Observations observations = added
                ? Observations.of(withOnes(x, y.length, kept.length), kept.length + 1, y)
                : Observations.of(x, kept.length, y);
        Optional<CategorySeparation> separation = categories.nominal()
                ? CategorySeparation.generalizedLogits(observations, levels)
                : CategorySeparation.cumulative(
                        observations, levels, new double[functions + observations.columns() - 1]);
        return separation.map(found -> {
            double[] moved = new double[data.terms().effects().size()];
            for (int k = categories.nominal() ? 0 : functions; k < found.direction().length; k++) {
                int place = categories.nominal() ? k / functions : k - functions + (intercept ? 1 : 0);
                move(data, moved, kept[place], found.direction()[k]);
            }
            Map<String, Set<Integer>> rows = new HashMap<>();
            for (int k = 0; k < found.rows().length; k++) {
                String level = categories.levels().get(found.levels()[k]);
                rows.computeIfAbsent("have no " + data.response().name() + "=" + level, v -> new HashSet<>())
                        .add(found.rows()[k]);
            }
            int count = (int) Arrays.stream(found.rows()).distinct().count();
            return cause(data, kind(found.complete()), rows, count, moved);
        });
    }

    private static double[] withOnes(double[] x, int rows, int columns) {
        double[] wide = new double[rows * (columns + 1)];
        for (int i = 0; i < rows; i++) {
            wide[i * (columns + 1)] = 1;
            System.arraycopy(x, i * columns, wide, i * (columns + 1) + 1, columns);
        }
        return wide;
    }

    private static String kind(boolean complete) {
        return complete ? "complete separation" : "quasi-complete separation";
    }

    private static String value(GlimmixResponse response, double share) {
        if (response.profile().isPresent()) {
            GlimmixResponse.Profile profile = response.profile().get();
            return response.name() + "="
                    + profile.levels().stream()
                            .filter(l -> l.equals(profile.modelled()) == share > 0)
                            .findFirst()
                            .orElseThrow();
        }
        if (response.trialsName().isPresent()) {
            return share > 0 ? "events only" : "no event";
        }
        return response.name() + "=" + (share > 0 ? "1" : "0");
    }

    /** Notes how far a coefficient of the direction moves linear predictors, at its effect. */
    private static void move(FixedModel data, double[] moved, int column, double coefficient) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < data.x().rows(); i++) {
            low = Math.min(low, data.x().get(i, column));
            high = Math.max(high, data.x().get(i, column));
        }
        int effect = data.terms().columns().get(column).effect();
        moved[effect] = Math.max(moved[effect], Math.abs(coefficient) * (high - low));
    }

    /** @param rows separated observations by what they have in common */
    private static SeparationCause cause(
            FixedModel data, String kind, Map<String, Set<Integer>> rows, int separated, double[] moved) {
        List<Effect> effects = data.terms().effects();
        double largest = Arrays.stream(moved).max().orElse(0);
        List<Integer> involved = IntStream.range(0, moved.length)
                .filter(e -> !effects.get(e).isIntercept() && moved[e] > 1e-4 * largest)
                .boxed()
                .sorted(Comparator.comparingDouble(e -> -moved[e]))
                .toList();
        for (int effect : involved) {
            if (data.terms().isOfClasses(effects.get(effect))) {
                for (int j = 0; j < data.x().columns(); j++) {
                    if (data.terms().columns().get(j).effect() == effect) {
                        List<Integer> cell = cell(data, j);
                        Optional<String> common = rows.entrySet().stream()
                                .filter(e -> !cell.isEmpty() && e.getValue().containsAll(cell))
                                .map(Map.Entry::getKey)
                                .sorted()
                                .findFirst();
                        if (common.isPresent()) {
                            String level = effects.get(effect).name() + " "
                                    + String.join(
                                            " ", data.terms().columns().get(j).labels());
                            return new SeparationCause(
                                    "%s: all %d observations with %s %s"
                                            .formatted(kind, cell.size(), level, common.get()),
                                    level,
                                    without(effects, effect));
                        }
                    }
                }
            }
        }
        String detail =
                kind + " in %d of %d observations".formatted(separated, data.x().rows());
        return involved.isEmpty()
                ? new SeparationCause(detail, "Intercept", effects)
                : new SeparationCause(detail, effects.get(involved.get(0)).name(), without(effects, involved.get(0)));
    }

    private static List<Integer> cell(FixedModel data, int column) {
        return IntStream.range(0, data.x().rows())
                .filter(i -> data.x().get(i, column) != 0)
                .boxed()
                .toList();
    }

    private static List<Effect> without(List<Effect> effects, int place) {
        List<Effect> left = new ArrayList<>(effects);
        left.remove(place);
        return left;
    }
}
