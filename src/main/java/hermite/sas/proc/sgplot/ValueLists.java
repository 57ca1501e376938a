package hermite.sas.proc.sgplot;

import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists of constants in options: numbers with ranges, words, texts. */
final class ValueLists {
    private static final int LONGEST = 10_000;

    private ValueLists() {}

    /** The values of an option, one value as a list of one; empty when it is absent. */
    static List<OptionValue> of(Options options, String name) {
        OptionValue value = options.find(name).map(BoundOption::value).orElse(new OptionValue.None());
        if (value instanceof OptionValue.Values values) {
            return values.values();
        }
        if (value instanceof OptionValue.Numbers numbers) {
            return numbers.values().stream()
                    .<OptionValue>map(OptionValue.Number::new)
                    .toList();
        }
        return value instanceof OptionValue.None ? List.of() : List.of(value);
    }

    /** Numbers and ranges {@code 0 to 10 by 2}; empty when something else stands among them. */
    static Optional<List<Double>> numbers(List<OptionValue> values) {
        List<Double> numbers = new ArrayList<>();
        int i = 0;
        while (i < values.size()) {
            if (!(values.get(i) instanceof OptionValue.Number start)) {
                return Optional.empty();
            }
            if (!isWord(values, i + 1, "TO")) {
                numbers.add(start.value());
                i++;
                continue;
            }
            if (i + 2 >= values.size() || !(values.get(i + 2) instanceof OptionValue.Number end)) {
                return Optional.empty();
            }
            double step = 1;
            i += 3;
            if (isWord(values, i, "BY")) {
                if (i + 1 >= values.size() || !(values.get(i + 1) instanceof OptionValue.Number by)) {
                    return Optional.empty();
                }
                step = by.value();
                i += 2;
            }
            double count = Math.floor((end.value() - start.value()) / step + 1e-9);
            if (!(count >= 0 && count < LONGEST)) {
                return Optional.empty();
            }
            for (int k = 0; k <= count; k++) {
                numbers.add(start.value() + k * step);
            }
        }
        return Optional.of(numbers);
    }

    private static boolean isWord(List<OptionValue> values, int place, String word) {
        return place < values.size()
                && values.get(place) instanceof OptionValue.Word w
                && w.word().equalsIgnoreCase(word);
    }

    /** The quoted texts among values. */
    static List<String> texts(List<OptionValue> values) {
        return values.stream()
                .filter(OptionValue.Text.class::isInstance)
                .map(v -> ((OptionValue.Text) v).text())
                .toList();
    }

    /** The words and texts among values. */
    static List<String> words(List<OptionValue> values) {
        return values.stream().flatMap(v -> Looks.text(v).stream()).toList();
    }
}
