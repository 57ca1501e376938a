package hermite.translate;

import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** MIXED, and GLIMMIX of a normal response: {@code lme4::lmer}, {@code nlme::lme}, {@code nlme::gls}. */
final class LinearMixedCall {
    private final ModelStep step;
    private final List<String> notes = new ArrayList<>();

    private LinearMixedCall(ModelStep step) {
        this.step = step;
    }

    /**
     * @param maximumLikelihood ML instead of REML
     * @param residual the REPEATED statement, or RANDOM _RESIDUAL_
     */
    static ModelCall of(ModelStep step, boolean maximumLikelihood, Optional<ProcStatement> residual)
            throws Untranslatable {
        return new LinearMixedCall(step).call(maximumLikelihood, residual);
    }

    private ModelCall call(boolean maximumLikelihood, Optional<ProcStatement> residual) throws Untranslatable {
        String fixed = step.response(false, notes) + " ~ " + step.fixedPart();
        RandomTerms random = RandomTerms.of(step);
        Optional<ProcStatement> structured =
                residual.filter(s -> s.options().effect("SUBJECT").isPresent());
        if (residual.isPresent()
                && structured.isEmpty()
                && !RandomTerms.type(residual.get().options()).equals("VC")) {
            throw new Untranslatable("a residual covariance TYPE="
                    + RandomTerms.type(residual.get().options()) + " without SUBJECT=");
        }
        if (residual.isPresent()
                && structured.isEmpty()
                && residual.get().options().has("GROUP")) {
            return variancesByGroup(fixed, random, residual.get(), maximumLikelihood);
        }
        if (step.variable("WEIGHT").isPresent() && structured.isPresent()) {
            throw new Untranslatable("WEIGHT with a residual covariance structure");
        }
        degreesOfFreedom(random);
        if (structured.isPresent()) {
            return withStructure(fixed, random, structured.get(), maximumLikelihood);
        }
        String weights = step.variable("WEIGHT").map(w -> ", weights = " + w).orElse("");
        if (random.terms().isEmpty()) {
            if (maximumLikelihood) {
                notes.add("lm's residual variance has the divisor n - p, SAS's METHOD=ML n.");
            }
            return new ModelCall(
                    "lm(" + fixed + ", data = data" + weights + ")", "coef(fit)", "vcov(fit)", "", notes, true);
        }
        notes.add("lme4 keeps variances at 0 or above and prints standard deviations beside variances; its BIC counts"
                + " rows, SAS's subjects.");
        return new ModelCall(
                "lme4::lmer(" + fixed + " + " + random.joined() + ", data = data, REML = "
                        + (maximumLikelihood ? "FALSE" : "TRUE") + weights + ")",
                "lme4::fixef(fit)",
                "as.matrix(vcov(fit))",
                "",
                notes,
                true);
    }

    /** REPEATED / GROUP=: a residual variance for each level. */
    private ModelCall variancesByGroup(
            String fixed, RandomTerms random, ProcStatement residual, boolean maximumLikelihood) throws Untranslatable {
        String group = step.grouping(residual.options().effect("GROUP").orElseThrow());
        if (group.contains(":")
                || random.slopes().isEmpty() && !random.terms().isEmpty()
                || random.groups().size() > 1
                || step.variable("WEIGHT").isPresent()) {
            throw new Untranslatable("residual variances by GROUP= in this model");
        }
        notes.add("nlme prints the ratios of the residual standard deviations; their squares times sigma^2 are SAS's.");
        String rest = ", data = data, weights = nlme::varIdent(form = ~ 1 | " + group + "), method = \""
                + (maximumLikelihood ? "ML" : "REML") + "\", na.action = na.omit)";
        return random.terms().isEmpty()
                ? new ModelCall("nlme::gls(" + fixed + rest, "coef(fit)", "vcov(fit)", "", notes, true)
                : new ModelCall(
                        "nlme::lme(" + fixed + ", random = " + form(random) + rest,
                        "nlme::fixef(fit)",
                        "vcov(fit)",
                        "",
                        notes,
                        true);
    }

    private static String form(RandomTerms random) {
        String group = random.groups().iterator().next();
        return random.correlated() || random.scalar()
                ? "~ " + random.slopes() + " | " + group
                : "list(" + group + " = nlme::pdDiag(~ " + random.slopes() + "))";
    }

    private void degreesOfFreedom(RandomTerms random) {
        String method = step.modelOptions().word("DDFM").orElse("");
        if (method.startsWith("SAT")) {
            notes.add(
                    "DDFM=SATTERTHWAITE: library(lmerTest) before the fit gives summary(fit) these degrees of freedom.");
        } else if (method.startsWith("KENWARD") || method.startsWith("KR")) {
            notes.add("DDFM=KR: with library(lmerTest), summary(fit, ddf = \"Kenward-Roger\").");
        } else if (!random.terms().isEmpty()) {
            notes.add("lmer prints t values without degrees of freedom; SAS's are by "
                    + (method.isEmpty() ? "containment" : "DDFM=" + method) + ".");
        }
    }

    private ModelCall withStructure(String fixed, RandomTerms random, ProcStatement residual, boolean maximumLikelihood)
            throws Untranslatable {
        Options options = residual.options();
        if (options.has("GROUP")) {
            throw new Untranslatable("residual covariance by GROUP=");
        }
        String group = step.grouping(options.effect("SUBJECT").orElseThrow()).replace(":", "/");
        List<EffectTerm> effects = residual.body() instanceof Body.Effects e
                ? e.effects().stream()
                        .filter(x -> x.crossed().stream().noneMatch("_RESIDUAL_"::equalsIgnoreCase))
                        .toList()
                : List.of();
        String visit = effects.isEmpty() ? "" : step.term(effects.get(0));
        if (visit.contains(":")) {
            throw new Untranslatable("a repeated effect of several variables");
        }
        String position =
                visit.isEmpty() ? "1" : "as.integer(" + (isFactor(effects) ? visit : "factor(" + visit + ")") + ")";
        String variances = ", weights = nlme::varIdent(form = ~ 1 | " + (visit.isEmpty() ? "1" : visit) + ")";
        String type = RandomTerms.type(options);
        String structure =
                switch (type) {
                    case "VC" -> "";
                    case "UN(1)" -> variances;
                    case "CS" -> ", correlation = nlme::corCompSymm(form = ~ 1 | " + group + ")";
                    case "CSH" -> ", correlation = nlme::corCompSymm(form = ~ 1 | " + group + ")" + variances;
                    case "AR" -> ", correlation = nlme::corAR1(form = ~ " + position + " | " + group + ")";
                    case "ARH" -> ", correlation = nlme::corAR1(form = ~ " + position + " | " + group + ")" + variances;
                    case "UN", "UNR", "CHOL" ->
                        ", correlation = nlme::corSymm(form = ~ " + position + " | " + group + ")" + variances;
                    case "SP(POW)" -> spatial("corCAR1", options, group);
                    case "SP(EXP)" -> spatial("corExp", options, group);
                    case "SP(GAU)" -> spatial("corGaus", options, group);
                    case "SP(SPH)" -> spatial("corSpher", options, group);
                    default -> throw new Untranslatable("R's nlme has no residual structure TYPE=" + type);
                };
        if (visit.isEmpty() && structure.contains("varIdent")) {
            throw new Untranslatable("TYPE=" + type + " without a repeated effect");
        }
        String method = ", method = \"" + (maximumLikelihood ? "ML" : "REML") + "\"";
        if (!structure.isEmpty()) {
            notes.add("nlme prints standard deviations, correlations and ratios; SAS's TYPE=" + type
                    + " covariances are their products.");
        }
        if (random.terms().isEmpty()) {
            notes.add("gls tests with n - p degrees of freedom.");
            if (maximumLikelihood) {
                notes.add("gls takes n - p in its standard errors by ML too: they are sqrt(n / (n - p)) times SAS's.");
            }
            return new ModelCall(
                    "nlme::gls(" + fixed + ", data = data" + structure + method + ", na.action = na.omit)",
                    "coef(fit)",
                    "vcov(fit)",
                    "",
                    notes,
                    true);
        }
        if (random.slopes().isEmpty() || random.groups().size() != 1) {
            throw new Untranslatable("several random statements with a residual covariance structure");
        }
        return new ModelCall(
                "nlme::lme(" + fixed + ", random = " + form(random) + ", data = data" + structure + method
                        + ", na.action = na.omit)",
                "nlme::fixef(fit)",
                "vcov(fit)",
                "",
                notes,
                true);
    }

    /** A correlation by distance in one coordinate. */
    private static String spatial(String structure, Options options, String group) throws Untranslatable {
        List<String> coordinates = new ArrayList<>();
        for (BoundOption option : options.suboptions("TYPE").all()) {
            if (option.value() instanceof OptionValue.Values values) {
                for (OptionValue each : values.values()) {
                    coordinates.add(each instanceof OptionValue.Word word ? word.word() : "");
                }
            }
        }
        if (coordinates.size() != 1) {
            throw new Untranslatable("TYPE=SP() of several coordinates");
        }
        String form = RText.name(coordinates.get(0));
        return ", correlation = nlme::" + structure + "(form = ~ " + form + " | " + group + ")";
    }

    private boolean isFactor(List<EffectTerm> effects) {
        return effects.get(0).crossed().size() == 1
                && step.factor(effects.get(0).crossed().get(0)).isPresent();
    }
}
