package hermite.model.glmm;

import hermite.model.CentredColumns;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.ResponseDensity;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A generalized linear mixed model as data: η = offset + x'β + z'b, b ~ N(0, G). Random effects belong to the subjects
 * of one level, or of several levels that are nested or crossed. A response with m linear predictors (a category) has m
 * rows in x and z, one after the other. Arrays are owned by the record and must not be changed afterwards; optional ones
 * are empty when absent.
 *
 * @param y responses, length n; for binomial data the number of successes
 * @param trials numbers of trials, length n or empty (all 1)
 * @param offset offsets, length n or empty (all 0)
 * @param weight multipliers of the log likelihood of a row, length n or empty (all 1)
 * @param frequency how many times a row counts within its subject, length n or empty (all 1)
 * @param x fixed-effects design of full column rank, row-major (n·m)×p
 * @param fixedColumns p
 * @param z random-effects design within the subjects, row-major (n·m)×q
 * @param randomColumns q, at least 1
 * @param subject number of the outermost subject of each row, 0-based; numbers without rows are allowed
 * @param response distribution of the response given the random effects, with its link
 * @param covariance structure of G
 * @param quadrature how many points to use
 * @param start starting values, or {@link Start#automatic()}
 * @param levels which columns of z belong to the subjects of which level; every column to exactly one
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
        ResponseDensity response,
        RandomCovariance covariance,
        Quadrature quadrature,
        Start start,
        List<Level> levels) {
    private static final double[] NONE = {};

    public GlmmSpec {
        int n = y.length;
        long rows = (long) n * response.predictors();
        require(n > 0, "there are no observations");
        require(randomColumns >= 1, "at least one random effect is needed");
        require(x.length == rows * fixedColumns, "x must have " + rows + " rows of " + fixedColumns + " columns");
        require(z.length == rows * randomColumns, "z must have " + rows + " rows of " + randomColumns + " columns");
        require(subject.length == n, "subject must have length " + n);
        require(trials.length == 0 || trials.length == n, "trials must be empty or have length " + n);
        require(offset.length == 0 || offset.length == n, "offset must be empty or have length " + n);
        require(weight.length == 0 || weight.length == n, "weight must be empty or have length " + n);
        require(frequency.length == 0 || frequency.length == n, "frequency must be empty or have length " + n);
        require(
                covariance.dimension() == randomColumns,
                "the covariance structure is for " + covariance.dimension() + " random effects, z has "
                        + randomColumns);
        require(areFinite(y), "responses must be finite");
        require(areFinite(x), "x must be finite");
        require(areFinite(z), "z must be finite");
        levels = List.copyOf(levels);
        int[] columns = levels.stream()
                .flatMapToInt(l -> Arrays.stream(l.columns()))
                .sorted()
                .toArray();
        require(
                Arrays.equals(columns, IntStream.range(0, randomColumns).toArray()),
                "every column of z must belong to one level");
        require(levels.stream().allMatch(l -> l.unit().length == n), "a level must number the units of " + n + " rows");
        require(
                levels.stream().allMatch(l -> l.weight().length == 0 || l.weight().length == l.units()),
                "a level must have a weight for each unit or none");
    }

    /**
     * A level of subjects.
     *
     * @param columns columns of z whose coefficients vary between the units, ascending
     * @param unit unit of each row, 0-based
     * @param weight multipliers of the log likelihoods of the units, given the units around them; empty (all 1)
     */
    public record Level(int[] columns, int[] unit, double[] weight) {
        public Level(int[] columns, int[] unit) {
            this(columns, unit, NONE);
        }

        /** What the log likelihood of a unit is multiplied by. */
        public double weight(int number) {
            return weight.length == 0 ? 1.0 : weight[number];
        }

        /** One more than the largest unit number. */
        public int units() {
            int largest = -1;
            for (int u : unit) {
                largest = Math.max(largest, u);
            }
            return largest + 1;
        }
    }

    /** Whether subjects of a single level with one predictor a row are integrated over by nodes about their modes. */
    boolean hasAdaptiveSubjects() {
        return levels.size() == 1 && !isCategorical() && quadrature.isAdaptive();
    }

    /**
     * Most random effects that the nodes of a subject lie in: where subjects have nodes of their own, those with a
     * column other than zero, which under GROUP= are the effects of one group.
     */
    public int effectsOfASubject() {
        if (!hasAdaptiveSubjects()) {
            return randomColumns;
        }
        boolean[] met = new boolean[levels.get(0).units() * randomColumns];
        for (int i = 0; i < subject.length; i++) {
            for (int d = 0; d < randomColumns; d++) {
                met[subject[i] * randomColumns + d] |= z[i * randomColumns + d] != 0;
            }
        }
        int most = 1;
        for (int s = 0; s < met.length; s += randomColumns) {
            int count = 0;
            for (int d = 0; d < randomColumns; d++) {
                count += met[s + d] ? 1 : 0;
            }
            most = Math.max(most, count);
        }
        return most;
    }

    private static boolean areFinite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** A model of one level of subjects without trials, offset, weights, frequencies; automatic start. */
    public static GlmmSpec of(
            double[] y,
            double[] x,
            int fixedColumns,
            double[] z,
            int randomColumns,
            int[] subject,
            ResponseDensity response,
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
                response,
                covariance,
                quadrature,
                Start.automatic(),
                List.of(new Level(IntStream.range(0, randomColumns).toArray(), subject)));
    }

    /** The same but for what may be given later. */
    private GlmmSpec with(
            double[] newTrials,
            double[] newOffset,
            double[] newWeight,
            double[] newFrequency,
            double[] newX,
            Quadrature newQuadrature,
            Start newStart,
            List<Level> newLevels) {
        return new GlmmSpec(
                y,
                newTrials,
                newOffset,
                newWeight,
                newFrequency,
                newX,
                fixedColumns,
                z,
                randomColumns,
                subject,
                response,
                covariance,
                newQuadrature,
                newStart,
                newLevels);
    }

    public GlmmSpec withTrials(double[] newTrials) {
        return with(newTrials, offset, weight, frequency, x, quadrature, start, levels);
    }

    public GlmmSpec withOffset(double[] newOffset) {
        return with(trials, newOffset, weight, frequency, x, quadrature, start, levels);
    }

    public GlmmSpec withWeight(double[] newWeight) {
        return with(trials, offset, newWeight, frequency, x, quadrature, start, levels);
    }

    public GlmmSpec withFrequency(double[] newFrequency) {
        return with(trials, offset, weight, newFrequency, x, quadrature, start, levels);
    }

    public GlmmSpec withStart(Start newStart) {
        return with(trials, offset, weight, frequency, x, quadrature, newStart, levels);
    }

    public GlmmSpec withQuadrature(Quadrature newQuadrature) {
        return with(trials, offset, weight, frequency, x, newQuadrature, start, levels);
    }

    /** The same with random effects of several levels; {@code subject} should number the outermost. */
    public GlmmSpec withLevels(List<Level> newLevels) {
        return with(trials, offset, weight, frequency, x, quadrature, start, newLevels);
    }

    /** The same with the covariates far from zero moved to it, starting where the given start then is. */
    GlmmSpec withColumns(CentredColumns centred) {
        if (centred.isNone()) {
            return this;
        }
        double[] beta = start.beta().length == fixedColumns ? centred.centred(start.beta()) : start.beta();
        Start moved = new Start(beta, start.factor(), start.logDispersion());
        return with(trials, offset, weight, frequency, centred.columns(x), quadrature, moved, levels);
    }

    /** The model for some of the rows; subjects and units are numbered anew. */
    public GlmmSpec ofRows(int[] rows) {
        int m = response.predictors();
        int[] wide = Arrays.stream(rows)
                .flatMap(i -> IntStream.range(i * m, (i + 1) * m))
                .toArray();
        return new GlmmSpec(
                picked(y, rows, 1),
                picked(trials, rows, 1),
                picked(offset, rows, 1),
                picked(weight, rows, 1),
                picked(frequency, rows, 1),
                picked(x, wide, fixedColumns),
                fixedColumns,
                picked(z, wide, randomColumns),
                randomColumns,
                renumbered(subject, rows),
                response,
                covariance,
                quadrature,
                start,
                levels.stream()
                        .map(l ->
                                new Level(l.columns(), renumbered(l.unit(), rows), ofUnits(l.weight(), l.unit(), rows)))
                        .toList());
    }

    private static double[] picked(double[] all, int[] rows, int width) {
        if (all.length == 0) {
            return all;
        }
        double[] out = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all, rows[i] * width, out, i * width, width);
        }
        return out;
    }

    /** Weights of the units that rows belong to, in their order. */
    private static double[] ofUnits(double[] weight, int[] unit, int[] rows) {
        return weight.length == 0
                ? weight
                : Arrays.stream(rows)
                        .map(i -> unit[i])
                        .distinct()
                        .sorted()
                        .mapToDouble(u -> weight[u])
                        .toArray();
    }

    private static int[] renumbered(int[] unit, int[] rows) {
        int[] old = Arrays.stream(rows).map(i -> unit[i]).distinct().sorted().toArray();
        return Arrays.stream(rows).map(i -> Arrays.binarySearch(old, unit[i])).toArray();
    }

    /** Observations. */
    public int rows() {
        return y.length;
    }

    /** The distribution of a response with one linear predictor. */
    public ConditionalDensity density() {
        if (response instanceof ConditionalDensity density) {
            return density;
        }
        throw new IllegalStateException("a categorical response has several linear predictors");
    }

    /** Whether the response is a category with several linear predictors. */
    public boolean isCategorical() {
        return !(response instanceof ConditionalDensity);
    }

    /** Where modes are in an array with those of all levels. */
    public ModeLayout modeLayout() {
        int[] first = new int[randomColumns];
        int[] stride = new int[randomColumns];
        for (int l = 0; l < levels.size(); l++) {
            int[] columns = levels.get(l).columns();
            for (int k = 0; k < columns.length; k++) {
                first[columns[k]] = firstMode(l) + k;
                stride[columns[k]] = columns.length;
            }
        }
        return new ModeLayout(first, stride);
    }

    /** For each column of z the place of the first unit's mode, and the distance to the next unit's. */
    public record ModeLayout(int[] first, int[] stride) {
        public int at(int column, int unit) {
            return first[column] + unit * stride[column];
        }
    }

    /** Where the modes of a level begin in an array with the modes of all levels, each units × columns. */
    public int firstMode(int level) {
        int first = 0;
        for (int l = 0; l < level; l++) {
            first += levels.get(l).units() * levels.get(l).columns().length;
        }
        return first;
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
    }
}
