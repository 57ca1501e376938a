package hermite.data.engine;

import hermite.data.Library;
import hermite.data.Table;
import hermite.data.engine.file.FileFailure;
import hermite.data.engine.xport.XportMember;
import hermite.data.engine.xport.XportReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder as a library. A member is one of the files NAME.hdata, NAME.sas7bdat, NAME.xpt, NAME.csv, the first of them
 * that is there; letters' case does not matter. Members are written as NAME.hdata, in lower case. The folder is looked
 * at anew with every call.
 */
public final class DirectoryLibrary implements Library {
    private static final List<String> SUFFIXES = List.of(NativeLayout.SUFFIX, ".sas7bdat", ".xpt", ".csv");

    private final Path directory;

    /** @param directory an existing folder */
    public DirectoryLibrary(Path directory) {
        this.directory = directory;
    }

    @Override
    public String engine() {
        return "V9";
    }

    @Override
    public String physicalName() {
        return directory.toString();
    }

    @Override
    public boolean isReadOnly() {
        return !Files.isWritable(directory);
    }

    /** {@inheritDoc} Empty when the folder cannot be listed. */
    @Override
    public List<String> members() {
        try {
            return List.copyOf(files().keySet());
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public boolean contains(String member) {
        return members().contains(key(member));
    }

    @Override
    public Optional<Table> read(String member) throws IOException {
        List<Path> candidates = files().get(key(member));
        return candidates == null ? Optional.empty() : Optional.of(readFile(candidates.get(0)));
    }

    private static Table readFile(Path file) throws IOException {
        return switch (SUFFIXES.get(rank(file))) {
            case NativeLayout.SUFFIX -> NativeReader.read(file);
            case ".sas7bdat" -> Sas7bdatReader.read(file);
            case ".xpt" -> onlyMember(file);
            default -> CsvReader.read(file, CsvOptions.forLibraries()).table();
        };
    }

    /** The member with the file's name, else the only one. */
    private static Table onlyMember(Path file) throws IOException {
        List<XportMember> members = XportReader.read(file);
        String name = stem(file);
        for (XportMember member : members) {
            if (member.name().equalsIgnoreCase(name)) {
                return member.table();
            }
        }
        if (members.size() != 1) {
            throw new IOException(file + " holds " + members.size() + " data sets, none of them named "
                    + name.toUpperCase(Locale.ROOT) + ". Assign it with LIBNAME libref XPORT '" + file + "'.");
        }
        return members.get(0).table();
    }

    @Override
    public void write(String member, Table table) throws IOException {
        List<Path> present = files().getOrDefault(key(member), List.of());
        boolean replaces = !present.isEmpty() && rank(present.get(0)) == 0;
        Path file =
                replaces ? present.get(0) : directory.resolve(member.toLowerCase(Locale.ROOT) + NativeLayout.SUFFIX);
        NativeWriter.write(file, StoredPrecision.of(table));
    }

    /** Removes the member's native file; a member that is only there in a foreign format is not ours to remove. */
    @Override
    public boolean delete(String member) throws IOException {
        List<Path> present = files().get(key(member));
        if (present == null) {
            return false;
        }
        if (rank(present.get(0)) != 0) {
            throw new IOException(present.get(0) + " is not deleted: only data sets written here are.");
        }
        Files.delete(present.get(0));
        return true;
    }

    /** Files of each member, the preferred one first. */
    private Map<String, List<Path>> files() throws IOException {
        return FileFailure.explained(directory, this::listed);
    }

    private Map<String, List<Path>> listed() throws IOException {
        Map<String, List<Path>> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (rank(entry) >= 0 && !entry.getFileName().toString().startsWith(".") && Files.isRegularFile(entry)) {
                    files.computeIfAbsent(key(stem(entry)), k -> new ArrayList<>())
                            .add(entry);
                }
            }
        }
        for (List<Path> candidates : files.values()) {
            candidates.sort(
                    java.util.Comparator.comparingInt(DirectoryLibrary::rank).thenComparing(Path::toString));
        }
        return files;
    }

    private static int rank(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        for (int i = 0; i < SUFFIXES.size(); i++) {
            if (name.endsWith(SUFFIXES.get(i))
                    && name.length() > SUFFIXES.get(i).length()) {
                return i;
            }
        }
        return -1;
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIXES.get(rank(file)).length());
    }

    private static String key(String member) {
        return member.toUpperCase(Locale.ROOT);
    }
}
