package hermite.report.destination.rtf;

import hermite.report.style.TableStyle;

/** Text, fonts and colors of an RTF file. */
final class RtfText {
    /** Width of the text on a page of US letter with margins of one inch, in twips. */
    private static final int TEXT_WIDTH = 9360;

    private static final int LANDSCAPE_TEXT_WIDTH = 12960;

    /** Places in the color table. */
    static final int HEADING_FILL = 1;

    static final int HEADING_RULE = 2;
    static final int DATA_RULE = 3;
    static final int TITLE_TEXT = 4;

    private static final int LAST_ASCII = 126;

    private RtfText() {}

    static int textWidth(boolean landscape) {
        return landscape ? LANDSCAPE_TEXT_WIDTH : TEXT_WIDTH;
    }

    static String documentStart(TableStyle look) {
        String font = look.fontFamily().startsWith("'Times") ? "\\froman Times New Roman" : "\\fswiss Arial";
        return "{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0" + font + ";}}\n"
                + "{\\colortbl;" + color(look.heading()) + color(look.headingRule()) + color(look.dataRule())
                + color(look.titleText()) + "}\n"
                + "\\paperw12240\\paperh15840\\margl1440\\margr1440\\margt1440\\margb1440\\headery720\\footery720\n";
    }

    private static String color(String hex) {
        return "\\red" + Integer.parseInt(hex.substring(1, 3), 16)
                + "\\green" + Integer.parseInt(hex.substring(3, 5), 16)
                + "\\blue" + Integer.parseInt(hex.substring(5, 7), 16) + ";";
    }

    /** Text without meaning to RTF: braces and backslashes escaped, other than ASCII as {@code \\uN?}. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || c == '{' || c == '}') {
                safe.append('\\').append(c);
            } else if (c == '\n') {
                safe.append("\\line ");
            } else if (c == '\t') {
                safe.append("\\tab ");
            } else if (c >= ' ' && c <= LAST_ASCII) {
                safe.append(c);
            } else if (c > LAST_ASCII) {
                safe.append("\\u").append((int) (short) c).append('?');
            }
        }
        return safe.toString();
    }
}
