package hermite.model.glmm.density;

import hermite.math.Exponential;
import hermite.math.Rows;
import hermite.math.distribution.NormalTails;
import org.apache.commons.math3.special.Gamma;

/**
 * y successes out of m trials with success probability F(η), F one of five distribution functions; l = y log F +
 * (m−y) log(1−F) with derivatives through r₊ = f/F, r₋ = f/(1−F), s = f'/f.
 */
public record BinomialDensity(Curve curve) implements ConditionalDensity {
    /** The inverse link. */
    public enum Curve {
        LOGIT,
        PROBIT,
        CLOGLOG,
        LOGLOG,
        CAUCHIT
    }

    private static final double SQRT_2_OVER_PI = 0.7978845608028654;

    @Override
    public boolean isProportion() {
        return true;
    }

    @Override
    public boolean hasDispersion() {
        return false;
    }

    @Override
    public boolean selfConcordant() {
        return curve == Curve.LOGIT;
    }

    @Override
    public boolean logConcave() {
        return curve != Curve.CAUCHIT;
    }

    @Override
    public double neutralResponse() {
        return 0;
    }

    @Override
    public double initialPredictor(double y, double trials) {
        double p = (y + 0.5) / (trials + 1.0);
        return switch (curve) {
            case LOGIT -> Exponential.log(p / (1 - p));
            case PROBIT -> Exponential.log(p / (1 - p)) / 1.7;
            case CLOGLOG -> Exponential.log(-Exponential.log(1 - p));
            case LOGLOG -> -Exponential.log(-Exponential.log(p));
            case CAUCHIT -> StrictMath.tan(Math.PI * (p - 0.5));
        };
    }

    @Override
    public double mean(double eta, double trials) {
        return trials * probability(eta);
    }

    private double probability(double eta) {
        return switch (curve) {
            case LOGIT -> 1.0 / (1.0 + Exponential.exp(-eta));
            case PROBIT -> NormalTails.cdf(eta);
            case CLOGLOG -> -Exponential.expm1(-Exponential.exp(Math.min(eta, 700)));
            case LOGLOG -> Exponential.exp(-Exponential.exp(Math.min(-eta, 700)));
            case CAUCHIT -> StrictMath.atan2(1, -eta) / Math.PI;
        };
    }

    @Override
    public double variance(double eta, double trials, double logDispersion) {
        double p = probability(eta);
        return trials * p * (1 - p);
    }

    @Override
    public double constant(double y, double trials) {
        return trials == 1 ? 0 : Gamma.logGamma(trials + 1) - Gamma.logGamma(y + 1) - Gamma.logGamma(trials - y + 1);
    }

    @Override
    public void value(double[] eta, double[] y, double[] trials, double logDispersion, double[] l, double[] d1, int n) {
        if (curve == Curve.LOGIT) {
            logitValue(eta, y, trials, l, d1, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            Tails tails = tails(eta[i]);
            double failures = trials[i] - y[i];
            l[i] = (y[i] == 0 ? 0 : y[i] * tails.logF) + (failures == 0 ? 0 : failures * tails.logOneMinusF);
            d1[i] = y[i] * tails.rPlus - failures * tails.rMinus;
        }
    }

    @Override
    public void derivatives(
            double[] eta,
            double[] y,
            double[] trials,
            double logDispersion,
            double[] d1,
            double[] d2,
            double[] d3,
            int n) {
        if (curve == Curve.LOGIT) {
            Rows.scaled(d1, -1, eta, n);
            Exponential.exp(d1, d2, d3, n);
            logitDerivatives(y, trials, d1, d2, d3, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            Tails t = tails(eta[i]);
            double failures = trials[i] - y[i];
            double up = t.s - t.rPlus;
            double down = t.s + t.rMinus;
            d1[i] = y[i] * t.rPlus - failures * t.rMinus;
            d2[i] = y[i] * t.rPlus * up - failures * t.rMinus * down;
            d3[i] = y[i] * t.rPlus * (up * up + t.sPrime - t.rPlus * up)
                    - failures * t.rMinus * (down * down + t.sPrime + t.rMinus * down);
        }
    }

    /** With e = exp(−|η|): l = yη − m (max(η, 0) + log(1 + e)). */
    private static void logitValue(double[] eta, double[] y, double[] trials, double[] l, double[] d1, int n) {
        for (int i = 0; i < n; i++) {
            l[i] = -Math.abs(eta[i]);
        }
        Exponential.exp(l, d1, l, n);
        Exponential.log1pOfFractions(d1, l, n);
        for (int i = 0; i < n; i++) {
            double e = d1[i];
            l[i] = y[i] * eta[i] - trials[i] * (Math.max(eta[i], 0) + l[i]);
            d1[i] = y[i] - trials[i] * ((eta[i] > 0 ? 1.0 : e) / (1.0 + e));
        }
    }

    /** With E = exp(−η) in d2: μ = 1/(1 + E) and v = μ·(E·μ), accurate in both tails. */
    private static void logitDerivatives(double[] y, double[] trials, double[] d1, double[] d2, double[] d3, int n) {
        for (int i = 0; i < n; i++) {
            double e = d2[i];
            double mu = 1.0 / (1.0 + e);
            double v = trials[i] * mu * (e * mu);
            d1[i] = y[i] - trials[i] * mu;
            d2[i] = -v;
            d3[i] = -v * (1.0 - 2.0 * mu);
        }
    }

    /** log F, log(1−F), f/F, f/(1−F), f'/f and its derivative at one η; escape analysis removes the object. */
    public record Tails(double logF, double logOneMinusF, double rPlus, double rMinus, double s, double sPrime) {}

    public Tails tails(double eta) {
        return switch (curve) {
            case LOGIT -> {
                double e = Exponential.exp(-Math.abs(eta));
                double small = e / (1 + e);
                double f = eta > 0 ? 1 - small : small;
                double minus = Exponential.log1p(e);
                yield new Tails(
                        -(minus + Math.max(-eta, 0)),
                        -(minus + Math.max(eta, 0)),
                        eta > 0 ? small : 1 - small,
                        f,
                        1 - 2 * f,
                        -2 * f * (1 - f));
            }
            case PROBIT ->
                new Tails(
                        NormalTails.logCdf(eta),
                        NormalTails.logCdf(-eta),
                        SQRT_2_OVER_PI / NormalTails.scaledErfc(-eta * Math.sqrt(0.5)),
                        SQRT_2_OVER_PI / NormalTails.scaledErfc(eta * Math.sqrt(0.5)),
                        -eta,
                        -1);
            case CLOGLOG -> complementaryLogLog(eta);
            case LOGLOG -> {
                Tails m = complementaryLogLog(-eta);
                yield new Tails(m.logOneMinusF, m.logF, m.rMinus, m.rPlus, -m.s, m.sPrime);
            }
            case CAUCHIT -> {
                double upper = StrictMath.atan2(1, eta) / Math.PI;
                double lower = StrictMath.atan2(1, -eta) / Math.PI;
                double q = 1 + eta * eta;
                double f = 1 / (Math.PI * q);
                yield new Tails(
                        Exponential.log(lower),
                        Exponential.log(upper),
                        f / lower,
                        f / upper,
                        -2 * eta / q,
                        -2 * (1 - eta * eta) / (q * q));
            }
        };
    }

    private static Tails complementaryLogLog(double eta) {
        double e = Exponential.exp(Math.max(-700, Math.min(eta, 700)));
        double em1 = e > 700 ? Double.POSITIVE_INFINITY : Exponential.expm1(e);
        return new Tails(Exponential.log1mExp(e), -e, e / em1, e, 1 - e, -e);
    }
}
