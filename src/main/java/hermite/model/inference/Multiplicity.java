package hermite.model.inference;

import hermite.math.FactorMaximum;
import hermite.math.MultivariateT;
import hermite.math.StudentizedMaximumModulus;
import hermite.math.StudentizedRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.special.Gamma;

/** Probabilities and limits that hold for several comparisons at once. */
public final class Multiplicity {
    private Multiplicity() {}

    /** How comparisons are made simultaneous. */
    public sealed interface Method {
        /** Each for itself. */
        record None() implements Method {}

        record Bonferroni() implements Method {}

        /** Šidák 1967, JASA 62, 626–633. */
        record Sidak() implements Method {}

        /** Scheffé 1953: all combinations in the space the comparisons span. */
        record Scheffe() implements Method {}

        /** Tukey's studentized range; Tukey–Kramer for unequal variances (Kramer 1956). */
        record Tukey(int means) implements Method {}

        /** Studentized maximum modulus, Hochberg's GT2 (1974). */
        record MaximumModulus() implements Method {}

        /**
         * Comparisons with a control (Dunnett 1955): exact where the correlations are products of loadings, otherwise
         * by integration over a lattice with an error of about 1e-4.
         */
        record Dunnett() implements Method {}

        /** Edwards &amp; Berry 1987, Biometrics 43, 913–928: the simulated distribution of the largest statistic. */
        record Simulated(int samples, long seed) implements Method {}
    }

    /**
     * @param probabilities adjusted, parallel to the comparisons; NaN where there is no standard error
     * @param criticals numbers of standard errors to each side of a comparison
     */
    public record Adjusted(double[] probabilities, double[] criticals) {}

    /** Samples a simulation needs for an error of the tail probability alpha below accuracy, with probability 1 − epsilon. */
    public static int samples(double alpha, double accuracy, double epsilon) {
        return SimulatedMaxima.samples(alpha, accuracy, epsilon);
    }

    /**
     * Adjusts comparisons.
     *
     * @param rows of the comparisons, for rank and correlation
     * @param tail of the alternative
     * @param alpha 1 − simultaneous confidence level
     */
    public static Adjusted adjust(
            Method method,
            FittedCoefficients fit,
            List<Combination> comparisons,
            double[][] rows,
            Tail tail,
            double alpha) {
        int m = comparisons.size();
        double[] probabilities = new double[m];
        double[] criticals = new double[m];
        Family family = Family.of(method, fit, rows, tail);
        double lastDf = Double.NaN;
        double critical = Double.NaN;
        for (int i = 0; i < m; i++) {
            Combination c = comparisons.get(i);
            probabilities[i] = Double.isNaN(c.t()) ? Double.NaN : family.probability(c);
            if (c.df() != lastDf) {
                critical = family.critical(alpha, c.df());
                lastDf = c.df();
            }
            criticals[i] = critical;
        }
        return new Adjusted(probabilities, criticals);
    }

    /**
     * Adjusts probabilities step by step, free of logical constraints: the smallest by all comparisons, the next by
     * those that are left, and so on, none smaller than the one before (Holm 1979, Scandinavian Journal of Statistics
     * 6, 65–70; Westfall &amp; Young 1993, algorithm 2.8). Criticals are those of a single step.
     */
    public static Adjusted stepDown(
            Method method,
            FittedCoefficients fit,
            List<Combination> comparisons,
            double[][] rows,
            Tail tail,
            double alpha) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            if (!Double.isNaN(comparisons.get(i).t())) {
                order.add(i);
            }
        }
        order.sort(Comparator.comparingDouble(i -> comparisons.get(i).probability(tail)));
        double[] probabilities = new double[rows.length];
        java.util.Arrays.fill(probabilities, Double.NaN);
        double before = 0;
        for (int step = 0; step < order.size(); step++) {
            double[][] left =
                    order.subList(step, order.size()).stream().map(i -> rows[i]).toArray(double[][]::new);
            int at = order.get(step);
            before = Math.max(before, Family.of(method, fit, left, tail).probability(comparisons.get(at)));
            probabilities[at] = before;
        }
        return new Adjusted(
                probabilities,
                adjust(method, fit, comparisons, rows, tail, alpha).criticals());
    }

    /** The distribution of the largest statistic of a family of comparisons. */
    private interface Family {
        double probability(Combination comparison);

        double critical(double alpha, double df);

        static Family of(Method method, FittedCoefficients fit, double[][] rows, Tail tail) {
            int m = rows.length;
            if (method instanceof Method.Bonferroni) {
                return new Unadjusted(tail, p -> Math.min(1, m * p), alpha -> alpha / m);
            }
            if (method instanceof Method.Sidak) {
                return new Unadjusted(
                        tail, p -> -Math.expm1(m * Math.log1p(-p)), alpha -> -Math.expm1(Math.log1p(-alpha) / m));
            }
            if (method instanceof Method.Scheffe) {
                return new Scheffe(fit.test(rows).numeratorDf());
            }
            if (method instanceof Method.Tukey tukey) {
                return new Range(tukey.means());
            }
            if (method instanceof Method.MaximumModulus) {
                return new Modulus(m);
            }
            if (method instanceof Method.Dunnett) {
                return Control.of(fit.correlation(rows), m, tail);
            }
            if (method instanceof Method.Simulated simulated) {
                return new Simulation(fit.correlation(rows), m, tail, simulated.samples(), simulated.seed());
            }
            return new Unadjusted(tail, p -> p, alpha -> alpha);
        }
    }

    private record Unadjusted(
            Tail tail,
            java.util.function.DoubleUnaryOperator probabilities,
            java.util.function.DoubleUnaryOperator levels)
            implements Family {
        @Override
        public double probability(Combination comparison) {
            return probabilities.applyAsDouble(comparison.probability(tail));
        }

        @Override
        public double critical(double alpha, double df) {
            return new Combination(0, 1, df).critical(levels.applyAsDouble(alpha), tail);
        }
    }

    private record Scheffe(int rank) implements Family {
        @Override
        public double probability(Combination comparison) {
            return Tails.fisher(comparison.t() * comparison.t() / rank, rank, comparison.df());
        }

        @Override
        public double critical(double alpha, double df) {
            return Math.sqrt(rank * fisherQuantile(alpha, df));
        }

        private double fisherQuantile(double alpha, double df) {
            if (!Double.isInfinite(df)) {
                return new FDistribution(null, rank, df).inverseCumulativeProbability(1 - alpha);
            }
            double low = 0;
            double high = 1;
            while (Gamma.regularizedGammaQ(rank / 2.0, high / 2) > alpha) {
                high *= 2;
            }
            for (int i = 0; i < 100; i++) {
                double middle = 0.5 * (low + high);
                if (Gamma.regularizedGammaQ(rank / 2.0, middle / 2) > alpha) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return high / rank;
        }
    }

    private record Range(int means) implements Family {
        @Override
        public double probability(Combination comparison) {
            return 1 - StudentizedRange.cdf(Math.sqrt(2) * Math.abs(comparison.t()), means, comparison.df());
        }

        @Override
        public double critical(double alpha, double df) {
            return StudentizedRange.quantile(1 - alpha, means, df) / Math.sqrt(2);
        }
    }

    private record Modulus(int count) implements Family {
        @Override
        public double probability(Combination comparison) {
            return 1 - StudentizedMaximumModulus.cdf(Math.abs(comparison.t()), count, comparison.df());
        }

        @Override
        public double critical(double alpha, double df) {
            return StudentizedMaximumModulus.quantile(1 - alpha, count, df);
        }
    }

    /** The larger statistic speaks against the hypothesis: |t|, t or −t. */
    private static double against(Combination comparison, Tail tail) {
        return switch (tail) {
            case TWO_SIDED -> Math.abs(comparison.t());
            case UPPER -> comparison.t();
            case LOWER -> -comparison.t();
        };
    }

    private static final class Control implements Family {
        private final Tail tail;
        private final java.util.Optional<FactorMaximum> exact;
        private final double[] correlations;
        private final int size;

        private Control(Tail tail, java.util.Optional<FactorMaximum> exact, double[] correlations, int size) {
            this.tail = tail;
            this.exact = exact;
            this.correlations = correlations;
            this.size = size;
        }

        static Control of(double[] correlations, int size, Tail tail) {
            return new Control(
                    tail, ProductCorrelation.loadings(correlations, size).map(FactorMaximum::new), correlations, size);
        }

        private double cdf(double q, double df) {
            boolean both = tail == Tail.TWO_SIDED;
            if (exact.isPresent()) {
                return both ? exact.get().twoSided(q, df) : exact.get().oneSided(q, df);
            }
            MultivariateT t = new MultivariateT(correlations, size, df);
            return (both ? t.twoSided(q) : t.oneSided(q)).value();
        }

        @Override
        public double probability(Combination comparison) {
            return 1 - cdf(against(comparison, tail), comparison.df());
        }

        @Override
        public double critical(double alpha, double df) {
            if (exact.isPresent()) {
                return tail == Tail.TWO_SIDED
                        ? exact.get().twoSidedQuantile(1 - alpha, df)
                        : exact.get().oneSidedQuantile(1 - alpha, df);
            }
            MultivariateT t = new MultivariateT(correlations, size, df);
            return tail == Tail.TWO_SIDED ? t.twoSidedQuantile(1 - alpha) : t.oneSidedQuantile(1 - alpha);
        }
    }

    private static final class Simulation implements Family {
        private final Tail tail;
        private final double[] correlations;
        private final int size;
        private final int samples;
        private final long seed;
        private double df = Double.NaN;
        private double[] sorted = {};

        private Simulation(double[] correlations, int size, Tail tail, int samples, long seed) {
            this.correlations = correlations;
            this.size = size;
            this.tail = tail;
            this.samples = samples;
            this.seed = seed;
        }

        /** The simulated largest statistics for some degrees of freedom, in order. */
        private double[] maxima(double wantedDf) {
            if (wantedDf != df) {
                sorted = SimulatedMaxima.sorted(correlations, size, wantedDf, tail != Tail.TWO_SIDED, samples, seed);
                df = wantedDf;
            }
            return sorted;
        }

        @Override
        public double probability(Combination comparison) {
            double[] all = maxima(comparison.df());
            double t = against(comparison, tail);
            int below = java.util.Arrays.binarySearch(all, t);
            below = below < 0 ? -below - 1 : below;
            return (double) (all.length - below) / all.length;
        }

        @Override
        public double critical(double alpha, double wantedDf) {
            double[] all = maxima(wantedDf);
            int place = (int) Math.ceil((1 - alpha) * all.length) - 1;
            return all[Math.max(0, Math.min(all.length - 1, place))];
        }
    }
}
