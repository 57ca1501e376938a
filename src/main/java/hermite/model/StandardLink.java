package hermite.model;

import hermite.math.Exponential;
import org.apache.commons.math3.distribution.NormalDistribution;

/** The links without a parameter. */
public enum StandardLink implements Link {
    IDENTITY("Identity") {
        @Override
        public double link(double mu) {
            return mu;
        }

        @Override
        public double inverse(double eta) {
            return eta;
        }

        @Override
        public double firstDerivative(double eta) {
            return 1;
        }

        @Override
        public double secondDerivative(double eta) {
            return 0;
        }

        @Override
        public double thirdDerivative(double eta) {
            return 0;
        }
    },
    LOG("Log") {
        @Override
        public double link(double mu) {
            return Math.log(mu);
        }

        @Override
        public double inverse(double eta) {
            return Math.exp(eta);
        }

        @Override
        public double firstDerivative(double eta) {
            return Math.exp(eta);
        }

        @Override
        public double secondDerivative(double eta) {
            return Math.exp(eta);
        }

        @Override
        public double thirdDerivative(double eta) {
            return Math.exp(eta);
        }

        @Override
        public void evaluate(double[] eta, double[] mean, double[] slope, double[] scratch, int n) {
            Exponential.exp(eta, mean, scratch, n);
            System.arraycopy(mean, 0, slope, 0, n);
        }
    },
    LOGIT("Logit") {
        @Override
        public double link(double mu) {
            return Math.log(mu / (1 - mu));
        }

        @Override
        public double inverse(double eta) {
            if (eta >= 0) {
                return 1 / (1 + Math.exp(-eta));
            }
            double e = Math.exp(eta);
            return e / (1 + e);
        }

        @Override
        public double firstDerivative(double eta) {
            double e = Math.exp(-Math.abs(eta));
            return e / ((1 + e) * (1 + e));
        }

        @Override
        public double secondDerivative(double eta) {
            return firstDerivative(eta) * (1 - 2 * inverse(eta));
        }

        @Override
        public double thirdDerivative(double eta) {
            double v = firstDerivative(eta);
            return v * (1 - 6 * v);
        }

        @Override
        public void evaluate(double[] eta, double[] mean, double[] slope, double[] scratch, int n) {
            for (int i = 0; i < n; i++) {
                slope[i] = -eta[i];
            }
            Exponential.exp(slope, mean, scratch, n);
            // With E = exp(-eta): h = 1/(1+E) and h' = h (E h), both accurate in both tails.
            for (int i = 0; i < n; i++) {
                double e = mean[i];
                double mu = 1 / (1 + e);
                mean[i] = mu;
                slope[i] = mu * (e * mu);
            }
        }
    },
    PROBIT("Probit") {
        @Override
        public double link(double mu) {
            return Normal.STANDARD.inverseCumulativeProbability(mu);
        }

        @Override
        public double inverse(double eta) {
            return Normal.STANDARD.cumulativeProbability(eta);
        }

        @Override
        public double firstDerivative(double eta) {
            return Normal.STANDARD.density(eta);
        }

        @Override
        public double secondDerivative(double eta) {
            return -eta * Normal.STANDARD.density(eta);
        }

        @Override
        public double thirdDerivative(double eta) {
            return (eta * eta - 1) * Normal.STANDARD.density(eta);
        }
    },
    /** Complementary log-log: mu = 1 - exp(-exp(eta)). */
    CLOGLOG("Complementary Log-Log") {
        @Override
        public double link(double mu) {
            return Math.log(-Math.log1p(-mu));
        }

        @Override
        public double inverse(double eta) {
            return -Math.expm1(-Math.exp(eta));
        }

        @Override
        public double firstDerivative(double eta) {
            return Math.exp(eta - Math.exp(eta));
        }

        @Override
        public double secondDerivative(double eta) {
            return firstDerivative(eta) * (1 - Math.exp(eta));
        }

        @Override
        public double thirdDerivative(double eta) {
            double t = Math.exp(eta);
            return firstDerivative(eta) * ((1 - t) * (1 - t) - t);
        }
    },
    /** Log-log: mu = exp(-exp(-eta)). */
    LOGLOG("Log-Log") {
        @Override
        public double link(double mu) {
            return -Math.log(-Math.log(mu));
        }

        @Override
        public double inverse(double eta) {
            return Math.exp(-Math.exp(-eta));
        }

        @Override
        public double firstDerivative(double eta) {
            return Math.exp(-eta - Math.exp(-eta));
        }

        @Override
        public double secondDerivative(double eta) {
            return firstDerivative(eta) * (Math.exp(-eta) - 1);
        }

        @Override
        public double thirdDerivative(double eta) {
            double t = Math.exp(-eta);
            return firstDerivative(eta) * ((t - 1) * (t - 1) - t);
        }
    },
    CAUCHIT("Cauchit") {
        @Override
        public double link(double mu) {
            return Math.tan(Math.PI * (mu - 0.5));
        }

        @Override
        public double inverse(double eta) {
            return Math.atan2(1, -eta) / Math.PI;
        }

        @Override
        public double firstDerivative(double eta) {
            return 1 / (Math.PI * (1 + eta * eta));
        }

        @Override
        public double secondDerivative(double eta) {
            double q = 1 + eta * eta;
            return -2 * eta / (Math.PI * q * q);
        }

        @Override
        public double thirdDerivative(double eta) {
            double q = 1 + eta * eta;
            return (6 * eta * eta - 2) / (Math.PI * q * q * q);
        }
    };

    /** Loaded when a probit is first used. */
    private static final class Normal {
        private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);
    }

    private final String label;

    StandardLink(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
