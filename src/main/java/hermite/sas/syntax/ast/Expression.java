package hermite.sas.syntax.ast;

import hermite.data.Format;
import hermite.sas.source.Place;
import java.util.List;
import java.util.Optional;

/** An expression of the DATA step, of WHERE and of other programming statements. */
public sealed interface Expression {
    Place place();

    /** A number, a date literal as its number, or a missing value ({@link hermite.data.Missing}). */
    record NumberConstant(double value, Place place) implements Expression {}

    /** A quoted string (hexadecimal ones already decoded). */
    record TextConstant(String value, Place place) implements Expression {}

    /** {@code '..1.0000'b}, only in comparisons. */
    record BitMask(String mask, Place place) implements Expression {}

    record VariableReference(String name, Place place) implements Expression {}

    /**
     * A function call or an array element: which one is known when the step is compiled.
     *
     * @param subscript written with brackets or braces, hence surely an array element
     */
    record Call(String name, List<Argument> arguments, boolean subscript, Place place) implements Expression {}

    record Prefix(PrefixOperator operator, Expression operand, Place place) implements Expression {}

    /** The place is the operator's: run-time notes name it. */
    record Infix(InfixOperator operator, Expression left, Expression right, Place place) implements Expression {}

    /** {@code x in (1, 3:5, 'a')}; with an array name instead of a list, {@code array} is present. */
    record In(Expression operand, List<Item> items, Optional<String> array, boolean negated, Place place)
            implements Expression {
        /** A value, or a range of whole numbers when {@code last} is present. */
        public record Item(Expression first, Optional<Expression> last) {}
    }

    /** WHERE only: {@code x between a and b}. */
    record Between(Expression operand, Expression low, Expression high, boolean negated, Place place)
            implements Expression {}

    /** WHERE only: {@code x like 'a%'}. */
    record Like(Expression operand, Expression pattern, boolean negated, Place place) implements Expression {}

    /** WHERE only: {@code x is missing}, {@code x is null}. */
    record IsMissing(Expression operand, boolean negated, Place place) implements Expression {}

    /** An argument: an expression, a variable list after OF, or a format or informat (PUT, INPUT). */
    sealed interface Argument {
        record Value(Expression expression) implements Argument {}

        record Of(List<VariableList> lists) implements Argument {}

        record FormatName(Format format, Place place) implements Argument {}

        /** {@code ?} or {@code ??} before the informat of INPUT(). */
        record FormatModifier(String mark) implements Argument {}
    }

    enum PrefixOperator {
        PLUS,
        MINUS,
        NOT
    }

    /** Comparison operators ending in COLON compare only as far as the shorter operand reaches. */
    enum InfixOperator {
        POWER,
        MULTIPLY,
        DIVIDE,
        ADD,
        SUBTRACT,
        CONCATENATE,
        MINIMUM,
        MAXIMUM,
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_EQUAL,
        GREATER,
        GREATER_EQUAL,
        EQUAL_COLON,
        NOT_EQUAL_COLON,
        LESS_COLON,
        LESS_EQUAL_COLON,
        GREATER_COLON,
        GREATER_EQUAL_COLON,
        /** WHERE only. */
        CONTAINS,
        /** WHERE only: sounds like. */
        SOUNDS_LIKE,
        AND,
        OR
    }
}
