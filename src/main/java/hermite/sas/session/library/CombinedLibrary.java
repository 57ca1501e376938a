package hermite.sas.session.library;

import hermite.data.Library;
import hermite.data.Table;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Several libraries as one: a member is read from the first that has it, and written to the first. */
final class CombinedLibrary implements Library {
    private final List<Library> parts;

    CombinedLibrary(List<Library> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no library to combine");
        }
        this.parts = List.copyOf(parts);
    }

    @Override
    public String engine() {
        return parts.get(0).engine();
    }

    @Override
    public String physicalName() {
        return parts.stream().map(Library::physicalName).collect(Collectors.joining(", "));
    }

    @Override
    public boolean isReadOnly() {
        return parts.get(0).isReadOnly();
    }

    @Override
    public List<String> members() {
        TreeSet<String> all = new TreeSet<>();
        parts.forEach(part -> all.addAll(part.members()));
        return List.copyOf(all);
    }

    @Override
    public boolean contains(String member) {
        return parts.stream().anyMatch(part -> part.contains(member));
    }

    @Override
    public Optional<Table> read(String member) throws IOException {
        for (Library part : parts) {
            if (part.contains(member)) {
                return part.read(member);
            }
        }
        return Optional.empty();
    }

    @Override
    public void write(String member, Table table) throws IOException {
        parts.get(0).write(member, table);
    }

    @Override
    public boolean delete(String member) throws IOException {
        for (Library part : parts) {
            if (part.contains(member)) {
                return part.delete(member);
            }
        }
        return false;
    }
}
