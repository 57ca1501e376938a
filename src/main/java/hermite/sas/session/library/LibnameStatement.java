package hermite.sas.session.library;

import hermite.data.Library;
import hermite.sas.log.Log;
import hermite.sas.log.Suggestion;
import hermite.sas.session.SystemOptions;
import hermite.sas.session.output.Causes;
import hermite.sas.syntax.ast.GlobalStatement.Libname;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Acts on LIBNAME statements (shared/spec/log.md, section 4). */
public final class LibnameStatement {
    private static final Set<String> DIRECTORY_ENGINES = Set.of("", "BASE", "V9", "V8", "V7", "V6", "CSV");
    private static final Set<String> TRANSPORT_ENGINES = Set.of("XPORT", "V9XPORT", "XPORT8");
    private static final Set<String> LATER_ENGINES = Set.of(
            "XLSX",
            "EXCEL",
            "PCFILES",
            "SPDE",
            "SPSS",
            "XML",
            "XMLV2",
            "JSON",
            "ORACLE",
            "ODBC",
            "SQLITE",
            "PARQUET",
            "META",
            "CAS",
            "JMP",
            "ACCESS",
            "POSTGRES",
            "MYSQL",
            "TERADATA",
            "HADOOP");
    private static final Set<String> NO_EFFECT_OPTIONS =
            Set.of("ACCESS", "COMPRESS", "FILELOCK", "INENCODING", "OUTENCODING", "OUTREP", "REPEMPTY", "SHARE");

    private final Libraries libraries;
    private final Engines engines;
    private final FilePaths paths;
    private final SystemOptions options;
    private final Log log;

    public LibnameStatement(Libraries libraries, Engines engines, FilePaths paths, SystemOptions options, Log log) {
        this.libraries = libraries;
        this.engines = engines;
        this.paths = paths;
        this.options = options;
        this.log = log;
    }

    /** @return whether the statement did what it says: SYSLIBRC */
    public boolean execute(Libname statement) {
        String libref = statement.libref().toUpperCase(Locale.ROOT);
        switch (statement.action().toUpperCase(Locale.ROOT)) {
            case "CLEAR":
                return clear(libref, statement);
            case "LIST":
                return list(libref, statement);
            default:
                return isValid(libref, statement) && assign(libref, statement);
        }
    }

    private boolean clear(String libref, Libname statement) {
        if (libref.equals("_ALL_")) {
            for (String name : libraries.names()) {
                if (libraries.clear(name)) {
                    log.write(LibraryMessage.CLEARED, name);
                }
            }
            return true;
        }
        if (libraries.clear(libref)) {
            log.write(LibraryMessage.CLEARED, libref);
            return true;
        }
        log.write(
                statement.place(),
                libref.equals(Libraries.WORK) ? LibraryMessage.RESERVED_LIBREF : LibraryMessage.NOTHING_TO_CLEAR,
                libref);
        return false;
    }

    private boolean list(String libref, Libname statement) {
        List<String> names = libref.equals("_ALL_") ? libraries.names() : List.of(libref);
        for (String name : names) {
            Optional<Libraries.Assigned> found = libraries.find(name);
            if (found.isEmpty()) {
                log.write(statement.place(), LibraryMessage.NOT_ASSIGNED, name, Suggestion.of(name, libraries.names()));
                return false;
            }
            String engine = found.get().library().map(Library::engine).orElse("none");
            log.write(LibraryMessage.LISTED, name, engine, found.get().physicalName());
        }
        return true;
    }

    private boolean isValid(String libref, Libname statement) {
        if (libref.length() > 8) {
            log.write(statement.place(), LibraryMessage.LONG_LIBREF, statement.libref());
        } else if (!Names.isValid(libref)) {
            log.write(statement.place(), LibraryMessage.INVALID_LIBREF, statement.libref());
        } else if (libref.equals(Libraries.WORK)) {
            log.write(statement.place(), LibraryMessage.RESERVED_LIBREF, libref);
        } else if (statement.paths().isEmpty()) {
            log.write(statement.place(), LibraryMessage.NO_PATH, libref);
        } else {
            return true;
        }
        return false;
    }

    private boolean assign(String libref, Libname statement) {
        String engine = statement.engine().toUpperCase(Locale.ROOT);
        if (!DIRECTORY_ENGINES.contains(engine) && !TRANSPORT_ENGINES.contains(engine)) {
            if (LATER_ENGINES.contains(engine)) {
                log.write(statement.place(), LibraryMessage.ENGINE_NOT_SUPPORTED, engine);
            } else {
                List<String> known = new ArrayList<>(DIRECTORY_ENGINES);
                known.addAll(TRANSPORT_ENGINES);
                log.write(statement.place(), LibraryMessage.ENGINE_UNKNOWN, engine, Suggestion.of(engine, known));
            }
            return false;
        }
        statement.options().keySet().stream()
                .filter(o -> !NO_EFFECT_OPTIONS.contains(o.toUpperCase(Locale.ROOT)))
                .forEach(o -> log.write(statement.place(), LibraryMessage.OPTION_IGNORED, o));
        try {
            List<Opened> opened = new ArrayList<>();
            for (String path : statement.paths()) {
                open(libref, engine, path, statement).ifPresent(opened::add);
            }
            String written = String.join(", ", statement.paths());
            if (opened.size() < statement.paths().size()) {
                libraries.assign(new Libraries.Assigned(libref, Optional.empty(), written, Optional.empty()));
                log.write(LibraryMessage.DOES_NOT_EXIST, libref);
                return false;
            }
            announce(libref, opened);
            return true;
        } catch (IOException e) {
            log.write(statement.place(), LibraryMessage.CANNOT_OPEN, libref, Causes.of(e));
            return false;
        }
    }

    /**
     * One place of the statement, opened.
     *
     * @param shown its physical name in the log
     * @param remark a further note about where it was found; empty for none
     */
    private record Opened(Library library, String shown, Optional<Path> directory, Optional<Object[]> remark) {}

    private void announce(String libref, List<Opened> opened) {
        Library library = opened.size() == 1
                ? opened.get(0).library
                : new CombinedLibrary(opened.stream().map(Opened::library).toList());
        String shown = opened.stream().map(Opened::shown).collect(Collectors.joining(", "));
        libraries.assign(new Libraries.Assigned(libref, Optional.of(library), shown, opened.get(0).directory));
        log.write(LibraryMessage.ASSIGNED, libref, library.engine(), shown);
        for (Opened one : opened) {
            one.remark.ifPresent(arguments ->
                    log.write(arguments.length == 3 ? LibraryMessage.ELSEWHERE : LibraryMessage.MAPPED, arguments));
        }
    }

    private Optional<Opened> open(String libref, String engine, String written, Libname statement) throws IOException {
        Optional<Libraries.Assigned> other = libraries.find(written);
        if (other.isPresent() && Names.isValid(written) && statement.paths().size() > 1) {
            return other.get()
                    .library()
                    .map(library -> new Opened(
                            library, other.get().physicalName(), other.get().directory(), Optional.empty()));
        }
        if (TRANSPORT_ENGINES.contains(engine)) {
            FilePaths.Found file = paths.file(written);
            return Files.exists(file.path()) || file.how() == FilePaths.How.DIRECT
                    ? Optional.of(opened(written, file, engines.transport(file.path())))
                    : Optional.empty();
        }
        Optional<FilePaths.Found> found = paths.directory(written);
        if (found.isPresent() && Files.isRegularFile(found.get().path())) {
            return Optional.of(
                    opened(written, found.get(), engines.transport(found.get().path())));
        }
        if (found.isPresent() && Files.isDirectory(found.get().path())) {
            return Optional.of(
                    opened(written, found.get(), engines.directory(found.get().path())));
        }
        if (FilePaths.isForeign(written)) {
            return elsewhere(libref, written);
        }
        return options.isOn("DLCREATEDIR") ? Optional.of(created(libref, written)) : Optional.empty();
    }

    private static Opened opened(String written, FilePaths.Found found, Library library) {
        Path path = found.path().toAbsolutePath().normalize();
        Path directory = Files.isDirectory(path) ? path : path.getParent();
        return found.how() == FilePaths.How.DIRECT
                ? new Opened(library, path.toString(), Optional.of(directory), Optional.empty())
                : new Opened(library, written, Optional.of(directory), Optional.of(new Object[] {written, path}));
    }

    private Opened created(String libref, String written) throws IOException {
        Path directory = paths.forWriting(written);
        Files.createDirectory(directory);
        log.write(LibraryMessage.CREATED, libref);
        return opened(written, new FilePaths.Found(directory, FilePaths.How.DIRECT), engines.directory(directory));
    }

    /** The program's folder and its {@code data}: where people keep the data sets that come with a program. */
    private Optional<Opened> elsewhere(String libref, String written) throws IOException {
        List<Library> folders = new ArrayList<>();
        for (Path folder : paths.standIns()) {
            folders.add(engines.directory(folder));
        }
        if (folders.isEmpty()) {
            return Optional.empty();
        }
        String shown = paths.standIns().stream()
                .map(folder -> folder.toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(", "));
        Library library = folders.size() == 1 ? folders.get(0) : new CombinedLibrary(folders);
        return Optional.of(new Opened(
                library, written, Optional.of(paths.standIns().get(0)), Optional.of(new Object[] {written, libref, shown
                })));
    }
}
