package hermite.r.eval.function;

import hermite.r.value.language.RBuiltin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All functions the program knows, by package. A theme ({@link Library}) declares its functions with R's own
 * signature, which is parsed when the function is first called:
 *
 * <pre>
 * table.in("base")
 *     .function("rev(x)", a -> ...)                     // arguments evaluated and matched
 *     .generic("sort(x, decreasing = FALSE, ...)", a -> ...) // dispatches on the class of x; this is sort.default
 *     .primitive("xor2(x, y)", (interpreter, call, args, names, env) -> ...) // evaluated, by position, no matching
 *     .special("quote(expr)", (interpreter, call, env) -> ...) // arguments unevaluated
 *     .value("pi", () -> RDouble.of(Math.PI))
 *     .script("functionals.R");                         // R code of our own: resource hermite/r/base/functionals.R
 * </pre>
 *
 * S3 methods are functions named {@code generic.class} ("print.lm"); dispatch finds them in every known package,
 * attached or not.
 */
public final class FunctionTable {
    private final Map<String, PackageFunctions> packages = new LinkedHashMap<>();

    public FunctionTable(List<? extends Library> libraries) {
        for (Library library : libraries) {
            library.declare(this);
        }
    }

    /** The functions of a package, which becomes known by this. */
    public PackageFunctions in(String packageName) {
        return packages.computeIfAbsent(packageName, PackageFunctions::new);
    }

    public boolean knows(String packageName) {
        return packages.containsKey(packageName);
    }

    public Set<String> packageNames() {
        return Collections.unmodifiableSet(packages.keySet());
    }

    /** Every function name of every package: for suggestions and for {@code check}. */
    public Set<String> allNames() {
        Set<String> all = new TreeSet<>();
        for (PackageFunctions each : packages.values()) {
            all.addAll(each.names());
        }
        return all;
    }

    /** Packages that have something of this name. */
    public List<String> packagesWith(String name) {
        List<String> found = new ArrayList<>();
        for (PackageFunctions each : packages.values()) {
            if (each.names().contains(name)) {
                found.add(each.name());
            }
        }
        return found;
    }

    /** A built-in of a package for callers in Java; null when it is none. */
    public RBuiltin builtin(String packageName, String name) {
        PackageFunctions functions = packages.get(packageName);
        return functions == null ? null : functions.builtin(name);
    }
}
