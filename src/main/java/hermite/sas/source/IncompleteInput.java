package hermite.sas.source;

/** The text ends inside something, and more text may come: the reader has gone back to where that thing began. */
final class IncompleteInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IncompleteInput() {
        super(null, null, false, false);
    }
}
