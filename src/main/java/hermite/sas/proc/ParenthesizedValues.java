package hermite.sas.proc;

import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands in parentheses after a word, where it is values and no options: {@code power(-1)}, {@code mdep(2)}. */
public final class ParenthesizedValues {
    /** Name of the suboption that stands for them in a procedure's table. */
    public static final String NAME = "";

    private ParenthesizedValues() {}

    public static List<Double> numbers(Options suboptions) {
        List<Double> numbers = new ArrayList<>();
        suboptions.find(NAME).ifPresent(option -> collect(option.value(), numbers));
        return numbers;
    }

    public static Optional<String> word(Options suboptions) {
        return suboptions.find(NAME).flatMap(option -> firstWord(option.value()));
    }

    /** Adds the numbers of a value, whatever its form. */
    public static void collect(OptionValue value, List<Double> numbers) {
        if (value instanceof OptionValue.Number number) {
            numbers.add(number.value());
        } else if (value instanceof OptionValue.Numbers list) {
            numbers.addAll(list.values());
        } else if (value instanceof OptionValue.Values values) {
            values.values().forEach(v -> collect(v, numbers));
        }
    }

    private static Optional<String> firstWord(OptionValue value) {
        if (value instanceof OptionValue.Word word) {
            return Optional.of(word.word());
        }
        if (value instanceof OptionValue.Text text) {
            return Optional.of(text.text());
        }
        if (value instanceof OptionValue.Values values && !values.values().isEmpty()) {
            return firstWord(values.values().get(0));
        }
        return Optional.empty();
    }
}
