package hermite.r.eval.function;

import hermite.r.syntax.RParser;
import hermite.r.value.language.Formals;
import hermite.r.value.language.RBuiltin;

/** A built-in function that takes its evaluated arguments by position. */
public final class PrimitiveFunction extends RBuiltin {
    private final String signature;
    private final Dispatching dispatching;
    private final PrimitiveBody body;
    private final ScalarBody scalars;

    /** @param scalars null when there is no short way for single numbers */
    PrimitiveFunction(
            String packageName, String signature, Dispatching dispatching, ScalarBody scalars, PrimitiveBody body) {
        super(Signatures.name(signature), packageName);
        this.scalars = scalars;
        this.signature = signature;
        this.dispatching = dispatching;
        this.body = body;
    }

    public Dispatching dispatching() {
        return dispatching;
    }

    /** The short way for single numbers, or null. */
    public ScalarBody scalars() {
        return scalars;
    }

    public PrimitiveBody body() {
        return body;
    }

    @Override
    public Formals formals() {
        return RParser.parseSignature(Signatures.parameters(signature));
    }
}
