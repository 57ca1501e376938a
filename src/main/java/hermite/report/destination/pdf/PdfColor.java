package hermite.report.destination.pdf;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** Colours {@code #rrggbb} as PDF takes them, without Java's window toolkit. */
final class PdfColor {
    private PdfColor() {}

    static void fill(PDPageContentStream content, String color) throws IOException {
        content.setNonStrokingColor(part(color, 1), part(color, 3), part(color, 5));
    }

    static void stroke(PDPageContentStream content, String color) throws IOException {
        content.setStrokingColor(part(color, 1), part(color, 3), part(color, 5));
    }

    private static float part(String color, int at) {
        return Integer.parseInt(color, at, at + 2, 16) / 255f;
    }
}
