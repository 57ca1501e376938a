package hermite.translate;

import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        for (String statement : List.of("MISSMODEL", "ZEROMODEL", "EFFECT")) {
            if (step.step().statement(statement).isPresent()) {
                throw new Untranslatable("the statement " + statement);
            }
        }
        Optional<ProcStatement> repeated = step.step().statement("REPEATED");
        if (distribution.equals("MULTINOMIAL")) {
            if (repeated.isPresent()) {
                throw new Untranslatable("generalized estimating equations of a multinomial response");
            }
            return OrdinalCall.fixed(step, link);
        }
        String formula = step.response(distribution.equals("BINOMIAL"), notes) + " ~ " + step.fixedPart();
        if (repeated.isPresent()) {
            return repeated(repeated.get(), formula, Families.family(distribution, link));
        }
        return independent(formula, distribution, link);
    }

    private ModelCall independent(String formula, String distribution, String link) throws Untranslatable {
        String weights = weights();
        if (distribution.equals("NEGBIN")) {
            notes.add("SAS prints the dispersion 1/theta, R prints theta; standard errors: SAS inverts the whole"
                    + " information matrix, R takes theta as known (they are orthogonal: equal in the limit).");
            return new ModelCall(
                    "MASS::glm.nb(" + formula + ", data = data" + weights + ")",
                    "coef(fit)",
                    "vcov(fit)",
                    "",
                    notes,
                    true);
        }
        Options options = step.modelOptions();
        boolean pearson = options.has("PSCALE")
                || options.word("SCALE").filter("PEARSON"::equals).isPresent();
        String family = Families.family(distribution, link);
        if (pearson && (family.startsWith("binomial") || family.startsWith("poisson"))) {
            family = "quasi" + family;
            notes.add("SCALE=PEARSON: R's dispersion is the square of SAS's scale.");
        } else if (options.has("DSCALE") || options.has("SCALE") && !pearson) {
            notes.add("SCALE= and DSCALE have no equal here: multiply R's standard errors by SAS's scale.");
        }
        if (List.of("NORMAL", "GAMMA", "IGAUSSIAN").contains(distribution)) {
            notes.add("SAS estimates the scale by maximum likelihood (divisor n), R by Pearson's chi-square with n - p:"
                    + " R's standard errors are larger.");
        }
        return new ModelCall(
                "glm(" + formula + ", family = " + family + ", data = data" + weights + ")",
                "coef(fit)",
                "vcov(fit)",
                "",
                notes,
                true);
    }

    private String weights() throws Untranslatable {
        Optional<String> weight = step.variable("WEIGHT");
        Optional<String> frequency = step.variable("FREQ");
        if (weight.isPresent() && frequency.isPresent()) {
            return ", weights = " + weight.get() + " * " + frequency.get();
        }
        return weight.or(() -> frequency).map(w -> ", weights = " + w).orElse("");
    }

    private ModelCall repeated(ProcStatement statement, String formula, String family) throws Untranslatable {
        Options options = statement.options();
        if (options.has("LOGOR")) {
            throw new Untranslatable("alternating logistic regressions (LOGOR=)");
        }
        EffectTerm subject = ((Body.Main) statement.body())
                .options()
                .effect("SUBJECT")
                .or(() -> options.effect("SUBJECT"))
                .orElseThrow(() -> new Untranslatable("REPEATED without SUBJECT="));
        String type = options.word("TYPE").orElse("IND");
        Optional<EffectTerm> within = options.effect("WITHINSUBJECT");
        String group = step.grouping(subject);
        String id = group.contains(":") ? "cluster" : group;
        StringBuilder preparation = new StringBuilder();
        if (group.contains(":")) {
            preparation
                    .append("data$cluster <- as.integer(interaction(data[c(")
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
        boolean positions = within.isPresent() && !List.of("IND", "EXCH").contains(type);
        if (positions || step.step().statement("WEIGHT").isPresent()) {
            return geeglm(formula, family, id, type, positions ? wave : "", preparation.toString());
        }
        return gee(formula, family, id, options, type, preparation.toString());
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
            notes.add("TYPE=UN: gee divides each pair's moment by the number of its pairs in its own way; the"
                    + " correlations differ a little where visits are missing.");
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
        notes.add("geeglm estimates correlation and scale by moments divided by N, SAS by N - p: estimates differ in"
                + " later digits. Its waves must be whole numbers from 1.");
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
