package hermite.app;

import hermite.app.SourceTokens.Placed;
import hermite.sas.session.step.Procedures;
import hermite.sas.source.TokenKind;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours what is typed: keywords, strings, numbers, comments. An unknown procedure is underlined. */
final class SasHighlighter implements Highlighter {
    private static final AttributedStyle KEYWORD =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE).bold();
    private static final AttributedStyle TEXT = AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA);
    private static final AttributedStyle NUMBER = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle COMMENT = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle WRONG =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.RED).underline();

    private final Procedures procedures;
    private final Set<String> keywords;

    SasHighlighter(Procedures procedures) {
        this.procedures = procedures;
        this.keywords = Set.copyOf(Vocabulary.statementWords());
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        if (buffer.startsWith(":") || buffer.startsWith("?")) {
            return new AttributedString(buffer);
        }
        AttributedStringBuilder line = new AttributedStringBuilder();
        int done = 0;
        boolean statementStart = true;
        boolean afterProc = false;
        Optional<ProcedureSpec> procedure = Optional.empty();
        for (Placed placed : SourceTokens.of(buffer)) {
            if (placed.start() < done) {
                continue;
            }
            between(line, buffer.substring(done, placed.start()));
            String word = placed.token().upper();
            AttributedStyle style = AttributedStyle.DEFAULT;
            if (placed.token().kind() == TokenKind.STRING) {
                style = TEXT;
            } else if (placed.token().kind() == TokenKind.NUMBER) {
                style = NUMBER;
            } else if (afterProc) {
                procedure = procedures.spec(word);
                style = procedure.isPresent() ? KEYWORD : WRONG;
            } else if (statementStart && isStatement(word, procedure)) {
                style = KEYWORD;
            }
            line.styled(style, buffer.substring(placed.start(), placed.end()));
            done = placed.end();
            afterProc = statementStart && word.equals("PROC");
            statementStart = placed.token().kind() == TokenKind.SEMICOLON;
        }
        between(line, buffer.substring(done));
        return line.toAttributedString();
    }

    private boolean isStatement(String word, Optional<ProcedureSpec> procedure) {
        return keywords.contains(word.toUpperCase(Locale.ROOT))
                || procedure.flatMap(p -> p.statement(word)).isPresent();
    }

    /** What the reader skips and is not blank is a comment. */
    private static void between(AttributedStringBuilder line, String text) {
        line.styled(text.isBlank() ? AttributedStyle.DEFAULT : COMMENT, text);
    }
}
