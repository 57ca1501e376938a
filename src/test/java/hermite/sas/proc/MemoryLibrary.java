package hermite.sas.proc;

import hermite.data.Library;
import hermite.data.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The data sets of one libref of a {@link MemoryContext}. */
record MemoryLibrary(String libref, Map<String, Table> tables) implements Library {
    private String key(String member) {
        return libref + "." + member.toUpperCase(Locale.ROOT);
    }

    @Override
    public String engine() {
        return "V9";
    }

    @Override
    public String physicalName() {
        return "memory";
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public List<String> members() {
        return tables.keySet().stream()
                .filter(k -> k.startsWith(libref + "."))
                .map(k -> k.substring(libref.length() + 1))
                .sorted()
                .toList();
    }

    @Override
    public boolean contains(String member) {
        return tables.containsKey(key(member));
    }

    @Override
    public Optional<Table> read(String member) {
        return Optional.ofNullable(tables.get(key(member)));
    }

    @Override
    public void write(String member, Table table) {
        tables.put(key(member), table);
    }

    @Override
    public boolean delete(String member) {
        return tables.remove(key(member)) != null;
    }
}
