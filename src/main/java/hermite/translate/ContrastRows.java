package hermite.translate;

import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body.Coefficients;
import hermite.translate.code.RText;
import hermite.translate.code.Untranslatable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Hypotheses about the fixed effects: ESTIMATE and CONTRAST, whose coefficients by position become R's by name, and the
 * tests of whole effects.
 */
final class ContrastRows {
    private final ModelStep step;
    private final ModelCall call;
    private final List<String> appearance = new ArrayList<>();
    private final Set<String> zeroParameters = new LinkedHashSet<>();
    private final Set<String> used = new LinkedHashSet<>();

    ContrastRows(ModelStep step, ModelCall call) {
        this.step = step;
        this.call = call;
        for (EffectTerm effect : step.model().effects()) {
            for (String name : all(effect)) {
                if (!appearance.contains(ModelStep.key(name))) {
                    appearance.add(ModelStep.key(name));
                }
            }
        }
    }

    private static List<String> all(EffectTerm effect) {
        List<String> names = new ArrayList<>(effect.crossed());
        names.addAll(effect.nested());
        return names;
    }

    /** {@code print(sas_estimate(…))} or {@code print(sas_contrast(…))}. */
    String code(ProcStatement statement) throws Untranslatable {
        String text = "print(" + expression(statement) + ")\n";
        boolean estimate = statement.spec().name().equals("ESTIMATE");
        String wald = estimate || statement.options().has("WALD") || !step.isGenmod()
                ? ""
                : "# SAS tests this contrast by "
                        + (step.step().statement("REPEATED").isPresent() ? "score" : "likelihood ratio")
                        + " unless WALD is asked for; here it is Wald's test.\n";
        String label = ((Coefficients) statement.body()).label();
        String heading = estimate ? "" : wald + "cat(" + RText.quoted(label + "\n") + ")\n";
        String exponential = statement.options().has("EXP") ? "# EXP: exponentiate Estimate for the ratio.\n" : "";
        return heading + exponential + text;
    }

    /** {@code sas_estimate(…)} or {@code sas_contrast(…)}: a data frame. */
    String expression(ProcStatement statement) throws Untranslatable {
        if (call.function().equals("nnet::multinom")) {
            throw new Untranslatable(statement.spec().name() + " with generalized logits");
        }
        zeroParameters.clear();
        used.clear();
        Coefficients body = (Coefficients) statement.body();
        boolean estimate = statement.spec().name().equals("ESTIMATE");
        List<Double> divisors = statement.options().numbers("DIVISOR");
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < body.rows().size(); i++) {
            Coefficients.Row row = body.rows().get(i);
            if (!row.random().isEmpty()) {
                throw new Untranslatable(
                        "coefficients of random effects in " + statement.spec().name());
            }
            double divisor = divisors.isEmpty() ? 1 : divisors.get(Math.min(i, divisors.size() - 1));
            String label = row.label().isEmpty() ? body.label() : row.label();
            rows.add(RText.quoted(label) + " = " + vector(row, divisor));
        }
        List<String> aliased = zeroParameters.stream().filter(used::contains).toList();
        String unused = aliased.isEmpty()
                ? ""
                : ", aliased = c("
                        + String.join(", ", aliased.stream().map(RText::quoted).toList()) + ")";
        return "sas_" + (estimate ? "estimate" : "contrast") + "(" + call.coefficients() + ", " + call.covariance()
                + ", list(" + String.join(", ", rows) + ")" + unused + ")";
    }

    /** Wald's tests of all parameters of each effect: Type 3 where no effect is averaged over levels of another. */
    private String parameterTests() throws Untranslatable {
        if (call.function().equals("nnet::multinom")) {
            throw new Untranslatable("tests of Type 3 with generalized logits");
        }
        List<String> effects = new ArrayList<>();
        for (EffectTerm effect : step.model().effects()) {
            zeroParameters.clear();
            List<String> rows = new ArrayList<>();
            for (String name : parameters(effect)) {
                if (!zeroParameters.contains(name)) {
                    rows.add("c(" + named(name) + " = 1)");
                }
            }
            if (!rows.isEmpty()) {
                effects.add(RText.quoted(String.join("*", all(effect)).toLowerCase(Locale.ROOT))
                        + " = sas_contrast(" + call.coefficients() + ", " + call.covariance() + ", list("
                        + String.join(", ", rows) + "))");
            }
        }
        return "print(rbind(" + String.join(", ", effects) + "))\n";
    }

    private static String named(String parameter) {
        return parameter.matches("[A-Za-z][A-Za-z0-9_.]*") ? parameter : RText.quoted(parameter);
    }

    private String vector(Coefficients.Row row, double divisor) throws Untranslatable {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Coefficients.Term term : row.terms()) {
            if (!term.placed().isEmpty()) {
                throw new Untranslatable("coefficients placed by levels in brackets");
            }
            List<String> names = parameters(term.effect());
            if (term.values().size() > names.size()) {
                throw new Untranslatable("more coefficients than the effect has levels");
            }
            for (int i = 0; i < term.values().size(); i++) {
                double value = term.values().get(i) / divisor;
                if (value != 0) {
                    values.merge(names.get(i), value, Double::sum);
                }
            }
        }
        used.addAll(values.keySet());
        return "c("
                + String.join(
                        ", ",
                        values.entrySet().stream()
                                .map(e -> named(e.getKey()) + " = " + RText.number(e.getValue()))
                                .toList())
                + ")";
    }

    /** R's names of an effect's parameters in SAS's order: class variables as in CLASS, the last fastest. */
    private List<String> parameters(EffectTerm effect) throws Untranslatable {
        if (effect.crossed().stream().anyMatch(step::isConstructed)) {
            throw new Untranslatable("coefficients of an EFFECT");
        }
        if (RandomTerms.isIntercept(effect)) {
            if (call.function().startsWith("ordinal::")) {
                throw new Untranslatable("coefficients of the intercepts of a multinomial response");
            }
            return List.of("(Intercept)");
        }
        List<String> classes = new ArrayList<>(all(effect).stream()
                .map(ModelStep::key)
                .filter(step::isClass)
                .distinct()
                .toList());
        classes.sort((a, b) -> Integer.compare(order(effect, a), order(effect, b)));
        List<Map<String, String>> combinations = new ArrayList<>(List.of(Map.of()));
        List<Boolean> zero = new ArrayList<>(List.of(false));
        for (String name : classes) {
            ClassFactor factor =
                    step.factor(name).orElseThrow(() -> new Untranslatable("an effect that the model has not"));
            if (factor.coding().equals("EFFECT")) {
                throw new Untranslatable("coefficients for PARAM=EFFECT");
            }
            List<Map<String, String>> wider = new ArrayList<>();
            List<Boolean> widerZero = new ArrayList<>();
            boolean all = factor.coding().equals("GLM");
            for (int c = 0; c < combinations.size(); c++) {
                for (int i = 0; i < factor.labels().size(); i++) {
                    boolean reference = i == factor.reference();
                    if (all || !reference) {
                        Map<String, String> next = new LinkedHashMap<>(combinations.get(c));
                        next.put(name, name + factor.labels().get(i));
                        wider.add(next);
                        widerZero.add(zero.get(c) || reference);
                    }
                }
            }
            combinations = wider;
            zero = widerZero;
        }
        List<String> variables = all(effect).stream()
                .map(ModelStep::key)
                .distinct()
                .sorted((a, b) -> Integer.compare(appearance.indexOf(a), appearance.indexOf(b)))
                .toList();
        List<String> names = new ArrayList<>();
        for (int c = 0; c < combinations.size(); c++) {
            Map<String, String> levels = combinations.get(c);
            String name = String.join(
                    ":", variables.stream().map(v -> levels.getOrDefault(v, v)).toList());
            names.add(name);
            if (zero.get(c)) {
                zeroParameters.add(name);
            }
        }
        return names;
    }

    /** Nested variables vary slowest, crossed ones in the order of the CLASS statement. */
    private int order(EffectTerm effect, String name) {
        boolean nested = effect.nested().stream().anyMatch(name::equalsIgnoreCase);
        return step.classNames().indexOf(name) - (nested ? step.classNames().size() : 0);
    }

    /** Tests of the fixed effects: those MIXED and GLIMMIX print, TYPE3 of GENMOD. */
    String typeThree() throws Untranslatable {
        Options model = step.modelOptions();
        List<EffectTerm> effects = step.model().effects();
        boolean marginal = step.isGenmod();
        boolean asked = marginal ? model.has("TYPE3") : !step.step().options().has("NOTEST") && !model.has("NOTEST");
        List<String> types = htypes();
        if (!asked || effects.isEmpty() || types.isEmpty()) {
            return "";
        }
        String function = call.function();
        if (function.equals("lmerTest::lmer") && !call.isSandwich()) {
            StringBuilder out = new StringBuilder();
            types.forEach(t -> out.append("print(anova(fit, type = " + t + call.summaryArguments() + "))\n"));
            return out.toString();
        }
        if (!types.equals(List.of("3"))) {
            throw new Untranslatable("HTYPE=" + String.join(",", types) + " for a fit of " + function);
        }
        boolean contained = isContained(true);
        if (marginal
                && !model.has("WALD")
                && !step.hasIndicators()
                && (function.equals("glm") || function.equals("MASS::glm.nb"))) {
            boolean anew = call.call().matches("(?s).*family = (Gamma|inverse).*");
            return (anew ? "# SAS estimates the scale anew in each model, R holds that of this one.\n" : "")
                    + "print(drop1(" + (contained ? "update(fit, contrasts = " + sums() + ")" : "fit")
                    + ", . ~ ., test = \"Chisq\"" + call.heldDispersion().replace("dispersion =", "scale =") + "))\n";
        }
        String note = !marginal || model.has("WALD")
                ? ""
                : "# SAS's tests of Type 3 are score tests here (likelihood ratios without REPEATED), these are Wald tests.\n";
        if (!contained
                && !call.isSandwich()
                && !call.call().startsWith("sas_")
                && !step.hasIndicators()
                && List.of("lm", "glm", "nlme::gls", "nlme::lme", "lme4::glmer").contains(function)) {
            return note + "print(car::Anova(fit, type = 3"
                    + (function.equals("glm") ? ", test.statistic = \"Wald\"" : "") + "))\n";
        }
        boolean means = call.means()
                || function.startsWith("ordinal::") && !call.covariance().contains("sandwich");
        boolean averages = !isContained(false)
                || contained && step.factors().allMatch(f -> f.coding().equals("GLM"));
        // joint_tests fails where an offset is a variable of the grid
        if (means && averages && !isCurved() && !step.hasIndicators() && !model.has("OFFSET")) {
            return note + "print(emmeans::joint_tests(fit, cov.reduce = emmeans::symmint(0), cov.keep = 0"
                    + call.emmeansArguments() + "))\n";
        }
        if (!contained && !isCurved()) {
            return note + parameterTests();
        }
        throw new Untranslatable("tests of Type 3 of this model for a fit of " + function);
    }

    /** HTYPE=: the types of tests asked for. */
    private List<String> htypes() {
        if (!step.modelOptions().has("HTYPE")) {
            return List.of("3");
        }
        List<Double> numbers = step.modelOptions().numbers("HTYPE");
        return numbers.stream().map(RText::number).toList();
    }

    /** Every factor by deviations from the mean, with which dropping a term is a test of Type 3. */
    private String sums() {
        return "list("
                + String.join(
                        ", ",
                        step.factors()
                                .map(ClassFactor::name)
                                .filter(name -> step.model().effects().stream()
                                        .anyMatch(e -> keys(e).contains(name.replace("`", ""))))
                                .map(name -> name + " = \"contr.sum\"")
                                .toList())
                + ")";
    }

    /** Whether powers or splines of a variable are terms of their own, which a grid of means cannot hold fixed. */
    private boolean isCurved() throws Untranslatable {
        for (EffectTerm effect : step.model().effects()) {
            if (!step.term(effect).matches("[A-Za-z0-9_.:]*")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether an effect is contained in another (SAS: the same continuous variables, more CLASS variables): its test of
     * Type 3 is then one of averages, not of its parameters, unless the coding is REFERENCE or EFFECT.
     *
     * @param averaged whether to look at effects with such tests only
     */
    private boolean isContained(boolean averaged) {
        List<EffectTerm> effects = step.model().effects();
        for (EffectTerm small : effects) {
            for (EffectTerm large : effects) {
                List<String> more = new ArrayList<>(keys(large));
                if (small != large && more.containsAll(keys(small))) {
                    keys(small).forEach(more::remove);
                    if (!more.isEmpty()
                            && more.stream().allMatch(v -> step.factor(v)
                                    .filter(f -> !averaged || f.coding().equals("GLM"))
                                    .isPresent())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static List<String> keys(EffectTerm effect) {
        return all(effect).stream().map(ModelStep::key).toList();
    }
}
