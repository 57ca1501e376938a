package hermite.sas.datastep.node;

/** A compiled expression. */
public abstract sealed class ExpressionNode permits NumberNode, TextNode {
    public final boolean isText() {
        return this instanceof TextNode;
    }
}
