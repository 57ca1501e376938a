package hermite.r.syntax;

/** Whether typed text is a whole number of expressions. */
public enum Completeness {
    COMPLETE,
    /** More lines may complete it. */
    INCOMPLETE,
    /** No further line can make it right. */
    WRONG
}
