package hermite.sas.syntax.tree;

import hermite.sas.source.Place;
import hermite.sas.source.Token;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;

/** A token as the grammar sees it: a source token, or several joined, with the type its position gives it. */
final class ParserToken extends CommonToken {
    private static final long serialVersionUID = 1L;

    private final transient Token source;

    ParserToken(int type, Token source) {
        super(type, source.text());
        this.source = source;
        setLine(source.place().line());
        setCharPositionInLine(source.place().column() - 1);
    }

    Token source() {
        return source;
    }

    Place place() {
        return source.place();
    }

    static Optional<ParserToken> of(org.antlr.v4.runtime.Token token) {
        return token instanceof ParserToken own ? Optional.of(own) : Optional.empty();
    }
}
