package hermite.sas.datastep.node;

/** An expression with a numeric value. */
public abstract non-sealed class NumberNode extends ExpressionNode {
    /** The value; missing values are NaNs of {@link hermite.data.Missing}. */
    public abstract double number(Frame frame);

    /** The value as a condition: neither missing nor zero. */
    public boolean test(Frame frame) {
        double value = number(frame);
        return value == value && value != 0;
    }
}
