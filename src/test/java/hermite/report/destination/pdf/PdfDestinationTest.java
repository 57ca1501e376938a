package hermite.report.destination.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputGraph;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.report.destination.MockTables;
import hermite.report.destination.Notice;
import hermite.report.destination.Page;
import hermite.report.destination.Sheet;
import hermite.report.graph.SampleGraphs;
import hermite.report.style.Styles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are read back with PDFBox's text extraction. */
class PdfDestinationTest {
    @TempDir
    Path directory;

    private static Page page(String procedure, boolean landscape) {
        return new Page(
                List.of("Marginal Models", "Été β ≥ 2"),
                List.of("Foot"),
                procedure,
                "",
                Page.Settings.batch(LocalDateTime.of(2023, 3, 8, 15, 11))
                        .withSheet(landscape ? Sheet.LETTER.lying() : Sheet.LETTER));
    }

    private Path write(PdfDestination.Options options, boolean landscape, OutputTable... tables) throws IOException {
        Path file = directory.resolve("out.pdf");
        Files.deleteIfExists(file);
        PdfDestination pdf = new PdfDestination(file, Styles.JOURNAL, options);
        assertThat(pdf.open())
                .containsExactly(
                        Notice.note("Writing ODS PDF output to DISK destination \"out.pdf\", printer \"PDF\"."));
        for (OutputTable table : tables) {
            pdf.begin(page("The GENMOD Procedure", landscape));
            pdf.accept(table);
        }
        assertThat(file).doesNotExist();
        assertThat(pdf.close()).hasSize(1);
        assertThat(pdf.close()).isEmpty();
        return file;
    }

    private static String text(PDDocument document, int sheet) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        stripper.setStartPage(sheet);
        stripper.setEndPage(sheet);
        return stripper.getText(document);
    }

    private static OutputTable wide(int columns, int rows) {
        List<OutputColumn> all = new ArrayList<>(List.of(OutputColumn.rowHeader("Parm", "Parameter")));
        IntStream.range(0, columns)
                .forEach(c -> all.add(OutputColumn.number("V" + c, "Heading" + c, NumberFormats.F12_4)));
        List<List<Cell>> cells = IntStream.range(0, rows)
                .mapToObj(r -> {
                    List<Cell> row = new ArrayList<>(List.of(Cell.of("row" + r)));
                    IntStream.range(0, columns).forEach(c -> row.add(Cell.of(1000.0 * c + r)));
                    return row;
                })
                .toList();
        return OutputTable.of("Wide", "A Wide Table", Layout.COLUMNS, all, cells);
    }

    @Test
    void holdsTitlesTablesAndFootnotesInOrder() throws IOException {
        Path file = write(PdfDestination.Options.USUAL, false, MockTables.geeEstimates());
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            List<String> lines = text(document, 1).lines().map(String::strip).toList();
            assertThat(lines.get(0)).isEqualTo("15:11 Wednesday, March 8, 2023   1");
            assertThat(lines).containsSubsequence("Marginal Models", "Été β ≥ 2", "The GENMOD Procedure", "Foot");
            assertThat(lines.get(lines.size() - 1)).isEqualTo("Foot");
            for (String title : MockTables.geeEstimates().titles()) {
                assertThat(lines).contains(title);
            }
        }
    }

    @Test
    void columnsThatDoNotFitGoOnBelowWithTheRowHeaders() throws IOException {
        Path file = write(PdfDestination.Options.USUAL, false, wide(20, 3));
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            String text = text(document, 1);
            assertThat(text.split("row1 ", -1).length - 1).isBetween(2, 4);
            assertThat(text).contains("Heading0", "Heading19", "19002.0000");
        }
    }

    @Test
    void longTablesRepeatTheirHeadings() throws IOException {
        Path file = write(PdfDestination.Options.USUAL, false, wide(2, 120));
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(3);
            int rows = 0;
            for (int sheet = 1; sheet <= 3; sheet++) {
                String text = text(document, sheet);
                assertThat(text).contains("Parameter", "Heading1", "Marginal Models", "Foot", "2023   " + sheet);
                rows += text.split("row\\d", -1).length - 1;
            }
            assertThat(rows).isEqualTo(120);
        }
    }

    @Test
    void sheetsLieOnTheirLongSide() throws IOException {
        Path file = write(PdfDestination.Options.USUAL, true, wide(2, 1));
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(792);
        }
    }

    @Test
    void bookmarksNameProceduresAndTables() throws IOException {
        try (PDDocument document = Loader.loadPDF(write(PdfDestination.Options.USUAL, false, wide(1, 1), wide(1, 1))
                .toFile())) {
            List<String> titles = new ArrayList<>();
            for (PDOutlineItem item :
                    document.getDocumentCatalog().getDocumentOutline().children()) {
                titles.add(item.getTitle());
                item.children().forEach(child -> titles.add("- " + child.getTitle()));
            }
            assertThat(titles)
                    .containsExactly(
                            "The GENMOD Procedure", "- A Wide Table", "The GENMOD Procedure", "- A Wide Table");
        }
        PdfDestination.Options joined = new PdfDestination.Options(false, false);
        try (PDDocument document =
                Loader.loadPDF(write(joined, false, wide(1, 1), wide(1, 1)).toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getDocumentCatalog().getDocumentOutline()).isNull();
        }
    }

    @Test
    void theSameOutputGivesTheSameBytes() throws IOException {
        byte[] first = Files.readAllBytes(write(PdfDestination.Options.USUAL, false, wide(3, 3)));
        byte[] second = Files.readAllBytes(write(PdfDestination.Options.USUAL, false, wide(3, 3)));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void graphsAreLinesAndText() throws IOException {
        Path file = directory.resolve("graph.pdf");
        PdfDestination pdf = new PdfDestination(file, Styles.HTML_BLUE, PdfDestination.Options.USUAL);
        pdf.begin(page("", false));
        pdf.accept(new OutputGraph("SGPlot", "", SampleGraphs.predicted()));
        pdf.close();
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            String axis = SampleGraphs.predicted().xAxis().label();
            assertThat(text(document, 1)).contains(axis);
            assertThat(document.getPage(0).getResources().getXObjectNames()).isEmpty();
        }
    }

    @Test
    void aRunThatBreaksOffLeavesThePreviousFile() throws IOException {
        Path file = write(PdfDestination.Options.USUAL, false, wide(1, 1));
        byte[] before = Files.readAllBytes(file);
        PdfDestination broken = new PdfDestination(file, Styles.JOURNAL, PdfDestination.Options.USUAL);
        broken.begin(page("", false));
        broken.accept(wide(2, 2));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void lettersTheFontLacksBecomeQuestionMarks() throws IOException {
        OutputTable table = OutputTable.of(
                "T", "", Layout.COLUMNS, List.of(OutputColumn.text("a", "Value")), List.of(List.of(Cell.of("σ² 日 x"))));
        try (PDDocument document =
                Loader.loadPDF(write(PdfDestination.Options.USUAL, false, table).toFile())) {
            assertThat(text(document, 1)).contains("σ² ? x");
        }
    }
}
