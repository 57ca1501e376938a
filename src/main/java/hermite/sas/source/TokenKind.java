package hermite.sas.source;

/** What a token is before any statement gives it a meaning. */
public enum TokenKind {
    /** A word, or a name literal {@code 'my var'n}. */
    NAME,
    NUMBER,
    /** A missing value: {@code .}, {@code ._}, {@code .a}. */
    MISSING,
    STRING,
    OPERATOR,
    SEMICOLON,
    /** No more input for now. */
    END
}
