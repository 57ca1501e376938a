package hermite.sas.syntax.tree;

import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.Expression;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A statement as it arrives, before blocks are put together. */
public sealed interface Piece {
    Place place();

    record Whole(DataStatement statement) implements Piece {
        @Override
        public Place place() {
            return statement.place();
        }
    }

    /** A DO statement of any kind: needs a body and an END. */
    record Block(Function<List<DataStatement>, DataStatement> close, Place place) implements Piece {}

    record If(Expression condition, Piece then, Place place) implements Piece {}

    record Else(Piece statement, Place place) implements Piece {}

    record Select(Optional<Expression> selector, Place place) implements Piece {}

    record When(List<Expression> values, Piece statement, Place place) implements Piece {}

    record Otherwise(Piece statement, Place place) implements Piece {}

    record End(Place place) implements Piece {}

    record Labelled(String label, Piece statement, Place place) implements Piece {}
}
