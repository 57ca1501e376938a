package hermite.model.glmm.density;

import hermite.math.Exponential;

/**
 * A density whose linear predictor is bent smoothly into the range that gives valid means, so that its logarithm has
 * neither kinks nor a border: with c(η) the bent predictor, l(c(η)) and its derivatives by the chain rule. It tells where
 * the nodes of quadrature go, which may be anywhere; the integrand at the nodes is that of the density itself.
 *
 * @param low lower end of the range, −∞ if there is none
 * @param high upper end, ∞ if there is none
 * @param width over which the predictor is bent
 */
record SoftenedDensity(ConditionalDensity of, double low, double high, double width) implements ConditionalDensity {
    /** Relative distance that a bent predictor keeps from the ends. */
    private static final double MARGIN = 1e-9;

    /** c and its first three derivatives at η. */
    private final class Bend {
        private double value;
        private double first;
        private double second;
        private double third;

        void at(double eta) {
            value = eta;
            first = 1;
            second = 0;
            third = 0;
            if (low > Double.NEGATIVE_INFINITY) {
                above(low + MARGIN * width, 1);
            }
            if (high < Double.POSITIVE_INFINITY) {
                above(high - MARGIN * width, -1);
            }
        }

        /** end + way·w log(1 + exp(way (c − end)/w)) in place of c, with way −1 for an upper end. */
        private void above(double end, int way) {
            double x = way * (value - end) / width;
            double p = 1 / (1 + Exponential.exp(-x));
            double q = 1 / (1 + Exponential.exp(x));
            double d2 = way * p * q / width;
            double d3 = p * q * (q - p) / (width * width);
            third = d3 * first * first * first + 3 * d2 * first * second + p * third;
            second = d2 * first * first + p * second;
            first = p * first;
            value = end + way * width * Exponential.log1pExp(x);
        }
    }

    @Override
    public boolean hasDispersion() {
        return of.hasDispersion();
    }

    @Override
    public double neutralResponse() {
        return of.neutralResponse();
    }

    @Override
    public double initialPredictor(double y, double trials) {
        return of.initialPredictor(y, trials);
    }

    @Override
    public double mean(double eta, double trials) {
        Bend bend = new Bend();
        bend.at(eta);
        return of.mean(bend.value, trials);
    }

    @Override
    public double variance(double eta, double trials, double logDispersion) {
        Bend bend = new Bend();
        bend.at(eta);
        return of.variance(bend.value, trials, logDispersion);
    }

    @Override
    public double constant(double y, double trials) {
        return of.constant(y, trials);
    }

    @Override
    public void value(double[] eta, double[] y, double[] trials, double logDispersion, double[] l, double[] d1, int n) {
        double[] bent = new double[n];
        Bend[] bends = bends(eta, bent, n);
        of.value(bent, y, trials, logDispersion, l, d1, n);
        for (int i = 0; i < n; i++) {
            d1[i] *= bends[i].first;
        }
    }

    private Bend[] bends(double[] eta, double[] bent, int n) {
        Bend[] bends = new Bend[n];
        for (int i = 0; i < n; i++) {
            bends[i] = new Bend();
            bends[i].at(eta[i]);
            bent[i] = bends[i].value;
        }
        return bends;
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
        double[] bent = new double[n];
        Bend[] bends = bends(eta, bent, n);
        of.derivatives(bent, y, trials, logDispersion, d1, d2, d3, n);
        for (int i = 0; i < n; i++) {
            Bend b = bends[i];
            d3[i] = d3[i] * b.first * b.first * b.first + 3 * d2[i] * b.first * b.second + d1[i] * b.third;
            d2[i] = d2[i] * b.first * b.first + d1[i] * b.second;
            d1[i] *= b.first;
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
        double[] bent = new double[n];
        Bend[] bends = bends(eta, bent, n);
        of.dispersionDerivatives(bent, y, trials, logDispersion, dl, dd1, dd2, ddl, n);
        for (int i = 0; i < n; i++) {
            dd2[i] = dd2[i] * bends[i].first * bends[i].first + dd1[i] * bends[i].second;
            dd1[i] *= bends[i].first;
        }
    }
}
