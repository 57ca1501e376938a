package hermite.model;

import java.util.Collections;
import java.util.List;

/**
 * How many functions of the response the linear predictor describes, and which coefficients they have of their own.
 *
 * @param count 1 for a single response; levels less one for a multinomial one
 * @param cumulative whether the functions differ in their constants alone, the thresholds of a cumulative link
 * @param levels of a multinomial response that the functions are about, the last or the reference left out; empty
 *     for a single response
 */
public record ResponseFunctions(int count, boolean cumulative, List<String> levels) {
    /** Of a response that is no multinomial. */
    public static final ResponseFunctions ONE = new ResponseFunctions(1, false, List.of());

    public ResponseFunctions {
        levels = List.copyOf(levels);
    }

    /** Constants of their own, all else in common: probabilities of each level or a lower one. */
    public static ResponseFunctions thresholds(List<String> levels) {
        return new ResponseFunctions(levels.size(), true, levels);
    }

    /** All coefficients of their own. */
    public static ResponseFunctions separate(List<String> levels) {
        return new ResponseFunctions(levels.size(), false, levels);
    }

    /** Whether each column of the design has one coefficient. */
    public boolean isOne() {
        return count == 1 && levels.isEmpty();
    }

    /** What names the columns that one column of the design has; empty where nothing need be said. */
    List<String> labels(boolean intercept) {
        if (!levels.isEmpty() && !cumulative) {
            return levels;
        }
        return intercept ? Collections.nCopies(count, "") : List.of("");
    }
}
