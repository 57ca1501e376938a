package hermite.r.value.language;

import hermite.r.value.Attributes;
import hermite.r.value.RValue;

/** A function written in R, with the environment it was made in. */
public final class RClosure implements RFunction {
    private final Formals formals;
    private final RValue body;
    private final REnvironment environment;
    private final Attributes attributes;
    private final SourceText source;

    /** @param source the text it is printed as; null when it is to be deparsed */
    public RClosure(Formals formals, RValue body, REnvironment environment, Attributes attributes, SourceText source) {
        this.formals = formals;
        this.body = body;
        this.environment = environment;
        this.attributes = attributes;
        this.source = source;
    }

    public Formals formals() {
        return formals;
    }

    public RValue body() {
        return body;
    }

    public REnvironment environment() {
        return environment;
    }

    public SourceText source() {
        return source;
    }

    public RClosure withEnvironment(REnvironment other) {
        return new RClosure(formals, body, other, attributes, source);
    }

    @Override
    public String typeName() {
        return "closure";
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public RClosure withAttributes(Attributes changed) {
        return new RClosure(formals, body, environment, changed, source);
    }
}
