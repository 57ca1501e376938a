package hermite.data.engine;

import hermite.data.Library;
import hermite.data.Table;
import hermite.data.engine.xport.XportMember;
import hermite.data.engine.xport.XportReader;
import hermite.data.engine.xport.XportWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A transport file as a library: {@code LIBNAME x XPORT 'file'}. The file need not exist before the first member is
 * written; members are written in version 5. Reads the whole file at the first use and keeps it.
 */
public final class XportLibrary implements Library {
    private final Path file;
    private final Supplier<LocalDateTime> clock;
    private List<XportMember> members;

    /** @param clock gives the times that are stored when a member is written */
    public XportLibrary(Path file, Supplier<LocalDateTime> clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public String engine() {
        return "XPORT";
    }

    @Override
    public String physicalName() {
        return file.toString();
    }

    @Override
    public boolean isReadOnly() {
        return Files.exists(file) && !Files.isWritable(file);
    }

    /** {@inheritDoc} Empty when the file cannot be read: {@link #read} tells why. */
    @Override
    public List<String> members() {
        try {
            return contents().stream()
                    .map(m -> m.name().toUpperCase(Locale.ROOT))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public boolean contains(String member) {
        return members().contains(member.toUpperCase(Locale.ROOT));
    }

    @Override
    public Optional<Table> read(String member) throws IOException {
        return contents().stream()
                .filter(m -> m.name().equalsIgnoreCase(member))
                .map(XportMember::table)
                .findFirst();
    }

    @Override
    public void write(String member, Table table) throws IOException {
        List<XportMember> changed = new ArrayList<>(contents());
        XportMember written = new XportMember(member.toUpperCase(Locale.ROOT), table);
        int place = placeOf(member, changed);
        if (place < 0) {
            changed.add(written);
        } else {
            changed.set(place, written);
        }
        XportWriter.write(file, changed, clock.get());
        members = List.copyOf(changed);
    }

    @Override
    public boolean delete(String member) throws IOException {
        List<XportMember> changed = new ArrayList<>(contents());
        int place = placeOf(member, changed);
        if (place < 0) {
            return false;
        }
        changed.remove(place);
        XportWriter.write(file, changed, clock.get());
        members = List.copyOf(changed);
        return true;
    }

    private static int placeOf(String member, List<XportMember> members) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).name().equalsIgnoreCase(member)) {
                return i;
            }
        }
        return -1;
    }

    private List<XportMember> contents() throws IOException {
        if (members == null) {
            members = Files.exists(file) ? XportReader.read(file) : List.of();
        }
        return members;
    }
}
