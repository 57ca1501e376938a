package hermite.r.eval.function;

import hermite.r.syntax.RParser;
import hermite.r.value.language.Formals;
import hermite.r.value.language.RBuiltin;

/** A built-in function that takes evaluated arguments matched to R's own signature. */
public final class DeclaredFunction extends RBuiltin {
    private final String signature;
    private final Body body;
    private final boolean generic;
    private Formals formals;

    DeclaredFunction(String packageName, String signature, Body body, boolean generic) {
        super(Signatures.name(signature), packageName);
        this.signature = signature;
        this.body = body;
        this.generic = generic;
    }

    public Body body() {
        return body;
    }

    /** Whether errors in its arguments are not reported in its name, because R has it as a primitive. */
    public boolean isPrimitiveInR() {
        return PrimitiveNames.contains(name());
    }

    public boolean isGeneric() {
        return generic;
    }

    /** The same without dispatch. */
    DeclaredFunction defaultMethod() {
        return new DeclaredFunction(packageName(), signature, body, false);
    }

    @Override
    public Formals formals() {
        if (formals == null) {
            formals = RParser.parseSignature(Signatures.parameters(signature));
        }
        return formals;
    }
}
