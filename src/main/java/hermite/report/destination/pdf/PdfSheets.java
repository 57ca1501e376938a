package hermite.report.destination.pdf;

import hermite.report.OutputColumn.Align;
import hermite.report.destination.Page;
import hermite.report.destination.Sheet;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/**
 * The sheets of a file, filled from top to bottom: titles at the head of each, footnotes at its foot, date and number
 * at the upper right. Lengths are points, heights are measured from the upper edge.
 */
final class PdfSheets {
    private static final double MARGIN = 54;
    private static final double TITLE_SIZE = 11;
    private static final double STAMP_SIZE = 8;
    private final PDDocument document;
    private final PdfFont font;
    private PDPage sheet;
    private PDPageContentStream content;
    private Page page;
    private int number;
    private double top;
    private double bottom;

    PdfSheets(PDDocument document, PdfFont font) {
        this.document = document;
        this.font = font;
    }

    private Sheet paper() {
        return page.settings().sheet().withUsualMargin(MARGIN);
    }

    double left() {
        return paper().left();
    }

    double width() {
        return paper().textWidth();
    }

    double room() {
        return bottom - top;
    }

    /** Height of an empty sheet's text. */
    double wholeRoom() {
        return paper().height()
                - paper().top()
                - paper().bottom()
                - titleHeight(page.titles())
                - titleHeight(page.footnotes());
    }

    double top() {
        return top;
    }

    PDPage sheet() {
        return sheet;
    }

    PDPageContentStream content() {
        return content;
    }

    boolean isEmpty() {
        return sheet == null;
    }

    /** The titles of what follows; on a new sheet, or under a line of room on the same one. */
    void begin(Page newPage, boolean newSheet) throws IOException {
        boolean sameTitles = page != null
                && page.titles().equals(newPage.titles())
                && page.footnotes().equals(newPage.footnotes());
        page = newPage;
        if (page.settings().pageNumber() > 0) {
            number = page.settings().pageNumber() - 1;
        }
        if (newSheet || !sameTitles || sheet == null) {
            startSheet();
        }
    }

    void startSheet() throws IOException {
        finish();
        sheet = new PDPage(new PDRectangle((float) paper().width(), (float) paper().height()));
        document.addPage(sheet);
        content = new PDPageContentStream(document, sheet);
        number++;
        top = paper().top();
        stamp();
        for (String title : page.titles()) {
            line(title, TITLE_SIZE, true, Align.CENTER, "#000000");
        }
        if (!page.titles().isEmpty()) {
            skip(TITLE_SIZE / 2);
        }
        double afterTitles = top;
        bottom = paper().height() - paper().bottom();
        top = bottom - page.footnotes().size() * TITLE_SIZE * PdfFont.LINE;
        bottom -= titleHeight(page.footnotes());
        for (String footnote : page.footnotes()) {
            line(footnote, TITLE_SIZE, true, Align.CENTER, "#000000");
        }
        top = afterTitles;
    }

    private static double titleHeight(List<String> lines) {
        return lines.isEmpty() ? 0 : lines.size() * TITLE_SIZE * PdfFont.LINE + TITLE_SIZE / 2;
    }

    private void stamp() throws IOException {
        Page.Settings settings = page.settings();
        String date = settings.showDate() ? settings.dateText() : "";
        String count = settings.showNumber() ? (date.isEmpty() ? "" : "   ") + number : "";
        if (!(date + count).isEmpty()) {
            double right = left() + width();
            text(
                    date + count,
                    right - font.width(date + count, STAMP_SIZE),
                    paper().top() - STAMP_SIZE,
                    STAMP_SIZE,
                    false,
                    "#000000");
        }
    }

    void skip(double height) {
        top += height;
    }

    /** Goes to a new sheet when this one has no room for the height. */
    void need(double height) throws IOException {
        if (room() < height && height <= wholeRoom()) {
            startSheet();
        }
    }

    /** Lines of running text, wrapped at the sheet's width. */
    void paragraph(String words, double size, boolean bold, Align align, String color) throws IOException {
        for (String each : font.wrap(words, size, width())) {
            need(size * PdfFont.LINE);
            line(each, size, bold, align, color);
        }
    }

    private void line(String words, double size, boolean bold, Align align, String color) throws IOException {
        double spare = width() - font.width(words, size, bold);
        double indent = align == Align.CENTER ? spare / 2 : align == Align.RIGHT ? spare : 0;
        text(words, left() + Math.max(0, indent), top + PdfFont.ASCENT * size, size, bold, color);
        top += size * PdfFont.LINE;
    }

    /** @param base height of the base line */
    void text(String words, double x, double base, double size, boolean bold, String color) throws IOException {
        String safe = font.printable(words);
        if (safe.isBlank()) {
            return;
        }
        content.beginText();
        PdfColor.fill(content, color);
        if (bold) {
            PdfColor.stroke(content, color);
            content.setLineWidth((float) (PdfFont.BOLD_STROKE * size));
        }
        content.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        content.setCharacterSpacing((float) PdfFont.spacing(size, bold));
        content.setFont(font.font(), (float) size);
        content.newLineAtOffset((float) x, (float) up(base));
        content.showText(safe);
        content.endText();
    }

    void fill(double x, double y, double width, double height, String color) throws IOException {
        PdfColor.fill(content, color);
        content.addRect((float) x, (float) up(y + height), (float) width, (float) height);
        content.fill();
    }

    void rule(double x1, double y1, double x2, double y2, double width, String color) throws IOException {
        PdfColor.stroke(content, color);
        content.setLineWidth((float) width);
        content.moveTo((float) x1, (float) up(y1));
        content.lineTo((float) x2, (float) up(y2));
        content.stroke();
    }

    /** PDF measures from the lower edge. */
    double up(double fromTop) {
        return sheet.getMediaBox().getHeight() - fromTop;
    }

    void finish() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
    }
}
