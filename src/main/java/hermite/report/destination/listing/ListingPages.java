package hermite.report.destination.listing;

import hermite.report.destination.Page;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * The pages of a listing: header and footer lines, page numbers, form feeds, and the decision where a page ends.
 * A table that does not fit the rest of a page starts a new one; one longer than a page is divided between rows and
 * its title and headings are repeated.
 */
final class ListingPages {
    private static final int NUMBER_WIDTH = 4;

    /** A table longer than a page begins on a page where so many lines follow its heading. */
    private static final int LEAST_ROWS = 5;

    private final Writer out;
    private Page pending;
    private Page current;
    private int line;
    private int number;
    private int top;
    private boolean fresh;
    private boolean anyPage;
    private boolean closed;

    ListingPages(Writer out) {
        this.out = out;
    }

    int number() {
        return number;
    }

    /** The next text opens a page of this kind. */
    void begin(Page page) {
        pending = page;
    }

    /** Lines that stay together, after some blank lines unless they are first on the page. */
    void paragraph(int blanksBefore, List<String> lines) throws IOException {
        table(blanksBefore, List.of(), List.of(lines));
    }

    /** Heading lines and rows; the heading is repeated where the rows go on over the page. */
    void table(int blanksBefore, List<String> head, List<List<String>> rows) throws IOException {
        openPending();
        int height = head.size() + rows.stream().mapToInt(List::size).sum();
        int needed = height <= fullRoom() ? height : head.size() + LEAST_ROWS;
        if (!fresh && blanksBefore + needed > room()) {
            newPage();
        }
        if (!fresh) {
            blank(blanksBefore);
        }
        writeAll(head);
        for (List<String> row : rows) {
            boolean whole = row.size() <= fullRoom() - head.size();
            if (whole && row.size() > room()) {
                breakTable(head);
            }
            for (String text : row) {
                if (room() < 1) {
                    breakTable(head);
                }
                write(text);
            }
        }
        fresh = false;
    }

    /** Goes on overleaf, unless the page holds nothing but the heading: then it is too short for any row. */
    private void breakTable(List<String> head) throws IOException {
        if (line > top + head.size()) {
            newPage();
            writeAll(head);
        }
    }

    private void openPending() throws IOException {
        if (pending != null) {
            Page next = pending;
            pending = null;
            finishPage();
            current = next;
            if (current.settings().pageNumber() > 0) {
                number = current.settings().pageNumber() - 1;
            }
            startPage();
        }
    }

    private void newPage() throws IOException {
        finishPage();
        startPage();
    }

    /** Lines of an empty page under its header. */
    private int fullRoom() {
        int size = current.settings().pageSize();
        return size == Integer.MAX_VALUE ? size : size - footerLines() - top;
    }

    /** Lines left on the page, the footnotes' room taken off. */
    private int room() {
        int size = current.settings().pageSize();
        return size == Integer.MAX_VALUE ? size : size - footerLines() - line;
    }

    private int footerLines() {
        return current.footnotes().isEmpty() ? 0 : current.footnotes().size() + 1;
    }

    private void startPage() throws IOException {
        number++;
        if (anyPage) {
            out.write('\f');
        }
        anyPage = true;
        line = 0;
        if (current.settings().showNumber()
                || current.settings().showDate()
                || !current.titles().isEmpty()) {
            List<String> titles = current.titles();
            write(firstLine(titles.isEmpty() ? "" : titles.get(0)));
            for (int i = 1; i < titles.size(); i++) {
                write(centred(titles.get(i), current.settings()));
            }
            blank(1);
        }
        if (!current.procedureTitle().isEmpty()) {
            write(centred(current.procedureTitle(), current.settings()));
            blank(1);
        }
        if (!current.byLine().isEmpty()) {
            write(centred(current.byLine(), current.settings()));
            blank(1);
        }
        top = line;
        fresh = true;
    }

    private void finishPage() throws IOException {
        if (current != null && !current.footnotes().isEmpty()) {
            int size = current.settings().pageSize();
            boolean endless = size == Integer.MAX_VALUE;
            blank(endless ? 2 : Math.max(1, size - current.footnotes().size() - line));
            for (String footnote : current.footnotes()) {
                write(centred(footnote, current.settings()));
            }
        }
    }

    /** TITLE1 in the middle, date and page number at the right end. */
    private String firstLine(String title) {
        Page.Settings settings = current.settings();
        StringBuilder right = new StringBuilder();
        if (settings.showDate()) {
            right.append(settings.dateText());
        }
        if (settings.showNumber()) {
            String text = String.valueOf(number);
            right.append(" ".repeat(Math.max(1, NUMBER_WIDTH - text.length()))).append(text);
        }
        int lineSize = settings.lineSize();
        String centred = centred(title, settings);
        int free = lineSize - right.length();
        if (right.isEmpty() || free <= title.length()) {
            return centred;
        }
        if (centred.length() >= free) {
            centred = " ".repeat(free - 1 - title.length()) + title;
        }
        return centred + " ".repeat(free - centred.length()) + right;
    }

    static String centred(String text, Page.Settings settings) {
        String cut = text.stripTrailing();
        int free = settings.lineSize() - MonospaceText.length(cut);
        return settings.center() && free > 1 && !cut.isEmpty() ? " ".repeat(free / 2) + cut : cut;
    }

    private void blank(int lines) throws IOException {
        for (int i = 0; i < lines; i++) {
            write("");
        }
    }

    private void writeAll(List<String> lines) throws IOException {
        for (String text : lines) {
            write(text);
        }
    }

    private void write(String text) throws IOException {
        out.write(text.stripTrailing());
        out.write('\n');
        line++;
    }

    void flush() throws IOException {
        out.flush();
    }

    void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        finishPage();
        out.close();
    }
}
