package hermite.sas.session.output;

import hermite.report.destination.CsvDestination;
import hermite.report.destination.Destination;
import hermite.report.destination.html.HtmlDestination;
import hermite.report.destination.pdf.PdfDestination;
import hermite.report.destination.rtf.RtfDestination;
import hermite.report.style.Style;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the destinations that ODS statements open. */
public final class DestinationFactory {
    private final Supplier<Destination> listing;
    private final Set<Path> used = new HashSet<>();

    /** @param listing makes the listing anew when it was closed and is opened again */
    public DestinationFactory(Supplier<Destination> listing) {
        this.listing = listing;
    }

    /**
     * A destination by its ODS name.
     *
     * @param file the file asked for; empty for the destination's own name
     * @param sheets what the statement says of pages, for RTF and PDF
     */
    Optional<Destination> make(String name, Optional<Path> file, Path directory, Style style, SheetOptions sheets) {
        return switch (name) {
            case "LISTING" -> Optional.of(listing.get());
            case "HTML", "HTML5", "HTML4" ->
                Optional.of(new HtmlDestination(file.orElseGet(() -> free(directory, "sashtml", ".htm")), style));
            case "CSV", "CSVALL" ->
                Optional.of(new CsvDestination(file.orElseGet(() -> free(directory, "sascsv", ".csv"))));
            case "RTF" ->
                Optional.of(new RtfDestination(
                        file.orElseGet(() -> free(directory, "sasrtf", ".rtf")),
                        style,
                        new RtfDestination.Options(sheets.bodyTitle(), sheets.startPage())));
            case "PDF" ->
                Optional.of(new PdfDestination(
                        file.orElseGet(() -> free(directory, "sasprt", ".pdf")),
                        style,
                        new PdfDestination.Options(sheets.startPage(), sheets.bookmarks())));
            default -> Optional.empty();
        };
    }

    /** {@code sashtml.htm}, then {@code sashtml1.htm}: names count up within a session. */
    private Path free(Path directory, String stem, String suffix) {
        Path path = directory.resolve(stem + suffix);
        for (int i = 1; used.contains(path); i++) {
            path = directory.resolve(stem + i + suffix);
        }
        used.add(path);
        return path;
    }
}
