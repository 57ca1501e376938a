package hermite.sas.syntax.tree;

import hermite.sas.source.Token;
import hermite.sas.source.TokenKind;
import hermite.sas.syntax.grammar.SasGrammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the tokens of one statement the types its grammar rule speaks of. No word is reserved: a name becomes a
 * keyword, an operator word or part of a format only where its position in the statement makes it one.
 */
final class Promotion {
    private static final Map<String, Integer> OPERATORS = Map.ofEntries(
            Map.entry("(", SasGrammar.LP),
            Map.entry(")", SasGrammar.RP),
            Map.entry("[", SasGrammar.LB),
            Map.entry("]", SasGrammar.RB),
            Map.entry("{", SasGrammar.LC),
            Map.entry("}", SasGrammar.RC),
            Map.entry(",", SasGrammar.COMMA),
            Map.entry(":", SasGrammar.COLON),
            Map.entry(".", SasGrammar.DOT),
            Map.entry("$", SasGrammar.DOLLAR),
            Map.entry("@", SasGrammar.AT),
            Map.entry("@@", SasGrammar.ATAT),
            Map.entry("#", SasGrammar.HASH),
            Map.entry("?", SasGrammar.QUESTION),
            Map.entry("+", SasGrammar.PLUS),
            Map.entry("-", SasGrammar.MINUS),
            Map.entry("*", SasGrammar.STAR),
            Map.entry("/", SasGrammar.SLASH),
            Map.entry("**", SasGrammar.POWER),
            Map.entry("><", SasGrammar.MIN),
            Map.entry("<>", SasGrammar.MAX),
            Map.entry("||", SasGrammar.CONCAT),
            Map.entry("!!", SasGrammar.CONCAT),
            Map.entry("¦¦", SasGrammar.CONCAT),
            Map.entry("|", SasGrammar.OR),
            Map.entry("!", SasGrammar.OR),
            Map.entry("¦", SasGrammar.OR),
            Map.entry("&", SasGrammar.AND),
            Map.entry("^", SasGrammar.NOT),
            Map.entry("~", SasGrammar.NOT),
            Map.entry("¬", SasGrammar.NOT),
            Map.entry("=", SasGrammar.EQ),
            Map.entry("^=", SasGrammar.NE),
            Map.entry("~=", SasGrammar.NE),
            Map.entry("¬=", SasGrammar.NE),
            Map.entry("<", SasGrammar.LT),
            Map.entry("<=", SasGrammar.LE),
            Map.entry("=<", SasGrammar.LE),
            Map.entry(">", SasGrammar.GT),
            Map.entry(">=", SasGrammar.GE),
            Map.entry("=>", SasGrammar.GE),
            Map.entry("=:", SasGrammar.EQCOLON),
            Map.entry("^=:", SasGrammar.NECOLON),
            Map.entry("~=:", SasGrammar.NECOLON),
            Map.entry("¬=:", SasGrammar.NECOLON),
            Map.entry("<:", SasGrammar.LTCOLON),
            Map.entry("<=:", SasGrammar.LECOLON),
            Map.entry(">:", SasGrammar.GTCOLON),
            Map.entry(">=:", SasGrammar.GECOLON),
            Map.entry("=*", SasGrammar.SOUNDSLIKE));

    /** Words that are operators after an operand. */
    private static final Map<String, Integer> BINARY_WORDS = Map.ofEntries(
            Map.entry("AND", SasGrammar.AND),
            Map.entry("OR", SasGrammar.OR),
            Map.entry("EQ", SasGrammar.EQ),
            Map.entry("NE", SasGrammar.NE),
            Map.entry("LT", SasGrammar.LT),
            Map.entry("LE", SasGrammar.LE),
            Map.entry("GT", SasGrammar.GT),
            Map.entry("GE", SasGrammar.GE),
            Map.entry("IN", SasGrammar.IN),
            Map.entry("MIN", SasGrammar.MIN),
            Map.entry("MAX", SasGrammar.MAX));

    /** Words that are operators after an operand in WHERE only. */
    private static final Map<String, Integer> WHERE_WORDS = Map.of(
            "BETWEEN",
            SasGrammar.BETWEEN,
            "CONTAINS",
            SasGrammar.CONTAINS,
            "LIKE",
            SasGrammar.LIKE,
            "IS",
            SasGrammar.IS);

    private static final Map<String, Integer> DATA_SET_OPTIONS = Map.of(
            "KEEP",
            SasGrammar.KEEPOPTION,
            "DROP",
            SasGrammar.DROPOPTION,
            "RENAME",
            SasGrammar.RENAMEOPTION,
            "WHERE",
            SasGrammar.WHEREOPTION);

    private final List<ParserToken> tokens = new ArrayList<>();

    private Promotion(List<Token> source) {
        for (Token token : source) {
            tokens.add(new ParserToken(plainType(token), token));
        }
    }

    static List<ParserToken> plain(List<Token> source) {
        return new Promotion(source).tokens;
    }

    static List<ParserToken> effects(List<Token> source) {
        Promotion promotion = new Promotion(source);
        promotion.tokens.replaceAll(t -> t.getType() == SasGrammar.OR ? retyped(t, SasGrammar.BAR) : t);
        return promotion.tokens;
    }

    static List<ParserToken> expression(List<Token> source, boolean where) {
        Promotion promotion = new Promotion(source);
        promotion.promoteExpression(0, promotion.tokens.size(), where);
        return promotion.tokens;
    }

    static List<ParserToken> dataSets(List<Token> source) {
        Promotion promotion = new Promotion(source);
        promotion.promoteDataSetOptions(0);
        return promotion.tokens;
    }

    static List<ParserToken> numbers(List<Token> source) {
        Promotion promotion = new Promotion(source);
        promotion.promoteWords(0, Map.of("TO", SasGrammar.TO, "BY", SasGrammar.BY));
        return promotion.tokens;
    }

    static List<ParserToken> statement(List<Token> source) {
        Promotion promotion = new Promotion(source);
        promotion.promoteStatement(0);
        return promotion.tokens;
    }

    private static int plainType(Token token) {
        return switch (token.kind()) {
            case NAME -> SasGrammar.NAME;
            case NUMBER -> SasGrammar.NUMBER;
            case MISSING -> SasGrammar.MISSING;
            case STRING -> SasGrammar.STRING;
            case SEMICOLON -> SasGrammar.SEMICOLON;
            case OPERATOR -> OPERATORS.getOrDefault(token.text(), SasGrammar.OTHER);
            case END -> org.antlr.v4.runtime.Token.EOF;
        };
    }

    private static ParserToken retyped(ParserToken token, int type) {
        return new ParserToken(type, token.source());
    }

    private void retype(int index, int type) {
        tokens.set(index, retyped(tokens.get(index), type));
    }

    private boolean isType(int index, int type) {
        return index >= 0 && index < tokens.size() && tokens.get(index).getType() == type;
    }

    private String word(int index) {
        return index < tokens.size()
                        && tokens.get(index).getType() == SasGrammar.NAME
                        && tokens.get(index).source().quote() == ' '
                ? tokens.get(index).source().upper()
                : "";
    }

    private void promoteStatement(int from) {
        if (isType(from, SasGrammar.NAME) && isType(from + 1, SasGrammar.COLON)) {
            retype(from, SasGrammar.LABELNAME);
            promoteStatement(from + 2);
            return;
        }
        Optional<StatementWord> keyword = StatementWord.at(tokens, from);
        if (keyword.isEmpty()) {
            promoteExpression(from, tokens.size(), false);
            return;
        }
        retype(from, keyword.get().type());
        int next = from + 1;
        switch (keyword.get()) {
            case IF -> {
                int then = indexOfWord("THEN", next);
                if (then < tokens.size()) {
                    retype(then, SasGrammar.THEN);
                    promoteStatement(then + 1);
                }
                promoteExpression(next, then, false);
            }
            case ELSE, OTHERWISE -> promoteStatement(next);
            case WHEN -> {
                int close = closing(next);
                promoteStatement(close + 1);
                promoteExpression(next, Math.min(close + 1, tokens.size()), false);
            }
            case DO -> promoteDo(next);
            case GO -> {
                if (word(next).equals("TO")) {
                    tokens.remove(next);
                }
            }
            case SELECT, CALL -> promoteExpression(next, tokens.size(), false);
            case WHERE -> promoteExpression(next, tokens.size(), true);
            case SET, MERGE, UPDATE, OUTPUT -> promoteDataSetOptions(next);
            case INPUT, PUT, PUTLOG, ERROR -> promoteRecordItems(next);
            case FORMAT, INFORMAT -> {
                joinFormats(next, tokens.size());
                promoteBefore(next, SasGrammar.EQ, Map.of("DEFAULT", SasGrammar.DEFAULT));
            }
            case LENGTH -> promoteBefore(next, SasGrammar.EQ, Map.of("DEFAULT", SasGrammar.DEFAULT));
            case ATTRIB -> {
                joinFormats(next, tokens.size());
                promoteBefore(
                        next,
                        SasGrammar.EQ,
                        Map.of(
                                "LENGTH",
                                SasGrammar.LENGTH,
                                "FORMAT",
                                SasGrammar.FORMAT,
                                "INFORMAT",
                                SasGrammar.INFORMAT,
                                "LABEL",
                                SasGrammar.LABEL));
            }
            default -> {}
        }
    }

    private void promoteDo(int next) {
        if (word(next).equals("OVER") && isType(next + 1, SasGrammar.NAME)) {
            retype(next, SasGrammar.OVER);
            return;
        }
        promoteWords(
                next,
                Map.of("TO", SasGrammar.TO, "BY", SasGrammar.BY, "WHILE", SasGrammar.WHILE, "UNTIL", SasGrammar.UNTIL));
        if (isType(next, SasGrammar.TO) || isType(next, SasGrammar.BY) || isType(next + 1, SasGrammar.EQ)) {
            retype(next, SasGrammar.NAME);
        }
        promoteExpression(next, tokens.size(), false);
    }

    /** Words outside all parentheses. */
    private void promoteWords(int from, Map<String, Integer> words) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            depth += depthChange(i);
            Integer type = depth == 0 ? words.get(word(i)) : null;
            if (type != null) {
                retype(i, type);
            }
        }
    }

    /** Words followed by a token of the type given. */
    private void promoteBefore(int from, int following, Map<String, Integer> words) {
        for (int i = from; i < tokens.size(); i++) {
            Integer type = isType(i + 1, following) ? words.get(word(i)) : null;
            if (type != null) {
                retype(i, type);
            }
        }
    }

    private void promoteRecordItems(int from) {
        joinFormats(from, tokens.size());
        for (int i = from; i < tokens.size(); i++) {
            ParserToken token = tokens.get(i);
            if (token.getType() == SasGrammar.NUMBER && token.getText().startsWith(".")) {
                retype(i, SasGrammar.DECIMALS);
            } else if (isType(i - 1, SasGrammar.MINUS)
                    && i >= 2
                    && isType(i - 2, SasGrammar.FORMATNAME)
                    && Set.of("L", "C", "R").contains(word(i))) {
                retype(i, SasGrammar.ALIGN);
            }
        }
    }

    private void promoteDataSetOptions(int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            depth += depthChange(i);
            Integer type = depth == 1 && isType(i + 1, SasGrammar.EQ) ? DATA_SET_OPTIONS.get(word(i)) : null;
            if (type == null) {
                continue;
            }
            retype(i, type);
            if (isType(i + 2, SasGrammar.LP) && type == SasGrammar.WHEREOPTION) {
                int close = Math.min(closing(i + 2) + 1, tokens.size());
                int before = tokens.size();
                promoteExpression(i + 2, close, true);
                i = close - 1 - (before - tokens.size());
            }
        }
    }

    /** Operator words, OF, and formats in PUT() and INPUT(), between two positions. */
    private void promoteExpression(int from, int to, boolean where) {
        int end = joinFormatsInCalls(from, to);
        boolean afterOperand = false;
        for (int i = from; i < end; i++) {
            int type = tokens.get(i).getType();
            if (type == SasGrammar.NAME) {
                int promoted = afterOperand ? afterOperandType(i, where) : beforeOperandType(i, end);
                if (promoted != SasGrammar.NAME) {
                    retype(i, promoted);
                }
                // NOT after an operand is the first half of NOT IN, NOT LIKE
                afterOperand = promoted == SasGrammar.NAME || promoted == SasGrammar.NOT && afterOperand;
                if (promoted == SasGrammar.IS) {
                    i = promoteIs(i + 1) - 1;
                    afterOperand = true;
                }
            } else if (where && type == SasGrammar.MAX) {
                retype(i, SasGrammar.NE);
                afterOperand = false;
            } else if (where && type == SasGrammar.QUESTION) {
                retype(i, SasGrammar.CONTAINS);
                afterOperand = false;
            } else {
                afterOperand = type == SasGrammar.NUMBER
                        || type == SasGrammar.MISSING
                        || type == SasGrammar.STRING
                        || type == SasGrammar.RP
                        || type == SasGrammar.RB
                        || type == SasGrammar.RC;
            }
        }
    }

    private int afterOperandType(int i, boolean where) {
        String word = word(i);
        Integer type = BINARY_WORDS.get(word);
        if (type == null && where) {
            type = WHERE_WORDS.get(word);
        }
        if (type == null && word.equals("NOT")) {
            return SasGrammar.NOT;
        }
        return type == null ? SasGrammar.NAME : type;
    }

    private int beforeOperandType(int i, int end) {
        String word = word(i);
        boolean operandFollows = i + 1 < end
                && Set.of(
                                SasGrammar.NAME,
                                SasGrammar.NUMBER,
                                SasGrammar.STRING,
                                SasGrammar.MISSING,
                                SasGrammar.LP,
                                SasGrammar.MINUS,
                                SasGrammar.NOT)
                        .contains(tokens.get(i + 1).getType());
        if (word.equals("NOT") && operandFollows) {
            return SasGrammar.NOT;
        }
        boolean argument = isType(i - 1, SasGrammar.LP) || isType(i - 1, SasGrammar.COMMA);
        return word.equals("OF") && argument && isType(i + 1, SasGrammar.NAME) ? SasGrammar.OF : SasGrammar.NAME;
    }

    /** After IS: an optional NOT, then NULL or MISSING. Returns the index after them. */
    private int promoteIs(int from) {
        int i = from;
        if (word(i).equals("NOT")) {
            retype(i++, SasGrammar.NOT);
        }
        if (word(i).equals("NULL")) {
            retype(i++, SasGrammar.NULL);
        } else if (word(i).equals("MISSING")) {
            retype(i++, SasGrammar.MISSINGWORD);
        }
        return i;
    }

    /** The second argument of PUT() and INPUT() is a format. Returns where the range ends afterwards. */
    private int joinFormatsInCalls(int from, int to) {
        int end = Math.min(to, tokens.size());
        for (int i = from; i + 1 < end; i++) {
            if (!Set.of("PUT", "INPUT").contains(word(i)) || !isType(i + 1, SasGrammar.LP)) {
                continue;
            }
            int close = closing(i + 1);
            int comma = topLevelComma(i + 2, close);
            if (comma < close) {
                int before = tokens.size();
                joinFormats(comma + 1, Math.min(close, end));
                end -= before - tokens.size();
            }
        }
        return end;
    }

    private int topLevelComma(int from, int close) {
        int depth = 0;
        for (int i = from; i < Math.min(close, tokens.size()); i++) {
            depth += depthChange(i);
            if (depth == 0 && isType(i, SasGrammar.COMMA)) {
                return i;
            }
        }
        return close;
    }

    private void joinFormats(int from, int to) {
        int end = Math.min(to, tokens.size());
        for (int i = from; i < end; i++) {
            int length = FormatSpelling.length(tokens, i, end);
            if (length > 0) {
                StringBuilder text = new StringBuilder();
                for (int j = i; j < i + length; j++) {
                    text.append(tokens.get(j).getText());
                }
                Token first = tokens.get(i).source();
                Token joined = Token.of(TokenKind.OPERATOR, text.toString(), first.blanks(), first.place());
                tokens.subList(i, i + length).clear();
                tokens.add(i, new ParserToken(SasGrammar.FORMATNAME, joined));
                end -= length - 1;
            }
        }
    }

    private int indexOfWord(String word, int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            depth += depthChange(i);
            if (depth <= 0 && i > from && word(i).equals(word)) {
                return i;
            }
        }
        return tokens.size();
    }

    private int depthChange(int i) {
        int type = tokens.get(i).getType();
        return type == SasGrammar.LP ? 1 : type == SasGrammar.RP ? -1 : 0;
    }

    /** Index of the parenthesis that closes the one at the index; the number of tokens when there is none. */
    private int closing(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += depthChange(i);
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }
}
