package hermite.r.value.language;

import hermite.r.value.RValue;

/**
 * The parameters of a function in order.
 *
 * @param names of the parameters, {@code ...} among them
 * @param defaults language or constants; {@link RSymbol#MISSING} for none
 */
public record Formals(String[] names, RValue[] defaults) {
    public static final Formals NONE = new Formals(new String[0], new RValue[0]);

    public int size() {
        return names.length;
    }

    /** Place of a parameter, or -1. */
    public int indexOf(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
