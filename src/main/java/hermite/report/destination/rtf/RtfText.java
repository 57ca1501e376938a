package hermite.report.destination.rtf;

import hermite.report.destination.Sheet;
import hermite.report.style.TableStyle;

/** Text, fonts and colors of an RTF file. */
final class RtfText {
    private static final int TWIPS_PER_POINT = 20;

    /** One inch, in points. */
    private static final double MARGIN = 72;

    /** Places in the color table. */
    static final int HEADING_FILL = 1;

    static final int HEADING_RULE = 2;
    static final int DATA_RULE = 3;
    static final int TITLE_TEXT = 4;

    private static final int LAST_ASCII = 126;

    private RtfText() {}

    /** Width of the text on a sheet, in twips. */
    static int textWidth(Sheet sheet) {
        return twips(sheet.withUsualMargin(MARGIN).textWidth());
    }

    private static int twips(double points) {
        return (int) Math.round(points * TWIPS_PER_POINT);
    }

    /** The sheet of the sections that follow. */
    static String section(Sheet sheet) {
        Sheet paper = sheet.withUsualMargin(MARGIN);
        return (paper.isLying() ? "\\lndscpsxn" : "") + "\\pgwsxn" + twips(paper.width()) + "\\pghsxn"
                + twips(paper.height()) + "\\marglsxn" + twips(paper.left()) + "\\margrsxn" + twips(paper.right())
                + "\\margtsxn" + twips(paper.top()) + "\\margbsxn" + twips(paper.bottom());
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
