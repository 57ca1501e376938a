package hermite.sas.proc.postfit;

import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.List;

/** Levels as options name them: {@code DIFF=CONTROL('a' '1')}, {@code CATEGORY=('low' 2)}. */
public final class ControlLevel {
    private ControlLevel() {}

    /** Those in parentheses after an option's word; empty when none are named. */
    static List<String> of(Options options, String option) {
        return named(options.suboptions(option), PostFitStatements.VALUES);
    }

    /** Those that an option with a list has; empty without it. */
    public static List<String> named(Options options, String option) {
        List<String> levels = new ArrayList<>();
        options.find(option).ifPresent(given -> {
            for (OptionValue value : ((OptionValue.Values) given.value()).values()) {
                if (value instanceof OptionValue.Text text) {
                    levels.add(text.text().strip());
                } else if (value instanceof OptionValue.Word word) {
                    levels.add(word.word());
                } else if (value instanceof OptionValue.Number number) {
                    double v = number.value();
                    levels.add(v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v));
                }
            }
        });
        return levels;
    }
}
