package hermite.r.value;

/**
 * Any value a script can hold: vectors, {@code NULL}, language, functions, environments.
 *
 * <p>Values are immutable to everybody but the evaluator's replacement code: a function builds new arrays and never
 * writes into an argument's.
 */
public sealed interface RValue permits RNull, RVector, RLanguage, RForeign, RSlotted {

    /** What {@code typeof} answers. */
    String typeName();

    /** Attributes in order of their setting; {@link Attributes#NONE} when there are none. */
    default Attributes attributes() {
        return Attributes.NONE;
    }

    /** The same value with these attributes instead of its own; values that hold none return themselves. */
    default RValue withAttributes(Attributes attributes) {
        return this;
    }

    /** The attribute, or {@link RNull#NULL}. */
    default RValue attribute(String name) {
        return attributes().get(name);
    }

    default RValue withAttribute(String name, RValue value) {
        return withAttributes(attributes().with(name, value));
    }

    /** Whether a class attribute makes functions dispatch on this value. */
    default boolean isObject() {
        return attributes().has("class");
    }

    /** Whether the class attribute (not the implicit class) names {@code className}. */
    default boolean inherits(String className) {
        if (attributes().get("class") instanceof RCharacter classes) {
            for (int i = 0; i < classes.length(); i++) {
                if (className.equals(classes.get(i))) {
                    return true;
                }
            }
        }
        return false;
    }
}
