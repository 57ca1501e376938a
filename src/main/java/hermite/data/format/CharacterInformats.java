package hermite.data.format;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Informats of text: $, $F, $CHAR, $VARYING, $UPCASE, $QUOTE, $HEX, $ASCII. */
final class CharacterInformats {
    int defaultWidth(String name) {
        return switch (name) {
            case "$", "$F", "$CHAR", "$ASCII" -> 8;
            case "$VARYING", "$UPCASE", "$QUOTE" -> 8;
            case "$HEX" -> 2;
            default -> 0;
        };
    }

    /** The text; {@code $w.} drops leading blanks and takes a lone full stop as blank. Empty for malformed $HEX. */
    String read(String name, String field) {
        return switch (name) {
            case "$CHAR", "$ASCII", "$VARYING" -> field;
            case "$UPCASE" -> field.toUpperCase(Locale.ROOT);
            case "$QUOTE" -> unquoted(field.strip());
            case "$HEX" -> fromHex(field.strip());
            default -> field.strip().equals(".") ? "" : field.stripLeading();
        };
    }

    private static String unquoted(String text) {
        if (text.length() >= 2) {
            char quote = text.charAt(0);
            if ((quote == '"' || quote == '\'') && text.charAt(text.length() - 1) == quote) {
                String doubled = String.valueOf(quote).repeat(2);
                return text.substring(1, text.length() - 1).replace(doubled, String.valueOf(quote));
            }
        }
        return text;
    }

    private static String fromHex(String text) {
        byte[] bytes = new byte[text.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(text.charAt(2 * i), 16);
            int low = Character.digit(text.charAt(2 * i + 1), 16);
            if (high < 0 || low < 0) {
                return "";
            }
            bytes[i] = (byte) (high * 16 + low);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
