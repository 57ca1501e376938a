package hermite.translate;

import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The RANDOM statements as terms of lme4.
 *
 * @param terms such as {@code (1 + time | id)}
 * @param groups grouping factors
 * @param slopes of the one statement: {@code 1 + time}; empty with several
 * @param correlated whether its effects have covariances
 * @param scalar whether the model has one random intercept and nothing else
 */
record RandomTerms(List<String> terms, Set<String> groups, String slopes, boolean correlated, boolean scalar) {

    static RandomTerms of(ModelStep step) throws Untranslatable {
        List<String> terms = new ArrayList<>();
        Set<String> groups = new LinkedHashSet<>();
        String slopes = "";
        boolean correlated = false;
        boolean scalar = true;
        List<ProcStatement> statements = step.step().statements("RANDOM").stream()
                .filter(s -> !isResidual(s))
                .toList();
        for (ProcStatement statement : statements) {
            Options options = statement.options();
            if (options.has("GROUP")) {
                throw new Untranslatable("RANDOM with GROUP=");
            }
            String type = type(options).replace("UN(1)", "VC");
            List<EffectTerm> effects = ((Body.Effects) statement.body()).effects();
            if (options.effect("SUBJECT").isEmpty()) {
                for (EffectTerm effect : effects) {
                    String group = withoutSubject(step, effect, type);
                    groups.add(group);
                    terms.add("(1 | " + group + ")");
                }
                continue;
            }
            String group = step.grouping(options.effect("SUBJECT").get());
            groups.add(group);
            boolean structured = effects.size() > 1 && !type.equals("VC");
            if (structured && !List.of("UN", "CHOL", "UNR", "FA0").contains(type)) {
                throw new Untranslatable("RANDOM of several effects with TYPE=" + type);
            }
            List<String> columns = new ArrayList<>();
            boolean intercept = false;
            for (EffectTerm effect : effects) {
                if (isIntercept(effect)) {
                    intercept = true;
                } else {
                    columns.add(step.term(effect));
                }
            }
            boolean levels = effects.stream()
                    .anyMatch(e -> e.crossed().stream().anyMatch(step::isClass)
                            || !e.nested().isEmpty());
            if (structured && levels && intercept) {
                throw new Untranslatable("RANDOM INTERCEPT with a CLASS effect and TYPE=" + type);
            }
            if (levels && effects.size() == 1 && List.of("UN", "CHOL", "UNR").contains(type)) {
                terms.add("(0 + " + columns.get(0) + " | " + group + ")");
                slopes = "0 + " + columns.get(0);
                correlated = true;
                scalar = false;
                continue;
            }
            if (levels && !type.equals("VC")) {
                throw new Untranslatable("RANDOM of a CLASS effect with TYPE=" + type);
            }
            if (structured) {
                slopes = (intercept ? "1 + " : "0 + ") + String.join(" + ", columns);
                terms.add("(" + slopes + " | " + group + ")");
                correlated = true;
                scalar = false;
                continue;
            }
            if (intercept) {
                terms.add("(1 | " + group + ")");
            }
            for (EffectTerm effect : effects) {
                if (isIntercept(effect)) {
                    continue;
                }
                scalar = false;
                if (effect.crossed().stream().allMatch(step::isClass)) {
                    terms.add("(1 | " + group + ":" + step.term(effect) + ")");
                    groups.add(group + ":" + step.term(effect));
                } else if (effect.crossed().stream().anyMatch(step::isClass)
                        || !effect.nested().isEmpty()) {
                    throw new Untranslatable("RANDOM of a CLASS effect crossed with a continuous variable");
                } else {
                    terms.add("(0 + " + step.term(effect) + " | " + group + ")");
                }
            }
            // the levels of a CLASS effect share a variance, which a diagonal of their columns has not
            slopes = levels
                    ? ""
                    : (intercept ? "1" : "0")
                            + columns.stream().map(c -> " + " + c).reduce("", String::concat);
        }
        return new RandomTerms(
                terms, groups, statements.size() == 1 ? slopes : "", correlated, scalar && terms.size() == 1);
    }

    /** TYPE= with its bands, of which UN(1) alone can be said in R. */
    static String type(Options options) throws Untranslatable {
        String type = options.word("TYPE").orElse("VC");
        if (!List.of("UN", "TOEP", "CHOL", "TOEPH", "UNR", "FA0").contains(type)) {
            return type;
        }
        for (BoundOption option : options.suboptions("TYPE").all()) {
            boolean one = option.value() instanceof OptionValue.Values values
                    && values.values().equals(List.of(new OptionValue.Number(1)));
            if (!type.equals("UN") || !one) {
                throw new Untranslatable("TYPE=" + type + " with bands");
            }
            return "UN(1)";
        }
        return type;
    }

    private static String withoutSubject(ModelStep step, EffectTerm effect, String type) throws Untranslatable {
        if (!type.equals("VC") || isIntercept(effect)) {
            throw new Untranslatable("RANDOM of this form without SUBJECT=");
        }
        for (String name : effect.crossed()) {
            if (!step.isClass(name)) {
                throw new Untranslatable("RANDOM of a continuous variable without SUBJECT=");
            }
        }
        return step.grouping(effect);
    }

    static boolean isIntercept(EffectTerm effect) {
        return effect.crossed().size() == 1
                && effect.nested().isEmpty()
                && (effect.crossed().get(0).equalsIgnoreCase("INTERCEPT")
                        || effect.crossed().get(0).equalsIgnoreCase("INT"));
    }

    /** Whether the statement speaks of the residuals: {@code _RESIDUAL_} or RESIDUAL. */
    static boolean isResidual(ProcStatement statement) {
        return statement.options().has("RESIDUAL")
                || ((Body.Effects) statement.body()).effects().stream().anyMatch(e -> e.crossed().stream()
                        .anyMatch("_RESIDUAL_"::equalsIgnoreCase));
    }

    String joined() {
        return String.join(" + ", terms);
    }
}
