package hermite.sas.syntax.ast;

import hermite.data.Format;
import hermite.data.ValueType;
import hermite.sas.source.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A statement of the DATA step. */
public sealed interface DataStatement {
    Place place();

    /** {@code x = e}, {@code a{i} = e}, {@code substr(s,1,2) = e}: the target is a variable, element or call. */
    record Assignment(Expression target, Expression value, Place place) implements DataStatement {}

    /** {@code v + e;} */
    record Sum(Expression target, Expression value, Place place) implements DataStatement {}

    record If(Expression condition, DataStatement then, Optional<DataStatement> otherwise, Place place)
            implements DataStatement {}

    /** {@code if e;} */
    record SubsettingIf(Expression condition, Place place) implements DataStatement {}

    /** {@code do; … end;} */
    record Do(List<DataStatement> body, Place place) implements DataStatement {}

    /** {@code do i = specs; … end;} */
    record DoIterative(Expression index, List<Range> ranges, List<DataStatement> body, Place place)
            implements DataStatement {
        /** {@code from <to> <by> <while|until>}. */
        public record Range(
                Expression from,
                Optional<Expression> to,
                Optional<Expression> by,
                Optional<Expression> whileCondition,
                Optional<Expression> untilCondition) {}
    }

    record DoWhile(Expression condition, List<DataStatement> body, Place place) implements DataStatement {}

    record DoUntil(Expression condition, List<DataStatement> body, Place place) implements DataStatement {}

    /** {@code do over a;} */
    record DoOver(String array, List<DataStatement> body, Place place) implements DataStatement {}

    record Select(Optional<Expression> selector, List<When> whens, Optional<DataStatement> otherwise, Place place)
            implements DataStatement {
        public record When(List<Expression> values, DataStatement body) {}
    }

    /** {@code output a b;}; empty writes to all. */
    record Output(List<DataSetReference> dataSets, Place place) implements DataStatement {}

    record Delete(Place place) implements DataStatement {}

    record Stop(Place place) implements DataStatement {}

    /** {@code abort <abend|cancel|return n>;} */
    record Abort(String kind, Optional<Integer> status, Place place) implements DataStatement {}

    record Return(Place place) implements DataStatement {}

    record Leave(Place place) implements DataStatement {}

    record Continue(Place place) implements DataStatement {}

    record GoTo(String label, Place place) implements DataStatement {}

    record Link(String label, Place place) implements DataStatement {}

    /** {@code name: statement}. */
    record Labelled(String label, DataStatement statement, Place place) implements DataStatement {}

    record Null(Place place) implements DataStatement {}

    /** {@code error 'text';} and {@code putlog}-like forms carry PUT items. */
    record ErrorMessage(List<PutItem> items, Place place) implements DataStatement {}

    /** {@code set a(in=x) b end=e nobs=n point=p key=k;} */
    record Set(List<DataSetReference> dataSets, Map<String, String> options, Place place) implements DataStatement {}

    record Merge(List<DataSetReference> dataSets, Map<String, String> options, Place place) implements DataStatement {}

    record Update(List<DataSetReference> dataSets, Map<String, String> options, Place place) implements DataStatement {}

    record By(List<ByItem> items, boolean notSorted, Place place) implements DataStatement {}

    record Where(Expression condition, Place place) implements DataStatement {}

    record Keep(List<VariableList> variables, Place place) implements DataStatement {}

    record Drop(List<VariableList> variables, Place place) implements DataStatement {}

    /** Old name to new name. */
    record Rename(Map<String, String> names, Place place) implements DataStatement {}

    /** {@code retain a 0 b (1 2);} Groups in order; a group without values keeps what it has. */
    record Retain(List<Group> groups, Place place) implements DataStatement {
        /** @param listed values in parentheses: one for each variable in turn; otherwise one value for all */
        public record Group(List<VariableList> variables, List<Expression> values, boolean listed) {}
    }

    record Length(List<Item> items, Optional<Integer> defaultLength, Place place) implements DataStatement {
        public record Item(List<VariableList> variables, ValueType type, int length) {}
    }

    record Formats(List<Item> items, boolean informats, Place place) implements DataStatement {
        /** No format removes it. */
        public record Item(List<VariableList> variables, Optional<Format> format, Place place) {}
    }

    record Labels(Map<String, String> labels, Place place) implements DataStatement {}

    record Attributes(List<Item> items, Place place) implements DataStatement {
        public record Item(
                List<VariableList> variables,
                Optional<Length.Item> length,
                Optional<Format> format,
                Optional<Format> informat,
                Optional<String> label) {}
    }

    /**
     * {@code array a{2,3} $ 8 x1-x6 (0 0 0 0 0 0);}
     *
     * @param bounds lower and upper bound of each dimension; empty for {@code {*}}
     */
    record Array(
            String name,
            List<int[]> bounds,
            boolean character,
            Optional<Integer> length,
            List<VariableList> elements,
            boolean temporary,
            List<Expression> initial,
            Place place)
            implements DataStatement {}

    /** {@code call routine(args);} */
    record CallRoutine(String name, List<Expression.Argument> arguments, Place place) implements DataStatement {}

    /** INFILE: path, fileref or DATALINES, and its options by upper-case name with their value expression text. */
    record Infile(Target target, Map<String, Expression> options, Place place) implements DataStatement {}

    record File(Target target, Map<String, Expression> options, Place place) implements DataStatement {}

    /** A file named by a fileref, a path expression, or a special word (DATALINES, CARDS, LOG, PRINT). */
    record Target(Optional<String> fileref, Optional<Expression> path) {}

    /** @param hold 0 none, 1 {@code @}, 2 {@code @@} */
    record Input(List<InputItem> items, int hold, Place place) implements DataStatement {}

    /** @param log PUTLOG */
    record Put(List<PutItem> items, int hold, boolean log, Place place) implements DataStatement {}

    /** One variable of a BY statement. */
    record ByItem(String name, boolean descending, Place place) {}

    /** An item of INPUT. */
    sealed interface InputItem {
        /** {@code x}, {@code name $}, {@code x : date9.}, {@code name & $20.}, {@code ~}; modifiers of the characters {@code :&~?}. */
        record ListInput(Expression variable, boolean character, Optional<Format> informat, String modifiers)
                implements InputItem {}

        /** {@code x 1-4 .2}, {@code name $ 6-20}. */
        record ColumnInput(
                Expression variable,
                boolean character,
                int first,
                int last,
                Optional<Integer> decimals,
                String modifiers)
                implements InputItem {}

        /** {@code x date9.} */
        record FormattedInput(Expression variable, Format informat, String modifiers) implements InputItem {}

        /** {@code (a b c)(3. $5. +1)}: the second list is cycled over the first. */
        record GroupInput(List<VariableList> variables, List<GroupElement> formats) implements InputItem {}

        /** {@code x=}. */
        record NamedInput(Expression variable, boolean character, Optional<Format> informat) implements InputItem {}

        record Pointer(PointerMove move) implements InputItem {}
    }

    /** In a parenthesised format list: an informat or format used {@code count} times, or a pointer move. */
    sealed interface GroupElement {
        record FormatElement(int count, Optional<Format> format, String modifiers) implements GroupElement {}

        record PointerElement(PointerMove move) implements GroupElement {}
    }

    /** A pointer control. */
    record PointerMove(Kind kind, Optional<Expression> amount) {
        public enum Kind {
            /** {@code @n}, or after the text found when the amount is character. */
            COLUMN,
            /** {@code +n}. */
            RELATIVE,
            /** {@code #n}. */
            LINE,
            /** {@code /}. */
            NEXT_LINE
        }
    }

    /** An item of PUT. */
    sealed interface PutItem {
        record TextItem(String text, int repeat) implements PutItem {}

        /** {@code x}, {@code x date9. -l}; {@code named} for {@code x=}. */
        record VariableItem(Expression variable, boolean named, Optional<Format> format, Optional<Character> align)
                implements PutItem {}

        /** {@code x 1-4}. */
        record ColumnItem(Expression variable, int first, int last, Optional<Integer> decimals) implements PutItem {}

        record GroupItem(List<VariableList> variables, boolean named, List<GroupElement> formats) implements PutItem {}

        /** {@code _ALL_}, {@code _INFILE_}, {@code _PAGE_}. */
        record SpecialItem(String word) implements PutItem {}

        record Pointer(PointerMove move) implements PutItem {}
    }
}
