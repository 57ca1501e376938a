package hermite.sas.source;

/** What acts when the reader meets a macro trigger: the macro processor. */
public interface Triggers {
    /**
     * Acts on the {@code &} or {@code %} that is the next character: takes it from the frames and puts what it stands
     * for on top of them.
     *
     * @return false when the character is ordinary text, and was left where it is
     */
    boolean act(int trigger);

    /** The content of a double-quoted string with its references and calls resolved. */
    String resolveQuoted(String content, Place place);

    /** Takes {@code &} and {@code %} as ordinary characters. */
    Triggers NONE = new Triggers() {
        @Override
        public boolean act(int trigger) {
            return false;
        }

        @Override
        public String resolveQuoted(String content, Place place) {
            return content;
        }
    };
}
