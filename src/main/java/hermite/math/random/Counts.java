package hermite.math.random;

/** Random whole numbers of the binomial, Poisson, negative binomial and multinomial distributions in R's sequence. */
public final class Counts {
    private static final double INVERSE_ROOT_TWO_PI = 0.398942280401432677939946059934;
    /** Coefficients of Ahrens &amp; Dieter (1982), ACM TOMS 8, 163–179, algorithm PD. */
    private static final double[] POISSON = {
        -0.5, 0.3333333, -0.2500068, 0.2000118, -0.1661269, 0.1421878, -0.1384794, 0.1250060
    };

    private static final double[] FACTORIALS = {1, 1, 2, 6, 24, 120, 720, 5040, 40320, 362880};

    private final UniformStream stream;
    private final Variates variates;

    Counts(UniformStream stream, Variates variates) {
        this.stream = stream;
        this.variates = variates;
    }

    /** Binomial: inversion for n·min(p, q) below 30, else Kachitvichyanukul &amp; Schmeiser (1988), BTPE. */
    public double binomial(double trials, double probability) {
        int n = (int) trials;
        if (n == 0 || probability == 0) {
            return 0;
        }
        if (probability == 1) {
            return n;
        }
        double p = Math.min(probability, 1 - probability);
        int count = n * p < 30 ? smallBinomial(n, p) : new Btpe(n, p).draw();
        return probability > 0.5 ? n - count : count;
    }

    private int smallBinomial(int n, double p) {
        double q = 1 - p;
        double start = power(q, n);
        double ratio = p / q;
        double g = ratio * (n + 1);
        while (true) {
            int count = 0;
            double f = start;
            double u = stream.next();
            while (true) {
                if (u < f) {
                    return count;
                }
                if (count > 110) {
                    break;
                }
                u -= f;
                count++;
                f *= g / count - ratio;
            }
        }
    }

    /** By repeated squaring, whose rounding the sequence depends on. */
    private static double power(double base, int n) {
        double result = 1;
        double square = base;
        for (int k = n; k > 0; k >>= 1) {
            if ((k & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    private final class Btpe {
        private final int n;
        private final double p;
        private final double q;
        private final double npq;
        private final double mode;
        private final int m;
        private final double xm;
        private final double p1;
        private final double xl;
        private final double c;
        private final double lambdaLeft;
        private final double lambdaRight;
        private final double xr;
        private final double p2;
        private final double p3;
        private final double p4;

        Btpe(int n, double p) {
            this.n = n;
            this.p = p;
            q = 1 - p;
            double np = n * p;
            npq = np * q;
            mode = np + p;
            m = (int) mode;
            p1 = (int) (2.195 * Math.sqrt(npq) - 4.6 * q) + 0.5;
            xm = m + 0.5;
            xl = xm - p1;
            xr = xm + p1;
            c = 0.134 + 20.5 / (15.3 + m);
            double left = (mode - xl) / (mode - xl * p);
            lambdaLeft = left * (1 + 0.5 * left);
            double right = (xr - mode) / (xr * q);
            lambdaRight = right * (1 + 0.5 * right);
            p2 = p1 * (1 + c + c);
            p3 = p2 + c / lambdaLeft;
            p4 = p3 + c / lambdaRight;
        }

        int draw() {
            while (true) {
                double u = stream.next() * p4;
                double v = stream.next();
                int count;
                if (u <= p1) {
                    return (int) (xm - p1 * v + u);
                }
                if (u <= p2) {
                    double x = xl + (u - p1) / c;
                    v = v * c + 1 - Math.abs(xm - x) / p1;
                    if (v > 1 || v <= 0) {
                        continue;
                    }
                    count = (int) x;
                } else if (u > p3) {
                    count = (int) (xr - Math.log(v) / lambdaRight);
                    if (count > n) {
                        continue;
                    }
                    v = v * (u - p3) * lambdaRight;
                } else {
                    count = (int) (xl + Math.log(v) / lambdaLeft);
                    if (count < 0) {
                        continue;
                    }
                    v = v * (u - p2) * lambdaLeft;
                }
                if (accepted(count, v)) {
                    return count;
                }
            }
        }

        private boolean accepted(int count, double v) {
            int k = Math.abs(count - m);
            if (k <= 20 || k >= npq / 2 - 1) {
                double ratio = p / q;
                double g = ratio * (n + 1);
                double f = 1;
                for (int i = m + 1; i <= count; i++) {
                    f *= g / i - ratio;
                }
                for (int i = count + 1; i <= m; i++) {
                    f /= g / i - ratio;
                }
                return v <= f;
            }
            double bound = k / npq * ((k * (k / 3. + 0.625) + 0.1666666666666) / npq + 0.5);
            double centre = -(double) k * k / (2 * npq);
            double logV = Math.log(v);
            if (logV < centre - bound) {
                return true;
            }
            if (logV > centre + bound) {
                return false;
            }
            double x1 = count + 1;
            double f1 = mode + 1;
            double z = n + 1 - mode;
            double w = n - count + 1.0;
            return logV
                    <= xm * Math.log(f1 / x1)
                            + (n - m + 0.5) * Math.log(z / w)
                            + (count - m) * Math.log(w * p / (x1 * q))
                            + stirling(f1)
                            + stirling(z)
                            + stirling(x1)
                            + stirling(w);
        }

        private double stirling(double x) {
            double square = x * x;
            return (13860. - (462. - (132. - (99. - 140. / square) / square) / square) / square) / x / 166320.;
        }
    }

    /** Poisson: table inversion below mean 10, else Ahrens &amp; Dieter (1982), algorithm PD. */
    public double poisson(double mean) {
        if (!(mean >= 0) || Double.isInfinite(mean)) {
            return Double.NaN;
        }
        if (mean == 0) {
            return 0;
        }
        return mean < 10 ? smallPoisson(mean) : largePoisson(mean);
    }

    private int smallPoisson(double mean) {
        while (true) {
            double u = stream.next();
            double term = Math.exp(-mean);
            double sum = term;
            if (u <= sum) {
                return 0;
            }
            for (int k = 1; k <= 35; k++) {
                term *= mean / k;
                sum += term;
                if (u <= sum) {
                    return k;
                }
            }
        }
    }

    private double largePoisson(double mean) {
        double s = Math.sqrt(mean);
        double d = 6 * mean * mean;
        double bigL = Math.floor(mean - 1.1484);
        double g = mean + s * variates.normal();
        double count = -1;
        double u = 0;
        if (g >= 0) {
            count = Math.floor(g);
            if (count >= bigL) {
                return count;
            }
            double difference = mean - count;
            u = stream.next();
            if (d * u >= difference * difference * difference) {
                return count;
            }
        }
        double omega = INVERSE_ROOT_TWO_PI / s;
        double b1 = 1 / (24 * mean);
        double b2 = 0.3 * b1 * b1;
        double c3 = 1 / 7. * b1 * b2;
        double c2 = b2 - 15 * c3;
        double c1 = b1 - 6 * b2 + 45 * c3;
        double c0 = 1 - b1 + 3 * b2 - 15 * c3;
        double c = 0.1069 / mean;
        double[] hat = {c0, c1, c2, c3, omega};
        double[] terms = new double[4];
        if (g >= 0) {
            probabilities(count, mean, s, hat, terms);
            if (terms[3] - u * terms[3] <= terms[1] * Math.exp(terms[0] - terms[2])) {
                return count;
            }
        }
        while (true) {
            double e = variates.exponential();
            u = 2 * stream.next() - 1;
            double t = 1.8 + Math.copySign(e, u);
            if (t <= -0.6744) {
                continue;
            }
            count = Math.floor(mean + s * t);
            probabilities(count, mean, s, hat, terms);
            if (c * Math.abs(u) <= terms[1] * Math.exp(terms[0] + e) - terms[3] * Math.exp(terms[2] + e)) {
                return count;
            }
        }
    }

    /** px, py, fx, fy of procedure F of algorithm PD. */
    private static void probabilities(double count, double mean, double s, double[] hat, double[] terms) {
        double difference = mean - count;
        if (count < 10) {
            terms[0] = -mean;
            terms[1] = Math.pow(mean, count) / FACTORIALS[(int) count];
        } else {
            double del = 0.083333333333333333333 / count;
            del -= 4.8 * del * del * del;
            double v = difference / count;
            if (Math.abs(v) <= 0.25) {
                double sum = 0;
                for (int i = POISSON.length - 1; i >= 0; i--) {
                    sum = sum * v + POISSON[i];
                }
                terms[0] = count * v * v * sum - del;
            } else {
                terms[0] = count * Math.log(1 + v) - difference - del;
            }
            terms[1] = INVERSE_ROOT_TWO_PI / Math.sqrt(count);
        }
        double x = (0.5 - difference) / s;
        x *= x;
        terms[2] = -0.5 * x;
        terms[3] = hat[4] * (((hat[3] * x + hat[2]) * x + hat[1]) * x + hat[0]);
    }

    public double geometric(double probability) {
        return poisson(variates.exponential() * ((1 - probability) / probability));
    }

    public double negativeBinomial(double size, double probability) {
        return probability == 1 ? 0 : poisson(variates.gamma(size, (1 - probability) / probability));
    }

    public double negativeBinomialOfMean(double size, double mean) {
        return mean == 0 ? 0 : poisson(Double.isInfinite(size) ? mean : variates.gamma(size, mean / size));
    }

    /** Counts in each class by successive binomials. */
    public void multinomial(int n, double[] probabilities, int[] counts) {
        double left = 1;
        int rest = n;
        for (int k = 0; k < probabilities.length; k++) {
            counts[k] = 0;
        }
        for (int k = 0; k < probabilities.length - 1 && rest > 0; k++) {
            if (probabilities[k] != 0) {
                double share = probabilities[k] / left;
                counts[k] = share < 1 ? (int) binomial(rest, share) : rest;
                rest -= counts[k];
            }
            left -= probabilities[k];
        }
        if (probabilities.length > 0) {
            counts[probabilities.length - 1] += rest;
        }
    }
}
