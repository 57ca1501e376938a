package hermite.model.glmm;

import hermite.math.GaussHermite;

/**
 * Chooses a number of quadrature points at the starting values: it grows along 1, 3, 5, 7, 9, 11 and then by a given step until two
 * neighbours give nearly the same log likelihood, and the smaller of the two is taken.
 */
final class PointSearch {
    private static final double MOST_NODES = 200_000;
    /** With four random effects or more, whose product grids grow out of hand: 7⁴, 5⁵, 3⁶. */
    private static final double MOST_NODES_IN_MANY_DIMENSIONS = 3_125;

    private PointSearch() {}

    static int search(Quadrature quadrature, ApproximatedLikelihood likelihood, double[] psi) {
        int points = Math.max(quadrature.isAdaptive() ? 1 : 3, quadrature.minimum());
        likelihood.forgetModes();
        double value = likelihood.value(psi, GaussHermite.of(points));
        while (points < quadrature.maximum()) {
            int next = Math.min(
                    quadrature.maximum(),
                    points < 11 ? points + (points % 2 == 0 ? 1 : 2) : points + quadrature.step());
            boolean many = likelihood.nodes(2) > 8;
            if (likelihood.nodes(next) > (many ? MOST_NODES_IN_MANY_DIMENSIONS : MOST_NODES)) {
                break;
            }
            double nextValue = likelihood.value(psi, GaussHermite.of(next));
            if (Math.abs(nextValue - value) < quadrature.tolerance() * Math.abs(nextValue)) {
                break;
            }
            points = next;
            value = nextValue;
        }
        likelihood.forgetModes();
        return points;
    }
}
