package hermite.model.glm;

import hermite.model.Family;
import hermite.model.Observations;
import hermite.model.Sweep;

/**
 * What each observation says about a fit: residuals and one-step deletion diagnostics (Pregibon 1981; Williams 1987;
 * McCullagh &amp; Nelder 1989, section 12.5).
 *
 * <p>With h the leverage under the expected weights and phi the dispersion: standardized residuals are divided by
 * sqrt(phi (1 - h)); the likelihood residual is the root of (1 - h) times the squared standardized deviance residual
 * plus h times the squared standardized Pearson residual; the change of the estimates when the observation is left
 * out is (X'WX)⁻ x w (y - mu) g'(mu) / (1 - h).
 */
public final class CaseStatistics {
    private final GlmFit given;
    private final GlmFit fit;
    private final Observations data;
    private final Family family;
    private final double[] inverse;

    /** @param observations in the order in which cases are asked for, not collapsed */
    public CaseStatistics(GlmFit fit, Observations observations) {
        this.given = fit;
        this.fit = fit.nearest();
        this.data = observations.withDesign(fit.columns().columns(observations.x()), observations.columns());
        this.family = fit.specification().family();
        int p = data.columns();
        double[] information = new double[p * p];
        for (int i = 0; i < data.rows(); i++) {
            double w = data.frequency()[i] * expectedWeight(i);
            for (int a = 0; a < p; a++) {
                double xa = w * data.x()[i * p + a];
                for (int b = 0; b < p && xa != 0; b++) {
                    information[a * p + b] += xa * data.x()[i * p + b];
                }
            }
        }
        for (int a = 0; a < p; a++) {
            for (int b = 0; b < p; b++) {
                information[a * p + b] = fit.aliased()[a] || fit.aliased()[b] ? 0 : information[a * p + b];
            }
        }
        this.inverse = Sweep.of(information, p, 1e-14).inverse();
    }

    /**
     * One observation.
     *
     * @param hessianWeight its weight in the matrix that the covariance is the inverse of
     * @param changes of the estimates, one a column, when it is left out
     * @param scaledChanges the same in standard errors
     */
    public record Case(
            double mean,
            double linearPredictor,
            double hessianWeight,
            double raw,
            double pearson,
            double deviance,
            double standardizedPearson,
            double standardizedDeviance,
            double likelihood,
            double leverage,
            double cook,
            double[] changes,
            double[] scaledChanges) {

        /** With standardized residuals from the raw ones, the leverage h and the dispersion phi. */
        public static Case of(
                double mean,
                double linearPredictor,
                double hessianWeight,
                double raw,
                double pearson,
                double deviance,
                double leverage,
                double phi,
                double cook,
                double[] changes,
                double[] scaledChanges) {
            double rest = Math.sqrt(phi * (1 - leverage));
            double sp = pearson / rest;
            double sd = deviance / rest;
            double likelihood = Math.copySign(Math.sqrt((1 - leverage) * sd * sd + leverage * sp * sp), raw);
            return new Case(
                    mean,
                    linearPredictor,
                    hessianWeight,
                    raw,
                    pearson,
                    deviance,
                    sp,
                    sd,
                    likelihood,
                    leverage,
                    cook,
                    changes,
                    scaledChanges);
        }
    }

    public Case of(int i) {
        double eta = eta(i);
        double mu = fit.specification().link().inverse(eta);
        double y = data.response()[i];
        double weight = data.weight()[i] * data.trials()[i];
        double k = fit.shape();
        double raw = y - mu;
        double pearson = raw * Math.sqrt(weight / family.variance(mu, k));
        double deviance = Math.copySign(Math.sqrt(Math.max(0, weight * family.unitDeviance(y, mu, k))), raw);
        double phi = fit.phi();
        double[] direction = direction(i);
        double w = expectedWeight(i);
        int p = data.columns();
        double quadratic = 0;
        for (int a = 0; a < p; a++) {
            quadratic += data.x()[i * p + a] * direction[a];
        }
        double h = w * quadratic;
        double cook = pearson * pearson / phi * h / (fit.rank() * (1 - h) * (1 - h));
        double slope = fit.specification().link().firstDerivative(eta);
        double[] moved = new double[p];
        for (int a = 0; a < p; a++) {
            moved[a] = direction[a] * w * raw / slope / (1 - h);
        }
        double[] changes = given.columns().coefficients(moved);
        double[] scaled = new double[p];
        for (int a = 0; a < p; a++) {
            scaled[a] = fit.aliased()[a] ? 0 : changes[a] / given.standardError(a);
        }
        return Case.of(mu, eta, hessianWeight(i), raw, pearson, deviance, h, phi, cook, changes, scaled);
    }

    private double eta(int i) {
        double eta = data.offset()[i];
        int p = data.columns();
        for (int a = 0; a < p; a++) {
            eta += data.x()[i * p + a] * fit.estimates()[a];
        }
        return eta;
    }

    /** (X'WX)⁻ x. */
    private double[] direction(int i) {
        int p = data.columns();
        double[] result = new double[p];
        for (int a = 0; a < p; a++) {
            for (int b = 0; b < p; b++) {
                result[a] += inverse[a * p + b] * data.x()[i * p + b];
            }
        }
        return result;
    }

    /** w h'² / (phi V); the expected information is X' diag X of it. */
    private double expectedWeight(int i) {
        double eta = eta(i);
        double mu = fit.specification().link().inverse(eta);
        double h1 = fit.specification().link().firstDerivative(eta);
        return data.weight()[i] * data.trials()[i] * h1 * h1 / (fit.phi() * family.variance(mu, fit.shape()));
    }

    private double hessianWeight(int i) {
        if (fit.specification().expectedInformation()) {
            return expectedWeight(i);
        }
        double eta = eta(i);
        double mu = fit.specification().link().inverse(eta);
        double h1 = fit.specification().link().firstDerivative(eta);
        double h2 = fit.specification().link().secondDerivative(eta);
        double v = family.variance(mu, fit.shape());
        double raw = data.response()[i] - mu;
        double slope = family.varianceDerivative(mu, fit.shape());
        double second = (-1 / v - raw * slope / (v * v)) * h1 * h1 + raw / v * h2;
        return -second * data.weight()[i] * data.trials()[i] / fit.phi();
    }
}
