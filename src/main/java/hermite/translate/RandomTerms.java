package hermite.translate;

import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.translate.code.Untranslatable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The RANDOM statements as terms of lme4.
 *
 * @param terms such as {@code (1 + time | id)}
 * @param groups grouping factors
 * @param slopes of the one statement: {@code 1 + time}; empty with several
 * @param correlated whether its effects have covariances
 * @param scalar whether the model has one random intercept and nothing else
 * @param ofTmb whether a term has a structure that glmmTMB alone knows
 * @param map glmmTMB's argument {@code map} with its comma, where parameters of a structure are equal or zero; or empty
 */
record RandomTerms(
        List<String> terms,
        Set<String> groups,
        String slopes,
        boolean correlated,
        boolean scalar,
        boolean ofTmb,
        String map) {

    static RandomTerms of(ModelStep step) throws Untranslatable {
        List<String> terms = new ArrayList<>();
        Set<String> groups = new LinkedHashSet<>();
        String slopes = "";
        boolean correlated = false;
        boolean scalar = true;
        boolean ofTmb = false;
        String map = "";
        List<ProcStatement> statements = step.step().statements("RANDOM").stream()
                .filter(s -> !isResidual(s))
                .toList();
        for (ProcStatement statement : statements) {
            Options options = statement.options();
            List<EffectTerm> effects = ((Body.Effects) statement.body()).effects();
            if (options.has("GROUP")) {
                terms.addAll(byGroup(step, options, effects));
                groups.add(step.grouping(options.effect("SUBJECT").orElseThrow()));
                scalar = false;
                continue;
            }
            String visits = overVisits(step, options, effects);
            if (!visits.isEmpty()) {
                terms.add(visits);
                groups.add(step.grouping(options.effect("SUBJECT").orElseThrow()));
                scalar = false;
                ofTmb = true;
                map = lagMap(step, options, effects, statements.size());
                continue;
            }
            String type = type(options).replace("UN(1)", "VC");
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
                throw new Untranslatable("RANDOM of several effects with TYPE=" + type
                        + "; nearest is lme4's (1 + x | id), which is TYPE=UN");
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
            if (levels && type.equals("CS") && effects.size() == 1) {
                // covariances of the levels are the variance of the subject, if that is not negative
                terms.add("(1 | " + group + ")");
                terms.add("(1 | " + group + ":" + columns.get(0) + ")");
                groups.add(group + ":" + columns.get(0));
                scalar = false;
                continue;
            }
            if (levels && !type.equals("VC")) {
                throw new Untranslatable("RANDOM of a CLASS effect with TYPE=" + type
                        + (type.equals("ARH")
                                ? "; glmmTMB has ar1() with one variance and toep() with one for each visit, which is nearest"
                                : "; nearest are us(), cs(), ar1(), toep() and rr() of glmmTMB"));
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
                terms,
                groups,
                statements.size() == 1 ? slopes : "",
                correlated,
                scalar && terms.size() == 1,
                ofTmb,
                map);
    }

    /** TOEP: variances that are equal, and correlations that are zero beyond the bands. */
    private static String lagMap(ModelStep step, Options options, List<EffectTerm> effects, int statements)
            throws Untranslatable {
        String type = options.word("TYPE").orElse("VC");
        boolean equal = type.equals("TOEP");
        if (!equal && !(type.equals("TOEPH") && bands(options).isPresent())) {
            return "";
        }
        if (statements > 1) {
            throw new Untranslatable("TYPE=" + type + " beside another RANDOM statement");
        }
        int visits = step.factorOf(effects.get(0).crossed().get(0)).labels().size();
        List<String> theta = new ArrayList<>();
        for (int i = 1; i <= visits; i++) {
            theta.add(String.valueOf(equal ? 1 : i));
        }
        for (int lag = 1; lag < visits; lag++) {
            theta.add(lag < bands(options).orElse(visits) ? String.valueOf(visits + lag) : "NA");
        }
        return ", map = list(theta = factor(c(" + String.join(", ", theta) + ")))";
    }

    /** Where the fit cannot be told of the map. */
    void refuseMap() throws Untranslatable {
        if (!map.isEmpty()) {
            throw new Untranslatable("TYPE=TOEP or TOEPH(q) of random effects here; nearest is glmmTMB's toep(), with a"
                    + " variance for each visit and all lags");
        }
    }

    /** A random intercept with a variance for each level of GROUP=: an indicator of each level has it. */
    private static List<String> byGroup(ModelStep step, Options options, List<EffectTerm> effects)
            throws Untranslatable {
        String by = step.grouping(options.effect("GROUP").orElseThrow());
        if (effects.size() != 1
                || !isIntercept(effects.get(0))
                || options.effect("SUBJECT").isEmpty()
                || by.contains(":")) {
            throw new Untranslatable("RANDOM with GROUP= of other effects than one intercept");
        }
        String group = step.grouping(options.effect("SUBJECT").get());
        List<String> terms = new ArrayList<>();
        for (String value : step.factorOf(by.replace("`", "")).values()) {
            terms.add("(0 + as.numeric(" + by + " == " + value + ") | " + group + ")");
        }
        return terms;
    }

    /** The levels of a CLASS variable with correlations that glmmTMB has structures for; empty: another statement. */
    private static String overVisits(ModelStep step, Options options, List<EffectTerm> effects) throws Untranslatable {
        String type = options.word("TYPE").orElse("VC");
        String structure =
                switch (type) {
                    case "AR" -> "ar1";
                    case "CSH" -> "cs";
                    case "TOEP", "TOEPH" -> "toep";
                    case "FA", "FA1", "FA0" -> "rr";
                    default -> "";
                };
        boolean visits = effects.size() == 1
                && effects.get(0).nested().isEmpty()
                && effects.get(0).crossed().size() == 1
                && step.isClass(effects.get(0).crossed().get(0));
        if (structure.isEmpty() || !visits || options.effect("SUBJECT").isEmpty()) {
            return "";
        }
        String within = "(0 + " + step.term(effects.get(0)) + " | "
                + step.grouping(options.effect("SUBJECT").get());
        return structure.equals("rr") ? factors(type, options, within) : structure + within + ")";
    }

    /**
     * Loadings as glmmTMB's reduced rank; FA has variances of its own for the visits. The common variance of FA1 is left to
     * the residual.
     *
     * @param within the term without its end
     */
    static String factors(String type, Options options, String within) {
        String rank = "rr" + within + ", d = " + bands(options).orElse(1) + ")";
        return type.equals("FA") ? rank + " + diag" + within + ")" : rank;
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
                throw new Untranslatable("TYPE=" + type + " with bands; nearest is the structure with all of them");
            }
            return "UN(1)";
        }
        return type;
    }

    /** The number in parentheses after TYPE=. */
    static OptionalInt bands(Options options) {
        for (BoundOption option : options.suboptions("TYPE").all()) {
            if (option.value() instanceof OptionValue.Values values
                    && !values.values().isEmpty()
                    && values.values().get(0) instanceof OptionValue.Number number) {
                return OptionalInt.of((int) number.value());
            }
        }
        return OptionalInt.empty();
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
