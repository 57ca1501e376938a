package hermite.sas.proc.glimmix.fitting;

import hermite.model.glmm.density.BinomialDensity;
import hermite.model.inference.Tails;
import hermite.sas.proc.glimmix.binding.Categories;

/**
 * Predictions of a multinomial model for the rows of a table and each category: linear predictors or probabilities
 * (cumulative ones of a cumulative model), their standard errors by the delta method, and limits. Of generalized logits,
 * probabilities have no limits: they are functions of several predictors. The reference category's predictor is given, without
 * an error.
 */
public final class CategoryPredictions {
    private final Categories categories;
    private final CategoryPredictor predictor;
    private final int m;
    private final double[][][] errors = new double[4][][];
    private final double alpha;

    public CategoryPredictions(Categories categories, CategoryPredictor predictor, double alpha) {
        this.categories = categories;
        this.predictor = predictor;
        this.alpha = alpha;
        m = categories.modelled().size();
    }

    /** Whether the statistic is one of predictions that can be had. */
    public static boolean isDefined(String statistic, boolean mean, Categories categories) {
        return switch (statistic) {
            case "PREDICTED", "STDERR" -> true;
            case "LCL", "UCL" -> !(mean && categories.nominal());
            default -> false;
        };
    }

    /** @return NaN where it is not defined */
    public double statistic(String name, boolean blup, boolean mean, int row, int category) {
        if (!isDefined(name, mean, categories)) {
            return Double.NaN;
        }
        double[] at = predictors(blup, row);
        return switch (name) {
            case "PREDICTED" ->
                mean ? mean(at, category) : category < m ? at[category] : categories.referencePredictor();
            case "STDERR" -> error(blup, mean, row, category);
            default -> {
                double half = Tails.studentQuantile(alpha, predictor.degreesOfFreedom(row))
                        * error(blup, false, row, category);
                double limit = category < m ? at[category] + (name.equals("UCL") ? half : -half) : Double.NaN;
                yield mean ? curve().mean(limit, 1) : limit;
            }
        };
    }

    private BinomialDensity curve() {
        return new BinomialDensity(categories.curve());
    }

    private double mean(double[] at, int category) {
        if (!categories.nominal()) {
            return curve().mean(at[category], 1);
        }
        double reference = Math.exp(categories.referencePredictor());
        double sum = reference;
        for (double e : at) {
            sum += Math.exp(e);
        }
        return (category < m ? Math.exp(at[category]) : reference) / sum;
    }

    private double error(boolean blup, boolean mean, int row, int category) {
        int kind = (blup ? 2 : 0) + (mean ? 1 : 0);
        if (errors[kind] == null) {
            errors[kind] = errors(blup, mean);
        }
        return errors[kind][row][category];
    }

    private double[] predictors(boolean blup, int row) {
        double[] at = new double[m];
        for (int c = 0; c < m; c++) {
            at[c] = predictor.predictor(blup, row, c);
        }
        return at;
    }

    /** Of every row and category: those of Σ w_c η_c with the slopes w of what is predicted. */
    private double[][] errors(boolean blup, boolean mean) {
        int count = categories.nominal() ? m + 1 : m;
        double[][][] weights = new double[predictor.rows()][count][];
        for (int i = 0; i < weights.length; i++) {
            double[] at = predictors(blup, i);
            for (int c = 0; c < count; c++) {
                weights[i][c] = slopes(at, c, mean);
            }
        }
        double[][] out = predictor.errors(blup, weights);
        for (int i = 0; i < out.length && count > m && !mean; i++) {
            out[i][m] = Double.NaN;
        }
        return out;
    }

    private double[] slopes(double[] at, int category, boolean mean) {
        double[] weights = new double[m];
        if (!mean) {
            if (category < m) {
                weights[category] = 1;
            }
        } else if (categories.nominal()) {
            double own = mean(at, category);
            for (int c = 0; c < m; c++) {
                weights[c] = own * ((c == category ? 1 : 0) - mean(at, c));
            }
        } else {
            double step = 1e-5;
            weights[category] =
                    (curve().mean(at[category] + step, 1) - curve().mean(at[category] - step, 1)) / (2 * step);
        }
        return weights;
    }
}
