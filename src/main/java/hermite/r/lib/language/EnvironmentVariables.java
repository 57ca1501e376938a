package hermite.r.lib.language;

import java.util.Map;
import java.util.TreeMap;

/** The variables of the process as one session sees and changes them. */
final class EnvironmentVariables {
    private final Map<String, String> values = new TreeMap<>(System.getenv());

    /** The value, or null. */
    String get(String name) {
        return values.get(name);
    }

    void set(String name, String value) {
        values.put(name, value);
    }

    void remove(String name) {
        values.remove(name);
    }

    Map<String, String> all() {
        return values;
    }
}
