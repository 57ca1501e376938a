package hermite.r.value.language;

import hermite.r.value.Attributes;
import hermite.r.value.RLanguage;
import hermite.r.value.RValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Variables by name, and the environment to look in next. Bindings may be promises: the interpreter forces them. */
public final class REnvironment implements RLanguage {
    /** Gives the bindings of a package when they are first asked for. */
    public interface Source {
        /** The value, or null when there is none of this name. */
        RValue find(String name);

        /** All names it could give. */
        List<String> names();
    }

    private final String name;
    private REnvironment parent;
    private final Map<String, RValue> bindings = new HashMap<>(8);
    private final Source source;
    private final Set<String> absent;
    private Attributes attributes = Attributes.NONE;
    private Object owner;
    private boolean closed;
    private Set<String> locked;

    /** @param parent null for the empty environment */
    public REnvironment(REnvironment parent) {
        this("", parent, null);
    }

    /**
     * @param name as printed for named environments, "" for others
     * @param source null when every binding is set by assignment
     */
    public REnvironment(String name, REnvironment parent, Source source) {
        this.name = name;
        this.parent = parent;
        this.source = source;
        this.absent = source == null ? Set.of() : new HashSet<>();
    }

    public String name() {
        return name;
    }

    /** The enclosing environment; null at the end of the chain. */
    public REnvironment parent() {
        return parent;
    }

    public void setParent(REnvironment other) {
        parent = other;
    }

    /** The interpreter's record of the call this environment belongs to; null for other environments. */
    public Object owner() {
        return owner;
    }

    public void setOwner(Object call) {
        owner = call;
    }

    /** The binding in this environment alone; null when there is none. */
    public RValue getLocal(String variable) {
        RValue value = bindings.get(variable);
        return value == null && source != null ? fromSource(variable) : value;
    }

    private RValue fromSource(String variable) {
        if (absent.contains(variable)) {
            return null;
        }
        RValue value = source.find(variable);
        if (value == null) {
            absent.add(variable);
        } else {
            bindings.put(variable, value);
        }
        return value;
    }

    /** Whether it is a package's: its bindings come from a source. */
    public boolean isFromSource() {
        return source != null;
    }

    /** The binding in this environment alone, without asking the source; null when there is none. */
    public RValue getLocalIfSet(String variable) {
        return bindings.get(variable);
    }

    /** The binding here or in an enclosing environment; null when there is none. */
    public RValue get(String variable) {
        for (REnvironment at = this; at != null; at = at.parent) {
            RValue value = at.getLocal(variable);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    public void put(String variable, RValue value) {
        bindings.put(variable, value);
    }

    /** Why a variable may not be assigned to: it or the environment is locked; null when it may. */
    public String refusal(String variable) {
        if (locked == null) {
            return null;
        }
        if (locked.contains(variable)) {
            return "cannot change value of locked binding for '" + variable + "'";
        }
        return closed && !bindings.containsKey(variable) ? "cannot add bindings to a locked environment" : null;
    }

    /** Refuses new variables from now on. */
    public void close() {
        closed = true;
        locked = locked == null ? new HashSet<>() : locked;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Refuses, or allows again, other values of a variable. */
    public void lock(String variable, boolean lock) {
        locked = locked == null ? new HashSet<>() : locked;
        if (lock) {
            locked.add(variable);
        } else {
            locked.remove(variable);
        }
    }

    public boolean isLocked(String variable) {
        return locked != null && locked.contains(variable);
    }

    /** Removes a binding; false when there was none. */
    public boolean remove(String variable) {
        return bindings.remove(variable) != null;
    }

    public boolean has(String variable) {
        return getLocal(variable) != null;
    }

    /** Names of all bindings in order of the C locale. */
    public List<String> names() {
        TreeSet<String> all = new TreeSet<>(bindings.keySet());
        if (source != null) {
            all.addAll(source.names());
        }
        return Collections.unmodifiableList(new ArrayList<>(all));
    }

    @Override
    public String typeName() {
        return "environment";
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    /** Environments are referred to, not copied: sets the attributes of this one. */
    @Override
    public REnvironment withAttributes(Attributes changed) {
        attributes = changed;
        return this;
    }
}
