package hermite.model.inference;

import hermite.model.Link;

/**
 * An estimated linear combination of coefficients with the distribution of its statistic.
 *
 * @param standardError not negative
 * @param df of the t distribution; infinite for the normal
 * @param expected its value under the hypothesis
 */
public record Combination(double value, double standardError, double df, double expected) {
    /** To be tested against 0. */
    public Combination(double value, double standardError, double df) {
        this(value, standardError, df, 0);
    }

    /** (value − expected) / standard error; NaN when the standard error is 0. */
    public double t() {
        return standardError > 0 ? (value - expected) / standardError : Double.NaN;
    }

    public double probability(Tail tail) {
        double t = t();
        double both = Tails.student(t, df);
        if (tail == Tail.TWO_SIDED || Double.isNaN(t)) {
            return both;
        }
        return (tail == Tail.UPPER) == (t > 0) ? both / 2 : 1 - both / 2;
    }

    /** Half the width of a symmetric interval is this many standard errors. */
    public double critical(double alpha, Tail tail) {
        return Tails.studentQuantile(tail == Tail.TWO_SIDED ? alpha : 2 * alpha, df);
    }

    /** Limits of the combination. */
    public Interval limits(double alpha, Tail tail) {
        return interval(critical(alpha, tail), tail);
    }

    /** value ± critical standard errors; open on the side that the alternative does not speak about. */
    public Interval interval(double critical, Tail tail) {
        double lower = tail == Tail.LOWER ? Double.NEGATIVE_INFINITY : value - critical * standardError;
        double upper = tail == Tail.UPPER ? Double.POSITIVE_INFINITY : value + critical * standardError;
        return new Interval(lower, upper);
    }

    /** The mean h(value). */
    public double mean(Link link) {
        return link.inverse(value);
    }

    /** Standard error of the mean by the delta method: |h'(value)| times the standard error. */
    public double meanStandardError(Link link) {
        return Math.abs(link.firstDerivative(value)) * standardError;
    }

    /** The same, to be tested against another value. */
    public Combination against(double hypothesis) {
        return new Combination(value, standardError, df, hypothesis);
    }

    public Combination withDegreesOfFreedom(double other) {
        return new Combination(value, standardError, other, expected);
    }

    /** Confidence limits, lower first. */
    public record Interval(double lower, double upper) {
        /** The interval of the mean, for increasing and decreasing links. */
        public Interval onMeanScale(Link link) {
            double a = link.inverse(lower);
            double b = link.inverse(upper);
            return new Interval(Math.min(a, b), Math.max(a, b));
        }

        public Interval exponentiated() {
            return new Interval(Math.exp(lower), Math.exp(upper));
        }
    }
}
