package hermite.sas.session.library;

import hermite.data.Library;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The librefs of a session. Names ignore case. */
public final class Libraries {
    public static final String WORK = "WORK";

    /**
     * A libref and what it stands for.
     *
     * @param library empty when its place does not exist
     * @param physicalName as the log shows it
     * @param directory where its files are; empty for libraries in memory
     */
    public record Assigned(String libref, Optional<Library> library, String physicalName, Optional<Path> directory) {}

    private final Map<String, Assigned> assigned = new TreeMap<>();

    public Libraries(Library work) {
        assign(new Assigned(WORK, Optional.of(work), work.physicalName(), Optional.empty()));
    }

    public void assign(Assigned library) {
        assigned.put(library.libref(), library);
    }

    /** Removes a libref; false when it was not assigned. WORK stays. */
    public boolean clear(String libref) {
        String name = upper(libref);
        return !name.equals(WORK) && assigned.remove(name) != null;
    }

    public Optional<Assigned> find(String libref) {
        return Optional.ofNullable(assigned.get(upper(libref)));
    }

    /** Librefs in upper case, sorted. */
    public List<String> names() {
        return List.copyOf(assigned.keySet());
    }

    /** The library of a libref that a program uses. Fails when it is not assigned or its place does not exist. */
    public Library require(String libref, Place place) {
        Assigned found = find(libref)
                .orElseThrow(() -> new StepFailure(
                        place, LibraryMessage.NOT_ASSIGNED, upper(libref), Suggestion.of(libref, assigned.keySet())));
        return found.library()
                .orElseThrow(() -> new StepFailure(place, LibraryMessage.USED_BUT_MISSING, upper(libref)));
    }

    private static String upper(String libref) {
        return libref.toUpperCase(Locale.ROOT);
    }
}
