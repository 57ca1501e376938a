package hermite.sas.syntax.ast;

import hermite.sas.source.Place;
import hermite.sas.vocabulary.StatementSpec;
import java.util.List;
import java.util.Optional;

/**
 * A statement of a PROC step.
 *
 * @param options those after the slash; for {@link hermite.sas.vocabulary.StatementForm#OPTIONS} see {@link Body.Main}
 */
public record ProcStatement(StatementSpec spec, Body body, Options options, Place place) {

    /** What stands between keyword and slash, by the statement's form. */
    public sealed interface Body {
        record Nothing() implements Body {}

        /** VAR, CLASS and the like: variables, each with its options in parentheses. */
        record Variables(List<Item> items) implements Body {
            public record Item(VariableList variable, Options options) {}

            public List<VariableList> lists() {
                return items.stream().map(Item::variable).toList();
            }
        }

        record By(List<DataStatement.ByItem> items, boolean notSorted) implements Body {}

        record Effects(List<EffectTerm> effects) implements Body {}

        /** @param trials present for {@code events/trials} */
        record Model(Response response, List<EffectTerm> effects) implements Body {
            public record Response(List<String> variables, Optional<String> trials, Options options, Place place) {}
        }

        /** Options before the slash. */
        record Main(Options options) implements Body {}

        record Named(DataSetReference name) implements Body {}

        /**
         * CONTRAST, ESTIMATE, LSMESTIMATE: rows of effects with their coefficients.
         *
         * @param label of the statement: that of its first row
         */
        record Coefficients(String label, List<Row> rows) implements Body {
            /**
             * @param label empty where there is none
             * @param random what follows a bar: coefficients of random effects
             */
            public record Row(String label, List<Term> terms, List<Term> random) {}

            /**
             * @param values by position
             * @param placed by levels: {@code [1, 2 1]}
             */
            public record Term(EffectTerm effect, List<Double> values, List<Placed> placed) {}

            /** @param levels number of a level or its quoted value, or the value of a continuous variable */
            public record Placed(double value, List<OptionValue> levels) {}
        }

        record Values(List<OptionValue> values) implements Body {}

        /**
         * VALUE, INVALUE: what values and ranges become.
         *
         * @param name with a leading {@code $} where it is written; empty for a statement without name
         */
        record Ranges(String name, Options options, List<Item> items) implements Body {
            /** @param result a text, a number, a format in brackets, or a word such as {@code _SAME_} */
            public record Item(List<Range> ranges, OptionValue result) {}

            /**
             * A range, or a single value with equal bounds. Bounds are numbers, texts, or the words {@code LOW},
             * {@code HIGH}, {@code OTHER} in upper case.
             *
             * @param fromExcluded the lower bound does not belong to it: {@code 0<-5}
             * @param toExcluded the upper bound does not: {@code 0-<5}
             */
            public record Range(OptionValue from, boolean fromExcluded, OptionValue to, boolean toExcluded) {}
        }

        /**
         * EFFECT: a named group of columns.
         *
         * @param type as the table names it
         */
        record Constructed(String name, String type, List<VariableList> variables, Options options) implements Body {}

        record Condition(Expression expression) implements Body {}

        /** FORMAT, LABEL, ATTRIB and programming statements, as the DATA step has them. */
        record Program(DataStatement statement) implements Body {}
    }
}
