package hermite.math.search;

import java.util.EnumMap;
import java.util.Map;

/**
 * When an iterative search ends. Criteria look at the objective F = −scale·f that is minimised when f is maximised, so
 * that a rule for −2 log L is given with scale 2 although the search works on log L. The definitions are those of the
 * SAS/STAT shared NLOPTIONS statement.
 *
 * @param scale F per unit of −f
 * @param minIterations iterations before which no criterion counts
 * @param maxIterations iterations allowed
 * @param maxEvaluations evaluations allowed
 * @param maxSeconds time allowed; checked between iterations
 * @param tolerances tolerance of each criterion that is in force
 */
public record StoppingRule(
        double scale,
        int minIterations,
        int maxIterations,
        int maxEvaluations,
        double maxSeconds,
        Map<Criterion, Tolerance> tolerances) {
    /** A criterion of convergence. */
    public enum Criterion {
        /** F ≤ r. */
        ABSCONV,
        /** |F − F before| ≤ r. */
        ABSFCONV,
        /** Largest |gradient element| ≤ r. */
        ABSGCONV,
        /** ‖x − x before‖₂ ≤ r. */
        ABSXCONV,
        /** |F − F before| / |F before| ≤ r. */
        FCONV,
        /** Predicted reduction of F by the next step, ½ g'B⁻¹g, ≤ r. */
        FCONV2,
        /** g'B⁻¹g / |F| ≤ r; without B, ‖g‖² ‖s‖ / (‖g − g before‖ |F|) ≤ r. */
        GCONV,
        /** Largest |x − x before| / max(|x|, |x before|) ≤ r. */
        XCONV
    }

    /** @param successive iterations in a row that must meet the tolerance */
    public record Tolerance(double value, int successive) {}

    public StoppingRule {
        tolerances = Map.copyOf(tolerances);
    }

    /** GCONV=1E-8 and ABSGCONV=1E-5 with the limits given. */
    public static StoppingRule of(double scale, int maxIterations, int maxEvaluations) {
        return new StoppingRule(
                scale,
                0,
                maxIterations,
                maxEvaluations,
                Double.POSITIVE_INFINITY,
                Map.of(Criterion.GCONV, new Tolerance(1e-8, 1), Criterion.ABSGCONV, new Tolerance(1e-5, 1)));
    }

    public StoppingRule with(Criterion criterion, double value, int successive) {
        Map<Criterion, Tolerance> changed = new EnumMap<>(Criterion.class);
        changed.putAll(tolerances);
        changed.put(criterion, new Tolerance(value, successive));
        return new StoppingRule(scale, minIterations, maxIterations, maxEvaluations, maxSeconds, changed);
    }

    /** Tolerance of a criterion; NaN when it is not in force. */
    public double tolerance(Criterion criterion) {
        Tolerance tolerance = tolerances.get(criterion);
        return tolerance == null ? Double.NaN : tolerance.value;
    }
}
