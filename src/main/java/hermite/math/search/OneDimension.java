package hermite.math.search;

import java.util.function.DoubleUnaryOperator;

/** Brent's (1973) minimum and root of a function of one number, in the form R has them. */
public final class OneDimension {
    private static final double EPSILON = Math.ulp(1.0);

    private OneDimension() {}

    /** Golden section with parabolic interpolation. */
    public static double minimum(DoubleUnaryOperator f, double least, double most, double tolerance) {
        double ratio = (3 - Math.sqrt(5)) * .5;
        double eps = Math.sqrt(EPSILON);
        double a = least;
        double b = most;
        double v = a + ratio * (b - a);
        double w = v;
        double x = v;
        double d = 0;
        double e = 0;
        double fx = f.applyAsDouble(x);
        double fv = fx;
        double fw = fx;
        while (true) {
            double middle = (a + b) * .5;
            double near = eps * Math.abs(x) + tolerance / 3;
            if (Math.abs(x - middle) <= near * 2 - (b - a) * .5) {
                return x;
            }
            double p = 0;
            double q = 0;
            double r = 0;
            if (Math.abs(e) > near) {
                r = (x - w) * (fx - fv);
                q = (x - v) * (fx - fw);
                p = (x - v) * q - (x - w) * r;
                q = (q - r) * 2;
                if (q > 0) {
                    p = -p;
                } else {
                    q = -q;
                }
                r = e;
                e = d;
            }
            if (Math.abs(p) >= Math.abs(q * .5 * r) || p <= q * (a - x) || p >= q * (b - x)) {
                e = x < middle ? b - x : a - x;
                d = ratio * e;
            } else {
                d = p / q;
                double u = x + d;
                if (u - a < near * 2 || b - u < near * 2) {
                    d = x >= middle ? -near : near;
                }
            }
            double u = Math.abs(d) >= near ? x + d : d > 0 ? x + near : x - near;
            double fu = f.applyAsDouble(u);
            if (fu <= fx) {
                if (u < x) {
                    b = x;
                } else {
                    a = x;
                }
                v = w;
                w = x;
                x = u;
                fv = fw;
                fw = fx;
                fx = fu;
            } else {
                if (u < x) {
                    a = u;
                } else {
                    b = u;
                }
                if (fu <= fw || w == x) {
                    v = w;
                    fv = fw;
                    w = u;
                    fw = fu;
                } else if (fu <= fv || v == x || v == w) {
                    v = u;
                    fv = fu;
                }
            }
        }
    }

    /** A root with how it was found: its place, number of steps (−1 for too many) and precision. */
    public static double[] root(
            DoubleUnaryOperator f,
            double least,
            double most,
            double atLeast,
            double atMost,
            double tolerance,
            int limit) {
        double a = least;
        double b = most;
        double fa = atLeast;
        double fb = atMost;
        if (fa == 0) {
            return new double[] {a, 0, 0};
        }
        if (fb == 0) {
            return new double[] {b, 0, 0};
        }
        double c = a;
        double fc = fa;
        for (int step = 0; step <= limit; step++) {
            double previous = b - a;
            if (Math.abs(fc) < Math.abs(fb)) {
                a = b;
                b = c;
                c = a;
                fa = fb;
                fb = fc;
                fc = fa;
            }
            double near = 2 * EPSILON * Math.abs(b) + tolerance / 2;
            double next = (c - b) / 2;
            if (Math.abs(next) <= near || fb == 0) {
                return new double[] {b, step, Math.abs(c - b)};
            }
            if (Math.abs(previous) >= near && Math.abs(fa) > Math.abs(fb)) {
                double cb = c - b;
                double p;
                double q;
                double t1 = fb / fa;
                if (a == c) {
                    p = cb * t1;
                    q = 1 - t1;
                } else {
                    double t2 = t1;
                    q = fa / fc;
                    t1 = fb / fc;
                    p = t2 * (cb * q * (q - t1) - (b - a) * (t1 - 1));
                    q = (q - 1) * (t1 - 1) * (t2 - 1);
                }
                if (p > 0) {
                    q = -q;
                } else {
                    p = -p;
                }
                if (p < 0.75 * cb * q - Math.abs(near * q) / 2 && p < Math.abs(previous * q / 2)) {
                    next = p / q;
                }
            }
            if (Math.abs(next) < near) {
                next = next > 0 ? near : -near;
            }
            a = b;
            fa = fb;
            b += next;
            fb = f.applyAsDouble(b);
            if (fb > 0 == fc > 0 && fb != 0 && fc != 0) {
                c = a;
                fc = fa;
            }
        }
        return new double[] {b, -1, -1};
    }
}
