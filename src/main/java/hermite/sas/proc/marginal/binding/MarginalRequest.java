package hermite.sas.proc.marginal.binding;

import hermite.model.gee.influence.BiasCorrection;
import java.util.List;
import java.util.Optional;

/**
 * How REPEATED steers the iteration, and what it asks for beyond the tables of the language.
 *
 * @param initial starting coefficients, one a parameter that is estimated
 * @param intercept starting value of the intercept
 * @param updateEvery iterations between estimates of the working correlation
 * @param time variable of TYPE=ARTIME
 * @param correction of the empirical covariance for few clusters
 * @param degreesOfFreedom of tests with that covariance
 * @param criteria whether to print more criteria of the working correlation
 * @param ratiosByCuts whether global odds ratios differ by the pair of cuts
 * @param extensions options given that other implementations of the language lack, as written
 */
public record MarginalRequest(
        Optional<double[]> initial,
        Optional<Double> intercept,
        int updateEvery,
        Optional<String> time,
        Optional<BiasCorrection> correction,
        DegreesOfFreedom degreesOfFreedom,
        boolean criteria,
        boolean ratiosByCuts,
        List<String> extensions) {

    public MarginalRequest {
        extensions = List.copyOf(extensions);
    }

    /** Denominator degrees of freedom. */
    public enum DegreesOfFreedom {
        /** Normal and chi-square distributions. */
        NONE,
        /** Number of clusters less the rank of the design (Mancl &amp; DeRouen 2001). */
        CLUSTERS,
        /** By the variance of each standard error (Pan &amp; Wall 2002); joint tests as with CLUSTERS. */
        SATTERTHWAITE
    }
}
