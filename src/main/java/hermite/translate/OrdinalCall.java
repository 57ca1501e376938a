package hermite.translate;

import java.util.ArrayList;
import java.util.List;

/** Cumulative and generalized logits: {@code ordinal::clm}, {@code ordinal::clmm}, {@code nnet::multinom}. */
final class OrdinalCall {
    private OrdinalCall() {}

    /** Without random effects. */
    static ModelCall fixed(ModelStep step, String link) throws Untranslatable {
        String formula = formula(step);
        if (link.equals("GLOGIT")) {
            return new ModelCall(
                    "nnet::multinom(relevel(" + response(step) + ", ref = nlevels(" + response(step) + ")) ~ "
                            + step.fixedPart() + ", data = data, trace = FALSE)",
                    "coef(fit)",
                    "vcov(fit)",
                    "",
                    List.of("the last level is the reference, as in SAS."),
                    false);
        }
        return new ModelCall(
                "ordinal::clm(" + formula + ", link = \"" + clmLink(link) + "\", data = data)",
                "coef(fit)",
                "vcov(fit)",
                "",
                notes(),
                false);
    }

    /** @param random terms in parentheses, joined by plus signs */
    static ModelCall mixed(ModelStep step, String link, String random, int points) throws Untranslatable {
        if (link.equals("GLOGIT")) {
            throw new Untranslatable("generalized logits with random effects");
        }
        return new ModelCall(
                "ordinal::clmm(" + formula(step) + " + " + random + ", link = \"" + clmLink(link)
                        + "\", data = data, nAGQ = " + points + ")",
                "coef(fit)",
                "vcov(fit)",
                "",
                notes(),
                false);
    }

    private static List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("clm models threshold - x'b, SAS threshold + x'b: the slopes have the opposite sign.");
        notes.add("with DESCENDING, turn the levels of the response round.");
        return notes;
    }

    private static String formula(ModelStep step) throws Untranslatable {
        return response(step) + " ~ " + step.fixedPart();
    }

    private static String response(ModelStep step) throws Untranslatable {
        return "factor(" + step.response(false, new ArrayList<>()) + ")";
    }

    private static String clmLink(String link) {
        return switch (link) {
            case "CUMPROBIT", "PROBIT" -> "probit";
            case "CUMCLL" -> "cloglog";
            case "CUMLOGLOG" -> "loglog";
            default -> "logit";
        };
    }
}
