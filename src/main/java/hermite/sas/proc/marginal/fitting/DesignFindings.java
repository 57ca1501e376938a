package hermite.sas.proc.marginal.fitting;

import hermite.data.Formats;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.glm.GlmFit;
import hermite.model.glm.Separation;
import hermite.sas.log.Log;
import hermite.sas.proc.marginal.binding.GenmodClusters;
import hermite.sas.proc.marginal.binding.GenmodMessage;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.GenmodSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says in the log which levels, covariates and observations leave parameters without an estimate, and what to do. */
final class DesignFindings {
    private final GenmodModel model;
    private final GenmodSample sample;
    private final ModelTerms terms;
    private final SampleText text;
    private final Log log;

    DesignFindings(GenmodModel model, GenmodSample sample, Formats formats, Log log) {
        this.model = model;
        this.sample = sample;
        this.terms = sample.terms();
        this.text = new SampleText(sample, formats);
        this.log = log;
    }

    /** Clusters without a difference between their responses, when they are most of those that could have one. */
    void constantClusters(GenmodClusters clusters) {
        int[] count = clusters.observations().constantClusters();
        if (count[0] <= count[1] / 2) {
            return;
        }
        Map<Integer, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < clusters.clusterOf().length; i++) {
            members.computeIfAbsent(clusters.clusterOf()[i], c -> new ArrayList<>())
                    .add(i);
        }
        double[] y = sample.observations().response();
        int[] examples = members.values().stream()
                .filter(rows -> rows.size() > 1
                        && rows.stream().mapToDouble(i -> y[i]).distinct().count() == 1)
                .limit(SampleText.MOST_LISTED / 2)
                .flatMap(List::stream)
                .mapToInt(i -> i)
                .sorted()
                .toArray();
        log.write(GenmodMessage.CONSTANT_CLUSTERS, count[0], count[1], text.observations(examples));
    }

    /** What separates the responses, when that ended the fit. */
    void separation(GlmFit fit) {
        if (isAllZero()) {
            return;
        }
        Separation.of(fit, sample.observations()).ifPresent(found -> {
            String kind = found.complete() ? "Complete separation" : "Quasi-complete separation";
            List<Effect> involved = involved(found);
            Set<Integer> left = Arrays.stream(found.separated()).boxed().collect(Collectors.toSet());
            List<String> named = new ArrayList<>();
            for (Effect effect : involved) {
                if (terms.isOfClasses(effect)) {
                    levelsAtFault(kind, effect, found, left, named);
                }
            }
            if (!left.isEmpty()) {
                combination(kind, involved, found, left);
            }
            log.write(GenmodMessage.SEPARATION_ADVICE, SampleText.advice(named, involved.size()));
        });
    }

    /** Where a response of counts or amounts is 0 in all observations, or in all with a level: of a fit that ran off. */
    void zeroLevels() {
        if (isAllZero()) {
            return;
        }
        double[] y = sample.observations().response();
        List<String> named = new ArrayList<>();
        for (Effect effect : terms.effects()) {
            if (!effect.isIntercept() && terms.isOfClasses(effect)) {
                text.cells(effect).forEach((cell, rows) -> {
                    if (rows.stream().allMatch(i -> y[i] == 0)) {
                        named.add(cell);
                        log.write(
                                GenmodMessage.SEPARATED_LEVEL,
                                "Quasi-complete separation",
                                cell,
                                response(0),
                                text.observations(rows));
                    }
                });
            }
        }
        if (!named.isEmpty()) {
            log.write(GenmodMessage.SEPARATION_ADVICE, SampleText.advice(named, 1));
        }
    }

    /** Says so when a response that is a number is 0 in all observations. */
    private boolean isAllZero() {
        boolean zero = sample.profile().isEmpty()
                && Arrays.stream(sample.observations().response()).allMatch(y -> y == 0);
        if (zero) {
            log.write(GenmodMessage.ZERO_RESPONSE, response(0));
        }
        return zero;
    }

    /** Effects whose coefficients the direction moves, by how far they move a linear predictor. */
    private List<Effect> involved(Separation found) {
        double[] moved = new double[terms.effects().size()];
        double[] x = sample.observations().x();
        int p = terms.columnCount();
        for (int j = 0; j < p; j++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < sample.rows().length; i++) {
                low = Math.min(low, x[i * p + j]);
                high = Math.max(high, x[i * p + j]);
            }
            int effect = terms.columns().get(j).effect();
            moved[effect] = Math.max(moved[effect], Math.abs(found.direction()[j]) * (high - low));
        }
        double largest = Arrays.stream(moved).max().orElse(0);
        return IntStream.range(0, moved.length)
                .filter(e -> !terms.effects().get(e).isIntercept() && moved[e] > 1e-4 * largest)
                .mapToObj(e -> terms.effects().get(e))
                .toList();
    }

    /** Combinations of an effect's levels in which all responses are the same, and all are separated. */
    private void levelsAtFault(String kind, Effect effect, Separation found, Set<Integer> left, List<String> named) {
        Set<Integer> separated = Arrays.stream(found.separated()).boxed().collect(Collectors.toSet());
        Set<Integer> explained = new HashSet<>();
        int listed = 0;
        for (Map.Entry<String, List<Integer>> cell : text.cells(effect).entrySet()) {
            List<Integer> rows = cell.getValue();
            double first = sample.observations().response()[rows.get(0)];
            boolean same = rows.stream().allMatch(i -> sample.observations().response()[i] == first);
            if (!same || !separated.containsAll(rows)) {
                continue;
            }
            explained.addAll(rows);
            named.add(cell.getKey());
            if (listed++ < SampleText.MOST_LISTED) {
                log.write(GenmodMessage.SEPARATED_LEVEL, kind, cell.getKey(), response(first), text.observations(rows));
            }
        }
        left.removeAll(explained);
    }

    private void combination(String kind, List<Effect> involved, Separation found, Set<Integer> left) {
        String observations = text.observations(List.copyOf(left));
        String names = involved.stream().map(Effect::name).collect(Collectors.joining(", "));
        if (involved.size() == 1 && involved.get(0).variables().size() == 1 && found.complete()) {
            int column = IntStream.range(0, terms.columnCount())
                    .filter(j ->
                            terms.effects().get(terms.columns().get(j).effect()).equals(involved.get(0)))
                    .findFirst()
                    .orElseThrow();
            log.write(GenmodMessage.SEPARATED_BY_ONE, kind, names, split(column), observations);
        } else {
            log.write(
                    involved.size() == 1 ? GenmodMessage.SEPARATED_ALONG : GenmodMessage.SEPARATED_TOGETHER,
                    kind,
                    names,
                    observations);
        }
    }

    /** {@code the response is 0 for values up to 4 and 1 from 5}. */
    private String split(int column) {
        double[] y = sample.observations().response();
        double[] x = sample.observations().x();
        int p = terms.columnCount();
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < y.length; i++) {
            int side = y[i] > 0 ? 1 : 0;
            low[side] = Math.min(low[side], x[i * p + column]);
            high[side] = Math.max(high[side], x[i * p + column]);
        }
        int below = high[0] < low[1] ? 0 : 1;
        return response(below) + " for values up to " + SampleText.plain(high[below]) + " and " + response(1 - below)
                + " from " + SampleText.plain(low[1 - below]);
    }

    private String response(double value) {
        if (sample.profile().isPresent()) {
            return model.response().variable() + "="
                    + (value > 0
                            ? sample.profile().get().event()
                            : sample.profile().get().other());
        }
        if (model.hasTrials()) {
            return value > 0 ? "only events" : "no event";
        }
        return model.response().variable() + "=" + SampleText.plain(value);
    }
}
