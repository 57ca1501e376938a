package hermite.r.lib.math;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RDots;
import hermite.r.vector.Collation;

/** Extremes element by element of several vectors. */
final class Parallel {
    private Parallel() {}

    static RValue extremes(Arguments a, boolean most) {
        boolean dropMissing = a.flag(1);
        RDots dots = a.dots();
        if (dots.size() == 0) {
            throw new RError("no arguments");
        }
        RVector[] vectors = new RVector[dots.size()];
        int length = 0;
        boolean texts = false;
        boolean reals = false;
        boolean empty = false;
        for (int i = 0; i < vectors.length; i++) {
            if (!(a.interpreter().force(dots.get(i)) instanceof RVector vector) || vector instanceof RList) {
                throw new RError("invalid input type");
            }
            vectors[i] = vector;
            length = Math.max(length, vector.length());
            empty |= vector.length() == 0;
            texts |= vector instanceof RCharacter;
            reals |= vector instanceof RDouble;
        }
        length = empty ? 0 : length;
        RVector result = texts
                ? RCharacter.of(texts(vectors, length, most, dropMissing))
                : numbers(vectors, length, most, dropMissing, reals);
        return vectors[0].length() == length ? result.withAttributes(vectors[0].attributes()) : result;
    }

    private static RVector numbers(RVector[] vectors, int length, boolean most, boolean dropMissing, boolean reals) {
        double[] out = new double[length];
        for (int i = 0; i < length; i++) {
            double best = vectors[0].doubleAt(i % vectors[0].length());
            for (int k = 1; k < vectors.length; k++) {
                double next = vectors[k].doubleAt(i % vectors[k].length());
                if (best != best || next != next) {
                    best = dropMissing ? (best != best ? next : best) : best != best ? best : next;
                } else if (most ? next > best : next < best) {
                    best = next;
                }
            }
            out[i] = best;
        }
        if (reals) {
            return RDouble.of(out);
        }
        int[] whole = new int[length];
        for (int i = 0; i < length; i++) {
            whole[i] = out[i] != out[i] ? RInteger.NA : (int) out[i];
        }
        return RInteger.of(whole);
    }

    private static String[] texts(RVector[] vectors, int length, boolean most, boolean dropMissing) {
        String[] out = new String[length];
        for (int i = 0; i < length; i++) {
            String best = vectors[0].stringAt(i % vectors[0].length());
            for (int k = 1; k < vectors.length; k++) {
                String next = vectors[k].stringAt(i % vectors[k].length());
                if (best == null || next == null) {
                    best = dropMissing ? (best == null ? next : best) : null;
                } else if ((Collation.compare(next, best) > 0) == most) {
                    best = next;
                }
            }
            out[i] = best;
        }
        return out;
    }
}
