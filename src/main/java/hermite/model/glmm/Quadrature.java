package hermite.model.glmm;

/**
 * How the integral over the random effects is approximated.
 *
 * @param points points per random effect; 0 lets the fit search for a number, 1 is the Laplace approximation
 * @param minimum smallest number the search tries
 * @param maximum largest number the search tries
 * @param tolerance the search stops when the log likelihood at the starting values changes relatively by less
 * @param step by which the number grows beyond 11 points
 * @param placement where the nodes lie
 */
public record Quadrature(int points, int minimum, int maximum, double tolerance, int step, Placement placement) {
    public Quadrature {
        if (points < 0 || points > 1000) {
            throw new IllegalArgumentException("the number of quadrature points must be between 1 and 1000");
        }
    }

    /** Where the nodes lie in the integral over the random effects of a subject. */
    public enum Placement {
        /** At the conditional mode, scaled by the curvature there (Pinheiro and Bates 1995, eq. 11). */
        ADAPTIVE,
        /** At the conditional mode, scaled by G. */
        CENTRED,
        /** At zero, scaled by G, wherever the responses are (Pinheiro and Bates 1995, eq. 9). */
        PLAIN
    }

    public static Quadrature points(int points) {
        return new Quadrature(points, 1, 31, 1e-4, 10, Placement.ADAPTIVE);
    }

    public static Quadrature laplace() {
        return points(1);
    }

    public static Quadrature automatic() {
        return points(0);
    }

    public Quadrature with(Placement other) {
        return new Quadrature(points, minimum, maximum, tolerance, step, other);
    }

    /** Whether nodes follow the responses of each subject. */
    public boolean isAdaptive() {
        return placement == Placement.ADAPTIVE;
    }

    public boolean isAutomatic() {
        return points == 0;
    }
}
