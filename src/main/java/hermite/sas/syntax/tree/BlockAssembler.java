package hermite.sas.syntax.tree;

import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.problem.Problems;
import hermite.sas.syntax.problem.SyntaxMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts blocks together: DO … END, SELECT … END, IF … ELSE. */
public final class BlockAssembler {
    private final List<Piece> pieces;
    private final Problems problems;
    private int next;
    private int unclosed;

    private BlockAssembler(List<Piece> pieces, Problems problems) {
        this.pieces = pieces;
        this.problems = problems;
    }

    public static List<DataStatement> assemble(List<Piece> pieces, Place stepEnd, Problems problems) {
        BlockAssembler assembler = new BlockAssembler(pieces, problems);
        List<DataStatement> statements = new ArrayList<>();
        while (assembler.next < pieces.size()) {
            assembler.take().ifPresent(statements::add);
        }
        if (assembler.unclosed > 0) {
            problems.report(
                    stepEnd,
                    assembler.unclosed == 1 ? SyntaxMessage.UNCLOSED_DO : SyntaxMessage.UNCLOSED_DOS,
                    assembler.unclosed);
        }
        return statements;
    }

    private Optional<DataStatement> take() {
        return complete(pieces.get(next++));
    }

    private Optional<DataStatement> complete(Piece piece) {
        if (piece instanceof Piece.Whole whole) {
            return Optional.of(whole.statement());
        }
        if (piece instanceof Piece.Block block) {
            return Optional.of(block.close().apply(body()));
        }
        if (piece instanceof Piece.If branch) {
            DataStatement then = completeOrNull(branch.then());
            Optional<DataStatement> otherwise = Optional.empty();
            if (next < pieces.size() && pieces.get(next) instanceof Piece.Else alternative) {
                next++;
                otherwise = Optional.of(completeOrNull(alternative.statement()));
            }
            return Optional.of(new DataStatement.If(branch.condition(), then, otherwise, branch.place()));
        }
        if (piece instanceof Piece.Labelled labelled) {
            return Optional.of(new DataStatement.Labelled(
                    labelled.label(), completeOrNull(labelled.statement()), labelled.place()));
        }
        if (piece instanceof Piece.Select select) {
            return Optional.of(select(select));
        }
        SyntaxMessage unmatched = piece instanceof Piece.Else
                ? SyntaxMessage.UNMATCHED_ELSE
                : piece instanceof Piece.End ? SyntaxMessage.UNMATCHED_END : SyntaxMessage.UNMATCHED_WHEN;
        problems.report(piece.place(), unmatched);
        return Optional.empty();
    }

    private DataStatement completeOrNull(Piece piece) {
        return complete(piece).orElseGet(() -> new DataStatement.Null(piece.place()));
    }

    private List<DataStatement> body() {
        List<DataStatement> statements = new ArrayList<>();
        while (next < pieces.size()) {
            if (pieces.get(next) instanceof Piece.End) {
                next++;
                return statements;
            }
            take().ifPresent(statements::add);
        }
        unclosed++;
        return statements;
    }

    private DataStatement select(Piece.Select select) {
        List<DataStatement.Select.When> whens = new ArrayList<>();
        Optional<DataStatement> otherwise = Optional.empty();
        while (next < pieces.size()) {
            Piece piece = pieces.get(next++);
            if (piece instanceof Piece.End) {
                return new DataStatement.Select(select.selector(), whens, otherwise, select.place());
            } else if (piece instanceof Piece.When when) {
                whens.add(new DataStatement.Select.When(when.values(), completeOrNull(when.statement())));
            } else if (piece instanceof Piece.Otherwise rest) {
                otherwise = Optional.of(completeOrNull(rest.statement()));
            } else if (!(piece instanceof Piece.Whole whole && whole.statement() instanceof DataStatement.Null)) {
                problems.report(piece.place(), SyntaxMessage.NOT_IN_SELECT);
            }
        }
        problems.report(select.place(), SyntaxMessage.UNCLOSED_SELECT);
        return new DataStatement.Select(select.selector(), whens, otherwise, select.place());
    }
}
