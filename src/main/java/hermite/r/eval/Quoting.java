package hermite.r.eval;

import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RPromise;
import hermite.r.value.language.RSymbol;

/** Values handed on to calls so that language among them is not evaluated again. */
final class Quoting {
    private Quoting() {}

    /** The expression that has the value. */
    static RValue quoted(RValue value) {
        return isLanguage(value) ? RCall.of("quote", value) : value;
    }

    /** Language among the values goes in promises that have it as their value. */
    static RValue[] promised(RValue[] values) {
        RValue[] out = values;
        for (int i = 0; i < values.length; i++) {
            if (isLanguage(values[i])) {
                if (out == values) {
                    out = values.clone();
                }
                out[i] = new RPromise(quoted(values[i]), null, values[i]);
            }
        }
        return out;
    }

    private static boolean isLanguage(RValue value) {
        return (value instanceof RSymbol && value != RSymbol.MISSING) || value instanceof RCall;
    }
}
