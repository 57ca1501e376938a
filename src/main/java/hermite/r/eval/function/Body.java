package hermite.r.eval.function;

import hermite.r.eval.Arguments;
import hermite.r.value.RValue;

/** What a built-in function does with its evaluated, matched arguments. */
@FunctionalInterface
public interface Body {
    RValue apply(Arguments arguments);
}
