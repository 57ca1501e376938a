package hermite.report.destination;

import hermite.data.format.calendar.DateNames;
import hermite.report.OutputGraph;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands around the output of a step.
 *
 * @param titles TITLE1… in force, blank lines included
 * @param footnotes FOOTNOTE1… in force
 * @param procedureTitle for example {@code The GENMOD Procedure}; empty for none (ODS NOPROCTITLE, PRINT, SGPLOT)
 * @param byLine for example {@code trt=1}; empty for none
 * @param settings line size and the like, as OPTIONS stand now
 */
public record Page(
        List<String> titles, List<String> footnotes, String procedureTitle, String byLine, Settings settings) {

    /** Title of pages whose program has none; graphs leave it out. */
    private static final String DEFAULT_TITLE = "The SAS System";

    public Page {
        titles = List.copyOf(titles);
        footnotes = List.copyOf(footnotes);
    }

    /**
     * A graph as it stands on this page: without a procedure title and titles of its own it carries the page's titles,
     * BY line and footnotes.
     */
    public OutputGraph titled(OutputGraph graph) {
        if (!procedureTitle.isEmpty() || !graph.graph().titles().isEmpty()) {
            return graph;
        }
        List<String> lines = new ArrayList<>(titles.equals(List.of(DEFAULT_TITLE)) ? List.of() : titles);
        if (!byLine.isEmpty()) {
            lines.add(byLine);
        }
        return new OutputGraph(graph.name(), graph.label(), graph.graph().withTitles(lines, footnotes));
    }

    /**
     * System options that shape pages.
     *
     * @param lineSize columns of a listing line, 64–256
     * @param pageSize lines of a listing page; {@link Integer#MAX_VALUE} for no paging
     * @param center whether output is centred
     * @param showDate whether the page header shows date and time
     * @param showNumber whether it shows the page number
     * @param pageNumber number for the next page when the user has just set PAGENO=, otherwise 0
     * @param date session start, as the header shows it
     * @param sheet the paper, as it lies
     * @param missing what a missing value prints as
     */
    public record Settings(
            int lineSize,
            int pageSize,
            boolean center,
            boolean showDate,
            boolean showNumber,
            int pageNumber,
            LocalDateTime date,
            Sheet sheet,
            char missing) {

        /** As SAS starts in batch on Unix: lines of 132, pages of 60 lines, centred, dated and numbered. */
        public static Settings batch(LocalDateTime date) {
            return new Settings(132, 60, true, true, true, 0, date, Sheet.LETTER, '.');
        }

        /** The date in the header of a page: {@code 14:05 Friday, November 27, 2026}. */
        public String dateText() {
            LocalDate day = date.toLocalDate();
            String minute = (date.getMinute() < 10 ? "0" : "") + date.getMinute();
            return (date.getHour() < 10 ? "0" : "") + date.getHour() + ":" + minute + " " + DateNames.weekday(day)
                    + ", " + DateNames.month(day) + " " + day.getDayOfMonth() + ", " + day.getYear();
        }

        public Settings withLineSize(int columns) {
            return new Settings(columns, pageSize, center, showDate, showNumber, pageNumber, date, sheet, missing);
        }

        public Settings withPageSize(int lines) {
            return new Settings(lineSize, lines, center, showDate, showNumber, pageNumber, date, sheet, missing);
        }

        public Settings withSheet(Sheet paper) {
            return new Settings(lineSize, pageSize, center, showDate, showNumber, pageNumber, date, paper, missing);
        }

        public Settings withCenter(boolean centred) {
            return new Settings(lineSize, pageSize, centred, showDate, showNumber, pageNumber, date, sheet, missing);
        }
    }
}
