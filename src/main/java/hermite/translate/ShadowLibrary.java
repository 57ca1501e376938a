package hermite.translate;

import hermite.data.Library;
import hermite.data.Table;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A library whose members can be read while what is written to it stays in memory. */
final class ShadowLibrary implements Library {
    private final Optional<Library> original;
    private final Map<String, Table> written = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();

    ShadowLibrary(Optional<Library> original) {
        this.original = original;
    }

    @Override
    public String engine() {
        return original.map(Library::engine).orElse("BASE");
    }

    @Override
    public String physicalName() {
        return original.map(Library::physicalName).orElse("");
    }

    @Override
    public boolean isReadOnly() {
        return original.map(Library::isReadOnly).orElse(false);
    }

    @Override
    public List<String> members() {
        Set<String> all = new TreeSet<>(written.keySet());
        original.ifPresent(
                l -> l.members().stream().filter(m -> !deleted.contains(m)).forEach(all::add));
        return List.copyOf(all);
    }

    @Override
    public boolean contains(String member) {
        return written.containsKey(member)
                || !deleted.contains(member)
                        && original.map(l -> l.contains(member)).orElse(false);
    }

    @Override
    public Optional<Table> read(String member) throws IOException {
        if (written.containsKey(member)) {
            return Optional.of(written.get(member));
        }
        return original.isPresent() && !deleted.contains(member)
                ? original.get().read(member)
                : Optional.empty();
    }

    @Override
    public void write(String member, Table table) {
        written.put(member, table);
    }

    @Override
    public boolean delete(String member) {
        boolean was = contains(member);
        written.remove(member);
        deleted.add(member);
        return was;
    }
}
