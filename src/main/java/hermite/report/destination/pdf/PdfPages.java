package hermite.report.destination.pdf;

import hermite.data.engine.file.AtomicFile;
import hermite.report.graph.Scene;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** A PDF file of scenes alone, a page each, as large as the scene with a pixel a point. */
public final class PdfPages {
    private PdfPages() {}

    public static void write(Path file, List<Scene> scenes) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PdfFont font = new PdfFont(document);
            for (Scene scene : scenes) {
                PDPage page = new PDPage(new PDRectangle(scene.width(), scene.height()));
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    PdfGraph.draw(scene, content, font);
                }
            }
            AtomicFile.write(file, document::save);
        }
    }
}
