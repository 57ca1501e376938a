package hermite.report.destination.listing;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.report.destination.MockTables;
import hermite.report.destination.Page;
import hermite.report.destination.Sheet;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected pages: the mock listings of shared/spec/output_layout.md, sections 10.1 and 10.2, and its section 1. */
class ListingDestinationTest {
    private static final Page.Settings SETTINGS = Page.Settings.batch(LocalDateTime.of(2023, 3, 8, 15, 11))
            .withLineSize(112)
            .withPageSize(60);

    private static Page page(Page.Settings settings, String procedure, String... titles) {
        return new Page(List.of(titles), List.of(), procedure, "", settings);
    }

    private static String listing(Page page, List<OutputTable> tables) throws IOException {
        StringWriter text = new StringWriter();
        ListingDestination listing = new ListingDestination(text);
        listing.begin(page);
        for (OutputTable table : tables) {
            assertThat(listing.accept(table)).isEmpty();
        }
        listing.close();
        return text.toString();
    }

    private static String resource(String name) throws IOException {
        try (var in = ListingDestinationTest.class.getResourceAsStream("/hermite/report/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void laysOutGenmodAsTheMockListing() throws IOException {
        Page page = page(SETTINGS, "The GENMOD Procedure", "Marginal Models", "Clinical Trial of Contracepting Women");

        assertThat(listing(page, MockTables.genmod())).isEqualTo(resource("genmod_mock.lst"));
    }

    @Test
    void laysOutGlimmixAsTheMockListing() throws IOException {
        Page.Settings settings = new Page.Settings(
                112, Integer.MAX_VALUE, true, true, true, 5, LocalDateTime.of(2023, 3, 8, 15, 11), Sheet.LETTER, '.');
        Page page = page(settings, "The GLIMMIX Procedure", "Generalized Linear Mixed Effects Models");

        assertThat(listing(page, MockTables.glimmix())).isEqualTo(resource("glimmix_mock.lst"));
    }

    @Test
    void startsInColumnOneWithNocenter() throws IOException {
        Page page = page(SETTINGS.withCenter(false), "The GENMOD Procedure", "Marginal Models");

        List<String> lines =
                listing(page, List.of(MockTables.genmod().get(0))).lines().toList();

        assertThat(lines.get(0)).startsWith("Marginal Models   ").endsWith("15:11 Wednesday, March 8, 2023   1");
        assertThat(lines.subList(2, 7))
                .containsExactly(
                        "The GENMOD Procedure", "", "Model Information", "", "Data Set              WORK.AMENORRHEA");
    }

    @Test
    void wrapsColumnsThatDoNotFitIntoBlocksWithTheRowHeadersRepeated() throws IOException {
        Page page = page(SETTINGS.withLineSize(64).withCenter(false), "");

        List<String> lines =
                listing(page, List.of(MockTables.geeEstimates())).lines().toList();

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(64));
        assertThat(lines)
                .contains("Intercept      -2.2000    0.1800   -2.5528  -1.8472  -12.22")
                .contains("Parameter     Pr > |Z|")
                .contains("time*trt   1    0.0020");
    }

    @Test
    void wrapsLongTextUnderItself() throws IOException {
        OutputTable table = MockTables.columns(
                "ClassLevels",
                "",
                List.of(
                        OutputColumn.rowHeader("Class", "Class"),
                        OutputColumn.text("Values", "Values").withWrap(12, 2)),
                "id|1 2 3 4 5 6 7 8 9 10 11 12 13 14 15");

        assertThat(listing(page(SETTINGS.withCenter(false), ""), List.of(table)))
                .endsWith("Class    Values\n\nid       1 2 3 4 5 6\n         7 8 9 10 ...\n");
    }

    @Test
    void dividesALongTableOverPagesAndRepeatsTitleAndHeading() throws IOException {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            rows.add(List.of(Cell.of("row" + i)));
        }
        OutputTable table =
                OutputTable.of("T", "Long", Layout.COLUMNS, List.of(OutputColumn.rowHeader("Name", "Name")), rows);
        Page page = new Page(
                List.of("One"),
                List.of("Foot"),
                "The TEST Procedure",
                "trt=1",
                SETTINGS.withPageSize(30).withCenter(false));

        String[] pages = listing(page, List.of(table)).split("\f");

        // 30 lines less 6 of header (title, procedure, BY line, each with a blank) and 2 of footnote leave 22; the
        // heading takes 4 of them.
        assertThat(pages).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(pages[i].lines().toList().subList(2, 11))
                    .containsExactly(
                            "The TEST Procedure", "", "trt=1", "", "Long", "", "Name", "", "row" + (18 * i + 1));
            assertThat(pages[i]).endsWith("\nFoot\n");
            assertThat(pages[i].lines().count()).isEqualTo(30);
        }
        assertThat(pages[0].lines().toList().get(0)).endsWith("   1");
        assertThat(pages[2].lines().toList().get(0)).endsWith("   3");
    }

    @Test
    void keepsATableWholeByGoingToTheNextPage() throws IOException {
        OutputTable table = MockTables.genmod().get(1);

        String[] pages = listing(page(SETTINGS.withPageSize(12), ""), List.of(table, table))
                .split("\f");

        assertThat(pages).hasSize(2);
        assertThat(pages[1].lines().skip(2).findFirst().orElseThrow()).contains("Number of Observations Read    4604");
    }

    @Test
    void hangsNotesUnderTheTable() throws IOException {
        OutputTable table = MockTables.genmod().get(1);
        OutputTable noted = new OutputTable(
                table.name(),
                "",
                List.of(),
                table.layout(),
                table.columns(),
                table.rows(),
                List.of("Under full-rank parameterizations, Type 3 effect tests are replaced by joint tests."));

        assertThat(listing(page(SETTINGS.withLineSize(64).withCenter(false), ""), List.of(noted)))
                .endsWith("""
                        Missing Values                  988


                        NOTE: Under full-rank parameterizations, Type 3 effect tests are
                              replaced by joint tests.
                        """);
    }

    @Test
    void printsMissingValuesAsTheSystemOptionSays() throws IOException {
        Page.Settings settings = new Page.Settings(
                64, Integer.MAX_VALUE, false, false, false, 0, LocalDateTime.of(2023, 3, 8, 15, 11), Sheet.LETTER, '-');
        OutputTable table = OutputTable.of(
                "T",
                "",
                Layout.COLUMNS,
                List.of(MockTables.number("a", "a"), MockTables.number("b", "b")),
                List.of(List.of(Cell.missing(), Cell.of(hermite.data.Missing.of('B')))));

        assertThat(listing(page(settings, ""), List.of(table))).isEqualTo("a    b\n\n-    B\n");
    }
}
