package hermite.r.syntax;

import hermite.r.syntax.grammar.RGrammarLexer;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * A syntax error in R's words.
 *
 * @param message as "unexpected symbol"
 * @param context the text up to and with the culprit: its line, and the line before it within one expression
 * @param lineBefore the line above the culprit's; empty for the first
 * @param lineText the whole line the culprit is in
 * @param line from 1
 * @param column of the culprit's first character, from 1
 * @param atEnd whether the text simply stops too early
 */
public record SyntaxProblem(
        String message,
        String context,
        String lineBefore,
        String lineText,
        String file,
        int line,
        int column,
        boolean atEnd) {

    /**
     * @param firstLine where the expression began that could not be read on
     * @param from where the expression before it ended
     */
    static SyntaxProblem of(
            ParseCancellationException e, TokenStream tokens, String text, String file, int firstLine, int from) {
        Token culprit = tokens.LT(1);
        if (e.getCause() instanceof RecognitionException cause && cause.getOffendingToken() != null) {
            culprit = cause.getOffendingToken();
            if (cause instanceof NoViableAltException viable) {
                culprit = viable.getOffendingToken();
            }
        }
        return at(culprit, text, file, firstLine, from);
    }

    private static SyntaxProblem at(Token culprit, String text, String file, int firstLine, int from) {
        int type = culprit.getType();
        boolean end = type == Token.EOF || type == RGrammarLexer.INCOMPLETESTRING;
        return at("unexpected " + kind(culprit), culprit, end, text, file, firstLine, from);
    }

    static SyntaxProblem at(
            String message, Token culprit, boolean end, String text, String file, int firstLine, int from) {
        int start = Math.min(culprit.getStartIndex(), text.length());
        int stop = culprit.getType() == Token.EOF ? text.length() : Math.min(text.length(), culprit.getStopIndex() + 1);
        if (culprit.getType() == RGrammarLexer.NEWLINE) {
            stop = start;
        }
        int lineStart = text.lastIndexOf('\n', Math.max(0, start) - 1) + 1;
        int lineEnd = text.indexOf('\n', start);
        String lineText = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
        int startBefore = lineStart < 2 ? 0 : text.lastIndexOf('\n', lineStart - 2) + 1;
        String lineBefore = text.substring(startBefore, Math.max(0, lineStart - 1));
        int contextStart = culprit.getLine() > firstLine ? startBefore : lineStart;
        // of a line with several expressions R shows the one it could not read
        contextStart = Math.max(contextStart, from);
        String context = text.substring(Math.min(contextStart, stop), stop);
        return new SyntaxProblem(
                message, context, lineBefore, lineText, file, culprit.getLine(), start - lineStart + 1, end);
    }

    /** How R names a token. */
    private static String kind(Token token) {
        return switch (token.getType()) {
            case Token.EOF -> "end of input";
            case RGrammarLexer.NEWLINE -> "end of line";
            case RGrammarLexer.SYMBOL, RGrammarLexer.WRONGNAME -> "symbol";
            case RGrammarLexer.STRING -> "string constant";
            case RGrammarLexer.INCOMPLETESTRING -> "INCOMPLETE_STRING";
            case RGrammarLexer.NUMBER,
                    RGrammarLexer.TRUE,
                    RGrammarLexer.FALSE,
                    RGrammarLexer.NA,
                    RGrammarLexer.NAINTEGER,
                    RGrammarLexer.NAREAL,
                    RGrammarLexer.NACOMPLEX,
                    RGrammarLexer.NACHARACTER,
                    RGrammarLexer.INF,
                    RGrammarLexer.NAN -> "numeric constant";
            case RGrammarLexer.SPECIAL -> "SPECIAL";
            case RGrammarLexer.ASSIGN, RGrammarLexer.SUPERASSIGN, RGrammarLexer.COLONASSIGN -> "assignment";
            case RGrammarLexer.RIGHTASSIGN, RGrammarLexer.RIGHTSUPERASSIGN -> "'->'";
            case RGrammarLexer.PLACEHOLDER,
                    RGrammarLexer.OTHER,
                    RGrammarLexer.WRONGSPECIAL,
                    RGrammarLexer.WRONGNUMBER -> "input";
            case RGrammarLexer.FUNCTION -> "'function'";
            case RGrammarLexer.LBB -> "'[['";
            default -> "'" + token.getText() + "'";
        };
    }

    /** As R prints it at top level, followed by place, line and a caret. */
    public String text() {
        String quoted = context.indexOf('\n') < 0 ? " in \"" + context + "\"" : " in:\n\"" + context + "\"";
        String place = (file.isEmpty() ? "" : file + ":") + line + ":" + column;
        String shown = atEnd ? "unexpected end of input" : message;
        boolean quotes = !atEnd && message.startsWith("unexpected ");
        return "Error: " + shown + (quotes ? quoted : "") + "\n" + place + "\n" + lineText + "\n"
                + " ".repeat(Math.max(0, column - 1)) + "^";
    }

    /** As {@code parse(text = )} reports it: "<text>:1:3: unexpected symbol", the lines, a caret. */
    public String parseText() {
        String name = file.isEmpty() ? "<text>" : file;
        // R sees the end of input on the line after the last
        String place = atEnd ? (line + 1) + ":0" : line + ":" + column;
        StringBuilder out = new StringBuilder(name + ":" + place + ": " + message);
        if (line > 1) {
            out.append('\n').append(line - 1).append(": ").append(lineBefore);
        }
        String prefix = line + ": ";
        out.append('\n').append(prefix).append(context.substring(context.lastIndexOf('\n') + 1));
        // R counts the columns of the first line from 1, those of later lines from 0
        int caret = prefix.length() + (atEnd ? 0 : column) - (line == 1 ? 0 : 1);
        return out.append('\n').append(" ".repeat(caret)).append('^').toString();
    }
}
