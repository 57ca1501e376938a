package hermite.model.glmm.intercept;

import hermite.math.Exponential;

/** Distribution of a random intercept with scale 1: log density and its derivatives. */
public enum InterceptPrior {
    GAUSSIAN {
        @Override
        double log(double u) {
            return -0.5 * (u * u + LOG_2_PI);
        }

        @Override
        double first(double u) {
            return -u;
        }

        @Override
        double second(double u) {
            return -1;
        }

        @Override
        double third(double u) {
            return 0;
        }
    },
    LOGISTIC {
        @Override
        double log(double u) {
            double size = Math.abs(u);
            return -size - 2 * Exponential.log1p(Exponential.exp(-size));
        }

        @Override
        double first(double u) {
            return 1 - 2 * below(u);
        }

        @Override
        double second(double u) {
            double p = below(u);
            return -2 * p * (1 - p);
        }

        @Override
        double third(double u) {
            double p = below(u);
            return -2 * p * (1 - p) * (1 - 2 * p);
        }

        private static double below(double u) {
            return 1 / (1 + Exponential.exp(-u));
        }
    },
    CAUCHY {
        @Override
        double log(double u) {
            return -LOG_PI - Exponential.log1p(u * u);
        }

        @Override
        double first(double u) {
            return -2 * u / (1 + u * u);
        }

        @Override
        double second(double u) {
            double r = 1 + u * u;
            return 2 * (u * u - 1) / (r * r);
        }

        @Override
        double third(double u) {
            double r = 1 + u * u;
            return 4 * u * (3 - u * u) / (r * r * r);
        }
    };

    private static final double LOG_PI = 1.1447298858494002;
    private static final double LOG_2_PI = 1.8378770664093453;

    abstract double log(double u);

    abstract double first(double u);

    abstract double second(double u);

    abstract double third(double u);
}
