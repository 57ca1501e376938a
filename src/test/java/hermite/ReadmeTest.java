package hermite;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.sas.proc.Procedure;
import hermite.sas.session.Session;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.SupportPage;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keeps the README true: its support table and conformance/support.md are the option tables' own pages, its listing is
 * what the first program prints, its first program runs. {@code mvn -Dreadme.update=true test -Dtest=ReadmeTest} writes
 * them anew.
 */
class ReadmeTest {
    private static final Path README = Path.of("README.md");
    private static final Path OPTIONS = Path.of("conformance", "support.md");
    private static final boolean UPDATE = Boolean.getBoolean("readme.update");

    @TempDir
    Path directory;

    @Test
    void listsWhatTheOptionTablesSupport() throws IOException {
        List<ProcedureSpec> procedures = ServiceLoader.load(Procedure.class).stream()
                .map(p -> p.get().spec())
                .toList();
        keep(README, "support", SupportPage.procedures(procedures).strip());
        keep(OPTIONS, "options", SupportPage.options(procedures).strip());
    }

    @Test
    void showsWhatTheFirstProgramPrints() throws IOException {
        StringWriter listing = new StringWriter();
        List<String> log = run(Path.of("scripts", "longitudinal.sas"), listing);
        assertThat(log).noneMatch(line -> line.startsWith("ERROR"));
        keep(README, "listing", "```text\n" + excerpt(listing.toString()) + "\n```");
    }

    @Test
    void givesAFirstProgramThatRuns() throws IOException {
        String text = Files.readString(README);
        int begin = text.indexOf("```sas\n") + 7;
        Path program =
                Files.writeString(directory.resolve("first.sas"), text.substring(begin, text.indexOf("```", begin)));
        StringWriter listing = new StringWriter();
        List<String> log = run(program, listing);
        assertThat(log).noneMatch(line -> line.startsWith("ERROR") || line.startsWith("WARNING"));
        assertThat(listing.toString()).contains("Analysis Of GEE Parameter Estimates");
    }

    private List<String> run(Path program, StringWriter listing) throws IOException {
        List<String> log = new ArrayList<>();
        try (Session session = Session.builder()
                .log(log::add)
                .listing(listing)
                .currentDirectory(directory)
                .programDirectory(program.toAbsolutePath().getParent())
                .build()) {
            session.submit(program);
        }
        return log;
    }

    /** The estimates of both models, without the page around them, moved to the left. */
    private static String excerpt(String listing) {
        return table(listing, "Analysis Of GEE Parameter Estimates") + "\n\n\n"
                + table(listing, "Odds Ratio Estimates");
    }

    private static String table(String listing, String title) {
        List<String> lines = new ArrayList<>();
        int blanks = 0;
        for (String line : listing.substring(listing.indexOf(title)).lines().toList()) {
            blanks = line.isBlank() ? blanks + 1 : 0;
            if (blanks == 2 || line.indexOf('\f') >= 0) {
                break;
            }
            lines.add(line);
        }
        String first = listing.substring(listing.lastIndexOf('\n', listing.indexOf(title)) + 1);
        lines.set(0, first.substring(0, first.indexOf('\n')));
        while (lines.get(lines.size() - 1).isBlank()) {
            lines.remove(lines.size() - 1);
        }
        int margin = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return String.join(
                "\n",
                lines.stream()
                        .map(line ->
                                line.isBlank() ? "" : line.substring(margin).stripTrailing())
                        .toList());
    }

    private static void keep(Path page, String part, String content) throws IOException {
        String text = Files.readString(page);
        String begin = "<!-- " + part + ": begin -->\n";
        String end = "<!-- " + part + ": end -->";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        if (UPDATE) {
            Files.writeString(page, text.substring(0, from) + content + "\n" + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to).strip())
                .as("part '%s' of %s; write it anew with -Dreadme.update=true", part, page)
                .isEqualTo(content);
    }
}
