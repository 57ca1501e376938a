package hermite.r.eval;

import hermite.r.syntax.RParser;
import hermite.r.value.Formals;
import hermite.r.value.RBuiltin;

/** A built-in function that takes its evaluated arguments by position. */
final class PrimitiveFunction extends RBuiltin {
    private final String signature;
    private final Dispatching dispatching;
    private final PrimitiveBody body;

    PrimitiveFunction(String packageName, String signature, Dispatching dispatching, PrimitiveBody body) {
        super(Signatures.name(signature), packageName);
        this.signature = signature;
        this.dispatching = dispatching;
        this.body = body;
    }

    Dispatching dispatching() {
        return dispatching;
    }

    PrimitiveBody body() {
        return body;
    }

    @Override
    public Formals formals() {
        return RParser.parseSignature(Signatures.parameters(signature));
    }
}
