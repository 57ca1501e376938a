package hermite.sas.datastep.node;

/** {@code a || b}: trailing blanks are kept. */
public final class Concatenate extends TextNode {
    private final TextNode left;
    private final TextNode right;

    public Concatenate(TextNode left, TextNode right) {
        this.left = left;
        this.right = right;
    }

    @Override
    public String text(Frame frame) {
        return left.text(frame) + right.text(frame);
    }

    @Override
    public String trimmed(Frame frame) {
        return left.text(frame) + right.trimmed(frame);
    }

    @Override
    public int length() {
        return Math.min(32767, left.length() + right.length());
    }
}
