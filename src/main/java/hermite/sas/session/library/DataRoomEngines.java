package hermite.sas.session.library;

import hermite.data.Library;
import hermite.data.engine.DirectoryLibrary;
import hermite.data.engine.MemoryLibrary;
import hermite.data.engine.XportLibrary;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.function.Supplier;

/** The engines of the data room. */
public record DataRoomEngines(Supplier<LocalDateTime> clock) implements Engines {

    @Override
    public Library memory() {
        return new MemoryLibrary("(memory)");
    }

    @Override
    public Library directory(Path folder) {
        return new DirectoryLibrary(folder);
    }

    @Override
    public Library transport(Path file) {
        return new XportLibrary(file, clock);
    }
}
