package hermite.sas.proc.marginal.fitting;

import hermite.data.Formats;
import hermite.model.ClassLevels;
import hermite.model.Effect;
import hermite.sas.proc.marginal.binding.GenmodSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How messages name observations of a sample, their levels and values. */
final class SampleText {
    /** How many findings of a kind are listed. */
    static final int MOST_LISTED = 8;

    private final GenmodSample sample;
    private final Formats formats;

    SampleText(GenmodSample sample, Formats formats) {
        this.sample = sample;
        this.formats = formats;
    }

    /** {@code observation 3}, {@code observations 1-4, 9 and 30 more}; numbers are those of the input's rows. */
    String observations(int[] used) {
        List<String> runs = new ArrayList<>();
        int shown = 0;
        for (int i = 0; i < used.length && runs.size() < MOST_LISTED; ) {
            int end = i;
            while (end + 1 < used.length && sample.rows()[used[end + 1]] == sample.rows()[used[end]] + 1) {
                end++;
            }
            int first = sample.rows()[used[i]] + 1;
            int last = sample.rows()[used[end]] + 1;
            runs.add(first == last ? Integer.toString(first) : first + "-" + last);
            shown += end - i + 1;
            i = end + 1;
        }
        String list = (used.length == 1 ? "observation " : "observations ") + String.join(", ", runs);
        return shown < used.length ? list + " and " + (used.length - shown) + " more" : list;
    }

    String observations(List<Integer> used) {
        return observations(used.stream().sorted().mapToInt(i -> i).toArray());
    }

    /** The observations of each combination of levels of an effect of class variables: {@code trt=A and sex=F}. */
    Map<String, List<Integer>> cells(Effect effect) {
        Map<String, List<Integer>> cells = new LinkedHashMap<>();
        List<ClassLevels> classes = effect.variables().stream()
                .map(v -> sample.terms().classes().stream()
                        .filter(c -> c.name().equalsIgnoreCase(v))
                        .findFirst()
                        .orElseThrow())
                .toList();
        List<int[]> indices = classes.stream()
                .map(c -> c.indices(sample.table(), sample.rows(), formats))
                .toList();
        for (int i = 0; i < sample.rows().length; i++) {
            StringBuilder cell = new StringBuilder();
            for (int k = 0; k < classes.size(); k++) {
                cell.append(k == 0 ? "" : " and ")
                        .append(classes.get(k).name())
                        .append('=')
                        .append(classes.get(k).labels().get(indices.get(k)[i]));
            }
            cells.computeIfAbsent(cell.toString(), c -> new ArrayList<>()).add(i);
        }
        return cells;
    }

    /** What to do about levels at fault, or about effects when none is. */
    static String advice(List<String> levels, int effects) {
        return levels.isEmpty()
                ? "leave " + (effects == 1 ? "it" : "one of them")
                        + " out of the MODEL statement, or use coarser values"
                : "merge " + String.join(", ", levels.subList(0, Math.min(MOST_LISTED, levels.size())))
                        + " with other levels by a format in a FORMAT statement, or leave the effect out of the MODEL"
                        + " statement";
    }

    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.6g", value);
    }
}
