package hermite.translate;

import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.translate.code.RText;
import hermite.translate.code.Untranslatable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** GENMOD and GEE: {@code glm}, {@code MASS::glm.nb}, {@code gee::gee}, {@code geepack::geeglm}. */
final class MarginalCall {
    private final ModelStep step;
    private final List<String> notes = new ArrayList<>();

    private MarginalCall(ModelStep step) {
        this.step = step;
    }

    static ModelCall of(ModelStep step) throws Untranslatable {
        return new MarginalCall(step).call();
    }

    private ModelCall call() throws Untranslatable {
        Options options = step.modelOptions();
        String distribution =
                Families.distribution(options.word("DIST").orElse(step.hasTrials() ? "BINOMIAL" : "NORMAL"));
        String link = Families.genmodLink(distribution, options.word("LINK").orElse(""));
        for (String statement : List.of("MISSMODEL")) {
            if (step.step().statement(statement).isPresent()) {
                throw new Untranslatable(
                        "the statement " + statement + "; nearest is geepack::geeglm with weights = 1 /"
                                + " cumprod(fitted()) of a glm of staying, whose standard errors take the weights as known");
            }
        }
        Optional<ProcStatement> repeated = step.step().statement("REPEATED");
        if (distribution.equals("MULTINOMIAL")) {
            if (repeated.isPresent()) {
                return ordinalEquations(repeated.get(), link);
            }
            return OrdinalCall.fixed(step, link);
        }
        if (distribution.equals("ZIP") || distribution.equals("ZINB")) {
            return inflated(distribution, link);
        }
        String formula = step.response(distribution.equals("BINOMIAL"), notes) + " ~ " + step.fixedPart();
        if (repeated.isPresent() && distribution.equals("NEGBIN")) {
            return independentCounts(repeated.get(), formula, link);
        }
        if (repeated.isPresent()) {
            return repeated(repeated.get(), formula, Families.family(distribution, link));
        }
        return independent(formula, distribution, link);
    }

    /** Independence equations of negative binomial counts: the likelihood's estimates, a sandwich over subjects. */
    private ModelCall independentCounts(ProcStatement statement, String formula, String link) throws Untranslatable {
        String type = statement.options().word("TYPE").orElse("IND");
        if (!type.equals("IND") || statement.options().has("LOGOR")) {
            throw new Untranslatable(
                    "DIST=NEGBIN with REPEATED and TYPE=" + type + "; nearest is geeM::geem with family ="
                            + " MASS::negative.binomial(theta), theta from MASS::glm.nb");
        }
        Cluster cluster = cluster(statement);
        return new ModelCall(
                "MASS::glm.nb(" + formula + ", data = data" + weights() + ", link = " + Families.link("POISSON", link)
                        + ")",
                "coef(fit)",
                "sandwich::vcovCL(fit, cluster = data[row.names(fit$model), \""
                        + cluster.id().replace("`", "") + "\"], type = \"HC0\", cadjust = FALSE)",
                cluster.preparation(),
                notes,
                true);
    }

    private ModelCall independent(String formula, String distribution, String link) throws Untranslatable {
        String weights = weights();
        if (distribution.equals("NEGBIN") && step.modelOptions().has("NOSCALE")) {
            double dispersion = step.modelOptions().number("SCALE").orElse(1);
            return heldDispersion(formula, link, dispersion, weights);
        }
        if (distribution.equals("NEGBIN")) {
            notes.add("SAS prints the dispersion 1 / theta, R prints theta. MASS::glm.nb has the same estimates, and"
                    + " standard errors from the expected information, SAS and glmmTMB from the observed one.");
            return glmmTMB(formula + ", family = glmmTMB::nbinom2(link = \"" + Families.link("POISSON", link) + "\")"
                    + ", data = data" + weights);
        }
        if (distribution.equals("GEOMETRIC")) {
            notes.add("the geometric distribution is the negative binomial with theta = 1; its dispersion is 1.");
            return heldDispersion(formula, link, 1, weights);
        }
        if (distribution.equals("TWEEDIE")) {
            notes.add("glmmTMB estimates dispersion and power by maximum likelihood as SAS does.");
            return glmmTMB(formula + ", family = glmmTMB::tweedie(link = \"" + Families.link("POISSON", link) + "\")"
                    + ", data = data" + weights);
        }
        String family = Families.family(distribution, link);
        String dispersion = dispersion(distribution);
        if (dispersion.equals("quasi")) {
            family = "quasi" + family;
            notes.add("SCALE=PEARSON: R's dispersion is the square of SAS's scale.");
        }
        boolean given = dispersion.contains("(") || dispersion.matches("[0-9].*");
        return new ModelCall(
                "glm(" + formula + ", family = " + family + ", data = data" + weights + ")",
                "coef(fit)",
                given ? "summary(fit, dispersion = " + dispersion + ")$cov.scaled" : "vcov(fit)",
                "",
                notes,
                true,
                given ? ", dispersion = " + dispersion : "");
    }

    /** The dispersion that SAS multiplies the covariance by; empty where it is R's own, {@code quasi} for a quasi family. */
    private String dispersion(String distribution) {
        Options options = step.modelOptions();
        boolean scaled = List.of("NORMAL", "GAMMA", "IGAUSSIAN").contains(distribution);
        String word = options.word("SCALE").orElse("");
        OptionalDouble number = options.has("SCALE") ? options.number("SCALE") : OptionalDouble.empty();
        if (options.has("PSCALE") || word.equals("PEARSON")) {
            return scaled ? "" : "quasi";
        }
        if (options.has("DSCALE") || word.equals("DEVIANCE")) {
            notes.add("SCALE=DEVIANCE: the dispersion is deviance / df, the square of SAS's scale.");
            return "deviance(fit) / df.residual(fit)";
        }
        if (number.isPresent() && !scaled || options.has("NOSCALE") && (scaled || number.isPresent())) {
            notes.add("SCALE=: SAS holds the scale; R's dispersion is "
                    + (distribution.equals("GAMMA") ? "1 / scale." : "its square."));
            double scale = number.orElse(1);
            return RText.number(distribution.equals("GAMMA") ? 1 / scale : scale * scale);
        }
        if (!scaled) {
            return "";
        }
        notes.add("SAS estimates the scale by maximum likelihood, so the dispersion is given here; R's own is Pearson's"
                + " chi-square / (n - p)."
                + (distribution.equals("GAMMA") ? " SAS's scale is 1 / dispersion." : " SAS's scale is its root."));
        return distribution.equals("GAMMA") ? "MASS::gamma.dispersion(fit)" : "deviance(fit) / nobs(fit)";
    }

    /** A negative binomial response whose dispersion is known. */
    private ModelCall heldDispersion(String formula, String link, double dispersion, String weights)
            throws Untranslatable {
        String written = Families.link("POISSON", link);
        String family = dispersion == 0
                ? "poisson(link = \"" + written + "\")"
                : "MASS::negative.binomial(" + RText.number(1 / dispersion)
                        + (written.equals("log") ? "" : ", link = \"" + written + "\"") + ")";
        return new ModelCall(
                "glm(" + formula + ", family = " + family + ", data = data" + weights + ")",
                "coef(fit)",
                "summary(fit, dispersion = 1)$cov.scaled",
                "",
                notes,
                true,
                ", dispersion = 1");
    }

    private String weights() throws Untranslatable {
        return step.variable("WEIGHT").map(w -> ", weights = " + w).orElse("");
    }

    private ModelCall glmmTMB(String arguments) {
        return new ModelCall(
                "glmmTMB::glmmTMB(" + arguments + ")", "glmmTMB::fixef(fit)$cond", "vcov(fit)$cond", "", notes, true);
    }

    /** Counts with extra zeros: ZEROMODEL is glmmTMB's ziformula. */
    private ModelCall inflated(String distribution, String link) throws Untranslatable {
        if (step.step().statement("REPEATED").isPresent()) {
            throw new Untranslatable("REPEATED with DIST=" + distribution);
        }
        if (!link.isEmpty() && !link.equals("LOG")) {
            throw new Untranslatable("LINK=" + link + " with DIST=" + distribution);
        }
        Optional<ProcStatement> zero = step.step().statement("ZEROMODEL");
        List<String> terms = new ArrayList<>();
        if (zero.isPresent()) {
            if (!zero.get().options().word("LINK").orElse("LOGIT").equals("LOGIT")) {
                throw new Untranslatable("ZEROMODEL with another link than LOGIT");
            }
            for (EffectTerm effect : ((Body.Effects) zero.get().body()).effects()) {
                terms.add(step.term(effect));
            }
        }
        if (distribution.equals("ZINB")) {
            notes.add("SAS prints the dispersion 1/theta, glmmTMB theta.");
        }
        notes.add("ESTIMATE and CONTRAST rows are about the count model.");
        return glmmTMB(step.response(false, notes) + " ~ " + step.fixedPart() + ", ziformula = ~ "
                + (terms.isEmpty() ? "1" : String.join(" + ", terms)) + ", family = "
                + (distribution.equals("ZIP") ? "poisson()" : "glmmTMB::nbinom2()") + ", data = data" + weights());
    }

    /** Independence equations of an ordinal response: {@code geepack::ordgee}. */
    private ModelCall ordinalEquations(ProcStatement statement, String link) throws Untranslatable {
        if (statement.options().has("GLOBALOR") || statement.options().has("LOGOR")) {
            throw new Untranslatable(
                    "global odds ratios of an ordinal response; nearest is multgee::ordLORgee with LORstr ="
                            + " \"uniform\", which takes them from the margins");
        }
        if (step.step().statement("WEIGHT").isPresent()) {
            throw new Untranslatable("WEIGHT with REPEATED of a multinomial response");
        }
        Cluster cluster = cluster(statement);
        ModelCall likelihood = OrdinalCall.fixed(step, link);
        notes.addAll(likelihood.notes());
        if (link.equals("GLOGIT")) {
            notes.add("the estimates of the independence equations are those of multinom; summary(fit) prints standard"
                    + " errors of the likelihood, the line after it those by clusters.");
            String robust = "sas_multinom_robust(fit, data[rownames(fit$residuals), \""
                    + cluster.id().replace("`", "") + "\"])";
            return new ModelCall(
                    likelihood.call(), likelihood.coefficients(), robust, cluster.preparation(), notes, false);
        }
        notes.add("the estimates of the independence equations are those of clm; summary(fit) prints standard errors of"
                + " the likelihood, the line after it those by clusters. R's sandwich takes the observed information,"
                + " SAS's the expected one: they differ by a few percent.");
        String robust = OrdinalCall.signed("sandwich::vcovCL(fit, cluster = data[row.names(fit$model), \""
                + cluster.id().replace("`", "") + "\"], type = \"HC0\", cadjust = FALSE)");
        return new ModelCall(likelihood.call(), likelihood.coefficients(), robust, cluster.preparation(), notes, false);
    }

    /** Alternating logistic regressions of a binary response. */
    private ModelCall alternating(ProcStatement statement, String formula, String family) throws Untranslatable {
        if (step.step().statement("WEIGHT").isPresent()) {
            throw new Untranslatable("WEIGHT with LOGOR=");
        }
        if (step.hasTrials()) {
            throw new Untranslatable("LOGOR= with events/trials");
        }
        String link = family.contains("probit") ? "probit" : family.contains("cloglog") ? "cloglog" : "logit";
        notes.add("geepack::ordgee solves the estimating equations of Heagerty and Zeger (1996) for log odds ratios,"
                + " SAS those of Carey, Zeger and Diggle (1993): slopes differ by a few hundredths of a standard error,"
                + " log odds ratios by as much as one where visits are missing.");
        Cluster cluster = cluster(statement);
        Associations odds = Associations.of(step, statement.options(), cluster.id(), cluster.wave(), formula);
        return new ModelCall(
                "geepack::ordgee(" + formula.replaceFirst("^(.*?) ~ ", "ordered($1) ~ ") + ", id = " + cluster.id()
                        + odds.waves() + ", data = data, mean.link = \"" + link + "\"" + odds.arguments()
                        + ", control = geepack::geese.control(epsilon = 1e-8, maxit = 100))",
                "setNames(fit$beta, sub(\"^Inter:.*\", \"(Intercept)\", names(fit$beta)))",
                "fit$vbeta",
                cluster.preparation() + odds.preparation(),
                notes,
                false);
    }

    /** The cluster variable, the variable of the visits, and the code that sorts by them. */
    private record Cluster(String id, String wave, String preparation) {}

    private ModelCall repeated(ProcStatement statement, String formula, String family) throws Untranslatable {
        Options options = statement.options();
        if (options.has("LOGOR")) {
            return alternating(statement, formula, family);
        }
        if (family.contains("sas_")) {
            throw new Untranslatable("LINK=LOGLOG with REPEATED; nearest is cloglog of 1 - y, with every sign turned");
        }
        Cluster cluster = cluster(statement);
        String type = options.word("TYPE").orElse("IND");
        boolean ordered = !cluster.wave().isEmpty() && !List.of("IND", "EXCH").contains(type);
        boolean positions = ordered && !step.hasVisitsWithoutGaps(subject(statement), within(options));
        if (positions || step.step().statement("WEIGHT").isPresent()) {
            return geeglm(formula, family, cluster.id(), type, positions ? cluster.wave() : "", cluster.preparation());
        }
        return gee(formula, family, cluster.id(), options, type, cluster.preparation());
    }

    private static EffectTerm subject(ProcStatement statement) throws Untranslatable {
        return ((Body.Main) statement.body())
                .options()
                .effect("SUBJECT")
                .or(() -> statement.options().effect("SUBJECT"))
                .orElseThrow(() -> new Untranslatable("REPEATED without SUBJECT="));
    }

    private static EffectTerm within(Options options) {
        return options.effect("WITHINSUBJECT").orElseThrow();
    }

    private Cluster cluster(ProcStatement statement) throws Untranslatable {
        return cluster(subject(statement), statement.options().effect("WITHINSUBJECT"));
    }

    private Cluster cluster(EffectTerm subject, Optional<EffectTerm> within) throws Untranslatable {
        String group = step.grouping(subject);
        boolean text = !group.contains(":") && step.isText(group.replace("`", ""));
        String id = group.contains(":") || text ? step.unusedName("cluster") : group;
        StringBuilder preparation = new StringBuilder();
        if (text) {
            // gee takes numbers only
            preparation.append("data$" + id + " <- as.integer(factor(data$" + group + "))\n");
        } else if (group.contains(":")) {
            preparation
                    .append("data$" + id + " <- as.integer(interaction(data[c(")
                    .append(String.join(
                            ", ",
                            List.of(group.split(":")).stream()
                                    .map(v -> RText.quoted(v.replace("`", "")))
                                    .toList()))
                    .append(")], drop = TRUE))\n");
        }
        List<String> keys = new ArrayList<>(List.of("data$" + id));
        String wave = "";
        if (within.isPresent()) {
            wave = step.grouping(within.get());
            keys.add("data$" + wave);
        }
        preparation.append("data <- data[order(" + String.join(", ", keys) + "), ]\n");
        return new Cluster(id, wave, preparation.toString());
    }

    private ModelCall gee(String formula, String family, String id, Options options, String type, String preparation)
            throws Untranslatable {
        String structure =
                switch (type) {
                    case "IND" -> "\"independence\"";
                    case "EXCH" -> "\"exchangeable\"";
                    case "AR" -> "\"AR-M\", Mv = 1";
                    case "UN" -> "\"unstructured\"";
                    case "MDEP" -> "\"stat_M_dep\", Mv = " + number(options, "TYPE");
                    default -> throw new Untranslatable("TYPE=" + type);
                };
        notes.add("gee::gee estimates correlation and scale by moments with N - p as SAS does; geepack::geeglm(...,"
                + " corstr =) divides by N: its estimates differ in later digits.");
        if (type.equals("UN")) {
            notes.add(
                    "TYPE=UN: gee divides each pair's moments by the number K of subjects, SAS by K - p: SAS's correlations"
                            + " are about K / (K - p) times as large, estimates differ by some hundredths of a standard error, more"
                            + " where visits are missing.");
        }
        return new ModelCall(
                "gee::gee(" + formula + ", id = " + id + ", data = data, family = " + family + ", corstr = " + structure
                        + ")",
                "coef(fit)",
                "fit$robust.variance",
                preparation,
                notes,
                true);
    }

    private ModelCall geeglm(String formula, String family, String id, String type, String wave, String preparation)
            throws Untranslatable {
        String structure =
                switch (type) {
                    case "IND" -> "independence";
                    case "EXCH" -> "exchangeable";
                    case "AR" -> "ar1";
                    case "UN" -> "unstructured";
                    default -> throw new Untranslatable("TYPE=" + type + " with WITHIN= or WEIGHT");
                };
        notes.add("geeglm estimates correlation and scale by moments divided by N, SAS by N - p"
                + (type.equals("AR") ? ", and an autoregression from all pairs of visits, SAS from neighbours" : "")
                + ": estimates differ by a few hundredths of a standard error. gee::gee, nearer to SAS, has no means of"
                + " saying which visits are missing.");
        String waves = wave.isEmpty() ? "" : ", waves = as.integer(factor(" + wave + "))";
        return new ModelCall(
                "geepack::geeglm(" + formula + ", id = " + id + waves + ", data = data, family = " + family
                        + ", corstr = \"" + structure + "\"" + weights() + ")",
                "coef(fit)",
                "vcov(fit)",
                preparation,
                notes,
                true);
    }

    /** The number in parentheses after a value: {@code MDEP(2)}. */
    private static int number(Options options, String name) throws Untranslatable {
        for (var option : options.suboptions(name).all()) {
            if (option.value() instanceof OptionValue.Values values
                    && values.values().size() == 1
                    && values.values().get(0) instanceof OptionValue.Number number) {
                return (int) number.value();
            }
            if (option.value() instanceof OptionValue.Number number) {
                return (int) number.value();
            }
        }
        throw new Untranslatable(name + "= without its number");
    }
}
