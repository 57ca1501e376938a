package hermite.r.eval;

import hermite.r.value.RCall;
import hermite.r.value.REnvironment;
import hermite.r.value.RValue;

/** What a function does with its evaluated arguments by position. */
@FunctionalInterface
public interface PrimitiveBody {
    /** @param names null when no argument is named; an argument left out is {@code RSymbol.MISSING} */
    RValue apply(Interpreter interpreter, RCall call, RValue[] arguments, String[] names, REnvironment environment);
}
