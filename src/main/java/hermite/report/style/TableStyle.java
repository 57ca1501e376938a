package hermite.report.style;

/**
 * How pages and tables look in HTML and RTF. Colours are {@code #rrggbb}.
 *
 * @param fontFamily CSS font list
 * @param page background of the page
 * @param text colour of data
 * @param titleText colour of titles and headings
 * @param heading background of headings and row headers
 * @param data background of data cells
 * @param headingRule colour of lines around headings
 * @param dataRule colour of lines around data
 * @param rules which lines are drawn
 */
public record TableStyle(
        String fontFamily,
        String page,
        String text,
        String titleText,
        String heading,
        String data,
        String headingRule,
        String dataRule,
        Rules rules) {

    /** Which lines a table has. */
    public enum Rules {
        /** Around every cell. */
        CELLS,
        /** Above the table, under its headings, and below it. */
        TOP_AND_BOTTOM
    }
}
