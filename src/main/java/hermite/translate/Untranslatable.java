package hermite.translate;

/** Something of a step that R, or this translation, has no word for; the message names it. */
final class Untranslatable extends Exception {
    private static final long serialVersionUID = 1L;

    Untranslatable(String message) {
        super(message);
    }
}
