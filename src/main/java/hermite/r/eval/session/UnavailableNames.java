package hermite.r.eval.session;

import hermite.r.eval.RError;
import hermite.r.syntax.RParser;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RPromise;
import hermite.r.value.language.RSymbol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Names that skipped expressions would have made: using one is an error that says why it is not there. */
public final class UnavailableNames {
    /** What R's match.fun() looks a name up with. */
    private static final RCall BY_NAME =
            (RCall) RParser.parseAll("get(as.character(FUN), mode = \"function\", envir = envir)", "")
                    .get(0)
                    .value();

    /** Where no name has a value. */
    private static final REnvironment NOWHERE = new REnvironment(null);

    private final Map<String, String> causes = new HashMap<>();
    private final Function<String, List<String>> packagesWith;

    /** @param packagesWith the packages that have a function of a name, attached or not */
    UnavailableNames(Function<String, List<String>> packagesWith) {
        this.packagesWith = packagesWith;
    }

    /** @param cause what was not supported, as "ggsave()" */
    public void mark(String name, String cause) {
        causes.put(name, cause);
    }

    /**
     * Marks a name and takes its value away: whoever reads it from here meets the error, and neither an older value nor
     * a function or data set of the same name further along the search path.
     */
    public void withdraw(REnvironment environment, String name, String cause) {
        mark(name, cause);
        environment.put(name, new RPromise(RSymbol.of(name), NOWHERE));
    }

    /** Whether a binding is what {@link #withdraw} left behind. */
    boolean isWithdrawn(RValue binding) {
        return binding instanceof RPromise promise && promise.environment() == NOWHERE;
    }

    /** Called when a name gets a value after all. */
    public void clear(String name) {
        causes.remove(name);
    }

    public RError variable(String name) {
        if (causes.containsKey(name)) {
            return RError.unsupported("object '" + name + "' not found", causes.get(name));
        }
        return new RError("object '" + name + "' not found");
    }

    /** A function asked for by its name as a text, as {@code match.fun} does. */
    public RError functionByName(String name) {
        RError error = RError.unsupported("object '" + name + "' of mode 'function' was not found", name + "()");
        error.setCallIfUnknown(BY_NAME);
        return error;
    }

    public RError function(String name) {
        if (causes.containsKey(name)) {
            return RError.unsupported("could not find function \"" + name + "\"", causes.get(name));
        }
        String owner = packagesWith.apply(name).stream()
                .findFirst()
                .map(p -> " without library(" + p + ")")
                .orElse("");
        return RError.unsupported("could not find function \"" + name + "\"", name + "()" + owner);
    }
}
