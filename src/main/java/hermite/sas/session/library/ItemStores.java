package hermite.sas.session.library;

import hermite.sas.log.StepFailure;
import hermite.sas.session.output.Causes;
import hermite.sas.syntax.ast.DataSetReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Item stores: in memory for WORK, a file {@code name.hstore} in the library's directory otherwise. */
public final class ItemStores {
    private static final String SUFFIX = ".hstore";

    private final Libraries libraries;
    private final Map<String, byte[]> work = new HashMap<>();

    public ItemStores(Libraries libraries) {
        this.libraries = libraries;
    }

    public static String fullName(DataSetReference reference) {
        String libref = reference.libref().isEmpty() ? Libraries.WORK : reference.libref();
        return (libref + "." + reference.member()).toUpperCase(Locale.ROOT);
    }

    /** Keeps a store; one of the same name is replaced. */
    public void keep(DataSetReference reference, byte[] content) {
        Optional<Path> file = file(reference);
        if (file.isEmpty()) {
            work.put(fullName(reference), content.clone());
            return;
        }
        try {
            Path part = file.get().resolveSibling(file.get().getFileName() + ".part");
            Files.write(part, content);
            Files.move(part, file.get(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StepFailure(reference.place(), LibraryMessage.CANNOT_WRITE, fullName(reference), Causes.of(e));
        }
    }

    /** Member names of the stores in WORK, to suggest one for a misspelled name. */
    public List<String> members() {
        return work.keySet().stream()
                .map(name -> name.substring(name.indexOf('.') + 1))
                .sorted()
                .toList();
    }

    public Optional<byte[]> read(DataSetReference reference) {
        Optional<Path> file = file(reference);
        if (file.isEmpty()) {
            return Optional.ofNullable(work.get(fullName(reference))).map(byte[]::clone);
        }
        try {
            return Files.exists(file.get()) ? Optional.of(Files.readAllBytes(file.get())) : Optional.empty();
        } catch (IOException e) {
            throw new StepFailure(reference.place(), LibraryMessage.CANNOT_READ, fullName(reference), Causes.of(e));
        }
    }

    /** The file of a store outside WORK. */
    private Optional<Path> file(DataSetReference reference) {
        String libref = reference.libref().isEmpty()
                ? Libraries.WORK
                : reference.libref().toUpperCase(Locale.ROOT);
        libraries.require(libref, reference.place());
        if (libref.equals(Libraries.WORK)) {
            return Optional.empty();
        }
        Path directory = libraries
                .find(libref)
                .flatMap(Libraries.Assigned::directory)
                .orElseThrow(() ->
                        new StepFailure(reference.place(), LibraryMessage.NO_PERMANENT_STORE, fullName(reference)));
        return Optional.of(directory.resolve(reference.member().toLowerCase(Locale.ROOT) + SUFFIX));
    }
}
