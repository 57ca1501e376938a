package hermite.sas.session.step;

import hermite.sas.proc.Procedure;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The procedures on the class path. */
public final class Procedures {
    private final Map<String, Procedure> byName = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();

    private Procedures() {}

    /** Those that {@link ServiceLoader} finds. One that cannot be loaded is left out and remembered. */
    public static Procedures onClassPath() {
        Procedures found = new Procedures();
        var candidates = ServiceLoader.load(Procedure.class, Procedures.class.getClassLoader())
                .iterator();
        while (true) {
            try {
                if (!candidates.hasNext()) {
                    return found;
                }
                found.add(candidates.next());
            } catch (ServiceConfigurationError e) {
                found.broken.add(e.getMessage());
            }
        }
    }

    public static Procedures of(Procedure... procedures) {
        Procedures given = new Procedures();
        List.of(procedures).forEach(given::add);
        return given;
    }

    private void add(Procedure procedure) {
        byName.putIfAbsent(procedure.spec().name(), procedure);
    }

    public Optional<Procedure> find(String name) {
        return Optional.ofNullable(byName.get(name.toUpperCase(Locale.ROOT)));
    }

    public Optional<ProcedureSpec> spec(String name) {
        return find(name).map(Procedure::spec);
    }

    /** Upper-case names, sorted. */
    public Collection<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Why some procedure could not be loaded; usually empty. */
    public List<String> broken() {
        return List.copyOf(broken);
    }
}
