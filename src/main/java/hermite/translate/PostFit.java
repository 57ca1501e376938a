package hermite.translate;

import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.translate.code.RText;
import hermite.translate.code.Untranslatable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is asked of a fit beside ESTIMATE and CONTRAST: LSMEANS and its kin, OUTPUT, STORE, scoring, printed options. */
final class PostFit {
    private final ModelStep step;
    private final ModelCall call;

    PostFit(ModelStep step, ModelCall call) {
        this.step = step;
        this.call = call;
    }

    private void requireMeans(ProcStatement statement) throws Untranslatable {
        if (step.hasIndicators()) {
            throw new Untranslatable("the statement " + statement.spec().name()
                    + ": emmeans knows no factors of a model that is written by indicators");
        }
        if (!call.means()) {
            throw new Untranslatable(
                    "the statement " + statement.spec().name() + ": emmeans does not take a fit of " + call.function());
        }
    }

    /** LSMEANS by emmeans. */
    String means(ProcStatement statement) throws Untranslatable {
        requireMeans(statement);
        Options options = statement.options();
        StringBuilder out = new StringBuilder();
        for (EffectTerm effect : meanEffects(statement)) {
            out.append("means <- " + grid(effect, options) + "\nprint(" + shown("means", options) + ")\n");
            if (hasDifferences(options)) {
                out.append("print(" + differences("means", options) + ")\n");
            }
            for (EffectTerm slice : options.effects("SLICE")) {
                out.append(slice(effect, slice, options));
            }
        }
        return out.toString();
    }

    /** The means, or their differences, of each effect of LSMEANS: something that is a data frame. */
    List<String> meanTables(ProcStatement statement, boolean differences) throws Untranslatable {
        requireMeans(statement);
        Options options = statement.options();
        List<String> tables = new ArrayList<>();
        for (EffectTerm effect : meanEffects(statement)) {
            if (!differences) {
                tables.add(shown(grid(effect, options), options));
            } else if (hasDifferences(options)) {
                tables.add(differences(grid(effect, options), options));
            }
        }
        return tables;
    }

    private List<EffectTerm> meanEffects(ProcStatement statement) {
        List<EffectTerm> effects = ((Body.Effects) statement.body()).effects();
        return effects.isEmpty() ? classEffects() : effects;
    }

    private static boolean hasDifferences(Options options) {
        return options.has("DIFF") || options.has("ADJUST") || options.has("ODDSRATIO");
    }

    private String grid(EffectTerm effect, Options options) throws Untranslatable {
        return "emmeans::emmeans(fit, ~ " + step.term(effect).replace(":", " * ") + at(options)
                + call.emmeansArguments() + (options.has("OM") ? ", weights = \"proportional\"" : "") + ")";
    }

    /** On the scale of the response with ILINK and its kin. */
    private static String shown(String means, Options options) {
        boolean response = options.has("ILINK") || options.has("EXP") || options.has("ODDSRATIO");
        return response ? "summary(" + means + ", type = \"response\")" : means;
    }

    /** LSMEANS without effects: every effect of CLASS variables. */
    private List<EffectTerm> classEffects() {
        return step.model().effects().stream()
                .filter(e ->
                        Stream.concat(e.crossed().stream(), e.nested().stream()).allMatch(step::isClass))
                .toList();
    }

    private static String at(Options options) throws Untranslatable {
        if (!options.has("AT")) {
            return "";
        }
        List<String> settings = new ArrayList<>();
        for (BoundOption option : options.findAll("AT")) {
            if (option.value() instanceof OptionValue.Settings given) {
                given.settings().forEach(s -> settings.add(RText.name(s.variable()) + " = " + RText.number(s.value())));
            }
        }
        // AT MEANS is what emmeans does by itself
        return settings.isEmpty() ? "" : ", at = list(" + String.join(", ", settings) + ")";
    }

    private static String differences(String means, Options options) throws Untranslatable {
        String adjust = options.word("ADJUST").orElse("T");
        String word =
                switch (adjust) {
                    case "TUKEY" -> "tukey";
                    case "BON" -> "bonferroni";
                    case "SIDAK" -> "sidak";
                    case "SCHEFFE" -> "scheffe";
                    case "DUNNETT" -> "mvt";
                    case "T" -> "none";
                    default -> throw new Untranslatable("LSMEANS with ADJUST=" + adjust);
                };
        String method = options.word("DIFF").orElse("ALL").startsWith("CONTROL") || adjust.equals("DUNNETT")
                ? "\"trt.vs.ctrl1\""
                : "\"pairwise\"";
        return shown("emmeans::contrast(" + means + ", " + method + ", adjust = \"" + word + "\")", options);
    }

    /** Tests of an effect within the levels of some of its variables. */
    private String slice(EffectTerm effect, EffectTerm by, Options options) throws Untranslatable {
        List<String> within = effect.crossed().stream()
                .filter(v -> by.crossed().stream().noneMatch(v::equalsIgnoreCase))
                .map(RText::name)
                .toList();
        if (within.isEmpty() || within.size() == effect.crossed().size()) {
            throw new Untranslatable("SLICE= that does not divide the effect");
        }
        return "print(emmeans::test(emmeans::contrast(emmeans::emmeans(fit, ~ " + String.join(" * ", within) + " | "
                + step.term(by).replace(":", " * ") + at(options) + call.emmeansArguments()
                + "), \"consec\"), joint = TRUE))\n";
    }

    /** SLICE statements. */
    String sliceStatement(ProcStatement statement) throws Untranslatable {
        requireMeans(statement);
        StringBuilder out = new StringBuilder();
        for (EffectTerm effect : ((Body.Effects) statement.body()).effects()) {
            List<EffectTerm> by = statement.options().effects("SLICEBY");
            if (by.isEmpty()) {
                throw new Untranslatable("SLICE without SLICEBY=");
            }
            for (EffectTerm each : by) {
                out.append(slice(effect, each, statement.options()));
            }
        }
        return out.toString();
    }

    /** LSMESTIMATE: combinations of the means of one effect. */
    String meanEstimate(ProcStatement statement) throws Untranslatable {
        requireMeans(statement);
        Body.Coefficients body = (Body.Coefficients) statement.body();
        List<Double> divisors = statement.options().numbers("DIVISOR");
        List<String> rows = new ArrayList<>();
        EffectTerm effect = null;
        for (int i = 0; i < body.rows().size(); i++) {
            Body.Coefficients.Row row = body.rows().get(i);
            if (row.terms().size() > 1
                    || !row.terms().isEmpty() && !row.terms().get(0).placed().isEmpty()) {
                throw new Untranslatable("LSMESTIMATE with levels in brackets or of several effects");
            }
            if (row.terms().isEmpty()) {
                continue;
            }
            Body.Coefficients.Term term = row.terms().get(0);
            effect = effect == null ? term.effect() : effect;
            int levels = 1;
            for (String name : effect.crossed()) {
                levels *= step.factor(name)
                        .orElseThrow(() -> new Untranslatable("LSMESTIMATE of an effect the model has not"))
                        .labels()
                        .size();
            }
            double divisor = divisors.isEmpty() ? 1 : divisors.get(Math.min(i, divisors.size() - 1));
            List<String> values = new ArrayList<>();
            for (int k = 0; k < levels; k++) {
                values.add(RText.number(k < term.values().size() ? term.values().get(k) / divisor : 0));
            }
            String label = row.label().isEmpty() ? body.label() : row.label();
            rows.add(RText.quoted(label.isEmpty() ? "Row " + (i + 1) : label) + " = " + RText.vector(values));
        }
        if (effect == null || effect.crossed().size() > 1) {
            throw new Untranslatable("LSMESTIMATE of an effect of several variables");
        }
        return "print(emmeans::contrast(emmeans::emmeans(fit, ~ " + step.term(effect) + at(statement.options())
                + call.emmeansArguments() + "), list(" + String.join(", ", rows) + ")))\n";
    }

    /** {@code store <- fit}, with the data that emmeans will want. */
    String store(ProcStatement statement) throws Untranslatable {
        if (step.step().statement("BY").isPresent()) {
            throw new Untranslatable("STORE of BY groups");
        }
        String name = storeName(((Body.Named) statement.body()).name());
        return name + " <- list(fit = fit, data = data)\n";
    }

    /** R's name of an item store. */
    static String storeName(DataSetReference reference) {
        return RText.name("store_" + reference.member());
    }

    /**
     * OUTPUT of GENMOD and GEE, and of GLIMMIX: the rows used with columns beside them.
     *
     * @param left takes the keywords that R has no figures for
     */
    String output(ProcStatement statement, List<String> left) throws Untranslatable {
        if (step.step().statement("BY").isPresent()) {
            throw new Untranslatable("OUTPUT of BY groups");
        }
        Options options = ((Body.Main) statement.body()).options();
        Optional<DataSetReference> out = options.dataSet("OUT");
        String target = out.map(d -> RText.frame(d.member())).orElse("output");
        boolean mixed = step.step().procedure().name().equals("GLIMMIX");
        double alpha = statement.options().number("ALPHA").orElse(0.05);
        List<String> columns = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (BoundOption option : options.all()) {
            String keyword = option.spec().name();
            if (keyword.equals("OUT")) {
                continue;
            }
            String name = options.findAll(keyword).size() == 1
                    ? options.variable(keyword).orElse(keyword.toLowerCase(Locale.ROOT))
                    : name(option, keyword);
            try {
                columns.add(RText.name(name) + " = as.vector("
                        + (mixed ? conditional(keyword, option.suboptions()) : marginal(keyword, alpha)) + ")");
            } catch (Untranslatable e) {
                refused.add(keyword);
            }
        }
        if (columns.isEmpty() && refused.isEmpty()) {
            columns.add("pred = as.vector(" + (mixed ? conditional("PREDICTED", options) : marginal("PREDICTED", alpha))
                    + ")");
        }
        if (!refused.isEmpty()) {
            left.add("OUTPUT with " + String.join(", ", refused) + " at line "
                    + statement.place().line());
        }
        if (columns.isEmpty()) {
            return "";
        }
        String matrix = mixed
                ? ""
                : "X <- model.matrix(" + (call.function().startsWith("glmmTMB") ? "fit" : "formula(fit), data")
                        + ")[, names(" + call.coefficients() + "), drop = FALSE]\n"
                        + "se <- sqrt(rowSums((X %*% " + call.covariance() + ") * X))\n";
        String rows = mixed ? "row.names(model.frame(fit))" : "row.names(X)";
        return matrix + target + " <- cbind(data[" + rows + ", ], " + String.join(", ", columns) + ")\nprint(head("
                + target + "))\n";
    }

    private static String name(BoundOption option, String keyword) {
        return option.value() instanceof OptionValue.Variables given
                        && !given.lists().isEmpty()
                        && given.lists().get(0) instanceof hermite.sas.syntax.ast.VariableList.Name name
                ? name.name()
                : keyword.toLowerCase(Locale.ROOT);
    }

    private String marginal(String keyword, double alpha) throws Untranslatable {
        boolean glm = call.function().equals("glm") || call.function().equals("MASS::glm.nb");
        boolean equations =
                call.function().equals("gee::gee") || call.function().equals("geepack::geeglm");
        if (call.function().equals("glmmTMB::glmmTMB") && step.isGenmod()) {
            return ofTmb(keyword, alpha);
        }
        if (!glm && !equations) {
            throw new Untranslatable("OUTPUT");
        }
        String half = "qnorm(" + RText.number(1 - alpha / 2) + ") * se";
        return switch (keyword) {
            case "PREDICTED" -> "fitted(fit)";
            case "XBETA" -> "fit$linear.predictors";
            case "STDXBETA" -> "se";
            case "LOWER" -> "fit$family$linkinv(fit$linear.predictors - " + half + ")";
            case "UPPER" -> "fit$family$linkinv(fit$linear.predictors + " + half + ")";
            case "RESRAW" -> glm && !step.hasTrials() ? "residuals(fit, type = \"response\")" : refused(keyword);
            case "RESCHI" -> glm ? "residuals(fit, type = \"pearson\")" : refused(keyword);
            case "RESDEV" -> glm ? "residuals(fit, type = \"deviance\")" : refused(keyword);
            case "STDRESCHI" -> glm ? "rstandard(fit, type = \"pearson\")" : refused(keyword);
            case "STDRESDEV" -> glm ? "rstandard(fit, type = \"deviance\")" : refused(keyword);
            case "LEVERAGE" -> glm ? "hatvalues(fit)" : refused(keyword);
            case "COOKSD" -> glm ? "cooks.distance(fit)" : refused(keyword);
            default -> refused(keyword);
        };
    }

    private String ofTmb(String keyword, double alpha) throws Untranslatable {
        String linear = "predict(fit, type = \"link\")";
        String half = "qnorm(" + RText.number(1 - alpha / 2) + ") * se";
        boolean inflated = call.call().contains("ziformula");
        return switch (keyword) {
            case "PREDICTED" -> "fitted(fit)";
            case "XBETA" -> linear;
            case "STDXBETA" -> "se";
            case "LOWER", "UPPER" ->
                inflated
                        ? refused(keyword)
                        : "family(fit)$linkinv(" + linear + (keyword.equals("LOWER") ? " - " : " + ") + half + ")";
            case "RESRAW" -> "residuals(fit, type = \"response\")";
            case "RESCHI" -> "residuals(fit, type = \"pearson\")";
            default -> refused(keyword);
        };
    }

    private static String refused(String keyword) throws Untranslatable {
        throw new Untranslatable(keyword.contains(" ") ? keyword : "OUTPUT with " + keyword);
    }

    private String conditional(String keyword, Options kind) throws Untranslatable {
        boolean lme4 = call.function().startsWith("lme4::") || call.function().equals("lmerTest::lmer");
        boolean linear =
                call.function().equals("lmerTest::lmer") || call.function().equals("lm");
        boolean fixed = call.function().equals("glm") || call.function().equals("lm");
        if (!lme4 && !fixed) {
            throw new Untranslatable("OUTPUT");
        }
        boolean mean = kind.has("ILINK") || linear;
        String part =
                (kind.has("NOBLUP") && lme4 ? ", re.form = NA" : "") + (mean && !linear ? ", type = \"response\"" : "");
        return switch (keyword) {
            case "PREDICTED" -> "predict(fit" + part + ")";
            case "RESIDUAL" -> mean ? observed() + " - predict(fit" + part + ")" : refused(keyword);
            case "PEARSON" -> !kind.has("NOBLUP") ? "residuals(fit, type = \"pearson\")" : refused(keyword);
            default -> refused(keyword);
        };
    }

    /** The response of the rows used; a share for events/trials. */
    private String observed() {
        return step.hasTrials()
                ? "prop.table(model.response(model.frame(fit)), 1)[, 1]"
                : "model.response(model.frame(fit))";
    }

    /** OUTP= and OUTPM= of MIXED. */
    String predictions() throws Untranslatable {
        StringBuilder out = new StringBuilder();
        for (String option : List.of("OUTP", "OUTPM")) {
            Optional<DataSetReference> target = step.modelOptions().dataSet(option);
            if (target.isEmpty()) {
                continue;
            }
            if (call.function().equals("sas_linear")) {
                throw new Untranslatable("the option " + option + " for a fit of sas_linear");
            }
            boolean fixed = option.equals("OUTPM");
            String prediction =
                    switch (call.function()) {
                        case "lmerTest::lmer" -> "predict(fit" + (fixed ? ", re.form = NA" : "") + ")";
                        case "nlme::lme" -> "fitted(fit" + (fixed ? ", level = 0" : "") + ")";
                        default -> "fitted(fit)";
                    };
            String rows = call.function().startsWith("nlme::")
                    ? "data[complete.cases(data[all.vars(formula(fit))]), ]"
                    : "data[row.names(model.frame(fit)), ]";
            String name = RText.frame(target.get().member());
            String response = RText.name(step.model().response().variables().get(0));
            out.append(name + " <- cbind(" + rows + ", pred = as.vector(" + prediction + "))\n" + name + "$resid <- "
                    + name + "$" + response + " - " + name + "$pred\nprint(head(" + name + "))\n");
        }
        return out.toString();
    }

    /**
     * SCORE of PLM.
     *
     * @param source R's name of the data to score
     */
    String score(ProcStatement statement, String source) throws Untranslatable {
        Options options = ((Body.Main) statement.body()).options();
        String target = options.dataSet("OUT").map(d -> RText.frame(d.member())).orElse("scored");
        boolean mean = statement.options().has("ILINK");
        for (BoundOption option : options.all()) {
            if (!List.of("DATA", "OUT", "PREDICTED").contains(option.spec().name())) {
                throw new Untranslatable("SCORE with " + option.spec().name());
            }
        }
        String column = options.variable("PREDICTED").orElse("predicted");
        String arguments =
                switch (call.function()) {
                    case "glm", "MASS::glm.nb", "geepack::geeglm" ->
                        mean ? ", type = \"response\"" : ", type = \"link\"";
                    case "lm", "nlme::gls" -> "";
                    case "nlme::lme" -> ", level = 0";
                    case "lmerTest::lmer" -> ", re.form = NA, allow.new.levels = TRUE";
                    case "lme4::glmer", "lme4::glmer.nb", "glmmTMB::glmmTMB" ->
                        ", re.form = NA, allow.new.levels = TRUE, type = \"" + (mean ? "response" : "link") + "\"";
                    case "gee::gee", "geepack::ordgee" -> "";
                    default -> throw new Untranslatable("SCORE for a fit of " + call.function());
                };
        String factors = step.factorCode(target);
        boolean associations = call.function().equals("geepack::ordgee");
        String inverse = associations
                ? "make.link(" + call.call().replaceFirst("(?s)^.*mean\\.link = (\"[a-z]*\").*$", "$1") + ")$linkinv("
                : "fit$family$linkinv(";
        boolean byRows = associations || call.function().equals("gee::gee");
        String matrix = byRows ? "X <- model.matrix(delete.response(terms(formula(fit))), " + target + ")\n" : "";
        String linear = "drop(X %*% " + call.coefficients() + ")";
        String prediction =
                byRows ? mean ? inverse + linear + ")" : linear : "predict(fit, newdata = " + target + arguments + ")";
        return target + " <- " + source + "\n" + factors + matrix + target + "$" + RText.name(column) + " <- as.vector("
                + prediction + ")\nprint(head(" + target + "))\n";
    }
}
