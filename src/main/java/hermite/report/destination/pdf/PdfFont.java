package hermite.report.destination.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The font of a file: Liberation Sans, as wide as Arial and Helvetica, embedded, so that a file looks alike everywhere
 * and has Greek letters and signs of mathematics. It comes with PDFBox.
 */
final class PdfFont {
    private static final String RESOURCE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    /** Distance of base lines, and height above them, in parts of the size. */
    static final double LINE = 1.2;

    static final double ASCENT = 0.9;
    /** Bold letters are the regular ones with a stroke around them, set a little apart. In parts of the size. */
    static final double BOLD_STROKE = 0.025;

    private static final double BOLD_SPACING = 0.025;
    private static final String REPLACEMENT = "?";

    private final PDType0Font font;
    private final Map<Integer, Double> widths = new HashMap<>();

    PdfFont(PDDocument document) throws IOException {
        try (InputStream in = PDDocument.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("PDFBox lacks its font " + RESOURCE);
            }
            font = PDType0Font.load(document, in, true);
        }
    }

    PDType0Font font() {
        return font;
    }

    /** The text with a question mark for each character that the font does not have. */
    String printable(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean space = Character.isWhitespace(c) || c == '\u00a0';
            safe.append(space ? " " : has(c) ? Character.toString(c) : REPLACEMENT);
        });
        return safe.toString();
    }

    private boolean has(int codePoint) {
        return !Double.isNaN(width(codePoint));
    }

    static double spacing(double size, boolean bold) {
        return bold ? BOLD_SPACING * size : 0;
    }

    double width(String text, double size, boolean bold) {
        return width(text, size) + text.codePointCount(0, text.length()) * spacing(size, bold);
    }

    /** Width in points at a size in points. */
    double width(String text, double size) {
        return printable(text).codePoints().mapToDouble(this::width).sum() * size;
    }

    private double width(int codePoint) {
        return widths.computeIfAbsent(codePoint, c -> {
            try {
                return font.getStringWidth(Character.toString(c)) / 1000.0;
            } catch (IllegalArgumentException e) {
                return Double.NaN; // no such glyph
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The text in lines of a width, broken at blanks; a word that is longer is broken where the line ends. */
    List<String> wrap(String text, double size, double width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split("(?<= )")) {
                if (!line.isEmpty() && width((line + word).stripTrailing(), size) > width) {
                    lines.add(line.toString().stripTrailing());
                    line.setLength(0);
                }
                line.append(word);
                while (width(line.toString().stripTrailing(), size) > width && line.length() > 1) {
                    int fit = line.length() - 1;
                    while (fit > 1 && width(line.substring(0, fit), size) > width) {
                        fit--;
                    }
                    lines.add(line.substring(0, fit));
                    line.delete(0, fit);
                }
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
