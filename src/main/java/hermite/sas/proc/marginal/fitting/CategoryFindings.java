package hermite.sas.proc.marginal.fitting;

import hermite.data.Formats;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.glm.CategorySeparation;
import hermite.model.glm.CumulativeFitter;
import hermite.model.glm.GlmFit;
import hermite.sas.log.Log;
import hermite.sas.proc.marginal.binding.GenmodMessage;
import hermite.sas.proc.marginal.binding.GenmodSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says in the log which levels of a multinomial response are ruled out, by which levels or covariates, and where. */
final class CategoryFindings {
    private final GenmodSample sample;
    private final ModelTerms terms;
    private final SampleText text;
    private final Log log;
    private final String response;
    private final List<String> levels;

    CategoryFindings(GenmodSample sample, Formats formats, Log log) {
        this.sample = sample;
        this.terms = sample.terms();
        this.text = new SampleText(sample, formats);
        this.log = log;
        this.response = sample.profile().orElseThrow().variable();
        this.levels = sample.profile().orElseThrow().levels();
    }

    /** Of a fit by maximum likelihood. */
    void separation(GlmFit fit) {
        CumulativeFitter.separation(fit, sample.observations(), levels.size()).ifPresent(this::write);
    }

    /** Of generalized logits, when there is a separation. */
    /** Whether there is one. */
    boolean separationOfLogits() {
        Optional<CategorySeparation> found = CategorySeparation.generalizedLogits(sample.observations(), levels.size());
        found.ifPresent(this::write);
        return found.isPresent();
    }

    private void write(CategorySeparation found) {
        String kind = found.complete() ? "Complete separation" : "Quasi-complete separation";
        List<Effect> involved = involved(found);
        Map<Integer, Set<Integer>> left = new TreeMap<>();
        for (int k = 0; k < found.rows().length; k++) {
            left.computeIfAbsent(found.levels()[k], l -> new HashSet<>()).add(found.rows()[k]);
        }
        List<String> named = new ArrayList<>();
        for (Effect effect : involved) {
            if (terms.isOfClasses(effect)) {
                levelsAtFault(kind, effect, left, named);
            }
        }
        left.values().removeIf(Set::isEmpty);
        if (found.complete() && named.isEmpty() && involved.size() == 1 && isOfOneColumn(involved.get(0))) {
            log.write(
                    GenmodMessage.SEPARATED_BY_ONE,
                    kind,
                    involved.get(0).name(),
                    ranges(involved.get(0)),
                    text.observations(IntStream.range(0, sample.rows().length).toArray()));
        } else {
            String names = involved.stream().map(Effect::name).collect(Collectors.joining(", "));
            left.forEach((level, rows) -> log.write(
                    involved.size() == 1 ? GenmodMessage.RULED_OUT : GenmodMessage.RULED_OUT_TOGETHER,
                    kind,
                    names,
                    equal(level),
                    text.observations(List.copyOf(rows))));
        }
        log.write(GenmodMessage.SEPARATION_ADVICE, SampleText.advice(named, involved.size()));
    }

    private String equal(int level) {
        return response + "=" + levels.get(level);
    }

    /** The design's column of a coefficient; 0, the constant, for a threshold. */
    private int column(int coefficient) {
        int functions = terms.functions().count();
        return terms.functions().cumulative() ? Math.max(0, coefficient - functions + 1) : coefficient / functions;
    }

    private List<Effect> involved(CategorySeparation found) {
        double[] moved = new double[terms.effects().size()];
        double[] x = sample.observations().x();
        int p = sample.observations().columns();
        for (int k = 0; k < found.direction().length; k++) {
            int j = column(k);
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < sample.rows().length; i++) {
                low = Math.min(low, x[i * p + j]);
                high = Math.max(high, x[i * p + j]);
            }
            int effect = terms.columns().get(k).effect();
            moved[effect] = Math.max(moved[effect], Math.abs(found.direction()[k]) * (high - low));
        }
        double largest = Arrays.stream(moved).max().orElse(0);
        return IntStream.range(0, moved.length)
                .filter(e -> !terms.effects().get(e).isIntercept() && moved[e] > 1e-4 * largest)
                .mapToObj(e -> terms.effects().get(e))
                .toList();
    }

    /** Cells of an effect all of whose observations rule out a level; what they explain leaves the map. */
    private void levelsAtFault(String kind, Effect effect, Map<Integer, Set<Integer>> left, List<String> named) {
        Map<Integer, Set<Integer>> ruledOut = new HashMap<>();
        left.forEach((level, rows) -> ruledOut.put(level, Set.copyOf(rows)));
        int listed = 0;
        for (Map.Entry<String, List<Integer>> cell : text.cells(effect).entrySet()) {
            List<Integer> rows = cell.getValue();
            List<Integer> absent = ruledOut.entrySet().stream()
                    .filter(e -> e.getValue().containsAll(rows))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            if (absent.isEmpty()) {
                continue;
            }
            absent.forEach(level -> rows.forEach(left.get(level)::remove));
            named.add(cell.getKey());
            if (listed++ < SampleText.MOST_LISTED) {
                write(kind, cell.getKey(), rows, absent);
            }
        }
    }

    private void write(String kind, String cell, List<Integer> rows, List<Integer> absent) {
        int first = (int) sample.observations().response()[rows.get(0)];
        boolean same = rows.stream().allMatch(i -> (int) sample.observations().response()[i] == first);
        if (same) {
            log.write(GenmodMessage.SEPARATED_LEVEL, kind, cell, equal(first), text.observations(rows));
        } else {
            log.write(
                    GenmodMessage.LEVEL_ABSENT,
                    kind,
                    cell,
                    absent.stream().map(this::equal).collect(Collectors.joining(" or ")),
                    text.observations(rows));
        }
    }

    private boolean isOfOneColumn(Effect effect) {
        return columns(effect).count() == 1;
    }

    private IntStream columns(Effect effect) {
        return IntStream.range(0, terms.columnCount())
                .filter(k ->
                        terms.effects().get(terms.columns().get(k).effect()).equals(effect))
                .map(this::column)
                .distinct();
    }

    /** {@code y=1 for values from 1 to 3, y=2 from 4 to 5}, by ascending values. */
    private String ranges(Effect effect) {
        int column = columns(effect).findFirst().orElseThrow();
        double[] x = sample.observations().x();
        int p = sample.observations().columns();
        Map<Integer, double[]> bounds = new HashMap<>();
        for (int i = 0; i < sample.rows().length; i++) {
            double value = x[i * p + column];
            double[] range = bounds.computeIfAbsent((int) sample.observations().response()[i], l ->
                    new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY});
            range[0] = Math.min(range[0], value);
            range[1] = Math.max(range[1], value);
        }
        return bounds.entrySet().stream()
                .sorted((a, b) -> Double.compare(a.getValue()[0], b.getValue()[0]))
                .map(e -> equal(e.getKey()) + " from " + SampleText.plain(e.getValue()[0]) + " to "
                        + SampleText.plain(e.getValue()[1]))
                .collect(Collectors.joining(", "));
    }
}
