package hermite.sas.datastep.function.numeric;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.CauchyDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.GeometricDistribution;
import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.apache.commons.math3.distribution.IntegerDistribution;
import org.apache.commons.math3.distribution.LaplaceDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.LogisticDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.ParetoDistribution;
import org.apache.commons.math3.distribution.PascalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.distribution.WeibullDistribution;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.special.Gamma;

/** The distributions of CDF, PDF, QUANTILE and RAND, with SAS's parameters, carried out by Commons Math. */
final class Distributions {
    /** What the functions ask of a distribution. */
    interface Distribution {
        double cumulative(double x);

        double upperTail(double x);

        double density(double x);

        double quantile(double p);
    }

    private Distributions() {}

    /**
     * A distribution by name and parameters; defaults as SAS has them.
     *
     * @return empty when there is no such distribution (or a parameter is out of range)
     */
    static Optional<Distribution> of(String name, double[] p) {
        try {
            return Optional.ofNullable(make(name.strip().toUpperCase(Locale.ROOT), p));
        } catch (MathIllegalArgumentException | ArrayIndexOutOfBoundsException outOfRange) {
            return Optional.empty();
        }
    }

    /** Parameters by place, with a default. */
    private static double at(double[] p, int index, double otherwise) {
        return index < p.length ? p[index] : otherwise;
    }

    private static Distribution make(String name, double[] p) {
        if (name.startsWith("NORM") || name.startsWith("GAUS")) {
            return new Normal(new NormalDistribution(null, at(p, 0, 0), at(p, 1, 1)));
        }
        if (name.equals("T")) {
            return new Real(new TDistribution(null, p[0]));
        }
        if (name.equals("F")) {
            return new Real(new FDistribution(null, p[0], p[1]));
        }
        if (name.startsWith("CHIS")) {
            return new Real(new ChiSquaredDistribution(null, p[0]));
        }
        if (name.startsWith("GAMM")) {
            return new Real(new GammaDistribution(null, p[0], at(p, 1, 1)));
        }
        if (name.startsWith("EXPO")) {
            return new Real(new GammaDistribution(null, 1, at(p, 0, 1)));
        }
        if (name.equals("BETA")) {
            double left = at(p, 2, 0);
            return new Shifted(new Real(new BetaDistribution(null, p[0], p[1])), left, at(p, 3, 1) - left);
        }
        if (name.startsWith("UNIF")) {
            return new Real(new UniformRealDistribution(null, at(p, 0, 0), at(p, 1, 1)));
        }
        if (name.startsWith("CAUC")) {
            return new Real(new CauchyDistribution(null, at(p, 0, 0), at(p, 1, 1)));
        }
        if (name.startsWith("LAPL")) {
            return new Real(new LaplaceDistribution(null, at(p, 0, 0), at(p, 1, 1)));
        }
        if (name.equals("LOGISTIC") || name.equals("LOGI")) {
            return new Real(new LogisticDistribution(null, at(p, 0, 0), at(p, 1, 1)));
        }
        if (name.startsWith("LOGN")) {
            return new Real(new LogNormalDistribution(null, at(p, 0, 0), at(p, 1, 1)));
        }
        if (name.startsWith("PARE")) {
            return new Real(new ParetoDistribution(null, at(p, 1, 1), p[0]));
        }
        if (name.startsWith("WEIB")) {
            return new Real(new WeibullDistribution(null, p[0], at(p, 1, 1)));
        }
        return makeDiscrete(name, p);
    }

    private static Distribution makeDiscrete(String name, double[] p) {
        if (name.startsWith("BERN")) {
            return new Whole(new BinomialDistribution(null, 1, p[0]));
        }
        if (name.startsWith("BINO")) {
            return new Whole(new BinomialDistribution(null, (int) p[1], p[0]));
        }
        if (name.startsWith("POIS")) {
            return new Whole(new PoissonDistribution(null, p[0], 1e-15, 10_000_000));
        }
        if (name.startsWith("GEOM")) {
            return new Whole(new GeometricDistribution(null, p[0]));
        }
        if (name.startsWith("NEGB")) {
            return new Whole(new PascalDistribution(null, (int) p[1], p[0]));
        }
        if (name.startsWith("HYPE")) {
            return new Whole(new HypergeometricDistribution(null, (int) p[0], (int) p[1], (int) p[2]));
        }
        return null;
    }

    private record Normal(NormalDistribution normal) implements Distribution {
        @Override
        public double cumulative(double x) {
            return normal.cumulativeProbability(x);
        }

        @Override
        public double upperTail(double x) {
            // the other side of the mean, so that a small tail keeps its digits
            return normal.cumulativeProbability(2 * normal.getMean() - x);
        }

        @Override
        public double density(double x) {
            return normal.density(x);
        }

        @Override
        public double quantile(double p) {
            return normal.inverseCumulativeProbability(p);
        }
    }

    private record Real(RealDistribution real) implements Distribution {
        @Override
        public double cumulative(double x) {
            return real.cumulativeProbability(x);
        }

        @Override
        public double upperTail(double x) {
            if (real instanceof TDistribution) {
                return real.cumulativeProbability(-x);
            }
            if (real instanceof ChiSquaredDistribution chi) {
                return x <= 0 ? 1 : Gamma.regularizedGammaQ(chi.getDegreesOfFreedom() / 2, x / 2);
            }
            if (real instanceof GammaDistribution gamma) {
                return x <= 0 ? 1 : Gamma.regularizedGammaQ(gamma.getShape(), x / gamma.getScale());
            }
            if (real instanceof FDistribution f) {
                return x <= 0
                        ? 1
                        : new FDistribution(null, f.getDenominatorDegreesOfFreedom(), f.getNumeratorDegreesOfFreedom())
                                .cumulativeProbability(1 / x);
            }
            return 1 - real.cumulativeProbability(x);
        }

        @Override
        public double density(double x) {
            return real.density(x);
        }

        /** Commons Math's solver stops at 1e-9; Newton steps take it to the last digits. */
        @Override
        public double quantile(double p) {
            double x = real.inverseCumulativeProbability(p);
            for (int step = 0; step < 3; step++) {
                double density = real.density(x);
                double better = x - (real.cumulativeProbability(x) - p) / density;
                if (!(density > 0 && Math.abs(better - x) < 1e-6 * Math.max(1, Math.abs(x)))) {
                    return x;
                }
                x = better;
            }
            return x;
        }
    }

    private record Shifted(Distribution standard, double location, double scale) implements Distribution {
        @Override
        public double cumulative(double x) {
            return standard.cumulative((x - location) / scale);
        }

        @Override
        public double upperTail(double x) {
            return standard.upperTail((x - location) / scale);
        }

        @Override
        public double density(double x) {
            return standard.density((x - location) / scale) / scale;
        }

        @Override
        public double quantile(double p) {
            return location + scale * standard.quantile(p);
        }
    }

    private record Whole(IntegerDistribution whole) implements Distribution {
        @Override
        public double cumulative(double x) {
            return whole.cumulativeProbability((int) Math.floor(Math.min(x + 1e-12, Integer.MAX_VALUE)));
        }

        @Override
        public double upperTail(double x) {
            return 1 - cumulative(x);
        }

        @Override
        public double density(double x) {
            return x == Math.rint(x) ? whole.probability((int) x) : 0;
        }

        @Override
        public double quantile(double p) {
            return whole.inverseCumulativeProbability(p);
        }
    }
}
