package hermite.sas.datastep.node;

/** Constant values. */
public final class Constants {
    private Constants() {}

    public static final class NumberConstantNode extends NumberNode {
        private final double value;

        public NumberConstantNode(double value) {
            this.value = value;
        }

        @Override
        public double number(Frame frame) {
            return value;
        }
    }

    public static final class TextConstantNode extends TextNode {
        private final String value;

        /** @param value as quoted; the empty string stands for one blank */
        public TextConstantNode(String value) {
            this.value = value.isEmpty() ? " " : value;
        }

        @Override
        public String text(Frame frame) {
            return value;
        }

        @Override
        public int length() {
            return value.length();
        }
    }
}
