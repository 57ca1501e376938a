package hermite.model.pl;

import hermite.model.Family;
import hermite.model.Link;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import java.util.List;

/**
 * A generalized linear mixed model to be fitted by pseudo-likelihood; arrays are shared, read only.
 *
 * @param response y; a proportion where {@code trials} exceed 1
 * @param trials binomial denominators, otherwise 1
 * @param offset added to the linear predictor
 * @param x row-major n × p, of full column rank
 * @param residual its scale held at 1 for binomial and Poisson responses without an R-side effect
 * @param restricted residual (REML) pseudo-likelihood: RSPL, RMPL; otherwise MSPL, MMPL
 * @param marginal expansion about u = 0: RMPL, MMPL; otherwise about the predicted effects
 */
public record PseudoSpec(
        Family family,
        Link link,
        double[] response,
        double[] trials,
        double[] offset,
        double[] x,
        int p,
        List<RandomTerm> random,
        Residual residual,
        boolean restricted,
        boolean marginal) {}
