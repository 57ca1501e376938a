package hermite.r.eval.function;

/** Which methods a primitive tries before its own body. */
public enum Dispatching {
    NONE,
    /** Methods of the first argument's class. */
    FIRST,
    /** Methods of either argument for the operator itself or the group Ops. */
    OPS,
    /** Methods of the first argument for the function itself or the group Math. */
    MATH,
    /** Methods of the first argument for the function itself or the group Summary. */
    SUMMARY
}
