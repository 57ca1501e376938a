package hermite.r.lib.models;

import hermite.model.Family;
import hermite.model.Link;
import hermite.model.PowerLink;
import hermite.model.StandardLink;
import hermite.model.glmm.density.BetaDensity;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ChainedDensity;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.GammaDensity;
import hermite.model.glmm.density.NegativeBinomialLinearDensity;
import hermite.model.glmm.density.NegativeBinomialLogDensity;
import hermite.model.glmm.density.NormalIdentityDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import hermite.r.eval.RError;

/** Densities of the response given the random effects, by the names of a family and its link. */
final class ConditionalDensities {
    private ConditionalDensities() {}

    /**
     * Families with a dispersion have names of their own ("normal", "gamma", "beta", "nbinom1", "nbinom2"): their
     * dispersion is estimated by maximum likelihood, which the functions that name R's families do not do.
     */
    static ConditionalDensity of(String family, String link) {
        return switch (family + " " + link) {
            case "binomial logit" -> new BinomialDensity(BinomialDensity.Curve.LOGIT);
            case "binomial probit" -> new BinomialDensity(BinomialDensity.Curve.PROBIT);
            case "binomial cloglog" -> new BinomialDensity(BinomialDensity.Curve.CLOGLOG);
            case "binomial loglog" -> new BinomialDensity(BinomialDensity.Curve.LOGLOG);
            case "binomial cauchit" -> new BinomialDensity(BinomialDensity.Curve.CAUCHIT);
            case "poisson log" -> new PoissonLogDensity();
            case "normal identity" -> new NormalIdentityDensity();
            case "normal log" -> new ChainedDensity(Family.NORMAL, StandardLink.LOG, false);
            case "gamma log" -> new GammaDensity();
            case "gamma inverse" -> new ChainedDensity(Family.GAMMA, reciprocal(), false);
            case "gamma identity" -> new ChainedDensity(Family.GAMMA, StandardLink.IDENTITY, false);
            case "beta logit" -> new BetaDensity(StandardLink.LOGIT);
            case "beta probit" -> new BetaDensity(StandardLink.PROBIT);
            case "beta cloglog" -> new BetaDensity(StandardLink.CLOGLOG);
            case "nbinom2 identity" -> new ChainedDensity(Family.NEGATIVE_BINOMIAL, StandardLink.IDENTITY, false);
            case "geometric log" -> new ChainedDensity(Family.GEOMETRIC, StandardLink.LOG, false);
            case "nbinom1 log" -> new NegativeBinomialLinearDensity();
            case "nbinom2 log" -> new NegativeBinomialLogDensity();
            default -> {
                if (family.startsWith("Negative Binomial") && link.equals("log")) {
                    yield new NegativeBinomialLogDensity();
                }
                throw RError.unsupportedPart(
                        "family " + family + " with link " + link + " is not supported in mixed models yet");
            }
        };
    }

    private static Link reciprocal() {
        return new PowerLink(-1);
    }
}
