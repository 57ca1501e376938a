package hermite.translate;

import hermite.sas.syntax.ast.BoundOption;
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
import java.util.OptionalInt;

/** MIXED, and GLIMMIX of a normal response: {@code lme4::lmer}, {@code nlme::lme}, {@code nlme::gls}. */
final class LinearMixedCall {
    private static final String ZERO = ", dispformula = ~ 0";

    private static final List<String> KENWARD = List.of("KENWARDROGER", "KENWARDROGER2");

    private final ModelStep step;
    private final List<String> notes = new ArrayList<>();
    private final StringBuilder preparation = new StringBuilder();
    private boolean logarithms;

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

    /** The same for logarithms of the response; {@code notes} come before its own. */
    static ModelCall ofLogarithms(
            ModelStep step, boolean maximumLikelihood, Optional<ProcStatement> residual, List<String> notes)
            throws Untranslatable {
        LinearMixedCall call = new LinearMixedCall(step);
        call.notes.addAll(notes);
        call.logarithms = true;
        return call.call(maximumLikelihood, residual);
    }

    private ModelCall call(boolean maximumLikelihood, Optional<ProcStatement> residual) throws Untranslatable {
        String response = step.response(false, notes);
        String fixed = (logarithms ? "log(" + response + ")" : response) + " ~ " + step.fixedPart();
        RandomTerms random = RandomTerms.of(step);
        random.refuseMap();
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
        if (random.ofTmb()) {
            return tmb(fixed, random, maximumLikelihood, weights);
        }
        boolean roger = KENWARD.contains(step.modelOptions().word("DDFM").orElse(""));
        if (!roger && !step.modelOptions().word("DDFM").orElse("").startsWith("SAT")) {
            notes.add("the degrees of freedom are Satterthwaite's, SAS's are by "
                    + step.modelOptions().word("DDFM").map(m -> "DDFM=" + m).orElse("containment") + ".");
        }
        if (roger) {
            notes.add(
                    "pbkrtest takes the expected information, SAS the observed one unless SCORING= is given: degrees of"
                            + " freedom may differ by a percent.");
        }
        notes.add("lmer keeps variances at 0 or above and finds them to about three digits; its BIC counts rows, SAS's"
                + " subjects.");
        return new ModelCall(
                "lmerTest::lmer(" + fixed + " + " + random.joined() + ", data = data, REML = "
                        + (maximumLikelihood ? "FALSE" : "TRUE") + weights + ")",
                "lme4::fixef(fit)",
                roger ? "as.matrix(pbkrtest::vcovAdj(fit))" : "as.matrix(vcov(fit))",
                "",
                notes,
                true,
                roger ? ", ddf = \"Kenward-Roger\"" : "");
    }

    /** Random effects over visits with correlations by lag. */
    private ModelCall tmb(String fixed, RandomTerms random, boolean maximumLikelihood, String weights)
            throws Untranslatable {
        if (!weights.isEmpty()) {
            throw new Untranslatable("WEIGHT with correlated random effects over visits");
        }
        return held(fixed + " + " + random.joined() + ", data = data", maximumLikelihood);
    }

    private ModelCall held(String arguments, boolean maximumLikelihood) {
        notes.add("glmmTMB prints standard deviations and correlations, SAS variances; it tests by the normal"
                + " distribution. sas_held above holds the variances at their estimates, so that standard errors are SAS's;"
                + " AIC(fit) does not count them.");
        return new ModelCall(
                "sas_held(glmmTMB::glmmTMB(" + arguments + ", REML = " + (maximumLikelihood ? "FALSE" : "TRUE") + "))",
                "glmmTMB::fixef(fit)$cond",
                "vcov(fit)$cond",
                preparation.toString(),
                notes,
                true);
    }

    /**
     * Residual covariances of factors, or one for each level of GROUP=, as random effects over the visits; empty: a structure
     * that nlme has.
     */
    private Optional<String> residualTerms(Options options, List<EffectTerm> effects) throws Untranslatable {
        String type = options.word("TYPE").orElse("VC");
        boolean factors = type.equals("FA") || type.equals("FA1");
        if (!factors && !options.has("GROUP")) {
            return Optional.empty();
        }
        String group = step.grouping(options.effect("SUBJECT").orElseThrow());
        String visit = effects.isEmpty() ? "" : "factor(" + step.term(effects.get(0)) + ")";
        if (factors && !options.has("GROUP")) {
            if (visit.isEmpty()) {
                throw new Untranslatable("TYPE=" + type + " without a repeated effect");
            }
            return Optional.of(RandomTerms.factors(type, options, "(0 + " + visit + " | " + group)
                    + (type.equals("FA") ? ZERO : ""));
        }
        String by = step.grouping(options.effect("GROUP").orElseThrow());
        boolean full = List.of("UN", "UNR", "CHOL").contains(type)
                && RandomTerms.bands(options).isEmpty();
        if (by.contains(":") || visit.isEmpty() && full || !full && !type.equals("CS")) {
            throw new Untranslatable("residual covariance TYPE=" + type
                    + " by GROUP=; nearest is nlme::gls with varIdent(form = ~ 1 | group): variances by group, one"
                    + " correlation");
        }
        List<String> terms = new ArrayList<>();
        for (String value : step.factorOf(by.replace("`", "")).values()) {
            String level = "as.numeric(" + by + " == " + value + ") | " + group + ")";
            terms.add(full ? "us(0 + " + visit + ":" + level : "(0 + " + level);
        }
        return Optional.of(String.join(" + ", terms) + (full ? ZERO : ", dispformula = ~ factor(" + by + ")"));
    }

    /**
     * Arguments {@code correlation} and {@code weights} for the residuals of a linearised model.
     *
     * @param preparation takes the code that must run before
     * @param notes takes what is to be said
     */
    static String structure(ModelStep step, ProcStatement residual, StringBuilder preparation, List<String> notes)
            throws Untranslatable {
        LinearMixedCall call = new LinearMixedCall(step);
        String group =
                call.group(step.grouping(residual.options().effect("SUBJECT").orElseThrow()));
        String structure = call.structure(residual.options(), visits(residual), group);
        preparation.append(call.preparation);
        notes.addAll(call.notes);
        return structure;
    }

    /** The effects of a REPEATED or RANDOM statement but _RESIDUAL_. */
    static List<EffectTerm> visits(ProcStatement residual) {
        return residual.body() instanceof Body.Effects e
                ? e.effects().stream()
                        .filter(x -> x.crossed().stream().noneMatch("_RESIDUAL_"::equalsIgnoreCase))
                        .toList()
                : List.of();
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
                ? new ModelCall(
                        "nlme::gls(" + fixed + rest,
                        "coef(fit)",
                        maximumLikelihood ? "vcov(fit) * (1 - fit$dims$p / fit$dims$N)" : "vcov(fit)",
                        "",
                        notes,
                        true)
                : new ModelCall(
                        "nlme::lme(" + fixed + ", random = " + form(random) + rest,
                        "nlme::fixef(fit)",
                        "vcov(fit)",
                        preparation.toString(),
                        notes,
                        true,
                        maximumLikelihood ? ", adjustSigma = FALSE" : "");
    }

    /** The random effects as nlme writes them; {@code group} is a variable of the data. */
    static String form(RandomTerms random, String group) {
        return random.correlated() || random.scalar()
                ? "~ " + random.slopes() + " | " + group
                : "list(" + group + " = nlme::pdDiag(~ " + random.slopes() + "))";
    }

    private String form(RandomTerms random) {
        return form(random, group(random.groups().iterator().next()));
    }

    private ModelCall withStructure(String fixed, RandomTerms random, ProcStatement residual, boolean maximumLikelihood)
            throws Untranslatable {
        Options options = residual.options();
        if (options.has("GROUP") && options.word("TYPE").orElse("VC").equals("VC")) {
            return variancesByGroup(fixed, random, residual, maximumLikelihood);
        }
        Optional<String> terms = residualTerms(options, visits(residual));
        if (terms.isPresent()) {
            String effects = random.terms().isEmpty() ? "" : random.joined() + " + ";
            int end = terms.get().lastIndexOf(", dispformula");
            String dispersion = end < 0 ? "" : terms.get().substring(end);
            return held(
                    fixed + " + " + effects
                            + (end < 0 ? terms.get() : terms.get().substring(0, end)) + ", data = data" + dispersion,
                    maximumLikelihood);
        }
        if (!random.terms().isEmpty()
                && (random.slopes().isEmpty() || random.groups().size() != 1)) {
            throw new Untranslatable("several random statements with a residual covariance structure; nearest is"
                    + " nlme::lme with nested groups, random = list(center = ~ 1, id = ~ 1)");
        }
        String group = group(step.grouping(options.effect("SUBJECT").orElseThrow()));
        String structure = structure(options, visits(residual), group);
        String method = ", method = \"" + (maximumLikelihood ? "ML" : "REML") + "\"";
        if (random.terms().isEmpty()) {
            notes.add("gls tests with n - p degrees of freedom.");
            if (maximumLikelihood) {
                notes.add("gls takes n - p in its standard errors by ML too: they are sqrt(n / (n - p)) times SAS's.");
            }
            return new ModelCall(
                    "nlme::gls(" + fixed + ", data = data" + structure + method + ", na.action = na.omit)",
                    "coef(fit)",
                    maximumLikelihood ? "vcov(fit) * (1 - fit$dims$p / fit$dims$N)" : "vcov(fit)",
                    preparation.toString(),
                    notes,
                    true);
        }
        notes.add("lme's degrees of freedom are by the level of grouping within which a term varies, SAS's by DDFM=.");
        return new ModelCall(
                "nlme::lme(" + fixed + ", random = " + form(random) + ", data = data" + structure + method
                        + ", na.action = na.omit)",
                "nlme::fixef(fit)",
                "vcov(fit)",
                preparation.toString(),
                notes,
                true,
                maximumLikelihood ? ", adjustSigma = FALSE" : "");
    }

    /** A grouping factor for nlme; one of several variables becomes a column of the data. */
    private String group(String grouping) {
        if (!grouping.contains(":")) {
            return grouping;
        }
        String name = step.unusedName("subject");
        String line = "data$" + name + " <- interaction(data$" + grouping.replace(":", ", data$") + ", drop = TRUE)\n";
        if (preparation.indexOf(line) < 0) {
            preparation.append(line);
        }
        return name;
    }

    /** The arguments {@code correlation} and {@code weights} of nlme. */
    private String structure(Options options, List<EffectTerm> effects, String group) throws Untranslatable {
        String type = options.word("TYPE").orElse("VC");
        OptionalInt bands = RandomTerms.bands(options);
        String visit = effects.isEmpty() ? "" : step.term(effects.get(0));
        if (visit.contains(":")) {
            throw new Untranslatable("a repeated effect of several variables");
        }
        int visits = effects.isEmpty() ? 0 : visits(effects.get(0));
        boolean heterogeneous =
                List.of("CSH", "ARH", "TOEPH", "UN", "UNR", "CHOL", "FA0").contains(type);
        if (visit.isEmpty() && (heterogeneous || type.equals("TOEP"))) {
            throw new Untranslatable("TYPE=" + type + " without a repeated effect");
        }
        if (options.has("LOCAL") && !type.startsWith("SP(")) {
            throw new Untranslatable("LOCAL with TYPE=" + type);
        }
        if (type.equals("UN") && bands.isPresent() && bands.getAsInt() > 1 && bands.getAsInt() < visits
                || type.equals("FA0") && bands.orElse(visits) < visits) {
            throw new Untranslatable("TYPE=" + type + " with " + bands.getAsInt() + " bands of " + visits
                    + "; nearest is TYPE=UN by nlme::corSymm");
        }
        String correlation =
                switch (type) {
                    case "VC" -> "";
                    case "CS", "CSH" -> "nlme::corCompSymm(form = ~ 1 | " + group + ")";
                    case "AR", "ARH" -> "nlme::corAR1(form = ~ " + position(effects) + " | " + group + ")";
                    case "ARMA" -> arma(effects, group, "p = 1, q = 1");
                    case "TOEP", "TOEPH" -> toeplitz(effects, group, visits, bands);
                    case "UN", "UNR", "CHOL", "FA0" ->
                        bands.isPresent() && bands.getAsInt() == 1 && type.equals("UN")
                                ? ""
                                : "nlme::corSymm(form = ~ " + position(effects) + " | " + group + ")";
                    case "SP(POW)" -> options.has("LOCAL") ? power(options, group) : spatial("corCAR1", options, group);
                    case "SP(EXP)" -> spatial("corExp", options, group);
                    case "SP(GAU)" -> spatial("corGaus", options, group);
                    case "SP(SPH)" -> spatial("corSpher", options, group);
                    case "SP(LIN)" -> spatial("corLin", options, group);
                    default ->
                        throw new Untranslatable("R has no residual structure TYPE=" + type
                                + "; nearest is nlme::corSymm with varIdent(form = ~ 1 | visit), which is TYPE=UN");
                };
        String meaning =
                switch (type) {
                    case "VC" -> "";
                    case "CS" -> "SAS's CS is Rho * sigma^2, its residual (1 - Rho) * sigma^2";
                    case "AR", "SP(POW)" -> "SAS's residual is sigma^2, its correlation Phi";
                    case "ARMA" -> "SAS's Rho is Phi1, its Gamma the correlation of neighbours";
                    case "TOEP" -> "SAS's residual is sigma^2; its covariances stand in the first row of that matrix";
                    case "SP(EXP)", "SP(GAU)", "SP(SPH)", "SP(LIN)" ->
                        options.has("LOCAL")
                                ? "SAS's variance is (1 - nugget) * sigma^2, its residual nugget * sigma^2"
                                : "SAS's residual is sigma^2, its parameter the range";
                    default -> "SAS's variances and covariances are those of that matrix";
                };
        if (!meaning.isEmpty()) {
            notes.add(
                    "summary(fit) has sigma, correlations and ratios of standard deviations; nlme::getVarCov(fit) is the"
                            + " covariance matrix of a subject. " + meaning + ".");
        }
        return (correlation.isEmpty() ? "" : ", correlation = " + correlation)
                + (heterogeneous ? ", weights = nlme::varIdent(form = ~ 1 | " + visit + ")" : "");
    }

    private String arma(List<EffectTerm> effects, String group, String order) throws Untranslatable {
        return "nlme::corARMA(form = ~ " + position(effects) + " | " + group + ", " + order + ")";
    }

    /** All lags of T visits are those of an autoregression of order T - 1, few lags those of a moving average. */
    private String toeplitz(List<EffectTerm> effects, String group, int visits, OptionalInt bands)
            throws Untranslatable {
        int lags = Math.min(bands.orElse(visits), visits) - 1;
        if (lags == 0) {
            return "";
        }
        if (lags < visits - 1) {
            notes.add("a moving average has correlations at the first lags only, as TYPE=TOEP(" + (lags + 1)
                    + "); SAS allows correlations a little larger than any moving average has.");
        }
        return arma(effects, group, lags == visits - 1 ? "p = " + lags : "q = " + lags);
    }

    private int visits(EffectTerm effect) throws Untranslatable {
        return step.factorOf(effect.crossed().get(0)).labels().size();
    }

    /**
     * The place of a visit within its subject, as a whole number of the whole data: nlme would evaluate {@code factor()}
     * within each subject, and close the gaps of missing visits.
     */
    private String position(List<EffectTerm> effects) throws Untranslatable {
        if (effects.isEmpty()) {
            return "1";
        }
        String name = effects.get(0).crossed().get(0);
        List<String> values = step.factorOf(name).values();
        boolean counted = step.factor(name).isEmpty();
        for (int i = 0; i < values.size(); i++) {
            counted &= values.get(i).equals(String.valueOf(i + 1));
        }
        String visit = RText.name(name);
        if (counted) {
            return visit;
        }
        String place = step.unusedName("position");
        preparation
                .append("data$" + place + " <- ")
                .append(
                        step.factor(name).isPresent()
                                ? "as.integer(data$" + visit + ")\n"
                                : "match(data$" + visit + ", " + RText.vector(values) + ")\n");
        return place;
    }

    /** TYPE=SP(POW) with a nugget, which corCAR1 has not. */
    private String power(Options options, String group) throws Untranslatable {
        notes.add("corExp with a nugget is SP(POW) with LOCAL: SAS's correlation is exp(-1 / range).");
        return spatial("corExp", options, group);
    }

    /** A correlation by distance. */
    private static String spatial(String structure, Options options, String group) throws Untranslatable {
        List<String> coordinates = new ArrayList<>();
        for (BoundOption option : options.suboptions("TYPE").all()) {
            if (option.value() instanceof OptionValue.Values values) {
                for (OptionValue each : values.values()) {
                    coordinates.add(each instanceof OptionValue.Word word ? RText.name(word.word()) : "");
                }
            }
        }
        if (coordinates.isEmpty() || structure.equals("corCAR1") && coordinates.size() > 1) {
            throw new Untranslatable("TYPE=SP() of " + coordinates.size() + " coordinates");
        }
        return "nlme::" + structure + "(form = ~ " + String.join(" + ", coordinates) + " | " + group
                + (options.has("LOCAL") ? ", nugget = TRUE" : "") + ")";
    }
}
