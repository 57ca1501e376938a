package hermite.sas.source.macro;

import hermite.sas.source.Characters;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Evaluates resolved expressions of the macro language. %EVAL: whole numbers, comparison of text where a side is no
 * whole number. %SYSEVALF: floating point. Masked characters are operands, never operators.
 *
 * <p>Precedence, high to low: {@code **}; signs; NOT; {@code * /}; {@code + -}; comparisons; AND; OR.
 */
public final class MacroExpression {
    private static final Set<String> WORDS = Set.of("AND", "OR", "NOT", "EQ", "NE", "LT", "LE", "GT", "GE", "IN");
    private static final List<String> SYMBOLS = List.of(
            "**", "^=", "~=", "¬=", "<=", ">=", "<>", "*", "/", "+", "-", "(", ")", "=", "<", ">", "&", "|", "!", "^",
            "~", "¬", "#");
    private static final Set<String> COMPARISONS =
            Set.of("=", "EQ", "^=", "~=", "¬=", "NE", "<>", "<", "LT", "<=", "LE", ">", "GT", ">=", "GE", "IN", "#");

    private final String source;
    private final boolean floating;
    private final boolean minOperator;
    private final List<Lexeme> lexemes = new ArrayList<>();
    private int next;

    private record Lexeme(String text, boolean operator) {}

    private MacroExpression(String source, boolean floating, boolean minOperator) {
        this.source = Characters.unmask(source);
        this.floating = floating;
        this.minOperator = minOperator;
        divide(source);
    }

    /** %EVAL and %IF. */
    public static String evaluate(String resolved, boolean minOperator) {
        return new MacroExpression(resolved, false, minOperator).whole();
    }

    /** Whether the condition holds: its value is a number other than zero. */
    public static boolean isTrue(String resolved, boolean minOperator) {
        MacroExpression expression = new MacroExpression(resolved, false, minOperator);
        return expression.integer(expression.whole()).signum() != 0;
    }

    public static long wholeNumber(String resolved) {
        MacroExpression expression = new MacroExpression(resolved, false, false);
        return expression.integer(expression.whole()).longValue();
    }

    /**
     * %SYSEVALF.
     *
     * @param conversion BOOLEAN, CEIL, FLOOR, INTEGER or empty
     */
    public static String evaluateFloating(String resolved, String conversion) {
        MacroExpression expression = new MacroExpression(resolved, true, false);
        String result = expression.whole();
        double value = expression.number(result);
        return switch (conversion.toUpperCase(Locale.ROOT)) {
            case "BOOLEAN" -> value == 0 || Double.isNaN(value) ? "0" : "1";
            case "CEIL" -> print(Math.ceil(value));
            case "FLOOR" -> print(Math.floor(value));
            case "INTEGER" -> print(value < 0 ? Math.ceil(value) : Math.floor(value));
            default -> result;
        };
    }

    private void divide(String text) {
        StringBuilder operand = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int close = c == '\'' || c == '"' ? text.indexOf(c, i + 1) : -1;
            if (close > 0) {
                int end = close + 1;
                operand.append(text, i, end);
                i = end;
                continue;
            }
            String symbol = symbolAt(text, i);
            boolean exponent = (symbol.equals("-") || symbol.equals("+")) && floating && isExponent(operand);
            String word = symbol.isEmpty() ? wordAt(text, i, operand) : "";
            if (!symbol.isEmpty() && !exponent) {
                flush(operand);
                lexemes.add(new Lexeme(symbol, true));
                i += symbol.length();
            } else if (!word.isEmpty()) {
                flush(operand);
                lexemes.add(new Lexeme(word, true));
                i += word.length();
            } else {
                operand.append(c);
                i++;
            }
        }
        flush(operand);
    }

    private static boolean isExponent(StringBuilder operand) {
        return operand.toString().strip().matches("(\\d+\\.?\\d*|\\.\\d+)[eE]");
    }

    private static String symbolAt(String text, int i) {
        return SYMBOLS.stream().filter(s -> text.startsWith(s, i)).findFirst().orElse("");
    }

    private String wordAt(String text, int i, StringBuilder operand) {
        boolean starts = operand.isEmpty() || !Characters.isNamePart(operand.charAt(operand.length() - 1));
        if (!starts || !Characters.isNameStart(text.charAt(i))) {
            return "";
        }
        int end = i;
        while (end < text.length() && Characters.isNamePart(text.charAt(end))) {
            end++;
        }
        String word = text.substring(i, end).toUpperCase(Locale.ROOT);
        boolean in = word.equals("IN") && !minOperator;
        return WORDS.contains(word) && !in ? word : "";
    }

    private void flush(StringBuilder operand) {
        String text = operand.toString().strip();
        if (!text.isEmpty()) {
            lexemes.add(new Lexeme(Characters.unmask(text), false));
        }
        operand.setLength(0);
    }

    private boolean isOperator(String... texts) {
        return next < lexemes.size()
                && lexemes.get(next).operator
                && List.of(texts).contains(lexemes.get(next).text);
    }

    private String whole() {
        String value = disjunction();
        if (next < lexemes.size()) {
            throw new MacroFailure(MacroMessage.BAD_EXPRESSION, source);
        }
        return value;
    }

    private String disjunction() {
        String left = conjunction();
        while (isOperator("|", "!", "OR")) {
            next++;
            String right = conjunction();
            left = truth(isTrue(left) | isTrue(right));
        }
        return left;
    }

    private String conjunction() {
        String left = comparison();
        while (isOperator("&", "AND")) {
            next++;
            String right = comparison();
            left = truth(isTrue(left) & isTrue(right));
        }
        return left;
    }

    private boolean isTrue(String value) {
        if (floating) {
            double number = number(value);
            return number != 0 && !Double.isNaN(number);
        }
        return integer(value).signum() != 0;
    }

    private static String truth(boolean value) {
        return value ? "1" : "0";
    }

    private String comparison() {
        String left = sum();
        while (next < lexemes.size()
                && lexemes.get(next).operator
                && COMPARISONS.contains(lexemes.get(next).text)
                && (minOperator || !lexemes.get(next).text.equals("#"))) {
            String operator = lexemes.get(next++).text;
            String right = operator.equals("IN") && isOperator("(") ? list() : sum();
            left = truth(
                    operator.equals("IN") || operator.equals("#")
                            ? List.of(right.split("\\s+")).contains(left)
                            : holds(operator, compare(left, right)));
        }
        return left;
    }

    private String list() {
        next++;
        StringBuilder items = new StringBuilder();
        while (next < lexemes.size() && !isOperator(")")) {
            items.append(lexemes.get(next++).text.replace(',', ' ')).append(' ');
        }
        next++;
        return items.toString();
    }

    private static boolean holds(String operator, int comparison) {
        return switch (operator) {
            case "=", "EQ" -> comparison == 0;
            case "<", "LT" -> comparison < 0;
            case "<=", "LE" -> comparison <= 0;
            case ">", "GT" -> comparison > 0;
            case ">=", "GE" -> comparison >= 0;
            default -> comparison != 0;
        };
    }

    private int compare(String left, String right) {
        if (isInteger(left) && isInteger(right)) {
            return new BigInteger(plain(left)).compareTo(new BigInteger(plain(right)));
        }
        if (floating && isNumber(left) && isNumber(right)) {
            return Double.compare(number(left), number(right));
        }
        return left.compareTo(right);
    }

    private String sum() {
        String left = product();
        while (isOperator("+", "-")) {
            String operator = lexemes.get(next++).text;
            left = arithmetic(operator, left, product());
        }
        return left;
    }

    private String product() {
        String left = negation();
        while (isOperator("*", "/")) {
            String operator = lexemes.get(next++).text;
            left = arithmetic(operator, left, negation());
        }
        return left;
    }

    private String negation() {
        if (isOperator("NOT", "^", "~", "¬")) {
            next++;
            return truth(!isTrue(negation()));
        }
        return signed();
    }

    private String signed() {
        if (isOperator("-")) {
            next++;
            return arithmetic("-", "0", signed());
        }
        if (isOperator("+")) {
            next++;
            return arithmetic("+", "0", signed());
        }
        return power();
    }

    private String power() {
        String base = operand();
        if (isOperator("**")) {
            next++;
            return arithmetic("**", base, signed());
        }
        return base;
    }

    private String operand() {
        if (isOperator("(")) {
            next++;
            String inside = disjunction();
            if (!isOperator(")")) {
                throw new MacroFailure(MacroMessage.BAD_EXPRESSION, source);
            }
            next++;
            return inside;
        }
        if (next < lexemes.size() && !lexemes.get(next).operator) {
            return lexemes.get(next++).text;
        }
        // an empty side of a comparison: %if &x= %then
        return "";
    }

    private String arithmetic(String operator, String left, String right) {
        if (floating) {
            double a = number(left);
            double b = number(right);
            double value =
                    switch (operator) {
                        case "+" -> a + b;
                        case "-" -> a - b;
                        case "*" -> a * b;
                        case "/" -> b == 0 ? Double.NaN : a / b;
                        default -> Math.pow(a, b);
                    };
            return print(value);
        }
        BigInteger a = integer(left);
        BigInteger b = integer(right);
        return switch (operator) {
            case "+" -> a.add(b).toString();
            case "-" -> a.subtract(b).toString();
            case "*" -> a.multiply(b).toString();
            case "/" -> {
                if (b.signum() == 0) {
                    throw new MacroFailure(MacroMessage.DIVISION_BY_ZERO, source);
                }
                yield a.divide(b).toString();
            }
            default -> wholePower(a, b);
        };
    }

    private String wholePower(BigInteger base, BigInteger exponent) {
        if (exponent.signum() < 0) {
            return base.equals(BigInteger.ONE) ? "1" : "0";
        }
        if (exponent.bitLength() > 16) {
            throw new MacroFailure(MacroMessage.BAD_EXPRESSION, source);
        }
        return base.pow(exponent.intValue()).toString();
    }

    private static boolean isInteger(String text) {
        return text.matches("[+-]?\\d+");
    }

    private static String plain(String integer) {
        return integer.startsWith("+") ? integer.substring(1) : integer;
    }

    private BigInteger integer(String text) {
        if (isInteger(text)) {
            return new BigInteger(plain(text));
        }
        if (text.matches("\\d[0-9A-Fa-f]*[xX]")) {
            return new BigInteger(text.substring(0, text.length() - 1), 16);
        }
        throw new MacroFailure(MacroMessage.CHARACTER_OPERAND, source);
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    }

    private double number(String text) {
        if (text.equals(".")) {
            return Double.NaN;
        }
        if (isNumber(text)) {
            return Double.parseDouble(text);
        }
        return DateLiterals.value(text).orElseThrow(() -> new MacroFailure(MacroMessage.CHARACTER_OPERAND, source));
    }

    /** As many digits as 16 columns hold, without trailing zeros; missing prints a period. */
    static String print(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return ".";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        double size = Math.abs(value);
        if (size >= 1e15 || size < 1e-5) {
            BigDecimal rounded = new BigDecimal(value).round(new java.math.MathContext(11, RoundingMode.HALF_UP));
            String digits = rounded.unscaledValue().abs().toString().replaceFirst("0+$", "");
            int exponent = rounded.precision() - rounded.scale() - 1;
            String mantissa = digits.length() > 1 ? digits.charAt(0) + "." + digits.substring(1) : digits;
            return (value < 0 ? "-" : "") + mantissa + "E" + exponent;
        }
        int before = Long.toString((long) size).length() + (value < 0 ? 1 : 0);
        BigDecimal rounded = new BigDecimal(value).setScale(16 - before - 1, RoundingMode.HALF_UP);
        return rounded.stripTrailingZeros().toPlainString();
    }
}
