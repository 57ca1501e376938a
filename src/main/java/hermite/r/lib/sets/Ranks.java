package hermite.r.lib.sets;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.lib.probability.RandomState;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RLogical;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.Arrays;

/** rank with its ways to treat ties and missing values. */
final class Ranks {
    private Ranks() {}

    static RValue rank(Arguments a) {
        RVector given = a.vector(0);
        RVector x = hermite.r.value.Factors.isFactor(given) ? given.bare() : given;
        String ties = a.choice(2, "average", "first", "last", "random", "max", "min");
        RVector naLast = a.vector(1);
        boolean keep = naLast instanceof RCharacter && "keep".equals(naLast.stringAt(0));
        boolean drop = !keep && naLast.logicalAt(0) == RLogical.NA;
        boolean last = keep || drop || naLast.logicalAt(0) == 1;
        int n = x.length();
        int[] order = Ordering.order(n, Ordering.key(x, false, last, false));
        Ordering.Places places = Ordering.key(x, false, last, false);
        double[] rank = new double[n];
        for (int i = 0; i < n; ) {
            int j = i + 1;
            // missing values are not tied with one another
            while (j < n && !x.isNA(order[i]) && places.compare(order[i], order[j]) == 0) {
                j++;
            }
            fill(rank, order, i, j, ties, a);
            i = j;
        }
        boolean whole = !ties.equals("average");
        int[] kept = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (x.isNA(i) && keep) {
                rank[i] = RDouble.NA;
            }
            if (!(drop && x.isNA(i))) {
                kept[count++] = i;
            }
        }
        RVector result = SetLibrary.numbers(rank, whole).select(Arrays.copyOf(kept, count));
        RCharacter names = given.names();
        return names == null ? result : result.withAttribute("names", names.select(Arrays.copyOf(kept, count)));
    }

    private static void fill(double[] rank, int[] order, int from, int to, String ties, Arguments a) {
        int size = to - from;
        int[] shuffled = ties.equals("random") && size > 1
                ? hermite.math.random.Sampling.withoutReplacement(RandomState.of(a.session()).stream(), size, size)
                : null;
        for (int k = from; k < to; k++) {
            rank[order[k]] = switch (ties) {
                case "average" -> 0.5 * (from + to + 1);
                case "first" -> k + 1;
                case "last" -> to - (k - from);
                case "max" -> to;
                case "min" -> from + 1;
                case "random" -> from + 1 + (shuffled == null ? 0 : shuffled[k - from]);
                default -> throw new RError("invalid ties.method for rank() [should never happen]");
            };
        }
    }
}
