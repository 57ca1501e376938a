package hermite.r.eval.function;

import hermite.r.value.RValue;

/** What a primitive of two arguments makes of two plain single numbers, or of one by the number of its place. */
@FunctionalInterface
public interface ScalarBody {
    /** The result; null when the arguments are of other kinds, which the primitive's whole body is then to take. */
    RValue apply(RValue left, RValue right);
}
