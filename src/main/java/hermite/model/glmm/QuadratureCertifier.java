package hermite.model.glmm;

import java.util.Optional;

/**
 * What more quadrature points would change, predicted by one Newton step from the fit with the Hessian at hand: the
 * gradient with two more points is nearly that of the exact likelihood, so H⁻¹g is nearly the distance to its maximum.
 * Nodes that are not adaptive are compared with adaptive ones.
 */
final class QuadratureCertifier {
    private static final int MOST_NODES = 200_000;
    private static final int MOST_POINTS = 1000;
    private static final double NOTICEABLE_SHIFT = 0.02;
    private static final double HARD_SUBJECT = 0.01;
    private static final int MOST_STEPS = 16;
    /** Rows × nodes of one evaluation up to which looking for a sufficient number of points costs little. */
    private static final double CHEAP_EVALUATION = 1e6;
    /** Nodes that take as long as the rest of an evaluation: modes, roots and scores. */
    private static final double NODES_BESIDE = 100;
    /** Share of the fit that the certificate may take unasked. */
    private static final double SHARE = 0.1;

    private final ApproximatedLikelihood likelihood;
    private final double[] psi;
    private final ApproximatedLikelihood.Summary summary;
    private final double[] covariance;
    private final int m;
    private final boolean wanted;

    /**
     * @param summary at ψ, with the points of the fit
     * @param covariance inverse Hessian in the optimisation parameters, zero for those at a boundary
     * @param wanted whether it is wanted whatever it costs
     */
    QuadratureCertifier(
            ApproximatedLikelihood likelihood,
            double[] psi,
            ApproximatedLikelihood.Summary summary,
            double[] covariance,
            boolean wanted) {
        this.likelihood = likelihood;
        this.psi = psi;
        this.summary = summary;
        this.covariance = covariance;
        m = psi.length;
        this.wanted = wanted;
    }

    /** Work of an evaluation with so many points, in nodes. */
    private double work(int points) {
        return likelihood.nodes(points) + NODES_BESIDE;
    }

    /** Whether the certificate costs no more than a tenth of the fit, or was asked for. */
    boolean isWithinBudget() {
        double fit = likelihood.evaluations() * work(likelihood.points());
        return wanted || work(likelihood.points() + 2) <= SHARE * fit;
    }

    /**
     * @param reportedJacobian derivative of the reported parameters in the optimisation parameters
     * @param reported covariance of the reported parameters
     */
    Optional<GlmmFit.QuadratureCheck> check(double[] reportedJacobian, double[] reported) {
        int points = likelihood.points();
        int more = points + 2;
        if (likelihood.nodes(more) > MOST_NODES) {
            return Optional.empty();
        }
        likelihood.useAdaptivePoints(more);
        ApproximatedLikelihood.Summary finer = likelihood.summary(psi);
        likelihood.usePoints(points);
        double[] gradient = finer.gradient();
        double[] step = newtonStep(gradient);
        double[] shifts = new double[m];
        for (int r = 0; r < m; r++) {
            for (int c = 0; c < m; c++) {
                shifts[r] += reportedJacobian[r * m + c] * step[c];
            }
            double variance = reported[r * m + r];
            shifts[r] = variance > 0 ? shifts[r] / Math.sqrt(variance) : 0;
        }
        int largest = largest(step);
        double size = relative(step, largest);
        return Optional.of(new GlmmFit.QuadratureCheck(
                more,
                finer.value() - summary.value(),
                size,
                largest,
                shifts,
                likelihood.countWhereDifferent(summary.unitValues(), finer.unitValues(), HARD_SUBJECT),
                size <= NOTICEABLE_SHIFT ? points : sufficient(more, gradient)));
    }

    private double[] newtonStep(double[] gradient) {
        double[] step = new double[m];
        for (int r = 0; r < m; r++) {
            for (int c = 0; c < m; c++) {
                step[r] += covariance[r * m + c] * gradient[c];
            }
        }
        return step;
    }

    private double relative(double[] step, int r) {
        double variance = covariance[r * m + r];
        return variance > 0 ? Math.abs(step[r]) / Math.sqrt(variance) : 0;
    }

    private int largest(double[] step) {
        int which = 0;
        for (int r = 1; r < m; r++) {
            which = relative(step, r) > relative(step, which) ? r : which;
        }
        return which;
    }

    /**
     * The first number of points from which two more move no estimate noticeably; 0 if none was found among those that
     * are cheap for the size of the data. Only fits with too few points pay for it: their verdict is no use without.
     */
    private int sufficient(int from, double[] gradientThere) {
        double[] gradient = gradientThere.clone();
        double[] next = new double[m];
        int keep = likelihood.points();
        int points = from;
        int found = 0;
        for (int k = 0; k < MOST_STEPS && found == 0; k++) {
            int more = points + (points < 11 ? 2 : points / 4);
            double nodes = likelihood.nodes(more);
            if (more > MOST_POINTS || nodes > MOST_NODES || nodes * likelihood.cells() > CHEAP_EVALUATION) {
                break;
            }
            likelihood.useAdaptivePoints(more);
            likelihood.evaluate(psi, next);
            double[] difference = new double[m];
            for (int r = 0; r < m; r++) {
                difference[r] = next[r] - gradient[r];
            }
            double[] step = newtonStep(difference);
            if (relative(step, largest(step)) <= NOTICEABLE_SHIFT) {
                found = points;
            }
            System.arraycopy(next, 0, gradient, 0, m);
            points = more;
        }
        likelihood.usePoints(keep);
        return found;
    }
}
