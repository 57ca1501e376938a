package hermite.model.glmm;

import hermite.model.glmm.density.ConditionalDensity;
import java.util.Arrays;

/**
 * A generalized linear mixed model with random effects per subject, as data: η = offset + x'β + z'b, b ~ N(0, G).
 * Arrays are owned by the record and must not be changed afterwards; optional ones are empty when absent.
 *
 * @param y responses, length n; for binomial data the number of successes
 * @param trials numbers of trials, length n or empty (all 1)
 * @param offset offsets, length n or empty (all 0)
 * @param weight multipliers of the log likelihood of a row, length n or empty (all 1)
 * @param frequency how many times a row counts within its subject, length n or empty (all 1)
 * @param x fixed-effects design of full column rank, row-major n×p
 * @param fixedColumns p
 * @param z random-effects design within the subject, row-major n×q
 * @param randomColumns q, at least 1
 * @param subject subject number of each row, 0-based; numbers without rows are allowed
 * @param density distribution of the response given the random effects, with its link
 * @param covariance structure of G
 * @param quadrature how many points to use
 * @param start starting values, or {@link Start#automatic()}
 */
public record GlmmSpec(
        double[] y,
        double[] trials,
        double[] offset,
        double[] weight,
        double[] frequency,
        double[] x,
        int fixedColumns,
        double[] z,
        int randomColumns,
        int[] subject,
        ConditionalDensity density,
        RandomCovariance covariance,
        Quadrature quadrature,
        Start start) {
    private static final double[] NONE = {};

    public GlmmSpec {
        int n = y.length;
        require(n > 0, "there are no observations");
        require(randomColumns >= 1, "at least one random effect is needed");
        require(x.length == (long) n * fixedColumns, "x must have " + n + " rows of " + fixedColumns + " columns");
        require(z.length == (long) n * randomColumns, "z must have " + n + " rows of " + randomColumns + " columns");
        require(subject.length == n, "subject must have length " + n);
        require(trials.length == 0 || trials.length == n, "trials must be empty or have length " + n);
        require(offset.length == 0 || offset.length == n, "offset must be empty or have length " + n);
        require(weight.length == 0 || weight.length == n, "weight must be empty or have length " + n);
        require(frequency.length == 0 || frequency.length == n, "frequency must be empty or have length " + n);
        require(
                covariance.dimension() == randomColumns,
                "the covariance structure is for " + covariance.dimension() + " random effects, z has "
                        + randomColumns);
        require(Arrays.stream(y).allMatch(Double::isFinite), "responses must be finite");
        require(Arrays.stream(x).allMatch(Double::isFinite), "x must be finite");
        require(Arrays.stream(z).allMatch(Double::isFinite), "z must be finite");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** A model without trials, offset, weights, frequencies; automatic start. */
    public static GlmmSpec of(
            double[] y,
            double[] x,
            int fixedColumns,
            double[] z,
            int randomColumns,
            int[] subject,
            ConditionalDensity density,
            RandomCovariance covariance,
            Quadrature quadrature) {
        return new GlmmSpec(
                y,
                NONE,
                NONE,
                NONE,
                NONE,
                x,
                fixedColumns,
                z,
                randomColumns,
                subject,
                density,
                covariance,
                quadrature,
                Start.automatic());
    }

    public GlmmSpec withTrials(double[] newTrials) {
        return new GlmmSpec(
                y,
                newTrials,
                offset,
                weight,
                frequency,
                x,
                fixedColumns,
                z,
                randomColumns,
                subject,
                density,
                covariance,
                quadrature,
                start);
    }

    public GlmmSpec withOffset(double[] newOffset) {
        return new GlmmSpec(
                y,
                trials,
                newOffset,
                weight,
                frequency,
                x,
                fixedColumns,
                z,
                randomColumns,
                subject,
                density,
                covariance,
                quadrature,
                start);
    }

    public GlmmSpec withWeight(double[] newWeight) {
        return new GlmmSpec(
                y,
                trials,
                offset,
                newWeight,
                frequency,
                x,
                fixedColumns,
                z,
                randomColumns,
                subject,
                density,
                covariance,
                quadrature,
                start);
    }

    public GlmmSpec withFrequency(double[] newFrequency) {
        return new GlmmSpec(
                y,
                trials,
                offset,
                weight,
                newFrequency,
                x,
                fixedColumns,
                z,
                randomColumns,
                subject,
                density,
                covariance,
                quadrature,
                start);
    }

    public GlmmSpec withStart(Start newStart) {
        return new GlmmSpec(
                y,
                trials,
                offset,
                weight,
                frequency,
                x,
                fixedColumns,
                z,
                randomColumns,
                subject,
                density,
                covariance,
                quadrature,
                newStart);
    }

    public GlmmSpec withQuadrature(Quadrature newQuadrature) {
        return new GlmmSpec(
                y,
                trials,
                offset,
                weight,
                frequency,
                x,
                fixedColumns,
                z,
                randomColumns,
                subject,
                density,
                covariance,
                newQuadrature,
                start);
    }

    public int rows() {
        return y.length;
    }

    public double trials(int row) {
        return trials.length == 0 ? 1.0 : trials[row];
    }

    public double offset(int row) {
        return offset.length == 0 ? 0.0 : offset[row];
    }

    /** What the log likelihood of the row is multiplied by: weight times frequency. */
    public double multiplier(int row) {
        return (weight.length == 0 ? 1.0 : weight[row]) * (frequency.length == 0 ? 1.0 : frequency[row]);
    }

    /**
     * Starting values: coefficients, optimisation parameters of the random effects' covariance (elements of its
     * Cholesky factor, see {@link RandomCovariance}), log dispersion; all empty for an automatic start.
     */
    public record Start(double[] beta, double[] factor, double[] logDispersion) {
        public static Start automatic() {
            return new Start(NONE, NONE, NONE);
        }

        public boolean isAutomatic() {
            return beta.length == 0 && factor.length == 0;
        }
    }
}
