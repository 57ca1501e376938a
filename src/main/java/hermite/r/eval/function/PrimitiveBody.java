package hermite.r.eval.function;

import hermite.r.eval.Interpreter;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import hermite.r.value.language.REnvironment;

/** What a function does with its evaluated arguments by position. */
@FunctionalInterface
public interface PrimitiveBody {
    /** @param names null when no argument is named; an argument left out is {@code RSymbol.MISSING} */
    RValue apply(Interpreter interpreter, RCall call, RValue[] arguments, String[] names, REnvironment environment);
}
