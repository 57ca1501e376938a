package hermite.sas.session.output;

import java.util.ArrayList;
import java.util.List;

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
    private final List<String> items = new ArrayList<>();

    void select(List<String> names, boolean persist) {
        set(Kind.SELECT, names, persist);
    }

    void exclude(List<String> names, boolean persist) {
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
            case SELECT -> object.isNamedByAny(items);
            case EXCLUDE -> !object.isNamedByAny(items);
        };
    }

    /** A list that is not persistent holds for one step. */
    void endStep() {
        if (!persistent) {
            all();
        }
    }

    /** Several statements of one kind before a step add up. */
    private void set(Kind newKind, List<String> names, boolean persist) {
        if (kind != newKind) {
            items.clear();
        }
        kind = newKind;
        persistent = persist;
        items.addAll(names);
    }
}
