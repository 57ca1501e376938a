package hermite.sas.session.library;

import hermite.sas.log.Log;
import hermite.sas.session.output.Causes;
import hermite.sas.syntax.ast.GlobalStatement.Filename;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The filerefs of a session, and the FILENAME statement. Names ignore case. */
public final class FileReferences {
    private static final Set<String> REFUSED = Set.of("PIPE", "EMAIL", "FTP", "SFTP", "SOCKET");
    private static final Set<String> LATER = Set.of("URL", "ZIP", "CATALOG", "CLIPBOARD", "DUMMY", "HADOOP", "WEBDAV");
    private static final Set<String> NO_EFFECT = Set.of("LRECL", "RECFM", "TERMSTR", "ENCODING", "BLKSIZE");

    private final Map<String, Path> assigned = new TreeMap<>();
    private final List<Path> temporary = new ArrayList<>();
    private final FilePaths paths;
    private final Log log;

    public FileReferences(FilePaths paths, Log log) {
        this.paths = paths;
        this.log = log;
    }

    public Optional<Path> find(String fileref) {
        return Optional.ofNullable(assigned.get(fileref.toUpperCase(Locale.ROOT)));
    }

    /** Filerefs in upper case, sorted. */
    public List<String> names() {
        return List.copyOf(assigned.keySet());
    }

    /** @return whether the statement did what it says: SYSFILRC */
    public boolean execute(Filename statement) {
        String fileref = statement.fileref().toUpperCase(Locale.ROOT);
        String action = statement.action().toUpperCase(Locale.ROOT);
        if (action.equals("CLEAR")) {
            return clear(fileref, statement);
        }
        if (action.equals("LIST")) {
            return list(fileref, statement);
        }
        if (fileref.length() > 8 || !Names.isValid(fileref)) {
            log.write(statement.place(), LibraryMessage.FILEREF_INVALID, statement.fileref());
            return false;
        }
        return assign(fileref, statement);
    }

    private boolean assign(String fileref, Filename statement) {
        String device = statement.device().toUpperCase(Locale.ROOT);
        if (REFUSED.contains(device)) {
            log.write(statement.place(), LibraryMessage.DEVICE_REFUSED, device);
            return false;
        }
        if (LATER.contains(device) || statement.paths().size() > 1) {
            log.write(
                    statement.place(),
                    LibraryMessage.DEVICE_NOT_SUPPORTED,
                    device.isEmpty() ? "of several files" : device);
            return false;
        }
        statement.options().keySet().stream()
                .filter(o -> !NO_EFFECT.contains(o.toUpperCase(Locale.ROOT)))
                .forEach(o -> log.write(statement.place(), LibraryMessage.FILENAME_OPTION, o));
        if (device.equals("TEMP")) {
            return assignTemporary(fileref, statement);
        }
        if (statement.paths().isEmpty()) {
            log.write(statement.place(), LibraryMessage.DEVICE_NOT_SUPPORTED, device.isEmpty() ? "of no file" : device);
            return false;
        }
        assigned.put(fileref, paths.file(statement.paths().get(0)).path());
        return true;
    }

    private boolean assignTemporary(String fileref, Filename statement) {
        try {
            Path file = Files.createTempFile("hermite", ".tmp");
            temporary.add(file);
            assigned.put(fileref, file);
            return true;
        } catch (IOException e) {
            log.write(statement.place(), LibraryMessage.CANNOT_WRITE, fileref, Causes.of(e));
            return false;
        }
    }

    private boolean clear(String fileref, Filename statement) {
        List<String> names = fileref.equals("_ALL_") ? names() : List.of(fileref);
        boolean all = true;
        for (String name : names) {
            if (assigned.remove(name) != null) {
                log.write(LibraryMessage.FILEREF_CLEARED, name);
            } else {
                log.write(statement.place(), LibraryMessage.FILEREF_MISSING, name);
                all = false;
            }
        }
        return all;
    }

    private boolean list(String fileref, Filename statement) {
        List<String> names = fileref.equals("_ALL_") ? names() : List.of(fileref);
        for (String name : names) {
            Optional<Path> path = find(name);
            if (path.isEmpty()) {
                log.write(statement.place(), LibraryMessage.FILEREF_MISSING, name);
                return false;
            }
            log.write(LibraryMessage.FILEREF_LISTED, name, path.get());
        }
        return true;
    }

    /** Removes the files of FILENAME TEMP. */
    public void close() {
        for (Path file : temporary) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                System.getLogger("hermite.session").log(System.Logger.Level.DEBUG, "temporary file stays: " + file, e);
            }
        }
        temporary.clear();
    }
}
