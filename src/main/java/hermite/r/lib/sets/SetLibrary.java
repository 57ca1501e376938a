package hermite.r.lib.sets;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.value.Attributes;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RDots;
import java.util.Arrays;

/** order, sort, rank; match, unique, duplicated; which, rev, tabulate and the set operations. */
public final class SetLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        PackageFunctions base = table.in("base");
        base.function("order(..., na.last = TRUE, decreasing = FALSE, method = \"auto\")", SetLibrary::order);
        base.generic("rank(x, na.last = TRUE, ties.method = \"average\")", Ranks::rank);
        base.generic(
                "xtfrm(x)",
                a -> hermite.r.value.Factors.isFactor(a.value(0))
                        ? a.vector(0).as(hermite.r.value.VectorType.INTEGER).bare()
                        : a.value(0) instanceof RCharacter
                                ? a.interpreter()
                                        .invoke("rank", a.value(0), RCharacter.of("keep"), RCharacter.of("min"))
                                : a.vector(0).isObject() ? a.vector(0).bare() : a.vector(0));
        base.function("match(x, table, nomatch = NA_integer_, incomparables = NULL)", a -> {
            int nomatch = a.vector(2).integerAt(0);
            return RInteger.of(Matching.match(comparable(a, 0), comparable(a, 1), nomatch));
        });
        base.function("`%in%`(x, table)", a -> RLogical.of(isIn(comparable(a, 0), comparable(a, 1))));
        base.function("is.element(el, table)", a -> RLogical.of(isIn(comparable(a, 0), comparable(a, 1))));
        base.generic("unique(x, incomparables = FALSE, fromLast = FALSE, ...)", SetLibrary::unique);
        base.generic("duplicated(x, incomparables = FALSE, fromLast = FALSE, ...)", a -> {
            boolean[] again = Matching.duplicated(a.vector(0), a.flag(2));
            int[] out = new int[again.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = again[i] ? 1 : 0;
            }
            return RLogical.of(out);
        });
        base.generic("anyDuplicated(x, incomparables = FALSE, fromLast = FALSE, ...)", a -> {
            boolean[] again = Matching.duplicated(a.vector(0), a.flag(2));
            int first = 0;
            for (int i = again.length; i >= 1; i--) {
                first = again[i - 1] ? i : first;
            }
            return RInteger.of(first);
        });
        base.function("which(x, arr.ind = FALSE, useNames = TRUE)", SetLibrary::which);
        base.function("which.max(x)", a -> extremePlace(a, true));
        base.function("which.min(x)", a -> extremePlace(a, false));
        base.function("tabulate(bin, nbins = max(1L, bin, na.rm = TRUE))", SetLibrary::tabulate);
        base.function(
                "findInterval(x, vec, rightmost.closed = FALSE, all.inside = FALSE, left.open = FALSE)",
                SetLibrary::findInterval);
        base.function("is.unsorted(x, na.rm = FALSE, strictly = FALSE)", SetLibrary::isUnsorted);
        base.script("sets.R");
    }

    /** Dates and other objects count by their numbers, factors by labels. */
    private static RVector comparable(Arguments a, int i) {
        return Matching.vector(a.value(i));
    }

    private static int[] isIn(RVector x, RVector table) {
        int[] found = Matching.match(x, table, 0);
        for (int i = 0; i < found.length; i++) {
            found[i] = found[i] > 0 ? 1 : 0;
        }
        return found;
    }

    private static RValue order(Arguments a) {
        RDots dots = a.dots();
        if (dots.size() == 0) {
            return RInteger.of(new int[0]);
        }
        boolean keep = a.vector(1).logicalAt(0) != RLogical.NA;
        boolean missingLast = !keep || a.vector(1).logicalAt(0) == 1;
        RVector decreasing = a.vector(2);
        boolean codePoints = "radix".equals(a.string(3));
        Ordering.Places[] keys = new Ordering.Places[dots.size()];
        RVector[] vectors = new RVector[keys.length];
        for (int i = 0; i < keys.length; i++) {
            RValue value = a.interpreter().force(dots.get(i));
            if (value instanceof RList && ((RList) value).isDataFrame() || value == RNull.NULL) {
                throw new RError("argument " + (i + 1) + " is not a vector");
            }
            if (!(value instanceof RVector vector)) {
                throw new RError("argument " + (i + 1) + " is not a vector");
            }
            vectors[i] = vector instanceof RList
                    ? vector
                    : hermite.r.value.Factors.isFactor(vector) ? vector.bare() : vector;
            if (vector instanceof RList) {
                throw new RError("unimplemented type 'list' in 'orderVector1'");
            }
            if (vector.length() != vectors[0].length()) {
                throw new RError("argument lengths differ");
            }
            keys[i] = Ordering.key(
                    vectors[i], decreasing.logicalAt(i % decreasing.length()) == 1, missingLast, codePoints);
        }
        int[] order = Ordering.order(vectors[0].length(), Ordering.all(keys));
        int count = 0;
        int[] out = new int[order.length];
        for (int place : order) {
            boolean dropped = false;
            for (RVector each : vectors) {
                dropped |= !keep && each.isNA(place);
            }
            if (!dropped) {
                out[count++] = place + 1;
            }
        }
        return RInteger.of(count == out.length ? out : Arrays.copyOf(out, count));
    }

    private static RValue unique(Arguments a) {
        RVector x = a.vector(0);
        if (a.value(0) == RNull.NULL) {
            return RNull.NULL;
        }
        boolean[] again = Matching.duplicated(x, a.flag(2));
        int count = 0;
        int[] kept = new int[again.length];
        for (int i = 0; i < again.length; i++) {
            if (!again[i]) {
                kept[count++] = i;
            }
        }
        RVector result = x.select(Arrays.copyOf(kept, count));
        return result.withAttributes(x.attributes().only("levels", "class", "tzone", "units"));
    }

    private static RValue which(Arguments a) {
        RVector x = a.vector(0);
        if (!(x instanceof RLogical) || a.isNull(0)) {
            throw new RError("argument to 'which' is not logical");
        }
        int count = 0;
        int[] places = new int[x.length()];
        for (int i = 0; i < places.length; i++) {
            if (x.logicalAt(i) == 1) {
                places[count++] = i;
            }
        }
        places = Arrays.copyOf(places, count);
        int[] fromOne = new int[count];
        for (int i = 0; i < count; i++) {
            fromOne[i] = places[i] + 1;
        }
        RVector result = RInteger.of(fromOne);
        int[] dim = x.dim();
        if (a.flag(1) && dim != null && dim.length > 1) {
            return arrayPlaces(x, fromOne, dim);
        }
        RCharacter names = dim != null
                        && dim.length == 1
                        && x.attribute("dimnames") instanceof RList table
                        && table.get(0) instanceof RCharacter labels
                ? labels
                : x.names();
        return names != null && a.flag(2) && (dim == null || dim.length == 1)
                ? result.withAttribute("names", names.select(places))
                : result;
    }

    private static RValue arrayPlaces(RVector x, int[] fromOne, int[] dim) {
        int n = fromOne.length;
        int[] out = new int[dim.length * n];
        String[] titles = new String[dim.length];
        for (int k = 0; k < dim.length; k++) {
            titles[k] = dim.length > 2 ? "dim" + (k + 1) : k == 0 ? "row" : "col";
        }
        for (int i = 0; i < n; i++) {
            int rest = fromOne[i] - 1;
            for (int k = 0; k < dim.length; k++) {
                out[k * n + i] = rest % dim[k] + 1;
                rest /= dim[k];
            }
        }
        RValue rows = RNull.NULL;
        if (x.attribute("dimnames") instanceof RList dimnames && dimnames.get(0) instanceof RCharacter rowNames) {
            String[] names = new String[n];
            for (int i = 0; i < n; i++) {
                names[i] = rowNames.get(out[i] - 1);
            }
            rows = RCharacter.of(names);
        }
        return RInteger.of(
                out,
                Attributes.of("dim", RInteger.of(n, dim.length))
                        .with("dimnames", RList.of(rows, RCharacter.of(titles))));
    }

    private static RValue extremePlace(Arguments a, boolean most) {
        RVector x = a.vector(0);
        int best = -1;
        for (int i = 0; i < x.length(); i++) {
            double value = x.doubleAt(i);
            if (value == value && (best < 0 || (most ? value > x.doubleAt(best) : value < x.doubleAt(best)))) {
                best = i;
            }
        }
        if (best < 0) {
            return RInteger.of(new int[0]);
        }
        RInteger place = RInteger.of(best + 1);
        return x.names() == null ? place : place.withNames(x.name(best));
    }

    private static RValue tabulate(Arguments a) {
        RVector bin = a.vector(0);
        int[] counts = new int[a.integer(1)];
        for (int i = 0; i < bin.length(); i++) {
            int at = bin.integerAt(i);
            if (at != RInteger.NA && at >= 1 && at <= counts.length) {
                counts[at - 1]++;
            }
        }
        return RInteger.of(counts);
    }

    private static RValue findInterval(Arguments a) {
        RVector x = a.numeric(0);
        double[] breaks = a.doubles(1);
        boolean closed = a.flag(2);
        boolean inside = a.flag(3);
        boolean leftOpen = a.flag(4);
        int n = breaks.length;
        int[] out = new int[x.length()];
        for (int i = 0; i < out.length; i++) {
            double value = x.doubleAt(i);
            if (value != value) {
                out[i] = RInteger.NA;
                continue;
            }
            int low = 0;
            int high = n;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (leftOpen ? breaks[middle] < value : breaks[middle] <= value) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if (closed && n > 0 && (leftOpen ? value == breaks[0] : value == breaks[n - 1])) {
                low = leftOpen ? 1 : n - 1;
            }
            out[i] = inside ? Math.max(1, Math.min(n - 1, low)) : low;
        }
        return RInteger.of(out);
    }

    private static RValue isUnsorted(Arguments a) {
        RVector x = a.vector(0);
        boolean strictly = a.flag(2);
        Ordering.Places key = Ordering.key(Matching.plain(x), false, true, false);
        for (int i = 0; i < x.length(); i++) {
            if (x.isNA(i)) {
                return RLogical.of(new int[] {RLogical.NA});
            }
        }
        for (int i = 1; i < x.length(); i++) {
            int order = key.compare(i - 1, i);
            if (order > 0 || strictly && order == 0) {
                return RLogical.TRUE;
            }
        }
        return RLogical.FALSE;
    }

    /** Numbers as R's integers when they all are. */
    static RVector numbers(double[] values, boolean whole) {
        if (!whole) {
            return RDouble.of(values);
        }
        int[] out = new int[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] != values[i] ? RInteger.NA : (int) values[i];
        }
        return RInteger.of(out);
    }
}
