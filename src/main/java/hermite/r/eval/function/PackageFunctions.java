package hermite.r.eval.function;

import hermite.r.value.RValue;
import hermite.r.value.language.RBuiltin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The functions and data of one package: built in, or as R code read when first asked for. */
public final class PackageFunctions {
    private final String name;
    private final Map<String, RBuiltin> builtins = new HashMap<>();
    private final Map<String, Supplier<RValue>> values = new HashMap<>();
    private final List<String> scripts = new ArrayList<>();
    private Map<String, String> definitions;

    PackageFunctions(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** A function whose arguments are evaluated and matched before the body runs. */
    public PackageFunctions function(String signature, Body body) {
        return add(new DeclaredFunction(name, signature, body, false));
    }

    /** A function that first tries the methods of its first argument's class; the body is its default method. */
    public PackageFunctions generic(String signature, Body body) {
        return add(new DeclaredFunction(name, signature, body, true));
    }

    /** A function that takes its evaluated arguments by position; names are not matched. */
    public PackageFunctions primitive(String signature, PrimitiveBody body) {
        return primitive(signature, Dispatching.NONE, body);
    }

    /** The same, dispatching first as the kind says. */
    public PackageFunctions primitive(String signature, Dispatching dispatching, PrimitiveBody body) {
        return primitive(signature, dispatching, null, body);
    }

    /** The same with a short way for two single numbers. */
    public PackageFunctions primitive(
            String signature, Dispatching dispatching, ScalarBody scalars, PrimitiveBody body) {
        return add(new PrimitiveFunction(name, signature, dispatching, scalars, body));
    }

    /** A function that takes its arguments unevaluated. */
    public PackageFunctions special(String signature, SpecialBody body) {
        return add(new SpecialFunction(name, signature, body));
    }

    /** Data or a constant, made when first asked for. */
    public PackageFunctions value(String valueName, Supplier<RValue> value) {
        values.put(valueName, value);
        return this;
    }

    /** Functions in R: resource {@code hermite/r/PACKAGE/file}; each {@code name <- ...} begins at a line's start. */
    public PackageFunctions script(String file) {
        scripts.add(file);
        return this;
    }

    private PackageFunctions add(RBuiltin builtin) {
        builtins.put(builtin.name(), builtin);
        return this;
    }

    public RBuiltin builtin(String wanted) {
        RBuiltin found = builtins.get(wanted);
        if (found == null && wanted.endsWith(".default")) {
            RBuiltin generic = builtins.get(wanted.substring(0, wanted.length() - ".default".length()));
            return generic instanceof DeclaredFunction declared && declared.isGeneric()
                    ? declared.defaultMethod()
                    : null;
        }
        return found;
    }

    public Supplier<RValue> value(String wanted) {
        return values.get(wanted);
    }

    /** The R code that defines a name, or null. */
    public String definition(String wanted) {
        return definitions().get(wanted);
    }

    public Set<String> names() {
        Set<String> all = new TreeSet<>(builtins.keySet());
        all.addAll(values.keySet());
        all.addAll(definitions().keySet());
        return all;
    }

    private Map<String, String> definitions() {
        if (definitions == null) {
            Map<String, String> read = new HashMap<>();
            for (String script : scripts) {
                ScriptDefinitions.read(text(script), read);
            }
            definitions = read;
        }
        return definitions;
    }

    private String text(String script) {
        String resource = "/hermite/r/" + name + "/" + script;
        try (InputStream in = PackageFunctions.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
