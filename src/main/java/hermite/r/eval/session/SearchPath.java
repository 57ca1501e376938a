package hermite.r.eval.session;

import hermite.r.eval.Interpreter;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.syntax.RParser;
import hermite.r.value.RValue;
import hermite.r.value.language.RBuiltin;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RFunction;
import hermite.r.value.language.RSymbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The environments functions are found in: global, attached packages, base; and each package's own. */
public final class SearchPath {
    private static final String[] CORE =
            ("{ ( if for while repeat break next function return <- <<- = && || ! & | + - * / ^ %% %/% : "
                            + "== != < <= > >= [ [[ $ @ ~ [<- [[<-")
                    .split(" ");

    private final FunctionTable functions;
    private final Interpreter interpreter;
    private final REnvironment base;
    private final REnvironment global;
    private final REnvironment everything;
    private final REnvironment empty = new REnvironment("R_EmptyEnv", null, null);
    private final Map<String, REnvironment> namespaces = new HashMap<>();
    private final List<String> attached = new ArrayList<>();
    private final Map<String, RFunction> attachedFunctions = new HashMap<>();
    private final Map<String, RFunction> core = new HashMap<>();
    private Object coreVersion = new Object();

    SearchPath(FunctionTable functions, Interpreter interpreter) {
        this.functions = functions;
        this.interpreter = interpreter;
        this.base = new REnvironment("base", null, new PackageSource("base"));
        this.global = new REnvironment("R_GlobalEnv", base, null);
        this.everything = new REnvironment("imports", base, new AllPackages());
        namespaces.put("base", base);
        base.put(".GlobalEnv", global);
        List<String> starting = RSession.STARTING_PACKAGES;
        for (int i = starting.size() - 1; i >= 0; i--) {
            attach(starting.get(i));
        }
        for (String name : CORE) {
            RFunction function = functions.builtin("base", name);
            if (function != null) {
                core.put(name, function);
            }
        }
    }

    /** Operators and reserved words that no script has redefined; null for other names. */
    public RFunction core(String name) {
        return core.get(name);
    }

    /** The same of a symbol, which keeps what was found. */
    public RFunction core(RSymbol symbol) {
        RSymbol.Meaning known = symbol.meaning();
        if (known == null || known.path() != coreVersion) {
            known = new RSymbol.Meaning(coreVersion, core.get(symbol.name()));
            symbol.note(known);
        }
        return known.function();
    }

    /** Called when a script gives a name a value. */
    public void noteDefinition(String name) {
        if (!core.isEmpty() && core.containsKey(name)) {
            core.clear();
            coreVersion = new Object();
        }
    }

    /** The function of this name in the attached packages or base; null when there is none. */
    public RFunction attachedFunction(String name) {
        RFunction known = attachedFunctions.get(name);
        if (known != null) {
            return known;
        }
        for (REnvironment at = global.parent(); at != null; at = at.parent()) {
            if (interpreter.force(at.getLocal(name)) instanceof RFunction function) {
                if (at.isFromSource()) {
                    attachedFunctions.put(name, function);
                }
                return function;
            }
        }
        return null;
    }

    public REnvironment global() {
        return global;
    }

    public REnvironment base() {
        return base;
    }

    /** The environment at the end of every chain, which holds nothing. */
    public REnvironment empty() {
        return empty;
    }

    /** Puts a package right behind the global environment. False when it was attached already. */
    public boolean attach(String packageName) {
        if (attached.contains(packageName)) {
            return false;
        }
        attached.add(0, packageName);
        attachedFunctions.clear();
        REnvironment namespace = namespace(packageName);
        REnvironment shown = new REnvironment("package:" + packageName, global.parent(), new View(namespace));
        global.setParent(shown);
        return true;
    }

    /** Puts a list's or an environment's variables behind the global environment, as {@code attach}. */
    public void attach(String name, REnvironment variables) {
        attached.add(0, name);
        attachedFunctions.clear();
        variables.setParent(global.parent());
        global.setParent(variables);
    }

    /** Takes an attached package or data frame off the path. False when it was not there. */
    public boolean detach(String name) {
        int at = attached.indexOf(name);
        if (at < 0) {
            return false;
        }
        REnvironment before = global;
        for (int i = 0; i < at; i++) {
            before = before.parent();
        }
        before.setParent(before.parent().parent());
        attachedFunctions.clear();
        attached.remove(at);
        return true;
    }

    /** As {@code search()}, without ".GlobalEnv" and "package:base". */
    public List<String> attached() {
        return List.copyOf(attached);
    }

    /** What a package defines; its R code finds the functions of every known package, then base. */
    public REnvironment namespace(String packageName) {
        return namespaces.computeIfAbsent(
                packageName, name -> new REnvironment("namespace:" + name, everything, new PackageSource(name)));
    }

    /** A function or value in any known package: base and attached ones first. Null when there is none. */
    public RValue inAnyPackage(String name) {
        RValue found = base.getLocal(name);
        for (int i = 0; found == null && i < attached.size(); i++) {
            found = functions.knows(attached.get(i))
                    ? namespace(attached.get(i)).getLocal(name)
                    : null;
        }
        return found != null ? found : everything.getLocal(name);
    }

    private RValue find(String packageName, String name) {
        if (!functions.knows(packageName)) {
            return null;
        }
        PackageFunctions functionsOfPackage = functions.in(packageName);
        RBuiltin builtin = functionsOfPackage.builtin(name);
        if (builtin != null) {
            return builtin;
        }
        Supplier<RValue> value = functionsOfPackage.value(name);
        if (value != null) {
            return value.get();
        }
        String definition = functionsOfPackage.definition(name);
        if (definition == null) {
            return null;
        }
        REnvironment home = namespace(packageName);
        for (RValue expression : RParser.parseLibrary(definition, packageName + "::" + name)) {
            interpreter.eval(expression, home);
        }
        return home.getLocalIfSet(name);
    }

    /** The bindings of one package. */
    private final class PackageSource implements REnvironment.Source {
        private final String packageName;

        PackageSource(String packageName) {
            this.packageName = packageName;
        }

        @Override
        public RValue find(String name) {
            return SearchPath.this.find(packageName, name);
        }

        @Override
        public List<String> names() {
            return functions.knows(packageName)
                    ? List.copyOf(functions.in(packageName).names())
                    : List.of();
        }
    }

    /** The same bindings as another environment's. */
    private record View(REnvironment namespace) implements REnvironment.Source {
        @Override
        public RValue find(String name) {
            return namespace.getLocal(name);
        }

        @Override
        public List<String> names() {
            return namespace.names();
        }
    }

    /** What any package has. */
    private final class AllPackages implements REnvironment.Source {
        @Override
        public RValue find(String name) {
            for (String packageName : functions.packageNames()) {
                RValue found = namespace(packageName).getLocal(name);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }

        @Override
        public List<String> names() {
            return List.copyOf(functions.allNames());
        }
    }
}
