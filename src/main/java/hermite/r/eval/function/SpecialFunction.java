package hermite.r.eval.function;

import hermite.r.syntax.RParser;
import hermite.r.value.language.Formals;
import hermite.r.value.language.RBuiltin;

/** A built-in function that takes its arguments unevaluated. */
public final class SpecialFunction extends RBuiltin {
    private final String signature;
    private final SpecialBody body;

    SpecialFunction(String packageName, String signature, SpecialBody body) {
        super(Signatures.name(signature), packageName);
        this.signature = signature;
        this.body = body;
    }

    public SpecialBody body() {
        return body;
    }

    @Override
    public Formals formals() {
        return RParser.parseSignature(Signatures.parameters(signature));
    }

    @Override
    public String typeName() {
        return "special";
    }
}
