package hermite.r.eval.session;

import hermite.r.value.RCharacter;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RSymbol;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The names a top-level expression gives values to, or changes a part of, where it is evaluated. */
public final class AssignedNames {
    /** Calls whose arguments are evaluated in an environment of their own: only {@code <<-} leaves it. */
    private static final List<String> OWN_ENVIRONMENT = List.of("function", "local", "with", "within");

    /** Calls that take their arguments as language. */
    private static final List<String> UNEVALUATED = List.of("quote", "bquote", "substitute", "expression", "~");

    private final Function<String, RValue> bodies;
    private final Set<String> entered = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();

    private AssignedNames(Function<String, RValue> bodies) {
        this.bodies = bodies;
    }

    /**
     * Names in the order in which they stand.
     *
     * @param bodies the body of the script's function of a name, whose {@code <<-} count; null when there is none
     */
    public static Set<String> of(RValue expression, Function<String, RValue> bodies) {
        AssignedNames found = new AssignedNames(bodies);
        found.collect(expression, false);
        found.names.remove("");
        return found.names;
    }

    private void collect(RValue value, boolean inside) {
        if (value instanceof RSymbol symbol && entered.add(symbol.name())) {
            RValue body = bodies.apply(symbol.name());
            if (body != null) {
                collect(body, true);
            }
        }
        if (!(value instanceof RCall call) || UNEVALUATED.contains(call.functionName())) {
            return;
        }
        switch (call.functionName()) {
            case "<-", "=", "%<>%", "for" -> {
                if (!inside) {
                    names.add(changed(call.argument(0)));
                }
            }
            case "<<-" -> names.add(changed(call.argument(0)));
            case "assign" -> {
                if (!inside && call.hasTwoPlainArguments()) {
                    names.add(changed(call.argument(0)));
                }
            }
            default -> {
                // Other calls assign nothing themselves.
            }
        }
        boolean within = inside || OWN_ENVIRONMENT.contains(call.functionName());
        collect(call.function(), within);
        for (RValue each : call.arguments()) {
            collect(each, within);
        }
    }

    /** The variable that {@code names(x)[i]}, {@code x$a} or {@code "x"} on the left of an arrow changes; "" for none. */
    public static String changed(RValue place) {
        RValue at = place;
        while (at instanceof RCall inner && inner.size() > 0) {
            at = inner.argument(0);
        }
        if (at instanceof RSymbol symbol) {
            return symbol.name();
        }
        return at instanceof RCharacter text && text.length() == 1 ? text.get(0) : "";
    }
}
