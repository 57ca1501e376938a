package hermite.model.gee.influence;

import hermite.model.CentredColumns;
import hermite.model.Sweep;
import hermite.model.gee.ClusterBlocks;
import hermite.model.gee.ClusteredObservations;
import hermite.model.gee.FittedClusters;
import hermite.model.gee.GeeFitter;
import hermite.model.gee.MarginalFit;
import hermite.model.inference.LinearAlgebra;

/**
 * The empirical covariance of a marginal model's coefficients, corrected for few clusters.
 *
 * @param covariance row-major p × p; NaN where some cluster is indispensable
 * @param indispensable number of clusters without which some coefficient could not be estimated
 * @param clusters number of clusters, frequencies included
 * @param denominatorDf number of clusters less the rank of the design
 * @param nearCovariance the covariance of the near fit's coefficients; the covariance itself where there is none
 */
public record SmallSampleCovariance(
        BiasCorrection correction,
        double[] covariance,
        int indispensable,
        double clusters,
        double denominatorDf,
        double[] nearCovariance) {
    private static final double LARGEST_LEVERAGE = 0.75;

    /** A second pass over the clusters at the estimates. */
    public static SmallSampleCovariance of(MarginalFit fit, ClusteredObservations data, BiasCorrection correction) {
        if (fit.near().isPresent()) {
            CentredColumns columns = fit.near().get().columns();
            SmallSampleCovariance near = of(fit.near().get().fit(), data.withColumns(columns), correction);
            return new SmallSampleCovariance(
                    correction,
                    columns.covariance(near.covariance, fit.estimates().length),
                    near.indispensable,
                    near.clusters,
                    near.denominatorDf,
                    near.covariance);
        }
        int p = fit.estimates().length;
        FittedClusters at = FittedClusters.of(fit, data);
        int square = p * p;
        // Sums: outer products of the corrected scores, then the number of indispensable clusters.
        double[] sums = ClusterBlocks.sum(data.distinctClusters(), square + 1, (from, to, into) -> {
            ClusterInfluence influence = new ClusterInfluence(at.bread());
            FittedClusters.Terms terms = at.terms();
            for (int c = from; c < to; c++) {
                terms.set(c);
                double[] score = corrected(correction, influence, terms, into);
                double f = data.multiplicity(c);
                for (int j = 0; j < p; j++) {
                    for (int k = 0; k < p; k++) {
                        into[j * p + k] += f * score[j] * score[k];
                    }
                }
            }
        });
        double[] meat = java.util.Arrays.copyOf(sums, square);
        double clusters = data.countOfClusters();
        double[] covariance = correction == BiasCorrection.MOREL_BOKOSSA_NEERCHAL
                ? morelBokossaNeerchal(
                        at.bread(), meat, data.count(), clusters, at.response().dispersion())
                : GeeFitter.sandwich(at.bread(), meat);
        return new SmallSampleCovariance(
                correction,
                covariance,
                (int) sums[square],
                clusters,
                clusters - at.bread().rank(),
                covariance);
    }

    /**
     * Degrees of freedom of each coefficient's variance by its own variance: 2 v² / Var(v), v the sum over clusters of
     * squared terms (Pan &amp; Wall 2002, equation 8), with the corrected scores. NaN for aliased columns.
     */
    public static double[] satterthwaite(MarginalFit fit, ClusteredObservations data, BiasCorrection correction) {
        int p = fit.estimates().length;
        CentredColumns columns = fit.columns();
        FittedClusters at = FittedClusters.of(fit.nearest(), data.withColumns(columns));
        double[] sums = ClusterBlocks.sum(data.distinctClusters(), 2 * p + 1, (from, to, into) -> {
            ClusterInfluence influence = new ClusterInfluence(at.bread());
            FittedClusters.Terms terms = at.terms();
            for (int c = from; c < to; c++) {
                terms.set(c);
                double[] term = columns.coefficients(at.bread().times(corrected(correction, influence, terms, into)));
                double f = data.multiplicity(c);
                for (int j = 0; j < p; j++) {
                    double square = term[j] * term[j];
                    into[j] += f * square;
                    into[p + j] += f * square * square;
                }
            }
        });
        double clusters = data.countOfClusters();
        double[] df = new double[p];
        for (int j = 0; j < p; j++) {
            double variance = (sums[p + j] - sums[j] * sums[j] / clusters) / (clusters - 1);
            df[j] = 2 * sums[j] * sums[j] / (clusters * variance);
        }
        return df;
    }

    private static double[] corrected(
            BiasCorrection correction, ClusterInfluence influence, FittedClusters.Terms terms, double[] into) {
        switch (correction) {
            case MOREL_BOKOSSA_NEERCHAL:
                return terms.score();
            case FAY_GRAUBARD:
                return influence.scaled(terms.information(), terms.score(), LARGEST_LEVERAGE);
            default:
                influence.decompose(terms.information());
                if (influence.isIndispensable()) {
                    into[into.length - 1]++;
                }
                return influence.corrected(terms.score(), correction == BiasCorrection.KAUERMANN_CARROLL ? -0.5 : -1);
        }
    }

    /** M at phi = 1: with the dispersion in M the bound 1 on the design effect becomes phi. */
    private static double[] morelBokossaNeerchal(
            Sweep bread, double[] meat, double rows, double clusters, double dispersion) {
        int p = bread.size();
        int rank = bread.rank();
        double inflation = (rows - 1) / (rows - rank) * clusters / (clusters - 1);
        double[] covariance = GeeFitter.sandwich(bread, meat);
        double[] effect = LinearAlgebra.multiply(bread.inverse(), meat, p, p, p);
        double trace = 0;
        for (int j = 0; j < p; j++) {
            trace += effect[j * p + j];
        }
        double delta = clusters > 3 * rank ? rank / (clusters - rank) : 0.5;
        double ridge = delta * Math.max(dispersion, inflation * trace / rank);
        double[] result = new double[p * p];
        for (int i = 0; i < result.length; i++) {
            result[i] = inflation * covariance[i] + ridge * bread.inverse()[i];
        }
        return result;
    }
}
