package hermite.report.destination;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import hermite.report.OutputGraph;
import hermite.report.graph.SampleGraphs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvDestinationTest {
    @TempDir
    Path directory;

    @Test
    void writesTablesThatACsvReaderReadsBack() throws Exception {
        Path file = directory.resolve("out.csv");
        CsvDestination csv = new CsvDestination(file);
        csv.open();
        csv.begin(new Page(List.of("T"), List.of(), "", "", Page.Settings.batch(LocalDateTime.of(2023, 3, 8, 15, 11))));
        csv.accept(MockTables.geeEstimates());
        csv.accept(MockTables.columns("Q", "", List.of(MockTables.number("a", "say \"a\", b")), "1,234"));
        assertThat(csv.accept(new OutputGraph("SGPlot", "", SampleGraphs.predicted())))
                .hasSize(1);
        csv.close();

        List<List<String>> records;
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().allowMissingFields(true).ofCsvRecord(file)) {
            records = reader.stream().map(CsvRecord::getFields).toList();
        }
        assertThat(records.get(0))
                .containsExactly(
                        "Parameter",
                        "",
                        "Estimate",
                        "Standard Error",
                        "95% Confidence Limits",
                        "95% Confidence Limits",
                        "Z",
                        "Pr > |Z|");
        assertThat(records.get(1)).startsWith("Intercept", "", "-2.2000").endsWith("<.0001");
        assertThat(records).endsWith(List.of("say \"a\", b"), List.of("1,234"));
        assertThat(Files.readString(file)).contains("\"Intercept\",\"\",-2.2000,0.1800");
    }
}
