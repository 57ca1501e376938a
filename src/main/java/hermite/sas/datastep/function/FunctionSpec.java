package hermite.sas.datastep.function;

/**
 * A function: its name, the arguments it takes, its rule for missing values, what it does, and a line of help.
 *
 * @param signature a letter an argument: {@code n} number, {@code c} text, {@code a} either; arguments after
 *     {@code ?} are optional; a last {@code *} repeats the letter before it any number of times
 */
public record FunctionSpec(String name, String signature, MissingRule missing, Body body, String help) {

    /** What a missing numeric argument does. */
    public enum MissingRule {
        /** The result is missing, and counted so. */
        PROPAGATE,
        /** The function sees it and decides. */
        PASS
    }

    /** What a function computes. */
    public sealed interface Body permits NumberBody, TextBody {}

    /** A numeric function. */
    @FunctionalInterface
    public non-sealed interface NumberBody extends Body {
        double apply(Arguments arguments);
    }

    /** A character function. */
    public record TextBody(ResultLength length, TextFunction function) implements Body {}

    @FunctionalInterface
    public interface TextFunction {
        String apply(Arguments arguments);
    }

    /** The length of a character result, given the lengths of the arguments (0 for numbers). */
    @FunctionalInterface
    public interface ResultLength {
        int of(int[] argumentLengths);

        /** The default of most functions. */
        ResultLength DEFAULT = lengths -> 200;

        static ResultLength fixed(int length) {
            return lengths -> length;
        }

        /** The length of an argument. */
        static ResultLength argument(int index) {
            return lengths -> index < lengths.length ? Math.max(1, lengths[index]) : 200;
        }
    }

    public int minimumArguments() {
        int optional = signature.indexOf('?');
        int n = 0;
        String required = optional < 0 ? signature : signature.substring(0, optional);
        for (int i = 0; i < required.length(); i++) {
            n += required.charAt(i) == '*' ? 0 : 1;
        }
        return n;
    }

    public int maximumArguments() {
        if (signature.endsWith("*")) {
            return Integer.MAX_VALUE;
        }
        return signature.replace("?", "").length();
    }

    /** The type letter of an argument. */
    public char type(int index) {
        String letters = signature.replace("?", "").replace("*", "");
        return letters.charAt(Math.min(index, letters.length() - 1));
    }
}
