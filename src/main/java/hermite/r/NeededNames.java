package hermite.r;

import hermite.r.eval.session.AssignedNames;
import hermite.r.value.RList;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RSymbol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows, expression by expression, the names that skipped expressions would have made, and finds what reads them. */
final class NeededNames {
    /** Calls whose arguments are not variables of the program, or that only take a name away. */
    private static final List<String> UNREAD = List.of(
            "~",
            "quote",
            "bquote",
            "substitute",
            "expression",
            "library",
            "require",
            "requireNamespace",
            "data",
            "rm",
            "?",
            "help",
            "::",
            ":::");

    /** Place of the skipped expression by name. */
    private final Map<String, String> places = new HashMap<>();

    /** Names have values from here on. */
    void made(Set<String> names) {
        places.keySet().removeAll(names);
    }

    /** Names are not there from here on. */
    void notMade(Set<String> names, String place) {
        names.forEach(name -> places.put(name, place));
    }

    /** What an expression reads that is not there, each with the line that would have made it: "fit (of line 3)". */
    Set<String> by(RValue expression) {
        Set<String> read = new LinkedHashSet<>();
        if (!places.isEmpty()) {
            collect(expression, new HashSet<>(), read);
        }
        return read;
    }

    /** @param own names that have a value of their own where this is evaluated; those it assigns are added */
    private void collect(RValue value, Set<String> own, Set<String> read) {
        if (value instanceof RSymbol symbol) {
            String place = own.contains(symbol.name()) ? null : places.get(symbol.name());
            if (place != null) {
                read.add(symbol.name() + " (of line " + place + ")");
            }
            return;
        }
        if (!(value instanceof RCall call) || UNREAD.contains(call.functionName())) {
            return;
        }
        switch (call.functionName()) {
            case "<-", "=", "<<-" -> {
                collect(call.argument(1), own, read);
                if (call.argument(0) instanceof RCall place) {
                    collect(place, own, read);
                } else {
                    own.add(AssignedNames.changed(call.argument(0)));
                }
            }
            case "for" -> {
                collect(call.argument(1), own, read);
                own.add(AssignedNames.changed(call.argument(0)));
                collect(call.argument(2), own, read);
            }
            case "function" -> function(call, own, read);
            case "$", "@" -> collect(call.argument(0), own, read);
            default -> {
                collect(call.function(), own, read);
                for (RValue each : call.arguments()) {
                    collect(each, own, read);
                }
            }
        }
    }

    private void function(RCall call, Set<String> own, Set<String> read) {
        Set<String> inside = new HashSet<>(own);
        if (call.argument(0) instanceof RList parameters) {
            for (int i = 0; i < parameters.length(); i++) {
                inside.add(parameters.name(i));
            }
        }
        collect(call.argument(1), inside, read);
    }
}
