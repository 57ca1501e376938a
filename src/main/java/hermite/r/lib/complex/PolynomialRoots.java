package hermite.r.lib.complex;

/**
 * All zeros of a complex polynomial by the three-stage method of Jenkins and Traub (1970, Numerische Mathematik 14;
 * constants of their Algorithm 419, 1972): no shift, fixed shift, variable shift, then deflation.
 */
final class PolynomialRoots {
    private static final double PRECISION = Math.ulp(1.0);
    private static final double ADDITION_ERROR = PRECISION;
    private static final double PRODUCT_ERROR = 2 * Math.sqrt(2) * PRECISION;
    private static final double COSINE_OF_94 = -0.06975647374412529990;
    private static final double SINE_OF_94 = 0.99756405025982424767;

    /** Coefficients from the highest power; those of the deflated polynomial later. */
    private double[] pr;

    private double[] pi;
    /** The polynomial H of the shifts, and the quotients of P and H by (z − s). */
    private double[] hr;

    private double[] hi;
    private double[] qpr;
    private double[] qpi;
    private double[] qhr;
    private double[] qhi;

    private double sr;
    private double si;
    private double tr;
    private double ti;
    private double pvr;
    private double pvi;
    private double zr;
    private double zi;
    private int count;

    /** @param re real parts of the coefficients from the constant on; {@code degree + 1} of them count */
    PolynomialRoots(double[] re, double[] im, int degree) {
        count = degree + 1;
        pr = new double[count];
        pi = new double[count];
        for (int i = 0; i < count; i++) {
            pr[i] = re[degree - i];
            pi[i] = im[degree - i];
        }
        hr = new double[count];
        hi = new double[count];
        qpr = new double[count];
        qpi = new double[count];
        qhr = new double[count];
        qhi = new double[count];
    }

    /** Writes the zeros in the order they are found; false when the search fails. */
    boolean find(double[] re, double[] im) {
        int found = 0;
        double x = Math.sqrt(0.5);
        double y = -x;
        while (count > 1 && pr[count - 1] == 0 && pi[count - 1] == 0) {
            re[found] = 0;
            im[found++] = 0;
            count--;
        }
        if (count == 1) {
            return true;
        }
        scale();
        while (count > 2) {
            double[] sizes = new double[count];
            for (int i = 0; i < count; i++) {
                sizes[i] = Math.hypot(pr[i], pi[i]);
            }
            double bound = lowerBound(sizes);
            boolean converged = false;
            for (int outer = 1; outer <= 2 && !converged; outer++) {
                withoutShift(5);
                for (int inner = 1; inner <= 9 && !converged; inner++) {
                    double turned = COSINE_OF_94 * x - SINE_OF_94 * y;
                    y = SINE_OF_94 * x + COSINE_OF_94 * y;
                    x = turned;
                    sr = bound * x;
                    si = bound * y;
                    converged = fixedShift(10 * inner);
                }
            }
            if (!converged) {
                return false;
            }
            re[found] = zr;
            im[found++] = zi;
            count--;
            System.arraycopy(qpr, 0, pr, 0, count);
            System.arraycopy(qpi, 0, pi, 0, count);
        }
        double[] z = quotient(-pr[1], -pi[1], pr[0], pi[0]);
        re[found] = z[0];
        im[found] = z[1];
        return true;
    }

    /** Multiplies all coefficients by a power of two when their sizes are far apart. */
    private void scale() {
        double low = Double.MIN_NORMAL / PRECISION;
        double most = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double size = Math.hypot(pr[i], pi[i]);
            most = Math.max(most, size);
            least = size != 0 ? Math.min(least, size) : least;
        }
        if (least >= low && most <= Math.sqrt(Double.MAX_VALUE)) {
            return;
        }
        double ratio = low / least;
        double factor =
                ratio <= 1 ? 1 / (Math.sqrt(most) * Math.sqrt(least)) : Double.MAX_VALUE / ratio < most ? 1 : ratio;
        int exponent = (int) (Math.log(factor) / Math.log(2) + 0.5);
        for (int i = 0; i < count; i++) {
            pr[i] = Math.scalb(pr[i], exponent);
            pi[i] = Math.scalb(pi[i], exponent);
        }
    }

    /** A lower bound of the sizes of the zeros: the positive zero of Cauchy's polynomial. */
    private static double lowerBound(double[] sizes) {
        int n = sizes.length;
        sizes[n - 1] = -sizes[n - 1];
        double x = Math.exp((Math.log(-sizes[n - 1]) - Math.log(sizes[0])) / (n - 1));
        if (sizes[n - 2] != 0) {
            x = Math.min(x, -sizes[n - 1] / sizes[n - 2]);
        }
        while (true) {
            double smaller = x * 0.1;
            double value = sizes[0];
            for (int i = 1; i < n; i++) {
                value = value * smaller + sizes[i];
            }
            if (value <= 0) {
                break;
            }
            x = smaller;
        }
        double step = x;
        double[] q = new double[n];
        while (Math.abs(step / x) > 0.005) {
            q[0] = sizes[0];
            for (int i = 1; i < n; i++) {
                q[i] = q[i - 1] * x + sizes[i];
            }
            double slope = q[0];
            for (int i = 1; i < n - 1; i++) {
                slope = slope * x + q[i];
            }
            step = q[n - 1] / slope;
            x -= step;
        }
        return x;
    }

    /** H from the derivative of P, then so many steps without shift. */
    private void withoutShift(int steps) {
        int n = count - 1;
        for (int i = 0; i < n; i++) {
            double share = n - i;
            hr[i] = share * pr[i] / n;
            hi[i] = share * pi[i] / n;
        }
        for (int step = 0; step < steps; step++) {
            if (Math.hypot(hr[n - 1], hi[n - 1]) <= PRECISION * 10 * Math.hypot(pr[n - 1], pi[n - 1])) {
                for (int j = n - 1; j > 0; j--) {
                    hr[j] = hr[j - 1];
                    hi[j] = hi[j - 1];
                }
                hr[0] = 0;
                hi[0] = 0;
                continue;
            }
            double[] t = quotient(-pr[n], -pi[n], hr[n - 1], hi[n - 1]);
            tr = t[0];
            ti = t[1];
            for (int j = n - 1; j > 0; j--) {
                double a = hr[j - 1];
                double b = hi[j - 1];
                hr[j] = tr * a - ti * b + pr[j];
                hi[j] = tr * b + ti * a + pi[j];
            }
            hr[0] = pr[0];
            hi[0] = pi[0];
        }
    }

    /** Steps with the shift fixed; goes on to variable shifts when the weak test is passed twice. */
    private boolean fixedShift(int steps) {
        evaluate();
        boolean test = true;
        boolean passed = false;
        boolean vanishing = nextShift();
        for (int j = 1; j <= steps; j++) {
            double oldR = tr;
            double oldI = ti;
            nextH(vanishing);
            vanishing = nextShift();
            zr = sr + tr;
            zi = si + ti;
            if (vanishing || !test || j == steps) {
                continue;
            }
            if (Math.hypot(tr - oldR, ti - oldI) >= 0.5 * Math.hypot(zr, zi)) {
                passed = false;
                continue;
            }
            if (!passed) {
                passed = true;
                continue;
            }
            double[] keptR = hr.clone();
            double[] keptI = hi.clone();
            double keptSr = sr;
            double keptSi = si;
            if (variableShift(10)) {
                return true;
            }
            test = false;
            hr = keptR;
            hi = keptI;
            sr = keptSr;
            si = keptSi;
            evaluate();
            vanishing = nextShift();
        }
        return variableShift(10);
    }

    /** Steps with the shift at the latest estimate of the zero; true when it has converged. */
    private boolean variableShift(int steps) {
        boolean disturbed = false;
        double before = 0;
        double relative = 0;
        sr = zr;
        si = zi;
        for (int i = 1; i <= steps; i++) {
            evaluate();
            double size = Math.hypot(pvr, pvi);
            double shift = Math.hypot(sr, si);
            if (size <= 20 * evaluationError(shift, size)) {
                zr = sr;
                zi = si;
                return true;
            }
            if (i > 1 && !disturbed && size >= before && relative < 0.05) {
                // a cluster of zeros stalls the steps: five steps of fixed shift into it
                double small = Math.max(relative, PRECISION);
                disturbed = true;
                double root = Math.sqrt(small);
                double a = sr * (1 + root) - si * root;
                si = sr * root + si * (1 + root);
                sr = a;
                evaluate();
                for (int j = 0; j < 5; j++) {
                    nextH(nextShift());
                }
                before = Double.POSITIVE_INFINITY;
            } else if (i > 1 && size * 0.1 > before) {
                return false;
            } else {
                before = size;
            }
            nextH(nextShift());
            if (!nextShift()) {
                relative = Math.hypot(tr, ti) / Math.hypot(sr, si);
                sr += tr;
                si += ti;
            }
        }
        return false;
    }

    /** t = −P(s) / H(s); true when H(s) is next to zero. */
    private boolean nextShift() {
        int n = count - 1;
        double[] h = horner(hr, hi, n, qhr, qhi);
        boolean vanishing = Math.hypot(h[0], h[1]) <= ADDITION_ERROR * 10 * Math.hypot(hr[n - 1], hi[n - 1]);
        if (vanishing) {
            tr = 0;
            ti = 0;
            return true;
        }
        double[] t = quotient(-pvr, -pvi, h[0], h[1]);
        tr = t[0];
        ti = t[1];
        return false;
    }

    private void nextH(boolean vanishing) {
        int n = count - 1;
        if (vanishing) {
            for (int j = n - 1; j > 0; j--) {
                hr[j] = qhr[j - 1];
                hi[j] = qhi[j - 1];
            }
            hr[0] = 0;
            hi[0] = 0;
            return;
        }
        for (int j = 1; j < n; j++) {
            double a = qhr[j - 1];
            double b = qhi[j - 1];
            hr[j] = tr * a - ti * b + qpr[j];
            hi[j] = tr * b + ti * a + qpi[j];
        }
        hr[0] = qpr[0];
        hi[0] = qpi[0];
    }

    private void evaluate() {
        double[] value = horner(pr, pi, count, qpr, qpi);
        pvr = value[0];
        pvi = value[1];
    }

    /** The value of a polynomial at s; the partial sums are the quotient by (z − s). */
    private double[] horner(double[] a, double[] b, int n, double[] qr, double[] qi) {
        qr[0] = a[0];
        qi[0] = b[0];
        double u = qr[0];
        double v = qi[0];
        for (int i = 1; i < n; i++) {
            double next = u * sr - v * si + a[i];
            v = u * si + v * sr + b[i];
            u = next;
            qr[i] = u;
            qi[i] = v;
        }
        return new double[] {u, v};
    }

    /** A bound of the rounding error of P(s) by Horner's rule. */
    private double evaluationError(double shift, double size) {
        double e = Math.hypot(qpr[0], qpi[0]) * PRODUCT_ERROR / (ADDITION_ERROR + PRODUCT_ERROR);
        for (int i = 0; i < count; i++) {
            e = e * shift + Math.hypot(qpr[i], qpi[i]);
        }
        return e * (ADDITION_ERROR + PRODUCT_ERROR) - size * PRODUCT_ERROR;
    }

    private static double[] quotient(double a, double b, double c, double d) {
        if (c == 0 && d == 0) {
            return new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        }
        if (Math.abs(c) >= Math.abs(d)) {
            double ratio = d / c;
            double size = 1 / (c + ratio * d);
            return new double[] {(a + b * ratio) * size, (b - a * ratio) * size};
        }
        double ratio = c / d;
        double size = 1 / (d + ratio * c);
        return new double[] {(a * ratio + b) * size, (b * ratio - a) * size};
    }
}
