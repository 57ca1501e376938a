package hermite.model.glmm.intercept;

import hermite.model.glmm.density.ConditionalDensity;

/** Responses that share a random intercept; x by rows. */
public record Cluster(double[] y, double[] trials, double[] weight, double[] offset, double[] x, double importance) {
    int rows() {
        return y.length;
    }

    /** The log density of a fit that reproduces every response, in the terms that {@link ConditionalDensity#value} has. */
    double saturated(ConditionalDensity density) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += weight[i]
                    * (density.isProportion()
                            ? proportion(y[i], trials[i])
                            : y[i] == 0 ? 0 : y[i] * (Math.log(y[i]) - 1));
        }
        return sum;
    }

    private static double proportion(double y, double trials) {
        return y <= 0 || y >= trials ? 0 : y * Math.log(y / trials) + (trials - y) * Math.log(1 - y / trials);
    }
}
