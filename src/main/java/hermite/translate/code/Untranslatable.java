package hermite.translate.code;

/** Something of a step that R, or this translation, has no word for; the message names it. */
public final class Untranslatable extends Exception {
    private static final long serialVersionUID = 1L;

    public Untranslatable(String message) {
        super(message);
    }
}
