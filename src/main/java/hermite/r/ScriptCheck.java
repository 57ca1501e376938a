package hermite.r;

import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.session.AssignedNames;
import hermite.r.eval.session.LoadedPackages;
import hermite.r.syntax.ParsedProgram;
import hermite.r.syntax.RParser;
import hermite.r.value.RCharacter;
import hermite.r.value.RList;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RSymbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells before a program runs which of its expressions need something that is not here, without running any of it. */
public final class ScriptCheck {
    private final FunctionTable functions;

    public ScriptCheck(FunctionTable functions) {
        this.functions = functions;
    }

    /** A package the program asks for that is not here: asking is only noted, what needs it is skipped. */
    public record UnknownPackage(String place, String name) {}

    /**
     * An expression that would be skipped.
     *
     * @param place its line, behind the file's name where it stands in a file that the program reads by source()
     * @param missing what it needs: unknown functions, names of skipped expressions
     */
    public record Finding(String place, List<String> missing) {}

    /**
     * What a check found.
     *
     * @param expressions expressions of the program
     * @param findings those that need something unknown
     * @param packages asked for and not here
     * @param syntaxError text of the first syntax error, or empty
     */
    public record Report(int expressions, List<Finding> findings, List<UnknownPackage> packages, String syntaxError) {
        public boolean isClean() {
            return findings.isEmpty() && packages.isEmpty() && syntaxError.isEmpty();
        }

        /** The report as text, a line a finding. */
        public String text() {
            StringBuilder out = new StringBuilder();
            for (Finding each : findings) {
                out.append(String.format("%6s  %s%n", each.place(), String.join(", ", each.missing())));
            }
            if (!findings.isEmpty()) {
                out.insert(0, String.format("%6s  not supported%n", "line"));
            }
            for (UnknownPackage each : packages) {
                out.append(String.format(
                        "%6s  package '%s' is not supported; what needs it will be skipped%n",
                        each.place(), each.name()));
            }
            if (!syntaxError.isEmpty()) {
                out.append(syntaxError).append(System.lineSeparator());
            }
            int runs = expressions - findings.size();
            out.append(String.format("%d of %d expressions can run%n", runs, expressions));
            return out.toString();
        }
    }

    public Report check(String text, String file) {
        ParsedProgram program = RParser.parse(text, file);
        List<PlacedExpression> expressions = PlacedExpression.of(program);
        Set<String> own = new LinkedHashSet<>();
        for (PlacedExpression each : expressions) {
            collectDefinitions(each.value(), own);
        }
        List<Finding> findings = new ArrayList<>();
        List<UnknownPackage> packages = new ArrayList<>();
        Set<String> known = functions.allNames();
        Map<String, RValue> bodies = new HashMap<>();
        NeededNames needed = new NeededNames();
        for (PlacedExpression each : expressions) {
            Set<String> missing = new LinkedHashSet<>();
            collectMissing(each.value(), known, own, missing);
            missing.addAll(needed.by(each.value()));
            collectPackages(each.value(), each.place(), packages);
            noteFunction(each.value(), bodies);
            Set<String> made = AssignedNames.of(each.value(), bodies::get);
            if (missing.isEmpty()) {
                needed.made(made);
            } else {
                needed.notMade(made, each.place());
                findings.add(new Finding(each.place(), List.copyOf(missing)));
            }
        }
        return new Report(
                expressions.size(),
                findings,
                packages,
                program.problem() == null ? "" : program.problem().text());
    }

    /** Names that are assigned anywhere, and parameters: any of them may hold a function. */
    private static void collectDefinitions(RValue value, Set<String> own) {
        if (!(value instanceof RCall call)) {
            return;
        }
        String name = call.functionName();
        if (call.size() == 2 && (name.equals("<-") || name.equals("=") || name.equals("<<-"))) {
            own.add(nameOf(call.argument(0)));
        }
        if (name.equals("function") && call.size() > 0 && call.argument(0) instanceof RList parameters) {
            for (int i = 0; i < parameters.length(); i++) {
                own.add(parameters.name(i));
            }
        }
        for (RValue each : call.arguments()) {
            collectDefinitions(each, own);
        }
    }

    private static void noteFunction(RValue expression, Map<String, RValue> bodies) {
        if (expression instanceof RCall call
                && (call.isCallTo("<-", 2) || call.isCallTo("=", 2))
                && call.argument(1) instanceof RCall value
                && value.functionName().equals("function")) {
            bodies.put(AssignedNames.changed(call.argument(0)), value.argument(1));
        }
    }

    /** Packages by name in library(), require() and requireNamespace() that are not here. */
    private void collectPackages(RValue value, String place, List<UnknownPackage> packages) {
        if (!(value instanceof RCall call)) {
            return;
        }
        String name = call.functionName();
        boolean asks = name.equals("library") || name.equals("require") || name.equals("requireNamespace");
        boolean literal = asks && call.size() > 0 && call.name(0) == null;
        for (int i = 0; i < call.size(); i++) {
            literal &= !"character.only".equals(call.name(i));
        }
        if (literal) {
            String wanted = nameOf(call.argument(0));
            if (!wanted.isEmpty() && !LoadedPackages.isKnown(wanted, functions)) {
                packages.add(new UnknownPackage(place, wanted));
            }
        }
        for (RValue each : call.arguments()) {
            collectPackages(each, place, packages);
        }
    }

    private static String nameOf(RValue value) {
        if (value instanceof RSymbol symbol) {
            return symbol.name();
        }
        return value instanceof RCharacter text && text.length() == 1 ? text.get(0) : "";
    }

    private static void collectMissing(RValue value, Set<String> known, Set<String> own, Set<String> missing) {
        if (!(value instanceof RCall call)) {
            return;
        }
        String name = call.functionName();
        if ((name.equals("::") || name.equals(":::")) && call.size() == 2) {
            String wanted = nameOf(call.argument(1));
            if (!known.contains(wanted)) {
                missing.add(nameOf(call.argument(0)) + "::" + wanted + "()");
            }
            return;
        }
        if (name.equals("~")) {
            return;
        }
        if (!name.isEmpty() && !known.contains(name) && !own.contains(name)) {
            missing.add(name + "()");
        }
        if (call.function() instanceof RCall) {
            collectMissing(call.function(), known, own, missing);
        }
        for (RValue each : call.arguments()) {
            collectMissing(each, known, own, missing);
        }
    }
}
