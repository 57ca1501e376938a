package hermite.r.vector;

import hermite.r.eval.RError;
import hermite.r.value.Attributes;
import hermite.r.value.RComplex;
import hermite.r.value.RVector;

/** The arithmetic operators on vectors one of which is complex. */
final class ComplexArithmetic {
    private static final int MOST_REPEATED = 65536;

    private ComplexArithmetic() {}

    static RComplex apply(Arithmetic operator, RVector left, RVector right, Warnings warnings) {
        RComplex x = RComplex.from(left);
        RComplex y = RComplex.from(right);
        int length = Recycling.length(left, right, warnings);
        double[] re = new double[length];
        double[] im = new double[length];
        double[] z = new double[2];
        for (int i = 0; i < length; i++) {
            int k = i % x.length();
            int l = i % y.length();
            one(operator, x.real()[k], x.imaginary()[k], y.real()[l], y.imaginary()[l], z);
            re[i] = z[0];
            im[i] = z[1];
        }
        Attributes attributes = Recycling.attributes(left, right, length, true);
        return RComplex.of(re, im, attributes);
    }

    private static void one(Arithmetic operator, double a, double b, double c, double d, double[] z) {
        switch (operator) {
            case ADD -> set(z, a + c, b + d);
            case SUBTRACT -> set(z, a - c, b - d);
            case MULTIPLY -> set(z, a * c - b * d, a * d + b * c);
            case DIVIDE -> quotient(a, b, c, d, z);
            case POWER -> power(a, b, c, d, z);
            default -> throw new RError("unimplemented complex operation");
        }
    }

    private static void set(double[] z, double re, double im) {
        z[0] = re;
        z[1] = im;
    }

    /** Smith (1962): the larger part of the divisor is divided out. */
    private static void quotient(double a, double b, double c, double d, double[] z) {
        if (c == 0 && d == 0) {
            double size = Math.copySign(Double.POSITIVE_INFINITY, c);
            set(z, size * a, size * b);
        } else if (Math.abs(c) <= Math.abs(d)) {
            double ratio = c / d;
            double size = d * (1 + ratio * ratio);
            set(z, (a * ratio + b) / size, (b * ratio - a) / size);
        } else {
            double ratio = d / c;
            double size = c * (1 + ratio * ratio);
            set(z, (a + b * ratio) / size, (b - a * ratio) / size);
        }
    }

    private static void power(double a, double b, double c, double d, double[] z) {
        if (c == 0 && d == 0) {
            set(z, 1, 0);
        } else if (a == 0 && b == 0) {
            set(z, c > 0 ? 0 : Double.POSITIVE_INFINITY, 0);
        } else if (d == 0 && c == Math.rint(c) && Math.abs(c) <= MOST_REPEATED) {
            wholePower(a, b, (int) c, z);
        } else {
            double logSize = Math.log(Math.hypot(a, b));
            double angle = Math.atan2(b, a);
            double size = Math.exp(logSize * c - d * angle);
            double turned = d * logSize + c * angle;
            set(z, size * Math.cos(turned), size * Math.sin(turned));
        }
    }

    private static void wholePower(double a, double b, int power, double[] z) {
        double x = 1;
        double y = 0;
        double p = a;
        double q = b;
        for (int left = Math.abs(power); left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                double kept = x * p - y * q;
                y = x * q + y * p;
                x = kept;
            }
            double squared = p * p - q * q;
            q = 2 * p * q;
            p = squared;
        }
        if (power < 0) {
            quotient(1, 0, x, y, z);
        } else {
            set(z, x, y);
        }
    }

    /** Changes the sign of both parts. */
    static RComplex negative(RComplex x) {
        double[] re = new double[x.length()];
        double[] im = new double[re.length];
        for (int i = 0; i < re.length; i++) {
            re[i] = -x.real()[i];
            im[i] = -x.imaginary()[i];
        }
        return RComplex.of(re, im, x.attributes());
    }
}
