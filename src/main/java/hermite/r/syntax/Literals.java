package hermite.r.syntax;

import hermite.r.syntax.grammar.RGrammarLexer;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.text.NumberReading;

/** Constants from their spelling. */
final class Literals {
    private Literals() {}

    /** An escape that means nothing. */
    static final class WrongEscapeException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        WrongEscapeException(String message) {
            super(message);
        }
    }

    static RValue constant(int type, String text) {
        RValue value =
                switch (type) {
                    case RGrammarLexer.NUMBER -> number(text);
                    case RGrammarLexer.STRING -> RCharacter.of(string(text));
                    case RGrammarLexer.NULL -> RNull.NULL;
                    case RGrammarLexer.TRUE -> RLogical.TRUE;
                    case RGrammarLexer.FALSE -> RLogical.FALSE;
                    case RGrammarLexer.NA -> RLogical.of(RLogical.NA);
                    case RGrammarLexer.NAINTEGER -> RInteger.of(RInteger.NA);
                    case RGrammarLexer.NAREAL -> RDouble.of(RDouble.NA);
                    case RGrammarLexer.NACOMPLEX -> RComplex.of(new double[] {RDouble.NA}, new double[] {RDouble.NA});
                    case RGrammarLexer.NACHARACTER -> RCharacter.of((String) null);
                    case RGrammarLexer.INF -> RDouble.of(Double.POSITIVE_INFINITY);
                    case RGrammarLexer.NAN -> RDouble.of(Double.NaN);
                    default -> throw new IllegalArgumentException("no constant: " + text);
                };
        if (value instanceof RVector vector) {
            vector.markShared();
        }
        return value;
    }

    private static RVector number(String text) {
        if (text.endsWith("i")) {
            double imaginary = NumberReading.number(text.substring(0, text.length() - 1));
            return RComplex.of(new double[] {0}, new double[] {imaginary});
        }
        if (!text.endsWith("L")) {
            return RDouble.of(NumberReading.number(text));
        }
        double value = NumberReading.number(text.substring(0, text.length() - 1));
        return value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE
                ? RInteger.of((int) value)
                : RDouble.of(value);
    }

    /** A name without its backticks. */
    static String quotedName(String written) {
        return unescaped(written);
    }

    /** A string without its quotes, its escapes resolved. */
    static String string(String written) {
        char first = written.charAt(0);
        if (first == 'r' || first == 'R') {
            int dashes = 0;
            while (written.charAt(2 + dashes) == '-') {
                dashes++;
            }
            return written.substring(3 + dashes, written.length() - 2 - dashes);
        }
        return unescaped(written);
    }

    /** @param quoted with the quotes around it */
    private static String unescaped(String quoted) {
        String body = quoted.substring(1, quoted.length() - 1);
        if (body.indexOf('\\') < 0) {
            return body;
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < body.length()) {
            char c = body.charAt(at++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escape = body.charAt(at++);
            switch (escape) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'a' -> out.append('\u0007');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'v' -> out.append('\u000B');
                case '\n' -> out.append('\n');
                case 'x', 'u', 'U' -> {
                    int digits = at < body.length() && body.charAt(at) == '{' && escape != 'x' ? at + 1 : at;
                    if (digits >= body.length() || Character.digit(body.charAt(digits), 16) < 0) {
                        throw new WrongEscapeException(
                                "'\\" + escape + "' used without hex digits in character string starting \""
                                        + quoted.charAt(0) + body.substring(0, at) + "\"");
                    }
                    at = code(body, at, escape == 'x' ? 2 : escape == 'u' ? 4 : 8, 16, out);
                }
                case '0', '1', '2', '3', '4', '5', '6', '7' -> at = code(body, at - 1, 3, 8, out);
                case '\\', '"', '\'', '`', ' ' -> out.append(escape);
                default ->
                    throw new WrongEscapeException("'\\" + escape
                            + "' is an unrecognized escape in character string starting \"" + quoted.charAt(0)
                            + body.substring(0, at) + "\"");
            }
        }
        return out.toString();
    }

    /** Appends the character of a numeric escape; returns where the text goes on. */
    private static int code(String body, int from, int longest, int radix, StringBuilder out) {
        boolean braced = radix == 16 && from < body.length() && body.charAt(from) == '{';
        int most = braced ? 8 : longest;
        int at = braced ? from + 1 : from;
        int value = 0;
        int digits = 0;
        while (at < body.length() && digits < most && Character.digit(body.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(body.charAt(at), radix);
            at++;
            digits++;
        }
        if (value > Character.MAX_CODE_POINT) {
            throw new WrongEscapeException("invalid \\u{xxxx} sequence");
        }
        out.appendCodePoint(value);
        return braced ? at + 1 : at;
    }
}
