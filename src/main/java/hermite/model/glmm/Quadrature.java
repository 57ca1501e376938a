package hermite.model.glmm;

/**
 * How the integral over the random effects is approximated.
 *
 * @param points points per random effect; 0 lets the fit search for a number, 1 is the Laplace approximation
 * @param minimum smallest number the search tries
 * @param maximum largest number the search tries
 * @param tolerance the search stops when the log likelihood at the starting values changes relatively by less
 * @param step by which the number grows beyond 11 points
 */
public record Quadrature(int points, int minimum, int maximum, double tolerance, int step) {
    public Quadrature {
        if (points < 0 || points > 1000) {
            throw new IllegalArgumentException("the number of quadrature points must be between 1 and 1000");
        }
    }

    public static Quadrature points(int points) {
        return new Quadrature(points, 1, 31, 1e-4, 10);
    }

    public static Quadrature laplace() {
        return points(1);
    }

    public static Quadrature automatic() {
        return points(0);
    }

    public boolean isAutomatic() {
        return points == 0;
    }
}
