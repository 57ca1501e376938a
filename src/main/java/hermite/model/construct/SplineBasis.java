package hermite.model.construct;

import java.util.Arrays;
import java.util.List;

/** Functions of one variable that span the splines with given knots. */
public sealed interface SplineBasis {
    int columns();

    /** Internal knots, increasing. */
    List<Double> internalKnots();

    /** Writes the functions at x from the place given; NaN where they are not defined. */
    void evaluate(double x, double[] into, int first);

    /**
     * B-splines (de Boor 1978, chapter X): n + degree + 1 functions for n internal knots, which sum to one between the
     * boundaries. Outside them they are not defined.
     *
     * @param knots in increasing order: {@code degree} on the left of the internal knots, max(degree, 1) on the right
     */
    record BSpline(int degree, List<Double> knots) implements SplineBasis {
        public BSpline {
            knots = List.copyOf(knots);
        }

        private int internal() {
            return knots.size() - degree - Math.max(degree, 1);
        }

        @Override
        public int columns() {
            return internal() + degree + 1;
        }

        @Override
        public List<Double> internalKnots() {
            return knots.subList(degree, degree + internal());
        }

        /** Ends of the range in which the functions are defined; minus infinity on the left for degree 0. */
        private double left() {
            return degree == 0 ? Double.NEGATIVE_INFINITY : knots.get(degree - 1);
        }

        private double right() {
            return knots.get(knots.size() - Math.max(degree, 1));
        }

        @Override
        public void evaluate(double x, double[] into, int first) {
            int count = columns();
            if (!(x >= left() && x <= right())) {
                Arrays.fill(into, first, first + count, Double.NaN);
                return;
            }
            Arrays.fill(into, first, first + count, 0);
            // The interval of x: intervals before it, the last one closed on both sides.
            int interval = 0;
            while (interval < internal() && x >= knots.get(degree + interval)) {
                interval++;
            }
            // De Boor's recurrence over the functions that are not zero there.
            double[] values = new double[degree + 1];
            values[0] = 1;
            for (int k = 1; k <= degree; k++) {
                double saved = 0;
                for (int r = 0; r < k; r++) {
                    double right = knots.get(degree + interval + r);
                    double left = knots.get(degree + interval + r - k);
                    double term = right > left ? values[r] / (right - left) : 0;
                    values[r] = saved + (right - x) * term;
                    saved = (x - left) * term;
                }
                values[k] = saved;
            }
            System.arraycopy(values, 0, into, first + interval, degree + 1);
        }
    }

    /**
     * Truncated power functions: 1, x … x^degree, (x - knot)^degree where x exceeds the knot.
     *
     * @param intercept whether the constant is one of them
     * @param powers whether x … x^degree are
     */
    record TruncatedPowers(int degree, List<Double> internalKnots, boolean intercept, boolean powers)
            implements SplineBasis {
        public TruncatedPowers {
            internalKnots = List.copyOf(internalKnots);
        }

        @Override
        public int columns() {
            return (intercept ? 1 : 0) + (powers ? degree : 0) + internalKnots.size();
        }

        @Override
        public void evaluate(double x, double[] into, int first) {
            int place = first;
            if (intercept) {
                into[place++] = power(x, 0);
            }
            if (powers) {
                for (int k = 1; k <= degree; k++) {
                    into[place++] = power(x, k);
                }
            }
            for (double knot : internalKnots) {
                into[place++] = x > knot ? power(x - knot, degree) : Double.isNaN(x) ? x : 0;
            }
        }
    }

    /**
     * Natural cubic splines, linear beyond the extreme knots, from truncated powers (Hastie, Tibshirani &amp; Friedman
     * 2001, equation 5.4): 1, x, d_k(x) - d_{n-1}(x) for k = 1 … n-2.
     */
    record NaturalCubic(List<Double> internalKnots, boolean intercept) implements SplineBasis {
        public NaturalCubic {
            internalKnots = List.copyOf(internalKnots);
        }

        @Override
        public int columns() {
            return internalKnots.size() - (intercept ? 0 : 1);
        }

        @Override
        public void evaluate(double x, double[] into, int first) {
            int n = internalKnots.size();
            int place = first;
            if (intercept) {
                into[place++] = power(x, 0);
            }
            into[place++] = x;
            for (int k = 0; k < n - 2; k++) {
                into[place++] = slope(x, k) - slope(x, n - 2);
            }
        }

        private double slope(double x, int k) {
            double last = internalKnots.get(internalKnots.size() - 1);
            double knot = internalKnots.get(k);
            return (cube(x - knot) - cube(x - last)) / (last - knot);
        }

        private static double cube(double x) {
            return x > 0 ? x * x * x : Double.isNaN(x) ? x : 0;
        }
    }

    private static double power(double x, int k) {
        double result = Double.isNaN(x) ? x : 1;
        for (int i = 0; i < k; i++) {
            result *= x;
        }
        return result;
    }
}
