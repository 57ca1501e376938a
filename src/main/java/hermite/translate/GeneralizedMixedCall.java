package hermite.translate;

import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.translate.code.Untranslatable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GLIMMIX: {@code lme4::glmer}, {@code GLMMadaptive::mixed_model}; a normal response as in MIXED. */
final class GeneralizedMixedCall {
    /** Points where SAS chooses them itself. */
    private static final int POINTS = 11;

    /** With its own tolerance glmer's standard errors are off by as much as a hundredth. */
    private static final String CONTROL = ", control = lme4::glmerControl(tolPwrss = 1e-10))";

    private static final String DEGREES = "degrees of freedom are nlme's (by the level of grouping within which a term"
            + " varies, n - p without groups), SAS's by DDFM=.";

    /** Distributions whose variance is a known function of the mean, perhaps times a scale. */
    private static final List<String> LINEARISED =
            List.of("BINOMIAL", "POISSON", "GAMMA", "IGAUSSIAN", "NORMAL", "GEOMETRIC", "EXPONENTIAL");

    private final ModelStep step;
    private final List<String> notes = new ArrayList<>();
    private boolean binary;

    private GeneralizedMixedCall(ModelStep step) {
        this.step = step;
    }

    static ModelCall of(ModelStep step) throws Untranslatable {
        return new GeneralizedMixedCall(step).call();
    }

    private ModelCall call() throws Untranslatable {
        Options model = step.modelOptions();
        boolean levelled = step.isLevelledResponse();
        String written = model.word("DIST").orElse(step.hasTrials() ? "BINOMIAL" : levelled ? "BINARY" : "NORMAL");
        // numbers with DIST=BINOMIAL are proportions, not levels
        binary = written.equals("BINARY") || written.equals("BINOMIAL") && levelled;
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
        if (distribution.equals("LOGNORMAL") && (link.isEmpty() || link.equals("IDENTITY"))) {
            notes.add("DIST=LOGNORMAL: the normal model of the logarithms.");
            boolean ml = likelihood || method.startsWith("M");
            return LinearMixedCall.ofLogarithms(step, ml, residual.stream().findFirst(), notes);
        }
        RandomTerms random = RandomTerms.of(step);
        refuseOtherNodes();
        int points = method.equals("QUAD") && !random.terms().isEmpty() ? points() : 1;
        if (!residual.isEmpty()) {
            random.refuseMap();
            return linearised(distribution, link, random, residual, method);
        }
        boolean pseudo = !likelihood && !random.terms().isEmpty();
        boolean categorical = distribution.equals("MULTINOMIAL") || Families.isCategorical(link);
        if (pseudo && LINEARISED.contains(distribution) && !categorical) {
            refuseWeights();
            random.refuseMap();
            String formula = step.response(binary, notes) + " ~ " + step.fixedPart() + " + " + random.joined();
            return pseudo(
                    formula,
                    distribution,
                    link,
                    method,
                    Families.hasScale(distribution) || distribution.equals("IGAUSSIAN"));
        }
        if (pseudo) {
            notes.add("METHOD=" + method
                    + " is pseudo-likelihood; R's call below maximises Laplace's approximation of the"
                    + " likelihood. The estimates differ: pseudo-likelihood pulls those of binary responses to 0.");
        }
        if (categorical) {
            return categorical(link, random, points);
        }
        refuseWeights();
        return fit(distribution, link, random, points);
    }

    private void refuseWeights() throws Untranslatable {
        if (step.variable("WEIGHT").isPresent()) {
            throw new Untranslatable("WEIGHT in a mixed model of a non-normal response");
        }
    }

    /**
     * Pseudo-likelihood with random effects: {@code sas_pseudo}.
     *
     * @param scale whether a residual variance is estimated
     */
    private ModelCall pseudo(String formula, String distribution, String link, String method, boolean scale)
            throws Untranslatable {
        boolean restricted = method.startsWith("R") && !step.step().options().has("NOREML");
        notes.add("METHOD=" + method + ": pseudo-likelihood by sas_pseudo above. lme4::glmer with the same formula"
                + " maximises Laplace's approximation of the likelihood: another estimate, of binary responses often a"
                + " larger one.");
        notes.add("R tests by n - p degrees of freedom or the normal distribution, SAS by t with its own.");
        if (step.modelOptions().word("DDFM").orElse("").startsWith("KEN")) {
            notes.add("DDFM=KR: SAS's standard errors are adjusted for small samples, R's are not.");
        }
        String family =
                switch (distribution) {
                    case "GEOMETRIC" -> "MASS::negative.binomial(1, link = \"" + Families.link("POISSON", link) + "\")";
                    case "EXPONENTIAL" -> "Gamma(link = \"" + Families.link("GAMMA", link) + "\")";
                    default -> Families.family(distribution, link);
                };
        return new ModelCall(
                "sas_pseudo(" + formula + ", family = " + family + ", data = data"
                        + (restricted ? "" : ", REML = FALSE") + (method.endsWith("MPL") ? ", about_zero = TRUE" : "")
                        + (scale ? ", scale = NA" : "") + ")",
                "glmmTMB::fixef(fit)$cond",
                "vcov(fit)$cond",
                "",
                notes,
                true);
    }

    /** NOAD and NOADSCALE place the nodes otherwise than any R function that is called here. */
    private void refuseOtherNodes() throws Untranslatable {
        for (String word : List.of("NOAD", "NOADSCALE")) {
            if (step.step().options().suboptions("METHOD").has(word)) {
                throw new Untranslatable("METHOD=QUAD(" + word
                        + "); nearest is npmlreg::allvc with random.distribution = \"gq\", whose points stay too;"
                        + " lme4::glmer(nAGQ =) moves them to the modes");
            }
        }
    }

    private ModelCall categorical(String link, RandomTerms random, int points) throws Untranslatable {
        if (random.terms().isEmpty()) {
            return OrdinalCall.fixed(step, link);
        }
        if (random.ofTmb()) {
            throw new Untranslatable(
                    "structured random effects of a multinomial response; nearest is ordinal::clmm with" + " (1 | id)");
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
        String formula = step.response(binary, notes) + " ~ " + step.fixedPart();
        if (random.terms().isEmpty()) {
            return fixedOnly(formula, distribution, link);
        }
        if (random.ofTmb() && (distribution.equals("BINOMIAL") || distribution.equals("POISSON"))) {
            notes.add(
                    "glmmTMB has Laplace's approximation; it prints standard deviations and correlations of the random"
                            + " effects, SAS variances, and tests by the normal distribution.");
            return tmb(formula + " + " + random.joined(), Families.family(distribution, link) + random.map());
        }
        random.refuseMap();
        if (distribution.equals("IGAUSSIAN")) {
            throw new Untranslatable("DIST=INVGAUSS with METHOD=LAPLACE or QUAD; nearest is lme4::glmer with family ="
                    + " inverse.gaussian(), which takes the scale by moments: estimates a standard error apart");
        }
        if (distribution.equals("GEOMETRIC") && points == 1) {
            notes.add(
                    "the geometric distribution is the negative binomial with theta held at 1 (start and map); glmer would"
                            + " take expected second derivatives in Laplace's approximation, SAS and glmmTMB the observed ones.");
            return tmb(
                    formula + " + " + random.joined(),
                    "glmmTMB::nbinom2(link = \"" + Families.link("POISSON", link)
                            + "\"), start = list(betad = 0), map = list(betad = factor(NA))");
        }
        if (distribution.equals("GEOMETRIC")) {
            notes.add("the geometric distribution is the negative binomial with theta = 1.");
            return lme4("lme4::glmer(" + formula + " + " + random.joined()
                    + ", data = data, family = MASS::negative.binomial(1, link = \"" + Families.link("POISSON", link)
                    + "\"), nAGQ = " + points + CONTROL);
        }
        if (distribution.equals("EXPONENTIAL")) {
            notes.add(
                    "the exponential distribution is the gamma distribution with a dispersion held at 1 (start and map)."
                            + (points > 1
                                    ? " glmmTMB has Laplace's approximation only, SAS's step " + points + " points."
                                    : ""));
            return tmb(
                    formula + " + " + random.joined(),
                    "Gamma(link = \"" + Families.link("GAMMA", link)
                            + "\"), start = list(betad = 0), map = list(betad = factor(NA))");
        }
        if (Families.hasScale(distribution)) {
            if (points > 1) {
                notes.add("glmmTMB has Laplace's approximation only, SAS's step " + points
                        + " points; GLMMadaptive::mixed_model"
                        + " with its negative.binomial(), Gamma.fam() or beta.fam() has quadrature.");
            }
            return scaled(formula + " + " + random.joined(), distribution, link);
        }
        String family = Families.family(distribution, link);
        if (points > 1 && !random.scalar()) {
            return adaptive(formula, family, random, points);
        }
        if (isEmpirical() && random.groups().size() == 1 && !random.slopes().isEmpty()) {
            return adaptive(formula, family, random, points);
        }
        notes.add(
                points > 1
                        ? "lme4 and SAS place the points by the conditional mode and curvature alike; lme4 ends its search sooner and takes second"
                                + " derivatives by differences: figures agree to two or three digits."
                                + (distribution.equals("BINOMIAL") && !step.hasTrials()
                                        ? ""
                                        : " With nAGQ > 1 logLik(fit) leaves out the constants of the likelihood ("
                                                + (step.hasTrials() ? "binomial coefficients" : "log y!")
                                                + "): -2 log L differs by a number that no parameter changes.")
                        : "lme4's and SAS's Laplace approximation are the same function of the parameters; lme4 ends its search sooner and takes second"
                                + " derivatives by differences: figures agree to two or three digits.");
        if (distribution.equals("BINOMIAL") && List.of("LOG", "IDENTITY").contains(link)
                || !distribution.equals("BINOMIAL")
                        && List.of("IDENTITY", "RECIPROCAL").contains(link)) {
            notes.add(
                    "this link lets means leave their range: SAS counts a probability above 1 as 1 and a mean below 0 as 0,"
                            + " glmer stops or goes on. Estimates differ by as much as a standard error.");
        }
        return lme4("lme4::glmer(" + formula + " + " + random.joined() + ", data = data, family = " + family
                + ", nAGQ = " + points + CONTROL);
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
        return tmb(formula, Families.tmbFamily(distribution, link));
    }

    private ModelCall tmb(String formula, String family) {
        return new ModelCall(
                "glmmTMB::glmmTMB(" + formula + ", data = data, family = " + family + ")",
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
            return lme4(
                    "lme4::glmer(" + formula + " + " + random.joined() + ", data = data, family = " + family + CONTROL);
        }
        Optional<String> offset = step.modelOptions().variable("OFFSET");
        if (offset.isPresent() && step.hasTrials()) {
            throw new Untranslatable("OFFSET= with events/trials and several random effects");
        }
        notes.add(
                "mixed_model's search starts by EM and moves its points now and then: with many points it agrees with SAS to"
                        + " about four digits, with few of them it may stop half a standard error away; control ="
                        + " list(iter_EM = 0, update_GH_every = 1, iter_qN_outer = 100) brings it nearer. The columns of"
                        + " vcov(fit) after the fixed effects belong to the covariance of the random effects.");
        String sandwich = "";
        notes.add("R tests by the normal distribution, SAS by t with its degrees of freedom.");
        if (isEmpirical()) {
            notes.add("EMPIRICAL: the sandwich of all parameters, fixed effects and covariances.");
            sandwich = ", sandwich = TRUE";
        }
        String bar = random.correlated() || random.scalar() ? " | " : " || ";
        return new ModelCall(
                "GLMMadaptive::mixed_model(" + formula + ", random = ~ " + random.slopes() + bar
                        + random.groups().iterator().next() + ", data = data, family = " + family + ", nAGQ = "
                        + points + ")",
                "GLMMadaptive::fixef(fit)",
                "vcov(fit" + sandwich + ")[seq_along(GLMMadaptive::fixef(fit)), seq_along(GLMMadaptive::fixef(fit))]",
                "",
                notes,
                true);
    }

    /** EMPIRICAL of the usual kind. */
    private boolean isEmpirical() {
        return step.step().options().has("EMPIRICAL")
                && step.step().options().word("EMPIRICAL").orElse("CLASSICAL").equals("CLASSICAL");
    }

    /** Pseudo-likelihood with a scale or correlations of the residuals. */
    private ModelCall linearised(
            String distribution, String link, RandomTerms random, List<ProcStatement> residual, String method)
            throws Untranslatable {
        if (residual.size() > 1 || residual.get(0).options().has("GROUP")) {
            throw new Untranslatable("several residual covariances of a non-normal response (RANDOM _RESIDUAL_)");
        }
        boolean weighted = step.variable("WEIGHT").isPresent();
        if (weighted
                        && !(random.terms().isEmpty()
                                && residual.get(0).options().effect("SUBJECT").isEmpty())
                || distribution.equals("MULTINOMIAL")) {
            throw new Untranslatable("WEIGHT or categories with a residual covariance (RANDOM _RESIDUAL_)");
        }
        String formula = step.response(binary, notes) + " ~ " + step.fixedPart();
        if (!LINEARISED.contains(distribution)
                || List.of("GEOMETRIC", "EXPONENTIAL").contains(distribution)) {
            throw new Untranslatable("a residual covariance (RANDOM _RESIDUAL_) with DIST=" + distribution
                    + "; MASS::glmmPQL with a family of that distribution is nearest, which wants its scale given");
        }
        String family = Families.family(distribution, link);
        boolean structured = residual.get(0).options().effect("SUBJECT").isPresent();
        boolean one = !random.slopes().isEmpty()
                && random.groups().size() == 1
                && !random.joined().contains(":");
        if (!structured && !random.terms().isEmpty() && !(one && method.equals("MSPL"))) {
            return pseudo(formula + " + " + random.joined(), distribution, link, method, true);
        }
        boolean correlated = structured
                && !residual.get(0).options().word("TYPE").orElse("VC").equals("VC");
        if (random.terms().isEmpty() && !correlated) {
            if (isEmpirical()) {
                throw new Untranslatable("EMPIRICAL without random effects");
            }
            notes.add(
                    "SAS's residual is the dispersion of summary(fit), estimated by Pearson's chi-square with n - p.");
            String quasi = family.startsWith("binomial") || family.startsWith("poisson") ? "quasi" + family : family;
            return new ModelCall(
                    "glm(" + formula + ", family = " + quasi + ", data = data"
                            + step.variable("WEIGHT")
                                    .map(w -> ", weights = " + w)
                                    .orElse("") + ")",
                    "coef(fit)",
                    "vcov(fit)",
                    "",
                    notes,
                    true);
        }
        if (!random.terms().isEmpty()
                && (random.slopes().isEmpty() || random.groups().size() != 1)) {
            throw new Untranslatable("several random statements with a residual covariance structure");
        }
        boolean restricted = method.startsWith("R") && !step.step().options().has("NOREML");
        StringBuilder preparation = new StringBuilder();
        String structure = structured ? LinearMixedCall.structure(step, residual.get(0), preparation, notes) : "";
        boolean effects = !random.terms().isEmpty();
        String group = effects ? random.groups().iterator().next() : "";
        if (group.contains(":")) {
            throw new Untranslatable("a nested subject with a residual covariance of a non-normal response");
        }
        notes.add(DEGREES);
        if (effects && method.equals("MSPL") && !structure.contains("weights =")) {
            return new ModelCall(
                    "MASS::glmmPQL(" + formula + ", random = " + LinearMixedCall.form(random, group) + ", family = "
                            + family + ", data = data" + structure + ", niter = 50, verbose = FALSE)",
                    "nlme::fixef(fit)",
                    "vcov(fit)",
                    preparation.toString(),
                    notes,
                    true,
                    ", adjustSigma = FALSE");
        }
        notes.add("METHOD=" + method + ": pseudo-likelihood by sas_pseudo_residual above. MASS::glmmPQL is METHOD=MSPL"
                + " with a residual; gee::gee estimates correlations by moments.");
        return new ModelCall(
                "sas_pseudo_residual(" + formula + ", family = " + family + ", data = data"
                        + (effects ? ", random = " + LinearMixedCall.form(random, group) : "") + structure
                        + (restricted ? "" : ", REML = FALSE")
                        + (effects && method.endsWith("MPL") ? ", about_zero = TRUE" : "") + ")",
                effects ? "nlme::fixef(fit)" : "coef(fit)",
                effects || restricted ? "vcov(fit)" : "vcov(fit) * (1 - fit$dims$p / fit$dims$N)",
                preparation.toString(),
                notes,
                true,
                effects ? ", adjustSigma = FALSE" : "");
    }
}
