package hermite.r.lib.complex;

/** The unnormalised discrete Fourier transform of any length by its prime factors (Cooley and Tukey, 1965). */
final class FourierTransform {
    private final int sign;

    private FourierTransform(boolean inverse) {
        sign = inverse ? 1 : -1;
    }

    /** Transforms in place. */
    static void apply(double[] re, double[] im, boolean inverse) {
        int n = re.length;
        if (n < 2) {
            return;
        }
        double[] x = re.clone();
        double[] y = im.clone();
        new FourierTransform(inverse).part(x, y, 0, 1, n, re, im, 0);
    }

    /** The transform of n elements, each {@code step} after the other from {@code from}, written from {@code to}. */
    private void part(double[] x, double[] y, int from, int step, int n, double[] re, double[] im, int to) {
        if (n == 1) {
            re[to] = x[from];
            im[to] = y[from];
            return;
        }
        int factor = leastFactor(n);
        int length = n / factor;
        for (int k = 0; k < factor; k++) {
            part(x, y, from + k * step, step * factor, length, re, im, to + k * length);
        }
        double[] a = new double[factor];
        double[] b = new double[factor];
        for (int j = 0; j < length; j++) {
            for (int k = 0; k < factor; k++) {
                double angle = sign * 2 * Math.PI * ((long) j * k % n) / n;
                double cosine = j * k == 0 ? 1 : Math.cos(angle);
                double sine = j * k == 0 ? 0 : Math.sin(angle);
                double u = re[to + k * length + j];
                double v = im[to + k * length + j];
                a[k] = u * cosine - v * sine;
                b[k] = u * sine + v * cosine;
            }
            for (int q = 0; q < factor; q++) {
                butterfly(a, b, q, re, im, to + q * length + j);
            }
        }
    }

    private void butterfly(double[] a, double[] b, int q, double[] re, double[] im, int to) {
        int factor = a.length;
        double u = a[0];
        double v = b[0];
        for (int k = 1; k < factor; k++) {
            int turns = k * q % factor;
            if (2 * turns == factor || turns == 0) {
                double side = turns == 0 ? 1 : -1;
                u += side * a[k];
                v += side * b[k];
                continue;
            }
            double angle = sign * 2 * Math.PI * turns / factor;
            double cosine = Math.cos(angle);
            double sine = Math.sin(angle);
            u += a[k] * cosine - b[k] * sine;
            v += a[k] * sine + b[k] * cosine;
        }
        re[to] = u;
        im[to] = v;
    }

    private static int leastFactor(int n) {
        for (int factor = 2; factor * factor <= n; factor++) {
            if (n % factor == 0) {
                return factor;
            }
        }
        return n;
    }
}
