package hermite.model.glmm.density;

import org.apache.commons.math3.special.Gamma;

/**
 * Responses η + σt with t of Student's distribution; δ = log σ² (Lange, Little and Taylor 1989, Journal of the American
 * Statistical Association 84, 881–896).
 *
 * @param df degrees of freedom ν, positive and given
 */
public record StudentDensity(double df) implements LocationDensity {
    /** σ²ν/(ν − 2), infinite for 2 degrees of freedom or fewer. */
    @Override
    public double variance(double eta, double trials, double logDispersion) {
        return df > 2 ? StrictMath.exp(logDispersion) * df / (df - 2) : Double.POSITIVE_INFINITY;
    }

    @Override
    public double constant(double y, double trials) {
        return Gamma.logGamma((df + 1) / 2) - Gamma.logGamma(df / 2) - 0.5 * StrictMath.log(df * Math.PI);
    }

    @Override
    public void value(double[] eta, double[] y, double[] trials, double logDispersion, double[] l, double[] d1, int n) {
        double scaled = df * StrictMath.exp(logDispersion);
        for (int i = 0; i < n; i++) {
            double r = y[i] - eta[i];
            l[i] = -0.5 * (logDispersion + (df + 1) * StrictMath.log1p(r * r / scaled));
            d1[i] = (df + 1) * r / (scaled + r * r);
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
        double scaled = df * StrictMath.exp(logDispersion);
        for (int i = 0; i < n; i++) {
            double r = y[i] - eta[i];
            double q = scaled + r * r;
            d1[i] = (df + 1) * r / q;
            d2[i] = (df + 1) * (r * r - scaled) / (q * q);
            d3[i] = 2 * (df + 1) * r * (r * r - 3 * scaled) / (q * q * q);
        }
    }

    @Override
    public void dispersionDerivatives(
            double[] eta,
            double[] y,
            double[] trials,
            double logDispersion,
            double[] dl,
            double[] dd1,
            double[] dd2,
            double[] ddl,
            int n) {
        double scaled = df * StrictMath.exp(logDispersion);
        for (int i = 0; i < n; i++) {
            double r = y[i] - eta[i];
            double q = scaled + r * r;
            dl[i] = -0.5 + 0.5 * (df + 1) * r * r / q;
            dd1[i] = -(df + 1) * r * scaled / (q * q);
            dd2[i] = (df + 1) * scaled * (scaled - 3 * r * r) / (q * q * q);
            ddl[i] = -0.5 * (df + 1) * r * r * scaled / (q * q);
        }
    }
}
