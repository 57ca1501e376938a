package hermite.r.eval;

import hermite.r.value.RValue;

/** What a built-in function does with its evaluated, matched arguments. */
@FunctionalInterface
public interface Body {
    RValue apply(Arguments arguments);
}
