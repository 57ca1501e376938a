package hermite.sas.datastep.function;

import hermite.sas.datastep.function.FunctionSpec.MissingRule;
import hermite.sas.datastep.function.FunctionSpec.NumberBody;
import hermite.sas.datastep.function.FunctionSpec.ResultLength;
import hermite.sas.datastep.function.FunctionSpec.TextBody;
import hermite.sas.datastep.function.FunctionSpec.TextFunction;
import java.util.Map;
import java.util.TreeMap;

/** Where the families enter their functions when the registry is built. */
public final class FunctionTable {
    private final Map<String, FunctionSpec> functions = new TreeMap<>();

    /** A numeric function that is missing when an argument is. */
    public void propagating(String name, String signature, NumberBody body, String help) {
        add(new FunctionSpec(name, signature, MissingRule.PROPAGATE, body, help));
    }

    /** A numeric function that sees missing arguments. */
    public void passing(String name, String signature, NumberBody body, String help) {
        add(new FunctionSpec(name, signature, MissingRule.PASS, body, help));
    }

    /** A character function. */
    public void text(String name, String signature, ResultLength length, TextFunction body, String help) {
        add(new FunctionSpec(name, signature, MissingRule.PASS, new TextBody(length, body), help));
    }

    /** A second name of a function entered before. */
    public void alias(String alias, String name) {
        FunctionSpec spec = functions.get(name);
        add(new FunctionSpec(alias, spec.signature(), spec.missing(), spec.body(), spec.help()));
    }

    private void add(FunctionSpec spec) {
        if (functions.put(spec.name(), spec) != null) {
            throw new IllegalStateException("function entered twice: " + spec.name());
        }
    }

    Map<String, FunctionSpec> functions() {
        return functions;
    }
}
