package hermite.model.construct;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How to expand a variable in splines, before its values are known.
 *
 * @param intercept whether the constant is one of the functions; a B-spline basis always spans it
 * @param powers whether truncated powers come with x … x^degree
 * @param dataBoundary whether the boundary knots of B-splines are the extremes of the data; else, with equally spaced
 *     knots, they go on at the same distances
 * @param knotMin where such boundary knots on the left end at the latest
 * @param knotMax where those on the right begin at the earliest
 */
public record SplineRule(
        Basis basis,
        int degree,
        boolean intercept,
        boolean powers,
        KnotRule knots,
        boolean dataBoundary,
        Optional<Double> knotMin,
        Optional<Double> knotMax) {

    public enum Basis {
        B_SPLINE,
        TRUNCATED_POWERS,
        NATURAL_CUBIC
    }

    /** The knots do not make a basis. */
    public static final class UnsuitableKnotsException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnsuitableKnotsException(String message) {
            super(message);
        }
    }

    /** @throws UnsuitableKnotsException when there are too few knots, or some lie outside the data */
    SplineBasis over(KnotRule.WeightedRange range) {
        List<Double> internal = knots.internal(range);
        return switch (basis) {
            case TRUNCATED_POWERS -> new SplineBasis.TruncatedPowers(degree, internal, intercept, powers);
            case NATURAL_CUBIC -> {
                if (internal.size() < 2) {
                    throw new UnsuitableKnotsException("a natural cubic spline needs two different knots or more");
                }
                yield new SplineBasis.NaturalCubic(internal, intercept);
            }
            case B_SPLINE -> new SplineBasis.BSpline(degree, withBoundary(internal, range));
        };
    }

    private List<Double> withBoundary(List<Double> internal, KnotRule.WeightedRange range) {
        int right = Math.max(degree, 1);
        if (knots instanceof KnotRule.Listed listed && listed.boundary()) {
            if (listed.values().size() < degree + right) {
                throw new UnsuitableKnotsException(
                        "a B-spline of degree " + degree + " needs " + (degree + right) + " boundary knots");
            }
            return listed.values();
        }
        boolean outside = internal.stream().anyMatch(k -> k <= range.smallest() || k >= range.largest());
        if (outside) {
            throw new UnsuitableKnotsException(
                    "the internal knots of a B-spline must lie between the extremes of the data, " + range.smallest()
                            + " and " + range.largest());
        }
        List<Double> all = new ArrayList<>();
        if (dataBoundary || !(knots instanceof KnotRule.Equal)) {
            all.addAll(Collections.nCopies(degree, range.smallest()));
            all.addAll(internal);
            all.addAll(Collections.nCopies(right, range.largest()));
            return all;
        }
        double distance = (range.largest() - range.smallest()) / (internal.size() + 1);
        double first = Math.min(range.smallest(), knotMin.orElse(Double.POSITIVE_INFINITY));
        double last = Math.max(range.largest(), knotMax.orElse(Double.NEGATIVE_INFINITY));
        for (int i = degree - 1; i >= 0; i--) {
            all.add(first - i * distance);
        }
        all.addAll(internal);
        for (int i = 0; i < right; i++) {
            all.add(last + i * distance);
        }
        return all;
    }
}
