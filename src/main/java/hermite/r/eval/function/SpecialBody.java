package hermite.r.eval.function;

import hermite.r.eval.Interpreter;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import hermite.r.value.language.REnvironment;

/** What a function does that takes its arguments unevaluated. */
@FunctionalInterface
public interface SpecialBody {
    /** @param environment where the call stands */
    RValue apply(Interpreter interpreter, RCall call, REnvironment environment);
}
