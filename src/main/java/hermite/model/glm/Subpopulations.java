package hermite.model.glm;

import hermite.model.NearFit;
import hermite.model.Observations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deviance and Pearson's chi-square of single-trial data summed over subpopulations: observations with the same key
 * count as one binomial observation (Hosmer &amp; Lemeshow 2000, section 5.2), or as one multinomial observation
 * (McCullagh &amp; Nelder 1989, section 5.4).
 *
 * @param count number of subpopulations
 * @param df count × (categories - 1) - rank
 */
public record Subpopulations(int count, double df, double deviance, double pearson) {
    /** @param keys one an observation, compared by equality */
    public static Subpopulations of(GlmFit fit, Observations data, List<?> keys) {
        Map<Object, double[]> sums = new LinkedHashMap<>();
        int p = data.columns();
        for (int i = 0; i < data.rows(); i++) {
            double eta = data.offset()[i];
            for (int j = 0; j < p; j++) {
                eta += data.x()[i * p + j] * fit.estimates()[j];
            }
            double w = data.frequency()[i] * data.weight()[i] * data.trials()[i];
            double[] sum = sums.computeIfAbsent(keys.get(i), k -> new double[3]);
            sum[0] += w;
            sum[1] += w * data.response()[i];
            sum[2] += w * fit.specification().link().inverse(eta);
        }
        double deviance = 0;
        double pearson = 0;
        for (double[] sum : sums.values()) {
            double y = sum[1] / sum[0];
            double mu = sum[2] / sum[0];
            deviance += sum[0] * fit.specification().family().unitDeviance(y, mu, 1);
            pearson += sum[0] * (y - mu) * (y - mu) / (mu * (1 - mu));
        }
        return new Subpopulations(sums.size(), sums.size() - fit.rank(), deviance, pearson);
    }

    /**
     * The same of an ordinal response.
     *
     * @param fit of {@link CumulativeFitter}
     * @param data responses are categories from 0
     * @param keys one an observation, compared by equality
     */
    public static Subpopulations ofCategories(GlmFit fit, Observations data, int categories, List<?> keys) {
        double[] probabilities = CumulativeFitter.probabilities(fit, data, categories);
        Map<Object, double[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < data.rows(); i++) {
            double w = data.frequency()[i] * data.weight()[i];
            double[] sum = sums.computeIfAbsent(keys.get(i), k -> new double[2 * categories]);
            sum[(int) data.response()[i]] += w;
            for (int c = 0; c < categories; c++) {
                sum[categories + c] += w * probabilities[i * categories + c];
            }
        }
        double deviance = 0;
        double pearson = 0;
        for (double[] sum : sums.values()) {
            for (int c = 0; c < categories; c++) {
                double observed = sum[c];
                double expected = sum[categories + c];
                deviance += observed > 0 ? 2 * observed * Math.log(observed / expected) : 0;
                pearson += (observed - expected) * (observed - expected) / expected;
            }
        }
        return new Subpopulations(sums.size(), sums.size() * (categories - 1.0) - fit.rank(), deviance, pearson);
    }

    /** The fit with its statistics taken over the subpopulations, its dispersion too where a rule asks for that. */
    public GlmFit applyTo(GlmFit fit) {
        double dispersion = fit.dispersion();
        if (fit.specification().scale() instanceof ScaleRule.Pearson) {
            dispersion = pearson / df;
        } else if (fit.specification().scale() instanceof ScaleRule.Deviance) {
            dispersion = deviance / df;
        }
        double ratio = dispersion / fit.dispersion();
        double[] covariance = fit.covariance().clone();
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] *= ratio;
        }
        FitCriteria c = fit.criteria();
        FitCriteria criteria = new FitCriteria(
                c.observations(),
                df,
                deviance,
                pearson,
                dispersion,
                c.logLikelihood() / ratio,
                c.fullLogLikelihood(),
                c.parameters());
        return new GlmFit(
                fit.specification(),
                fit.estimates(),
                covariance,
                fit.aliased(),
                fit.rank(),
                dispersion,
                fit.scaleStandardError(),
                fit.power(),
                fit.crossProducts(),
                criteria,
                fit.trace(),
                fit.verdict(),
                fit.near().map(near -> new NearFit<>(near.columns(), applyTo(near.fit()))));
    }
}
