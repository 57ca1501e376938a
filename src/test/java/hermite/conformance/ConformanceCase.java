package hermite.conformance;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of conformance/: a program and the figures it must give. */
record ConformanceCase(String name, Path program, List<Figure> figures) {
    static final Path ROOT = Path.of("conformance");

    /**
     * One number.
     *
     * @param row the row meant: {@code Column=value;Column=value}, or {@code #n} for the n-th
     */
    record Figure(String quantity, String dataSet, String row, String column, String expected, Closeness closeness) {}

    static List<ConformanceCase> all() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(p -> p.getFileName().toString().equals("program.sas"))
                    .sorted()
                    .map(ConformanceCase::read)
                    .toList();
        }
    }

    private static ConformanceCase read(Path program) {
        Path folder = program.getParent();
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(folder.resolve("expected.csv"))) {
            List<Figure> figures = lines.stream()
                    .map(r -> new Figure(
                            r.getField("quantity"),
                            r.getField("data set"),
                            r.getField("row"),
                            r.getField("column"),
                            r.getField("expected"),
                            Closeness.parse(r.getField("closeness"))))
                    .toList();
            return new ConformanceCase(ROOT.relativize(folder).toString().replace('\\', '/'), program, figures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
