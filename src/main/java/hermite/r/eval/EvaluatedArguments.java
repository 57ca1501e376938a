package hermite.r.eval;

import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RDots;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RPromise;
import hermite.r.value.language.RSymbol;

/**
 * The arguments of a call with {@code ...} spread out.
 *
 * @param names null when nothing is named
 */
public record EvaluatedArguments(RValue[] values, String[] names) {

    /** Evaluated from left to right; one left out stays {@link RSymbol#MISSING}. */
    public static EvaluatedArguments of(Interpreter interpreter, RCall call, REnvironment environment) {
        EvaluatedArguments spread = promises(call, environment);
        RValue[] values = spread.values;
        for (int i = 0; i < values.length; i++) {
            values[i] = interpreter.force(values[i]);
        }
        return spread;
    }

    /** As promises. */
    public static EvaluatedArguments promises(RCall call, REnvironment environment) {
        int count = 0;
        boolean named = call.names() != null;
        RDots dots = null;
        for (int i = 0; i < call.size(); i++) {
            if (call.argument(i) == RSymbol.DOTS) {
                if (dots == null) {
                    dots = dots(environment);
                }
                count += dots.size();
                named |= dots.names() != null;
            } else {
                count++;
            }
        }
        RValue[] values = new RValue[count];
        String[] names = named ? new String[count] : null;
        int at = 0;
        for (int i = 0; i < call.size(); i++) {
            if (call.argument(i) == RSymbol.DOTS) {
                for (int k = 0; k < dots.size(); k++) {
                    values[at] = dots.get(k);
                    if (named) {
                        names[at] = dots.name(k);
                    }
                    at++;
                }
            } else {
                values[at] = Interpreter.promise(call.argument(i), environment);
                if (named) {
                    names[at] = call.name(i);
                }
                at++;
            }
        }
        return new EvaluatedArguments(values, names);
    }

    /** The arguments of a replacement call: object first, value last, what stands between as promises. */
    public static EvaluatedArguments replacement(RCall shown, RValue object, RValue value, REnvironment environment) {
        EvaluatedArguments spread = promises(shown, environment);
        spread.values[0] = new RPromise(shown.argument(0), environment, object);
        int last = spread.values.length - 1;
        spread.values[last] =
                value instanceof RCall || value instanceof RSymbol ? new RPromise(value, null, value) : value;
        return spread;
    }

    private static RDots dots(REnvironment environment) {
        RValue dots = environment.get("...");
        if (dots instanceof RDots found) {
            return found;
        }
        throw new RError("'...' used in an incorrect context");
    }
}
