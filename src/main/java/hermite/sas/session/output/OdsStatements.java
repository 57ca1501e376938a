package hermite.sas.session.output;

import hermite.report.destination.Destination;
import hermite.report.destination.GraphFiles;
import hermite.report.destination.listing.ListingDestination;
import hermite.report.style.Style;
import hermite.report.style.Styles;
import hermite.sas.log.Log;
import hermite.sas.log.Suggestion;
import hermite.sas.session.library.FilePaths;
import hermite.sas.session.library.FileReferences;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.GlobalStatement.Ods;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Acts on ODS statements (shared/spec/ods_and_graphics.md, sections 1 and 4). */
public final class OdsStatements {
    /** Destinations that can be opened. */
    private static final Set<String> DESTINATIONS =
            Set.of("LISTING", "HTML", "HTML4", "HTML5", "CSV", "CSVALL", "RTF", "PDF");
    /** Destinations of SAS that are not built yet; closing them is right all the same. */
    private static final Set<String> LATER_DESTINATIONS = Set.of(
            "PS",
            "PCL",
            "PRINTER",
            "EXCEL",
            "POWERPOINT",
            "EPUB",
            "EPUB2",
            "EPUB3",
            "WORD",
            "MARKUP",
            "DOCUMENT",
            "PACKAGE",
            "HTML3",
            "HTMLCSS",
            "WML",
            "XML",
            "CHTML",
            "PHTML",
            "IMODE",
            "LATEX",
            "TAGSETS");

    private static final Set<String> NO_EFFECT =
            Set.of("RESULTS", "NORESULTS", "PATH", "PROCLABEL", "USEGOPT", "NOUSEGOPT", "PREFERENCES", "VERIFY");
    private static final Set<String> LATER = Set.of("TEXT", "LAYOUT", "REGION", "ESCAPECHAR", "SHOW");
    private static final Set<String> FILE_OPTIONS = Set.of("FILE", "BODY");
    private static final Set<String> DESTINATION_OPTIONS_WITHOUT_EFFECT = Set.of(
            "OPTIONS",
            "ENCODING",
            "TITLE",
            "GTITLE",
            "NOGTITLE",
            "GFOOTNOTE",
            "NOGFOOTNOTE",
            "NEWFILE",
            "IMAGE_DPI",
            "DPI",
            "DEVICE",
            "GPATH",
            "BODYTITLE",
            "BOOKMARKGEN",
            "BOOKMARKLIST",
            "COMPRESS",
            "KEYWORDS",
            "NOTOC",
            "STARTPAGE",
            "SUBJECT",
            "UNIFORM",
            "CHARSET",
            "HEADTEXT",
            "METATEXT",
            "RECORD_SEPARATOR",
            "ANCHOR",
            "BASE",
            "TRANTAB",
            "AUTHOR",
            "SASDATE",
            "NOTOC_DATA",
            "KEEPN",
            "NOKEEPN",
            "NO_TOP_MATTER",
            "NO_BOTTOM_MATTER",
            "URL");

    private final OutputRouter router;
    private final DestinationFactory factory;
    private final FilePaths paths;
    private final FileReferences filerefs;
    private final Log log;

    public OdsStatements(
            OutputRouter router, DestinationFactory factory, FilePaths paths, FileReferences filerefs, Log log) {
        this.router = router;
        this.factory = factory;
        this.paths = paths;
        this.filerefs = filerefs;
        this.log = log;
    }

    public void execute(Ods statement) {
        String keyword = upper(statement.keyword());
        if (keyword.startsWith("TAGSETS.")) {
            keyword = "TAGSETS";
        }
        switch (keyword) {
            case "_ALL_" -> all(statement);
            case "SELECT", "EXCLUDE" -> selection(router.overall(), keyword, statement.items(), statement);
            case "OUTPUT" -> output(statement);
            case "TRACE" -> trace(statement);
            case "GRAPHICS" -> graphics(statement);
            case "PROCTITLE", "PTITLE" -> router.procedureTitles(true);
            case "NOPROCTITLE", "NOPTITLE" -> router.procedureTitles(false);
            default -> other(keyword, statement);
        }
    }

    /** ON and OFF, and options that hold for the graphs that follow. */
    private void graphics(Ods statement) {
        if (has(statement, "OFF")) {
            router.graphics(false);
            return;
        }
        router.graphics(true);
        router.graphSettings(new GraphicsOptions(log).apply(statement.items(), router.graphSettings()));
    }

    private void other(String keyword, Ods statement) {
        if (DESTINATIONS.contains(keyword)) {
            destination(keyword, statement);
        } else if (LATER_DESTINATIONS.contains(keyword)) {
            if (!has(statement, "CLOSE")) {
                log.write(statement.place(), OutputMessage.NOT_SUPPORTED, keyword);
            }
        } else if (LATER.contains(keyword)) {
            log.write(statement.place(), OutputMessage.NOT_SUPPORTED, keyword);
        } else if (!NO_EFFECT.contains(keyword)) {
            List<String> known = new ArrayList<>(DESTINATIONS);
            known.addAll(List.of("SELECT", "EXCLUDE", "OUTPUT", "TRACE", "GRAPHICS", "NOPROCTITLE", "PROCTITLE"));
            known.addAll(LATER_DESTINATIONS);
            log.write(statement.place(), OutputMessage.UNKNOWN_KEYWORD, Suggestion.of(keyword, known));
        }
    }

    private void all(Ods statement) {
        if (has(statement, "CLOSE")) {
            router.closeAll();
        } else {
            log.write(statement.place(), OutputMessage.NOT_SUPPORTED, "_ALL_ without CLOSE");
        }
    }

    private void destination(String keyword, Ods statement) {
        String name = keyword.startsWith("HTML") ? "HTML" : keyword.startsWith("CSV") ? "CSV" : keyword;
        List<Ods.Item> items = new ArrayList<>(statement.items());
        String instance = name + identity(items);
        if (has(statement, "CLOSE")) {
            router.close(instance);
            return;
        }
        if (!items.isEmpty() && isSelection(items.get(0))) {
            selection(router.of(instance), upper(items.get(0).name()), items.subList(1, items.size()), statement);
            return;
        }
        if (name.equals("LISTING") && router.isOpen(name)) {
            images(items);
            return;
        }
        Optional<Path> file = Optional.empty();
        Path directory = paths.currentDirectory();
        Style style = name.equals("RTF") || name.equals("PDF") ? Styles.RTF : Styles.HTML_BLUE;
        for (Ods.Item item : items) {
            String option = upper(item.name());
            String value = item.value().orElse("");
            if (option.equals("PATH")) {
                directory = filerefs.find(value).orElseGet(() -> paths.forWriting(value));
            } else if (option.equals("STYLE")) {
                style = style(value, item);
            } else if (!FILE_OPTIONS.contains(option)) {
                unused(option, keyword, item);
            }
        }
        for (Ods.Item item : items) {
            if (FILE_OPTIONS.contains(upper(item.name())) && item.value().isPresent()) {
                file = Optional.of(file(item, directory));
            }
        }
        Optional<Destination> made = factory.make(name, file, directory, style, SheetOptions.of(items));
        made.ifPresentOrElse(
                opened -> router.open(instance, opened),
                () -> log.write(statement.place(), OutputMessage.NOT_SUPPORTED, keyword));
        if (name.equals("LISTING")) {
            images(items.stream()
                    .filter(i -> Set.of("GPATH", "STYLE").contains(upper(i.name())))
                    .toList());
        }
    }

    /** Takes ID=name, or a number in its place, out of the items; {@code (NAME)} tells apart several of a kind. */
    private static String identity(List<Ods.Item> items) {
        for (Ods.Item item : items) {
            boolean number = item.value().isEmpty() && item.name().matches("[0-9]+");
            if (number || upper(item.name()).equals("ID") && item.value().isPresent()) {
                items.remove(item);
                return "(" + upper(number ? item.name() : item.value().get()) + ")";
            }
        }
        return "";
    }

    /** Where and in which style the open listing writes its images. */
    private void images(List<Ods.Item> items) {
        Optional<GraphFiles> files = router.destination("LISTING")
                .filter(ListingDestination.class::isInstance)
                .flatMap(d -> ((ListingDestination) d).graphFiles());
        for (Ods.Item item : items) {
            String value = item.value().orElse("");
            if (upper(item.name()).equals("GPATH")) {
                files.ifPresent(f -> f.directory(filerefs.find(value).orElseGet(() -> paths.forWriting(value))));
            } else if (upper(item.name()).equals("STYLE")) {
                Style style = style(value, item);
                files.ifPresent(f -> f.style(style));
            } else {
                unused(upper(item.name()), "LISTING", item);
            }
        }
    }

    private Path file(Ods.Item item, Path directory) {
        String written = item.value().orElseThrow();
        Optional<Path> fileref = item.quoted() ? Optional.empty() : filerefs.find(written);
        return fileref.orElseGet(() ->
                directory.equals(paths.currentDirectory()) ? paths.forWriting(written) : directory.resolve(written));
    }

    private Style style(String name, Ods.Item item) {
        Styles.Choice choice = Styles.named(name);
        if (choice.match() == Styles.Choice.Match.UNKNOWN) {
            log.write(
                    item.place(),
                    OutputMessage.STYLE_NOT_FOUND,
                    name,
                    choice.style().name(),
                    Suggestion.of(name, Styles.names()));
        } else if (choice.match() == Styles.Choice.Match.MAPPED) {
            log.write(
                    item.place(),
                    OutputMessage.STYLE_MAPPED,
                    name,
                    choice.style().name());
        }
        return choice.style();
    }

    private void unused(String option, String keyword, Ods.Item item) {
        if (DESTINATION_OPTIONS_WITHOUT_EFFECT.contains(option)) {
            return;
        }
        if (Set.of("CONTENTS", "FRAME", "PAGE", "STYLESHEET", "COLUMNS", "TEXT").contains(option)) {
            log.write(item.place(), OutputMessage.OPTION_NOT_SUPPORTED, option + "=", keyword);
            return;
        }
        List<String> known = new ArrayList<>(DESTINATION_OPTIONS_WITHOUT_EFFECT);
        known.addAll(List.of("FILE", "BODY", "PATH", "STYLE", "CLOSE", "SELECT", "EXCLUDE"));
        log.write(item.place(), OutputMessage.OPTION_UNKNOWN, Suggestion.of(option, known));
    }

    private static boolean isSelection(Ods.Item item) {
        return item.value().isEmpty() && Set.of("SELECT", "EXCLUDE").contains(upper(item.name()));
    }

    private void selection(Selection list, String keyword, List<Ods.Item> items, Ods statement) {
        Map<String, Place> names = new LinkedHashMap<>();
        boolean persist = false;
        for (Ods.Item item : items) {
            String name = upper(item.name());
            if (name.equals("PERSIST") || name.equals("(PERSIST)")) {
                persist = true;
            } else {
                names.put(item.name(), item.place());
            }
        }
        String only = names.size() == 1 ? upper(names.keySet().iterator().next()) : "";
        boolean select = keyword.equals("SELECT");
        if (only.equals("ALL")) {
            if (select) {
                list.all();
            } else {
                list.none();
            }
        } else if (only.equals("NONE")) {
            if (select) {
                list.none();
            } else {
                list.all();
            }
        } else if (select) {
            list.select(names, persist);
        } else {
            list.exclude(names, persist);
        }
    }

    private void output(Ods statement) {
        if (has(statement, "CLOSE")) {
            router.dropRequests();
            return;
        }
        boolean persist = statement.items().stream()
                .anyMatch(i -> upper(i.name()).equals("PERSIST") && i.dataSet().isEmpty());
        for (Ods.Item item : statement.items()) {
            if (upper(item.name()).equals("PERSIST") && item.dataSet().isEmpty()) {
                continue;
            }
            Optional<DataSetReference> target =
                    item.dataSet().or(() -> item.value().map(OdsStatements::reference));
            if (target.isPresent()) {
                router.request(item.name(), item.place(), target.get(), persist);
            } else {
                log.write(item.place(), OutputMessage.NO_DATA_SET, item.name());
            }
        }
    }

    private static DataSetReference reference(String name) {
        int dot = name.indexOf('.');
        return DataSetReference.of(dot < 0 ? "" : name.substring(0, dot), name.substring(dot + 1));
    }

    private void trace(Ods statement) {
        boolean on = !has(statement, "OFF");
        router.trace(on, has(statement, "LABEL"));
    }

    private static boolean has(Ods statement, String word) {
        return statement.items().stream()
                .anyMatch(i -> i.name().equalsIgnoreCase(word) && i.value().isEmpty() && !i.quoted());
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
