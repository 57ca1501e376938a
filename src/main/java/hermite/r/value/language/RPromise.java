package hermite.r.value.language;

import hermite.r.value.RLanguage;
import hermite.r.value.RValue;

/** An argument not evaluated yet: language, and the environment to evaluate it in; then its value. */
public final class RPromise implements RLanguage {
    private final RValue expression;
    private REnvironment environment;
    private RValue value;
    private boolean underEvaluation;

    public RPromise(RValue expression, REnvironment environment) {
        this.expression = expression;
        this.environment = environment;
    }

    /** A promise that has its value already. */
    public RPromise(RValue expression, REnvironment environment, RValue value) {
        this.expression = expression;
        this.environment = environment;
        this.value = value;
    }

    public RValue expression() {
        return expression;
    }

    public REnvironment environment() {
        return environment;
    }

    /** The value, or null before evaluation. */
    public RValue value() {
        return value;
    }

    public boolean isUnderEvaluation() {
        return underEvaluation;
    }

    public void setUnderEvaluation(boolean now) {
        underEvaluation = now;
    }

    public void setValue(RValue evaluated) {
        value = evaluated;
        underEvaluation = false;
    }

    @Override
    public String typeName() {
        return "promise";
    }
}
