package hermite.r.vector;

import hermite.r.eval.RError;
import hermite.r.value.Attributes;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.Arrays;

/** Length and attributes of what an operator makes of two vectors. */
final class Recycling {
    private Recycling() {}

    static int length(RVector x, RVector y, Warnings warnings) {
        int m = x.length();
        int n = y.length();
        if (m == 0 || n == 0) {
            return 0;
        }
        if (m == n) {
            return n;
        }
        int longer = Math.max(m, n);
        if (longer % Math.min(m, n) != 0) {
            warnings.warn("longer object length is not a multiple of shorter object length");
        }
        return longer;
    }

    /** The attributes both operands give their result; the first one's win. */
    static Attributes attributes(RVector x, RVector y, int length, boolean keepAll) {
        Attributes first = x.attributes();
        Attributes second = y.attributes();
        if (first.isEmpty() && second.isEmpty()) {
            return Attributes.NONE;
        }
        checkConformable(x, y);
        Attributes out = Attributes.NONE;
        boolean firstFits = x.length() == length;
        boolean secondFits = y.length() == length;
        boolean arrays = x.dim() != null || y.dim() != null;
        if (secondFits) {
            out = copied(out, second, keepAll, arrays && x.dim() != null);
        }
        if (firstFits) {
            out = copied(out, first, keepAll, false);
        }
        return arrays ? out.without("names") : out;
    }

    private static Attributes copied(Attributes into, Attributes from, boolean keepAll, boolean withoutDimensions) {
        Attributes out = into;
        for (int i = 0; i < from.size(); i++) {
            String name = from.name(i);
            boolean structural =
                    switch (name) {
                        case "names", "dim", "dimnames", "tsp" -> true;
                        default -> false;
                    };
            if (withoutDimensions && name.equals("dim")) {
                continue;
            }
            if (structural || keepAll) {
                out = out.with(name, from.value(i));
            }
        }
        return out;
    }

    private static void checkConformable(RVector x, RVector y) {
        int[] first = x.dim();
        int[] second = y.dim();
        if (first != null && second != null && !Arrays.equals(first, second)) {
            throw new RError("non-conformable arrays");
        }
    }

    static RValue withAttributes(RVector result, Attributes attributes) {
        return attributes.isEmpty() ? result : result.withAttributes(attributes);
    }
}
