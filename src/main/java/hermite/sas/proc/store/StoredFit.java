package hermite.sas.proc.store;

import hermite.model.Family;
import hermite.model.Link;
import hermite.model.ModelTerms;
import java.util.List;
import java.util.Map;

/**
 * One fit of an item store. Arrays are shared: read only.
 *
 * @param byHeading {@code trt=1}; empty without BY
 * @param byValues formatted values of the BY variables
 * @param estimates one a design column; 0 where aliased
 * @param covariance row-major, of the kind the creating procedure reports (empirical for estimating equations)
 * @param aliased columns that depend on earlier ones
 * @param crossProducts X'WX, for estimability
 * @param degreesOfFreedom of t statistics; infinite for the normal distribution
 * @param covariateMeans mean of each continuous variable, and of the products in which effects hold them, over the
 *     observations used; as {@link hermite.model.inference.CovariateMeans} names them
 * @param statistics fit statistics by name, as printed
 */
public record StoredFit(
        String byHeading,
        List<String> byValues,
        Family family,
        Link link,
        ModelTerms terms,
        double[] estimates,
        double[] covariance,
        boolean[] aliased,
        double[] crossProducts,
        double degreesOfFreedom,
        Map<String, Double> covariateMeans,
        List<Statistic> statistics) {

    /** A fit statistic. */
    public record Statistic(String name, double value) {}

    public StoredFit {
        byValues = List.copyOf(byValues);
        covariateMeans = Map.copyOf(covariateMeans);
        statistics = List.copyOf(statistics);
    }
}
