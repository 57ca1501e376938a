package hermite.translate;

import hermite.translate.code.Untranslatable;
import java.util.List;
import java.util.Map;

/** Distributions and links in R's words. */
final class Families {
    private static final Map<String, String> LINKS = Map.of(
            "LOGIT",
            "logit",
            "PROBIT",
            "probit",
            "CLOGLOG",
            "cloglog",
            "LOG",
            "log",
            "IDENTITY",
            "identity",
            "CAUCHIT",
            "cauchit",
            "RECIPROCAL",
            "inverse",
            "POWERMINUS2",
            "1/mu^2");

    private Families() {}

    /** One name for the spellings of GENMOD and GLIMMIX. */
    static String distribution(String word) {
        return switch (word) {
            case "BINARY" -> "BINOMIAL";
            case "NEGBINOMIAL" -> "NEGBIN";
            case "INVGAUSS" -> "IGAUSSIAN";
            default -> word;
        };
    }

    /** {@code binomial(link = "probit")}; the canonical link of R is not written. */
    static String family(String distribution, String link) throws Untranslatable {
        String function =
                switch (distribution) {
                    case "NORMAL" -> "gaussian";
                    case "BINOMIAL" -> "binomial";
                    case "POISSON" -> "poisson";
                    case "GAMMA" -> "Gamma";
                    case "IGAUSSIAN" -> "inverse.gaussian";
                    default -> throw new Untranslatable("DIST=" + distribution + nearest(distribution));
                };
        if (distribution.equals("BINOMIAL") && link.equals("LOGLOG")) {
            return "binomial(link = sas_loglog())";
        }
        String written = link(distribution, link);
        String usual =
                switch (distribution) {
                    case "NORMAL" -> "identity";
                    case "BINOMIAL" -> "logit";
                    case "POISSON" -> "log";
                    default -> "";
                };
        return function + (written.equals(usual) ? "()" : "(link = \"" + written + "\")");
    }

    private static String nearest(String distribution) {
        return switch (distribution) {
            case "TCENTRAL", "T" ->
                "; nearest is glmmTMB::t_family() of glmmTMB 1.1.10 and later, which keeps all else";
            case "BYOBS" ->
                "; nearest is GLMMadaptive::mixed_model with a family of your own whose log density looks at the"
                        + " row's distribution";
            case "MULTINOMIAL" -> "; nearest is ordinal::clmm";
            default -> "";
        };
    }

    /** Whether GLIMMIX estimates a scale by maximum likelihood that R's glm and glmer take by moments or as known. */
    static boolean hasScale(String distribution) {
        return List.of("NEGBIN", "GAMMA", "BETA", "NORMAL").contains(distribution);
    }

    /** The family for glmmTMB of a distribution with a scale. */
    static String tmbFamily(String distribution, String link) throws Untranslatable {
        String word = link.isEmpty() && distribution.equals("BETA") ? "LOGIT" : link;
        String function =
                switch (distribution) {
                    case "NEGBIN" -> "glmmTMB::nbinom2";
                    case "BETA" -> "glmmTMB::beta_family";
                    case "GAMMA" -> "Gamma";
                    case "NORMAL" -> "gaussian";
                    default -> throw new Untranslatable("DIST=" + distribution + nearest(distribution));
                };
        return function + "(link = \"" + link(distribution, word) + "\")";
    }

    /** R's word for the link; empty: SAS's default for the distribution. */
    static String link(String distribution, String link) throws Untranslatable {
        String word = link;
        if (word.isEmpty()) {
            word = switch (distribution) {
                case "NORMAL" -> "IDENTITY";
                case "BINOMIAL" -> "LOGIT";
                default -> "LOG";
            };
        }
        if (!LINKS.containsKey(word)) {
            throw new Untranslatable("LINK=" + word + "; R has no such link in the function that fits this model");
        }
        return LINKS.get(word);
    }

    /** The defaults that GENMOD has and GLIMMIX has not. */
    static String genmodLink(String distribution, String link) {
        if (!link.isEmpty()) {
            return link;
        }
        return switch (distribution) {
            case "GAMMA" -> "RECIPROCAL";
            case "IGAUSSIAN" -> "POWERMINUS2";
            default -> "";
        };
    }

    static boolean isCategorical(String link) {
        return List.of("CUMLOGIT", "CUMPROBIT", "CUMCLL", "CUMLOGLOG", "GLOGIT").contains(link);
    }
}
