package hermite.model.glm;

import hermite.model.Sweep;
import java.util.List;

/**
 * Newton's method for a log likelihood that need not be concave: where the information is not positive definite its
 * diagonal is raised until it is, and a step that lowers the likelihood is halved (Levenberg 1944; Marquardt 1963).
 *
 * @param first ridge that is tried first, as a share of the diagonal
 * @param growth by how much it grows
 * @param last ridge beyond which the step is taken as it is
 * @param least smallest diagonal that the ridge is a share of
 * @param longest longest step of a parameter
 */
record RidgedNewton(double first, double growth, double last, double least, double longest) {
    private static final int MOST_HALVINGS = 40;

    /** A log likelihood with its derivatives. */
    interface LogLikelihood {
        double valueAt(double[] parameters);

        Derivatives derivatives(double[] parameters);
    }

    /** A log likelihood, its score and its negative second derivatives, row-major. */
    record Derivatives(double value, double[] score, double[] information) {}

    /**
     * Moves the parameters to the maximum.
     *
     * @param tolerance largest change at convergence, relative where a parameter exceeds 0.01
     * @param trace takes a line for each iteration
     * @return whether it was reached
     */
    boolean maximize(
            LogLikelihood likelihood,
            double[] parameters,
            int mostIterations,
            double tolerance,
            List<GlmFit.Iteration> trace) {
        int size = parameters.length;
        for (int iteration = 0; iteration < mostIterations; iteration++) {
            Derivatives at = likelihood.derivatives(parameters);
            double[] step = step(at.score(), at.information());
            double[] from = parameters.clone();
            double before = at.value();
            double fraction = 1;
            for (int halving = 0; halving < MOST_HALVINGS; halving++, fraction /= 2) {
                for (int j = 0; j < size; j++) {
                    parameters[j] = from[j] + fraction * Math.max(-longest, Math.min(longest, step[j]));
                }
                if (likelihood.valueAt(parameters) >= before - 1e-10 * (1 + Math.abs(before))) {
                    break;
                }
            }
            double largest = 0;
            for (int j = 0; j < size; j++) {
                double moved = Math.abs(parameters[j] - from[j]);
                largest = Math.max(largest, Math.abs(from[j]) > 0.01 ? moved / Math.abs(from[j]) : moved);
            }
            trace.add(new GlmFit.Iteration(iteration, 0, before, largest, from));
            if (largest < tolerance) {
                return true;
            }
        }
        return false;
    }

    private double[] step(double[] score, double[] information) {
        int size = score.length;
        double ridge = 0;
        while (true) {
            double[] raised = information.clone();
            for (int j = 0; j < size; j++) {
                raised[j * size + j] += ridge * Math.max(least, Math.abs(raised[j * size + j]));
            }
            Sweep sweep = Sweep.of(raised, size, 1e-14);
            if (sweep.definite() && sweep.rank() == size || ridge > last) {
                return sweep.times(score);
            }
            ridge = ridge == 0 ? first : ridge * growth;
        }
    }
}
