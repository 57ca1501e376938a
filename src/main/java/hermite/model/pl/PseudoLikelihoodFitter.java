package hermite.model.pl;

import hermite.model.lmm.LmmControl;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Linearises the model about the current linear predictor and fits the linear mixed model of the pseudo-response until
 * nothing moves (Wolfinger and O'Connell 1993, Journal of Statistical Computation and Simulation 48, 233–243; Breslow
 * and Clayton 1993, Journal of the American Statistical Association 88, 9–25).
 */
public final class PseudoLikelihoodFitter {
    private static final int MAX_UPDATES = 100;
    /** Updates after which one that goes to and fro is damped; those before are as other programs list them. */
    private static final int UNDAMPED = 20;
    /** Largest relative change of a parameter. */
    private static final double CONVERGENCE = 1.11022e-8;

    public PseudoFit fit(PseudoModel spec) {
        return fit(spec, LmmControl.usual(), CONVERGENCE, MAX_UPDATES);
    }

    /**
     * @param control of the search in every linear model; its start is that of the first
     * @param tolerance largest relative change of a parameter at which the updates end
     * @return without estimates when an update leads to means at the edge of their range, where rows have no weight
     * @throws IllegalArgumentException when those of the start are there
     */
    public PseudoFit fit(PseudoModel spec, LmmControl control, double tolerance, int maxUpdates) {
        double[] eta = spec.start();
        List<PseudoFit.Update> history = new ArrayList<>();
        LmmControl next = control;
        double[] before = new double[0];
        LmmFit fit = null;
        LmmSpec model = null;
        double[] expanded = eta;
        boolean converged = false;
        double[] move = new double[0];
        boolean damped = false;
        boolean indefinite = false;
        for (int update = 0; update < maxUpdates && !converged; update++) {
            expanded = eta;
            try {
                model = spec.linearised(eta);
            } catch (IllegalArgumentException e) {
                if (fit == null) {
                    throw e;
                }
                return new PseudoFit(model, fit.withoutEstimates(), expanded, false, indefinite, history, Double.NaN);
            }
            fit = new LmmFitter().fit(model, next);
            if (!fit.verdict().hasEstimates()) {
                return new PseudoFit(model, fit, expanded, false, indefinite, history, Double.NaN);
            }
            indefinite |= !spec.hasPositiveDefiniteEffects(fit.theta());
            next = control.from(fit.theta());
            double[] after = joined(fit);
            double change = before.length > 0 ? change(before, after) : Double.NaN;
            // the model about the data themselves is the start: SAS lists those after it
            if (before.length > 0 || maxUpdates == 1) {
                history.add(new PseudoFit.Update(
                        fit.minusTwoLog(),
                        Math.max(0, fit.history().size() - 1),
                        change,
                        largestGradient(fit),
                        fit.theta(),
                        fit.gradient()));
            }
            converged = change < tolerance && fit.verdict().isConverged();
            before = after;
            double[] previous = move;
            move = difference(predictor(spec, fit), eta);
            damped |= update > UNDAMPED && swings(previous, move);
            eta = moved(spec, eta, move, damped ? 0.5 : 1);
        }
        return new PseudoFit(model, fit, expanded, converged, indefinite, history, generalizedChiSquare(spec, fit));
    }

    /** The linear mixed model about the data themselves, with which the updates begin. */
    public LmmSpec first(PseudoModel spec) {
        return spec.linearised(spec.start());
    }

    private static double[] predictor(PseudoModel spec, LmmFit fit) {
        double[] eta = spec.offset().clone();
        int n = eta.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < spec.p(); j++) {
                eta[i] += spec.x()[i * spec.p() + j] * fit.beta()[j];
            }
        }
        for (int t = 0; t < spec.random().size() && !spec.marginal(); t++) {
            RandomTerm term = spec.random().get(t);
            int q = term.columns();
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < q && term.subject()[i] >= 0; c++) {
                    eta[i] += term.z()[i * q + c] * fit.effects().get(t).estimates()[term.subject()[i] * q + c];
                }
            }
        }
        return eta;
    }

    private static double[] difference(double[] a, double[] b) {
        double[] out = new double[a.length];
        Arrays.setAll(out, i -> a[i] - b[i]);
        return out;
    }

    /** Whether an update takes back more than half of the one before. */
    private static boolean swings(double[] previous, double[] move) {
        double along = 0;
        double square = 0;
        for (int i = 0; i < move.length; i++) {
            along += previous[i] * move[i];
            square += previous[i] * previous[i];
        }
        return along < -0.5 * square;
    }

    /** A share of the move, halved until the model allows the means. */
    private static double[] moved(PseudoModel spec, double[] eta, double[] move, double share) {
        double s = share;
        double[] out = eta;
        for (int halving = 0; halving < 30; halving++) {
            out = eta.clone();
            for (int i = 0; i < out.length; i++) {
                out[i] += s * move[i];
            }
            if (spec.allows(out, eta)) {
                return out;
            }
            s /= 2;
        }
        return out;
    }

    private static double largestGradient(LmmFit fit) {
        double largest = 0;
        for (int k = 0; k < fit.gradient().length; k++) {
            largest = fit.free()[k] ? Math.max(largest, Math.abs(fit.gradient()[k])) : largest;
        }
        return largest;
    }

    private static double[] joined(LmmFit fit) {
        double[] all = Arrays.copyOf(fit.beta(), fit.beta().length + fit.theta().length);
        System.arraycopy(fit.theta(), 0, all, fit.beta().length, fit.theta().length);
        return all;
    }

    /** Largest change relative to the mean size: at most 2. */
    private static double change(double[] before, double[] after) {
        double largest = 0;
        for (int k = 0; k < after.length; k++) {
            double size = Math.max(0.5 * (Math.abs(before[k]) + Math.abs(after[k])), 1e-4);
            largest = Math.max(largest, Math.abs(after[k] - before[k]) / size);
        }
        return largest;
    }

    private static double generalizedChiSquare(PseudoModel spec, LmmFit fit) {
        Residual residual = spec.residual();
        boolean common = residual.groups() == 1
                && !residual.structure().local()
                && switch (residual.structure().kind()) {
                    case VARIANCE, COMPOUND_SYMMETRY, AUTOREGRESSIVE, MOVING_AVERAGE, TOEPLITZ -> true;
                    default -> residual.structure().kind().isSpatial();
                };
        double phi = common
                ? fit.theta()[
                        fit.theta().length - residual.structure().parameters().size() - (residual.hasSpread() ? 1 : 0)]
                : 1;
        return fit.quadratic() * phi;
    }
}
