package hermite.r.eval;

import hermite.r.value.RCall;
import hermite.r.value.REnvironment;
import hermite.r.value.RValue;

/** What a function does that takes its arguments unevaluated. */
@FunctionalInterface
public interface SpecialBody {
    /** @param environment where the call stands */
    RValue apply(Interpreter interpreter, RCall call, REnvironment environment);
}
