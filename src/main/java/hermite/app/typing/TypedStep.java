package hermite.app.typing;

import hermite.app.typing.SourceTokens.Placed;
import hermite.sas.session.step.Procedures;
import hermite.sas.source.Token;
import hermite.sas.source.TokenKind;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the cursor stands in a program that is being typed.
 *
 * @param inData whether a DATA step is open
 * @param procedure the open PROC step's procedure, if it is known
 * @param inProcStatement whether the statement under the cursor is the PROC statement itself
 * @param statement tokens of the statement under the cursor, before the word being typed
 * @param dataSet the data set of the open step (DATA=, SET), as written
 */
public record TypedStep(
        boolean inData,
        Optional<ProcedureSpec> procedure,
        boolean inProcStatement,
        List<Token> statement,
        Optional<String> dataSet) {

    /** @param text all that stands before the word being typed */
    public static TypedStep before(String text, Procedures procedures) {
        boolean inData = false;
        Optional<ProcedureSpec> procedure = Optional.empty();
        Optional<String> dataSet = Optional.empty();
        List<Token> statement = new ArrayList<>();
        for (Placed placed : SourceTokens.of(text)) {
            Token token = placed.token();
            if (token.kind() != TokenKind.SEMICOLON) {
                statement.add(token);
                continue;
            }
            if (isWord(statement, 0, "PROC")) {
                inData = false;
                procedure =
                        statement.size() > 1 ? procedures.spec(statement.get(1).text()) : Optional.empty();
                dataSet = afterEquals(statement, "DATA");
            } else if (isWord(statement, 0, "DATA")) {
                inData = true;
                procedure = Optional.empty();
                dataSet = Optional.empty();
            } else if (isWord(statement, 0, "RUN") || isWord(statement, 0, "QUIT")) {
                inData = false;
                procedure = Optional.empty();
            } else if (inData && (isWord(statement, 0, "SET") || isWord(statement, 0, "MERGE"))) {
                dataSet = name(statement, 1);
            }
            statement.clear();
        }
        boolean inProcStatement = isWord(statement, 0, "PROC");
        if (inProcStatement) {
            procedure = statement.size() > 1 ? procedures.spec(statement.get(1).text()) : Optional.empty();
            dataSet = afterEquals(statement, "DATA");
        }
        return new TypedStep(inData, procedure, inProcStatement, List.copyOf(statement), dataSet);
    }

    public static boolean isWord(List<Token> tokens, int index, String word) {
        return index < tokens.size() && tokens.get(index).isWord(word);
    }

    /** The word before the equals sign that the cursor stands behind. */
    public Optional<String> assigned() {
        int size = statement.size();
        return size > 1
                        && statement.get(size - 1).is("=")
                        && statement.get(size - 2).isName()
                ? Optional.of(statement.get(size - 2).upper())
                : Optional.empty();
    }

    public boolean afterSlash() {
        return statement.stream().anyMatch(t -> t.is("/"));
    }

    /** The word before the innermost parenthesis still open: {@code quad} in {@code method=quad(}. */
    public Optional<String> openGroup() {
        int depth = 0;
        for (int i = statement.size() - 1; i > 0; i--) {
            if (statement.get(i).is(")")) {
                depth++;
            } else if (statement.get(i).is("(") && depth-- == 0) {
                return statement.get(i - 1).isName()
                        ? Optional.of(statement.get(i - 1).upper())
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The option whose value the open group belongs to: {@code METHOD} in {@code method=quad(}. */
    public Optional<String> groupOption() {
        int depth = 0;
        for (int i = statement.size() - 1; i > 2; i--) {
            if (statement.get(i).is(")")) {
                depth++;
            } else if (statement.get(i).is("(") && depth-- == 0) {
                return statement.get(i - 2).is("=") && statement.get(i - 3).isName()
                        ? Optional.of(statement.get(i - 3).upper())
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<String> afterEquals(List<Token> statement, String option) {
        for (int i = 0; i + 2 < statement.size(); i++) {
            if (statement.get(i).isWord(option) && statement.get(i + 1).is("=")) {
                return name(statement, i + 2);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> name(List<Token> statement, int index) {
        if (index >= statement.size() || !statement.get(index).isName()) {
            return Optional.empty();
        }
        boolean twoLevel =
                index + 2 < statement.size() && statement.get(index + 1).is(".");
        return Optional.of(
                twoLevel
                        ? statement.get(index).text() + "."
                                + statement.get(index + 2).text()
                        : statement.get(index).text());
    }
}
