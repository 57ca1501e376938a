package hermite.model.glm;

import hermite.math.distribution.TweedieDensity;
import hermite.model.Observations;
import hermite.model.Sweep;
import hermite.model.Verdict;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/**
 * Fits Tweedie models by maximum likelihood. For a given power the coefficients do not depend on the dispersion and
 * are those of the quasi-likelihood with V = mu^p; the dispersion then maximises the density (Dunn &amp; Smyth 2005),
 * and the power the profile of both.
 */
final class TweedieFitter {
    private static final double LOWEST = 1.01;
    private static final double HIGHEST = 1.99;
    private static final double[] SCAN = {1.05, 1.2, 1.35, 1.5, 1.65, 1.8, 1.95};

    private final GlmSpecification spec;
    private final Observations data;

    private TweedieFitter(GlmSpecification spec, Observations data) {
        this.spec = spec;
        this.data = data;
    }

    static GlmFit fit(GlmSpecification spec, Observations observations) {
        return new TweedieFitter(spec, observations.canonical()).fit();
    }

    /** The fit for one power. */
    private record AtPower(double power, GlmFit coefficients, double[] mean, double dispersion, double logLikelihood) {}

    private GlmFit fit() {
        if (spec.power().isPresent()) {
            return result(at(spec.power().getAsDouble()), false);
        }
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < SCAN.length; i++) {
            double value = at(SCAN[i]).logLikelihood();
            if (value > highest) {
                highest = value;
                best = i;
            }
        }
        double low = best == 0 ? LOWEST : SCAN[best - 1];
        double high = best == SCAN.length - 1 ? HIGHEST : SCAN[best + 1];
        double power = new BrentOptimizer(1e-9, 1e-11)
                .optimize(
                        new UnivariateObjectiveFunction(p -> at(p).logLikelihood()),
                        GoalType.MAXIMIZE,
                        new SearchInterval(low, high, SCAN[best]),
                        new MaxEval(200))
                .getPoint();
        return result(at(power), true);
    }

    private AtPower at(double power) {
        GlmFit coefficients = GlmFitter.run(spec.withScale(new ScaleRule.Fixed(power)), data);
        double[] mean = new double[data.rows()];
        int p = data.columns();
        for (int i = 0; i < mean.length; i++) {
            double eta = data.offset()[i];
            for (int j = 0; j < p; j++) {
                eta += data.x()[i * p + j] * coefficients.estimates()[j];
            }
            mean[i] = spec.link().inverse(eta);
        }
        double dispersion = dispersion(coefficients, power, mean);
        return new AtPower(power, coefficients, mean, dispersion, derivatives(power, dispersion, mean)[0]);
    }

    private double dispersion(GlmFit coefficients, double power, double[] mean) {
        FitCriteria criteria = coefficients.criteria();
        if (spec.scale() instanceof ScaleRule.Fixed fixed) {
            return fixed.dispersion();
        }
        if (spec.scale() instanceof ScaleRule.Deviance) {
            return criteria.deviance() / criteria.df();
        }
        double dispersion = Math.max(1e-8, criteria.pearson() / Math.max(1, criteria.df()));
        if (spec.scale() instanceof ScaleRule.Pearson) {
            return dispersion;
        }
        for (int i = 0; i < 60; i++) {
            double[] d = derivatives(power, dispersion, mean);
            double step = d[2] < 0 ? -d[1] / d[2] : Math.signum(d[1]);
            dispersion *= Math.exp(Math.max(-1, Math.min(1, step)));
            if (Math.abs(step) < 1e-12) {
                break;
            }
        }
        return dispersion;
    }

    /** Log likelihood and its derivatives in log phi at the means given. */
    private double[] derivatives(double power, double dispersion, double[] mean) {
        TweedieDensity density = new TweedieDensity(power);
        double[] one = new double[3];
        double[] sum = new double[3];
        for (int i = 0; i < mean.length; i++) {
            density.evaluate(data.response()[i], mean[i], dispersion / data.weight()[i], one);
            for (int k = 0; k < 3; k++) {
                sum[k] += data.frequency()[i] * one[k];
            }
        }
        return sum;
    }

    private GlmFit result(AtPower best, boolean estimatedPower) {
        boolean estimatedScale = spec.scale() instanceof ScaleRule.MaximumLikelihood;
        int[] kept = IntStream.range(0, data.columns())
                .filter(j -> !best.coefficients().aliased()[j])
                .toArray();
        int extra = (estimatedScale ? 1 : 0) + (estimatedPower ? 1 : 0);
        int size = kept.length + extra;
        Sweep sweep = Sweep.of(information(best, kept, estimatedScale, estimatedPower), size, 1e-14);
        double[] inverse = sweep.inverse();
        int p = data.columns();
        double[] covariance = new double[p * p];
        for (int a = 0; a < kept.length; a++) {
            for (int b = 0; b < kept.length; b++) {
                covariance[kept[a] * p + kept[b]] = inverse[a * size + b];
            }
        }
        double scaleError = estimatedScale ? best.dispersion() * root(inverse[kept.length * size + kept.length]) : 0;
        double powerError = estimatedPower ? root(inverse[size * size - 1]) : 0;
        FitCriteria c = best.coefficients().criteria();
        FitCriteria criteria = new FitCriteria(
                c.observations(),
                c.df(),
                c.deviance(),
                c.pearson(),
                best.dispersion(),
                best.logLikelihood(),
                best.logLikelihood(),
                size);
        return new GlmFit(
                spec,
                best.coefficients().estimates(),
                covariance,
                best.coefficients().aliased(),
                kept.length,
                best.dispersion(),
                scaleError,
                Optional.of(new GlmFit.Power(best.power(), powerError)),
                best.coefficients().crossProducts(),
                criteria,
                new ArrayList<>(best.coefficients().trace()),
                verdict(best, sweep.definite() && sweep.rank() == size, estimatedPower),
                Optional.empty());
    }

    private static double root(double variance) {
        return Math.sqrt(Math.max(0, variance));
    }

    private static Verdict verdict(AtPower best, boolean definite, boolean estimatedPower) {
        if (!best.coefficients().verdict().isConverged()) {
            return best.coefficients().verdict();
        }
        if (estimatedPower && (best.power() < LOWEST + 1e-3 || best.power() > HIGHEST - 1e-3)) {
            boolean low = best.power() < 1.5;
            return new Verdict(
                    Verdict.Outcome.BOUNDARY,
                    "the Tweedie power went to " + (low ? 1 : 2),
                    low ? "fit a Poisson model" : "fit a gamma model");
        }
        return definite
                ? Verdict.CONVERGED
                : new Verdict(
                        Verdict.Outcome.NOT_POSITIVE_DEFINITE,
                        "the negative of the Hessian is not positive definite",
                        "give the power of the variance");
    }

    /** Minus the second derivatives in (beta, log phi, p), as far as they are estimated, row-major. */
    private double[] information(AtPower best, int[] kept, boolean scale, boolean power) {
        int k = kept.length;
        int size = k + (scale ? 1 : 0) + (power ? 1 : 0);
        int p = data.columns();
        double[] beta = new double[k * k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                beta[a * k + b] = best.coefficients().covariance()[kept[a] * p + kept[b]];
            }
        }
        double[] inverse = Sweep.of(beta, k, 1e-14).inverse();
        double[] information = new double[size * size];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                information[a * size + b] = inverse[a * k + b] / best.dispersion();
            }
        }
        if (scale) {
            information[k * size + k] = -derivatives(best.power(), best.dispersion(), best.mean())[2];
        }
        if (power) {
            int last = size - 1;
            double h = 1e-4 * Math.min(best.power() - 1, 2 - best.power());
            double[] above = derivatives(best.power() + h, best.dispersion(), best.mean());
            double[] at = derivatives(best.power(), best.dispersion(), best.mean());
            double[] below = derivatives(best.power() - h, best.dispersion(), best.mean());
            information[last * size + last] = -(above[0] - 2 * at[0] + below[0]) / (h * h);
            if (scale) {
                information[k * size + last] = -(above[1] - below[1]) / (2 * h);
                information[last * size + k] = information[k * size + last];
            }
            if (!spec.expectedInformation()) {
                crossWithPower(best, kept, information, size);
            }
        }
        return information;
    }

    /** d/dp of the score w (y - mu) mu^-p h' x / phi is - log mu times it. */
    private void crossWithPower(AtPower best, int[] kept, double[] information, int size) {
        int last = size - 1;
        int p = data.columns();
        for (int i = 0; i < data.rows(); i++) {
            double mu = best.mean()[i];
            double slope = spec.link().firstDerivative(spec.link().link(mu));
            double score = data.frequency()[i]
                    * data.weight()[i]
                    * (data.response()[i] - mu)
                    * Math.pow(mu, -best.power())
                    * slope
                    / best.dispersion();
            for (int a = 0; a < kept.length; a++) {
                information[a * size + last] += score * Math.log(mu) * data.x()[i * p + kept[a]];
            }
        }
        for (int a = 0; a < kept.length; a++) {
            information[last * size + a] = information[a * size + last];
        }
    }
}
