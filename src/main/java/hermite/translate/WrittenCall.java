package hermite.translate;

import hermite.sas.log.StepFailure;
import hermite.sas.proc.covariance.ParmsGrid;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.translate.code.RText;
import hermite.translate.code.Untranslatable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** MIXED where no fit of R has the structure or the search: {@code sas_linear} with the covariance matrix written out. */
final class WrittenCall {
    private static final List<String> MOMENTS = List.of("TYPE1", "TYPE2", "TYPE3", "MIVQUE0");
    private static final List<String> STRUCTURES = List.of("HF", "ANTE", "LIN");
    private static final String RESIDUAL = "diag(nrow(rows))";

    private final ModelStep step;
    private final List<String> notes = new ArrayList<>();
    private final StringBuilder preparation = new StringBuilder();
    private final List<String> lines = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private final List<String> starts = new ArrayList<>();
    private final List<String> lower = new ArrayList<>();
    private final List<String> randomTerms = new ArrayList<>();
    private List<String> subject = List.of();

    private WrittenCall(ModelStep step) {
        this.step = step;
    }

    /** Whether the step has something that the packages' functions have not. */
    static boolean isWanted(ProcStep step) {
        return MOMENTS.contains(method(step))
                || step.options().has("NOBOUND")
                || step.statement("PARMS")
                        .filter(p -> List.of("HOLD", "NOITER", "LOWERB", "UPPERB", "NOBOUND").stream()
                                .anyMatch(p.options()::has))
                        .isPresent()
                || step.statements("RANDOM").stream().anyMatch(r -> r.options().has("GDATA"))
                || step.statement("REPEATED").filter(r -> isOwn(r.options())).isPresent();
    }

    private static boolean isOwn(Options repeated) {
        String type = repeated.word("TYPE").orElse("VC");
        return STRUCTURES.contains(type)
                || type.equals("UN") && RandomTerms.bands(repeated).orElse(1) > 1;
    }

    private static String method(ProcStep step) {
        return step.options().word("METHOD").orElse("REML");
    }

    static ModelCall of(ModelStep step) throws Untranslatable {
        return new WrittenCall(step).call();
    }

    private ModelCall call() throws Untranslatable {
        refuseOthers();
        for (ProcStatement statement : step.step().statements("RANDOM")) {
            random(statement.options(), ((Body.Effects) statement.body()).effects());
        }
        Optional<ProcStatement> repeated = step.step().statement("REPEATED");
        if (repeated.isPresent()) {
            residual(repeated.get().options(), LinearMixedCall.visits(repeated.get()));
        } else {
            parts.add(parameters(1, "s2 / " + (starts.size() + 1), "0") + " * " + RESIDUAL);
        }
        String formula = step.response(false, notes) + " ~ " + step.fixedPart();
        String subjects = subject.size() == 1
                ? RText.quoted(subject.get(0))
                : subject.isEmpty()
                        ? "NULL"
                        : RText.vector(subject.stream().map(RText::quoted).toList());
        preparation
                .append("covariance <- function(v, rows) {\n")
                .append(lines.stream().map(l -> "  " + l + "\n").collect(Collectors.joining()))
                .append("  ")
                .append(String.join(" + ", parts))
                .append("\n}\n");
        String search = search(formula, subjects);
        notes.add("no fit of a package has this: sas_linear above, with the covariance matrix of a subject written out."
                + " It has no degrees of freedom: tests below are by the normal distribution.");
        return new ModelCall(
                "sas_linear(" + formula + ", data = data, subject = " + subjects
                        + ", covariance = covariance, start = start" + search
                        + (method(step.step()).equals("ML") ? ", REML = FALSE" : "") + ")",
                "fit$coefficients",
                "fit$vcov",
                preparation.toString(),
                notes,
                false);
    }

    private void refuseOthers() throws Untranslatable {
        List<Options> all = new ArrayList<>();
        step.step().statements("RANDOM").forEach(s -> all.add(s.options()));
        step.step().statement("REPEATED").ifPresent(s -> all.add(s.options()));
        if (step.variable("WEIGHT").isPresent()) {
            throw new Untranslatable("WEIGHT with held parameters or a structure that R has not; nearest is lme4::lmer,"
                    + " which has weights");
        }
        for (Options options : all) {
            List<String> names = options.effect("SUBJECT").isEmpty()
                    ? List.of()
                    : names(step.grouping(options.effect("SUBJECT").get()));
            if (options.has("GROUP") || options.has("LOCAL") || options != all.get(0) && !names.equals(subject)) {
                throw new Untranslatable(
                        "GROUP=, LOCAL or several subjects with held parameters or a structure that R"
                                + " has not; nearest is glmmTMB with start = and map =, which hold parameters of its own scale");
            }
            subject = names;
        }
    }

    private static List<String> names(String grouping) {
        return List.of(grouping.replace("`", "").split(":"));
    }

    /** New parameters: {@code v[2]} or {@code v[2:4]}. */
    private String parameters(int count, String start, String least) {
        int first = starts.size() + 1;
        for (int i = 0; i < count; i++) {
            starts.add(start);
            lower.add(least);
        }
        return count == 1 ? "v[" + first + "]" : "v[" + first + ":" + (first + count - 1) + "]";
    }

    private void random(Options options, List<EffectTerm> effects) throws Untranslatable {
        String type = RandomTerms.type(options);
        if (options.has("GDATA") || type.equals("UN") && effects.size() > 1) {
            correlated(options, effects);
            return;
        }
        if (!type.equals("VC") && !(type.startsWith("UN") && effects.size() == 1 && isColumn(effects.get(0)))) {
            throw new Untranslatable(
                    "RANDOM with TYPE=" + type + " and held parameters; nearest is glmmTMB with start ="
                            + " and map =, which hold parameters of its own scale");
        }
        for (EffectTerm effect : effects) {
            String v = parameters(1, "s2 / 2", "0");
            if (RandomTerms.isIntercept(effect)) {
                parts.add(v);
                randomTerms.add(term(subject));
            } else if (isColumn(effect)) {
                parts.add(v + " * tcrossprod(" + column(effect) + ")");
                randomTerms.add("");
            } else {
                List<String> levels = names(step.grouping(effect));
                for (String name : levels) {
                    if (!step.isClass(name)) {
                        throw new Untranslatable("RANDOM of a CLASS effect crossed with a continuous variable");
                    }
                }
                String level = levels.stream().map(n -> "rows$" + RText.name(n)).collect(Collectors.joining(", "));
                String same = levels.size() == 1 ? level : "paste(" + level + ")";
                parts.add(v + " * outer(" + same + ", " + same + ", \"==\")");
                List<String> all = new ArrayList<>(subject);
                all.addAll(levels);
                randomTerms.add(term(all));
            }
        }
    }

    private String term(List<String> names) {
        return names.stream()
                .map(n -> step.factor(n).isPresent() ? RText.name(n) : "factor(" + RText.name(n) + ")")
                .collect(Collectors.joining(":"));
    }

    private boolean isColumn(EffectTerm effect) {
        return RandomTerms.isIntercept(effect)
                || effect.nested().isEmpty() && effect.crossed().stream().noneMatch(step::isClass);
    }

    private String column(EffectTerm effect) {
        return RandomTerms.isIntercept(effect)
                ? "1"
                : effect.crossed().stream().map(n -> "rows$" + RText.name(n)).collect(Collectors.joining(" * "));
    }

    /** Effects with a covariance matrix, whose order of parameters is that of the rows of its lower triangle. */
    private void correlated(Options options, List<EffectTerm> effects) throws Untranslatable {
        for (EffectTerm effect : effects) {
            if (!isColumn(effect)) {
                throw new Untranslatable("RANDOM of a CLASS effect with GDATA= or TYPE=UN and held parameters");
            }
        }
        int order = effects.size();
        String matrix;
        if (options.has("GDATA")) {
            matrix = known(options, "GDATA", 1, order) + "[[1]]";
        } else {
            int first = starts.size();
            String v = parameters(order * (order + 1) / 2, "0", "-Inf");
            for (int i = 0, k = 0; i < order; i++, k += i + 1) {
                starts.set(first + k, "s2 / 2");
            }
            matrix = "sas_symmetric(" + v + ", " + order + ")";
        }
        List<String> columns = new ArrayList<>();
        for (EffectTerm effect : effects) {
            columns.add(column(effect).equals("1") ? "rep(1, nrow(rows))" : column(effect));
        }
        lines.add("Z <- cbind(" + String.join(", ", columns) + ")");
        parts.add("Z %*% " + matrix + " %*% t(Z)");
    }

    /** The matrices of a data set, which the program has as a data frame. */
    private String known(Options options, String option, int count, int order) {
        String frame = RText.frame(options.dataSet(option).orElseThrow().member());
        String name = option.equals("GDATA") ? "known_g" : "known_r";
        preparation.append(name + " <- sas_matrices(" + frame + ", " + count + ", " + order + ")\n");
        return name;
    }

    private void residual(Options options, List<EffectTerm> effects) throws Untranslatable {
        String type = options.word("TYPE").orElse("VC");
        if (type.equals("VC") || type.equals("CS")) {
            if (type.equals("CS")) {
                parts.add(parameters(1, "s2 / 2", "-Inf"));
            }
            parts.add(parameters(1, "s2 / 2", "0") + " * " + RESIDUAL);
            return;
        }
        if (effects.size() != 1 || effects.get(0).crossed().size() != 1 || subject.isEmpty()) {
            throw new Untranslatable("TYPE=" + type + " without one repeated effect and SUBJECT=");
        }
        String visit = effects.get(0).crossed().get(0);
        List<String> values = step.factorOf(visit).values();
        int visits = values.size();
        OptionalInt bands = RandomTerms.bands(options);
        lines.add(
                step.factor(visit).isPresent()
                        ? "at <- as.integer(rows$" + RText.name(visit) + ")"
                        : "at <- match(rows$" + RText.name(visit) + ", " + RText.vector(values) + ")");
        String matrix =
                switch (type) {
                    case "HF" ->
                        "sas_hf(" + parameters(visits, "s2", "0") + ", " + parameters(1, "s2 / 2", "-Inf") + ")";
                    case "ANTE" ->
                        "sas_ante(" + parameters(visits, "s2", "0") + ", " + parameters(visits - 1, "0.5", "-1") + ")";
                    case "AR" -> {
                        String rho = parameters(1, "0.5", "-1");
                        yield parameters(1, "s2", "0") + " * " + rho + "^abs(outer(1:" + visits + ", 1:" + visits
                                + ", \"-\"))";
                    }
                    case "UN" -> unstructured(visits, bands);
                    case "LIN" -> {
                        int count = bands.orElse(1);
                        if (!options.has("LDATA")) {
                            throw new Untranslatable("TYPE=LIN without LDATA=");
                        }
                        String matrices = known(options, "LDATA", count, visits);
                        yield "Reduce(\"+\", Map(\"*\", " + parameters(count, "s2 / " + count, "-Inf") + ", " + matrices
                                + "))";
                    }
                    default ->
                        throw new Untranslatable(
                                "TYPE=" + type
                                        + " with held parameters; nearest is nlme::gls with the argument fixed = TRUE of its correlations");
                };
        lines.add("S <- " + matrix);
        parts.add("S[at, at]");
    }

    private String unstructured(int visits, OptionalInt bands) {
        int width = Math.min(bands.orElse(visits), visits);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < visits; i++) {
            for (int j = Math.max(0, i - width + 1); j <= i; j++) {
                all.add(i == j ? "s2" : "0");
            }
        }
        String v = parameters(all.size(), "0", "-Inf");
        int first = starts.size() - all.size();
        for (int k = 0; k < all.size(); k++) {
            starts.set(first + k, all.get(k));
        }
        return "sas_symmetric(" + v + ", " + visits + (width < visits ? ", bands = " + width : "") + ")";
    }

    /** Writes the starting values; arguments that hold or bound parameters. */
    private String search(String formula, String subjects) throws Untranslatable {
        String method = method(step.step());
        int n = starts.size();
        if (method.startsWith("TYPE")) {
            if (randomTerms.contains("") || randomTerms.isEmpty()) {
                throw new Untranslatable("METHOD=" + method + " with a random slope");
            }
            String fixed = formula.endsWith(" ~ 1") ? formula.replaceFirst("1$", "") : formula + " + ";
            notes.add("METHOD=" + method + ": variances from mean squares; tests below are Wald's, not ratios of mean"
                    + " squares.");
            preparation
                    .append("start <- sas_mean_squares(" + fixed + String.join(" + ", randomTerms) + ", ")
                    .append(RText.vector(randomTerms.stream().map(RText::quoted).toList()) + ", data, type = "
                            + method.substring(4) + ")\n");
            return ", hold = 1:" + n;
        }
        if (method.equals("MIVQUE0")) {
            preparation.append(
                    "start <- sas_mivque0(" + formula + ", data, " + subjects + ", covariance, " + n + ")\n");
            return ", hold = 1:" + n;
        }
        Optional<ProcStatement> parms = step.step().statement("PARMS");
        List<String> first = starts;
        if (parms.isPresent() && !((Body.Values) parms.get().body()).values().isEmpty()) {
            first = given(parms.get(), n);
        } else if (parms.isPresent() && parms.get().options().has("PARMSDATA")) {
            throw new Untranslatable("PARMSDATA= with parameters that are held or bounded");
        } else {
            preparation.append("s2 <- sigma(lm(" + formula + ", data = data))^2\n");
        }
        preparation.append("start <- " + (n == 1 ? first.get(0) : RText.vector(first)) + "\n");
        return limits(parms.map(ProcStatement::options).orElse(Options.NONE), n);
    }

    private static List<String> given(ProcStatement parms, int n) throws Untranslatable {
        List<double[]> points;
        try {
            points = ParmsGrid.of(parms, n);
        } catch (StepFailure e) {
            throw new Untranslatable("PARMS: " + e.getMessage());
        }
        if (points.size() > 1) {
            throw new Untranslatable("PARMS with several values of a parameter that is held or bounded");
        }
        double[] point = points.get(0);
        double unit = parms.options().has("RATIOS") ? point[n - 1] : 1;
        return IntStream.range(0, n)
                .mapToObj(k -> RText.number(k < n - 1 ? point[k] * unit : point[k]))
                .toList();
    }

    private String limits(Options parms, int n) {
        if (parms.has("NOITER")) {
            return ", hold = 1:" + n;
        }
        boolean unbounded = step.step().options().has("NOBOUND") || parms.has("NOBOUND");
        List<String> least = new ArrayList<>(unbounded ? Collections.nCopies(n, "-Inf") : lower);
        List<String> most = new ArrayList<>(Collections.nCopies(n, "Inf"));
        place(parms.numbers("LOWERB"), least);
        place(parms.numbers("UPPERB"), most);
        List<Double> held = parms.numbers("HOLD");
        String hold = held.isEmpty()
                ? ""
                : ", hold = "
                        + (held.size() == 1
                                ? RText.number(held.get(0))
                                : RText.vector(held.stream().map(RText::number).toList()));
        return hold + bound("lower", least, "-Inf") + bound("upper", most, "Inf");
    }

    private static void place(List<Double> given, List<String> bounds) {
        for (int k = 0; k < Math.min(given.size(), bounds.size()); k++) {
            if (!Double.isNaN(given.get(k))) {
                bounds.set(k, RText.number(given.get(k)));
            }
        }
    }

    private static String bound(String name, List<String> values, String none) {
        if (values.stream().allMatch(none::equals)) {
            return "";
        }
        boolean one = values.stream().distinct().count() == 1;
        return ", " + name + " = " + (one ? values.get(0) : RText.vector(values));
    }
}
