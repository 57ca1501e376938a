package hermite.translate;

import hermite.sas.syntax.ast.Options;
import hermite.translate.code.RText;
import hermite.translate.code.Untranslatable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cumulative and generalized logits: {@code ordinal::clm}, {@code ordinal::clmm}, {@code nnet::multinom}. */
final class OrdinalCall {
    private static final String COEFFICIENTS = "c(fit$alpha, -fit$beta)";

    private OrdinalCall() {}

    /** Without random effects. */
    static ModelCall fixed(ModelStep step, String link) throws Untranslatable {
        String weights = step.variable("WEIGHT").map(w -> ", weights = " + w).orElse("");
        if (link.equals("GLOGIT")) {
            return new ModelCall(
                    "nnet::multinom(relevel(" + response(step) + ", ref = " + (reference(step) + 1) + ") ~ "
                            + step.fixedPart() + ", data = data" + weights
                            + ", trace = FALSE, maxit = 1000, reltol = 1e-12)",
                    "setNames(c(t(coef(fit))), rownames(vcov(fit)))",
                    "vcov(fit)",
                    "",
                    List.of("the reference is SAS's: the last level where REF= names no other."),
                    false);
        }
        return new ModelCall(
                "ordinal::clm(" + formula(step) + ", link = \"" + clmLink(link) + "\", data = data" + weights + ")",
                COEFFICIENTS,
                signed("vcov(fit)"),
                "",
                notes(),
                false);
    }

    /** @param random terms in parentheses, joined by plus signs */
    static ModelCall mixed(ModelStep step, String link, String random, int points) throws Untranslatable {
        if (link.equals("GLOGIT")) {
            throw new Untranslatable("generalized logits with random effects; nearest are mclogit::mblogit, which has"
                    + " pseudo-likelihood, and one glmer for each category against the reference");
        }
        if (step.variable("WEIGHT").isPresent()) {
            throw new Untranslatable("WEIGHT in a mixed model of a multinomial response");
        }
        List<String> notes = new ArrayList<>(notes());
        String word = clmLink(link);
        if (word.endsWith("loglog")) {
            notes.add("clmm calls loglog what clm calls cloglog, and the other way round.");
            word = word.equals("loglog") ? "cloglog" : "loglog";
        }
        return new ModelCall(
                "ordinal::clmm(" + formula(step) + " + " + random + ", link = \"" + word + "\", data = data, nAGQ = "
                        + points + ")",
                COEFFICIENTS,
                signed("vcov(fit)"),
                "",
                notes,
                false);
    }

    /** The covariance of {@link #COEFFICIENTS} from that of thresholds and slopes as clm has them. */
    static String signed(String covariance) {
        return "local({\n  s <- rep(c(1, -1), c(length(fit$alpha), length(fit$beta)))\n  (" + covariance
                + ")[seq_along(s), seq_along(s)] * outer(s, s)\n})";
    }

    private static List<String> notes() {
        return List.of("clm models threshold - x'b, SAS threshold + x'b: the slopes that summary(fit) prints have the"
                + " opposite sign; what follows it has SAS's.");
    }

    private static String formula(ModelStep step) throws Untranslatable {
        if (step.modelOptions().has("NOINT")) {
            throw new Untranslatable("NOINT with a multinomial response");
        }
        return response(step) + " ~ " + step.fixedPart();
    }

    /** The response as a factor whose levels stand in SAS's order. */
    private static String response(ModelStep step) throws Untranslatable {
        String name = step.response(false, new ArrayList<>());
        List<String> levels = step.responseLevels();
        boolean ascending = !levels.get(0).startsWith("\"");
        for (int i = 1; ascending && i < levels.size(); i++) {
            ascending = Double.parseDouble(levels.get(i - 1)) < Double.parseDouble(levels.get(i));
        }
        return "factor(" + name + (ascending ? "" : ", levels = " + RText.vector(levels)) + ")";
    }

    private static int reference(ModelStep step) throws Untranslatable {
        Options options = step.model().response().options();
        Optional<String> word =
                List.of("REF", "REFERENCE").stream().filter(options::has).findFirst();
        return word.isPresent()
                ? step.responseLevel(word.get())
                : step.responseLevels().size() - 1;
    }

    private static String clmLink(String link) throws Untranslatable {
        return switch (link) {
            case "", "CUMLOGIT" -> "logit";
            case "CUMPROBIT" -> "probit";
            case "CUMCLL" -> "cloglog";
            case "CUMLOGLOG" -> "loglog";
            default -> throw new Untranslatable("LINK=" + link + " of a multinomial response");
        };
    }
}
