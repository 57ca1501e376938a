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

    private LmmPredictor moved(Map<Integer, Integer> moves) {
        Integer[] key = new Integer[n];
        Arrays.fill(key, 0);
        moves.forEach((k, steps) -> key[k] += steps);
        return predictors.computeIfAbsent(List.of(key), this::predictor).orElseThrow(NotDefined::new);
    }

    /** Covariances where parameters are moved by so many steps. */
    private double[] at(List<LmmPredictor.Combination> all, Map<Integer, Integer> moves) {
        return moved(moves).covariance(all);
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
        double[] curved = curved(all);
        for (int e = 0; e < result.length; e++) {
            result[e] -= curved[e];
        }
        return result;
    }

    /**
     * Where V is not linear in the parameters, of which no derivative of second order then replaces another: C + Σ W_kl
     * D_kl − ½ Σ W_kl ∂²C/∂θ_k∂θ_l with D_kl the covariance of the derivatives of the predictor by θ_k and θ_l; C + 2 Σ
     * W_kl D_kl without the second derivatives of V; less the bias of the parameters carried over by the slopes of C. For
     * l'β̂ alone it is Kenward and Roger's covariance of that order.
     *
     * @param curvature as {@link hermite.model.lmm.LmmFitter#curvature} gives it
     * @throws NotDefined when V is not positive definite at a point nearby, or not kept by blocks
     */
    public double[] adjusted(List<LmmPredictor.Combination> all, KenwardRoger.Order order, double[] curvature) {
        double[] result = covariance(all);
        double[] spread = spread(all);
        double[] curved = order == KenwardRoger.Order.FIRST ? null : curved(all);
        for (int e = 0; e < result.length; e++) {
            result[e] += curved == null ? 2 * spread[e] : spread[e] - curved[e] / 2;
        }
        if (order == KenwardRoger.Order.SECOND_WITH_BIAS) {
            double[][] slopes = slopes(all);
            for (int k = 0; k < n; k++) {
                for (int i = 0; i < n; i++) {
                    for (int e = 0; e < result.length; e++) {
                        result[e] += w[k * n + i] * curvature[i] / 4 * slopes[k][e];
                    }
                }
            }
        }
        return result;
    }

    /** Σ W_kl cov(∂τ̂/∂θ_k, ∂τ̂/∂θ_l) for τ̂ = b'y. */
    private double[] spread(List<LmmPredictor.Combination> all) {
        int size = all.size();
        double[][][] slopes = new double[n][][];
        for (int k = 0; k < n; k++) {
            double h = step(k);
            if (h > 0) {
                double[][][] f = new double[5][][];
                for (int s : new int[] {-2, -1, 1, 2}) {
                    f[s + 2] = moved(Map.of(k, s)).weights(all).orElseThrow(NotDefined::new);
                }
                slopes[k] = new double[size][f[0][0].length];
                for (int t = 0; t < size; t++) {
                    for (int i = 0; i < slopes[k][t].length; i++) {
                        slopes[k][t][i] = (8 * (f[3][t][i] - f[1][t][i]) - (f[4][t][i] - f[0][t][i])) / (12 * h);
                    }
                }
            }
        }
        LmmPredictor here = moved(Map.of());
        double[] result = new double[size * size];
        for (int t = 0; t < n; t++) {
            if (slopes[t] == null) {
                continue;
            }
            // W is a sum over k for each row of it: Σ_k W_tk ∂b/∂θ_k
            double[][] both = new double[2 * size][slopes[t][0].length];
            for (int s = 0; s < size; s++) {
                both[s] = slopes[t][s];
                for (int k = 0; k < n; k++) {
                    for (int i = 0; i < both[s].length && slopes[k] != null; i++) {
                        both[size + s][i] += w[t * n + k] * slopes[k][s][i];
                    }
                }
            }
            double[] crossed = here.covarianceOfWeights(both).orElseThrow(NotDefined::new);
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < size; b++) {
                    result[a * size + b] += crossed[a * 2 * size + size + b];
                }
            }
        }
        return result;
    }

    /** Σ W_kl ∂²C/∂θ_k∂θ_l. */
    private double[] curved(List<LmmPredictor.Combination> all) {
        double[] result = new double[all.size() * all.size()];
        for (int k = 0; k < n; k++) {
            if (!(step(k) > 0)) {
                continue;
            }
            double[][] f = line(all, k);
            double h = step(k);
            for (int e = 0; e < result.length; e++) {
                double second = (-f[4][e] + 16 * f[3][e] - 30 * f[2][e] + 16 * f[1][e] - f[0][e]) / (12 * h * h);
                result[e] += w[k * n + k] * second;
            }
            for (int l = 0; l < k; l++) {
                if (w[k * n + l] != 0 && step(l) > 0) {
                    double[] near = mixed(all, k, l, 1);
                    double[] far = mixed(all, k, l, 2);
                    for (int e = 0; e < result.length; e++) {
                        result[e] += 2 * w[k * n + l] * (4 * near[e] - far[e]) / 3;
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
