package hermite.sas.syntax.ast;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The options of a statement, in order; asked for by the table's names. The last of several equal ones counts. */
public record Options(List<BoundOption> all) {
    public static final Options NONE = new Options(List.of());

    public Options {
        all = List.copyOf(all);
    }

    public Optional<BoundOption> find(String name) {
        return all.stream().filter(o -> o.spec().name().equals(name)).reduce((a, b) -> b);
    }

    /** Every occurrence, for options that may repeat. */
    public List<BoundOption> findAll(String name) {
        return all.stream().filter(o -> o.spec().name().equals(name)).toList();
    }

    public boolean has(String name) {
        return find(name).isPresent();
    }

    /** The word or text of an option; empty when it is absent or has no value. */
    public Optional<String> word(String name) {
        return find(name).map(BoundOption::value).flatMap(value -> {
            if (value instanceof OptionValue.Word w) {
                return Optional.of(w.word());
            }
            return value instanceof OptionValue.Text t ? Optional.of(t.text()) : Optional.empty();
        });
    }

    public OptionalDouble number(String name) {
        return find(name).map(BoundOption::value).filter(OptionValue.Number.class::isInstance).stream()
                .mapToDouble(v -> ((OptionValue.Number) v).value())
                .findFirst();
    }

    public Optional<DataSetReference> dataSet(String name) {
        return find(name)
                .map(BoundOption::value)
                .filter(OptionValue.DataSet.class::isInstance)
                .map(v -> ((OptionValue.DataSet) v).reference());
    }

    public Optional<EffectTerm> effect(String name) {
        return find(name)
                .map(BoundOption::value)
                .filter(OptionValue.Effect.class::isInstance)
                .map(v -> ((OptionValue.Effect) v).term());
    }

    /** The effects of an EFFECTS option; empty when it is absent. */
    public List<EffectTerm> effects(String name) {
        return find(name).map(BoundOption::value).filter(OptionValue.Effects.class::isInstance).stream()
                .flatMap(v -> ((OptionValue.Effects) v).terms().stream())
                .toList();
    }

    /** The slices of a SLICES option; empty when it is absent. */
    public List<OptionValue.Slices.Slice> slices(String name) {
        return find(name).map(BoundOption::value).filter(OptionValue.Slices.class::isInstance).stream()
                .flatMap(v -> ((OptionValue.Slices) v).slices().stream())
                .toList();
    }

    /** The numbers of a NUMBERS option; empty when it is absent. */
    public List<Double> numbers(String name) {
        return find(name).map(BoundOption::value).filter(OptionValue.Numbers.class::isInstance).stream()
                .flatMap(v -> ((OptionValue.Numbers) v).values().stream())
                .toList();
    }

    /** The rows of a ROWS option; empty when it is absent. */
    public List<List<Double>> rows(String name) {
        return find(name).map(BoundOption::value).filter(OptionValue.Rows.class::isInstance).stream()
                .flatMap(v -> ((OptionValue.Rows) v).rows().stream())
                .toList();
    }

    /** The variable lists of VARIABLE, VARIABLES and OPTIONAL_NAME options; empty when absent. */
    public List<VariableList> variables(String name) {
        return find(name).map(BoundOption::value).filter(OptionValue.Variables.class::isInstance).stream()
                .flatMap(v -> ((OptionValue.Variables) v).lists().stream())
                .toList();
    }

    /** The one name of a VARIABLE or OPTIONAL_NAME option. */
    public Optional<String> variable(String name) {
        return variables(name).stream()
                .filter(VariableList.Name.class::isInstance)
                .map(v -> ((VariableList.Name) v).name())
                .findFirst();
    }

    public Options suboptions(String name) {
        return find(name).map(BoundOption::suboptions).orElse(NONE);
    }
}
