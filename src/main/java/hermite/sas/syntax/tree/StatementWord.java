package hermite.sas.syntax.tree;

import hermite.sas.source.Token;
import hermite.sas.syntax.grammar.SasGrammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words that open statements of the DATA step. */
public enum StatementWord {
    IF(SasGrammar.IF),
    ELSE(SasGrammar.ELSE),
    DO(SasGrammar.DO),
    END(SasGrammar.END),
    SELECT(SasGrammar.SELECT),
    WHEN(SasGrammar.WHEN),
    OTHERWISE(SasGrammar.OTHERWISE),
    OUTPUT(SasGrammar.OUTPUT),
    DELETE(SasGrammar.DELETE),
    STOP(SasGrammar.STOP),
    RETURN(SasGrammar.RETURN),
    LEAVE(SasGrammar.LEAVE),
    CONTINUE(SasGrammar.CONTINUE),
    ABORT(SasGrammar.ABORT),
    GOTO(SasGrammar.GOTO),
    GO(SasGrammar.GOTO),
    LINK(SasGrammar.LINK),
    SET(SasGrammar.SET),
    MERGE(SasGrammar.MERGE),
    UPDATE(SasGrammar.UPDATE),
    BY(SasGrammar.BY),
    WHERE(SasGrammar.WHERE),
    KEEP(SasGrammar.KEEP),
    DROP(SasGrammar.DROP),
    RENAME(SasGrammar.RENAME),
    RETAIN(SasGrammar.RETAIN),
    LENGTH(SasGrammar.LENGTH),
    FORMAT(SasGrammar.FORMAT),
    INFORMAT(SasGrammar.INFORMAT),
    LABEL(SasGrammar.LABEL),
    ATTRIB(SasGrammar.ATTRIB),
    ARRAY(SasGrammar.ARRAY),
    CALL(SasGrammar.CALL),
    INFILE(SasGrammar.INFILE),
    FILE(SasGrammar.FILE),
    INPUT(SasGrammar.INPUT),
    PUT(SasGrammar.PUT),
    PUTLOG(SasGrammar.PUTLOG),
    ERROR(SasGrammar.ERROR);

    /** Statements of SAS that are not built. */
    public static final List<String> UNSUPPORTED = List.of(
            "DECLARE",
            "DCL",
            "MODIFY",
            "REPLACE",
            "REMOVE",
            "LOSTCARD",
            "DESCRIBE",
            "EXECUTE",
            "REDIRECT",
            "LIST",
            "WINDOW",
            "DISPLAY");

    private static final Map<String, StatementWord> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(Enum::name, Function.identity()));

    private final int type;

    StatementWord(int type) {
        this.type = type;
    }

    int type() {
        return type;
    }

    public static List<String> names() {
        return Stream.of(values()).map(Enum::name).toList();
    }

    /** The word that opens a statement at the index, unless the name there is assigned to. */
    public static Optional<StatementWord> at(List<ParserToken> tokens, int index) {
        if (index >= tokens.size() || tokens.get(index).getType() != SasGrammar.NAME) {
            return Optional.empty();
        }
        List<Token> source = new ArrayList<>();
        for (ParserToken token : tokens.subList(index, tokens.size())) {
            source.add(token.source());
        }
        return at(source);
    }

    public static Optional<StatementWord> at(List<Token> tokens) {
        if (tokens.isEmpty() || tokens.get(0).quote() != ' ') {
            return Optional.empty();
        }
        StatementWord word = BY_NAME.get(tokens.get(0).text().toUpperCase(Locale.ROOT));
        return word == null || isTarget(word, tokens) ? Optional.empty() : Optional.of(word);
    }

    private static boolean isTarget(StatementWord word, List<Token> tokens) {
        if (tokens.size() < 2) {
            return false;
        }
        Token next = tokens.get(1);
        if (next.is("=")) {
            return true;
        }
        boolean pointers = word == INPUT || word == PUT || word == PUTLOG || word == IF || word == WHERE;
        if (next.is("+")) {
            return !pointers;
        }
        boolean subscript = next.is("[") || next.is("{");
        boolean parenthesis = next.is("(") && (word == END || word == STOP || word == RETURN || word == LINK);
        return subscript || parenthesis;
    }

    /** Whether the tokens begin like {@code name =}, {@code name(…) =} or {@code name +}. */
    public static boolean looksLikeAssignment(List<Token> tokens) {
        int i = 1;
        if (i + 1 < tokens.size() && tokens.get(i).is(".")) {
            i += 2;
        }
        if (i < tokens.size()
                && (tokens.get(i).is("(")
                        || tokens.get(i).is("[")
                        || tokens.get(i).is("{"))) {
            int depth = 0;
            for (; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                depth += token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
                depth -= token.is(")") || token.is("]") || token.is("}") ? 1 : 0;
                if (depth == 0) {
                    i++;
                    break;
                }
            }
        }
        return i < tokens.size() && (tokens.get(i).is("=") || tokens.get(i).is("+"));
    }
}
