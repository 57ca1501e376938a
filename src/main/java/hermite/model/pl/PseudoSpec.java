package hermite.model.pl;

import hermite.model.Family;
import hermite.model.Link;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A generalized linear mixed model to be fitted by pseudo-likelihood; arrays are shared, read only.
 *
 * @param kinds of responses
 * @param kind of each row
 * @param response y; a proportion where {@code trials} exceed 1
 * @param trials binomial denominators, otherwise 1
 * @param offset added to the linear predictor
 * @param weight prior weights, apart from the trials
 * @param x row-major n × p, of full column rank
 * @param residual its scale held at 1 for binomial and Poisson responses without an R-side effect; with a spread of any
 *     numbers where the k of a negative binomial is part of the residuals' covariance
 * @param restricted residual (REML) pseudo-likelihood: RSPL, RMPL; otherwise MSPL, MMPL
 * @param marginal expansion about u = 0: RMPL, MMPL; otherwise about the predicted effects
 */
public record PseudoSpec(
        List<Kind> kinds,
        int[] kind,
        double[] response,
        double[] trials,
        double[] offset,
        double[] weight,
        double[] x,
        int p,
        List<RandomTerm> random,
        Residual residual,
        boolean restricted,
        boolean marginal)
        implements PseudoModel {

    /** What rows have in common: V and g of their means. */
    public record Kind(Family family, Link link) {}

    public PseudoSpec {
        kinds = List.copyOf(kinds);
    }

    public Family family(int row) {
        return kinds.get(kind[row]).family();
    }

    public Link link(int row) {
        return kinds.get(kind[row]).link();
    }

    /** Of all rows where they are of one kind. */
    public Family family() {
        return kinds.get(0).family();
    }

    /** Of all rows where they are of one kind. */
    public Link link() {
        return kinds.get(0).link();
    }

    /**
     * Whether the variance function holds a parameter to be estimated: that of the negative binomial, V = μ + kμ², whose
     * k is the covariance parameter after those of the random effects and before those of the residual. Where residuals
     * covary, it is part of their covariance V^½RV^½ and comes last.
     */
    public boolean hasShape() {
        return kinds.stream().anyMatch(k -> k.family() == Family.NEGATIVE_BINOMIAL) && !residual.hasSpread();
    }

    @Override
    public double[] start() {
        double[] eta = new double[response.length];
        for (int i = 0; i < eta.length; i++) {
            eta[i] = link(i).link(family(i).startingMean(response[i], trials[i]));
        }
        return eta;
    }

    /**
     * Pseudo-response η + (y − μ)/μ' with weights m μ'²/V(μ). With V = μ + kμ² the second part is that of effects of single
     * rows, which have variance k and take no part in the linear predictor.
     */
    @Override
    public LmmSpec linearised(double[] eta) {
        int n = eta.length;
        double[] pseudo = new double[n];
        double[] working = new double[n];
        double[] shape = new double[n];
        double[] means = new double[n];
        for (int i = 0; i < n; i++) {
            boolean apart = family(i) == Family.NEGATIVE_BINOMIAL;
            double mu = link(i).inverse(eta[i]);
            double slope = link(i).firstDerivative(eta[i]);
            pseudo[i] = eta[i] - offset[i] + (response[i] - mu) / slope;
            means[i] = apart ? mu : 0;
            working[i] = weight[i] * trials[i] * slope * slope / family(i).variance(mu, apart ? 0 : 1);
            shape[i] = apart ? mu / Math.abs(slope) / Math.sqrt(weight[i]) : 0;
        }
        List<RandomTerm> effects = new ArrayList<>(random);
        if (hasShape()) {
            int[] row = new int[n];
            Arrays.setAll(row, i -> i);
            effects.add(RandomTerm.component(shape, row, n));
        }
        Residual of = residual.hasSpread() ? residual.withSpread(means) : residual;
        return new LmmSpec(pseudo, x, p, working, effects, of, restricted);
    }

    @Override
    public boolean allows(double[] eta, double[] before) {
        for (int i = 0; i < eta.length; i++) {
            Family of = family(i);
            if (!of.isValidMean(link(i).inverse(eta[i])) && of.isValidMean(link(i).inverse(before[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Of responses of one kind, without prior weights. */
    public PseudoSpec(
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
            boolean marginal) {
        this(
                List.of(new Kind(family, link)),
                new int[response.length],
                response,
                trials,
                offset,
                ones(response.length),
                x,
                p,
                random,
                residual,
                restricted,
                marginal);
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
