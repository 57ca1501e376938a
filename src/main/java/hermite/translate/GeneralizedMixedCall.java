package hermite.translate;

import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GLIMMIX: {@code lme4::glmer}, {@code GLMMadaptive::mixed_model}; a normal response as in MIXED. */
final class GeneralizedMixedCall {
    /** Points where SAS chooses them itself. */
    private static final int POINTS = 11;

    private final ModelStep step;
    private final List<String> notes = new ArrayList<>();

    private GeneralizedMixedCall(ModelStep step) {
        this.step = step;
    }

    static ModelCall of(ModelStep step) throws Untranslatable {
        return new GeneralizedMixedCall(step).call();
    }

    private ModelCall call() throws Untranslatable {
        Options model = step.modelOptions();
        boolean event = step.model().response().options().has("EVENT")
                || step.model().response().options().has("DESCENDING");
        String written = model.word("DIST").orElse(step.hasTrials() || event ? "BINOMIAL" : "NORMAL");
        String distribution = Families.distribution(written);
        String link = model.word("LINK").orElse("");
        String method = step.step().options().word("METHOD").orElse("RSPL");
        List<ProcStatement> residual = step.step().statements("RANDOM").stream()
                .filter(RandomTerms::isResidual)
                .toList();
        boolean likelihood = method.equals("QUAD") || method.equals("LAPLACE");
        if (distribution.equals("NORMAL") && (link.isEmpty() || link.equals("IDENTITY"))) {
            boolean ml = likelihood
                    || method.startsWith("M")
                    || step.step().options().has("NOREML");
            return LinearMixedCall.of(step, ml, residual.stream().findFirst());
        }
        RandomTerms random = RandomTerms.of(step);
        refuseOtherNodes();
        int points = method.equals("QUAD") && !random.terms().isEmpty() ? points() : 1;
        if (!residual.isEmpty()) {
            throw new Untranslatable(
                    "a residual covariance (RANDOM _RESIDUAL_) of a non-normal response: pseudo-likelihood; the marginal"
                            + " model of PROC GENMOD with REPEATED is near to it and has a translation");
        }
        if (!likelihood && !random.terms().isEmpty()) {
            notes.add("METHOD=" + method
                    + " is pseudo-likelihood; R's call below maximises Laplace's approximation of the"
                    + " likelihood. The estimates differ: pseudo-likelihood pulls those of binary responses to 0.");
        }
        if (distribution.equals("MULTINOMIAL") || Families.isCategorical(link)) {
            return categorical(link, random, points);
        }
        if (step.variable("WEIGHT").isPresent()) {
            throw new Untranslatable("WEIGHT in a mixed model of a non-normal response");
        }
        return fit(distribution, link, random, points);
    }

    /** NOAD and NOADSCALE place the nodes otherwise than any R function that is called here. */
    private void refuseOtherNodes() throws Untranslatable {
        for (String word : List.of("NOAD", "NOADSCALE")) {
            if (step.step().options().suboptions("METHOD").has(word)) {
                throw new Untranslatable("METHOD=QUAD(" + word + ")");
            }
        }
    }

    private ModelCall categorical(String link, RandomTerms random, int points) throws Untranslatable {
        if (random.terms().isEmpty()) {
            return OrdinalCall.fixed(step, link);
        }
        if (points > 1 && !random.scalar()) {
            notes.add("ordinal::clmm has quadrature for one random intercept only: Laplace's approximation instead.");
        }
        ModelCall call = OrdinalCall.mixed(step, link, random.joined(), random.scalar() ? points : 1);
        notes.addAll(call.notes());
        return call.withNotes(notes);
    }

    private int points() {
        return (int)
                step.step().options().suboptions("METHOD").number("QPOINTS").orElseGet(() -> {
                    notes.add("without QPOINTS= SAS chooses the number of quadrature points; here " + POINTS + ".");
                    return POINTS;
                });
    }

    private ModelCall fit(String distribution, String link, RandomTerms random, int points) throws Untranslatable {
        String formula = step.response(distribution.equals("BINOMIAL"), notes) + " ~ " + step.fixedPart();
        if (random.terms().isEmpty()) {
            return fixedOnly(formula, distribution, link);
        }
        if (Families.hasScale(distribution)) {
            if (points > 1) {
                notes.add("glmmTMB has Laplace's approximation only, SAS's step " + points + " points.");
            }
            return scaled(formula + " + " + random.joined(), distribution, link);
        }
        String family = Families.family(distribution, link);
        if (points > 1 && !random.scalar()) {
            return adaptive(formula, family, random, points);
        }
        notes.add(
                points > 1
                        ? "lme4 and SAS place the points by the conditional mode and curvature alike: equal to the printed digits."
                        : "lme4's and SAS's Laplace approximation are the same function of the parameters.");
        return lme4("lme4::glmer(" + formula + " + " + random.joined() + ", data = data, family = " + family
                + ", nAGQ = " + points + ")");
    }

    private ModelCall lme4(String call) {
        notes.add("R tests by the normal distribution, SAS by t with its degrees of freedom.");
        return new ModelCall(call, "lme4::fixef(fit)", "as.matrix(vcov(fit))", "", notes, true);
    }

    /** Distributions with a scale, which glmmTMB estimates by maximum likelihood as SAS does. */
    private ModelCall scaled(String formula, String distribution, String link) throws Untranslatable {
        notes.add(
                switch (distribution) {
                    case "NEGBIN" -> "SAS prints the scale 1/theta, glmmTMB theta.";
                    case "GAMMA" -> "SAS prints the dispersion that glmmTMB's summary calls dispersion estimate.";
                    case "BETA" -> "SAS's scale is what glmmTMB's summary calls dispersion parameter.";
                    default -> "SAS prints the variance of the residuals, glmmTMB too.";
                });
        notes.add("R tests by the normal distribution, SAS by t with its degrees of freedom.");
        return new ModelCall(
                "glmmTMB::glmmTMB(" + formula + ", data = data, family = " + Families.tmbFamily(distribution, link)
                        + ")",
                "glmmTMB::fixef(fit)$cond",
                "vcov(fit)$cond",
                "",
                notes,
                true);
    }

    private ModelCall fixedOnly(String formula, String distribution, String link) throws Untranslatable {
        if (Families.hasScale(distribution)) {
            return scaled(formula, distribution, link);
        }
        notes.add("SAS tests by t with n - p degrees of freedom, R by the normal distribution.");
        return new ModelCall(
                "glm(" + formula + ", family = " + Families.family(distribution, link) + ", data = data)",
                "coef(fit)",
                "vcov(fit)",
                "",
                notes,
                true);
    }

    private ModelCall adaptive(String formula, String family, RandomTerms random, int points) throws Untranslatable {
        if (random.slopes().isEmpty() || random.groups().size() != 1) {
            notes.add("R has no quadrature over several levels of subjects: Laplace's approximation instead.");
            return lme4("lme4::glmer(" + formula + " + " + random.joined() + ", data = data, family = " + family + ")");
        }
        Optional<String> offset = step.modelOptions().variable("OFFSET");
        if (offset.isPresent() && step.hasTrials()) {
            throw new Untranslatable("OFFSET= with events/trials and several random effects");
        }
        notes.add(
                "mixed_model's search starts by EM; its optimum agrees with SAS's to about four digits. The columns of"
                        + " vcov(fit) after the fixed effects belong to the covariance of the random effects.");
        String bar = random.correlated() ? " | " : " || ";
        return new ModelCall(
                "GLMMadaptive::mixed_model(" + formula + ", random = ~ " + random.slopes() + bar
                        + random.groups().iterator().next() + ", data = data, family = " + family + ", nAGQ = "
                        + points + ")",
                "GLMMadaptive::fixef(fit)",
                "vcov(fit)[seq_along(GLMMadaptive::fixef(fit)), seq_along(GLMMadaptive::fixef(fit))]",
                "",
                notes,
                true);
    }
}
