package hermite.sas.syntax.ast;

import hermite.data.Format;
import java.util.List;

/** The value of a bound option, in the shape its {@link hermite.sas.vocabulary.ValueKind} asks for. */
public sealed interface OptionValue {
    /** FLAG, or an optional value that was not given. */
    record None() implements OptionValue {}

    /** A word as written; for listed words, the listed name in upper case. */
    record Word(String word) implements OptionValue {}

    /** A quoted text. */
    record Text(String text) implements OptionValue {}

    record Number(double value) implements OptionValue {}

    record Numbers(List<Double> values) implements OptionValue {}

    record Variables(List<VariableList> lists) implements OptionValue {}

    /** STATISTIC: variables in parentheses and names after the equals sign, each possibly empty. */
    record Statistic(List<VariableList> variables, List<VariableList> names) implements OptionValue {}

    record DataSet(DataSetReference reference) implements OptionValue {}

    record Effect(EffectTerm term) implements OptionValue {}

    record Effects(List<EffectTerm> terms) implements OptionValue {}

    /** SLICES. */
    record Slices(List<Slice> slices) implements OptionValue {
        /** @param levels by variable of the effect; an empty list for all of them */
        public record Slice(EffectTerm effect, List<List<String>> levels) {}
    }

    /** SETTINGS: variables with numbers; none of them for the word MEANS. */
    record Settings(List<Setting> settings) implements OptionValue {
        public record Setting(String variable, double value) {}
    }

    /** ROWS: one list a row. */
    record Rows(List<List<Double>> rows) implements OptionValue {}

    /** VALUES: texts and words as they stand, numbers as numbers. */
    record Values(List<OptionValue> values) implements OptionValue {}

    record FormatName(Format format) implements OptionValue {}

    record Formula(Expression expression) implements OptionValue {}
}
