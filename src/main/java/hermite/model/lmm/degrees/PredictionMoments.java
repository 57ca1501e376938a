package hermite.model.lmm.degrees;

import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmPredictor;
import hermite.model.lmm.LmmSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Covariances of combinations l'β̂ + m'(û − u) of a fit with their derivatives by the covariance parameters, by differences
 * of fourth order, and the covariances adjusted for the estimation of these (Prasad and Rao 1990, Journal of the American
 * Statistical Association 85, 163–171; Harville and Jeske 1992, ibid. 87, 724–731). Factors at the points of the
 * differences are kept.
 */
public final class PredictionMoments {
    /** Distance of neighbouring points, as a part of the standard error of a parameter. */
    private static final double STEP = 1e-2;

    private final LmmSpec spec;
    private final LmmFit fit;
    private final double[] w;
    private final int n;
    private final Map<List<Integer>, Optional<LmmPredictor>> predictors = new HashMap<>();

    public PredictionMoments(LmmSpec spec, LmmFit fit) {
        this.spec = spec;
        this.fit = fit;
        w = fit.thetaCovariance();
        n = fit.theta().length;
    }

    /** Of parameters whose V is not positive definite the differences do not exist. */
    public static final class NotDefined extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private double step(int parameter) {
        return STEP * Math.sqrt(w[parameter * n + parameter]);
    }

    /** Covariances where parameters are moved by so many steps. */
    private double[] at(List<LmmPredictor.Combination> all, Map<Integer, Integer> moves) {
        Integer[] key = new Integer[n];
        Arrays.fill(key, 0);
        moves.forEach((k, steps) -> key[k] += steps);
        return predictors
                .computeIfAbsent(List.of(key), this::predictor)
                .orElseThrow(NotDefined::new)
                .covariance(all);
    }

    private Optional<LmmPredictor> predictor(List<Integer> moves) {
        double[] theta = fit.theta().clone();
        for (int k = 0; k < n; k++) {
            theta[k] += moves.get(k) * step(k);
        }
        return new LmmFitter().predictor(spec, fit, theta);
    }

    /** At the fit. */
    public double[] covariance(List<LmmPredictor.Combination> all) {
        return at(all, Map.of());
    }

    /**
     * First derivatives; zero for parameters that were not estimated.
     *
     * @throws NotDefined when V is not positive definite at a point nearby
     */
    public double[][] slopes(List<LmmPredictor.Combination> all) {
        double[][] slopes = new double[n][all.size() * all.size()];
        for (int k = 0; k < n; k++) {
            double h = step(k);
            if (h > 0) {
                double[][] f = line(all, k);
                for (int e = 0; e < slopes[k].length; e++) {
                    slopes[k][e] = (8 * (f[3][e] - f[1][e]) - (f[4][e] - f[0][e])) / (12 * h);
                }
            }
        }
        return slopes;
    }

    /** At −2 … 2 steps of one parameter. */
    private double[][] line(List<LmmPredictor.Combination> all, int parameter) {
        double[][] f = new double[5][];
        for (int s = -2; s <= 2; s++) {
            f[s + 2] = at(all, s == 0 ? Map.of() : Map.of(parameter, s));
        }
        return f;
    }

    /**
     * C − Σ W_kl ∂²C/∂θ_k∂θ_l: the mean squared error of a prediction with estimated parameters is larger than C by half of
     * that, and C at estimated parameters is smaller than itself by the other half, where V is linear in them.
     *
     * @throws NotDefined when V is not positive definite at a point nearby
     */
    public double[] adjusted(List<LmmPredictor.Combination> all) {
        double[] result = covariance(all);
        for (int k = 0; k < n; k++) {
            if (!(step(k) > 0)) {
                continue;
            }
            double[][] f = line(all, k);
            double h = step(k);
            for (int e = 0; e < result.length; e++) {
                double second = (-f[4][e] + 16 * f[3][e] - 30 * f[2][e] + 16 * f[1][e] - f[0][e]) / (12 * h * h);
                result[e] -= w[k * n + k] * second;
            }
            for (int l = 0; l < k; l++) {
                if (w[k * n + l] != 0 && step(l) > 0) {
                    double[] near = mixed(all, k, l, 1);
                    double[] far = mixed(all, k, l, 2);
                    for (int e = 0; e < result.length; e++) {
                        result[e] -= 2 * w[k * n + l] * (4 * near[e] - far[e]) / 3;
                    }
                }
            }
        }
        return result;
    }

    private double[] mixed(List<LmmPredictor.Combination> all, int k, int l, int steps) {
        double[] sum = new double[all.size() * all.size()];
        for (int a : new int[] {-steps, steps}) {
            for (int b : new int[] {-steps, steps}) {
                double[] f = at(all, Map.of(k, a, l, b));
                for (int e = 0; e < sum.length; e++) {
                    sum[e] += (a == b ? 1 : -1) * f[e] / (4.0 * steps * steps * step(k) * step(l));
                }
            }
        }
        return sum;
    }
}
