package hermite.sas.syntax;

import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.source.Token;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.DataStep;
import hermite.sas.syntax.problem.Problems;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import hermite.sas.syntax.tree.BlockAssembler;
import hermite.sas.syntax.tree.Piece;
import hermite.sas.syntax.tree.SasParser;
import hermite.sas.syntax.tree.StatementWord;
import hermite.sas.syntax.tree.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects a DATA step. */
final class DataStepReader implements StepReader {
    private final SasParser parser;
    private final Problems problems;
    private final Place place;
    private final List<Piece> pieces = new ArrayList<>();
    private List<DataSetReference> outputs = List.of();
    private Optional<DataStep.InlineData> lines = Optional.empty();
    private Place last;

    /** @param header the DATA statement, without its semicolon */
    DataStepReader(SasParser parser, Problems problems, List<Token> header) {
        this.parser = parser;
        this.problems = problems;
        this.place = header.get(0).place();
        this.last = place;
        problems.clear();
        try {
            TokenCursor cursor = new TokenCursor(header.subList(1, header.size()));
            outputs = parser.dataSets(cursor.take(cursor.distanceTo("/")));
            if (cursor.accept("/")) {
                throw new SyntaxException(
                        cursor.place(),
                        SyntaxMessage.NOT_SUPPORTED_DATA_STEP,
                        "DATA … / " + cursor.peek().upper());
            }
        } catch (SyntaxException e) {
            problems.report(e);
        }
    }

    @Override
    public String kind() {
        return "DATA";
    }

    @Override
    public String name() {
        return outputs.isEmpty() ? "" : outputs.get(0).member();
    }

    @Override
    public void accept(List<Token> statement) {
        if (statement.isEmpty()) {
            return;
        }
        last = statement.get(statement.size() - 1).place();
        try {
            checkKeyword(statement);
            pieces.add(parser.statement(statement));
        } catch (SyntaxException e) {
            problems.report(e);
        }
    }

    /** Names the wrong word itself where a statement begins with no word that begins statements. */
    private static void checkKeyword(List<Token> statement) {
        Token first = statement.get(0);
        boolean label = statement.size() > 1 && statement.get(1).is(":");
        if (!first.isName() || label || StatementWord.at(statement).isPresent()) {
            if (!first.isName()) {
                throw new SyntaxException(first.place(), SyntaxMessage.NOT_VALID_HERE);
            }
            return;
        }
        if (StatementWord.looksLikeAssignment(statement)) {
            return;
        }
        if (StatementWord.UNSUPPORTED.contains(first.upper())) {
            throw new SyntaxException(first.place(), SyntaxMessage.NOT_SUPPORTED_DATA_STEP, first.upper());
        }
        throw new SyntaxException(first.place(), SyntaxMessage.NOT_VALID_HERE)
                .withHint(Suggestion.of(first.text(), StatementWord.names()).question());
    }

    void inlineData(DataStep.InlineData data) {
        lines = Optional.of(data);
    }

    @Override
    public boolean owns(Token keyword) {
        return false;
    }

    @Override
    public void run(ProgramHandler handler) {
        List<DataStatement> statements = BlockAssembler.assemble(pieces, last, problems);
        if (problems.anyErrors()) {
            handler.rejectedStep(kind(), name());
        } else {
            handler.dataStep(new DataStep(outputs, statements, lines, place));
        }
    }

    @Override
    public boolean staysOpen() {
        return false;
    }

    static boolean isDataLines(Token token) {
        return token.isWord("DATALINES") || token.isWord("CARDS") || token.isWord("LINES") || isDataLines4(token);
    }

    static boolean isDataLines4(Token token) {
        return token.isWord("DATALINES4") || token.isWord("CARDS4") || token.isWord("LINES4");
    }
}
