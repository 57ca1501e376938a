package hermite.sas.source.macro;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Macro variables: one global table and one local table for each running macro, searched innermost first. */
public final class SymbolTables {
    private final MacroHost host;
    private final Map<String, String> global = new TreeMap<>();
    private final Deque<Scope> locals = new ArrayDeque<>();

    public SymbolTables(MacroHost host) {
        this.host = host;
    }

    /** The variables of one running macro. */
    public static final class Scope {
        private final String macro;
        private final Map<String, String> values = new TreeMap<>();

        private Scope(String macro) {
            this.macro = macro;
        }

        public void set(String name, String value) {
            values.put(key(name), value);
        }
    }

    private static String key(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    public Scope enter(String macro) {
        Scope scope = new Scope(macro);
        locals.push(scope);
        return scope;
    }

    /** Ends a macro, and any that it started and that are still running. */
    public void leave(Scope scope) {
        if (locals.contains(scope)) {
            while (locals.pop() != scope) {
                // those started by it
            }
        }
    }

    public int depth() {
        return locals.size();
    }

    /** Name of the running macro, upper case; empty in open code. */
    public String runningMacro() {
        return locals.isEmpty() ? "" : locals.peek().macro;
    }

    public Optional<String> get(String name) {
        String key = key(name);
        for (Scope scope : locals) {
            String value = scope.values.get(key);
            if (value != null) {
                return Optional.of(value);
            }
        }
        String value = global.get(key);
        if (value != null) {
            return Optional.of(value);
        }
        return switch (key) {
            case "SYSMACRONAME" -> Optional.of(runningMacro());
            default -> host.automatic(key);
        };
    }

    /** %LET: the nearest table that has the name, else the running macro's own, else the global one. */
    public void assign(String name, String value) {
        if (!replace(name, value)) {
            (locals.isEmpty() ? global : locals.peek().values).put(key(name), value);
        }
    }

    /** CALL SYMPUT: the nearest table that has the name, else the nearest local one that is not empty, else global. */
    public void putNearest(String name, String value) {
        if (!replace(name, value)) {
            locals.stream()
                    .filter(s -> !s.values.isEmpty())
                    .findFirst()
                    .map(s -> s.values)
                    .orElse(global)
                    .put(key(name), value);
        }
    }

    private boolean replace(String name, String value) {
        String key = key(name);
        for (Scope scope : locals) {
            if (scope.values.containsKey(key)) {
                scope.values.put(key, value);
                return true;
            }
        }
        if (global.containsKey(key)) {
            global.put(key, value);
            return true;
        }
        return host.setAutomatic(key, value);
    }

    public void putGlobal(String name, String value) {
        global.put(key(name), value);
    }

    public void putLocal(String name, String value) {
        (locals.isEmpty() ? global : locals.peek().values).put(key(name), value);
    }

    /** %GLOBAL: an existing value stays. False when the name is local to a running macro. */
    public boolean declareGlobal(String name) {
        if (isLocal(name)) {
            return false;
        }
        global.putIfAbsent(key(name), "");
        return true;
    }

    public void declareLocal(String name) {
        if (!locals.isEmpty()) {
            locals.peek().values.putIfAbsent(key(name), "");
        }
    }

    public boolean isLocal(String name) {
        return locals.stream().anyMatch(s -> s.values.containsKey(key(name)));
    }

    public boolean isGlobal(String name) {
        return global.containsKey(key(name)) || host.automatic(key(name)).isPresent();
    }

    /** %SYMDEL. */
    public boolean delete(String name) {
        return global.remove(key(name)) != null;
    }

    public Map<String, String> globals() {
        return Map.copyOf(global);
    }

    /** The running macro's own variables. */
    public Map<String, String> ownLocals() {
        return locals.isEmpty() ? Map.of() : Map.copyOf(locals.peek().values);
    }
}
