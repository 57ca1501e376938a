package hermite.sas.datastep.node;

/** An expression with a character value. */
public abstract non-sealed class TextNode extends ExpressionNode {
    /** The value with the trailing blanks it has as a value of fixed length: where they matter. */
    public abstract String text(Frame frame);

    /** The value, where trailing blanks do not matter; there may or may not be some. */
    public String trimmed(Frame frame) {
        return text(frame);
    }

    /** The length a variable gets that is first assigned this expression. */
    public abstract int length();
}
