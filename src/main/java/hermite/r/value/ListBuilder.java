package hermite.r.value;

import java.util.ArrayList;
import java.util.List;

/** Builds a named list element by element, such as a fit or a test result. */
public final class ListBuilder {
    private final List<String> names = new ArrayList<>();
    private final List<RValue> values = new ArrayList<>();

    public ListBuilder add(String name, RValue value) {
        names.add(name);
        values.add(value);
        return this;
    }

    public ListBuilder add(String name, double value) {
        return add(name, RDouble.of(value));
    }

    public ListBuilder add(String name, int value) {
        return add(name, RInteger.of(value));
    }

    public ListBuilder add(String name, String value) {
        return add(name, RCharacter.of(value));
    }

    public ListBuilder add(String name, boolean value) {
        return add(name, RLogical.of(value));
    }

    public RList build() {
        return RList.named(names.toArray(String[]::new), values.toArray(RValue[]::new));
    }

    /** The list with a class attribute. */
    public RList build(String... classes) {
        return (RList) build().withClass(classes);
    }
}
