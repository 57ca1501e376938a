package hermite.data.engine;

import hermite.data.Library;
import hermite.data.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A library kept in memory, such as WORK; it ends with the session. */
public final class MemoryLibrary implements Library {
    private final Map<String, Table> members = new ConcurrentSkipListMap<>();
    private final String physicalName;

    /** @param physicalName what the log shows as its place */
    public MemoryLibrary(String physicalName) {
        this.physicalName = physicalName;
    }

    @Override
    public String engine() {
        return "V9";
    }

    @Override
    public String physicalName() {
        return physicalName;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public List<String> members() {
        return List.copyOf(members.keySet());
    }

    @Override
    public boolean contains(String member) {
        return members.containsKey(key(member));
    }

    @Override
    public Optional<Table> read(String member) {
        return Optional.ofNullable(members.get(key(member)));
    }

    @Override
    public void write(String member, Table table) {
        members.put(key(member), StoredPrecision.of(table));
    }

    @Override
    public boolean delete(String member) {
        return members.remove(key(member)) != null;
    }

    private static String key(String member) {
        return member.toUpperCase(Locale.ROOT);
    }
}
