package hermite.r.eval;

import hermite.r.value.RCharacter;
import hermite.r.value.RSlotted;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.VectorType;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RFunction;
import hermite.r.value.language.RSymbol;
import java.util.ArrayList;
import java.util.List;

/** The classes S3 dispatches on, and what {@code class()} answers. */
public final class ImplicitClass {
    private ImplicitClass() {}

    /** The class attribute, or the implicit classes of dispatch: matrix, array, integer, numeric, function. */
    public static String[] of(RValue value) {
        if (value.attribute("class") instanceof RCharacter classes) {
            return classes.values();
        }
        List<String> all = new ArrayList<>();
        addArray(value, all);
        if (value instanceof RVector vector) {
            if (vector.type() == VectorType.INTEGER || vector.type() == VectorType.DOUBLE) {
                all.add(vector.typeName());
                all.add("numeric");
            } else {
                all.add(vector.typeName());
            }
        } else {
            all.add(simple(value));
        }
        return all.toArray(String[]::new);
    }

    /** Whether a class attribute is of an S4 class: it then names the package that defines it. */
    public static boolean isFormal(RCharacter classes) {
        return classes.length() > 0 && classes.attributes().has("package");
    }

    private static void addArray(RValue value, List<String> all) {
        int[] dim = value instanceof RVector vector ? vector.dim() : null;
        if (dim != null) {
            if (dim.length == 2) {
                all.add("matrix");
            }
            all.add("array");
        }
    }

    /** What {@code class(x)} answers: of an S4 class its own name alone. */
    public static String[] shown(RValue value) {
        if (value.attribute("class") instanceof RCharacter classes) {
            return isFormal(classes) ? new String[] {classes.get(0)} : classes.values();
        }
        List<String> all = new ArrayList<>();
        addArray(value, all);
        if (all.isEmpty()) {
            all.add(simple(value));
        }
        return all.toArray(String[]::new);
    }

    private static String simple(RValue value) {
        if (value instanceof RVector vector) {
            return vector.type() == VectorType.DOUBLE ? "numeric" : vector.typeName();
        }
        if (value instanceof RFunction) {
            return "function";
        }
        if (value instanceof RSymbol) {
            return "name";
        }
        if (value instanceof RCall call) {
            return switch (call.functionName()) {
                case "if", "for", "while", "(", "{", "<-", "=" -> call.functionName();
                default -> "call";
            };
        }
        return value instanceof RSlotted ? "S4" : value.typeName();
    }
}
