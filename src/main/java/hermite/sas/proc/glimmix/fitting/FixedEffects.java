package hermite.sas.proc.glimmix.fitting;

import hermite.data.Missing;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.Sweep;
import hermite.model.estimability.EstimableFunctions;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.covariance.RankSequence;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.LinearAlgebra;
import hermite.model.inference.Tails;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.GlimmixRequest.DegreesOfFreedom;
import hermite.sas.proc.glimmix.binding.SubjectLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Fixed effects of a fit spread over all columns of X, aliased ones with estimate 0, with the covariance that the step
 * asks for and the denominator degrees of freedom of every effect.
 */
public final class FixedEffects {
    private final GlimmixData data;
    private final double[] estimates;
    private final double[] covariance;
    private final double[] modelCovariance;
    private final double[] dfOfEffect;
    private final double residualDf;

    public FixedEffects(GlimmixData data, GlmmFit fit) {
        this(
                data,
                spread(data, fit.beta()),
                spread(
                        data,
                        data.request().empirical() ? fit.empiricalCovariance() : fit.modelCovariance(),
                        fit.parameters()),
                spread(data, fit.modelCovariance(), fit.parameters()));
    }

    /** Of one category of a multinomial response. */
    FixedEffects(GlimmixData data, FittedCoefficients spread) {
        this(data, spread.estimates(), spread.covariance(), spread.covariance().clone());
    }

    private FixedEffects(GlimmixData data, double[] estimates, double[] covariance, double[] modelCovariance) {
        this.data = data;
        this.estimates = estimates;
        this.covariance = covariance;
        this.modelCovariance = modelCovariance;
        int[] ranks = ranks(data);
        residualDf = data.observations() - ranks[ranks.length - 1];
        dfOfEffect = given(data, degreesOfFreedom(data, ranks));
    }

    private static double[] spread(GlimmixData data, double[] beta) {
        double[] estimates = new double[data.x().columns()];
        for (int j = 0, k = 0; j < estimates.length; j++) {
            estimates[j] = data.sweep().aliased()[j] ? 0 : beta[k++];
        }
        return estimates;
    }

    /** DDF= replaces those of the effects in the order of the table of tests; . leaves one as it is. */
    private static double[] given(GlimmixData data, double[] found) {
        List<Double> values = data.request().modelOptions().numbers("DDF");
        boolean intercept = data.request().modelOptions().has("INTERCEPT");
        int next = 0;
        for (int e = 0; e < found.length && next < values.size(); e++) {
            if (data.terms().effects().get(e).isIntercept() && !intercept) {
                continue;
            }
            double value = values.get(next++);
            if (!Missing.isMissing(value)) {
                found[e] = value;
            }
        }
        if (next < values.size() || values.stream().anyMatch(v -> v <= 0)) {
            throw new StepFailure(GlimmixMessage.DDF_RANGE, values.size(), next);
        }
        return found;
    }

    /** The head of a matrix of the columns kept, over all columns of X. */
    private static double[] spread(GlimmixData data, double[] source, int order) {
        int p = data.x().columns();
        int[] kept = new int[p];
        for (int j = 0, k = 0; j < p; j++) {
            kept[j] = data.sweep().aliased()[j] ? -1 : k++;
        }
        double[] out = new double[p * p];
        for (int j = 0; j < p; j++) {
            for (int m = 0; m < p; m++) {
                if (kept[j] >= 0 && kept[m] >= 0) {
                    out[j * p + m] = source[kept[j] * order + kept[m]];
                }
            }
        }
        return out;
    }

    /** A tested linear combination. */
    public record Linear(double estimate, double standardError, double df) {
        public double t() {
            return estimate / standardError;
        }

        public double probability() {
            return Tails.student(t(), df);
        }

        public double lower(double alpha) {
            return estimate - Tails.studentQuantile(alpha, df) * standardError;
        }

        public double upper(double alpha) {
            return estimate + Tails.studentQuantile(alpha, df) * standardError;
        }
    }

    public double[] estimates() {
        return estimates;
    }

    public double[] covariance() {
        return covariance;
    }

    /** Without EMPIRICAL. */
    public double[] modelCovariance() {
        return modelCovariance;
    }

    /** Of every effect. */
    public double[] degreesOfFreedom() {
        return dfOfEffect.clone();
    }

    /** n − rank[X Z]. */
    public double residualDegreesOfFreedom() {
        return data.request().degreesOfFreedom() == DegreesOfFreedom.NONE ? Double.POSITIVE_INFINITY : residualDf;
    }

    /** Coefficient of one design column with the degrees of freedom of its effect. */
    public Linear column(int column) {
        int p = estimates.length;
        int effect = data.terms().columns().get(column).effect();
        return new Linear(estimates[column], Math.sqrt(covariance[column * p + column]), dfOfEffect[effect]);
    }

    /** l'β with the smallest degrees of freedom of the effects it touches. */
    public Linear combination(double[] row) {
        double variance = LinearAlgebra.sandwich(new double[][] {row}, covariance, row.length)[0];
        return new Linear(
                LinearAlgebra.dot(row, estimates), Math.sqrt(variance), smallestDegreesOfFreedom(new double[][] {row}));
    }

    public double smallestDegreesOfFreedom(double[][] rows) {
        double smallest = Double.POSITIVE_INFINITY;
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                if (row[j] != 0) {
                    smallest = Math.min(
                            smallest, dfOfEffect[data.terms().columns().get(j).effect()]);
                }
            }
        }
        return smallest;
    }

    public boolean isEstimable(double[] row) {
        return EstimableFunctions.isEstimable(row, data.crossProducts(), data.sweep(), 1e-6);
    }

    /**
     * Containment: the smallest rank that a random effect containing the fixed effect adds to [X Z], effects taken in
     * order; the residual rank for effects that no random effect contains. RANDOM x / SUBJECT=s counts as the effect
     * x*s, the random intercept as s itself.
     */
    private static double[] degreesOfFreedom(GlimmixData data, int[] ranks) {
        ModelTerms terms = data.terms();
        int effects = terms.effects().size();
        double[] df = new double[effects];
        DegreesOfFreedom method = data.request().degreesOfFreedom();
        if (method == DegreesOfFreedom.NONE) {
            java.util.Arrays.fill(df, Double.POSITIVE_INFINITY);
            return df;
        }
        double n = data.observations();
        if (method == DegreesOfFreedom.RESIDUAL) {
            java.util.Arrays.fill(df, n - data.sweep().rank());
            return df;
        }
        if (method == DegreesOfFreedom.BETWEEN_WITHIN) {
            return betweenWithin(data);
        }
        List<Effect> whole = randomEffects(data).stream()
                .map(of -> within(data.randomColumns().get(of[0]), data))
                .toList();
        List<String> classNames = new ArrayList<>(terms.classNames());
        subjectVariables(data).stream()
                .filter(v -> classNames.stream().noneMatch(v::equalsIgnoreCase))
                .forEach(classNames::add);
        for (int e = 0; e < effects; e++) {
            double smallest = Double.POSITIVE_INFINITY;
            for (int r = 0; r < whole.size(); r++) {
                if (terms.effects().get(e).isContainedIn(whole.get(r), classNames)) {
                    smallest = Math.min(smallest, ranks[r + 1] - ranks[r]);
                }
            }
            df[e] = Double.isInfinite(smallest) ? n - ranks[ranks.length - 1] : smallest;
            df[e] = Math.max(1, df[e]);
        }
        return df;
    }

    /**
     * Divides n − rank X: effects that change within no subject get subjects − rank of their columns, the others what is
     * left.
     */
    private static double[] betweenWithin(GlimmixData data) {
        int p = data.x().columns();
        int n = data.x().rows();
        int[] subject = data.subject();
        int subjects = 0;
        int[] firstRow = new int[n];
        java.util.Arrays.fill(firstRow, -1);
        boolean[] changes = new boolean[p];
        for (int i = 0; i < n; i++) {
            int first = firstRow[subject[i]];
            if (first < 0) {
                firstRow[subject[i]] = i;
                subjects++;
                continue;
            }
            for (int j = 0; j < p; j++) {
                changes[j] |= data.x().get(i, j) != data.x().get(first, j);
            }
        }
        boolean[] within = new boolean[data.terms().effects().size()];
        for (int j = 0; j < p; j++) {
            within[data.terms().columns().get(j).effect()] |= changes[j];
        }
        int[] between = IntStream.range(0, p)
                .filter(j -> !within[data.terms().columns().get(j).effect()])
                .toArray();
        double[] cross = new double[between.length * between.length];
        for (int a = 0; a < between.length; a++) {
            for (int b = 0; b < between.length; b++) {
                cross[a * between.length + b] = data.crossProducts()[between[a] * p + between[b]];
            }
        }
        int rank = between.length == 0
                ? 0
                : Sweep.of(cross, between.length, Sweep.DEFAULT_SINGULAR).rank();
        double[] df = new double[within.length];
        for (int e = 0; e < df.length; e++) {
            double betweenDf = subjects - rank;
            df[e] = Math.max(1, within[e] ? data.observations() - data.sweep().rank() - betweenDf : betweenDf);
        }
        return df;
    }

    /** Columns of Z of each random effect of each statement, in order of appearance. */
    private static List<int[]> randomEffects(GlimmixData data) {
        List<GlimmixData.RandomColumn> columns = data.randomColumns();
        Map<List<Object>, List<Integer>> found = new LinkedHashMap<>();
        for (int d = 0; d < columns.size(); d++) {
            GlimmixData.RandomColumn c = columns.get(d);
            found.computeIfAbsent(List.of(c.effect(), c.level()), k -> new ArrayList<>())
                    .add(d);
        }
        return found.values().stream()
                .map(l -> l.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private static int[] ranks(GlimmixData data) {
        List<int[]> effects = randomEffects(data);
        int q = data.randomColumns().size();
        int n = data.rowsUsed().length;
        int[] ends = new int[effects.size()];
        double[] z = new double[n * q];
        int[][] unit = new int[q][];
        int at = 0;
        for (int e = 0; e < ends.length; e++) {
            for (int column : effects.get(e)) {
                for (int i = 0; i < n; i++) {
                    z[i * q + at] = data.z()[i * q + column];
                }
                unit[at] = data.levels()
                        .get(data.randomColumns().get(column).level())
                        .unit();
                at++;
            }
            ends[e] = at;
        }
        double[] x = data.x().select(data.sweep().kept());
        return RankSequence.of(x, data.sweep().rank(), z, q, ends, data.subject(), unit);
    }

    private static List<String> subjectVariables(GlimmixData data) {
        return data.levels().stream().flatMap(l -> l.variables().stream()).toList();
    }

    /** The random effect as an effect of the whole data: {@code id}, {@code time*id}. */
    private static Effect within(GlimmixData.RandomColumn column, GlimmixData data) {
        SubjectLevel level = data.levels().get(column.level());
        if (!level.declared()) {
            return column.effect();
        }
        List<String> crossed = new ArrayList<>(column.effect().crossed());
        crossed.addAll(level.variables());
        return new Effect(crossed, column.effect().nestedWithin());
    }
}
