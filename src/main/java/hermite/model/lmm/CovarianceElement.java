package hermite.model.lmm;

/** One summand of an element of a covariance matrix as a function of the structure's parameters. */
public sealed interface CovarianceElement {
    /** Derivative by the parameters a and b of the structure (−1: not); {@code first} is its place in θ. */
    double derivative(double[] theta, int first, int a, int b);

    /** c Π θ_k^{e_k}; a parameter that does not occur has exponent 0 and is left out. */
    record Monomial(double coefficient, int[] parameter, double[] exponent) implements CovarianceElement {
        static Monomial of(int parameter) {
            return of(1, parameter);
        }

        static Monomial of(double coefficient, int parameter) {
            return new Monomial(coefficient, new int[] {parameter}, new double[] {1});
        }

        static Monomial constant(double value) {
            return new Monomial(value, new int[0], new double[0]);
        }

        /** Equal parameters are gathered, exponents of 0 left out. */
        static Monomial times(int[] parameter, double[] exponent) {
            int[] p = new int[parameter.length];
            double[] x = new double[parameter.length];
            int used = 0;
            for (int m = 0; m < exponent.length; m++) {
                int place = 0;
                while (place < used && p[place] != parameter[m]) {
                    place++;
                }
                if (place == used) {
                    p[used++] = parameter[m];
                }
                x[place] += exponent[m];
            }
            int kept = 0;
            for (int k = 0; k < used; k++) {
                if (x[k] != 0) {
                    p[kept] = p[k];
                    x[kept++] = x[k];
                }
            }
            return new Monomial(1, java.util.Arrays.copyOf(p, kept), java.util.Arrays.copyOf(x, kept));
        }

        @Override
        public double derivative(double[] theta, int first, int a, int b) {
            boolean foundA = a < 0;
            boolean foundB = b < 0;
            double product = coefficient;
            for (int k = 0; k < parameter.length; k++) {
                double e = exponent[k];
                if (parameter[k] == a) {
                    product *= e;
                    e -= 1;
                    foundA = true;
                }
                if (parameter[k] == b) {
                    product *= e;
                    e -= 1;
                    foundB = true;
                }
                if (product == 0) {
                    return 0;
                }
                if (e != 0) {
                    double base = theta[first + parameter[k]];
                    product *= e == 1 ? base : Math.pow(base, e);
                }
            }
            return foundA && foundB ? product : 0;
        }
    }

    /** θ₀ exp(−(d/θ₁)^power): exponential (power 1) and Gaussian (power 2) decay with distance. */
    record Decay(double distance, int power) implements CovarianceElement {
        @Override
        public double derivative(double[] theta, int first, int a, int b) {
            double range = theta[first + 1];
            double u = Math.pow(distance / range, power);
            double e = Math.exp(-u);
            int byVariance = (a == 0 ? 1 : 0) + (b == 0 ? 1 : 0);
            int byRange = (a == 1 ? 1 : 0) + (b == 1 ? 1 : 0);
            if (a > 1 || b > 1 || byVariance > 1) {
                return 0;
            }
            double variance = byVariance == 1 ? 1 : theta[first];
            return switch (byRange) {
                case 0 -> variance * e;
                case 1 -> variance * e * power * u / range;
                default -> variance * e * power * u * (power * u - power - 1) / (range * range);
            };
        }
    }

    /** θ₀ (1 − θ₁ d) for d ≤ 1/θ₁, otherwise 0: linear decay. */
    record Decline(double distance) implements CovarianceElement {
        @Override
        public double derivative(double[] theta, int first, int a, int b) {
            int byVariance = (a == 0 ? 1 : 0) + (b == 0 ? 1 : 0);
            int bySlope = (a == 1 ? 1 : 0) + (b == 1 ? 1 : 0);
            double left = 1 - theta[first + 1] * distance;
            if (a > 1 || b > 1 || byVariance > 1 || bySlope > 1 || left < 0) {
                return 0;
            }
            return (byVariance == 1 ? 1 : theta[first]) * (bySlope == 1 ? -distance : left);
        }
    }

    /** θ₀ (1 − 3d/2θ₁ + d³/2θ₁³) for d ≤ θ₁, otherwise 0: spherical decay. */
    record Spherical(double distance) implements CovarianceElement {
        @Override
        public double derivative(double[] theta, int first, int a, int b) {
            double range = theta[first + 1];
            int byVariance = (a == 0 ? 1 : 0) + (b == 0 ? 1 : 0);
            int byRange = (a == 1 ? 1 : 0) + (b == 1 ? 1 : 0);
            if (a > 1 || b > 1 || byVariance > 1 || distance > range) {
                return 0;
            }
            double variance = byVariance == 1 ? 1 : theta[first];
            double u = distance / range;
            return switch (byRange) {
                case 0 -> variance * (1 - 1.5 * u + 0.5 * u * u * u);
                case 1 -> variance * 1.5 * u * (1 - u * u) / range;
                default -> variance * u * (6 * u * u - 3) / (range * range);
            };
        }
    }
}
