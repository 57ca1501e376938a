package hermite.model.glmm.density.category;

import hermite.math.Exponential;
import hermite.math.distribution.NormalTails;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.BinomialDensity.Curve;
import hermite.model.glmm.density.CategoryDensity;

/**
 * Probability of one category of an ordinal response, F(η₀) − F(η₁): the two predictors are those of the cumulative
 * probabilities up to the category and up to the one below (McCullagh 1980). Responses are {@link #FIRST} for the lowest
 * category, F(η₀); {@link #INNER}; {@link #LAST} for the highest, 1 − F(η₁). Differences are formed in the smaller
 * tail.
 */
public record IntervalDensity(Curve curve) implements CategoryDensity {
    public static final double FIRST = 0;
    public static final double INNER = 1;
    public static final double LAST = 2;

    private static final double INV_SQRT_2PI = 0.3989422804014327;

    public IntervalDensity {
        if (curve == Curve.CAUCHIT) {
            throw new IllegalArgumentException("cumulative cauchit models are not concave and not offered");
        }
    }

    @Override
    public int predictors() {
        return 2;
    }

    @Override
    public void value(double[][] eta, double[] y, double[] l, double[][] d1, int n) {
        BinomialDensity one = new BinomialDensity(curve);
        for (int i = 0; i < n; i++) {
            d1[0][i] = 0;
            d1[1][i] = 0;
            if (y[i] == FIRST) {
                BinomialDensity.Tails t = one.tails(eta[0][i]);
                l[i] = t.logF();
                d1[0][i] = t.rPlus();
            } else if (y[i] == LAST) {
                BinomialDensity.Tails t = one.tails(eta[1][i]);
                l[i] = t.logOneMinusF();
                d1[1][i] = -t.rMinus();
            } else if (!(eta[0][i] > eta[1][i])) {
                l[i] = Double.NEGATIVE_INFINITY;
            } else {
                Interval v = interval(eta[0][i], eta[1][i]);
                l[i] = v.logProbability;
                d1[0][i] = v.upper;
                d1[1][i] = -v.lower;
            }
        }
    }

    @Override
    public void derivatives(double[][] eta, double[] y, double[][] d1, double[][] d2, double[][] d3, int n) {
        BinomialDensity one = new BinomialDensity(curve);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 8; k++) {
                d1[k & 1][i] = 0;
                d2[k & 3][i] = 0;
                d3[k][i] = 0;
            }
            if (y[i] == FIRST) {
                BinomialDensity.Tails t = one.tails(eta[0][i]);
                double up = t.s() - t.rPlus();
                d1[0][i] = t.rPlus();
                d2[0][i] = t.rPlus() * up;
                d3[0][i] = t.rPlus() * (up * up + t.sPrime() - t.rPlus() * up);
            } else if (y[i] == LAST) {
                BinomialDensity.Tails t = one.tails(eta[1][i]);
                double down = t.s() + t.rMinus();
                d1[1][i] = -t.rMinus();
                d2[3][i] = -t.rMinus() * down;
                d3[7][i] = -t.rMinus() * (down * down + t.sPrime() + t.rMinus() * down);
            } else if (!(eta[0][i] > eta[1][i])) {
                d1[0][i] = Double.NaN;
            } else if (curve == Curve.LOGIT) {
                logit(eta[0][i], eta[1][i], d1, d2, d3, i);
            } else {
                inner(eta[0][i], eta[1][i], d1, d2, d3, i);
            }
        }
    }

    /** log π, f(a)/π and f(b)/π of π = F(a) − F(b). */
    private record Interval(double logProbability, double upper, double lower) {}

    private Interval interval(double a, double b) {
        return switch (curve) {
            case LOGIT -> {
                double fa = Exponential.exp(-Exponential.log1pExp(-a));
                double fb = Exponential.exp(-Exponential.log1pExp(-b));
                double inverse = 1 / Exponential.expm1(Math.min(a - b, 700));
                yield new Interval(
                        -Exponential.log1pExp(-a) - Exponential.log1pExp(b) + Exponential.log1mExp(a - b),
                        1 - fa + inverse,
                        fb + inverse);
            }
            case PROBIT -> probit(a, b);
            case CLOGLOG -> extreme(a, b);
            case LOGLOG -> {
                Interval mirrored = extreme(-b, -a);
                yield new Interval(mirrored.logProbability, mirrored.lower, mirrored.upper);
            }
            case CAUCHIT -> throw new IllegalStateException("refused by the constructor");
        };
    }

    private static Interval probit(double a, double b) {
        if (a < 0) {
            Interval mirrored = probit(-b, -a);
            return new Interval(mirrored.logProbability, mirrored.lower, mirrored.upper);
        }
        if (b <= 0) {
            double pi = NormalTails.cdf(a) - NormalTails.cdf(b);
            double scale = INV_SQRT_2PI / pi;
            return new Interval(
                    Exponential.log(pi), scale * Exponential.exp(-a * a / 2), scale * Exponential.exp(-b * b / 2));
        }
        // both in the upper tail: Mills ratios relative to the density at b
        double ratio = Exponential.exp((b - a) * (b + a) / 2);
        double rest = mills(b) - mills(a) * ratio;
        return new Interval(Exponential.log(INV_SQRT_2PI) - b * b / 2 + Exponential.log(rest), ratio / rest, 1 / rest);
    }

    /** (1 − Φ(x)) / φ(x) for x ≥ 0. */
    private static double mills(double x) {
        return Math.sqrt(Math.PI / 2) * NormalTails.scaledErfc(x * Math.sqrt(0.5));
    }

    /** F = 1 − exp(−exp(x)): π = exp(−e^b) (1 − exp(−(e^a − e^b))). */
    private static Interval extreme(double a, double b) {
        double ea = Exponential.exp(Math.min(a, 690));
        double eb = Exponential.exp(Math.min(b, 690));
        double width = -Exponential.expm1(Math.max(eb - ea, -700));
        return new Interval(
                -eb + Exponential.log(width), ea * Exponential.exp(Math.max(eb - ea, -700)) / width, eb / width);
    }

    private static void logit(double a, double b, double[][] d1, double[][] d2, double[][] d3, int i) {
        double fa = Exponential.exp(-Exponential.log1pExp(-a));
        double fb = Exponential.exp(-Exponential.log1pExp(-b));
        double d = Math.min(a - b, 700);
        double em1 = Exponential.expm1(d);
        double fall = -Exponential.expm1(-d);
        double bend = 1 / (em1 * fall);
        double change = -bend * (1 + Exponential.exp(-d)) / fall;
        double va = fa * (1 - fa);
        double vb = fb * (1 - fb);
        d1[0][i] = 1 - fa + 1 / em1;
        d1[1][i] = -fb - 1 / em1;
        fill(d2, d3, i, -va - bend, bend, -vb - bend, -va * (1 - 2 * fa) - change, change, -change);
        d3[7][i] = -vb * (1 - 2 * fb) + change;
    }

    /** Quotients of derivatives of π, which has no mixed ones. */
    private void inner(double a, double b, double[][] d1, double[][] d2, double[][] d3, int i) {
        Interval v = interval(a, b);
        BinomialDensity one = new BinomialDensity(curve);
        BinomialDensity.Tails ta = one.tails(a);
        BinomialDensity.Tails tb = one.tails(b);
        double la = v.upper;
        double lb = -v.lower;
        double pa = la * ta.s();
        double pb = lb * tb.s();
        double paa = la * (ta.s() * ta.s() + ta.sPrime());
        double pbb = lb * (tb.s() * tb.s() + tb.sPrime());
        d1[0][i] = la;
        d1[1][i] = lb;
        fill(
                d2,
                d3,
                i,
                pa - la * la,
                -la * lb,
                pb - lb * lb,
                paa - 3 * la * pa + 2 * la * la * la,
                -lb * (pa - 2 * la * la),
                -la * (pb - 2 * lb * lb));
        d3[7][i] = pbb - 3 * lb * pb + 2 * lb * lb * lb;
    }

    private static void fill(
            double[][] d2, double[][] d3, int i, double aa, double ab, double bb, double aaa, double aab, double abb) {
        d2[0][i] = aa;
        d2[1][i] = ab;
        d2[2][i] = ab;
        d2[3][i] = bb;
        d3[0][i] = aaa;
        d3[1][i] = aab;
        d3[2][i] = aab;
        d3[4][i] = aab;
        d3[3][i] = abb;
        d3[5][i] = abb;
        d3[6][i] = abb;
    }
}
