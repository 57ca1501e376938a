package hermite.math;

/**
 * Leaf loops over rows of lanes. Every method reads and writes plain arrays from index 0, has few arrays and few
 * operations, and therefore is turned into vector instructions by the compiler; none allocates.
 */
public final class Rows {
    private Rows() {}

    public static void fill(double[] y, double value, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = value;
        }
    }

    public static void copy(double[] x, double[] y, int n) {
        System.arraycopy(x, 0, y, 0, n);
    }

    /** y[i] = x[from + i·stride] */
    public static void gather(double[] x, int from, int stride, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = x[from + i * stride];
        }
    }

    /** Four neighbouring columns of a row-major matrix at once: y0[i] = x[from + i·stride], y1[i] the next, … */
    public static void gather(
            double[] x, int from, int stride, double[] y0, double[] y1, double[] y2, double[] y3, int n) {
        int place = from;
        for (int i = 0; i < n; i++) {
            y0[i] = x[place];
            y1[i] = x[place + 1];
            y2[i] = x[place + 2];
            y3[i] = x[place + 3];
            place += stride;
        }
    }

    /** y += c·x */
    public static void addScaled(double[] y, double c, double[] x, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += c * x[i];
        }
    }

    /** y += c·|x| */
    public static void addMagnitude(double[] y, double c, double[] x, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += c * Math.abs(x[i]);
        }
    }

    /** y = c·x */
    public static void scaled(double[] y, double c, double[] x, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = c * x[i];
        }
    }

    /** y += x */
    public static void add(double[] y, double[] x, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += x[i];
        }
    }

    /** y += a·b */
    public static void addProduct(double[] y, double[] a, double[] b, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += a[i] * b[i];
        }
    }

    /** y −= a·b */
    public static void subtractProduct(double[] y, double[] a, double[] b, int n) {
        for (int i = 0; i < n; i++) {
            y[i] -= a[i] * b[i];
        }
    }

    /** y += a·b·c */
    public static void addProduct(double[] y, double[] a, double[] b, double[] c, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += a[i] * b[i] * c[i];
        }
    }

    /** y += s·a·b */
    public static void addScaledProduct(double[] y, double s, double[] a, double[] b, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += s * a[i] * b[i];
        }
    }

    /** y = a·b */
    public static void product(double[] y, double[] a, double[] b, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] * b[i];
        }
    }

    /** y *= a */
    public static void multiply(double[] y, double[] a, int n) {
        for (int i = 0; i < n; i++) {
            y[i] *= a[i];
        }
    }

    /** Σ a·b by four interleaved sums added in a fixed tree. */
    public static double dot(double[] a, double[] b, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < n; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Σ a·b·c by interleaved sums added in a fixed tree. */
    public static double dot(double[] a, double[] b, double[] c, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += a[i] * b[i] * c[i];
            s1 += a[i + 1] * b[i + 1] * c[i + 1];
            s2 += a[i + 2] * b[i + 2] * c[i + 2];
            s3 += a[i + 3] * b[i + 3] * c[i + 3];
        }
        for (; i < n; i++) {
            s0 += a[i] * b[i] * c[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Adds Σ w·a, Σ w·b, Σ w·c and Σ w·d, each in order, to four neighbouring elements. */
    public static void addDots(
            double[] w, double[] a, double[] b, double[] c, double[] d, int n, double[] into, int from) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int i = 0; i < n; i++) {
            double u = w[i];
            s0 += u * a[i];
            s1 += u * b[i];
            s2 += u * c[i];
            s3 += u * d[i];
        }
        into[from] += s0;
        into[from + 1] += s1;
        into[from + 2] += s2;
        into[from + 3] += s3;
    }

    /** Largest absolute element; NaN if there is one. */
    public static double maxAbs(double[] a, int n) {
        double m = 0;
        for (int i = 0; i < n; i++) {
            m = Math.max(m, Math.abs(a[i]));
        }
        return m;
    }
}
