package hermite.model.glm;

import hermite.model.Family;
import hermite.model.Link;
import hermite.model.Observations;
import hermite.model.Sweep;
import hermite.model.Verdict;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.LinearAlgebra;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Zero-inflated Poisson and negative binomial models by maximum likelihood (Lambert 1992, section 2; Greene 1994):
 * P(Y = 0) = w + (1 - w) f(0), P(Y = y) = (1 - w) f(y), with log mu = x'beta and w = h(z'gamma).
 */
public final class ZeroInflatedFitter implements RidgedNewton.LogLikelihood {
    private static final RidgedNewton NEWTON = new RidgedNewton(1e-3, 5, 1e8, 1e-4, 5);
    private static final double SMALLEST = 1e-300;

    private final Observations counts;
    private final Observations zeros;
    private final boolean negativeBinomial;
    private final Link zeroLink;
    private final int p;
    private final int q;
    private final int size;

    private ZeroInflatedFitter(Observations counts, Observations zeros, boolean negativeBinomial, Link zeroLink) {
        this.counts = counts;
        this.zeros = zeros;
        this.negativeBinomial = negativeBinomial;
        this.zeroLink = zeroLink;
        this.p = counts.columns();
        this.q = zeros.columns();
        this.size = p + q + (negativeBinomial ? 1 : 0);
    }

    /**
     * A fitted zero-inflated model. Arrays are shared: read only.
     *
     * @param counts estimates and covariance of beta; the dispersion k and its standard error for a negative binomial
     * @param zeroEstimates one a column of the zero model
     * @param zeroCovariance their covariance, row-major
     * @param zeroAliased columns of the zero model that were left out
     */
    public record ZeroInflatedFit(
            GlmFit counts, double[] zeroEstimates, double[] zeroCovariance, boolean[] zeroAliased) {}

    /**
     * @param specification family Poisson or negative binomial, log link
     * @param zeroDesign row-major design of the zero model, rows as in the observations
     */
    public static ZeroInflatedFit fit(
            GlmSpecification specification,
            Observations observations,
            double[] zeroDesign,
            int zeroColumns,
            Link zeroLink) {
        Observations zeroAll =
                observations.withDesign(zeroDesign, zeroColumns).withOffset(new double[observations.rows()]);
        double[] crossProducts = observations.crossProducts();
        Sweep sweep = Sweep.of(crossProducts, observations.columns(), specification.singular());
        Sweep zeroSweep = Sweep.of(zeroAll.crossProducts(), zeroColumns, specification.singular());
        int[] kept = sweep.kept();
        int[] zeroKept = zeroSweep.kept();
        boolean shape = specification.family() == Family.NEGATIVE_BINOMIAL;
        ZeroInflatedFitter fitter =
                new ZeroInflatedFitter(select(observations, kept), select(zeroAll, zeroKept), shape, zeroLink);
        double[] parameters = fitter.start();
        List<GlmFit.Iteration> trace = new ArrayList<>();
        Verdict verdict = fitter.iterate(specification, parameters, trace);
        RidgedNewton.Derivatives at = fitter.derivatives(parameters);
        Sweep inverse = Sweep.of(at.information(), fitter.size, 1e-14);
        if (verdict.isConverged() && (!inverse.definite() || inverse.rank() < fitter.size)) {
            verdict = new Verdict(
                    Verdict.Outcome.NOT_POSITIVE_DEFINITE,
                    "the negative of the Hessian is not positive definite",
                    "use a simpler ZEROMODEL, or DIST=POISSON or NEGBIN without zero inflation");
        }
        double k = shape ? Math.exp(parameters[fitter.size - 1]) : 1;
        double error = shape ? k * Math.sqrt(Math.max(0, inverse.inverse()[fitter.size * fitter.size - 1])) : 0;
        double n = observations.count();
        double constant = 0;
        for (int i = 0; i < observations.rows(); i++) {
            constant += observations.frequency()[i]
                    * specification
                            .family()
                            .logLikelihoodConstant(
                                    observations.response()[i], 1, observations.weight()[i]);
        }
        int rank = kept.length + zeroKept.length;
        FitCriteria criteria = new FitCriteria(
                n,
                n - rank,
                -2 * (at.value() + constant),
                fitter.pearson(parameters, k),
                1,
                at.value(),
                at.value() + constant,
                fitter.size);
        GlmFit counts = new GlmFit(
                specification,
                spread(parameters, 0, kept, observations.columns()),
                spread(inverse.inverse(), fitter.size, 0, kept, observations.columns()),
                sweep.aliased(),
                kept.length,
                k,
                error,
                Optional.empty(),
                crossProducts,
                criteria,
                trace,
                verdict,
                Optional.empty());
        return new ZeroInflatedFit(
                counts,
                spread(parameters, kept.length, zeroKept, zeroColumns),
                spread(inverse.inverse(), fitter.size, kept.length, zeroKept, zeroColumns),
                zeroSweep.aliased());
    }

    /**
     * The likelihood-ratio test of L beta = 0 about the counts' coefficients: everything else is estimated again.
     *
     * @param hypothesis independent estimable rows
     */
    public static ChiSquareTest likelihoodRatio(
            ZeroInflatedFit full,
            Observations observations,
            double[] zeroDesign,
            int zeroColumns,
            Link zeroLink,
            double[][] hypothesis) {
        int p = observations.columns();
        double[] basis = LinearAlgebra.nullSpace(hypothesis, p);
        int k = basis.length / p;
        ZeroInflatedFit reduced = fit(
                full.counts().specification(),
                observations.withDesign(observations.designTimes(basis, k), k),
                zeroDesign,
                zeroColumns,
                zeroLink);
        double drop = full.counts().criteria().logLikelihood()
                - reduced.counts().criteria().logLikelihood();
        return ChiSquareTest.of(
                Math.max(0, 2 * drop), full.counts().rank() - reduced.counts().rank());
    }

    private static Observations select(Observations all, int[] kept) {
        double[] x = new double[all.rows() * kept.length];
        for (int i = 0; i < all.rows(); i++) {
            for (int j = 0; j < kept.length; j++) {
                x[i * kept.length + j] = all.x()[i * all.columns() + kept[j]];
            }
        }
        return all.withDesign(x, kept.length);
    }

    private static double[] spread(double[] values, int first, int[] kept, int columns) {
        double[] all = new double[columns];
        for (int j = 0; j < kept.length; j++) {
            all[kept[j]] = values[first + j];
        }
        return all;
    }

    private static double[] spread(double[] matrix, int size, int first, int[] kept, int columns) {
        double[] all = new double[columns * columns];
        for (int a = 0; a < kept.length; a++) {
            for (int b = 0; b < kept.length; b++) {
                all[kept[a] * columns + kept[b]] = matrix[(first + a) * size + first + b];
            }
        }
        return all;
    }

    /** The count model of the data without inflation; a zero model without effect at half the share of zeros. */
    private double[] start() {
        GlmFit plain = GlmFitter.fit(GlmSpecification.of(Family.POISSON).withMaxIterations(25), counts);
        double[] parameters = new double[size];
        System.arraycopy(plain.estimates(), 0, parameters, 0, p);
        double zero = 0;
        for (int i = 0; i < counts.rows(); i++) {
            zero += counts.response()[i] == 0 ? counts.frequency()[i] : 0;
        }
        double share = Math.min(0.9, Math.max(0.01, 0.5 * zero / counts.count()));
        double[] target = new double[counts.rows()];
        Arrays.fill(target, zeroLink.link(share));
        GlmFit flat = GlmFitter.fit(GlmSpecification.of(Family.NORMAL), withResponse(zeros, target));
        System.arraycopy(flat.estimates(), 0, parameters, p, q);
        if (negativeBinomial) {
            parameters[size - 1] = Math.log(0.5);
        }
        return parameters;
    }

    private static Observations withResponse(Observations data, double[] response) {
        return new Observations(
                data.rows(),
                data.columns(),
                data.x(),
                response,
                data.trials(),
                data.weight(),
                data.frequency(),
                new double[data.rows()]);
    }

    private Verdict iterate(GlmSpecification specification, double[] parameters, List<GlmFit.Iteration> trace) {
        // A mixture's likelihood is not concave: ridged steps need more of them than a generalized linear model's.
        int most = Math.max(200, specification.maxIterations());
        return NEWTON.maximize(this, parameters, most, specification.tolerance(), trace)
                ? Verdict.CONVERGED
                : new Verdict(
                        Verdict.Outcome.ITERATION_LIMIT,
                        "no convergence after " + most + " iterations",
                        "use a simpler ZEROMODEL, or DIST=POISSON or NEGBIN without zero inflation");
    }

    private static double predictor(Observations data, double[] parameters, int first, int i) {
        double eta = data.offset()[i];
        for (int j = 0; j < data.columns(); j++) {
            eta += data.x()[i * data.columns() + j] * parameters[first + j];
        }
        return eta;
    }

    @Override
    public double valueAt(double[] parameters) {
        double k = negativeBinomial ? Math.exp(parameters[size - 1]) : 1;
        double sum = 0;
        for (int i = 0; i < counts.rows(); i++) {
            sum += counts.frequency()[i] * counts.weight()[i] * logDensity(parameters, i, k);
        }
        return Double.isNaN(sum) ? Double.NEGATIVE_INFINITY : sum;
    }

    private double logDensity(double[] parameters, int i, double k) {
        double mu = Math.exp(predictor(counts, parameters, 0, i));
        double w = zeroLink.inverse(predictor(zeros, parameters, p, i));
        Family family = negativeBinomial ? Family.NEGATIVE_BINOMIAL : Family.POISSON;
        double log = family.logLikelihoodKernel(counts.response()[i], mu, 1, k);
        return counts.response()[i] == 0
                ? Math.log(Math.max(SMALLEST, w + (1 - w) * Math.exp(log)))
                : Math.log(Math.max(SMALLEST, 1 - w)) + log;
    }

    /**
     * Score and information. With l the log density of the count part and u = (eta, log k): for y = 0 the weights of
     * the two parts, r = (1 - w) f(0) / P(0) and 1 - r, give the derivatives of log P(0) as those of a mixture.
     */
    @Override
    public RidgedNewton.Derivatives derivatives(double[] parameters) {
        double[] score = new double[size];
        double[] information = new double[size * size];
        double k = negativeBinomial ? Math.exp(parameters[size - 1]) : 1;
        for (int i = 0; i < counts.rows(); i++) {
            double eta = predictor(counts, parameters, 0, i);
            double zeta = predictor(zeros, parameters, p, i);
            double mu = Math.exp(eta);
            double w = zeroLink.inverse(zeta);
            double w1 = zeroLink.firstDerivative(zeta);
            double w2 = zeroLink.secondDerivative(zeta);
            double y = counts.response()[i];
            CountDerivatives count = negativeBinomial
                    ? CountDerivatives.negativeBinomial(y, mu, k)
                    : new CountDerivatives(y - mu, 0, -mu, 0, 0);
            double gradient0;
            double gradient1;
            double gradient2;
            double h00;
            double h01;
            double h02;
            double h11;
            double h12;
            double h22;
            if (y == 0) {
                double f = Math.exp((negativeBinomial ? Family.NEGATIVE_BINOMIAL : Family.POISSON)
                        .logLikelihoodKernel(0, mu, 1, k));
                double total = Math.max(SMALLEST, w + (1 - w) * f);
                double r = (1 - w) * f / total;
                double s = (1 - f) / total;
                gradient0 = r * count.first();
                gradient2 = r * count.shape();
                gradient1 = s * w1;
                h00 = r * (count.second() + count.first() * count.first()) - gradient0 * gradient0;
                h02 = r * (count.cross() + count.first() * count.shape()) - gradient0 * gradient2;
                h22 = r * (count.shapeSecond() + count.shape() * count.shape()) - gradient2 * gradient2;
                h11 = s * w2 - gradient1 * gradient1;
                h01 = -w1 * f * count.first() / total - gradient0 * gradient1;
                h12 = -w1 * f * count.shape() / total - gradient2 * gradient1;
            } else {
                double rest = Math.max(SMALLEST, 1 - w);
                gradient0 = count.first();
                gradient2 = count.shape();
                gradient1 = -w1 / rest;
                h00 = count.second();
                h02 = count.cross();
                h22 = count.shapeSecond();
                h11 = -w2 / rest - gradient1 * gradient1;
                h01 = 0;
                h12 = 0;
            }
            double f = counts.frequency()[i] * counts.weight()[i];
            for (int a = 0; a < size; a++) {
                double xa = covariate(a, i);
                int partA = part(a);
                score[a] += f * xa * (partA == 0 ? gradient0 : partA == 1 ? gradient1 : gradient2);
                for (int b = 0; b < size; b++) {
                    int code = 10 * Math.min(partA, part(b)) + Math.max(partA, part(b));
                    double h =
                            switch (code) {
                                case 0 -> h00;
                                case 1 -> h01;
                                case 2 -> h02;
                                case 11 -> h11;
                                case 12 -> h12;
                                default -> h22;
                            };
                    information[a * size + b] -= f * xa * covariate(b, i) * h;
                }
            }
        }
        return new RidgedNewton.Derivatives(valueAt(parameters), score, information);
    }

    /** 0 for the count model, 1 for the zero model, 2 for the dispersion. */
    private int part(int parameter) {
        return parameter < p ? 0 : parameter < p + q ? 1 : 2;
    }

    private double covariate(int parameter, int i) {
        return parameter < p ? counts.x()[i * p + parameter] : parameter < p + q ? zeros.x()[i * q + parameter - p] : 1;
    }

    /** Sum of (y - m)² / Var, m = (1 - w) mu, Var = (1 - w) mu (1 + (k + w) mu), k = 0 of a Poisson. */
    private double pearson(double[] parameters, double k) {
        double shape = negativeBinomial ? k : 0;
        double sum = 0;
        for (int i = 0; i < counts.rows(); i++) {
            double mu = Math.exp(predictor(counts, parameters, 0, i));
            double w = zeroLink.inverse(predictor(zeros, parameters, p, i));
            double mean = (1 - w) * mu;
            double variance = mean * (1 + (shape + w) * mu);
            double residual = counts.response()[i] - mean;
            sum += counts.frequency()[i] * counts.weight()[i] * residual * residual / variance;
        }
        return sum;
    }
}
