package hermite.sas.session.output;

import hermite.sas.source.Place;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One selection list: what ODS SELECT and ODS EXCLUDE let through. */
final class Selection {
    private enum Kind {
        ALL,
        NONE,
        SELECT,
        EXCLUDE
    }

    private Kind kind = Kind.ALL;
    private boolean persistent = true;
    /** Names as written, and where. */
    private final Map<String, Place> items = new LinkedHashMap<>();

    private final Set<String> matched = new HashSet<>();

    void select(Map<String, Place> names, boolean persist) {
        set(Kind.SELECT, names, persist);
    }

    void exclude(Map<String, Place> names, boolean persist) {
        set(Kind.EXCLUDE, names, persist);
    }

    /** {@code select none} and {@code exclude all}: in force until changed. */
    void none() {
        kind = Kind.NONE;
        persistent = true;
        items.clear();
    }

    void all() {
        kind = Kind.ALL;
        persistent = true;
        items.clear();
    }

    boolean admits(ObjectPath object) {
        return switch (kind) {
            case ALL -> true;
            case NONE -> false;
            case SELECT -> names(object);
            case EXCLUDE -> !names(object);
        };
    }

    private boolean names(ObjectPath object) {
        List<String> naming = items.keySet().stream().filter(object::isNamedBy).toList();
        matched.addAll(naming);
        return !naming.isEmpty();
    }

    /** Items that named no object of the step; none of a persistent list, which may be meant for later steps. */
    Map<String, Place> unmatched() {
        Map<String, Place> unmatched = new LinkedHashMap<>(persistent ? Map.of() : items);
        unmatched.keySet().removeAll(matched);
        return unmatched;
    }

    /** A list that is not persistent holds for one step. */
    void endStep() {
        matched.clear();
        if (!persistent) {
            all();
        }
    }

    /** Several statements of one kind before a step add up. */
    private void set(Kind newKind, Map<String, Place> names, boolean persist) {
        if (kind != newKind) {
            items.clear();
        }
        kind = newKind;
        persistent = persist;
        items.putAll(names);
    }
}
