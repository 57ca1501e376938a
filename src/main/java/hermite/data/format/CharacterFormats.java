package hermite.data.format;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Formats of text: $, $F, $CHAR, $VARYING, $UPCASE, $QUOTE, $HEX, $BINARY, $OCTAL, $ASCII, $REVERS, $REVERJ, $MSGCASE, $BASE64X. */
final class CharacterFormats {
    /** Columns when no width is given and the text does not decide; 0 when the name is unknown. */
    int defaultWidth(String name) {
        return switch (name) {
            case "$", "$F", "$CHAR", "$ASCII", "$REVERS", "$REVERJ", "$BASE64X" -> 1;
            case "$HEX" -> 4;
            case "$VARYING", "$UPCASE", "$QUOTE", "$BINARY", "$MSGCASE" -> 8;
            case "$OCTAL" -> 1;
            default -> 0;
        };
    }

    /** @param width 0 for as wide as the text needs */
    String write(String name, String value, int width) {
        String text =
                switch (name) {
                    case "$UPCASE", "$MSGCASE" -> value.toUpperCase(Locale.ROOT);
                    case "$QUOTE" -> quoted(value);
                    case "$HEX" -> digits(value, 16, 2);
                    case "$OCTAL" -> digits(value, 8, 3);
                    case "$BINARY" -> digits(value, 2, 8);
                    case "$REVERS" ->
                        new StringBuilder(padded(value, width))
                                .reverse()
                                .toString()
                                .stripLeading();
                    case "$REVERJ" ->
                        new StringBuilder(padded(value, width)).reverse().toString();
                    case "$BASE64X" -> Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
                    default -> value;
                };
        if (width == 0) {
            return text;
        }
        return text.length() > width ? text.substring(0, width) : NumberText.left(text, width);
    }

    private static String padded(String value, int width) {
        return value.length() > width && width > 0 ? value.substring(0, width) : NumberText.left(value, width);
    }

    private static String quoted(String value) {
        return '"' + value.stripTrailing().replace("\"", "\"\"") + '"';
    }

    private static String digits(String value, int radix, int perByte) {
        StringBuilder text = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            String number = Integer.toString(b & 0xFF, radix);
            text.append("0".repeat(perByte - number.length())).append(number);
        }
        return text.toString().toUpperCase(Locale.ROOT);
    }
}
