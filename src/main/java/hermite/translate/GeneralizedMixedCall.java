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
        int points = method.equals("QUAD") ? points() : 1;
        if (distribution.equals("MULTINOMIAL") || Families.isCategorical(link)) {
            return random.terms().isEmpty()
                    ? OrdinalCall.fixed(step, link)
                    : OrdinalCall.mixed(step, link, random.joined(), random.scalar() ? points : 1);
        }
        if (!residual.isEmpty()) {
            throw new Untranslatable(
                    "a residual covariance (RANDOM _RESIDUAL_) of a non-normal response: pseudo-likelihood; the marginal"
                            + " model of PROC GENMOD with REPEATED is near to it and has a translation");
        }
        if (step.variable("WEIGHT").isPresent()) {
            throw new Untranslatable("WEIGHT in a mixed model of a non-normal response");
        }
        if (!likelihood && !random.terms().isEmpty()) {
            notes.add("METHOD=" + method
                    + " is pseudo-likelihood; R's call below maximises Laplace's approximation of the"
                    + " likelihood. The estimates differ: pseudo-likelihood pulls those of binary responses to 0.");
        }
        return fit(distribution, link, random, points);
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
        if (distribution.equals("NEGBIN")) {
            notes.add("SAS prints the scale 1/theta.");
            if (points > 1) {
                notes.add("lme4::glmer.nb has Laplace's approximation only.");
            }
            return lme4("lme4::glmer.nb(" + formula + " + " + random.joined() + ", data = data)");
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

    private ModelCall fixedOnly(String formula, String distribution, String link) throws Untranslatable {
        if (distribution.equals("NEGBIN")) {
            return new ModelCall(
                    "MASS::glm.nb(" + formula + ", data = data)", "coef(fit)", "vcov(fit)", "", notes, true);
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
