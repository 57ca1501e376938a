package hermite.sas.session.library;

import hermite.data.Library;
import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.session.output.Causes;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataSetReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Data sets by the names programs give them. */
public final class DataSets {
    private static final String NONE = "_NULL_";

    private final Libraries libraries;
    private final Engines engines;
    private final FilePaths paths;
    private String last = NONE;
    private int unnamed;

    public DataSets(Libraries libraries, Engines engines, FilePaths paths) {
        this.libraries = libraries;
        this.engines = engines;
        this.paths = paths;
    }

    /** Two-level name of the data set created last, {@code _NULL_} when there is none. */
    public String last() {
        return last;
    }

    public void last(String fullName) {
        last = fullName;
    }

    /** The name of an input: {@code _LAST_} and no reference stand for the data set created last. */
    public String inputName(Optional<DataSetReference> reference) {
        if (reference.isEmpty() || isLast(reference.get())) {
            if (last.equals(NONE)) {
                throw new StepFailure(
                        reference.map(DataSetReference::place).orElse(Place.UNKNOWN), LibraryMessage.NO_LAST);
            }
            return last;
        }
        return name(reference.get());
    }

    /** Two-level name in upper case. {@code _DATA_} becomes the next free DATAn, {@code _LAST_} the last created. */
    public String outputName(DataSetReference reference) {
        if (reference.libref().isEmpty() && reference.member().equalsIgnoreCase("_DATA_")) {
            Library work = libraries.require(Libraries.WORK, reference.place());
            String name;
            do {
                name = "DATA" + ++unnamed;
            } while (work.contains(name));
            return Libraries.WORK + "." + name;
        }
        return isLast(reference) ? last : name(reference);
    }

    private static boolean isLast(DataSetReference reference) {
        return reference.libref().isEmpty() && reference.member().equalsIgnoreCase("_LAST_");
    }

    private String name(DataSetReference reference) {
        if (reference.path().isPresent()) {
            String path = reference.path().get();
            return isPath(path) ? path : "./" + path;
        }
        String libref = reference.libref().isEmpty() ? Libraries.WORK : reference.libref();
        libraries.require(libref, reference.place());
        return (libref + "." + reference.member()).toUpperCase(Locale.ROOT);
    }

    public boolean exists(String fullName) {
        Place nowhere = Place.UNKNOWN;
        Located located = locate(fullName, nowhere);
        return located.library.contains(located.member);
    }

    /** The rows as they are stored. Fails when there is no such data set or it cannot be read. */
    public Table read(String fullName, Place place) {
        Located located = locate(fullName, place);
        try {
            return located.library
                    .read(located.member)
                    .orElseThrow(() -> new StepFailure(
                            place,
                            LibraryMessage.FILE_NOT_FOUND,
                            isPath(fullName) ? fullName : fullName + ".DATA",
                            Suggestion.of(located.member, located.library.members())));
        } catch (IOException e) {
            throw new StepFailure(place, LibraryMessage.CANNOT_READ, fullName, Causes.of(e));
        }
    }

    /** Stores the rows and makes them the data set created last. */
    public void write(String fullName, Table table, Place place) {
        Located located = locate(fullName, place);
        if (located.library.isReadOnly()) {
            throw new StepFailure(place, LibraryMessage.READ_ONLY, fullName);
        }
        try {
            located.library.write(located.member, table);
        } catch (IOException e) {
            throw new StepFailure(place, LibraryMessage.CANNOT_WRITE, fullName, Causes.of(e));
        }
        last = fullName;
    }

    private record Located(Library library, String member) {}

    /** A name in quotes is a file: the member of its directory. */
    private Located locate(String fullName, Place place) {
        if (!isPath(fullName)) {
            int dot = fullName.indexOf('.');
            return new Located(libraries.require(fullName.substring(0, dot), place), fullName.substring(dot + 1));
        }
        Path file = paths.file(fullName).path().toAbsolutePath();
        String name = file.getFileName().toString();
        String member = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        try {
            return new Located(engines.directory(file.getParent()), member.toUpperCase(Locale.ROOT));
        } catch (IOException e) {
            throw new StepFailure(place, LibraryMessage.CANNOT_READ, fullName, Causes.of(e));
        }
    }

    private static boolean isPath(String fullName) {
        int dot = fullName.indexOf('.');
        return dot < 1 || !Names.isValid(fullName.substring(0, dot)) || !Names.isValid(fullName.substring(dot + 1));
    }
}
