package hermite.math;

/** The standard normal distribution function, fast enough to stand inside integrals; relative error about 1e-15. */
public final class StandardNormal {
    private static final double INVERSE_ROOT_TWO_PI = 0.39894228040143267794;
    private static final double CENTRE = 0.67448975;
    private static final double MIDDLE = 5.656854249492380195;

    // Rational Chebyshev approximations of W. J. Cody (1969), Mathematics of Computation 23, 631-637, scaled to Phi.
    private static final double[] CENTRE_NUMERATOR = {
        0.065682337918207449113,
        2.2352520354606839287,
        161.02823106855587881,
        1067.6894854603709582,
        18154.981253343561249
    };
    private static final double[] CENTRE_DENOMINATOR = {
        1, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956
    };
    private static final double[] MIDDLE_NUMERATOR = {
        1.0765576773720192317e-8,
        0.39894151208813466764,
        8.8831497943883759412,
        93.506656132177855979,
        597.27027639480026226,
        2494.5375852903726711,
        6848.1904505362823326,
        11602.651437647350124,
        9842.7148383839780218
    };
    private static final double[] MIDDLE_DENOMINATOR = {
        1,
        22.266688044328115691,
        235.38790178262499861,
        1519.377599407554805,
        6485.558298266760755,
        18615.571640885098091,
        34900.952721145977266,
        38912.003286093271411,
        19685.429676859990727
    };
    private static final int FRACTION_TERMS = 40;

    private StandardNormal() {}

    public static double density(double z) {
        return INVERSE_ROOT_TWO_PI * Math.exp(-0.5 * z * z);
    }

    /** P(Z &le; z). */
    public static double cdf(double z) {
        double size = Math.abs(z);
        if (size <= CENTRE) {
            double square = z * z;
            return 0.5 + z * ratio(CENTRE_NUMERATOR, CENTRE_DENOMINATOR, square);
        }
        if (size > 38.6) {
            return z > 0 ? 1 : 0;
        }
        double scaled = size <= MIDDLE ? ratio(MIDDLE_NUMERATOR, MIDDLE_DENOMINATOR, size) : tail(size);
        // The square is split so that its rounding error does not show in the exponential.
        double coarse = Math.rint(size * 16) / 16;
        double rest = (size - coarse) * (size + coarse);
        double upper = Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * rest) * scaled;
        return z > 0 ? 1 - upper : upper;
    }

    /** Mills' ratio times the constant of the density: Laplace's continued fraction, evaluated from its end. */
    private static double tail(double size) {
        double fraction = size;
        for (int k = FRACTION_TERMS; k >= 1; k--) {
            fraction = size + k / fraction;
        }
        return INVERSE_ROOT_TWO_PI / fraction;
    }

    /** Coefficients from the highest power down. */
    private static double ratio(double[] numerator, double[] denominator, double x) {
        double above = numerator[0];
        double below = denominator[0];
        for (int i = 1; i < numerator.length; i++) {
            above = above * x + numerator[i];
            below = below * x + denominator[i];
        }
        return above / below;
    }
}
